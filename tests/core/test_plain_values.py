"""Values that stand for plain ones, and values that stand for none."""

import _pydecimal
import io
from collections import UserString
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from unittest.mock import MagicMock

import pydantic
import pytest

from konigle import ClientConfig, InvalidArgumentError
from konigle._bulk.results import check_concurrency
from konigle._core.body import as_model, check_headers
from konigle._core.call import Call, Operation
from konigle._core.decoding import decode_empty
from konigle._core.plain_values import is_missing, plain, without_missing
from konigle._core.schema_types.fields import TagFilter
from konigle.models.comm import (
    CampaignUpdate,
    ContactCreate,
    ContactUpdate,
    ContactUpdateLTV,
    MarketingConsent,
)
from tests.lookalikes import MISSING, NAN, Array, Bare, Lazy, Modern, Number, OtherDecimal, Scalar, Tag

OPERATION = Operation("getContact", "GET", "/contacts/{contact_id}", "safe")


@pytest.mark.parametrize(
    ("value", "made"),
    [
        (Tag.VIP, "vip"),
        (Modern.VIP, "vip"),
        (Bare.VIP, "vip"),
        (Number.TWO, 2),
        (Scalar("i", 5), 5),
        (Scalar("b", True), True),
        (Scalar("f", 19.989999771118164, "19.99"), 19.99),
        (
            Scalar("M", 1893456000123456789, "2030-01-01T00:00:00.123456789"),
            datetime(2030, 1, 1, 0, 0, 0, 123456),  # noqa: DTZ001 - NumPy's times have no zone
        ),
        (Array("a", Tag.VIP), ["a", "vip"]),
        (Lazy("Hello"), "Hello"),
        (UserString("Hello"), "Hello"),
        (OtherDecimal(), Decimal("19.95")),
        (_pydecimal.Decimal("1.50"), Decimal("1.50")),
        ({Tag.VIP: [Tag.VIP, (Lazy("x"),)]}, {"vip": ["vip", ("x",)]}),
    ],
)
def test_a_value_becomes_the_plain_one_it_stands_for(value: Any, made: Any) -> None:
    assert repr(plain(value)) == repr(made)  # equal is not enough: Tag.VIP == "vip"


@pytest.mark.parametrize(
    "value",
    [
        Scalar("M", 60, "2030"),
        object(),
        io.BytesIO(b"x"),
        MagicMock(),
        str,
        b"x",
        datetime(2030, 1, 1, tzinfo=UTC),
        NAN,
    ],
)
def test_anything_else_stays_the_object_it_is(value: Any) -> None:
    assert plain(value) is value
    assert plain([value])[0] is value


def test_what_holds_itself_is_left_to_the_checks() -> None:
    loop: list[Any] = []
    loop.append(loop)
    assert plain(loop) is loop
    with pytest.raises(InvalidArgumentError, match="tags"):
        as_model(ContactCreate, {"email": "ada@example.com", "tags": loop})


class TestWhereTheyWork:
    def test_in_the_fields_of_a_model(self) -> None:
        contact = ContactCreate(
            email=Lazy("ada@example.com"),
            first_name=Lazy("Ada"),
            country=Bare.VIP,
            source=Tag.LEAD,
            tags=Array(Tag.VIP, Lazy("x")),
            marketing_consent=MarketingConsent(email=Scalar("b", False)),
        )
        assert contact.to_wire() == {
            "email": "ada@example.com",
            "first_name": "Ada",
            "country": "vip",
            "source": "lead",
            "tags": ["vip", "x"],
            "marketing_consent": {"email": False},
        }
        assert type(contact.source) is str

    def test_in_what_is_assigned_or_put_in_later(self) -> None:
        contact = ContactUpdate()
        contact.first_name = Lazy("Ada")  # type: ignore[assignment]  # what people pass
        contact.tags = ["a"]
        contact.tags.append(Lazy("b"))  # type: ignore[arg-type]  # what people pass
        assert as_model(ContactUpdate, contact).to_wire() == {"first_name": "Ada", "tags": ["a", "b"]}

    def test_in_dicts(self) -> None:
        given = {"email": Lazy("ada@example.com"), "value": Scalar("i", 3), "currency": Lazy("EUR")}
        made = as_model(ContactUpdateLTV, given)
        assert made.to_wire() == {"email": "ada@example.com", "value": "3", "currency": "EUR"}
        minutes = as_model(CampaignUpdate, {"execution_duration_minutes": Number.FIFTY})
        assert type(minutes.execution_duration_minutes) is int

    def test_in_amounts(self) -> None:
        for value, text in ((Scalar("f", 19.989999771118164, "19.99"), "19.99"), (OtherDecimal(), "19.95")):
            made = ContactUpdateLTV(email="ada@example.com", value=value, currency="EUR")
            assert made.to_wire()["value"] == text

    @pytest.mark.parametrize("tags", [[Tag.VIP, "x"], (Modern.VIP, Lazy("x")), [Bare.VIP, "x"]])
    def test_in_filters_of_tags(self, tags: Any) -> None:
        assert pydantic.TypeAdapter(TagFilter).validate_python(tags) == "vip,x"

    @pytest.mark.parametrize("tag", [None, object(), NAN, True, b"x"])
    def test_no_other_object_is_made_the_text_of_a_tag(self, tag: Any) -> None:
        with pytest.raises(pydantic.ValidationError, match="a tag must be a string"):
            pydantic.TypeAdapter(TagFilter).validate_python(["a", tag])

    @pytest.mark.parametrize("id_", [Tag.VIP, Modern.VIP, Bare.VIP, Lazy("vip")])
    def test_in_ids(self, id_: Any) -> None:
        call = Call(OPERATION, decode_empty, {"contact_id": id_})
        assert call.path == "/contacts/vip"
        assert repr(call.sent_fields()) == "{'id': 'vip'}"

    def test_an_id_that_is_missing_is_refused(self) -> None:
        for id_ in MISSING:
            with pytest.raises(InvalidArgumentError, match="must be a string"):
                Call(OPERATION, decode_empty, {"contact_id": id_})

    def test_in_a_query(self) -> None:
        call = Call(OPERATION, decode_empty, {"contact_id": "c1"}, {"q": Tag.VIP, "page": Scalar("i", 2)})  # type: ignore[dict-item]  # what people pass
        assert call.query_strings() == {"q": "vip", "page": "2"}

    def test_in_headers(self) -> None:
        headers = check_headers("op", {Lazy("X-Trace"): Tag.VIP, "X-Other": Lazy("x")})  # type: ignore[dict-item]  # what people pass
        assert repr(headers) == "{'x-trace': 'vip', 'x-other': 'x'}"

    def test_in_settings(self) -> None:
        key: Any = Tag.VIP
        made = ClientConfig(
            api_key=key,
            base_url=Lazy("https://api.example.com"),  # type: ignore[arg-type]  # what people pass
            timeout=Scalar("i", 5),  # type: ignore[arg-type]  # what people pass
            retry_count=Number.TWO,
            auth_prefix=Tag.VIP,
            recipients_allowlist=[Lazy("Ada@example.com"), Tag.VIP],  # type: ignore[list-item]  # what people pass
        )
        assert f"{made.auth_prefix} {made.key().reveal()}" == "vip vip"
        assert (made.base_url, made.timeout, made.retry_count) == ("https://api.example.com", 5, 2)
        assert made.recipients_allowlist == ("ada@example.com", "vip")

    def test_in_a_concurrency(self) -> None:
        assert repr(check_concurrency(Number.TWO, 0)) == repr(check_concurrency(Scalar("i", 2), 0)) == "2"


class TestMissing:
    @pytest.mark.parametrize("value", [*MISSING, Decimal("NaN"), Decimal("sNaN")])
    def test_some_values_stand_for_none(self, value: Any) -> None:
        assert is_missing(value)

    @pytest.mark.parametrize("value", [None, "", 0, "NaN", [], Array(NAN), object(), MagicMock(), Decimal(0)])
    def test_others_do_not(self, value: Any) -> None:
        assert not is_missing(value)

    def test_of_a_row_they_are_left_out(self) -> None:
        row = {"a": NAN, "b": {"c": NAN, "d": 1}, "e": None}
        assert without_missing(row) == {"b": {"d": 1}, "e": None}

    @pytest.mark.parametrize("value", MISSING)
    @pytest.mark.parametrize("field", ["first_name", "source", "tags", "marketing_consent", "email"])
    def test_alone_they_are_an_error_that_says_what_to_do(self, value: Any, field: str) -> None:
        for cls in (ContactCreate, ContactUpdate):
            with pytest.raises(InvalidArgumentError, match="leave the field out") as caught:
                as_model(cls, {"email": "ada@example.com", field: value})
            assert list(caught.value.field_errors) == [field]

    @pytest.mark.parametrize("value", MISSING)
    def test_nor_are_they_a_time_or_an_amount(self, value: Any) -> None:
        with pytest.raises(InvalidArgumentError, match="leave the field out"):
            as_model(CampaignUpdate, {"scheduled_at": value})
        with pytest.raises(InvalidArgumentError, match="leave the field out"):
            as_model(ContactUpdateLTV, {"email": "a@example.com", "value": value, "currency": "EUR"})
