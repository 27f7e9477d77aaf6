"""Decoding responses: valid values are typed, invalid ones stay raw, nothing is lost, warnings are rare."""

import json
import logging
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from typing import Any

import pydantic
import pytest

from konigle._core import drift
from konigle._core.decoding import (
    UnreadableResponseError,
    decode_empty,
    decode_item,
    decode_items,
    decode_model,
    decode_object,
    decode_tolerant,
    synthesize,
)
from konigle._core.models import ResponseModel
from konigle.models import comm
from konigle.models.comm import (
    Campaign,
    CampaignExecution,
    Contact,
    ContactPage,
    EmailChannel,
    EmailChannelType,
    MarketingConsent,
)

BODY = {
    "id": "c1",
    "email": "ada@example.com",
    "created_at": "2026-01-01T10:00:00+02:00",
    "updated_at": "2026-01-02T00:00:00Z",
}


@pytest.fixture(autouse=True)
def _nothing_reported_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drift, "_reported", set())


def contact(**more: Any) -> Contact:
    return decode_model(Contact, json.dumps(BODY | more).encode())


def warnings_in(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


class TestWhatFits:
    def test_it_is_typed(self) -> None:
        record = contact(ltv="99.90", tags=["a"], marketing_consent={"email": False})
        assert record.updated_at == datetime(2026, 1, 2, tzinfo=UTC)
        assert record.ltv == Decimal("99.90")
        assert isinstance(record.marketing_consent, MarketingConsent)

    def test_a_number_as_id_reads_as_text(self) -> None:
        assert contact(id=7).id == "7"

    def test_a_date_alone_is_a_time(self) -> None:
        assert contact(last_purchased_at="2026-03-04").last_purchased_at == datetime(2026, 3, 4)  # noqa: DTZ001 - no offset, as it was sent

    def test_an_address_this_library_would_refuse_to_send_is_read(self) -> None:
        assert contact(email="root@localhost").email == "root@localhost"

    def test_missing_optional_fields_are_unknown(self) -> None:
        record = contact()
        assert (record.first_name, record.tags, record.source) == (None, None, None)
        assert record.model_fields_set == {"id", "email", "created_at", "updated_at"}

    def test_fields_of_a_newer_server_are_kept_and_go_out_again(self) -> None:
        record = contact(loyalty={"tier": 3}, marketing_consent={"email": True, "fax": False})
        assert record.loyalty == {"tier": 3}  # type: ignore[attr-defined]  # kept from the response
        dumped = record.model_dump(mode="json", exclude_unset=True)
        assert dumped["loyalty"] == {"tier": 3}
        assert dumped["marketing_consent"] == {"email": True, "fax": False}
        assert record.marketing_consent.fax is False  # type: ignore[attr-defined]  # kept from the response

    def test_nothing_is_warned_of(self, caplog: pytest.LogCaptureFixture) -> None:
        contact(loyalty=1)
        assert warnings_in(caplog) == []


class TestWhatDoesNot:
    @pytest.mark.parametrize(
        ("name", "raw"),
        [
            ("source", "hearsay"),
            ("created_at", "soon"),
            ("ltv", "a lot"),
            ("tags", "vip"),
            ("tags", {"a": 1}),
            ("first_name", ["Ada"]),
            ("first_name", "x" * 101),
            ("marketing_consent", "yes"),
            ("email", None),
            ("id", None),
            ("ltv_currency", "euro"),
        ],
    )
    def test_its_raw_value_is_kept_and_all_others_stay_typed(self, name: str, raw: Any) -> None:
        record = contact(**{"last_name": "Lovelace", "extra": 1, name: raw})
        assert getattr(record, name) == raw
        assert record.last_name == "Lovelace"
        assert record.updated_at == datetime(2026, 1, 2, tzinfo=UTC)
        assert record.extra == 1  # type: ignore[attr-defined]  # kept from the response
        assert name in record.model_fields_set
        assert not record.is_dirty

    def test_a_record_with_an_odd_value_can_be_changed_and_tracked(self) -> None:
        record = contact(source="hearsay", tags=["a"])
        record.tags.append("b")
        assert record.dirty_fields == {"tags"}
        record.source = "lead"
        assert record.dirty_fields == {"tags", "source"}

    def test_an_unknown_kind_of_an_enum_class_comes_as_text(self) -> None:
        body = {"id": "h1", "code": "n", "account": "a", "channel_type": "pigeon", "status": "active"}
        channel = decode_model(EmailChannel, json.dumps(BODY | body).encode())
        assert channel.channel_type == "pigeon"
        known = decode_model(EmailChannel, json.dumps(BODY | body | {"channel_type": "marketing"}).encode())
        assert known.channel_type is EmailChannelType.MARKETING

    def test_a_missing_required_field_reads_as_none(self) -> None:
        record = decode_model(Contact, b'{"id": "c1"}')
        assert (record.id, record.email, record.created_at) == ("c1", None, None)
        assert "email" not in record.model_fields_set

    def test_the_parts_inside_are_read_as_far_as_they_go(self) -> None:
        body = BODY | {
            "name": "n",
            "audience": "a",
            "execution": {"status": "napping", "total_sent": "5", "started_at": "2026-01-01", "extra": 1},
        }
        run = decode_model(Campaign, json.dumps(body).encode()).execution
        assert isinstance(run, CampaignExecution)
        assert (run.status, run.total_sent, run.extra) == ("napping", 5, 1)  # type: ignore[attr-defined]  # kept from the response
        assert run.started_at == datetime(2026, 1, 1)  # noqa: DTZ001 - no offset, as it was sent

    def test_one_odd_item_costs_neither_the_page_nor_the_others(self) -> None:
        items = [BODY, BODY | {"source": "hearsay", "id": "c2"}, "odd", None, 5, BODY | {"id": 3}]
        page = decode_model(ContactPage, json.dumps({"count": 6, "next": None, "payload": items}).encode())
        assert page.payload is not None
        good = [item for item in page.payload if isinstance(item, Contact)]
        assert [item.id for item in good] == ["c1", "c2", "3"]
        assert good[1].source == "hearsay"
        assert [item for item in page.payload if not isinstance(item, Contact)] == ["odd", None, 5]
        assert (page.count, page.next) == (6, None)

    def test_half_a_character_does_not_cost_the_response(self) -> None:
        record = decode_model(Contact, json.dumps(BODY).encode()[:-1] + rb', "first_name": "\ud800"}')
        assert record.email == "ada@example.com"
        assert record.first_name == "\ud800"


class TestWhatIsNoResponse:
    @pytest.mark.parametrize(
        ("content", "why"),
        [
            (b"", "is empty"),
            (b"  \n", "is empty"),
            (b"<html>", "is not JSON"),
            (b'{"id": ', "is not JSON"),
            (b"\xff\xfe", "is not JSON"),
            (b"[" * 100_000, "is not JSON"),
            (b"[]", "a JSON list"),
            (b'"text"', "a JSON string"),
            (b"5", "a JSON number"),
            (b"1.5", "a JSON number"),
            (b"true", "a JSON boolean"),
            (b"null", "a JSON null"),
        ],
    )
    def test_it_is_unreadable_and_the_reason_shows_none_of_it(self, content: bytes, why: str) -> None:
        for read in (partial(decode_model, Contact), decode_object):
            if content.strip() or read is not decode_object:
                with pytest.raises(UnreadableResponseError, match=why):
                    read(content)

    def test_a_free_form_object_may_be_empty(self) -> None:
        assert decode_object(b"") == {}
        assert decode_object(b'{"a": {"b": 1}}') == {"a": {"b": 1}}

    @pytest.mark.parametrize("content", [b"", b" ", b"{}", b'{"deleted": true}', b"null"])
    def test_where_nothing_is_awaited_json_is_passed_over(self, content: bytes) -> None:
        assert decode_empty(content) is None  # type: ignore[func-returns-value]  # what is tested

    def test_but_the_page_of_a_proxy_is_not(self) -> None:
        with pytest.raises(UnreadableResponseError, match="is not JSON"):
            decode_empty(b"<html>")


class TestWarnings:
    def test_there_is_one_for_each_model_and_field(self, caplog: pytest.LogCaptureFixture) -> None:
        for _ in range(3):
            contact(source="hearsay", ltv="a lot")
        said = warnings_in(caplog)
        assert len(said) == 2
        assert said[0].startswith("Contact.source does not have the documented type")
        assert said[1].startswith("Contact.ltv")

    def test_it_shows_no_value(self, caplog: pytest.LogCaptureFixture) -> None:
        contact(source="ada@example.com")
        assert "ada@" not in caplog.text

    def test_a_missing_field_is_reported_as_such(self, caplog: pytest.LogCaptureFixture) -> None:
        decode_model(Contact, b'{"id": "c1", "created_at": "2026-01-01", "updated_at": "2026-01-01"}')
        assert warnings_in(caplog) == [
            "Contact.email is missing from the response; it is None. Check for a newer version of this SDK."
        ]

    def test_without_a_listener_nothing_is_printed(
        self, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(logging.getLogger(), "handlers", [])
        contact(source="hearsay")
        assert capfd.readouterr() == ("", "")

    def test_and_a_listener_who_comes_later_is_warned(
        self, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(logging.getLogger(), "handlers", [])
            contact(source="hearsay")
        contact(source="hearsay")
        assert len(warnings_in(caplog)) == 1


class TestStandIn:
    def test_it_is_made_of_what_was_sent(self, caplog: pytest.LogCaptureFixture) -> None:
        record = synthesize(partial(decode_model, Contact), {"id": "c1", "first_name": "Ada"})
        assert isinstance(record, Contact)
        assert (record.id, record.first_name, record.email) == ("c1", "Ada", None)
        assert warnings_in(caplog) == []

    def test_for_free_form_responses_it_is_empty(self) -> None:
        assert synthesize(decode_object, {"id": "c1"}) == {}
        assert synthesize(decode_empty, {}) is None


class TestItems:
    def test_an_object_becomes_a_model(self) -> None:
        assert isinstance(decode_item(Contact, BODY), Contact)
        assert decode_item(Contact, BODY | {"source": "odd"}).source == "odd"

    def test_anything_else_stays(self) -> None:
        assert decode_item(Contact, "odd") == "odd"

    @pytest.mark.parametrize("odd", ["odd", None, 5, BODY | {"source": "hearsay"}], ids=type)
    def test_an_array_is_read_as_far_as_each_of_its_items_goes(self, odd: Any) -> None:
        extra = BODY | {"id": "c2", "loyalty": 3}
        first, other, last = decode_items(Contact, json.dumps([BODY, odd, extra]).encode())
        assert isinstance(first, Contact)
        assert getattr(other, "source", other) == (odd["source"] if isinstance(odd, dict) else odd)
        assert (type(last), last.id, last.loyalty) == (Contact, "c2", 3)
        assert last.updated_at == datetime(2026, 1, 2, tzinfo=UTC)
        assert last.model_fields_set == set(extra)

    @pytest.mark.parametrize(("content", "why"), [(b"{}", "no list"), (b"5", "no list"), (b"[1", "not JSON")])
    def test_what_is_no_array_is_unreadable(self, content: bytes, why: str) -> None:
        with pytest.raises(UnreadableResponseError, match=why):
            decode_items(Contact, content)


def test_a_model_without_room_for_extras_keeps_them_anyway() -> None:
    consent = decode_tolerant(MarketingConsent, {"email": "maybe", "fax": True, "telex": 1})
    assert (consent.email, consent.sms) == ("maybe", None)
    assert consent.model_extra == {"fax": True, "telex": 1}


def test_a_stand_in_claims_no_consent_and_no_state() -> None:
    contact = synthesize(partial(decode_model, Contact), {"email": "ada@example.com"})
    assert (contact.email, contact.marketing_consent, contact.ltv_currency) == ("ada@example.com", None, None)


RESPONSES = [
    cls
    for name in comm.__all__
    if isinstance(cls := getattr(comm, name), type) and issubclass(cls, ResponseModel) and cls.model_fields
]


@pytest.mark.parametrize("cls", RESPONSES, ids=lambda cls: cls.__name__)
def test_no_field_of_a_response_is_filled_in(cls: type[ResponseModel]) -> None:
    """Whichever way it is read, and in whatever it holds."""
    required = {name for name, field in cls.model_fields.items() if field.is_required()}
    for record in (
        cls.model_validate_json("{}") if not required else cls.model_construct(),
        decode_model(cls, b"{}"),
        decode_tolerant(cls, {}),
        synthesize(partial(decode_model, cls), {}),
    ):
        said = {name: vars(record).get(name) for name in cls.model_fields}
        assert said == dict.fromkeys(cls.model_fields)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, (None, None, None)),
        ({"email": True}, (True, None, None)),
        ({"sms": False, "fax": True}, (None, False, None)),
        ({"email": False, "whatsapp": None}, (False, None, None)),
        ({"email": "perhaps", "sms": True}, ("perhaps", True, None)),
    ],
)
def test_a_channel_that_a_response_leaves_out_is_unknown_and_is_not_sent_back(body: Any, said: Any) -> None:
    consent = contact(marketing_consent=body).marketing_consent
    assert consent is not None
    assert (consent.email, consent.sms, consent.whatsapp) == said
    known = {name: value for name, value in body.items() if value is not None}
    assert consent.model_dump(exclude_unset=True, warnings=False) == known


def test_of_a_consent_that_was_sent_nothing_more_is_claimed() -> None:
    made = synthesize(partial(decode_model, Contact), {"marketing_consent": {"email": True}})
    assert made.marketing_consent.model_dump() == {"email": True, "sms": None, "whatsapp": None}
    assert MarketingConsent(email=False).sms is None
    for nothing in ({"sms": None}, {"email": "perhaps"}):
        with pytest.raises(pydantic.ValidationError):
            MarketingConsent.model_validate(nothing)
