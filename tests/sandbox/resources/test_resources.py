"""Create, read, update and delete over all seven collections."""

from __future__ import annotations

from typing import Any

import pytest

from konigle.sandbox import Sandbox
from konigle.sandbox.spec import load_spec
from tests.contract.conformity import properties_of
from tests.spec.document import Json, operations

# The bodies of a create and of an update by the last segment of the path, for every resource that needs no other.
NEW: dict[str, tuple[Json, Json]] = {
    operation.path.rpartition("/")[2]: (
        operation.body_example(),
        operations()[f"update{operation.resource}"].body_example(),
    )
    for operation in operations().values()
    if operation.is_create and operation.resource != "Campaign"
}


def has(value: Any, part: Any) -> bool:
    """Whether a value holds what was sent; more may stand beside it."""
    if isinstance(part, dict):
        return all(name in value and has(value[name], one) for name, one in part.items())
    return bool(value == part)


@pytest.mark.parametrize("kind", NEW)
def test_a_resource_is_made_read_changed_and_deleted(sandbox: Sandbox, api: Any, kind: str) -> None:
    body, change = NEW[kind]
    made = api.ok("POST", f"/{kind}", body)
    path = f"/{kind}/{made['id']}"
    assert has(made, body)
    assert made["created_at"] == made["updated_at"] == "2026-01-01T00:00:00.000000Z"
    assert api.ok("GET", path) == made
    sandbox.clock.advance(1)
    changed = api.ok("PATCH", path, change)
    assert changed == {**made, **change, "updated_at": "2026-01-01T00:00:01.000000Z"}
    assert api.ok("GET", path) == changed
    assert api("DELETE", path).status_code == 204
    assert api.refused(404, "GET", path) == {"detail": "Not found."}
    assert api.refused(404, "DELETE", path) == {"detail": "Not found."}
    assert api.ok("GET", f"/{kind}")["count"] == 0


def test_identifiers_are_the_same_in_every_run_and_never_given_twice(api: Any) -> None:
    first, second = api.contact("a@people.example"), api.contact("b@people.example")
    assert (first["id"], second["id"]) == ("con_000001", "con_000002")
    api.ok("DELETE", "/contacts/con_000002")
    assert api.contact("c@people.example")["id"] == "con_000003"


def test_a_resource_has_every_field_of_the_spec_in_its_order(api: Any) -> None:
    contact = api.contact(tags=["b", "a"], source="lead")
    own, shared = (
        properties_of({"$ref": f"#/components/schemas/{name}"}) for name in ("Contact", "TimestampedResource")
    )
    first, *last = shared
    assert list(contact) == [first, *(name for name in own if name not in shared), *last]
    assert (contact["first_name"], contact["ltv"], contact["tags"]) == ("", None, ["b", "a"])


def test_consent_that_is_not_given_counts_as_given_in_a_create(api: Any) -> None:
    assert api.contact("a@people.example")["marketing_consent"] == {
        "email": True,
        "sms": True,
        "whatsapp": True,
    }
    consent = api.contact("b@people.example", marketing_consent={"sms": False})["marketing_consent"]
    assert consent == {"email": True, "sms": False, "whatsapp": True}


def test_an_update_of_consent_changes_only_the_keys_it_has(api: Any) -> None:
    contact = api.contact(marketing_consent={"sms": False})
    changed = api.ok("PATCH", f"/contacts/{contact['id']}", {"marketing_consent": {"email": False}})
    assert changed["marketing_consent"] == {"email": False, "sms": False, "whatsapp": True}


def test_null_clears_what_can_be_null_and_is_refused_elsewhere(api: Any) -> None:
    path = f"/contacts/{api.contact(first_name='Ann')['id']}"
    assert api.ok("PATCH", path, {"first_name": None})["first_name"] is None
    assert api.refused(400, "PATCH", path, {"email": None, "tags": None}) == {
        "email": ["This field may not be null."],
        "tags": ["This field may not be null."],
    }


@pytest.mark.parametrize(
    ("kind", "field", "first", "second"),
    [
        ("contacts", "email", "Ann@people.example", "ann@PEOPLE.example"),
        ("audiences", "code", "all", "all"),
        ("email-templates", "code", "Hello", "hello"),
        ("channels", "code", "News", "NEWS"),
        ("identities", "identity_value", "people.example", "People.Example"),
    ],
)
def test_what_must_be_unique_is_refused_the_second_time(
    api: Any, kind: str, field: str, first: str, second: str
) -> None:
    body = NEW[kind][0]
    made = api.ok("POST", f"/{kind}", {**body, field: first})
    refused = api.refused(400, "POST", f"/{kind}", {**body, field: second})
    assert list(refused) == [field]
    assert refused[field][0].endswith("already exists.")
    if kind != "identities":  # the value of an identity cannot be changed
        other = api.ok(
            "POST", f"/{kind}", {**body, field: "other@people.example" if kind == "contacts" else "other"}
        )
        assert list(api.refused(400, "PATCH", f"/{kind}/{other['id']}", {field: second})) == [field]
        assert api.ok("PATCH", f"/{kind}/{made['id']}", {field: second})["id"] == made["id"]


def test_a_value_is_free_again_after_a_delete(api: Any) -> None:
    api.ok("DELETE", f"/contacts/{api.contact()['id']}")
    assert api.contact()["id"] == "con_000002"


def test_an_audience_without_a_code_gets_one_from_its_name(api: Any) -> None:
    codes = [api.audience(["a"], name)["code"] for name in ("Spring Sale!", "spring sale", "日本", "x" * 255)]
    assert codes == ["spring-sale", "spring-sale-2", "audience", "x" * 90]


def test_a_channels_code_is_kept_in_lower_case(api: Any) -> None:
    channel = api.channel("News_1")
    assert channel["code"] == "news_1"
    assert api.ok("PATCH", f"/channels/{channel['id']}", {"code": "NEWS-2"})["code"] == "news-2"


def test_the_first_channel_template_or_identity_makes_an_account(api: Any) -> None:
    assert api.ok("GET", "/accounts")["count"] == 0
    channel, template = api.channel(), api.template()
    account = api.ok("GET", f"/accounts/{channel['account']}")
    assert template["account"] == account["id"]
    assert account["default_from_email"] == "sender@sandbox.example"


def test_what_is_new_belongs_to_the_newest_account(api: Any) -> None:
    api.ok("POST", "/accounts", {"name": "Old"})
    newest = api.ok("POST", "/accounts", {"name": "New"})
    assert api.channel()["account"] == newest["id"]


def test_times_are_returned_in_utc(api: Any) -> None:
    campaign = api.campaign(0, scheduled_at="2026-02-01T10:00:00+05:30", execution_duration_minutes=5.0)
    assert campaign["scheduled_at"] == "2026-02-01T04:30:00.000000Z"
    assert '"execution_duration_minutes":5,' in api("GET", f"/campaigns/{campaign['id']}").text


@pytest.mark.parametrize("field", ["audience", "email_channel", "email_template"])
def test_identifiers_must_point_somewhere(api: Any, field: str) -> None:
    campaign = api.campaign(0)
    response = {field: ['Invalid pk "nothing" - object does not exist.']}
    body = {"name": "N", "audience": campaign["audience"], field: "nothing"}
    assert api.refused(400, "POST", "/campaigns", body) == response
    assert api.refused(400, "PATCH", f"/campaigns/{campaign['id']}", {field: "nothing"}) == response


@pytest.mark.parametrize(
    ("kind", "field"), [("channels", "email_channel"), ("email-templates", "email_template")]
)
def test_a_draft_lets_go_of_a_deleted_channel_or_template(api: Any, kind: str, field: str) -> None:
    campaign = api.campaign(0)
    api.ok("DELETE", f"/{kind}/{campaign[field]}")
    assert api.read_campaign(campaign)[field] is None


@pytest.mark.parametrize(
    ("kind", "field"),
    [("channels", "email_channel"), ("email-templates", "email_template"), ("audiences", "audience")],
)
def test_what_a_campaign_on_its_way_needs_cannot_be_deleted(api: Any, kind: str, field: str) -> None:
    campaign = api.campaign(2, scheduled_at="2026-03-01T00:00:00Z")
    api.act(campaign, "schedule", {})
    path = f"/{kind}/{campaign[field]}"
    assert campaign["id"] in api.refused(409, "DELETE", path)["detail"]
    account = api.ok("GET", "/accounts")["payload"][0]
    assert "scheduled" in api.refused(409, "DELETE", f"/accounts/{account['id']}")["detail"]
    api.act(campaign, "cancel")
    api.ok("DELETE", path)


def test_a_draft_whose_audience_is_gone_cannot_start(api: Any) -> None:
    campaign = api.campaign(0)
    api.ok("DELETE", f"/audiences/{campaign['audience']}")
    assert api.refused(400, "POST", f"/campaigns/{campaign['id']}/start") == {
        "audience": ["It no longer exists."]
    }


def test_an_account_goes_with_all_that_hangs_from_it(api: Any) -> None:
    channel = api.channel()
    api.template()
    api.ok("POST", "/identities", {"identity_value": "people.example"})
    api.ok("DELETE", f"/accounts/{channel['account']}")
    assert {
        kind: api.ok("GET", f"/{kind}")["count"] for kind in ("channels", "email-templates", "identities")
    } == {
        "channels": 0,
        "email-templates": 0,
        "identities": 0,
    }


def test_an_account_leaves_others_things_alone(api: Any) -> None:
    channel = api.channel()
    other = api.ok("POST", "/accounts", {"name": "Other"})
    api.ok("DELETE", f"/accounts/{other['id']}")
    assert api.ok("GET", f"/channels/{channel['id']}") == channel


@pytest.mark.parametrize("kind", NEW)
def test_every_example_of_the_spec_is_accepted_as_a_body(api: Any, kind: str) -> None:
    spec = load_spec()
    location, body = spec.at(f"/paths/~1reachout~1api~1v1~1{kind}/post/requestBody")
    media = body["content"]["application/json"]
    examples = [media["example"]] if "example" in media else []
    examples += [
        spec.at(f"{location}/content/application~1json/examples/{name}")[1]["value"]
        for name in media.get("examples", ())
    ]
    examples += spec.keyword(f"{location}/content/application~1json/schema", "examples") or []
    assert examples
    for example in examples:
        api.ok("POST", f"/{kind}", example)
