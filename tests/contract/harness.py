"""A little world for the operations to work on, made over plain HTTP without the SDK."""

from dataclasses import dataclass, field
from typing import Any

import httpx

from konigle.sandbox import Sandbox
from tests.spec.document import Json, document

BUYER = "buyer@world.example"
CHANNEL_CODE = "world-channel"
PREFIX = "/reachout/api/v1"
ACCOUNT = {"name": "Harness", "default_from_email": "from@world.example", "default_from_name": "Harness"}
TEMPLATE = {"name": "Harness", "code": "world-template", "subject": "Harness", "body_html": "<p>World</p>"}
CONTACT = {"email": BUYER, "first_name": "Bo", "source": "purchase", "tags": ["world"]}
# Path parameter, resource, path of the collection, what to create.
RESOURCES: tuple[tuple[str, str, str, Json], ...] = (
    ("channel_id", "EmailChannel", "/channels", {"code": CHANNEL_CODE, "channel_type": "marketing"}),
    ("identity_id", "EmailIdentity", "/identities", {"identity_value": "world.example"}),
    ("template_id", "EmailTemplate", "/email-templates", TEMPLATE),
    (
        "audience_id",
        "Audience",
        "/audiences",
        {"name": "Harness", "code": "world-audience", "tags": ["world"]},
    ),
    ("contact_id", "Contact", "/contacts", CONTACT),
)


@dataclass
class Harness:
    """Identifiers of what there is.

    Attributes:
        ids: By the name of the path parameter that takes them (`contact_id`); `campaign_id` is a draft.
        campaigns: By state.
        spares: One resource of each kind that nothing needs, by the operation that deletes it.
    """

    ids: dict[str, str] = field(default_factory=dict)
    campaigns: dict[str, str] = field(default_factory=dict)
    spares: dict[str, str] = field(default_factory=dict)

    def with_real_ids(self, value: Any) -> Any:
        """A copy of an example with the identifiers the spec made up replaced by those of resources that exist."""
        return _replaced(value, self._stand_ins())

    def with_real_names(self, value: Any) -> Any:
        """The same with the spec's buyer and channels replaced too, for actions that must find them."""
        names = {"maria@example.com": BUYER, "marketing": CHANNEL_CODE, "receipts": CHANNEL_CODE}
        return _replaced(value, {**self._stand_ins(), **names})

    def _stand_ins(self) -> dict[str, str]:
        examples = document()["components"]["examples"]
        return {
            examples["Audience"]["value"]["id"]: self.ids["audience_id"],
            examples["EmailChannel"]["value"]["id"]: self.ids["channel_id"],
            examples["EmailTemplate"]["value"]["id"]: self.ids["template_id"],
        }


def _replaced(value: Any, stand_ins: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {name: _replaced(item, stand_ins) for name, item in value.items()}
    if isinstance(value, list):
        return [_replaced(item, stand_ins) for item in value]
    return stand_ins.get(value, value) if isinstance(value, str) else value


def build_harness(sandbox: Sandbox) -> Harness:
    """Fills an empty sandbox with one resource of each kind, and campaigns in every state that has actions."""
    harness = Harness()
    # There is no TLS on loopback; without verify=False every client would load the certificates first.
    with httpx.Client(
        base_url=sandbox.url + PREFIX,
        headers={"Authorization": f"Token {sandbox.api_key}"},
        verify=False,
        timeout=60,
    ) as http:

        def post(path: str, body: Json | None = None) -> Json:
            response = http.post(path, json=body)
            assert response.is_success, response.text
            result: Json = response.json()
            return result

        # The newest account is the one that new channels belong to, so the spare one comes first.
        harness.spares["deleteEmailAccount"] = post("/accounts", {"name": "Spare"})["id"]
        harness.ids["account_id"] = post("/accounts", ACCOUNT)["id"]
        for name, resource, path, body in RESOURCES:
            harness.ids[name] = post(path, body)["id"]
            harness.spares[f"delete{resource}"] = post(path, _spare(body))["id"]
        for state in ("draft", "scheduled", "running", "paused"):
            harness.campaigns[state] = _campaign(post, harness, state)
        harness.ids["campaign_id"] = harness.spares["deleteCampaign"] = harness.campaigns["draft"]
    return harness


def _spare(body: Json) -> Json:
    """The same with another value where it must be unique."""
    unique = {"code", "identity_value", "email"}
    return {name: f"spare-{value}" if name in unique else value for name, value in body.items()}


def _campaign(post: Any, harness: Harness, state: str) -> str:
    names = {"email_channel": "channel_id", "email_template": "template_id", "audience": "audience_id"}
    parts = {name: harness.ids[parameter] for name, parameter in names.items()}
    # An hour for one mail: under a manual clock the campaign stays in its state.
    made: str = post("/campaigns", {"name": state, "execution_duration_minutes": 60, **parts})["id"]
    if state == "scheduled":
        post(f"/campaigns/{made}/schedule", {"scheduled_at": "2030-01-01T00:00:00Z"})
    if state in {"running", "paused"}:
        post(f"/campaigns/{made}/start")
    if state == "paused":
        post(f"/campaigns/{made}/pause")
    return made
