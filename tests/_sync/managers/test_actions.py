# Derived from tests/_async/managers/test_actions.py by `python -m generator`; do not edit.
"""What can be done beside the five operations: path, body, and result of each."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, ClassVar

import pytest

from konigle import APIError, Client, InvalidArgumentError
from konigle.models import comm as models
from tests._sync.harness import ACCOUNT, CAMPAIGN, CHANNEL, CONTACT, IDENTITY, Server, reply

pytestmark = pytest.mark.anyio

NEW_CAMPAIGN = {
    "campaign_name": "Spring",
    "email_channel": "news",
    "contact_tags": ["vip"],
    "subject": "Hi",
    "body_html": "<p>",
}


class TestCampaigns:
    @pytest.mark.parametrize("action", ["start", "pause", "resume", "cancel"])
    def test_a_plain_action_sends_no_body(self, client: Client, server: Server, action: str) -> None:
        server.will(reply(200, {**CAMPAIGN, "status": "paused"}))
        campaign = getattr(client.campaigns, action)("k/1")
        assert server.seen == [f"POST /reachout/api/v1/campaigns/k%2F1/{action}"]
        assert server.bodies == [b""]
        assert type(campaign) is models.Campaign
        assert campaign.status == "paused"

    @pytest.mark.parametrize("action", ["start", "pause", "resume", "cancel", "schedule"])
    @pytest.mark.parametrize("status", [400, 409, 422, 403])
    def test_a_refusal_for_its_state_is_both_errors_at_once(
        self, client: Client, server: Server, action: str, status: int
    ) -> None:
        server.will(reply(status, {"detail": "Cannot in status completed."}))
        with pytest.raises(APIError, match="Cannot in status completed") as caught:
            getattr(client.campaigns, action)("k1")
        assert isinstance(caught.value, ValueError) is (status != 403)

    @pytest.mark.parametrize(
        ("when", "sent"),
        [
            ("2030-05-01T09:00:00+02:00", "2030-05-01T09:00:00+02:00"),
            ("2030-05-01T09:00:00Z", "2030-05-01T09:00:00Z"),
            (datetime(2030, 5, 1, 9, tzinfo=UTC), "2030-05-01T09:00:00Z"),
            (datetime(2030, 5, 1, 9, tzinfo=timezone(timedelta(hours=-5))), "2030-05-01T09:00:00-05:00"),
        ],
    )
    def test_schedule_takes_text_or_a_datetime(
        self, client: Client, server: Server, when: Any, sent: str
    ) -> None:
        server.will(reply(200, {**CAMPAIGN, "status": "scheduled", "scheduled_at": sent}))
        campaign = client.campaigns.schedule("k1", when)
        assert server.seen == ["POST /reachout/api/v1/campaigns/k1/schedule"]
        assert server.sent == {"scheduled_at": sent}
        assert campaign.scheduled_at == datetime.fromisoformat(sent)

    def test_schedule_with_none_keeps_the_time(self, client: Client, server: Server) -> None:
        server.will(reply(200, CAMPAIGN))
        client.campaigns.schedule("k1", None)
        client.campaigns.schedule("k1")
        assert server.bodies == [b"{}", b"{}"]

    @pytest.mark.parametrize(
        "when",
        ["2030-05-01T09:00:00", datetime(2030, 5, 1, 9), "2030-05-01T09:00"],  # noqa: DTZ001 - the point
    )
    def test_a_time_without_a_zone_is_an_error_that_says_so(
        self, client: Client, server: Server, when: Any
    ) -> None:
        with pytest.raises(ValueError, match=r"no time zone: add an offset .*Nothing was sent"):
            client.campaigns.schedule("k1", when)
        assert server.requests == []

    @pytest.mark.parametrize("when", ["soon", "", [], {}])
    def test_what_is_no_time_is_an_error_too(self, client: Client, server: Server, when: Any) -> None:
        with pytest.raises(InvalidArgumentError, match="scheduled_at"):
            client.campaigns.schedule("k1", when)
        assert server.requests == []

    @pytest.mark.parametrize(
        "data",
        [
            models.CampaignAddLTV(value=Decimal("1E+2"), currency="EUR", contact_email=""),
            {"value": 100, "currency": "EUR"},
            {"value": "100", "currency": "EUR", "contact_email": None},
        ],
    )
    def test_add_ltv(self, client: Client, server: Server, data: Any) -> None:
        server.will(reply(200, {**CAMPAIGN, "ltv": "199.99"}))
        campaign = client.campaigns.add_ltv("k1", data)
        assert server.seen == ["POST /reachout/api/v1/campaigns/k1/add-ltv"]
        assert server.sent == {"value": "100", "currency": "EUR"}
        assert campaign.ltv == Decimal("199.99")

    @pytest.mark.parametrize("value", ["0", "-5", "1.234"])
    def test_an_amount_that_is_none_is_refused(self, client: Client, server: Server, value: str) -> None:
        with pytest.raises(InvalidArgumentError, match="value"):
            client.campaigns.add_ltv("k1", {"value": value, "currency": "EUR"})
        assert server.requests == []

    @pytest.mark.parametrize("data", [NEW_CAMPAIGN, models.CampaignCreateEmail(**NEW_CAMPAIGN)])
    def test_new_email_campaign_gives_the_campaign(self, client: Client, server: Server, data: Any) -> None:
        server.will(reply(201, {"campaign": CAMPAIGN, "audience": {"id": "a1"}}))
        campaign = client.campaigns.new_email_campaign(data)
        assert server.seen == ["POST /reachout/api/v1/campaigns/new-email-campaign"]
        assert server.sent == NEW_CAMPAIGN
        assert (type(campaign), campaign.id) == (models.Campaign, "k1")
        server.will(reply(200, CAMPAIGN))
        campaign.reload()

    def test_send_test_email_gives_what_the_server_says(self, client: Client, server: Server) -> None:
        server.will(reply(200, {"sent": True, "to": 1}))
        assert client.campaigns.send_test_email("k1", "ada@example.com") == {"sent": True, "to": 1}
        assert server.seen == ["POST /reachout/api/v1/campaigns/k1/send-test-email"]
        assert server.sent == {"email_address": "ada@example.com"}

    def test_to_an_address_that_is_none_nothing_goes(self, client: Client, server: Server) -> None:
        with pytest.raises(InvalidArgumentError, match="email_address"):
            client.campaigns.send_test_email("k1", "ada")
        assert server.requests == []


class TestContacts:
    @pytest.mark.parametrize(
        "data",
        [
            models.ContactUpdateLTV(email="ada@example.com", value=Decimal("9.90"), currency="EUR"),
            {"email": "ada@example.com", "value": "9.90", "currency": "EUR"},
        ],
    )
    def test_update_ltv(self, client: Client, server: Server, data: Any) -> None:
        server.will(reply(200, {**CONTACT, "ltv": "20.00"}))
        contact = client.contacts.update_ltv(data)
        assert server.seen == ["POST /reachout/api/v1/contacts/update-ltv"]
        assert server.sent == {"email": "ada@example.com", "value": "9.90", "currency": "EUR"}
        assert contact.ltv == Decimal("20.00")


class TestAccounts:
    RESPONSE: ClassVar[dict[str, Any]] = {"account": ACCOUNT, "channels": [CHANNEL], "identity": IDENTITY}

    @pytest.mark.parametrize("name", ["name", "account_name"])
    @pytest.mark.parametrize("as_dict", [True, False])
    def test_setup_takes_both_names_and_leaves_out_blank_addresses(
        self, client: Client, server: Server, name: str, as_dict: bool
    ) -> None:
        server.will(reply(201, self.RESPONSE))
        data: Any = {
            name: "Marketing Account",
            "default_from_email": "",
            "default_reply_to_email": "",
            "identity_value": "example.com",
        }
        made = client.email_accounts.setup(data if as_dict else models.EmailAccountSetup(**data))
        assert server.seen == ["POST /reachout/api/v1/accounts/setup"]
        assert server.sent == {"account_name": "Marketing Account", "identity_value": "example.com"}
        assert set(made) == {"account", "channels", "identity"}

    def test_given_addresses_are_sent(self, client: Client, server: Server) -> None:
        server.will(reply(201, self.RESPONSE))
        client.email_accounts.setup(
            {"name": "n", "default_from_email": "a@example.com", "identity_value": "example.com"}
        )
        assert server.sent["default_from_email"] == "a@example.com"

    def test_each_part_belongs_to_its_own_manager(self, client: Client, server: Server) -> None:
        server.will(reply(201, self.RESPONSE))
        made = client.email_accounts.setup(
            {"name": "n", "default_from_email": "", "identity_value": "example.com"}
        )
        server.will(reply(204))
        for record in (made["account"], made["channels"][0], made["identity"]):
            record.delete()
        assert server.seen[1:] == [
            "DELETE /reachout/api/v1/accounts/e1",
            "DELETE /reachout/api/v1/channels/h1",
            "DELETE /reachout/api/v1/identities/i1",
        ]

    def test_check_status_gives_what_the_server_says(self, client: Client, server: Server) -> None:
        server.will(reply(200, {"can_send": True}))
        assert client.email_accounts.check_status() == {"can_send": True}
        assert server.seen == ["POST /reachout/api/v1/accounts/check-status"]


class TestChannelsAndIdentities:
    @pytest.mark.parametrize("enable", [True, False])
    def test_set_engagement_tracking(self, client: Client, server: Server, enable: bool) -> None:
        server.will(reply(200, {**CHANNEL, "enable_engagement_tracking": enable}))
        channel = client.email_channels.set_engagement_tracking("h1", enable)
        assert server.seen == ["POST /reachout/api/v1/channels/h1/set-engagement-tracking"]
        assert server.sent == {"enable": enable}
        assert channel.enable_engagement_tracking is enable

    def test_a_code_is_sent_in_lower_case(self, client: Client, server: Server) -> None:
        server.will(reply(201, CHANNEL))
        client.email_channels.create({"code": "News", "channel_type": "marketing"})
        assert server.sent["code"] == "news"

    def test_check_verification_status(self, client: Client, server: Server) -> None:
        server.will(reply(200, {**IDENTITY, "verified": True}))
        identity = client.email_identities.check_verification_status("i1")
        assert server.seen == ["POST /reachout/api/v1/identities/i1/check-status"]
        assert identity.verified is True

    def test_setup_custom_mail_from(self, client: Client, server: Server) -> None:
        records = [{"type": "MX", "name": "mail", "value": "10 feedback"}]
        server.will(reply(200, {**IDENTITY, "mail_from_records": records}))
        identity = client.email_identities.setup_custom_mail_from("i1", "mail.example.com")
        assert server.seen == ["POST /reachout/api/v1/identities/i1/setup-custom-mail-from"]
        assert server.sent == {"mail_from_domain": "mail.example.com"}
        assert identity.mail_from_records == records
