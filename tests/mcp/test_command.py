"""The program `konigle mcp` over standard input and output."""

import json
import signal
import subprocess
import sys
from collections.abc import Mapping
from importlib import util
from typing import Any

import pexpect
import pytest

from konigle import AsyncClient
from konigle.mcp.toolbox import Access
from konigle.sandbox import Sandbox
from tests.cli.conftest import Done, Program, homeless, konigle
from tests.mcp.conftest import LEGACY, MODERN, Person, env_of, program

__all__ = ["homeless", "konigle"]  # fixtures
COMMAND = [sys.executable, "-m", "konigle.cli", "mcp"]


@pytest.mark.anyio
@pytest.mark.parametrize("mode", [LEGACY, MODERN])
async def test_a_client_drives_it_over_stdio(sandbox: Sandbox, mode: str) -> None:
    options = ("--write", "--send", "--allow", "example.com")
    person = Person("decline")
    async with program(*options, env=env_of(sandbox), person=person, mode=mode) as call:
        assert "contacts_list" in await call.tools()
        assert (await call("contacts_list"))["items"][0]["email"].endswith("***@example.com")
        await call("contacts_create", email="new@example.com")
        assert (await call.error("campaigns_start", campaign_id="cmp_000001"))["applied"] == "no"
        person.action = "accept"
        started = await call("campaigns_start", campaign_id="cmp_000001", fields=["status"])
        assert started["result"]["status"] == "running"
    assert len(person.asked) == 2
    async with program(*options, env=env_of(sandbox), mode=mode) as call:
        error = await call.error("campaigns_resume", campaign_id="cmp_000001")
        assert "elicitation" in error["message"]


@pytest.mark.anyio
async def test_it_starts_a_sandbox_for_trying() -> None:
    person = Person()
    async with program(
        "--sandbox", "--send", "--allow", "example.com", "--show-personal-data", person=person
    ) as call:
        assert (await call("contacts_list", q="ada"))["items"][0]["email"] == "ada@example.com"
        (campaign,) = (await call("campaigns_list"))["items"]
        await call("campaigns_start", campaign_id=campaign["id"])
    assert "3 recipients" in person.asked[0]


def test_standard_output_has_nothing_but_the_protocol(sandbox: Sandbox) -> None:
    messages = [
        {
            "jsonrpc": "2.0",
            "id": 1,
            "method": "initialize",
            "params": {
                "protocolVersion": "2025-06-18",
                "capabilities": {},
                "clientInfo": {"name": "t", "version": "1"},
            },
        },
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {
            "jsonrpc": "2.0",
            "id": 2,
            "method": "tools/call",
            "params": {"name": "contacts_list", "arguments": {}},
        },
    ]
    with subprocess.Popen(
        [*COMMAND, "--sandbox"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdin.write("".join(f"{json.dumps(one)}\n" for one in ("not json", *messages)))
        running.stdin.flush()
        seen: list[dict[str, object]] = []
        while not any(one.get("id") == 2 for one in seen):
            seen.append(json.loads(running.stdout.readline()))
        running.stdin.close()
        rest, errors = running.stdout.read(), running.stderr.read()
    assert (running.returncode, rest) == (0, "")
    assert "sandbox-key" not in f"{seen}{errors}"
    assert all(one["jsonrpc"] == "2.0" for one in seen)


@pytest.mark.parametrize("end", ["interrupt", "eof"])
def test_in_a_terminal_it_says_what_it_does_and_can_be_ended(end: str) -> None:
    running = pexpect.spawn(
        sys.executable, ["-m", "konigle.cli", "mcp", "--sandbox"], timeout=60, encoding="utf-8"
    )
    running.expect("An MCP client starts this command")
    if end == "interrupt":
        running.sendintr()
    else:
        running.sendeof()
    running.expect(pexpect.EOF)
    running.close()
    assert (running.exitstatus, running.signalstatus) == (
        (None, signal.SIGINT) if end == "interrupt" else (0, None)
    )


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--send"], 2, "--send needs --allow"),
        (["--allow", "example.com"], 2, "--allow requires --send"),
        (["--send", "--allow", "*"], 2, "neither an e-mail address nor a domain"),
        (["--send", "--allow", "a@b.example,c.example"], 2, "neither"),
        (["--send", "--allow", "@example.com"], 4, "No API key"),
        (["--sandbox", "--profile", "x"], 2, "omit --profile"),
        ([], 4, "No API key"),
    ],
)
def test_what_keeps_it_from_starting(homeless: Program, options: list[str], code: int, said: str) -> None:
    done = homeless("mcp", *options)
    assert (done.code, done.out) == (code, "")
    assert said in done.err


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Mapping[str, Any], Access, int]]:
    """What the command serves: the settings of the client, what is permitted, and the contacts that are there."""
    calls: list[tuple[Mapping[str, Any], Access, int]] = []

    async def serve(settings: Mapping[str, Any], access: Access) -> None:
        async with AsyncClient(**settings) as client:
            calls.append((settings, access, (await client.contacts.list()).count))

    monkeypatch.setattr("konigle.mcp.serving.serve", serve)
    monkeypatch.setattr("konigle.mcp.command.signal.signal", lambda *_: None)
    return calls


@pytest.mark.parametrize(
    ("options", "access"),
    [
        ([], Access()),
        (["--write"], Access(write=True)),
        (["--show-personal-data"], Access(show_personal_data=True)),
        (
            ["--send", "--allow", "a@b.example", "--allow", "c.example"],
            Access(allowed=("a@b.example", "c.example")),
        ),
    ],
)
def test_the_options_are_what_is_permitted(
    konigle: Program,
    monkeypatch: pytest.MonkeyPatch,
    served: list[tuple[Mapping[str, Any], Access, int]],
    options: list[str],
    access: Access,
) -> None:
    for name, value in konigle.env.items():
        monkeypatch.setenv(name, str(value))
    assert konigle("mcp", *options) == Done(0, "", "")
    assert served == [({}, access, 3)]
    assert konigle("mcp", "--sandbox", *options).code == 0
    settings, given, contacts = served[-1]
    assert (settings["api_key"], given, contacts) == ("sandbox-key", access, 3)


def test_a_package_that_is_missing_is_named(
    homeless: Program,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("konigle.mcp.command.find_spec", lambda _: None)
    done = homeless("mcp")
    assert (done.code, "pip install '.[mcp]'" in done.err) == (2, True)


@pytest.fixture
def without_uvicorn(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [
        one for one in sys.modules if one.partition(".")[0] == "uvicorn" or one == "konigle.sandbox.server"
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "uvicorn", None)


@pytest.mark.usefixtures("without_uvicorn")
def test_a_sandbox_that_is_not_installed_is_named(homeless: Program) -> None:
    done = homeless("mcp", "--sandbox")
    assert (done.code, ".[sandbox]" in done.err) == (2, True)


def test_the_package_is_loaded_by_nothing_else() -> None:
    script = (
        "import sys; from konigle.cli.app import run; import konigle, konigle.mcp; konigle.Client(api_key='k'); "
        "run(['mcp', '--help']); print(*sorted(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "konigle.mcp.command" in loaded
    assert not {"mcp", "mcp_types", "konigle.mcp.serving"} & loaded
    assert util.find_spec("mcp") is not None
