"""Rows of files: what is read, what is a bad row, and what is no such file."""

from pathlib import Path

import pytest

from konigle import InvalidArgumentError
from konigle._bulk.tabular import FileRow, format_of, import_format, open_table


def rows_of(path: Path, content: str | bytes, form: str = "csv") -> list[FileRow]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with open_table(path, import_format(path, form)) as table:
        return list(table.rows())


def cells(path: Path, content: str | bytes) -> list[list[str]]:
    rows = rows_of(path, content)
    assert [row.problem for row in rows] == [""] * len(rows)
    return [row.cells for row in rows]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "file"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("a,b\n1,2\n", [["1", "2"]]),
        ("a;b\r\n1,5;2\r\n", [["1,5", "2"]]),
        ("a\tb\n1;2\t3\n", [["1;2", "3"]]),
        ("sep=;\r\na;b\r\n1;2\r\n", [["1", "2"]]),
        ("\ufeffsep=,\na,b\n1,2", [["1", "2"]]),
        ("\ufeffa,b\n1,2", [["1", "2"]]),
        ('"a;b",c\n1,2\n', [["1", "2"]]),
        ('a,b\n"1,\n""2""",3\n', [['1,\n"2"', "3"]]),
        ("a,b,,\n1,2,,\n3,4,, \n", [["1", "2", "", ""], ["3", "4", "", " "]]),
        ("a,b\n\n1,2\n,\n \n3,4\n", [["1", "2"], ["3", "4"]]),
        ("a,b\n", []),
    ],
)
def test_what_spreadsheets_write_is_read(path: Path, content: str, found: list[list[str]]) -> None:
    assert cells(path, content) == found


def test_rows_are_numbered_without_the_empty_ones(path: Path) -> None:
    assert [row.number for row in rows_of(path, "a,b\n1,2\n\n3,4\n")] == [1, 2]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("1", "1 cells where the header has 2"),
        ("1,2,3", "3 cells where the header has 2"),
        ('"1"x,2', "not CSV"),
        ('1,"2', "not CSV"),
    ],
)
def test_a_row_that_does_not_fit_is_bad_and_the_next_one_is_not(path: Path, line: str, problem: str) -> None:
    last = "" if line.endswith('"2') else "\n3,4\n"
    rows = rows_of(path, f"a,b\n0,0\n{line}{last}")
    assert problem in rows[1].problem
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    assert [row.problem for row in (rows[0], *rows[2:])] == [""] * (len(rows) - 1)


@pytest.mark.parametrize(
    ("content", "form"), [(b"a,b\n1,\xfc\n3,4\n", "csv"), (b'{"a": 1}\n{"a": "\xfc"}\n', "jsonl")]
)
def test_bytes_that_are_no_utf_8_refuse_the_file_and_show_the_line(
    path: Path, content: bytes, form: str
) -> None:
    with pytest.raises(InvalidArgumentError, match=r"Windows-1252, line 2 is: .*ü.*encoding='cp1252'"):
        rows_of(path, content, form)


def test_the_line_that_is_shown_names_nobody(path: Path) -> None:
    with pytest.raises(InvalidArgumentError) as caught:
        rows_of(path, "a;b;c\nada@example.com;Jürgen;+4512345678\n".encode("cp1252"))
    assert "'<address>;Jürgen;+####'" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b'"a"b,c\n', "not the header"),
        ("a,b\n".encode("utf-16-le"), "utf-16-le"),
        (b"BEGIN:VCARD\nFN:Ada\n", "is a vCard file. Export the contacts as CSV"),
        (b"PK\x03\x04rest", "is a ZIP archive: unpack it"),
        (b"\x1f\x8bno gzip", "damaged gzip"),
        (b"ada@example.com,Ada\n", "line 1 contains an e-mail address or a number, so it is not a header"),
        (b"Ada,+45 12 34 56 78\n", "so it is not a header"),
    ],
)
def test_what_is_no_table_is_an_error(path: Path, content: bytes, problem: str) -> None:
    with pytest.raises(InvalidArgumentError, match=problem):
        rows_of(path, content)


def test_rows_whose_ends_cannot_be_determined_are_an_error_after_those_before(path: Path) -> None:
    path.write_text('a,b\n1,2\n"3,\n4,5\n', encoding="utf-8")
    with open_table(path, "csv") as table:
        rows = table.rows()
        assert next(rows).cells == ["1", "2"]
        with pytest.raises(InvalidArgumentError, match="begins in line 3"):
            next(rows)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("[1]", "not a JSON object"),
        ("{", "not JSON"),
        ('{"a": Infinity}', "not JSON"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_line_that_is_no_object_is_a_bad_row(path: Path, line: str, problem: str) -> None:
    rows = rows_of(path, f'{line}\n\n{{"a": 1}}\r\n', "jsonl")
    assert problem in rows[0].problem
    assert not rows[0].is_object
    assert (rows[1].number, rows[1].cells, rows[1].is_object) == (2, {"a": 1}, True)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("a.csv", "csv"),
        ("a.CSV", "csv"),
        ("a.tsv", "csv"),
        ("a.jsonl", "jsonl"),
        ("a.b.ndjson", "jsonl"),
        ("a.txt", "csv"),
    ],
)
def test_the_name_tells_the_format(name: str, found: str) -> None:
    assert format_of(Path(name), None) == found
    assert format_of(Path(name), "jsonl") == "jsonl"


@pytest.mark.parametrize(
    ("name", "given"), [("a.dat", None), ("csv", None), ("a.csv", "xlsx"), ("a.json", None)]
)
def test_a_format_that_is_not_known_is_an_error(name: str, given: str | None) -> None:
    with pytest.raises(InvalidArgumentError, match="format"):
        format_of(Path(name), given)
