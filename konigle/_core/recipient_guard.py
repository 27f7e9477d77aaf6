"""Checks the recipients of e-mails against the allowlist."""

from collections.abc import Iterable
from typing import Any

from konigle._core.call import Call
from konigle.exceptions import InvalidArgumentError


def check_recipients(call: Call[Any], allowed: tuple[str, ...] | None) -> None:
    """Rejects e-mails to recipients outside the allowlist, and sends whose recipients the client cannot know.

    Raises:
        InvalidArgumentError: A recipient is not covered; nothing was sent.
    """
    recipients = call.operation.recipients
    if allowed is None or recipients is None:
        return
    if recipients.kind == "audience":
        if recipients.field and not call.sent_fields().get(recipients.field):
            return
        problem = "its recipients are an audience, which recipients_allowlist cannot check"
    elif recipients.kind == "unknown":
        problem = (
            "it is unknown whether it sends e-mail, and to whom, so recipients_allowlist cannot check it"
        )
    elif all(is_allowed(address, allowed) for address in _recipients(call, recipients.field)):
        return
    else:
        problem = "a recipient is not covered by recipients_allowlist"
    raise InvalidArgumentError(f"{call.operation}: {problem}; nothing was sent.", operation=call.operation.id)


def _recipients(call: Call[Any], field: str) -> Iterable[str]:
    body = call.body
    if body is None:
        return
    pairs = body.fields.items() if isinstance(body.fields, dict) else body.fields
    for name, value in pairs:
        if name == field:
            yield from [value] if isinstance(value, str) else value


def is_allowed(address: str, allowed: tuple[str, ...]) -> bool:
    """Whether an e-mail address, or its domain, is on the list."""
    address = address.strip().lower()
    return address in allowed or address.rpartition("@")[2] in allowed
