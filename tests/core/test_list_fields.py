"""One text where a list is meant, and the plain text of an enum."""

from typing import Any

import pydantic
import pytest

from konigle import Client, InvalidArgumentError
from konigle.models.comm import (
    AudienceUpdate,
    ContactCreate,
    Email,
    EmailChannelCreate,
    EmailChannelType,
    EmailChannelTypeInput,
)

MAIL: dict[str, Any] = {"to_email": ["ada@example.com"], "subject": "s", "body_html": "b", "channel": "c"}


def test_one_address_instead_of_a_list_says_what_to_write() -> None:
    with pytest.raises(
        pydantic.ValidationError, match=r"to_email must be a list of addresses: write \['…'\]"
    ):
        Email(**{**MAIL, "to_email": "ada@example.com"})


def test_so_does_a_dict_without_naming_the_address() -> None:
    with Client("key", dry_run=True) as client, pytest.raises(InvalidArgumentError) as caught:
        client.emails.send({**MAIL, "to_email": "ada@example.com"})
    assert "Email is not valid: to_email must be a list of addresses: write ['…']. Nothing" in str(
        caught.value
    )
    assert caught.value.field_errors == {"to_email": ["to_email must be a list of addresses: write ['…']."]}
    assert "ada@" not in str(caught.value)


@pytest.mark.parametrize("cls", [ContactCreate, AudienceUpdate])
def test_any_other_list_says_it_too(cls: Any) -> None:
    with pytest.raises(pydantic.ValidationError, match=r"tags must be a list: write \['…'\]"):
        cls(email="ada@example.com", tags="vip") if cls is ContactCreate else cls(tags="vip")


def test_an_assignment_does() -> None:
    mail = Email(**MAIL)
    with pytest.raises(pydantic.ValidationError, match="must be a list of addresses"):
        mail.to_email = "ada@example.com"  # type: ignore[assignment]  # a text for a list is the fault
    assert mail.to_email == ["ada@example.com"]


@pytest.mark.parametrize("value", [("a", "b"), ["a", "b"]])
def test_lists_and_tuples_stay_valid(value: Any) -> None:
    assert ContactCreate(email="ada@example.com", tags=value).tags == ["a", "b"]


def test_the_json_schema_is_that_of_a_list() -> None:
    assert Email.model_json_schema()["properties"]["to_email"]["type"] == "array"


def test_the_text_of_an_enum_becomes_its_member() -> None:
    made = EmailChannelCreate(code="news", channel_type="marketing")
    assert made.channel_type is EmailChannelType.MARKETING
    made.channel_type = "broadcast"
    assert made.channel_type is EmailChannelType.BROADCAST
    assert EmailChannelTypeInput is EmailChannelType
    with pytest.raises(pydantic.ValidationError, match="'transactional', 'marketing' or 'broadcast'"):
        EmailChannelCreate(code="news", channel_type="marketign")  # type: ignore[arg-type]  # the fault
