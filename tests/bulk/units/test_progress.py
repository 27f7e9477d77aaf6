"""Nothing is shown unless it is asked for."""

import importlib.util
import io
import subprocess
import sys
from typing import Any

import pytest

from konigle import ConfigurationError, InvalidArgumentError
from konigle._bulk import progress as module
from konigle._bulk.progress import BulkProgress, as_progress, progress_reporter
from konigle._bulk.results import BulkSummary


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def reported(progress: Any) -> None:
    with progress_reporter(progress, "Importing", as_progress) as report:
        report(BulkProgress(1200, 0.5, BulkSummary(failed=3)))
        report(BulkProgress(2400, 1.0, BulkSummary(failed=3)))


@pytest.mark.parametrize("progress", [None, False, "auto"])
def test_silence(progress: Any, capfd: pytest.CaptureFixture[str]) -> None:
    reported(progress)
    assert capfd.readouterr() == ("", "")


def test_auto_is_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    reported("auto")
    assert "Importing" in terminal.getvalue()
    assert "2,400, 3 failed" in terminal.getvalue()


def test_true_is_a_bar_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    reported(True)
    assert "100%" in pipe.getvalue()


def test_a_part_that_is_not_known_is_shown_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    with progress_reporter(True, "Exporting", as_progress) as report:
        report(BulkProgress(7, None, BulkSummary()))
    assert "%" not in pipe.getvalue().replace("0%", "")
    assert "7" in pipe.getvalue()


def test_a_function_gets_what_is_reported() -> None:
    seen: list[BulkProgress] = []
    reported(seen.append)
    assert [each.rows for each in seen] == [1200, 2400]


class TestWithoutRich:
    @pytest.fixture(autouse=True)
    def _gone(self, monkeypatch: pytest.MonkeyPatch) -> None:
        find = importlib.util.find_spec
        monkeypatch.setattr(module, "find_spec", lambda name: None if name == "rich" else find(name))

    def test_a_bar_is_an_error_that_says_what_to_install(self) -> None:
        with pytest.raises(ConfigurationError, match="extra `progress`"):
            reported(True)

    @pytest.mark.parametrize(
        ("stderr", "level"), [(Terminal(), "WARNING"), (io.StringIO(), "INFO")], ids=["terminal", "pipe"]
    )
    def test_auto_says_once_why_there_is_no_bar(
        self, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, stderr: Any, level: str
    ) -> None:
        module._say_once.cache_clear()
        monkeypatch.setattr(sys, "stderr", stderr)
        with caplog.at_level("INFO", "konigle"):
            reported("auto")
            reported("auto")
        assert [(record.levelname, "extra `progress`" in record.message) for record in caplog.records] == [
            (level, True)
        ]
        assert stderr.getvalue() == ""

    def test_it_is_said_on_standard_error_if_nothing_handles_logs(self) -> None:
        program = (
            "import sys; from konigle._bulk import progress as module\n"
            "module.find_spec = lambda name: None\n"
            "sys.stderr.isatty = lambda: True\n"
            "for _ in range(2):\n"
            "    with module.progress_reporter('auto', 'Importing', module.as_progress): pass\n"
        )
        ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        assert ended.stderr.count("pip install '.[progress]'") == 1


@pytest.mark.parametrize("progress", ["loud", 3, []])
def test_anything_else_is_an_error(progress: Any) -> None:
    with pytest.raises(InvalidArgumentError, match="progress must be"):
        reported(progress)
