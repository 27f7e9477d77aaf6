"""How each operation is called: the data it needs, and the facade call, the same for both clients."""

import itertools
from collections.abc import Callable
from typing import Any

import attrs

from konigle import Client

New = Callable[["Ground"], dict[str, Any]]
Prepare = Callable[["Ground"], dict[str, Any]]
Invoke = Callable[[Any, dict[str, Any], dict[str, Any]], Any]
SCHEDULE_AT = "2030-01-01T09:00:00+00:00"


class Ground:
    """A sandbox with what campaigns need, and a client that meets no faults."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self._numbers = itertools.count(1)
        self.channel = client.email_channels.create({"code": "chaos", "channel_type": "marketing"})
        self.template = client.email_templates.create(
            {"name": "Chaos", "code": "chaos", "subject": "Chaos", "body_html": "<p>Chaos</p>"}
        )
        self.audience = client.audiences.create({"name": "Chaos", "code": "chaos", "tags": ["chaos"]})
        self.contact = client.contacts.create({"email": "chaos@example.com", "tags": ["chaos"]})

    def unique(self) -> str:
        """A name nobody had before."""
        return f"n{next(self._numbers)}"

    def campaign(self, *actions: str) -> dict[str, Any]:
        """A new campaign after some actions; an hour for its one mail keeps it where it is."""
        made = self.client.campaigns.create({**self.campaign_data(), "name": self.unique()})
        for action in actions:
            getattr(self.client.campaigns, action)(made.id)
        return {"id": made.id}

    def campaign_data(self) -> dict[str, Any]:
        """Fields of a campaign."""
        return {
            "name": "Chaos",
            "audience": self.audience.id,
            "email_channel": self.channel.id,
            "email_template": self.template.id,
            "execution_duration_minutes": 60,
        }


@attrs.frozen
class Scenario:
    """One operation.

    Attributes:
        operation: The spec's operationId.
        prepare: Makes what the call needs, and its arguments.
        invoke: The facade call: takes a client, the arguments, and the call's options.
    """

    operation: str
    prepare: Prepare
    invoke: Invoke


def _manager_call(manager: str, method: str, *names: str) -> Invoke:
    def invoke(client: Any, arguments: dict[str, Any], options: dict[str, Any]) -> Any:
        bound = getattr(getattr(client, manager), method)
        return bound(*(arguments[name] for name in names), **options)

    return invoke


def _nothing(_: Ground) -> dict[str, Any]:
    return {}


def _crud(manager: str, noun: str, plural: str, new: New, change: dict[str, Any] | New) -> list[Scenario]:
    kept: dict[int, str] = {}

    def data(ground: Ground) -> dict[str, Any]:
        return change(ground) if callable(change) else change

    def fresh(ground: Ground) -> dict[str, Any]:
        return {"id": getattr(ground.client, manager).create(new(ground)).id, "data": data(ground)}

    def existing(ground: Ground) -> dict[str, Any]:
        if id(ground) not in kept:
            kept[id(ground)] = fresh(ground)["id"]
        return {"id": kept[id(ground)]}

    return [
        Scenario(f"list{plural}", _nothing, _manager_call(manager, "list")),
        Scenario(
            f"create{noun}", lambda ground: {"data": new(ground)}, _manager_call(manager, "create", "data")
        ),
        Scenario(f"get{noun}", existing, _manager_call(manager, "get", "id")),
        Scenario(f"update{noun}", fresh, _manager_call(manager, "update", "id", "data")),
        Scenario(f"delete{noun}", fresh, _manager_call(manager, "delete", "id")),
    ]


def _identity(ground: Ground) -> dict[str, Any]:
    made = ground.client.email_identities.create({"identity_value": f"{ground.unique()}.example.com"})
    return {"id": made.id, "domain": f"mail.{made.identity_value}"}


def _named(ground: Ground) -> dict[str, Any]:
    return {"name": ground.unique()}


def _coded(ground: Ground, **fields: Any) -> dict[str, Any]:
    name = ground.unique()
    return {"name": name, "code": name, **fields}


def _setup(ground: Ground) -> dict[str, Any]:
    name = ground.unique()
    data = {
        "account_name": name,
        "default_from_email": "a@example.com",
        "identity_value": f"{name}.example.com",
    }
    return {"data": data}


def _new_email_campaign(ground: Ground) -> dict[str, Any]:
    data = {"campaign_name": ground.unique(), "email_channel": "chaos", "contact_tags": ["chaos"]}
    return {"data": {**data, "subject": "Chaos", "body_html": "<p>Chaos</p>"}}


def _mail(ground: Ground) -> dict[str, Any]:
    data = {
        "to_email": ["one@example.com"],
        "subject": ground.unique(),
        "body_html": "<p>x</p>",
        "channel": "chaos",
    }
    return {"data": {**data, "from_email": "from@example.com", "attachments": [(b"\r\n--x\r\n", "a.bin")]}}


_LTV = {"value": "1.25", "currency": "USD"}

SCENARIOS: list[Scenario] = [
    *_crud(
        "audiences", "Audience", "Audiences", lambda g: _coded(g, tags=["chaos"]), {"description": "changed"}
    ),
    *_crud(
        "campaigns",
        "Campaign",
        "Campaigns",
        lambda g: {**g.campaign_data(), "name": g.unique()},
        {"name": "changed"},
    ),
    *_crud(
        "contacts",
        "Contact",
        "Contacts",
        lambda g: {"email": f"{g.unique()}@example.com"},
        {"first_name": "changed"},
    ),
    *_crud("email_accounts", "EmailAccount", "EmailAccounts", _named, {"name": "changed"}),
    *_crud(
        "email_channels",
        "EmailChannel",
        "EmailChannels",
        lambda g: {"code": g.unique(), "channel_type": "transactional"},
        lambda g: {"code": g.unique()},
    ),
    *_crud(
        "email_identities",
        "EmailIdentity",
        "EmailIdentities",
        lambda g: {"identity_value": f"{g.unique()}.example.com"},
        {"use_custom_mail_from": True},
    ),
    *_crud(
        "email_templates",
        "EmailTemplate",
        "EmailTemplates",
        lambda g: _coded(g, subject="Chaos", body_html="<p>Chaos</p>"),
        {"subject": "changed"},
    ),
    Scenario("startCampaign", lambda g: g.campaign(), _manager_call("campaigns", "start", "id")),
    Scenario("pauseCampaign", lambda g: g.campaign("start"), _manager_call("campaigns", "pause", "id")),
    Scenario(
        "resumeCampaign", lambda g: g.campaign("start", "pause"), _manager_call("campaigns", "resume", "id")
    ),
    Scenario("cancelCampaign", lambda g: g.campaign(), _manager_call("campaigns", "cancel", "id")),
    Scenario(
        "scheduleCampaign",
        lambda g: {**g.campaign(), "at": SCHEDULE_AT},
        _manager_call("campaigns", "schedule", "id", "at"),
    ),
    Scenario(
        "addCampaignLtv",
        lambda g: {**g.campaign(), "data": _LTV},
        _manager_call("campaigns", "add_ltv", "id", "data"),
    ),
    Scenario(
        "sendCampaignTestEmail",
        lambda g: {**g.campaign(), "to": "test@example.com"},
        _manager_call("campaigns", "send_test_email", "id", "to"),
    ),
    Scenario(
        "newEmailCampaign", _new_email_campaign, _manager_call("campaigns", "new_email_campaign", "data")
    ),
    Scenario(
        "updateContactLtv",
        lambda g: {"data": {**_LTV, "email": g.contact.email}},
        _manager_call("contacts", "update_ltv", "data"),
    ),
    Scenario("setupEmailAccount", _setup, _manager_call("email_accounts", "setup", "data")),
    Scenario("checkEmailAccountStatus", _nothing, _manager_call("email_accounts", "check_status")),
    Scenario(
        "setEngagementTracking",
        lambda g: {"id": g.channel.id, "on": True},
        _manager_call("email_channels", "set_engagement_tracking", "id", "on"),
    ),
    Scenario(
        "checkEmailIdentityStatus",
        _identity,
        _manager_call("email_identities", "check_verification_status", "id"),
    ),
    Scenario(
        "setupCustomMailFrom",
        _identity,
        _manager_call("email_identities", "setup_custom_mail_from", "id", "domain"),
    ),
    Scenario("sendEmail", _mail, _manager_call("emails", "send", "data")),
]
