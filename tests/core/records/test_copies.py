"""Copies of a record have its changes and no manager."""

import copy
import pickle
from typing import Any

import pytest

from konigle.exceptions import DetachedRecordError
from konigle.models.comm import Contact
from tests.core.records.samples import FakeManager, contact


class TestCopies:
    @pytest.fixture
    def record(self) -> Contact:
        record = contact(loyalty="gold").attach(FakeManager())
        record.first_name = "Grace"
        record.tags.append("c")
        return record

    @pytest.mark.parametrize(
        "twin_of",
        [
            copy.copy,
            copy.deepcopy,
            lambda record: pickle.loads(pickle.dumps(record)),
            lambda record: record.model_copy(),
            lambda record: record.model_copy(deep=True),
        ],
        ids=["copy", "deepcopy", "pickle", "model_copy", "deep model_copy"],
    )
    def test_a_copy_is_equal_has_the_same_changes_and_no_manager(self, record: Contact, twin_of: Any) -> None:
        twin = twin_of(record)
        assert twin == record
        assert twin.loyalty == "gold"
        assert twin.dirty_fields == {"first_name", "tags"}
        with pytest.raises(DetachedRecordError):
            twin.save()
        twin.reset_changes()
        assert (twin.first_name, twin.tags) == ("Ada", ["a", "b"])
        assert record.dirty_fields == {"first_name", "tags"}
        record.save()

    def test_a_deep_copy_shares_nothing(self, record: Contact) -> None:
        twin = copy.deepcopy(record)
        twin.tags.append("d")
        assert record.tags == ["a", "b", "c"]

    def test_a_record_without_changes_copies_clean(self) -> None:
        assert not copy.copy(contact()).is_dirty
        assert not pickle.loads(pickle.dumps(contact())).is_dirty


def test_the_state_of_a_record_takes_no_part_in_equality_or_dumps() -> None:
    one, other = contact(), contact().attach(FakeManager(), partial=True)
    other.first_name = "Ada"
    assert one == other
    assert one.model_dump() == other.model_dump()
    assert set(one.model_dump()) >= {"id", "email"}
    assert not any(name.startswith("_") for name in one.model_dump())
