"""What reaches an audience is confirmed by a person, in both ways that the protocol has."""

from collections.abc import Callable
from typing import Any

import pytest
from mcp import types

from konigle.mcp.toolbox import Access
from konigle.sandbox import Sandbox
from tests.mcp.conftest import LEGACY, MODERN, SEND, WRITE, Person, Session, connected

pytestmark = pytest.mark.anyio
both = pytest.mark.parametrize("mode", [LEGACY, MODERN])
LATER = "2027-01-01T09:00:00Z"


def status(sandbox: Sandbox, campaign: str = "cmp_000001") -> str:
    with sandbox.client() as client:
        return str(client.campaigns.get(campaign).status)


@both
async def test_a_start_that_is_confirmed_is_made(sandbox: Sandbox, mode: str) -> None:
    person = Person()
    async with connected(sandbox, SEND, person, mode) as call:
        started = await call("campaigns_start", campaign_id="cmp_000001", fields=["status"])
    assert started["result"] == {"status": "running"}
    (question,) = person.asked
    assert "2 recipients" in question  # the third contact does not accept mail
    assert "'Sale', cmp_000001, audience 'Readers'" in question


@both
@pytest.mark.parametrize("action", ["decline", "cancel"])
async def test_a_start_that_is_not_confirmed_is_refused(sandbox: Sandbox, mode: str, action: str) -> None:
    person = Person(action)
    async with connected(sandbox, SEND, person, mode) as call:
        error = await call.error("campaigns_start", campaign_id="cmp_000001")
    assert (error["type"], error["applied"], len(person.asked)) == ("refused", "no", 1)
    assert status(sandbox) == "draft"


@both
@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("campaigns_start", {}),
        ("campaigns_resume", {}),
        ("campaigns_schedule", {"scheduled_at": LATER}),
        ("campaigns_update", {"scheduled_at": LATER}),
    ],
)
async def test_a_client_that_cannot_ask_is_refused(
    sandbox: Sandbox, mode: str, tool: str, arguments: dict[str, Any]
) -> None:
    async with connected(sandbox, SEND, None, mode) as call:
        error = await call.error(tool, campaign_id="cmp_000001", **arguments)
    assert error["applied"] == "no"
    assert "elicitation" in error["message"]
    assert status(sandbox) == "draft"


@both
async def test_schedules_and_resumes_are_confirmed(sandbox: Sandbox, mode: str) -> None:
    person = Person()
    async with connected(sandbox, SEND, person, mode) as call:
        await call("campaigns_update", campaign_id="cmp_000001", execution_duration_minutes=10)
        assert person.asked == []
        await call("campaigns_schedule", campaign_id="cmp_000001", scheduled_at=LATER)
        assert LATER in person.asked[-1]
        assert "2 recipients" in person.asked[-1]
        await call("campaigns_start", campaign_id="cmp_000001")
        sandbox.clock.advance(6 * 60)
        await call("campaigns_pause", campaign_id="cmp_000001")
        await call("campaigns_resume", campaign_id="cmp_000001")
        assert "1 recipient?" in person.asked[-1]
        created = await call(
            "campaigns_new_email_campaign",
            campaign_name="New",
            email_channel="news",
            contact_tags=["readers"],
            subject="S",
            body_html="B",
            scheduled_at=LATER,
        )
        assert "'New'" in person.asked[-1]
        assert "2 recipients" in person.asked[-1]
        audience = created["result"]["audience"]
        again = await call("campaigns_create", name="Later", audience=audience, scheduled_at=LATER)
        assert "'Later', audience" in person.asked[-1]
        await call("campaigns_update", campaign_id=again["result"]["id"], scheduled_at=None)
        assert len(person.asked) == 5


async def test_the_list_of_recipients_is_lifted_for_the_confirmed_call_alone(sandbox: Sandbox) -> None:
    mail = {"subject": "Hello", "body_html": "<p>Hello</p>", "channel": "news"}
    async with connected(sandbox, Access(allowed=("ok.example",)), Person()) as call:
        await call("campaigns_start", campaign_id="cmp_000001")
        assert (await call.error("emails_send", to_email=["ada@example.com"], **mail))["applied"] == "no"


async def test_more_contacts_than_one_page_are_an_upper_bound(sandbox: Sandbox) -> None:
    sandbox.seed(
        {"contacts": [{"email": f"c{number}@example.com", "tags": ["readers"]} for number in range(200)]}
    )
    person = Person("decline")
    async with connected(sandbox, SEND, person) as call:
        await call.error("campaigns_start", campaign_id="cmp_000001")
    assert "at most 203 recipients" in person.asked[0]


async def test_a_contact_with_several_tags_counts_once(sandbox: Sandbox) -> None:
    sandbox.seed({"contacts": [{"email": "eve@example.com", "tags": ["readers", "vip"]}]})
    person = Person("decline")
    async with connected(sandbox, SEND, person) as call:
        await call("audiences_update", audience_id="aud_000001", tags=["vip", "readers", "nobody"])
        await call.error("campaigns_start", campaign_id="cmp_000001")
    assert "3 recipients" in person.asked[0]


async def test_an_audience_without_tags_has_no_recipients(sandbox: Sandbox) -> None:
    person = Person("decline")
    async with connected(sandbox, SEND, person) as call:
        await call("audiences_update", audience_id="aud_000001", tags=[])
        await call.error("campaigns_start", campaign_id="cmp_000001")
    assert "0 recipients" in person.asked[0]


class Meddler(Person):
    """A person who accepts after something else has changed the audience."""

    def __init__(self, change: Callable[[], Any]) -> None:
        super().__init__()
        self.change = change

    async def __call__(self, context: Any, params: Any) -> types.ElicitResult:
        self.change()
        return await super().__call__(context, params)


@both
async def test_what_changed_while_the_person_was_asked_is_refused(sandbox: Sandbox, mode: str) -> None:
    def change() -> None:
        sandbox.seed({"contacts": [{"email": "late@example.com", "tags": ["readers"]}]})

    async with connected(sandbox, SEND, Meddler(change), mode) as call:
        error = await call.error("campaigns_start", campaign_id="cmp_000001")
    assert "changed" in error["message"]
    assert status(sandbox) == "draft"


async def _question(call: Session, **arguments: Any) -> types.InputRequiredResult:
    result = await call.client.session.call_tool("campaigns_start", arguments, allow_input_required=True)
    assert isinstance(result, types.InputRequiredResult)
    return result


async def test_a_confirmation_is_good_for_one_call_with_the_same_arguments(sandbox: Sandbox) -> None:
    accepted = {"confirm": types.ElicitResult(action="accept", content={})}

    async with connected(sandbox, SEND, Person(), MODERN) as call:
        raw = call.client.session.call_tool
        for name, arguments, token in (
            ("campaigns_start", {"campaign_id": "cmp_000001"}, "made up"),
            ("campaigns_resume", {"campaign_id": "cmp_000001"}, None),
            ("campaigns_start", {"campaign_id": "cmp_000001", "fields": ["id"]}, None),
        ):
            state = token or (await _question(call, campaign_id="cmp_000001")).request_state
            result = await raw(
                name, arguments, input_responses=accepted, request_state=state, allow_input_required=True
            )
            assert isinstance(result, types.CallToolResult)
            assert result.is_error
            assert "no open question" in str(result.structured_content)
        state = (await _question(call, campaign_id="cmp_000001")).request_state
        result = await raw(
            "campaigns_start", {"campaign_id": "cmp_000001"}, request_state=state, allow_input_required=True
        )
        assert isinstance(result, types.CallToolResult)
        assert "did not confirm" in str(result.structured_content)  # there was no reply with it
        assert status(sandbox) == "draft"
        for _ in range(101):
            last = await _question(call, campaign_id="cmp_000001")
        result = await raw(
            "campaigns_start",
            {"campaign_id": "cmp_000001"},
            input_responses=accepted,
            request_state=last.request_state,
            allow_input_required=True,
        )
        assert not result.is_error
        assert status(sandbox) == "running"


async def test_a_client_whose_question_fails_is_refused(sandbox: Sandbox) -> None:
    class Broken(Person):
        async def __call__(self, context: Any, params: Any) -> Any:
            return types.ErrorData(code=-32000, message="no window")

    async with connected(sandbox, SEND, Broken()) as call:
        assert (await call.error("campaigns_start", campaign_id="cmp_000001"))["applied"] == "no"
    assert status(sandbox) == "draft"


async def test_a_time_is_not_offered_where_nothing_may_be_sent(sandbox: Sandbox) -> None:
    async with connected(sandbox, WRITE, Person()) as call:
        tools = await call.tools()
        assert "scheduled_at" not in tools["campaigns_create"].input_schema["properties"]
        assert not {"campaigns_start", "campaigns_resume", "campaigns_schedule", "emails_send"} & tools.keys()
        assert {"campaigns_pause", "campaigns_cancel"} <= tools.keys()
