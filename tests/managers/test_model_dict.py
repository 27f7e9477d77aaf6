"""`model_to_dict`: what a model would send, as a dict."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import BaseModel

from konigle import InvalidArgumentError
from konigle.managers.comm import model_to_dict
from konigle.models.comm import (
    CampaignAddLTV,
    CampaignCreate,
    ContactCreate,
    ContactUpdate,
    Email,
    MarketingConsent,
)


def test_none_and_unset_fields_are_left_out() -> None:
    data = ContactCreate(email="ada@example.com", first_name=None, last_name="")
    assert model_to_dict(data) == {"email": "ada@example.com", "last_name": ""}


def test_no_consent_is_invented() -> None:
    data = ContactCreate(email="ada@example.com", marketing_consent=MarketingConsent(email=False))
    assert model_to_dict(data)["marketing_consent"] == {"email": False}


def test_none_is_left_out_of_an_update_too() -> None:
    assert model_to_dict(ContactUpdate(first_name=None, last_name="L")) == {"last_name": "L"}


def test_values_are_as_in_json() -> None:
    assert model_to_dict(CampaignAddLTV(value=Decimal("1E+2"), currency="EUR")) == {
        "value": "100",
        "currency": "EUR",
    }
    when = datetime(2030, 1, 1, tzinfo=UTC)
    data = CampaignCreate(name="n", audience="a", scheduled_at=when)
    assert model_to_dict(data)["scheduled_at"] == "2030-01-01T00:00:00Z"


def test_files_become_tuples_for_multipart_encoders(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"1,2")
    mail = Email(
        to_email=["ada@example.com"],
        subject="s",
        body_html="b",
        channel="c",
        attachments=[tmp_path / "a.csv", (b"x", "b.txt")],
    )
    made = model_to_dict(mail)
    assert made["attachments"] == [("a.csv", b"1,2", "text/csv"), ("b.txt", b"x", "text/plain")]
    assert made["to_email"] == ["ada@example.com"]


def test_a_file_that_cannot_be_read_is_an_error_of_ours(tmp_path: Path) -> None:
    mail = Email(
        to_email=["ada@example.com"], subject="s", body_html="b", channel="c", attachments=[tmp_path / "no"]
    )
    with pytest.raises(InvalidArgumentError, match="could not be read"):
        model_to_dict(mail)


def test_any_pydantic_model_will_do() -> None:
    class Mine(BaseModel):
        given: int
        when: datetime | None = None
        other: int = 5

    assert model_to_dict(Mine(given=1, when=None)) == {"given": 1}
