"""A data frame needs the extra `arrow`; `make test-tools` tests the real ones."""

import sys
from typing import Any

import pytest

from konigle import ConfigurationError
from tests.bulk.harness import Harness


class Frame:
    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        raise AssertionError("read without pyarrow")


class Column(list[str]):
    dtype = "string"

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        raise AssertionError("a column is an iterable of its values")


@pytest.mark.parametrize("method", ["create_many", "upsert_many", "update_many", "delete_many"])
def test_a_frame_without_pyarrow_says_what_to_install(
    harness: Harness, monkeypatch: Any, method: str
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ConfigurationError, match="extra `arrow`"):
        harness.many(method, Frame())
    assert harness.seen() == []


def test_a_column_of_ids_needs_no_package(harness: Harness, monkeypatch: Any) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    results, _ = harness.many("delete_many", Column(["con_1"]))
    assert results[0].key == "con_1"


def test_a_row_with_an_id_can_be_deleted(harness: Harness) -> None:
    results, _ = harness.many("delete_many", [{"id": "con_1", "note": "x"}])
    assert results[0].key == "con_1"
