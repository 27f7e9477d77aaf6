"""The program in a pseudo-terminal of 80 and of 120 columns."""

import os
import re
import sys
from pathlib import Path

import pexpect
import pytest
from rich.cells import cell_len

from konigle.sandbox import Sandbox

_STYLE = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
NAMES = ["Ada", "山田太郎", "Zoë", "Ö\x1b[31mred\x07"]


@pytest.fixture
def contacts(sandbox: Sandbox) -> Sandbox:
    """Contacts with names of wide letters and of control characters."""
    items = [
        {
            "email": f"somebody.with.a.long.address{i}@subdomain.example.com",
            "first_name": name,
            "country": "United Kingdom",
            "tags": ["newsletter", "customers-of-last-year"],
        }
        for i, name in enumerate(NAMES * 6)
    ]
    sandbox.seed({"contacts": items})
    return sandbox


class Terminal:
    """Runs the program in a terminal."""

    def __init__(self, sandbox: Sandbox, home: Path) -> None:
        self.env = {
            **{
                name: value
                for name, value in os.environ.items()
                if name not in {"NO_COLOR", "COLUMNS", "LINES"}
            },
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home),
            "TERM": "xterm-256color",
            "PYTHONUTF8": "1",
        }
        self.key = {"KONIGLE_API_KEY": sandbox.api_key, "KONIGLE_BASE_URL": sandbox.url}

    def start(self, *words: str, columns: int = 80, **env: str) -> "pexpect.spawn[str]":
        arguments = ["-m", "konigle.cli", *words]
        size = (40, columns)
        settings = {**self.env, **self.key, **env}
        return pexpect.spawn(
            sys.executable, arguments, env=settings, dimensions=size, encoding="utf-8", timeout=60
        )

    def run(self, *words: str, columns: int = 80, **env: str) -> tuple[int, str]:
        return finish(self.start(*words, columns=columns, **env))


def finish(child: "pexpect.spawn[str]") -> tuple[int, str]:
    """The exit code, and what was printed since the last match."""
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus is not None
    return child.exitstatus, str(child.before).replace("\r\n", "\n")


@pytest.fixture
def terminal(sandbox: Sandbox, tmp_path: Path) -> Terminal:
    return Terminal(sandbox, tmp_path)


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize(
    "words",
    [
        ["contacts", "list"],
        ["contacts", "list", "--all"],
        ["contacts", "list", "--columns", "email,first_name,tags,country,created_at,marketing_consent"],
        ["contacts", "get", "con_000004"],
        ["contacts", "list", "--query", "[].{address: email, name: first_name, tags: tags}"],
        ["contacts", "--help"],
        ["campaigns", "new-email-campaign", "--help"],
    ],
)
def test_no_line_is_wider_than_the_terminal(
    terminal: Terminal, contacts: Sandbox, words: list[str], columns: int
) -> None:
    code, text = terminal.run(*words, columns=columns)
    shown = _STYLE.sub("", text)
    assert code == 0
    assert [line for line in shown.splitlines() if cell_len(line) > columns] == []
    assert "\x07" not in text
    assert "\x1b[31m" not in text


def test_an_interrupted_question_says_that_nothing_was_sent(terminal: Terminal, contacts: Sandbox) -> None:
    child = terminal.start("contacts", "delete", "con_000001")
    child.expect("Continue")
    child.sendintr()
    code, text = finish(child)
    assert (code, "Interrupted. Nothing was sent." in text) == (130, True)


@pytest.mark.parametrize("columns", [80, 120])
def test_a_table_is_aligned_and_says_that_there_is_more(
    terminal: Terminal, contacts: Sandbox, columns: int
) -> None:
    _, text = terminal.run("contacts", "list", columns=columns)
    header, *rows, note = _STYLE.sub("", text).splitlines()
    assert note == "Page 1 of 2, 24 in all: --page 2 is the next, --all shows all."
    at = header.index("EMAIL")
    assert len(rows) == 20
    assert all(row[at - 2 : at] == "  " and row[at] == "s" for row in rows)
    assert len(header.split()) == {80: 4, 120: 5}[columns]


def test_colour_follows_the_terminal_and_no_color(terminal: Terminal, contacts: Sandbox) -> None:
    assert "\x1b[1m" in terminal.run("contacts", "list")[1]
    assert "\x1b" not in terminal.run("contacts", "list", NO_COLOR="1")[1]
    assert "\x1b" not in terminal.run("contacts", "list", TERM="dumb")[1]


def test_a_deletion_asks_and_goes_by_the_answer(terminal: Terminal, contacts: Sandbox) -> None:
    for word, code in (("n", 1), ("y", 0)):
        child = terminal.start("contacts", "delete", "con_000001")
        child.expect_exact("contacts delete con_000001 deletes for good. Continue? [y/N]: ")
        child.sendline(word)
        assert finish(child)[0] == code
        with contacts.client() as client:
            assert client.contacts.list().count == {"n": 24, "y": 23}[word]


def test_a_mail_asks_with_the_number_of_addresses(terminal: Terminal, sandbox: Sandbox) -> None:
    words = [
        "emails",
        "send",
        "--to",
        "a@example.com,b@example.com",
        "--subject",
        "Hi",
        "--body-html",
        "<p>Hi</p>",
    ]
    child = terminal.start(*words, "--channel", "orders")
    child.expect_exact("emails send sends e-mail to 2 addresses. Continue? [y/N]: ")
    child.sendline("")
    assert finish(child) == (1, "\nkonigle: Nothing was sent.\n")
    assert sandbox.requests == []


def test_login_asks_for_the_key_and_does_not_show_it(terminal: Terminal, contacts: Sandbox) -> None:
    terminal.key = {}
    child = terminal.start("login", "--base-url", contacts.url)
    child.expect_exact("API key: ")
    child.sendline(contacts.api_key)
    code, text = finish(child)
    assert (code, contacts.api_key in text) == (0, False)
    assert "is stored in" in text
    assert terminal.run("contacts", "list", "--query", "length(@)") == (0, "20\n")


def test_an_import_shows_its_progress(terminal: Terminal, sandbox: Sandbox, tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    path.write_text("email,marketing_consent.email\n" + "".join(f"p{i}@example.com,no\n" for i in range(50)))
    code, text = terminal.run("contacts", "import", str(path))
    assert code == 0
    assert "Importing contacts.csv" in text
    assert "100%" in text
    assert "Importing" not in terminal.run("contacts", "import", str(path), "--no-progress")[1]
