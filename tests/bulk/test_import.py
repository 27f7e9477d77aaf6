"""Files of contacts, sent row by row."""

import json
from pathlib import Path
from typing import Any

import pytest

from konigle import AuthenticationError, InvalidArgumentError, OutcomeUnknown, ServerError
from konigle._runtime import books
from konigle.sandbox import Sandbox
from konigle.types import BulkProgress
from tests.bulk.world import World, address

HEADER = "Email;First Name;tags;marketing_consent.email;marketing_consent.sms\r\n"


@pytest.fixture
def csv_file(tmp_path: Path) -> Path:
    """As a German Excel writes it."""
    file = tmp_path / "contacts.csv"
    rows = ["ada@example.com;Ada;a, b;ja;", "bob@example.com;Bob;c;no;YES", "cy@example.com; Cy ;;;0"]
    file.write_text(
        HEADER + "\r\n".join([rows[0].replace("ja", "1"), *rows[1:]]) + "\r\n", encoding="utf-8-sig"
    )
    return file


def jsonl(path: Path, *rows: Any) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def numbered(path: Path, count: int) -> Path:
    path.write_text("email\n" + "".join(f"{address(row)}\n" for row in range(1, count + 1)), encoding="utf-8")
    return path


def bodies(world: World, operation: str = "createContact") -> list[Any]:
    return sorted(
        (json.loads(request.body) for request in world.sent(operation)), key=lambda body: body["email"]
    )


def test_a_csv_file_of_a_spreadsheet(world: World, csv_file: Path) -> None:
    summary = world.call("import_file", csv_file)
    assert (summary.created, summary.total, summary.resumed) == (3, 3, 0)
    assert bodies(world) == [
        {
            "email": "ada@example.com",
            "first_name": "Ada",
            "tags": ["a", "b"],
            "marketing_consent": {"email": True},
        },
        {
            "email": "bob@example.com",
            "first_name": "Bob",
            "tags": ["c"],
            "marketing_consent": {"email": False, "sms": True},
        },
        {"email": "cy@example.com", "first_name": "Cy", "marketing_consent": {"sms": False}},
    ]


def test_a_json_lines_file(world: World, tmp_path: Path) -> None:
    rows = [
        {"email": "ada@example.com", "tags": ["a"], "marketing_consent": {"sms": False}},
        {"email": "bob@example.com", "tags": "b;c", "marketing_consent.email": "no", "first_name": None},
    ]
    summary = world.call("import_file", jsonl(tmp_path / "contacts.jsonl", *rows))
    assert summary.created == 2
    assert bodies(world) == [
        rows[0],
        {"email": "bob@example.com", "tags": ["b", "c"], "marketing_consent": {"email": False}},
    ]


def test_contacts_that_are_there_are_brought_up_to_date_or_called_bad(world: World, csv_file: Path) -> None:
    world.call("import_file", csv_file)
    assert world.call("import_file", csv_file).unchanged == 3
    csv_file.write_text("email,first_name\nada@example.com,Augusta\nbob@example.com,\n", encoding="utf-8")
    summary = world.call("import_file", csv_file)
    assert (summary.updated, summary.unchanged) == (1, 1)
    summary = world.call("import_file", csv_file, upsert=False)
    assert summary.failed == 2
    assert [row for row, _ in summary.reasons] == [1, 2]
    assert "already exists" in summary.reasons[0][1]


def test_a_mapping_names_columns_and_leaves_them_out(world: World, tmp_path: Path) -> None:
    file = tmp_path / "contacts.txt"
    file.write_text("Mail,Vorname,Notes\nada@example.com,Ada,x\n", encoding="utf-8")
    mapping = {"Mail": "email", "Vorname": "first_name", "Notes": None}
    assert world.call("import_file", file, format="csv", mapping=mapping).created == 1
    assert bodies(world) == [{"email": "ada@example.com", "first_name": "Ada"}]


@pytest.mark.parametrize(
    ("text", "options", "problem"),
    [
        (
            "email,Notes,Ltv\n",
            {},
            "no field of a contact: 'Notes', 'Ltv'.*mapping={'Notes': None, 'Ltv': None}",
        ),
        ("email\n", {"mapping": {"Mail": "email"}}, "lacks columns that the mapping names: 'Mail'"),
        ("email\n", {"mapping": {"email": "mail"}}, "fields that cannot be imported: mail"),
        ("first_name\n", {}, "no column for the email address"),
        ("email,E\n", {"mapping": {"E": "email"}}, "more than one column for email"),
        ("email,email\n", {}, "columns of the same name"),
        ("", {}, "the first line is empty"),
        ("email\n", {"format": "xml"}, "format must be"),
        ("email\n", {"progress": "loud"}, "progress must be"),
        ("email\n", {"concurrency": 0}, "concurrency"),
        ("email\n", {"timeout": -3}, "timeout"),
    ],
)
def test_what_cannot_be_right_is_an_error_and_nothing_is_sent(
    world: World, tmp_path: Path, text: str, options: Any, problem: str
) -> None:
    file = tmp_path / "contacts.csv"
    file.write_text(text + "ada@example.com\n" * bool(text), encoding="utf-8")
    with pytest.raises(InvalidArgumentError, match=problem):
        world.call("import_file", file, **options)
    assert world.sandbox.requests == []


def test_files_that_are_none(world: World, tmp_path: Path) -> None:
    with pytest.raises(InvalidArgumentError, match="no file"):
        world.call("import_file", tmp_path / "none.csv")
    with pytest.raises(InvalidArgumentError, match="say format="):
        world.call("import_file", tmp_path / "none")
    unicode = tmp_path / "unicode.csv"
    unicode.write_text("email\nada@example.com\n", encoding="utf-16")
    with pytest.raises(InvalidArgumentError, match="UTF-16"):
        world.call("import_file", unicode)
    with pytest.raises(InvalidArgumentError, match="three paths"):
        world.call("import_file", unicode, journal=unicode)
    first = jsonl(tmp_path / "a.jsonl", {"email": "ada@example.com", "id": "c1"})
    with pytest.raises(InvalidArgumentError, match="no field of a contact: 'id'"):
        world.call("import_file", first)
    assert world.sandbox.requests == []


class TestRejects:
    ROWS = (
        "email,first_name,tags,marketing_consent.email\n"
        "ada@example.com,Ada,a,yes\n"
        "broken,Bob,b,yes\n"
        'cy@example.com,"Cy, the ""third""",c,maybe\n'
        "dora@example.com,Dora\n"
        ",,,\n\n"
        'ed@example.com,"Ed" x,c,no\n'
        "fay@example.com,Fay,c,no\n"
    )

    def test_bad_rows_go_there_with_the_reason(self, world: World, tmp_path: Path) -> None:
        file, rejects = tmp_path / "contacts.csv", tmp_path / "rejects.csv"
        file.write_bytes(self.ROWS.encode() + b"gus\xff@example.com,G\xfcs,c,no\n")
        rejects.write_text("old", encoding="utf-8")
        summary = world.call("import_file", file, rejects=rejects)
        assert (summary.created, summary.failed) == (2, 5)
        lines = rejects.read_bytes().splitlines()
        assert lines[0] == b"konigle_row,konigle_reason,email,first_name,tags,marketing_consent.email"
        assert [line.split(b",")[0] for line in lines[1:]] == [b"2", b"3", b"4", b"5", b"7"]
        assert b"not a valid email address" in lines[1]
        assert lines[2].endswith(b'cy@example.com,"Cy, the ""third""",c,maybe')
        assert b"consent is yes or no" in lines[2]
        assert b"2 cells where the header has 4" in lines[3]
        assert b"The line is no CSV" in lines[4]
        assert b"not UTF-8" in lines[5]
        assert lines[5].endswith(b"gus\xff@example.com,G\xfcs,c,no")
        assert [row for row, _ in summary.reasons] == [2, 3, 4, 5, 7]

    def test_mended_they_can_be_imported(self, world: World, tmp_path: Path) -> None:
        file, rejects = tmp_path / "contacts.csv", tmp_path / "rejects.csv"
        file.write_text("email,tags\nada@example.com,a\nbroken,b\n", encoding="utf-8")
        world.call("import_file", file, rejects=rejects)
        mended = tmp_path / "mended.csv"
        mended.write_text(rejects.read_text("utf-8").replace("broken", "bob@example.com"), encoding="utf-8")
        assert world.call("import_file", mended).created == 1
        assert world.stored() == {"ada@example.com": 1, "bob@example.com": 1}

    def test_of_json_lines_they_are_json_lines(self, world: World, tmp_path: Path) -> None:
        file, rejects = tmp_path / "contacts.jsonl", tmp_path / "rejects.jsonl"
        text = '{"email": "ada@example.com"}\n{"email": "x"}\n[1]\n{"email"\n\n{"email": "bob@example.com", "nmae": 1}\n'
        file.write_text(text + '{"email": "cy@example.com", "tags": "[x"}\n{"a": NaN}\n', encoding="utf-8")
        assert world.call("import_file", file, rejects=rejects).failed == 6
        rows = [json.loads(line) for line in rejects.read_text("utf-8").splitlines()]
        assert [row["konigle_row"] for row in rows] == [2, 3, 4, 5, 6, 7]
        assert rows[0]["email"] == "x"
        assert [row.get("konigle_line") for row in rows[1:3]] == ["[1]", '{"email"']
        assert "there is no such field" in rows[3]["konigle_reason"]

    def test_without_bad_rows_there_is_no_file(self, world: World, csv_file: Path, tmp_path: Path) -> None:
        rejects = tmp_path / "rejects.csv"
        rejects.write_text("old", encoding="utf-8")
        world.call("import_file", csv_file, rejects=rejects)
        assert not rejects.exists()

    def test_a_quote_that_never_ends_stops_the_import_where_it_begins(
        self, world: World, tmp_path: Path
    ) -> None:
        file = numbered(tmp_path / "contacts.csv", 3)
        with file.open("a", encoding="utf-8") as more:
            more.write('"open@example.com\nx@example.com\n')
        with pytest.raises(InvalidArgumentError, match="begins in line 5"):
            world.call("import_file", file)
        assert len(world.stored()) == 3


class TestJournal:
    def test_a_finished_import_sends_nothing_more_and_tells_the_same(
        self, world: World, tmp_path: Path
    ) -> None:
        file, journal, rejects = (
            numbered(tmp_path / "c.csv", 5),
            tmp_path / "journal",
            tmp_path / "rejects.csv",
        )
        with file.open("a", encoding="utf-8") as more:
            more.write("broken\n")
        first = world.call("import_file", file, journal=journal, rejects=rejects)
        rejects.write_text("mended by hand", encoding="utf-8")
        sent = len(world.sandbox.requests)
        again = world.call("import_file", file, journal=journal, rejects=rejects)
        assert (again.created, again.failed, again.resumed) == (first.created, first.failed, 6) == (5, 1, 6)
        assert len(world.sandbox.requests) == sent
        assert rejects.read_text("utf-8") == "mended by hand"

    def test_it_holds_row_numbers_and_outcomes_and_no_address(self, world: World, tmp_path: Path) -> None:
        file, journal = numbered(tmp_path / "c.csv", 5), tmp_path / "journal"
        world.call("import_file", file, journal=journal)
        lines = [json.loads(line) for line in journal.read_text("utf-8").splitlines()]
        assert [sorted(line) for line in lines] == [
            ["file", "konigle", "settings", "version"],
            ["started"],
            ["created", "done", "rejects"],
            ["finished"],
        ]
        assert "example" not in journal.read_text("utf-8")

    @pytest.mark.parametrize("upsert", [True, False])
    def test_rows_in_doubt_are_looked_up_first(self, world: World, tmp_path: Path, upsert: bool) -> None:
        """As a process leaves it that was killed after rows 1 to 4 were sent, of which two are written down."""
        file, journal = numbered(tmp_path / "c.csv", 6), tmp_path / "journal"
        world.call("import_file", file, journal=journal, upsert=upsert)
        head = journal.read_text("utf-8").splitlines()[0]
        left = f'{head}\n{{"started":256}}\n{{"done":2,"created":2,"rejects":0}}\n{{"done":3,"cre'
        journal.write_text(left, encoding="utf-8")
        with world.sandbox.client() as client:
            for row in (5, 6):
                client.contacts.list(q=address(row)).payload[0].delete()
        before = len(world.sandbox.requests)
        summary = world.call("import_file", file, journal=journal, upsert=upsert)
        assert (summary.created, summary.unchanged, summary.resumed, summary.total) == (4, 2, 2, 6)
        after = world.sandbox.requests[before:]
        assert sorted(json.loads(r.body)["email"] for r in after if r.operation_id == "createContact") == [
            address(5),
            address(6),
        ]
        assert sum(request.operation_id == "listContacts" for request in after) == 4

    def test_a_row_in_doubt_with_other_data_is_a_bad_one_where_nothing_may_be_changed(
        self, world: World, tmp_path: Path
    ) -> None:
        file, journal = tmp_path / "c.csv", tmp_path / "journal"
        file.write_text("email,country\nada@example.com,UK\n", encoding="utf-8")
        world.call("import_file", file, journal=journal, upsert=False)
        journal.write_text(
            journal.read_text("utf-8").splitlines()[0] + '\n{"started":256}\n', encoding="utf-8"
        )
        with world.sandbox.client() as client:
            ada = client.contacts.list().payload[0]
            client.contacts.update(ada.id, {"country": "FR"})
        summary = world.call("import_file", file, journal=journal, upsert=False)
        assert summary.failed == 1
        assert "other data" in summary.reasons[0][1]

    @pytest.mark.parametrize(
        ("change", "problem"),
        [
            (lambda file, journal: file.write_text("email\nzed@example.com\n"), "another content"),
            (lambda file, journal: journal.write_text("email\nada@example.com\n"), "is not the journal"),
            (lambda file, journal: journal.write_text('{"email": "ada@example.com"}'), "is not the journal"),
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
        self, world: World, tmp_path: Path, change: Any, problem: str
    ) -> None:
        file, journal = numbered(tmp_path / "c.csv", 2), tmp_path / "journal"
        world.call("import_file", file, journal=journal)
        change(file, journal)
        before, sent = journal.read_bytes(), len(world.sandbox.requests)
        with pytest.raises(InvalidArgumentError, match=problem):
            world.call("import_file", file, journal=journal)
        assert journal.read_bytes() == before
        assert len(world.sandbox.requests) == sent

    def test_other_rules_or_another_server_are_another_import(self, world: World, tmp_path: Path) -> None:
        file, journal = numbered(tmp_path / "c.csv", 2), tmp_path / "journal"
        world.call("import_file", file, journal=journal)
        with pytest.raises(InvalidArgumentError, match="another mapping, format, upsert or base URL"):
            world.call("import_file", file, journal=journal, upsert=False)
        with Sandbox() as other, pytest.raises(InvalidArgumentError, match="base URL"):
            World(world.kind, other).call("import_file", file, journal=journal)

    def test_one_whose_first_line_was_cut_off_begins_anew(self, world: World, tmp_path: Path) -> None:
        file, journal = numbered(tmp_path / "c.csv", 2), tmp_path / "journal"
        journal.write_text('{"konigle":"imp', encoding="utf-8")
        assert world.call("import_file", file, journal=journal).created == 2
        assert world.call("import_file", file, journal=journal).resumed == 2

    def test_a_dry_run_leaves_it_alone(self, world: World, tmp_path: Path) -> None:
        file, journal = numbered(tmp_path / "c.csv", 2), tmp_path / "journal"
        summary = world.call("import_file", file, journal=journal, client={"dry_run": True})
        assert summary.unchanged == 2
        assert not journal.exists()
        assert world.sandbox.requests == []


class TestTrouble:
    def test_a_service_that_is_down_stops_the_import_and_it_goes_on_later(
        self, world: World, tmp_path: Path
    ) -> None:
        file, journal, rejects = (
            numbered(tmp_path / "c.csv", 60),
            tmp_path / "journal",
            tmp_path / "rejects.csv",
        )
        rule = world.sandbox.faults.add("createContact", "status", status=500, first=11, forever=True)
        world.sandbox.faults.add("listContacts", "status", status=500, forever=True)
        options: dict[str, Any] = {"journal": journal, "rejects": rejects, "concurrency": 1, "retry_count": 0}
        with pytest.raises(
            ServerError, match=r"stopped at row 11, which could not be sent.*goes on from there"
        ) as told:
            world.call("import_file", file, **options)
        assert isinstance(told.value, OutcomeUnknown)
        assert rule.hits <= books.MOST_IN_A_ROW + 4
        assert not rejects.exists()
        world.sandbox.faults.clear()
        summary = world.call("import_file", file, **options)
        assert (summary.total, summary.created, summary.resumed) == (60, 60, 10)
        assert set(world.stored().values()) == {1}

    def test_a_few_rows_that_meet_trouble_are_bad_rows(self, world: World, tmp_path: Path) -> None:
        file, rejects = numbered(tmp_path / "c.csv", 30), tmp_path / "rejects.csv"
        world.sandbox.faults.add("createContact", "status", status=500, first=5, last=9)
        summary = world.call("import_file", file, rejects=rejects, upsert=False, concurrency=1)
        assert (summary.created, summary.failed) == (25, 5)
        assert "may have been applied" in rejects.read_text("utf-8")

    def test_a_refused_key_stops_it_at_once(self, world: World, tmp_path: Path) -> None:
        file, journal = numbered(tmp_path / "c.csv", 60), tmp_path / "journal"
        with pytest.raises(AuthenticationError, match="stopped at row 1"):
            world.call("import_file", file, journal=journal, client={"api_key": "wrong"})
        assert len(world.sandbox.requests) < 60
        assert world.call("import_file", file, journal=journal).created == 60

    def test_only_one_process_works_on_a_journal(self, world: World, tmp_path: Path) -> None:
        file, journal = numbered(tmp_path / "c.csv", 2), tmp_path / "journal"
        seen: list[str] = []

        def meanwhile(_: BulkProgress) -> None:
            try:
                with world.sandbox.client() as client:
                    client.contacts.import_file(file, journal=journal)
            except InvalidArgumentError as error:
                seen.append(str(error))

        world.call("import_file", file, journal=journal, progress=meanwhile)
        assert seen
        assert all("Another process is at work" in text for text in seen)

    def test_what_a_progress_function_raises_stops_it_and_it_goes_on_later(
        self, world: World, tmp_path: Path
    ) -> None:
        file, journal = numbered(tmp_path / "c.csv", 40), tmp_path / "journal"

        def stop(progress: BulkProgress) -> None:
            if progress.rows == 10:
                raise LookupError

        with pytest.raises(LookupError):
            world.call("import_file", file, journal=journal, progress=stop)
        summary = world.call("import_file", file, journal=journal)
        assert (summary.total, summary.resumed) == (40, 10)
        assert set(world.applied().values()) == {1}


class TestProgress:
    def test_a_function_is_told_in_order_how_far_it_is(self, world: World, tmp_path: Path) -> None:
        file = numbered(tmp_path / "c.csv", 20)
        told: list[BulkProgress] = []
        world.call("import_file", file, progress=told.append)
        assert [progress.rows for progress in told] == [*range(1, 21), 20]
        fractions = [progress.fraction for progress in told]
        assert fractions == sorted(fractions)
        assert fractions[-1] == 1.0
        assert told[-1].summary.created == 20

    @pytest.mark.parametrize("progress", [None, False, "auto"])
    def test_nothing_is_shown_unless_it_is_asked_for(
        self, world: World, tmp_path: Path, progress: Any, capfd: pytest.CaptureFixture[str]
    ) -> None:
        world.call("import_file", numbered(tmp_path / "c.csv", 2), progress=progress)
        assert capfd.readouterr() == ("", "")

    def test_a_bar_goes_to_standard_error(
        self, world: World, tmp_path: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        world.call("import_file", numbered(tmp_path / "c.csv", 2), progress=True)
        out, err = capfd.readouterr()
        assert out == ""
        assert "Importing c.csv" in err
        assert "100%" in err
