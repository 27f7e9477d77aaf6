"""Exit codes and errors; what deletes or sends mail is confirmed first."""

import json

import pytest

from konigle.sandbox import Sandbox
from tests.cli.conftest import Program

CREATE = ("contacts", "create", "--email", "ada@example.com")


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("konigle._sync.transport.sync_sleep", lambda _: None)


def test_0_when_it_is_done(konigle: Program) -> None:
    assert konigle(*CREATE).code == 0


def test_1_when_the_server_refuses(konigle: Program) -> None:
    konigle(*CREATE)
    again = konigle(*CREATE)
    assert (again.code, again.out) == (1, "")
    assert "already exists" in again.err
    assert konigle("contacts", "get", "con_nope").code == 1


def test_1_when_there_is_no_terminal_to_confirm_in(konigle: Program, sandbox: Sandbox) -> None:
    for words in (
        ["contacts", "delete", "con_1"],
        ["campaigns", "start", "cmp_1"],
        ["campaigns", "resume", "cmp_1"],
    ):
        done = konigle(*words, stdin="y\n")
        assert done.code == 1
        assert "pass --yes" in done.err
    assert sandbox.requests == []


def test_2_comes_before_the_question(konigle: Program) -> None:
    done = konigle("emails", "send", "--to", "ada@example.com")
    assert (done.code, "--subject: This field is required." in done.err) == (2, True)


@pytest.mark.parametrize("operation", ["createContact", "updateContact"])
def test_3_when_the_outcome_is_unknown(konigle: Program, sandbox: Sandbox, operation: str) -> None:
    konigle("contacts", "create", "--email", "eve@example.com")
    sandbox.faults.add(operation, "close_after", forever=True)
    words = (
        CREATE if operation == "createContact" else ("contacts", "update", "con_000001", "--country", "UK")
    )
    done = konigle(*words, "-o", "json")
    assert (done.code, done.out) == (3, "")
    assert json.loads(done.err)["error"]["applied"] == "unknown"


@pytest.mark.parametrize("status", [401, 403])
def test_4_when_the_key_is_refused(konigle: Program, sandbox: Sandbox, status: int) -> None:
    sandbox.faults.add("listContacts", "status", status=status)
    assert konigle("contacts", "list").code == 4


def test_4_without_a_key(homeless: Program) -> None:
    done = homeless("contacts", "list")
    assert (done.code, done.err) == (
        4,
        "konigle: No API key: run `konigle login`, or set KONIGLE_API_KEY.\n",
    )


def test_a_dry_run_needs_no_key(homeless: Program) -> None:
    done = homeless(*CREATE, "--dry-run", "-o", "json")
    assert (done.code, done.json["body"]) == (0, {"email": "ada@example.com"})
    assert done.json["url"].startswith("https://tim.konigle.com/")


def test_5_when_the_server_is_not_reached(konigle: Program, sandbox: Sandbox) -> None:
    sandbox.close()
    assert konigle("contacts", "list").code == 5
    assert konigle(*CREATE).code == 5


def test_a_server_error_of_a_read_is_a_refusal(konigle: Program, sandbox: Sandbox) -> None:
    sandbox.faults.add("listContacts", "status", status=500, forever=True)
    assert konigle("contacts", "list").code == 1


@pytest.mark.parametrize("words", [("-o", "json"), ("-ojson",), ("--output=json",), ("--output", "jsonl")])
def test_errors_are_json_where_the_result_would_be(konigle: Program, words: tuple[str, ...]) -> None:
    wrong = konigle("contacts", "create", "--email", "x", *words)
    assert json.loads(wrong.err)["error"]["field_errors"].keys() == {"email"}
    usage = konigle("contacts", "create", "--nonsense", *words)
    assert json.loads(usage.err)["error"]["exit_code"] == 2


def test_an_error_is_one_line_without_control_characters(konigle: Program, sandbox: Sandbox) -> None:
    sandbox.faults.add("listContacts", "status", status=400, body={"detail": "a\x1b[2Jb\nc"})
    done = konigle("contacts", "list")
    assert done.code == 1
    assert "\x1b" not in done.err
    assert done.err.count("\n") == 1


def test_an_interrupted_program_says_what_may_have_happened(
    konigle: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("konigle._sync.pool.SyncPool.fetch", interrupted)
    done = konigle(*CREATE)
    assert (done.code, "may have been applied" in done.err) == (130, True)
