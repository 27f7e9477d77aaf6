"""When the books of an import are saved: after so many rows, or so long after the last time."""

from types import SimpleNamespace
from typing import Any

import pytest

from konigle._runtime.books import Books
from konigle._runtime.bulk import BulkResult
from konigle._runtime.journal import Journal
from konigle._runtime.rejects import Rejects
from konigle._runtime.tables import FileRow


class Import:
    """Books without files, and a clock that the test turns."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self.rows = 0
        table: Any = SimpleNamespace(columns=None, size=1000)
        rejects = Rejects(None, table, 0)
        self.books = Books(table, Journal(None, {}), rejects, lambda _: None, lambda: self.now_s)

    def rows_are_done(self, count: int) -> None:
        for _ in range(count):
            self.rows += 1
            self.books.add(BulkResult(self.rows - 1, "created", input=FileRow(self.rows, self.rows, [])))


@pytest.fixture
def made() -> Import:
    return Import()


def test_nothing_to_save_is_never_due(made: Import) -> None:
    made.now_s += 1000
    assert not made.books.is_due()


def test_a_hundred_rows_are_due_at_once(made: Import) -> None:
    made.rows_are_done(99)
    assert not made.books.is_due()
    made.rows_are_done(1)
    assert made.books.is_due()


def test_a_single_row_is_due_after_a_second(made: Import) -> None:
    made.rows_are_done(1)
    made.now_s += 0.9
    assert not made.books.is_due()
    made.now_s += 0.1
    assert made.books.is_due()


def test_rows_and_time_are_counted_from_the_latest_save(made: Import) -> None:
    made.rows_are_done(99)
    made.now_s += 5
    made.books.save()
    assert not made.books.is_due()
    made.rows_are_done(1)
    assert not made.books.is_due()
    made.now_s += 1
    assert made.books.is_due()
    made.books.save()
    made.rows_are_done(100)
    assert made.books.is_due()
