"""When an import saves, after so many rows or so long after the last time, and what its summary says."""

from types import SimpleNamespace
from typing import Any

import pytest

from konigle._runtime.books import Books
from konigle._runtime.bulk import BulkResult
from konigle._runtime.journal import Journal
from konigle._runtime.rejects import Rejects
from konigle._runtime.tables import FileRow
from konigle.exceptions import InvalidArgumentError, KonigleError


class Import:
    """Books without files, and a clock that the test turns."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self.rows = 0
        table: Any = SimpleNamespace(columns=None, size=1000)
        rejects = Rejects(None, table, 0)
        self.books = Books(table, Journal(None, {}), rejects, lambda _: None, lambda: self.now_s)

    def rows_are_done(self, count: int, error: KonigleError | None = None) -> None:
        for _ in range(count):
            self.rows += 1
            row = FileRow(self.rows, self.rows, [])
            self.books.add(BulkResult(self.rows - 1, "failed" if error else "created", error, input=row))


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


def test_the_summary_names_the_first_ten_reasons_and_counts_them_all(made: Import) -> None:
    made.rows_are_done(2)
    made.rows_are_done(15, InvalidArgumentError("no address"))
    summary = made.books.finish()
    assert summary.reasons == tuple((row, "no address") for row in range(3, 13))
    assert (summary.created, summary.failed) == (2, 15)
