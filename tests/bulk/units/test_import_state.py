"""When an import saves, after so many rows or so long after the last time, and what its summary says."""

from types import SimpleNamespace
from typing import Any

import pytest

from konigle import exceptions as errors
from konigle._bulk.import_state import ImportState
from konigle._bulk.journal import Journal
from konigle._bulk.progress import BulkProgress
from konigle._bulk.reject_file import RejectFile
from konigle._bulk.results import BulkResult
from konigle._bulk.tabular import FileRow
from konigle.exceptions import InvalidArgumentError, KonigleError


class Import:
    """An import state without files, and a controllable clock."""

    def __init__(self, size: int = 1000) -> None:
        self.now_s = 100.0
        self.rows = 0
        table: Any = SimpleNamespace(columns=None, delimiter="")
        rejects = RejectFile(None, table, 0)
        self.reported: list[BulkProgress] = []
        preview: Any = SimpleNamespace(rows=size, repairs={})
        self.state = ImportState(
            Journal(None, {}), rejects, self.reported.append, preview, lambda: self.now_s
        )

    def rows_are_done(self, count: int, error: KonigleError | None = None) -> None:
        for _ in range(count):
            self.rows += 1
            row = FileRow(self.rows, [])
            self.state.record(BulkResult(self.rows - 1, "failed" if error else "created", error, input=row))


@pytest.fixture
def made() -> Import:
    return Import()


def test_nothing_to_save_is_never_due(made: Import) -> None:
    made.now_s += 1000
    assert not made.state.is_due()


def test_a_hundred_rows_are_due_at_once(made: Import) -> None:
    made.rows_are_done(99)
    assert not made.state.is_due()
    made.rows_are_done(1)
    assert made.state.is_due()


def test_a_single_row_is_due_after_a_second(made: Import) -> None:
    made.rows_are_done(1)
    made.now_s += 0.9
    assert not made.state.is_due()
    made.now_s += 0.1
    assert made.state.is_due()


def test_rows_and_time_are_counted_from_the_latest_save(made: Import) -> None:
    made.rows_are_done(99)
    made.now_s += 5
    made.state.save()
    assert not made.state.is_due()
    made.rows_are_done(1)
    assert not made.state.is_due()
    made.now_s += 1
    assert made.state.is_due()
    made.state.save()
    made.rows_are_done(100)
    assert made.state.is_due()


def test_the_summary_names_the_first_ten_reasons_and_counts_them_all(made: Import) -> None:
    made.rows_are_done(2)
    made.rows_are_done(15, InvalidArgumentError("no address"))
    summary = made.state.summarize()
    assert summary.reasons == tuple((row, "no address") for row in range(3, 13))
    assert (summary.created, summary.failed) == (2, 15)


@pytest.mark.parametrize(
    "error",
    [
        errors.AuthenticationError("no", 401),
        errors.AuthorizationError("no", 403),
        errors.ClientClosedError("no"),
        errors.ConfigurationError("no"),
    ],
    ids=type,
)
def test_what_every_row_would_meet_stops_it_at_the_first(made: Import, error: KonigleError) -> None:
    with pytest.raises(type(error), match="stopped at row 1,"):
        made.rows_are_done(1, error)


@pytest.mark.parametrize(
    "error",
    [
        errors.NetworkError("no"),
        errors.ServerError("no", 500),
        errors.RateLimitError("no", 429),
        errors.InvalidResponseError("no", 200),
    ],
    ids=type,
)
def test_trouble_of_the_service_stops_it_after_twenty_rows_on_end(made: Import, error: KonigleError) -> None:
    made.rows_are_done(1)
    made.rows_are_done(19, error)
    made.rows_are_done(1)
    assert made.state.summary().failed == 19
    made.rows_are_done(19, error)
    with pytest.raises(type(error), match="stopped at row 22,"):
        made.rows_are_done(1, error)
    assert (made.state.summary().created, made.state.summary().failed) == (2, 19)


def test_trouble_with_the_last_rows_makes_them_bad_ones(made: Import) -> None:
    made.rows_are_done(1)
    made.rows_are_done(3, errors.ServerError("no", 500))
    assert made.state.summarize().failed == 3


def test_a_file_that_grew_meanwhile_is_never_more_than_done() -> None:
    made = Import(size=2)
    made.rows_are_done(4)
    made.state.summarize()
    assert [progress.fraction for progress in made.reported] == [0.5, 1.0, 1.0, 1.0, 1.0]


def test_the_first_twenty_rows_that_fail_for_one_reason_stop_it(made: Import) -> None:
    made.rows_are_done(19, errors.ValidationError("taken", 400))
    with pytest.raises(errors.ValidationError, match="The first 20 rows failed for the same reason"):
        made.rows_are_done(1, errors.ValidationError("taken", 400))
    assert made.state.summary().total == 0


def test_so_does_a_shorter_file_of_which_no_row_was_taken(made: Import) -> None:
    made.rows_are_done(2, errors.ValidationError("taken", 400))
    with pytest.raises(errors.ValidationError, match="All rows failed for the same reason"):
        made.state.summarize()
    assert made.state.summary().total == 0


def test_rows_that_fail_for_two_reasons_are_bad_rows(made: Import) -> None:
    made.rows_are_done(19, errors.ValidationError("taken", 400))
    made.rows_are_done(1, errors.ValidationError("too long", 400))
    made.rows_are_done(30, errors.ValidationError("taken", 400))
    assert made.state.summarize().failed == 50
