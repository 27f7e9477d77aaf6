"""Tables and details that fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from konigle.cli import table as tables
from konigle.cli.table import details, table
from konigle.cli.terminal import plain

ROW = {
    "id": "con_000001",
    "name": "山田太郎 of a very long name indeed",
    "tags": ["a", "b"],
    "note": None,
    "ok": True,
}


@pytest.mark.parametrize("room", [10, 20, 40, 80])
@pytest.mark.parametrize("is_chosen", [True, False])
def test_a_table_fits(monkeypatch: pytest.MonkeyPatch, room: int, is_chosen: bool) -> None:
    monkeypatch.setattr(tables, "width", lambda: room)
    lines = list(table(list(ROW), [ROW], iter([ROW]), is_chosen=is_chosen))
    assert all(cell_len(line) <= room for line in lines)
    assert len(lines) == 3
    assert lines[1] == lines[2]


def test_columns_are_left_out_before_values_are_cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "width", lambda: 45)
    header, row = table(list(ROW), [ROW], iter(()), is_chosen=False)
    assert header.split() == ["ID", "NAME"]
    assert (row.endswith("…"), cell_len(row) in {44, 45}) == (True, True)
    monkeypatch.setattr(tables, "width", lambda: 80)
    header, row = table(list(ROW), [ROW], iter(()), is_chosen=False)
    assert header.split() == ["ID", "NAME", "TAGS", "OK"]
    assert row.split()[-3:] == ["a,", "b", "yes"]


def test_chosen_columns_are_cut_with_an_ellipsis(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "width", lambda: 30)
    _, row = table(["id", "name"], [ROW], iter(()), is_chosen=True)
    assert row.startswith("con_000001  山田太郎")
    assert row.endswith("…")


def test_details_are_cut_at_the_edge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "width", lambda: 24)
    assert details({"id": "1", "longer": "x" * 30, "empty": None}).splitlines() == [
        "id      1",
        f"longer  {'x' * 15}…",
        "empty",
    ]


@given(st.text())
def test_plain_text_is_one_line_and_nothing_that_a_terminal_obeys(text: str) -> None:
    shown = plain(text)
    assert len(shown.splitlines()) <= 1
    assert not any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in shown)


def test_chosen_columns_for_which_there_is_no_room_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tables, "width", lambda: 20)
    header, _ = table(["ok", "tags", "id", "name"], [ROW], iter(()), is_chosen=True)
    assert header.split() == ["OK", "TAGS"]
    assert capsys.readouterr().err == "No room for id, name: choose fewer --columns, or -o csv.\n"
