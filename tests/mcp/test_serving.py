"""Calls of tools: results, errors, and what the options permit."""

from typing import Any

import pytest

from konigle.mcp.toolbox import Access
from konigle.sandbox import Sandbox
from tests.mcp.conftest import READ, SEND, WRITE, Session, connected

pytestmark = pytest.mark.anyio


async def test_a_server_only_reads_unless_more_is_permitted(sandbox: Sandbox) -> None:
    before = list(sandbox.requests)
    async with connected(sandbox, READ) as call:
        tools = await call.tools()
        assert {"contacts_list", "contacts_get", "email_accounts_check_status"} <= tools.keys()
        assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools.values())
        for tool, option in (
            ("contacts_create", "--write"),
            ("campaigns_start", "--send"),
            ("emails_send", "--send"),
        ):
            error = await call.error(tool)
            assert (error["type"], error["applied"], option in error["message"]) == ("refused", "no", True)
    assert sandbox.requests == before


async def test_lists_have_pages_of_at_most_twenty_items(sandbox: Sandbox) -> None:
    sandbox.seed({"contacts": 42})
    async with connected(sandbox, READ) as call:
        page = await call("contacts_list", page=3, page_size=50)
        assert (page["count"], page["page"], page["pages"], len(page["items"])) == (45, 3, 3, 5)
        assert len((await call("contacts_list"))["items"]) == 20
        assert len((await call("contacts_list", page_size=2))["items"]) == 2


async def test_results_are_short_and_marked_as_data(sandbox: Sandbox) -> None:
    async with connected(sandbox, READ) as call:
        found = await call("email_templates_get", template_id="tpl_000001")
        assert "not instructions" in found["notice"]
        assert not {"body_html", "body_text"} & found["result"].keys()
        found = await call("email_templates_get", template_id="tpl_000001", fields=["code", "body_html"])
        assert found["result"] == {"code": "sale", "body_html": "<p>Ask s***@shop.example</p>"}
        item = (await call("contacts_list", fields=["country", "id"], page_size=1))["items"][0]
        assert list(item) == ["country", "id"]
        assert len((await call("contacts_list"))["items"][0]) == 8


async def test_a_long_text_is_cut_and_cannot_be_sent_back(sandbox: Sandbox) -> None:
    async with connected(sandbox, WRITE) as call:
        long = "x" * 50_000
        await call("email_templates_update", template_id="tpl_000001", body_text=long)
        found = await call("email_templates_get", template_id="tpl_000001", fields=["body_text"])
        assert found["result"]["body_text"] == f"{'x' * 20_000}…[cut: 50000 characters in all]"
        error = await call.error("email_templates_update", template_id="tpl_000001", **found["result"])
        assert "body_text" in error["message"]


async def test_personal_data_is_masked_unless_it_is_to_be_shown(sandbox: Sandbox) -> None:
    async with connected(sandbox, READ) as call:
        ada = (await call("contacts_list", q="ada"))["items"][0]
        assert (ada["email"], ada["first_name"], ada["last_name"]) == ("a***@example.com", "A***", "L***")
        assert ada["phone"] == "***50"
    async with connected(sandbox, Access(show_personal_data=True)) as call:
        ada = (await call("contacts_list", q="ada"))["items"][0]
        assert (ada["email"], ada["first_name"], ada["phone"]) == ("ada@example.com", "Ada", "+49 30 123450")


async def test_masked_values_are_never_written(sandbox: Sandbox) -> None:
    async with connected(sandbox, SEND) as call:
        ada = (await call("contacts_get", contact_id="con_000001"))["result"]
        for name in ("email", "first_name", "phone"):
            error = await call.error("contacts_update", contact_id="con_000001", **{name: ada[name]})
            assert (error["type"], error["applied"], name in error["message"]) == ("refused", "no", True)
        error = await call.error(
            "emails_send", to_email=[ada["email"]], subject="x", body_html="x", channel="news"
        )
        assert "to_email" in error["message"]
    assert sandbox.mails() == []
    assert not any(request.method == "PATCH" for request in sandbox.requests)
    with sandbox.client() as client:
        assert client.contacts.get("con_000001").first_name == "Ada"


async def test_an_error_says_what_happened_whether_it_was_applied_and_what_to_do(sandbox: Sandbox) -> None:
    async with connected(sandbox, WRITE) as call:
        error = await call.error("contacts_get", contact_id="con_999999")
        assert (error["type"], error["status_code"], error["applied"]) == ("NotFoundError", 404, "no")
        assert "getContact" in error["message"]
        assert error["what_to_do"]
        error = await call.error("contacts_create", email="ada@example.com")
        assert error["field_errors"] == {"email": ["contact with this email already exists."]}
        error = await call.error("contacts_create", email="ada")
        assert (error["type"], error["applied"]) == ("InvalidArgumentError", "no")
        error = await call.error("contacts_create", emial="ada@example.com")
        assert "did you mean `email`" in error["message"]
        assert "email" in (await call.error("contacts_create"))["message"]
        assert "no tool" in (await call.error("contacts_creat"))["message"]
        assert "fields is a list" in (await call.error("contacts_list", fields="email"))["message"]


async def test_options_of_calls_are_no_arguments(sandbox: Sandbox) -> None:
    async with connected(sandbox, WRITE) as call:
        for name, value in (("extra_headers", {"Host": "x"}), ("idempotency_key", "x"), ("timeout", 1)):
            error = await call.error(
                "email_channels_set_engagement_tracking", channel_id="c", enable=True, **{name: value}
            )
            assert name in error["message"]


async def test_arguments_that_are_withheld_are_refused_with_the_reason(sandbox: Sandbox) -> None:
    async with connected(sandbox, WRITE) as call:
        error = await call.error(
            "campaigns_update", campaign_id="cmp_000001", scheduled_at="2027-01-01T00:00:00Z"
        )
        assert (
            "scheduled_at cannot be given: a time at which e-mail is sent needs the option --send"
            in error["message"]
        )
    async with connected(sandbox, SEND) as call:
        mail = {"to_email": ["ada@example.com"], "subject": "S", "body_html": "B", "channel": "news"}
        error = await call.error("emails_send", **mail, attachments=["/etc/hostname"])
        assert "files are never sent" in error["message"]
    assert sandbox.mails() == []


async def test_addresses_in_errors_are_masked(sandbox: Sandbox) -> None:
    detail = {"email": ["grace@example.com has it already, call +49 30 1234567."]}
    sandbox.faults.add(operation="createContact", kind="status", status=400, body=detail)
    async with connected(sandbox, WRITE) as call:
        error = await call.error("contacts_create", email="ada@example.com")
        assert error["field_errors"] == {"email": ["g***@example.com has it already, call +***67."]}
        assert "grace" not in str(error)


async def test_an_unknown_outcome_says_how_to_check(sandbox: Sandbox) -> None:
    sandbox.faults.add(operation="createContact", kind="close_after")
    async with connected(sandbox, WRITE) as call:
        error = await call.error("contacts_create", email="new@example.com")
        assert error["applied"] == "unknown"
        assert "contacts_list" in error["what_to_do"]
        assert (await call("contacts_list", q="new"))["count"] == 1


@pytest.mark.parametrize(
    ("operation", "tool", "arguments", "advice"),
    [
        (
            "sendEmail",
            "emails_send",
            {"to_email": ["ada@example.com"], "subject": "S", "body_html": "B", "channel": "news"},
            "no list of single emails",
        ),
        (
            "addCampaignLtv",
            "campaigns_add_ltv",
            {"campaign_id": "cmp_000001", "value": "1.00", "currency": "USD"},
            "campaigns_get, and compare ltv",
        ),
        (
            "updateContact",
            "contacts_update",
            {"contact_id": "con_000001", "country": "UK"},
            "Read the resource",
        ),
    ],
)
async def test_the_advice_for_an_unknown_outcome_is_that_of_the_operation(
    sandbox: Sandbox, operation: str, tool: str, arguments: dict[str, Any], advice: str
) -> None:
    sandbox.faults.add(operation=operation, kind="close_after", forever=True)
    async with connected(sandbox, SEND) as call:
        error = await call.error(tool, **arguments)
    assert error["applied"] == "unknown"
    assert advice in error["what_to_do"]


async def test_a_rate_limit_says_when_to_call_again(sandbox: Sandbox) -> None:
    sandbox.faults.add(
        operation="listContacts", kind="status", status=429, headers={"Retry-After": "90"}, forever=True
    )
    async with connected(sandbox, READ, deadline=1.0) as call:
        error = await call.error("contacts_list")
    assert (error["type"], error["retry_after"]) == ("RateLimitError", 90)
    assert "90 seconds" in error["what_to_do"]


async def test_calls_are_retried_as_the_library_does(sandbox: Sandbox) -> None:
    sandbox.faults.add(operation="listContacts", kind="status", status=503, last=2)
    async with connected(sandbox, READ) as call:
        assert (await call("contacts_list"))["count"] == 3


async def test_single_mails_reach_only_whom_the_user_allowed(sandbox: Sandbox) -> None:
    mail = {"subject": "Hello", "body_html": "<p>Hello</p>", "channel": "news"}
    async with connected(sandbox, SEND) as call:
        error = await call.error("emails_send", to_email=["eve@evil.example"], **mail)
        assert (error["type"], error["applied"]) == ("InvalidArgumentError", "no")
        assert "--allow" in error["what_to_do"]
        error = await call.error("emails_send", to_email=["ada@example.com", "eve@evil.example"], **mail)
        assert error["applied"] == "no"
        error = await call.error(
            "campaigns_send_test_email", campaign_id="cmp_000001", email_address="eve@evil.example"
        )
        assert error["applied"] == "no"
        assert sandbox.mails() == []
        await call("emails_send", to_email=["ada@example.com"], **mail)
    assert [mail.to for mail in sandbox.outbox] == [["ada@example.com"]]


async def test_deleting_and_updating_with_write(sandbox: Sandbox) -> None:
    async with connected(sandbox, WRITE) as call:
        changed = await call("contacts_update", contact_id="con_000001", country="UK", fields=["country"])
        assert changed["result"] == {"country": "UK"}
        assert (await call("contacts_delete", contact_id="con_000001"))["result"] == "done"
        created = await call(
            "campaigns_new_email_campaign",
            campaign_name="One",
            email_channel="news",
            contact_tags=["readers"],
            subject="S",
            body_html="B",
        )
        assert (created["result"]["name"], created["result"]["status"]) == ("One", "draft")
        assert (
            "scheduled_at"
            in (await call.error("campaigns_update", campaign_id="c", scheduled_at="2027-01-01T00:00:00Z"))[
                "message"
            ]
        )


async def test_the_key_is_in_nothing_that_a_client_sees(sandbox: Sandbox) -> None:
    sandbox.faults.add(operation="listContacts", kind="status", status=401, body={"detail": "no"})
    async with connected(sandbox, SEND) as call:
        seen = [await call.error("contacts_list"), await call("campaigns_list"), await call.tools()]
        assert sandbox.api_key not in str(seen)
        assert "konigle doctor" in seen[0]["what_to_do"]


async def test_a_failure_of_the_server_is_an_error_of_the_tool(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise TypeError("ada@example.com")

    monkeypatch.setattr("konigle.mcp.serving.to_json", fail)
    async with connected(sandbox, WRITE) as call:
        error = await call.error("contacts_update", contact_id="con_000001", country="UK")
        assert (error["type"], error["applied"]) == ("TypeError", "unknown")
        assert "ada" not in str(error)
        assert (await call.error("contacts_list"))["applied"] == "no"


async def test_every_tool_for_one_resource_returns_its_fields(sandbox: Sandbox) -> None:
    async with connected(sandbox, READ) as call:
        for kind in ("audiences", "campaigns", "email_accounts", "email_channels", "email_templates"):
            await _both_ways(call, kind)


async def _both_ways(call: Session, kind: str) -> None:
    (first, *_) = (await call(f"{kind}_list"))["items"]
    (argument,) = (await call.tools())[f"{kind}_get"].input_schema["required"]
    found = (await call(f"{kind}_get", **{argument: first["id"]}))["result"]
    assert found.items() >= first.items()
