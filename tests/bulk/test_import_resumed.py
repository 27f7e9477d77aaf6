"""Imports that are interrupted, continue, and report their progress."""

import json
from pathlib import Path
from typing import Any

import pytest

from konigle import AuthenticationError, InvalidArgumentError, OutcomeUnknown, ServerError
from konigle._bulk import import_state
from konigle.sandbox import Sandbox
from konigle.types import BulkProgress
from tests.bulk.harness import Harness, address, numbered


class TestJournal:
    def test_a_finished_import_sends_nothing_more_and_tells_the_same(
        self, harness: Harness, tmp_path: Path
    ) -> None:
        file, journal, rejects = (
            numbered(tmp_path / "c.csv", 5),
            tmp_path / "journal",
            tmp_path / "rejects.csv",
        )
        with file.open("a", encoding="utf-8") as more:
            more.write("broken\n")
        first = harness.call("import_file", file, journal=journal, rejects=rejects)
        rejects.write_text("mended by hand", encoding="utf-8")
        sent, written = len(harness.sandbox.requests), journal.read_bytes()
        again = harness.call("import_file", file, journal=journal, rejects=rejects)
        assert journal.read_bytes() == written
        assert (again.created, again.failed, again.resumed) == (first.created, first.failed, 6) == (5, 1, 6)
        assert len(harness.sandbox.requests) == sent
        assert rejects.read_text("utf-8") == "mended by hand"

    def test_it_holds_row_numbers_and_outcomes_and_no_address(self, harness: Harness, tmp_path: Path) -> None:
        file, journal = numbered(tmp_path / "c.csv", 5), tmp_path / "journal"
        harness.call("import_file", file, journal=journal)
        lines = [json.loads(line) for line in journal.read_text("utf-8").splitlines()]
        assert [sorted(line) for line in lines] == [
            ["file", "konigle", "settings", "version"],
            ["started"],
            ["created", "done", "rejects"],
            ["finished"],
        ]
        assert "example" not in journal.read_text("utf-8")

    @pytest.mark.parametrize("upsert", [True, False])
    def test_rows_in_doubt_are_looked_up_first(self, harness: Harness, tmp_path: Path, upsert: bool) -> None:
        """As a process leaves it that was killed after rows 1 to 4 were sent, of which two are written down."""
        file, journal = numbered(tmp_path / "c.csv", 6), tmp_path / "journal"
        harness.call("import_file", file, journal=journal, upsert=upsert)
        head = journal.read_text("utf-8").splitlines()[0]
        left = f'{head}\n{{"started":256}}\n{{"done":2,"created":2,"rejects":0}}\n{{"done":3,"cre'
        journal.write_text(left, encoding="utf-8")
        with harness.sandbox.client() as client:
            for row in (5, 6):
                client.contacts.list(q=address(row)).payload[0].delete()
        before = len(harness.sandbox.requests)
        summary = harness.call("import_file", file, journal=journal, upsert=upsert)
        assert (summary.created, summary.unchanged, summary.resumed, summary.total) == (4, 2, 2, 6)
        after = harness.sandbox.requests[before:]
        assert sorted(json.loads(r.body)["email"] for r in after if r.operation_id == "createContact") == [
            address(5),
            address(6),
        ]
        assert sum(request.operation_id == "listContacts" for request in after) == 4

    def test_bad_rows_that_are_not_written_down_yet_are_rejected_once(
        self, harness: Harness, tmp_path: Path
    ) -> None:
        """As a process leaves it that was killed between writing bad rows and saying so."""
        file, journal, rejects = tmp_path / "c.csv", tmp_path / "journal", tmp_path / "rejects.csv"
        file.write_text("email\nbad1\nada@example.com\nbad3\nbad4\n", encoding="utf-8")
        harness.call("import_file", file, journal=journal, rejects=rejects)
        whole = rejects.read_bytes()
        known = len(b"".join(whole.splitlines(keepends=True)[:2]))
        head = journal.read_text("utf-8").splitlines()[0]
        left = f'{head}\n{{"started":256}}\n{{"done":2,"created":1,"failed":[1],"rejects":{known}}}\n'
        journal.write_text(left, encoding="utf-8")
        rejects.write_bytes(whole[: known + 30])
        summary = harness.call("import_file", file, journal=journal, rejects=rejects)
        assert (summary.failed, summary.resumed) == (3, 2)
        assert rejects.read_bytes() == whole

    def test_a_row_in_doubt_with_other_data_is_a_bad_one_where_nothing_may_be_changed(
        self, harness: Harness, tmp_path: Path
    ) -> None:
        file, journal = tmp_path / "c.csv", tmp_path / "journal"
        file.write_text("email,country\nada@example.com,UK\nbob@example.com,UK\n", encoding="utf-8")
        harness.call("import_file", file, journal=journal, upsert=False)
        journal.write_text(
            journal.read_text("utf-8").splitlines()[0] + '\n{"started":256}\n', encoding="utf-8"
        )
        with harness.sandbox.client() as client:
            ada = client.contacts.get_by_email("ada@example.com")
            client.contacts.update(ada.id, {"country": "FR"})
        summary = harness.call("import_file", file, journal=journal, upsert=False)
        assert (summary.failed, summary.unchanged) == (1, 1)
        assert "other data" in summary.reasons[0][1]

    @pytest.mark.parametrize(
        ("change", "problem"),
        [
            (lambda file, journal: file.write_text("email\nzed@example.com\n"), "different content"),
            (
                lambda file, journal: journal.write_text("email\nada@example.com\n"),
                "is not that of an import",
            ),
            (
                lambda file, journal: journal.write_text('{"email": "ada@example.com"}'),
                "is not that of an import",
            ),
            (
                lambda file, journal: journal.write_text(
                    journal.read_text().replace('"version":1', '"version":9')
                ),
                "another version",
            ),
            (
                lambda file, journal: journal.write_text(
                    journal.read_text().replace('{"started"', '{"started":"x","a"')
                ),
                "Line 2 of the journal is damaged",
            ),
            (
                lambda file, journal: journal.write_text(
                    journal.read_text().replace('{"started":256}', "[1]")
                ),
                "Line 2 of the journal is damaged",
            ),
        ],
    )
    def test_one_that_does_not_fit_is_an_error_and_stays_as_it_is(
        self, harness: Harness, tmp_path: Path, change: Any, problem: str
    ) -> None:
        file, journal = numbered(tmp_path / "c.csv", 2), tmp_path / "journal"
        harness.call("import_file", file, journal=journal)
        change(file, journal)
        before, sent = journal.read_bytes(), len(harness.sandbox.requests)
        with pytest.raises(InvalidArgumentError, match=problem):
            harness.call("import_file", file, journal=journal)
        assert journal.read_bytes() == before
        assert len(harness.sandbox.requests) == sent

    def test_other_rules_or_another_server_are_another_import(self, harness: Harness, tmp_path: Path) -> None:
        file, journal = numbered(tmp_path / "c.csv", 2), tmp_path / "journal"
        harness.call("import_file", file, journal=journal)
        with pytest.raises(InvalidArgumentError, match=r"other options .* or another base URL"):
            harness.call("import_file", file, journal=journal, upsert=False)
        with Sandbox() as other, pytest.raises(InvalidArgumentError, match="base URL"):
            Harness(harness.kind, other).call("import_file", file, journal=journal)

    def test_one_whose_first_line_was_cut_off_begins_anew(self, harness: Harness, tmp_path: Path) -> None:
        file, journal = numbered(tmp_path / "c.csv", 2), tmp_path / "journal"
        journal.write_text('{"konigle":"imp', encoding="utf-8")
        assert harness.call("import_file", file, journal=journal).created == 2
        assert harness.call("import_file", file, journal=journal).resumed == 2

    def test_a_dry_run_leaves_it_alone(self, harness: Harness, tmp_path: Path) -> None:
        file, journal = numbered(tmp_path / "c.csv", 2), tmp_path / "journal"
        summary = harness.call("import_file", file, journal=journal, client={"dry_run": True})
        assert summary.unchanged == 2
        assert not journal.exists()
        assert harness.sandbox.requests == []


class TestTrouble:
    def test_a_service_that_is_down_stops_the_import_and_it_goes_on_later(
        self, harness: Harness, tmp_path: Path
    ) -> None:
        file, journal, rejects = (
            numbered(tmp_path / "c.csv", 60),
            tmp_path / "journal",
            tmp_path / "rejects.csv",
        )
        rule = harness.sandbox.faults.add("createContact", "status", status=500, first=11, forever=True)
        harness.sandbox.faults.add("listContacts", "status", status=500, forever=True)
        options: dict[str, Any] = {"journal": journal, "rejects": rejects, "concurrency": 1, "retry_count": 0}
        with pytest.raises(
            ServerError, match=r"stopped at row 11, which could not be sent.*continues from there"
        ) as reported:
            harness.call("import_file", file, **options)
        assert isinstance(reported.value, OutcomeUnknown)
        assert rule.hits <= import_state.MOST_IN_A_ROW + 4
        assert not rejects.exists()
        harness.sandbox.faults.clear()
        summary = harness.call("import_file", file, **options)
        assert (summary.total, summary.created, summary.resumed) == (60, 60, 10)
        assert set(harness.stored().values()) == {1}

    def test_a_few_rows_that_meet_trouble_are_bad_rows(self, harness: Harness, tmp_path: Path) -> None:
        file, rejects = numbered(tmp_path / "c.csv", 30), tmp_path / "rejects.csv"
        harness.sandbox.faults.add("createContact", "status", status=500, first=5, last=9)
        summary = harness.call("import_file", file, rejects=rejects, upsert=False, concurrency=1)
        assert (summary.created, summary.failed) == (25, 5)
        assert "may have been applied" in rejects.read_text("utf-8")

    def test_a_refused_key_stops_it_at_once(self, harness: Harness, tmp_path: Path) -> None:
        file, journal = numbered(tmp_path / "c.csv", 60), tmp_path / "journal"
        with pytest.raises(AuthenticationError, match="stopped at row 1"):
            harness.call("import_file", file, journal=journal, client={"api_key": "wrong"})
        assert len(harness.sandbox.requests) < 60
        assert harness.call("import_file", file, journal=journal).created == 60

    def test_only_one_process_works_on_a_journal(self, harness: Harness, tmp_path: Path) -> None:
        file, journal = numbered(tmp_path / "c.csv", 2), tmp_path / "journal"
        seen: list[str] = []

        def meanwhile(_: BulkProgress) -> None:
            try:
                with harness.sandbox.client() as client:
                    client.contacts.import_file(file, journal=journal)
            except InvalidArgumentError as error:
                seen.append(str(error))

        harness.call("import_file", file, journal=journal, progress=meanwhile)
        assert seen
        assert all("Another process is running" in text for text in seen)

    def test_what_a_progress_function_raises_stops_it_and_it_goes_on_later(
        self, harness: Harness, tmp_path: Path
    ) -> None:
        file, journal = numbered(tmp_path / "c.csv", 40), tmp_path / "journal"

        def stop(progress: BulkProgress) -> None:
            if progress.rows == 10:
                raise LookupError

        with pytest.raises(LookupError):
            harness.call("import_file", file, journal=journal, progress=stop)
        summary = harness.call("import_file", file, journal=journal)
        assert (summary.total, summary.resumed) == (40, 10)
        assert set(harness.applied().values()) == {1}


class TestProgress:
    def test_a_function_is_called_in_order_how_far_it_is(self, harness: Harness, tmp_path: Path) -> None:
        file = numbered(tmp_path / "c.csv", 20)
        reported: list[BulkProgress] = []
        harness.call("import_file", file, progress=reported.append)
        assert [progress.rows for progress in reported] == [*range(1, 21), 20]
        fractions = [progress.fraction for progress in reported]
        assert fractions == sorted(fractions)
        assert fractions[-1] == 1.0
        assert reported[-1].summary.created == 20

    @pytest.mark.parametrize("progress", [None, False, "auto"])
    def test_nothing_is_shown_unless_it_is_asked_for(
        self, harness: Harness, tmp_path: Path, progress: Any, capfd: pytest.CaptureFixture[str]
    ) -> None:
        harness.call("import_file", numbered(tmp_path / "c.csv", 2), progress=progress)
        assert capfd.readouterr() == ("", "")

    def test_a_bar_goes_to_standard_error(
        self, harness: Harness, tmp_path: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        harness.call("import_file", numbered(tmp_path / "c.csv", 2), progress=True)
        out, err = capfd.readouterr()
        assert out == ""
        assert "Importing c.csv" in err
        assert "100%" in err
