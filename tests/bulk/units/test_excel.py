"""Workbooks as programs and people write them: sheets, formulas without results, numbers, damage."""

import gzip
import re
import sys
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from konigle import ConfigurationError, InvalidArgumentError
from konigle._bulk.tabular import open_table

MOMENT = datetime.fromisoformat("2026-01-02T03:04:00")  # a workbook knows no time zones


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "file.csv"


def workbook(path: Path, rows: Iterable[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    file = path.with_suffix(".xlsx")
    book.save(file)
    return file


def test_cells_are_read_as_csv_would_have_them(path: Path) -> None:
    rows: list[list[Any]] = [
        ["email", "phone", "agreed", "when", "n"],
        ["a@example.com", 4512345678, True, MOMENT, 1.5],
        ["b@example.com", 4512345678.0],
        [],
        ["Confidential Information"],
    ]
    with open_table(workbook(path, rows), "xlsx") as table:
        found = [row.cells for row in table.rows()]
    assert found == [
        ["a@example.com", "4512345678", "true", "2026-01-02T03:04:00", "1.5"],
        ["b@example.com", "4512345678", "", "", ""],
    ]
    assert (table.footer, table.header_row) == (1, 1)


def test_the_header_may_be_further_down(path: Path) -> None:
    file = workbook(path, [["Report"], [], ["email", "n"], ["a@example.com", 1]])
    with open_table(file, "xlsx", header_row=3) as table:
        assert [row.cells for row in table.rows()] == [["a@example.com", "1"]]
    for line in (2, 9):
        with (
            pytest.raises(InvalidArgumentError, match=f"line {line} is empty"),
            open_table(file, "xlsx", header_row=line),
        ):
            pass


def sheets(path: Path, *sheets: tuple[str, list[list[Any]], str]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows, state in sheets:
        sheet = book.create_sheet(title)
        sheet.sheet_state = state
        for row in rows:
            sheet.append(row)
    book.active = next(at for at, (_, _, state) in enumerate(sheets) if state == "visible")
    file = path.with_suffix(".xlsx")
    book.save(file)
    return file


def test_the_only_visible_sheet_that_holds_something_is_read(path: Path) -> None:
    file = sheets(
        path,
        ("Lists", [["Denmark"]], "hidden"),
        ("Empty", [["", " "]], "visible"),
        ("Contacts", [["email"], ["a@example.com"]], "visible"),
    )
    with open_table(file, "xlsx") as table:
        assert [row.cells for row in table.rows()] == [["a@example.com"]]


def test_of_several_sheets_none_is_left_out_silently(path: Path) -> None:
    rows = [["email"], ["a@example.com"]]
    file = sheets(path, ("Members", rows, "visible"), ("Unsubscribed", rows[:1], "visible"))
    said = r"several sheets that hold something: 'Members', 'Unsubscribed'.*sheet='Members'"
    with pytest.raises(InvalidArgumentError, match=said), open_table(file, "xlsx"):
        pass
    with open_table(file, "xlsx", sheet="Unsubscribed") as table:
        assert list(table.rows()) == []
    with (
        pytest.raises(InvalidArgumentError, match="no sheet 'Other'"),
        open_table(file, "xlsx", sheet="Other"),
    ):
        pass


def test_a_number_of_more_digits_than_excel_keeps_is_shown_as_excel_does(path: Path) -> None:
    file = workbook(path, [["phone", "id"], [1234567890123456.0, 123456789012345.0]])
    with open_table(file, "xlsx") as table:
        assert next(iter(table.rows())).cells == ["1.234567890123456e+15", "123456789012345"]


def test_a_formula_without_a_result_is_not_an_empty_cell(path: Path) -> None:
    file = workbook(path, [["email", "phone", "n"], ["a@example.com", "=1+1", None], ["b", "", 1]])
    with open_table(file, "xlsx") as table:
        assert [row.cells for row in table.rows()] == [["a@example.com", "#FORMULA!", ""], ["b", "", "1"]]


def test_one_with_a_result_is_its_result_though_it_be_empty(path: Path) -> None:
    whole = workbook(path, [["email", "phone", "n"], ["a@example.com", "=1+1", "=A1"]])
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            content = re.sub(rb"<f>1\+1</f><v\s*(?:/>|></v>)", b"<f>1+1</f><v>2</v>", content)
            content = re.sub(rb'<c r="C2"[^>]*><f>', b'<c r="C2" t="str"><f>', content)
            new.writestr(name, content)
    with open_table(path, "xlsx") as table:
        assert [row.cells for row in table.rows()] == [["a@example.com", "2", ""]]


def test_a_compressed_workbook_is_read(path: Path) -> None:
    file = workbook(path, [["email"], ["a@example.com"]])
    file.write_bytes(gzip.compress(file.read_bytes()))
    with open_table(file, "xlsx") as table:
        assert [row.cells for row in table.rows()] == [["a@example.com"]]


def test_what_is_no_workbook_is_an_error(path: Path) -> None:
    path.write_text("email\n", encoding="utf-8")
    with (
        pytest.raises(InvalidArgumentError, match="cannot be read as an Excel workbook"),
        open_table(path, "xlsx"),
    ):
        pass


@pytest.mark.parametrize("member", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"])
def test_a_damaged_workbook_is_an_error(path: Path, member: str) -> None:
    whole = workbook(path, [["email"], *([f"a{number}@example.com"] for number in range(500))])
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content[: len(content) // 2] if name == member else content)
    with (
        pytest.raises(InvalidArgumentError, match="cannot be read as an Excel workbook"),
        open_table(path, "xlsx") as table,
    ):
        list(table.rows())


def test_a_workbook_of_charts_has_no_cells(path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_chartsheet("Chart")
    book.remove(book.worksheets[0])
    file = path.with_suffix(".xlsx")
    book.save(file)
    with (
        pytest.raises(InvalidArgumentError, match=r"Excel workbook|no sheet of cells"),
        open_table(file, "xlsx"),
    ):
        pass


def test_without_the_package_the_extra_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.touch()
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(ConfigurationError, match="needs the extra `excel`"), open_table(path, "xlsx"):
        pass
