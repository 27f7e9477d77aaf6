"""Asks the person in front of the client before a campaign reaches its audience."""

import secrets
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from mcp import types
from mcp.server import ServerRequestContext
from mcp.shared.exceptions import MCPError

from konigle._operations import Operation
from konigle.mcp.toolbox import RefusedCall, tool_name

if TYPE_CHECKING:
    from konigle import AsyncClient

_NO_FIELDS: dict[str, Any] = {"type": "object", "properties": {}}  # to accept is to confirm
_KEY = "confirm"
_MOST_PENDING = 100
_ONE_PAGE = 200  # contacts with one tag; more are not counted one by one
_LONGEST_NAME = 60
Question = Callable[[], Awaitable[str]]
Context: TypeAlias = "ServerRequestContext[Any, Any]"


class Confirmations:
    """Questions to the user, in both ways that the protocol has for them.

    Up to the revision of 2025-11-25 the server sends a request of its own during the call. From 2026-07-28 on the call
    returns the question, and the client repeats the call with the reply; the token in between is known to this process
    only, and is good for one call with the same arguments.
    """

    def __init__(self) -> None:
        self._pending: dict[str, tuple[str, Mapping[str, Any], str]] = {}

    async def confirm(
        self, context: Context, params: types.CallToolRequestParams, question: Question
    ) -> types.InputRequiredResult | None:
        """Asks; returns None if the user confirmed, or the question that the client has to ask.

        Raises:
            RefusedCall: The client cannot ask, the user did not confirm, or what was confirmed has changed since.
        """
        arguments: Mapping[str, Any] = params.arguments or {}
        if params.request_state is not None:
            name, asked_for, asked = self._pending.pop(params.request_state, ("", {}, ""))
            if (name, asked_for) != (params.name, arguments):
                raise RefusedCall(
                    "This confirmation belongs to no open question. Call the tool again without it."
                )
            reply: Any = (params.input_responses or {}).get(_KEY)
        else:
            if not _can_ask(context):
                raise RefusedCall(
                    "This reaches an audience, so a person has to confirm it, and this client cannot ask (it does not "
                    "support elicitation). Use a client that can, or let the user do it in the program `konigle`."
                )
            asked = await question()
            if not context.session.can_send_request:
                return self._ask_by_result(params.name, arguments, asked)
            reply = await _ask(context, asked)
        if not isinstance(reply, types.ElicitResult) or reply.action != "accept":
            raise RefusedCall(
                "The user did not confirm it. Do not call it again unless the user asks for it."
            )
        if await question() != asked:
            raise RefusedCall(
                "The campaign or its audience changed while the user was asked. Call it again to ask again."
            )
        return None

    def _ask_by_result(
        self, name: str, arguments: Mapping[str, Any], asked: str
    ) -> types.InputRequiredResult:
        if len(self._pending) >= _MOST_PENDING:
            self._pending.clear()
        token = secrets.token_urlsafe()
        self._pending[token] = (name, arguments, asked)
        request = types.ElicitRequest(params=_form(asked))
        return types.InputRequiredResult(input_requests={_KEY: request}, request_state=token)


async def question_about(client: "AsyncClient", operation: Operation, arguments: Mapping[str, Any]) -> str:
    """The question before a call that sends mail to an audience: how many recipients, of which campaign.

    Raises:
        KonigleError: The campaign or its audience cannot be read.
    """
    campaign_id = arguments.get("campaign_id")
    campaign: Any = await client.campaigns.get(campaign_id) if campaign_id else None
    tags = arguments.get("contact_tags")
    audience_id = str(arguments.get("audience") or getattr(campaign, "audience", ""))
    name = arguments.get("campaign_name") or arguments.get("name") or getattr(campaign, "name", "")
    facts = [f"campaign {_shown(name)}", *([str(campaign_id)] if campaign_id else [])]
    if tags is None:
        audience = await client.audiences.get(audience_id)
        tags = audience.tags
        facts.append(f"audience {_shown(audience.name)}")
    execution: Any = getattr(campaign, "execution", None)
    if execution is not None and operation.method == "resume":
        left = execution.total_contacts - execution.total_sent - execution.total_failed
        number = _recipients(left)
    else:
        number = await _count(client, tags)
    if at := arguments.get("scheduled_at") or (operation.method == "schedule" and campaign.scheduled_at):
        facts.append(f"at {at}")
    return f"Send e-mail to {number}? {tool_name(operation)}: {', '.join(facts)}."


async def _count(client: "AsyncClient", tags: Iterable[str]) -> str:
    """The recipients, as far as one request for each tag shows them: contacts with one of the tags that accept mail."""
    wanted = sorted({tag.strip() for tag in tags} - {""})
    pages = [await client.contacts.list(tags=tag, page_size=_ONE_PAGE) for tag in wanted]
    if any(page.num_pages > 1 for page in pages):
        return f"at most {_recipients(sum(page.count for page in pages))}"
    consents = {one.id: one.marketing_consent for page in pages for one in page.payload}
    return _recipients(sum(one is None or one.email is not False for one in consents.values()))


def _recipients(number: int) -> str:
    return f"{number:,} recipient{'' if number == 1 else 's'}"


def _shown(name: object) -> str:
    """A name that somebody chose: cut, and without characters that are not printable."""
    return repr(str(name)[:_LONGEST_NAME])


def _can_ask(context: Context) -> bool:
    capabilities = context.session.client_capabilities
    found = capabilities.elicitation if capabilities is not None else None
    return found is not None and (found.form is not None or found.url is None)  # neither stands for forms


def _form(message: str) -> types.ElicitRequestFormParams:
    return types.ElicitRequestFormParams(message=message, requested_schema=_NO_FIELDS)


async def _ask(context: Context, message: str) -> types.ElicitResult | None:
    try:
        return await context.session.elicit_form(message, _NO_FIELDS, context.request_id)
    except (MCPError, ValueError):  # the client failed, or its reply does not fit the protocol
        return None
