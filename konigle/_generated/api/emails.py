# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Single emails, sent immediately."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from konigle._core.body import json_or_form
from konigle._core.call import Call, Operation, Recipients
from konigle._core.decoding import decode_model
from konigle._generated.models.email import Email
from konigle._generated.models.email_response import EmailResponse

_SEND_EMAIL = Operation(
    "sendEmail",
    "POST",
    "/reachout/api/v1/send-email",
    "once",
    recipients=Recipients("addresses", "to_email"),
    recovery="The API keeps no list of single emails: ask the recipient",
)

__all__ = [
    "send_email",
]


def send_email(body: Email | Mapping[str, Any]) -> Call[EmailResponse]:
    """Send an email.

    Sends one email, as JSON, or as a form if it has files. Each call sends an email, so a repeated call sends
    it twice.

    Args:
        body: An email to send, without files.

    Returns:
        The call, not sent yet. Its result: The result of the email.

    Not retried if the response is lost.
    """
    return Call(
        _SEND_EMAIL,
        partial(decode_model, EmailResponse),
        body=json_or_form("sendEmail", Email, body, "attachments"),
    )
