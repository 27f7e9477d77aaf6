"""E-mail addresses: refused is what cannot be one, and all else goes out as it was given."""

from typing import Any

import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from konigle import InvalidArgumentError
from konigle._runtime.addresses import EmailAddress, EmailOrBlank, check_address
from konigle._runtime.validation import as_model
from konigle.models.comm import (
    CampaignAddLTV,
    CampaignCreate,
    CampaignCreateEmail,
    CampaignTestEmail,
    CampaignUpdate,
    ContactCreate,
    ContactUpdate,
    ContactUpdateLTV,
    Email,
    EmailAccountCreate,
    EmailAccountSetup,
    EmailAccountUpdate,
)
from konigle.sandbox.formats import is_email

GOOD = [
    "ada@example.com",
    "a..b@docomo.ne.jp",
    ".ada.@docomo.ne.jp",
    "ada@printer.local",
    "ada@shop.test",
    "ada@localhost",
    "Ada@EXAMPLE.Com",
    "Postmaster@example.com",
    "ada@xn--bcher-kva.example",
    "ada@bücher.example",
    "用户@例子.中国",
    "ada+news@example.com",
    "o'hara!#$%&*/=?^_`{|}~-@example.com",
    '"ada"@example.com',
    '"ada lovelace"@example.com',
    r'"a\"b@c"@example.com',
    '"<ada>"@example.com',
    "ada@[192.0.2.1]",
    "ada@[IPv6:2001:db8::1]",
    "ada@-example.com",
    "ada@ex_ample.com",
    "mailto:ada@example.com",
    "a" * 64 + "@example.com",
    "ü" * 32 + "@example.com",
    "a@" + ".".join(["b" * 60, "c" * 60, "d" * 60, "e" * 60, "f" * 8]),
]
BAD = [
    ("", "no @"),
    ("ada", "no @"),
    ("ada.example.com", "no @"),
    ("@", "empty part"),
    ("ada@", "empty part"),
    ("@example.com", "empty part"),
    ("ada@example..com", "empty part"),
    ("ada@.com", "empty part"),
    ("ada@example.com.", "empty part"),
    ("ada@@example.com", "more than one @"),
    ("ada@example.com,bob@example.com", "more than one @"),
    ('"ada"@bob@example.com', "more than one @"),
    (" ada@example.com", "blank"),
    ("ada@example.com ", "blank"),
    ("ada lovelace@example.com", "blank"),
    ("ada@exam ple.com", "blank"),
    ("ada\u00a0@example.com", "blank"),
    ("\u3000ada@example.com", "blank"),
    ("ada@example.com, bob@example.com", "blank"),
    ("ada@example.com (Ada)", "blank"),
    ("ada@example.com\n", "line break"),
    ("ada\r\nBcc: x@example.com", "line break"),
    ("ada\x00@example.com", "control"),
    ("ada@example\x7f.com", "control"),
    ("ada\x85@example.com", "control"),
    ("ada\u2028@example.com", "line break"),
    ('"ada\n"@example.com', "line break"),
    ("Shop <shop@example.com>", "plain address"),
    ('"Shop" <shop@example.com>', "plain address"),
    ('"Shop, Inc. @ home" <shop@example.com>', "plain address"),
    ("<shop@example.com>", "plain address"),
    ("shop@example.com>", "plain address"),
    ("a" * 65 + "@example.com", "64 octets"),
    ("ü" * 33 + "@example.com", "64 octets"),
    ("a@" + ".".join(["b" * 60, "c" * 60, "d" * 60, "e" * 60, "f" * 9]), "254 in all"),
]
MAIL = {"to_email": ["a@example.com"], "subject": "Hi", "body_html": "<p>", "channel": "news"}
CAMPAIGN = {"name": "n", "audience": "a"}
ACCOUNT = {"name": "n"}
SETUP = {"account_name": "n", "default_from_email": "a@example.com", "identity_value": "example.com"}
HYBRID = {
    "campaign_name": "n",
    "email_channel": "c",
    "contact_tags": ["t"],
    "subject": "s",
    "body_html": "b",
}
LTV = {"value": "1", "currency": "EUR"}
FIELDS: list[tuple[Any, dict[str, Any], str]] = [
    (ContactCreate, {}, "email"),
    (ContactUpdate, {}, "email"),
    (ContactUpdateLTV, LTV, "email"),
    (CampaignAddLTV, LTV, "contact_email"),
    (CampaignTestEmail, {}, "email_address"),
    (CampaignCreate, CAMPAIGN, "from_email"),
    (CampaignCreate, CAMPAIGN, "reply_to_email"),
    (CampaignUpdate, {}, "from_email"),
    (CampaignCreateEmail, HYBRID, "from_email"),
    (Email, MAIL, "from_email"),
    (Email, MAIL, "reply_to_email"),
    (EmailAccountCreate, ACCOUNT, "default_from_email"),
    (EmailAccountUpdate, {}, "default_reply_to_email"),
    (EmailAccountSetup, SETUP, "default_from_email"),
]


@pytest.mark.parametrize("value", GOOD)
def test_what_can_be_an_address_goes_out_as_given_and_the_sandbox_takes_it(value: str) -> None:
    assert check_address(value) == value
    assert is_email(value)


@pytest.mark.parametrize(("value", "why"), BAD)
def test_what_cannot_be_one_is_refused_and_the_error_says_why(value: str, why: str) -> None:
    with pytest.raises(ValueError, match=why) as caught:
        check_address(value)
    assert not value or value not in str(caught.value)


@given(st.text("abzABZ019.+_-!#'\"@ <>[]\\äß\n\u200d", max_size=20))
def test_the_sandbox_refuses_nothing_that_passes_here(value: str) -> None:
    try:
        check_address(value)
    except ValueError:
        return
    assert is_email(value)


@pytest.mark.parametrize(("cls", "rest", "field"), FIELDS)
def test_the_rule_is_the_same_wherever_an_address_is_taken(
    cls: Any, rest: dict[str, Any], field: str
) -> None:
    for address in GOOD:
        assert as_model(cls, {**rest, field: address}).to_wire()[field] == address
        assert cls(**{**rest, field: address}).to_wire()[field] == address
    for address, why in BAD[1:]:
        with pytest.raises(InvalidArgumentError, match=why) as caught:
            as_model(cls, {**rest, field: address})
        assert list(caught.value.field_errors) == [field]
        with pytest.raises(pydantic.ValidationError, match=why):
            cls(**{**rest, field: address})


def test_so_it_is_for_each_of_many_recipients() -> None:
    mail = as_model(Email, {**MAIL, "to_email": GOOD})
    assert mail.to_wire()["to_email"] == GOOD
    with pytest.raises(InvalidArgumentError, match=r"to_email\.1: .*plain address"):
        as_model(Email, {**MAIL, "to_email": ["a@example.com", "Shop <shop@example.com>"]})


def test_an_address_that_is_not_needed_may_be_blank() -> None:
    assert pydantic.TypeAdapter(EmailOrBlank).validate_python("") == ""


def test_the_json_schema_says_what_it_is() -> None:
    class Fields(BaseModel):
        address: EmailAddress

    assert Fields.model_json_schema()["properties"]["address"]["format"] == "email"
