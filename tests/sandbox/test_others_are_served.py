"""A large request does not block others: they are served meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from konigle.sandbox import Sandbox, SandboxError, formats

MIB = 1024 * 1024
COUNT = 4_000  # some hundred times as long as others wait


@pytest.fixture
def control(sandbox: Sandbox) -> Iterator[httpx.Client]:
    with httpx.Client(
        base_url=f"{sandbox.url}/__sandbox", trust_env=False, verify=False, timeout=120
    ) as client:
        yield client


def meanwhile(work: Callable[[], Any], read_campaign: Callable[[], Any]) -> list[Any]:
    """Repeated observations while some work runs in another thread, and its result afterwards."""
    outcome: list[Any] = []

    def run() -> None:
        try:
            outcome.append(work())
        except SandboxError as error:
            outcome.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    seen: list[Any] = []
    while thread.is_alive():
        seen.append(read_campaign())
    return [*seen, outcome[0]]


def count(api: Any) -> int:
    return int(api.ok("GET", "/contacts?page_size=1")["count"])


def rows(number: int) -> list[dict[str, str]]:
    return [{"email": f"row{i}@people.example"} for i in range(number)]


@pytest.mark.parametrize(
    "seed", [{"contacts": 20 * COUNT}, {"contacts": rows(COUNT)}], ids=["a number", "rows"]
)
@pytest.mark.parametrize("way", ["endpoint", "method"])
def test_a_large_seed_is_added_a_little_at_a_time(
    sandbox: Sandbox, api: Any, control: httpx.Client, seed: Any, way: str
) -> None:
    work: Any = (
        (lambda: control.post("/seed", json=seed)) if way == "endpoint" else (lambda: sandbox.seed(seed))
    )
    number = seed["contacts"] if isinstance(seed["contacts"], int) else COUNT
    *seen, _ = meanwhile(work, lambda: count(api))
    assert any(0 < there < number for there in seen)
    assert count(api) == number


def test_others_write_while_a_seed_is_added(sandbox: Sandbox, api: Any) -> None:
    numbers = iter(range(10**6))

    def create() -> int:
        api.contact(f"other{next(numbers)}@people.example")
        return count(api)

    *seen, _ = meanwhile(lambda: sandbox.seed({"contacts": rows(COUNT)}), create)
    assert any(len(seen) < there < COUNT for there in seen)
    assert count(api) == COUNT + len(seen)


def test_a_large_seed_that_does_not_fit_is_taken_away_again_and_nothing_else(
    sandbox: Sandbox, api: Any
) -> None:
    numbers = iter(range(10**6))
    bad = {
        "audiences": [{"name": "All", "tags": ["all"]}],
        "contacts": [*rows(COUNT), {"email": "nobody"}],
        "dns": {"people.example": "success"},
    }

    def create() -> int:
        api.contact(f"other{next(numbers)}@people.example", tags=["others"])
        return count(api)

    *seen, error = meanwhile(lambda: sandbox.seed(bad), create)
    assert f"contacts[{COUNT}] is invalid" in str(error)
    assert any(there > len(seen) for there in seen)
    assert count(api) == len(seen)
    assert api.ok("GET", "/contacts?tags=others&page_size=1")["count"] == len(seen)
    assert api.ok("GET", "/audiences")["count"] == 0


def test_identifiers_go_on_as_if_a_large_seed_had_not_been_tried(sandbox: Sandbox, api: Any) -> None:
    assert api.contact("a@people.example")["id"] == "con_000001"
    with pytest.raises(SandboxError, match="is invalid"):
        sandbox.seed({"contacts": [*rows(COUNT), {"email": "nobody"}]})
    assert api.contact("b@people.example")["id"] == "con_000002"
    assert count(api) == 2


def test_nobody_sees_a_part_of_a_small_seed(
    sandbox: Sandbox, api: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("konigle.sandbox.control.seed._SLICE_S", 0.0)
    *seen, _ = meanwhile(lambda: sandbox.seed({"contacts": rows(100)}), lambda: count(api))
    assert set(seen) <= {0, 100}


def begun(sandbox: Sandbox, api: Any, seed: Any, caught: list[Exception]) -> threading.Thread:
    """A thread that adds a seed, once the first of it is there."""

    def run() -> None:
        try:
            response = httpx.post(f"{sandbox.url}/__sandbox/seed", json=seed, timeout=120, trust_env=False)
            response.raise_for_status()
        except httpx.HTTPError as error:
            caught.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    while count(api) == 0:
        pass
    return thread


def test_a_reset_waits_for_a_seed_and_empties_all(sandbox: Sandbox, api: Any, control: httpx.Client) -> None:
    caught: list[Exception] = []
    thread = begun(sandbox, api, {"contacts": rows(COUNT)}, caught)
    assert control.post("/reset").status_code == 204
    thread.join()
    assert (count(api), caught) == (0, [])


def test_a_sandbox_can_be_closed_while_a_seed_is_added(tmp_path: Path, api_of: Any) -> None:
    caught: list[Exception] = []
    with Sandbox(tmp_path / "data.db") as sandbox:
        thread = begun(sandbox, api_of(sandbox), {"contacts": 100 * COUNT}, caught)
    thread.join()
    assert isinstance(caught[0], httpx.TransportError)
    with Sandbox(tmp_path / "data.db") as again:
        assert count(api_of(again)) == 0


def test_a_large_body_is_checked_beside_the_others(sandbox: Sandbox, api: Any, control: httpx.Client) -> None:
    mail = {
        "to_email": [f"person{i}@{i}.people.example" for i in range(COUNT * 3)],
        "subject": "S",
        "body_html": "x" * 300_000,
        "channel": "none",
    }

    def under_way() -> bool:
        noted = [each for each in control.get("/requests").json() if each["operation_id"] == "sendEmail"]
        return bool(noted) and bool(noted[0]["body"]) and noted[0]["status"] is None

    *seen, response = meanwhile(lambda: api("POST", "/send-email", mail), under_way)
    assert any(seen), "nobody was served while the mail was checked"
    assert response.status_code == 400


@pytest.mark.parametrize("path", ["/reachout/api/v1/contacts", "/__sandbox/dns", "/__sandbox/faults"])
def test_a_body_of_100_mb_is_refused(sandbox: Sandbox, api: Any, path: str) -> None:
    content = b'{"email": "%s@people.example"}' % (b"a" * 100_000_000)
    *seen, response = meanwhile(
        lambda: httpx.post(
            sandbox.url + path,
            content=content,
            headers={"Authorization": "Token sandbox-key", "Content-Type": "application/json"},
            timeout=120,
            trust_env=False,
            verify=False,
        ),
        lambda: count(api),
    )
    assert response.status_code == 413
    assert response.json() == {"detail": "The request body is too large."}
    assert len(seen) > 1


@pytest.mark.parametrize("size", [100_000, 20 * MIB])
def test_a_long_address_in_a_seed_is_refused_in_few_words(control: httpx.Client, size: int) -> None:
    response = control.post("/seed", json={"contacts": [{"email": "a" * size + "@people.example"}]})
    assert response.status_code == 400
    assert len(response.text) < 300


def test_the_fields_beside_files_have_a_limit_of_their_own(api: Any) -> None:
    fields = {"subject": "S", "body_html": "B", "channel": "news"}
    files = [("attachments", ("a.bin", b"x", "x/y"))]
    response = api("POST", "/send-email", data={**fields, "to_email": "a" * (17 * MIB)}, files=files)
    assert response.status_code == 413


def test_100_mib_of_attachments_pass(sandbox: Sandbox, api: Any) -> None:
    api.channel()
    fields = {"to_email": "a@people.example", "subject": "S", "body_html": "B", "channel": "news"}
    content = b"\r\n--x" * (4 * MIB)
    files = [("attachments", (f"{i}.bin", content, "x/y")) for i in range(5)]
    api.ok("POST", "/send-email", data=fields, files=files, timeout=120)
    assert sum(len(file.content) for file in sandbox.outbox[0].attachments) == 100 * MIB


def test_a_long_text_is_no_address_and_is_not_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    assert formats.is_email("a@people.example")
    monkeypatch.setattr(formats, "_EMAIL", None)
    assert not formats.is_email("a" * 255 + "@people.example")
    assert not formats.is_email("a@" + "b." * 50_000_000)
