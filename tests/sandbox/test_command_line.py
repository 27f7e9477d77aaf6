"""`python -m konigle.sandbox`."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from konigle.sandbox.__main__ import main

pytestmark = pytest.mark.sandbox_process

ROOT = Path(__file__).parents[2]


@contextmanager
def running(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "konigle.sandbox", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.fullmatch(r"konigle sandbox listening on (http://127\.0\.0\.1:\d+)\n", line)
        assert found, line
        yield process, found[1]
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_stopped_and_ends_well(number: signal.Signals) -> None:
    with running() as (process, url):
        assert httpx.get(f"{url}/__sandbox/", timeout=60).json()["clock"]["mode"] == "real"
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
        assert (process.returncode, out, err) == (0, "", "")


def test_every_option_is_used(tmp_path: Path) -> None:
    seed = tmp_path / "seed.json"
    seed.write_text(json.dumps({"contacts": 2}))
    database = str(tmp_path / "data.db")
    options = ("--port", "0", "--db", database, "--api-key", "k", "--clock", "manual", "--seed", str(seed))
    for _ in range(2):
        with running(*options) as (process, url):
            response = httpx.get(
                f"{url}/reachout/api/v1/contacts", headers={"Authorization": "Token k"}, timeout=60
            )
            assert response.json()["count"] == 2
            assert httpx.get(f"{url}/__sandbox/clock", timeout=60).json()["mode"] == "manual"
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=60) == 0


def test_origins_are_allowed_one_by_one() -> None:
    with running("--allow-origin", "http://localhost:3000", "--allow-origin", "https://a.example") as (
        _,
        url,
    ):
        statuses = [
            httpx.get(f"{url}/__sandbox/", headers={"Origin": origin}).status_code
            for origin in ("http://localhost:3000", "https://a.example", "https://b.example")
        ]
    assert statuses == [200, 200, 403]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--allow-origin", "*"], "'*' is not an origin"),
        (["--seed", "/nothing/there.json"], "cannot read the seed"),
        (["--db", "/nothing/there.db"], "cannot use /nothing/there.db"),
        (["--port", "70000"], "cannot start"),
    ],
)
def test_what_cannot_start_says_why(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        assert main(arguments) == 1
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
    said = capsys.readouterr()
    assert said.out == ""
    assert words in said.err


def test_without_the_extra_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import konigle.sandbox

    def missing(_name: str) -> Any:
        raise ModuleNotFoundError("install the extra")

    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr(konigle.sandbox, "__getattr__", missing)
    assert main([]) == 1
    assert capsys.readouterr().err == "install the extra\n"


def test_an_unknown_option_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--clock", "quick"])
    assert caught.value.code == 2
    assert "--clock" in capsys.readouterr().err


def test_in_this_process_it_serves_until_the_signal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    handlers: dict[int, Any] = {}
    monkeypatch.setattr(signal, "signal", lambda number, handler: handlers.update({number: handler}))
    real = sys.stdout.flush

    def stop_when_ready() -> None:
        real()
        handlers[signal.SIGTERM](signal.SIGTERM, None)

    monkeypatch.setattr(sys.stdout, "flush", stop_when_ready)
    assert main([]) == 0
    assert capsys.readouterr().out.startswith("konigle sandbox listening on http://127.0.0.1:")
