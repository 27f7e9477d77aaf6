"""The tools: which operations are offered, their definitions, and checks of their arguments."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, cast

from mcp import types

from konigle._operations import Manager, Operation
from konigle._suggestions import did_you_mean
from konigle.mcp.input_schemas import MOST_ITEMS, input_schema
from konigle.mcp.personal_data import masked_fields

_REPLAY = {
    "safe": "",
    "settled": "A repeated call changes nothing more.",
    "once": "A repeated call applies twice: if the outcome is unknown, check before you repeat it.",
}


class Access(NamedTuple):
    """What the person who started the server permits.

    Attributes:
        write: Whether data may be changed.
        allowed: E-mail addresses and domains that single mails may be sent to; None if nothing may be sent.
        show_personal_data: Whether results show personal data.
    """

    write: bool = False
    allowed: tuple[str, ...] | None = None
    show_personal_data: bool = False


class RefusedCall(Exception):  # noqa: N818 - a call that was not made
    """A call that the server did not make; the message says why, and what to do."""


def tool_name(operation: Operation) -> str:
    """The name of the tool, such as `contacts_list`."""
    return f"{operation.manager}_{operation.method}"


def offered(managers: Iterable[Manager], access: Access) -> dict[str, Operation]:
    """The operations that may be called, by the names of their tools.

    Files are left out, since a model could be made to send any file of this machine; and where nothing may be sent, so is
    the time at which a campaign would start.
    """
    found: dict[str, Operation] = {}
    for operation in (one for manager in managers for one in manager.operations):
        if missing_option(operation, access):
            continue
        without = None if access.allowed is not None else _sending_field(operation)
        kept = [one for one in operation.parameters if one.source != "file" and one.name != without]
        found[tool_name(operation)] = operation._replace(parameters=tuple(kept))
    return found


def missing_option(operation: Operation, access: Access) -> str:
    """The option of `konigle mcp` that an operation needs and that was not given; empty if there is none."""
    if not operation.is_write:
        return ""
    if operation.recipients and not _sending_field(operation):
        return "" if access.allowed is not None else "--send"
    return "" if access.write else "--write"


def asks_first(operation: Operation, arguments: Mapping[str, Any]) -> bool:
    """Whether the call sends mail to an audience, so that a person has to confirm it."""
    return operation.recipients.get("kind") == "audience" and operation.sends_mail(arguments)


def definition(operation: Operation) -> types.Tool:
    """The definition of a tool; its annotations follow from the replay class and from whether mail is sent."""
    facts = operation.facts
    replay = facts["replay"]
    texts = [facts["description"] or facts["summary"], _REPLAY[replay], _sending(operation)]
    return types.Tool(
        name=tool_name(operation),
        title=facts["summary"],
        description=" ".join(filter(None, texts)),
        input_schema=input_schema(operation),
        annotations=types.ToolAnnotations(
            read_only_hint=not operation.is_write,
            destructive_hint=replay == "settled" or _may_send(operation),
            idempotent_hint=replay != "once",
        ),
    )


def check_arguments(
    operation: Operation, given: Mapping[str, Any]
) -> tuple[dict[str, Any], list[str] | None]:
    """The arguments for the operation, and the fields of the result that are chosen.

    Raises:
        RefusedCall: One is unknown, missing, or a masked value.
    """
    arguments = dict(given)
    fields: Any = arguments.pop("fields", None) if operation.columns else None
    known = {one.name for one in operation.parameters}
    if unknown := sorted(arguments.keys() - known):
        names = ", ".join(f"{name!r}{did_you_mean(name, known)}" for name in unknown)
        raise RefusedCall(
            f"There is no argument {names}. The arguments are: {', '.join(sorted(known)) or 'none'}."
        )
    if missing := [
        one.name for one in operation.parameters if one.required and arguments.get(one.name) is None
    ]:
        raise RefusedCall(f"Required, but not given: {', '.join(missing)}.")
    if masked := masked_fields(arguments):
        raise RefusedCall(
            f"Masked or cut, so not the real value: {', '.join(dict.fromkeys(masked))}. Leave it out, ask the user for "
            "the value, or ask the user to start the server with --show-personal-data."
        )
    columns = [one.name for one in operation.columns]
    chosen = cast("list[Any]", fields) if isinstance(fields, list) else []
    if fields is not None and (not isinstance(fields, list) or any(one not in columns for one in chosen)):
        raise RefusedCall(f"fields is a list of some of: {', '.join(columns)}.")
    size = arguments.get("page_size", MOST_ITEMS) if operation.is_list else None
    if isinstance(size, int):
        arguments["page_size"] = min(size, MOST_ITEMS)
    return arguments, chosen or None


def _sending_field(operation: Operation) -> str | None:
    """The field that makes mail go out, of an operation that changes data in any case."""
    return operation.recipients.get("field") if operation.recipients.get("kind") == "audience" else None


def _may_send(operation: Operation) -> bool:
    field = _sending_field(operation)
    return bool(operation.recipients) and (
        not field or any(one.name == field for one in operation.parameters)
    )


def _sending(operation: Operation) -> str:
    if not _may_send(operation):
        return ""
    if operation.recipients["kind"] == "addresses":
        return "Sends e-mail to recipients that the user allowed when the server was started; others are rejected."
    field = _sending_field(operation)
    return f"Sends e-mail to an audience{f' if {field} is given' if field else ''}: the user is asked to confirm it."
