"""What is sent: exactly what the caller said."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pydantic
import pytest

from konigle._core.models import Model, Payload, Value
from konigle.models.comm import (
    CampaignAddLTV,
    CampaignCreate,
    CampaignSchedule,
    CampaignUpdate,
    ContactCreate,
    ContactUpdate,
    EmailAccountSetup,
    EmailAccountUpdate,
    EmailChannelCreate,
    EmailResponse,
    EmailTemplateUpdate,
    MarketingConsent,
)

EMAIL = "ada@example.com"


class TestCreate:
    def test_only_what_was_set_is_sent(self) -> None:
        assert ContactCreate(email=EMAIL, tags=[]).to_wire() == {"email": EMAIL, "tags": []}

    def test_none_means_not_given(self) -> None:
        data = CampaignCreate(name="n", audience="a", scheduled_at=None, from_name=None)
        assert data.to_wire() == {"name": "n", "audience": "a"}

    def test_a_blank_optional_address_means_not_given(self) -> None:
        data = CampaignCreate(name="n", audience="a", from_email="", reply_to_email="", from_name="")
        assert data.to_wire() == {"name": "n", "audience": "a", "from_name": ""}

    def test_a_field_may_be_set_later(self) -> None:
        data = ContactCreate(email=EMAIL)
        data.first_name = "Ada"
        assert data.to_wire() == {"email": EMAIL, "first_name": "Ada"}

    def test_a_default_that_was_filled_in_place_is_sent(self) -> None:
        data = ContactCreate(email=EMAIL)
        data.tags.append("vip")
        data.marketing_consent.sms = False
        assert data.to_wire() == {"email": EMAIL, "tags": ["vip"], "marketing_consent": {"sms": False}}

    def test_a_default_that_was_only_looked_at_is_not(self) -> None:
        data = ContactCreate(email=EMAIL)
        assert (data.tags, data.marketing_consent.email) == ([], None)
        assert data.to_wire() == {"email": EMAIL}

    def test_reading_what_is_sent_twice_gives_the_same(self) -> None:
        data = ContactCreate(email=EMAIL, tags=["a"])
        assert data.to_wire() == data.to_wire()

    def test_a_field_can_be_left_out(self) -> None:
        assert ContactCreate(email=EMAIL, tags=["a"]).to_wire(leave_out={"tags"}) == {"email": EMAIL}

    @pytest.mark.parametrize(
        "fields", [{"emial": "x"}, {"email": "nobody"}, {}, {"email": EMAIL, "source": "hearsay"}]
    )
    def test_what_does_not_fit_is_refused(self, fields: dict[str, Any]) -> None:
        with pytest.raises(ValueError, match="ContactCreate"):
            ContactCreate(**fields)

    def test_so_is_an_assignment(self) -> None:
        data = ContactCreate(email=EMAIL)
        with pytest.raises(ValueError, match="email"):
            data.email = "nobody"
        with pytest.raises(ValueError, match="emial"):
            data.emial = "x"  # type: ignore[attr-defined]  # wrong on purpose
        assert data.to_wire() == {"email": EMAIL}


class TestUpdate:
    def test_nothing_set_is_nothing_sent(self) -> None:
        assert ContactUpdate().to_wire() == {}

    def test_an_explicit_none_clears(self) -> None:
        assert ContactUpdate(first_name=None).to_wire() == {"first_name": None}
        assert CampaignUpdate(scheduled_at=None, from_email=None).to_wire() == {
            "scheduled_at": None,
            "from_email": None,
        }

    def test_a_blank_clears(self) -> None:
        assert CampaignUpdate(from_email="").to_wire() == {"from_email": ""}
        assert EmailAccountUpdate(default_from_email="").to_wire() == {"default_from_email": ""}

    @pytest.mark.parametrize(
        ("model", "name"),
        [
            (ContactUpdate, "email"),
            (ContactUpdate, "tags"),
            (ContactUpdate, "marketing_consent"),
            (CampaignUpdate, "name"),
            (EmailTemplateUpdate, "code"),
        ],
    )
    def test_none_is_refused_where_nothing_can_be_cleared(self, model: Any, name: str) -> None:
        with pytest.raises(pydantic.ValidationError, match=name):
            model(**{name: None})
        empty = model()
        with pytest.raises(pydantic.ValidationError, match=name):
            setattr(empty, name, None)
        assert getattr(empty, name) is None
        assert empty.to_wire() == {}

    def test_consent_changes_one_channel_only(self) -> None:
        data = ContactUpdate(marketing_consent=MarketingConsent(sms=False))
        assert data.to_wire() == {"marketing_consent": {"sms": False}}

    def test_an_unknown_field_is_refused(self) -> None:
        with pytest.raises(pydantic.ValidationError, match="ltv"):
            ContactUpdate(ltv="1")  # type: ignore[call-arg]  # no such field


class TestValues:
    @pytest.mark.parametrize(
        ("amount", "text"), [(Decimal("1E+2"), "100"), ("99.99", "99.99"), (Decimal("0.10"), "0.10")]
    )
    def test_money_has_no_exponent(self, amount: Any, text: str) -> None:
        assert CampaignAddLTV(value=amount, currency="EUR").to_wire()["value"] == text

    @pytest.mark.parametrize("amount", ["0", "-1", "0.001", "NaN", "Infinity", "1" * 20])
    def test_money_that_is_no_amount_is_refused(self, amount: Any) -> None:
        with pytest.raises(pydantic.ValidationError):
            CampaignAddLTV(value=amount, currency="EUR")

    def test_a_time_keeps_its_offset(self) -> None:
        when = datetime(2030, 5, 1, 9, tzinfo=timezone(timedelta(hours=2)))
        sent = CampaignSchedule(scheduled_at=when).to_wire()["scheduled_at"]
        assert sent == "2030-05-01T09:00:00+02:00"
        assert datetime.fromisoformat(
            CampaignUpdate(scheduled_at=when.astimezone(UTC)).to_wire()["scheduled_at"]
        ) == (when)

    def test_a_time_without_zone_is_refused(self) -> None:
        with pytest.raises(pydantic.ValidationError, match="timezone"):
            CampaignUpdate(scheduled_at=datetime(2030, 5, 1, 9))  # noqa: DTZ001 - the point

    def test_an_enum_goes_out_as_its_text(self) -> None:
        data = EmailChannelCreate(code="News_1", channel_type="marketing")  # type: ignore[arg-type]  # text, to be converted
        assert data.to_wire() == {"code": "news_1", "channel_type": "marketing"}

    def test_the_name_of_an_account_has_two_names(self) -> None:
        for named in ({"name": "Shop"}, {"account_name": "Shop"}):
            data = EmailAccountSetup(
                **named, default_from_email="", default_reply_to_email="", identity_value="example.com"
            )
            assert data.to_wire() == {"account_name": "Shop", "identity_value": "example.com"}


class TestNested:
    def test_what_a_server_added_to_a_value_goes_back_to_it(self) -> None:
        consent = MarketingConsent.model_validate({"email": True, "fax": False}, extra="allow")
        consent.sms = False
        data = ContactUpdate(marketing_consent=consent)
        assert data.to_wire() == {"marketing_consent": {"email": True, "fax": False, "sms": False}}

    def test_a_misspelt_channel_is_refused(self) -> None:
        with pytest.raises(pydantic.ValidationError):
            MarketingConsent(emial=False)  # type: ignore[call-arg]  # no such field

    def test_it_keeps_it_whatever_else_changes(self) -> None:
        consent = MarketingConsent.model_validate({"fax": False}, extra="allow")
        consent.sms = False
        assert consent.model_extra == {"fax": False}

    def test_an_update_that_says_nothing_of_it_dumps(self) -> None:
        assert ContactUpdate().model_dump()["marketing_consent"] is None

    def test_a_value_without_additions_is_just_itself(self) -> None:
        class Pair(Value):
            left: int = 0
            right: int = 0

        assert Pair(left=1).to_wire() == {"left": 1}


class TestResponseToSend:
    @pytest.mark.parametrize(
        ("response", "message"),
        [
            ({"status": "queued", "message": "On its way"}, "On its way"),
            ({"status": "queued", "detail": "Accepted"}, "Accepted"),
            ({"status": "queued", "message": "", "detail": "Accepted"}, "Accepted"),
            ({"status": "queued", "message": "One", "detail": "Two"}, "One"),
        ],
    )
    def test_its_message_is_the_servers(self, response: dict[str, str], message: str) -> None:
        assert EmailResponse.model_validate(response).message == message

    @pytest.mark.parametrize("more", [{}, {"message": None}, {"detail": 5}])
    def test_or_a_sentence_made_of_the_status(self, more: dict[str, Any]) -> None:
        message = EmailResponse.model_validate({"status": "queued", **more}).message
        assert "queued" in message
        assert message.endswith(".")


class TestBuilding:
    def test_a_model_is_built_when_it_is_first_used(self) -> None:
        class Late(Model):
            __module__ = "konigle.late"
            number: int

        assert not Late.__pydantic_complete__
        assert Late(number="3").number == 3  # type: ignore[arg-type]  # text, to be converted
        assert Late.__pydantic_complete__
        assert Late.model_rebuild() is None
        assert Late.model_rebuild(force=True) is True

    def test_a_class_of_the_callers_is_built_where_it_is_written(self) -> None:
        class Own(Model):
            number: int

        assert Own.__pydantic_complete__

    def test_threads_that_build_at_once_do_not_disturb_each_other(self) -> None:
        script = (
            "import threading\n"
            "from konigle.models.comm import Campaign, CampaignPage\n"
            "gate, made = threading.Barrier(8), []\n"
            "def use():\n"
            "    gate.wait()\n"
            '    page = CampaignPage.model_validate_json(b\'{"count": 0, "payload": []}\')\n'
            "    made.append(page.payload)\n"
            "threads = [threading.Thread(target=use) for _ in range(8)]\n"
            "[thread.start() for thread in threads]\n"
            "[thread.join() for thread in threads]\n"
            "assert made == [[]] * 8, made\n"
        )
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")

    def test_a_payload_refuses_what_it_does_not_know(self) -> None:
        with pytest.raises(pydantic.ValidationError):
            Payload(anything=1)  # type: ignore[call-arg]  # no such field
