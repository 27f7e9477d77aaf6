"""`make demo` from end to end, in a subprocess."""

import csv
import html
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.site.pictures import demo_lines

pytestmark = pytest.mark.sandbox_process

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"


def rows() -> list[dict[str, str]]:
    with (EXAMPLES / "contacts.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def run() -> subprocess.CompletedProcess[str]:
    """One run with its output captured."""
    command = [sys.executable, "-W", "error", str(EXAMPLES / "campaign.py")]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=600, check=False)


def figure(run: subprocess.CompletedProcess[str], name: str) -> str:
    """Returns a figure of the final table."""
    found = re.search(rf"{re.escape(name)}\s*│\s*(\S+)\s*│", run.stdout)
    assert found, f"no figure {name!r} in:\n{run.stdout}"
    return found[1]


def test_it_ends_well_and_says_so(run: subprocess.CompletedProcess[str]) -> None:
    assert run.returncode == 0, run.stdout + run.stderr
    assert "All figures are as expected." in run.stdout
    assert run.stderr == ""


def test_every_row_is_accounted_for(run: subprocess.CompletedProcess[str]) -> None:
    assert len(rows()) >= 500
    assert int(figure(run, "rows in contacts.csv")) == len(rows())
    assert int(figure(run, "contacts read back")) == len(rows()) - 2
    assert "brigitte.fontaine.example.com" in run.stdout
    assert "was rejected by the server:\n  !   contact with this email already exists." in run.stdout


def test_only_who_said_yes_got_a_mail(run: subprocess.CompletedProcess[str]) -> None:
    willing = {
        row["Email"].strip().lower()
        for row in rows()
        if "newsletter" in row["Tags"]
        and row["Newsletter opt-in"].lower() in {"y", "yes"}
        and "@" in row["Email"]
    }
    assert int(figure(run, "campaign e-mails in the outbox")) == len(willing)
    assert int(figure(run, "readers who got one")) == len(willing)


def test_a_send_whose_response_is_lost_is_sent_once_and_a_read_is_repeated(
    run: subprocess.CompletedProcess[str],
) -> None:
    assert figure(run, "sends whose response was lost: requests") == "1"
    assert figure(run, "sends whose response was lost: e-mails") == "1"
    assert figure(run, "lists whose response was lost: requests") == "2"
    assert "the send raised UnknownOutcomeNetworkError after 1 attempt" in run.stdout


def test_every_figure_has_an_expected_value_beside_it(run: subprocess.CompletedProcess[str]) -> None:
    rows = re.findall(r"^│ (.+?)\s*│\s*(\S+)\s*│\s*(\S*)\s*│$", run.stdout, re.MULTILINE)
    assert len(rows) > 15
    assert [name for name, value, expected in rows if value != expected] == []


def test_the_picture_on_the_first_page_is_of_this_output(run: subprocess.CompletedProcess[str]) -> None:
    picture = (ROOT / "docs" / "pictures" / "demo.svg").read_text(encoding="utf-8")
    shown = [html.unescape(text) for text in re.findall(r"<text[^>]*>([^<]+)</text>", picture)]
    stable = [
        line
        for line in demo_lines(run.stdout)
        if line and not re.search(r"paused after|It took|HTTP requests", line)
    ]
    assert [line for line in stable if line not in shown] == []


def test_progress_is_shown_in_plain_lines_where_there_is_no_terminal(
    run: subprocess.CompletedProcess[str],
) -> None:
    steps = ("is draft", "scheduled for", "running:", "paused after", "running again", "completed")
    positions = [run.stdout.index(step) for step in steps]
    assert positions == sorted(positions)
    assert re.search(r"e-mails: \d+ of \d+", run.stdout)
    assert "\x1b" not in run.stdout


def test_it_fails_and_says_why_when_a_figure_does_not_add_up(tmp_path: Path) -> None:
    """Two rows without an e-mail address where one is expected; a short run with a copy of the example."""
    copy = shutil.copytree(EXAMPLES, tmp_path / "examples", ignore=shutil.ignore_patterns("__pycache__"))
    table = copy / "contacts.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join([*lines[:30], "nobody,,,,,,,", "nobody else,,,,,,,", ""]), encoding="utf-8")
    program = copy / "campaign.py"
    program.write_text(
        program.read_text(encoding="utf-8").replace("MINUTES = 75", "MINUTES = 40"), encoding="utf-8"
    )
    done = subprocess.run(
        [sys.executable, str(program)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    assert done.returncode == 1
    assert "FAILED: skipped before anything was sent: 2, not 1" in done.stdout


def test_all_addresses_are_made_up() -> None:
    """RFC 2606 reserves these domains for examples, so no real person can have them."""
    domains = {row["Email"].strip().lower().rpartition("@")[2] for row in rows() if "@" in row["Email"]}
    assert all(re.fullmatch(r"([a-z]+\.)?example\.(com|org|net)", domain) for domain in domains)
