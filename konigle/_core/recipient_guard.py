"""Checks the recipients of e-mails against the allowlist."""

from collections.abc import Iterable
from typing import Any

from konigle._core.call import Call
from konigle.exceptions import InvalidArgumentError

_RECIPIENT_FIELDS = {"sendEmail": "to_email", "sendCampaignTestEmail": "email_address"}
# only the server knows these recipients; a scheduled campaign starts automatically
_TO_AN_AUDIENCE = frozenset({"startCampaign", "resumeCampaign", "scheduleCampaign"})
_SCHEDULING = frozenset({"createCampaign", "updateCampaign", "newEmailCampaign"})


def check_recipients(call: Call[Any], allowed: tuple[str, ...] | None) -> None:
    """Rejects e-mails to recipients outside the allowlist, and sends whose recipients the client cannot know.

    Raises:
        InvalidArgumentError: A recipient is not covered; nothing was sent.
    """
    if allowed is None:
        return
    operation = call.operation.id
    known = call.sent_fields() if call.operation.is_write else {}
    if operation in _TO_AN_AUDIENCE or (operation in _SCHEDULING and known.get("scheduled_at")):
        problem = "its recipients are an audience, which recipients_allowlist cannot check"
    elif operation in _RECIPIENT_FIELDS and not all(
        is_allowed(address, allowed) for address in _recipients(call, _RECIPIENT_FIELDS[operation])
    ):
        problem = "a recipient is not covered by recipients_allowlist"
    else:
        return
    raise InvalidArgumentError(f"{call.operation}: {problem}; nothing was sent.", operation=operation)


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
