"""Active records: what counts as a change."""

import copy
import json
import pickle
from typing import Any

import pydantic
import pytest
from pydantic import Field

from konigle import InvalidArgumentError
from konigle._core.decoding import decode_model
from konigle._core.records import changes_for
from konigle.models.comm import Contact, ContactUpdate, EmailIdentity, MarketingConsent
from tests.core.records.samples import STAMPS, contact


class TestChanges:
    def test_a_record_that_was_read_is_clean(self) -> None:
        record = contact()
        assert not record.is_dirty
        assert record.dirty_fields == set()

    def test_looking_at_it_changes_nothing(self) -> None:
        record = contact()
        assert (record.tags, record.marketing_consent.email, str(record), repr(record)) is not None
        assert record.model_dump() == contact().model_dump()
        assert not record.is_dirty

    def test_an_assignment_is_a_change(self) -> None:
        record = contact()
        record.first_name = "Grace"
        assert record.is_dirty
        assert record.dirty_fields == {"first_name"}

    def test_a_value_set_back_is_none(self) -> None:
        record = contact()
        record.first_name = "Grace"
        record.first_name = "Ada"
        assert not record.is_dirty

    def test_the_same_value_is_none(self) -> None:
        record = contact()
        record.first_name = "Ada"
        record.tags = ["a", "b"]
        assert not record.is_dirty

    def test_a_list_changed_in_place_is_a_change(self) -> None:
        record = contact()
        record.tags.append("c")
        assert record.dirty_fields == {"tags"}
        record.tags.remove("c")
        assert not record.is_dirty

    def test_a_nested_value_changed_in_place_is_a_change(self) -> None:
        record = contact()
        record.marketing_consent.sms = False
        assert record.dirty_fields == {"marketing_consent"}
        record.marketing_consent.sms = True
        assert not record.is_dirty

    def test_a_list_of_objects_changed_deep_inside_is_a_change(self) -> None:
        identity = decode_model(
            EmailIdentity,
            json.dumps(
                {
                    "id": "i1",
                    "account": "a",
                    "identity_type": "domain",
                    "identity_value": "example.com",
                    "dkim_records": [{"type": "CNAME"}],
                    **STAMPS,
                }
            ).encode(),
        )
        identity.dkim_records[0]["type"] = "TXT"
        assert identity.dirty_fields == {"dkim_records"}

    def test_in_place_and_by_assignment_add_up(self) -> None:
        record = contact()
        record.tags.append("c")
        record.tags = ["z"]
        record.tags.append("y")
        assert record.dirty_fields == {"tags"}
        record.tags = ["a", "b"]
        assert not record.is_dirty

    def test_a_field_the_server_left_out_can_be_set(self) -> None:
        record = contact()
        record.phone = "+1"
        assert record.dirty_fields == {"phone"}

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("first_name", ""),
            ("first_name", None),
            ("tags", []),
            ("source", "unknown"),
            ("marketing_consent", MarketingConsent(email=True)),
        ],
    )
    def test_so_it_can_to_what_is_its_default(self, name: str, value: Any) -> None:
        """What the server has is not known, so no value is the one that it has."""
        record = decode_model(
            Contact, json.dumps({"id": "c1", "email": "ada@example.com", **STAMPS}).encode()
        )
        setattr(record, name, value)
        assert record.dirty_fields == {name}
        assert changes_for(record, ContactUpdate) == {name: value}
        for twin in (copy.copy(record), copy.deepcopy(record), pickle.loads(pickle.dumps(record))):
            assert twin.dirty_fields == {name}
        record.reset_changes()
        assert (getattr(record, name), record.is_dirty) == (None, False)
        assert name not in record.model_fields_set

    def test_a_channel_the_server_left_out_can_be_set_to_its_default(self) -> None:
        record = contact(marketing_consent={"email": False})
        record.marketing_consent.sms = True
        assert record.dirty_fields == {"marketing_consent"}
        assert ContactUpdate(**changes_for(record, ContactUpdate)).to_wire() == {
            "marketing_consent": {"email": False, "sms": True}
        }

    def test_the_change_of_one_record_is_not_that_of_another(self) -> None:
        one, other = contact(), contact()
        one.tags.append("c")
        assert not other.is_dirty
        assert one != other


class TestRefusals:
    def test_a_refused_assignment_leaves_the_record_clean(self) -> None:
        record = contact()
        with pytest.raises(pydantic.ValidationError):
            record.tags = "not a list"  # type: ignore[assignment]  # must be refused at run time too
        with pytest.raises(pydantic.ValidationError):
            record.first_name = "x" * 101
        with pytest.raises(pydantic.ValidationError):
            record.email = None  # type: ignore[assignment]  # must be refused at run time too
        assert not record.is_dirty
        assert (record.tags, record.first_name, record.email) == (["a", "b"], "Ada", "ada@example.com")

    def test_and_keeps_the_changes_before_it(self) -> None:
        record = contact()
        record.first_name = "Grace"
        with pytest.raises(pydantic.ValidationError):
            record.first_name = ["x"]  # type: ignore[assignment]  # must be refused at run time too
        assert record.first_name == "Grace"
        assert record.dirty_fields == {"first_name"}

    def test_a_misspelt_field_is_an_error_that_lists_the_fields(self) -> None:
        record = contact()
        with pytest.raises(InvalidArgumentError, match=r"no field 'frist_name'.*first_name"):
            record.frist_name = "Ada"  # type: ignore[attr-defined]  # unknown to checkers
        assert not hasattr(record, "frist_name")

    def test_a_field_kept_from_a_newer_server_can_be_read_not_set(self) -> None:
        record = contact(loyalty="gold")
        assert record.loyalty == "gold"  # type: ignore[attr-defined]  # unknown to checkers
        with pytest.raises(InvalidArgumentError, match="loyalty"):
            record.loyalty = "silver"  # type: ignore[attr-defined]  # unknown to checkers

    def test_a_field_that_is_not_there_is_no_attribute(self) -> None:
        with pytest.raises(AttributeError):
            _ = contact().nickname  # type: ignore[attr-defined]  # unknown to checkers
        with pytest.raises(AttributeError, match="tags"):
            _ = bare_contact().tags


def test_what_pydantic_stores_itself_arrives() -> None:
    record = contact()
    object.__setattr__(record, "tags", ["z"])
    assert record.tags == ["z"]


def bare_contact() -> Contact:
    """A record without a value for its fields, as pydantic makes one before it fills it."""
    record = Contact.__new__(Contact)
    object.__setattr__(record, "__pydantic_extra__", {})
    object.__setattr__(record, "__pydantic_fields_set__", set())
    object.__setattr__(record, "__pydantic_private__", None)
    return record


class TestReset:
    def test_it_puts_everything_back(self) -> None:
        record = contact()
        record.first_name = "Grace"
        record.tags.append("c")
        record.marketing_consent.sms = False
        record.reset_changes()
        assert not record.is_dirty
        assert record == contact()

    def test_what_was_only_looked_at_stays(self) -> None:
        record = contact()
        tags = record.tags
        record.reset_changes()
        assert record.tags is tags

    def test_changes_after_it_count_again(self) -> None:
        record = contact()
        record.tags.append("c")
        record.reset_changes()
        record.tags.append("d")
        assert record.dirty_fields == {"tags"}
        assert record.tags == ["a", "b", "d"]


class TestChangesForAnUpdate:
    def test_they_are_the_changed_fields(self) -> None:
        record = contact()
        record.first_name = None
        assert changes_for(record, ContactUpdate) == {"first_name": None}

    def test_a_read_only_field_is_refused_by_name(self) -> None:
        record = contact()
        record.customer_id = "5"
        record.first_name = "Grace"
        with pytest.raises(
            InvalidArgumentError, match=r"customer_id of Contact .*nothing was sent"
        ) as caught:
            changes_for(record, ContactUpdate)
        assert caught.value.field_errors == {"customer_id": ["This field is read-only."]}

    def test_without_an_update_model_every_field_may_change(self) -> None:
        record = contact()
        record.customer_id = "5"
        assert changes_for(record, None) == {"customer_id": "5"}


def test_a_subclass_tracks_its_own_fields() -> None:
    class Customer(Contact):
        notes: list[str] | None = None
        meta: dict[str, str] = Field(default_factory=dict)

    record = decode_model(Customer, json.dumps(contact().model_dump(mode="json") | {"notes": ["x"]}).encode())
    assert record.notes is not None
    record.notes.append("y")
    record.meta["k"] = "v"
    assert record.dirty_fields == {"notes", "meta"}
