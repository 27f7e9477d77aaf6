"""What a caller gives, as the model it is to be."""

from typing import Any

import pydantic
import pytest

from konigle import InvalidArgumentError
from konigle._runtime.validation import as_model
from konigle.models.comm import AudienceCreate, CampaignUpdate, ContactCreate


def test_a_model_stays_itself() -> None:
    data = ContactCreate(email="ada@example.com")
    assert as_model(ContactCreate, data) is data


def test_a_list_changed_in_place_is_checked_again() -> None:
    data = ContactCreate(email="ada@example.com", tags=["a"])
    data.tags.append(5)  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(InvalidArgumentError) as caught:
        as_model(ContactCreate, data)
    assert list(caught.value.field_errors) == ["tags.1"]
    data.tags[1] = "b"
    assert as_model(ContactCreate, data).to_wire() == {"email": "ada@example.com", "tags": ["a", "b"]}


def test_a_default_list_filled_in_place_is_said() -> None:
    data = ContactCreate(email="ada@example.com")
    data.tags.append("a")
    assert as_model(ContactCreate, data).to_wire() == {"email": "ada@example.com", "tags": ["a"]}


def test_a_dict_is_checked_by_the_same_rules() -> None:
    assert as_model(ContactCreate, {"email": "ada@example.com"}) == ContactCreate(email="ada@example.com")


def test_the_error_is_ours_flat_and_without_the_values() -> None:
    data = {"email": "secret-nobody", "marketing_consent": {"email": "secret"}, "tags": [5]}
    with pytest.raises(InvalidArgumentError) as caught:
        as_model(ContactCreate, data)
    error = caught.value
    assert set(error.field_errors) == {"email", "marketing_consent.email", "tags.0"}
    assert "Nothing was sent" in str(error)
    assert "secret" not in str(error)
    assert error.__cause__ is None
    assert error.__suppress_context__
    assert not isinstance(error, pydantic.ValidationError)


def test_a_misspelt_field_lists_the_fields() -> None:
    with pytest.raises(
        InvalidArgumentError, match=r"There is no such field.*The fields of ContactCreate are: email"
    ):
        as_model(ContactCreate, {"email": "ada@example.com", "frist_name": "Ada"})


def test_a_missing_one_is_named() -> None:
    with pytest.raises(InvalidArgumentError, match="tags: This field is required"):
        as_model(AudienceCreate, {"name": "n"})


def test_a_time_without_zone_says_what_to_write() -> None:
    with pytest.raises(
        InvalidArgumentError, match=r"scheduled_at: This time has no time zone: write an offset"
    ):
        as_model(CampaignUpdate, {"scheduled_at": "2030-01-01T09:00:00"})


@pytest.mark.parametrize("data", [None, 5, "x", [("email", "a")], AudienceCreate(name="n", tags=[])])
def test_what_is_neither_is_refused_by_its_kind(data: Any) -> None:
    with pytest.raises(InvalidArgumentError, match=f"got {type(data).__name__}; nothing was sent"):
        as_model(ContactCreate, data)
