"""`doctor`, `sandbox`, `completion`, and what the program loads."""

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import click
import pytest

from konigle.cli.app import make_program
from konigle.cli.tools import _clock
from konigle.sandbox import Sandbox
from tests.cli.conftest import Program

PROGRAM = [sys.executable, "-m", "konigle.cli"]


def states(program: Program) -> tuple[int, dict[str, str]]:
    done = program("doctor", "-o", "json")
    return done.code, {one["check"]: one["state"] for one in done.json}


def test_doctor_checks_key_host_tls_clock_and_access(konigle: Program, sandbox: Sandbox) -> None:
    code, found = states(konigle)
    assert code == 0
    assert list(found) == ["versions", "key", "host", "tls", "clock", "access"]
    assert {found[name] for name in ("versions", "key", "host", "tls", "access")} == {"ok"}
    assert found["clock"] == "warning"  # that of the sandbox stands still
    assert "konigle" in konigle("doctor").out


def test_doctor_says_what_is_wrong(konigle: Program, sandbox: Sandbox) -> None:
    konigle.env["KONIGLE_API_KEY"] = "wrong"
    assert states(konigle) == (
        4,
        {**dict.fromkeys(("versions", "key", "host", "tls"), "ok"), "clock": "warning", "access": "failed"},
    )
    sandbox.close()
    assert states(konigle) == (5, {"versions": "ok", "key": "ok", "host": "failed"})
    konigle.env["KONIGLE_BASE_URL"] = "ftp://example.com"
    assert states(konigle) == (2, {"versions": "ok", "key": "ok", "settings": "failed"})


def test_doctor_names_a_wrong_base_url(konigle: Program, sandbox: Sandbox) -> None:
    konigle.env["KONIGLE_BASE_URL"] = f"{sandbox.url}/reachout"
    assert "404. Not found. Check base_url: the API is not there." in konigle("doctor").out


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("HTTPS_PROXY", "nonsense://", "failed   settings  HTTPS_PROXY is not a valid proxy URL"),
        ("SSL_CERT_FILE", "/none.pem", "failed   settings  SSL_CERT_FILE"),
        (
            "HTTPS_PROXY",
            "http://me:pw@127.0.0.1:1",
            "api.example.invalid:443 through the proxy 127.0.0.1:1: connection refused",
        ),
        ("NO_PROXY", "[::1]", "api.example.invalid:443: unknown host name"),
    ],
)
def test_doctor_says_what_is_wrong_with_the_environment(
    konigle: Program, variable: str, value: str, said: str
) -> None:
    konigle.env |= {"KONIGLE_BASE_URL": "https://api.example.invalid", variable: value}
    out = konigle("doctor").out
    assert said in out
    assert "pw" not in out


def test_doctor_without_a_key(homeless: Program) -> None:
    assert states(homeless) == (4, {"versions": "ok", "key": "failed"})


@pytest.mark.parametrize(
    ("ahead_s", "state", "expected"),
    [(5, "ok", "agrees"), (120, "warning", "120 s ahead of"), (-120, "warning", "behind")],
)
def test_a_clock_that_is_wrong_is_a_warning(ahead_s: int, state: str, expected: str) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=ahead_s)
    found = _clock("Thu, 01 Jan 2026 00:00:00 GMT", now)
    assert (found.state, expected in found.detail) == (state, True)
    assert _clock(None, now).state == "ok"


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_completion_prints_a_script_for_the_shell(homeless: Program, shell: str) -> None:
    done = homeless("completion", shell)
    assert (done.code, "_KONIGLE_COMPLETE" in done.out) == (0, True)


def test_commands_and_flags_are_completed() -> None:
    env = {
        **os.environ,
        "_KONIGLE_COMPLETE": "zsh_complete",
        "COMP_WORDS": "konigle contacts create --ema",
        "COMP_CWORD": "3",
    }
    done = subprocess.run(PROGRAM, env=env, capture_output=True, text=True, check=False)
    assert "--email" in done.stdout
    env |= {"COMP_WORDS": "konigle camp", "COMP_CWORD": "1"}
    assert "campaigns" in subprocess.run(PROGRAM, env=env, capture_output=True, text=True, check=False).stdout


def test_the_sandbox_serves_until_it_is_stopped() -> None:
    with subprocess.Popen(
        [*PROGRAM, "sandbox", "--clock", "manual"], stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        line = server.stdout.readline()
        env = {**os.environ, "KONIGLE_API_KEY": "sandbox-key", "KONIGLE_BASE_URL": line.split()[-1]}
        done = subprocess.run(
            [*PROGRAM, "contacts", "list", "-o", "json"], env=env, capture_output=True, text=True, check=False
        )
        server.send_signal(signal.SIGTERM)
    assert (done.stdout, done.stderr, done.returncode, server.returncode) == ("[]\n", "", 0, 0)


def test_a_reader_that_leaves_early_ends_the_program_quietly(sandbox: Sandbox) -> None:
    sandbox.seed({"contacts": 3000})
    env = {**os.environ, "KONIGLE_API_KEY": sandbox.api_key, "KONIGLE_BASE_URL": sandbox.url}
    words = [*PROGRAM, "contacts", "list", "--all", "-o", "jsonl"]
    with subprocess.Popen(
        words, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as reading:
        assert reading.stdout is not None
        assert reading.stderr is not None
        reading.stdout.readline()
        reading.stdout.close()
        errors = reading.stderr.read()
    assert (errors, reading.returncode) == ("", 141)


@pytest.mark.parametrize(
    "words", [["--help"], ["contacts", "create", "--help"], ["contacts", "import", "-h"], ["--version"]]
)
def test_help_loads_no_library_but_click(words: list[str]) -> None:
    script = (
        f"import sys; from konigle.cli.app import run; run({words!r}); sys.stderr.write(' '.join("
        "{'httpx', 'pydantic', 'asyncio', 'rich', 'yaml', 'jmespath', 'attrs'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr == ""


@pytest.mark.parametrize(("encoding", "shown"), [("", "山"), ("ascii", "\\u5c71")])
def test_letters_that_the_locale_lacks_are_no_error(sandbox: Sandbox, encoding: str, shown: str) -> None:
    sandbox.seed({"contacts": [{"email": "a@example.com", "first_name": "山"}]})
    env = {
        **os.environ,
        "KONIGLE_API_KEY": sandbox.api_key,
        "KONIGLE_BASE_URL": sandbox.url,
        "LC_ALL": "POSIX",
    }
    env |= {
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONUTF8": "0",
        **({"PYTHONIOENCODING": encoding} if encoding else {}),
    }
    words = [*PROGRAM, "contacts", "list", "-o", "json", "--query", "[].first_name"]
    done = subprocess.run(words, env=env, capture_output=True, check=False)
    assert (done.returncode, done.stdout.decode().split()[1]) == (0, f'"{shown}"')
    assert json.loads(done.stdout) == ["山"]


def test_a_package_that_is_missing_is_named() -> None:
    script = "import sys; sys.modules['click'] = None; from konigle.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        2,
        "konigle needs the package click, of the extra `cli`. Run pip install '.[cli]' in a checkout of this project.\n",
    )


def test_every_command_has_help() -> None:
    root = make_program()
    context = click.Context(root)
    for name in root.list_commands(context):
        command = root.get_command(context, name)
        assert command is not None
        assert command.get_short_help_str()
        for inner in command.list_commands(context) if isinstance(command, click.Group) else ():
            found = command.get_command(context, inner)
            assert found is not None
            assert found.get_short_help_str()
            assert all(isinstance(one, click.Argument) or one.help for one in found.params)
