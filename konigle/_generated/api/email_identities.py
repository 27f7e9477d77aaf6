# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Domains and addresses that mail may be sent from once DNS proves them."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from konigle._core.body import json_body
from konigle._core.call import Call, Operation
from konigle._core.models import decode_empty, decode_model
from konigle._generated.filters.email_identities import EmailIdentityFilters
from konigle._generated.models.custom_mail_from import CustomMailFrom
from konigle._generated.models.email_identity import EmailIdentity
from konigle._generated.models.email_identity_create import EmailIdentityCreate
from konigle._generated.models.email_identity_page import EmailIdentityPage
from konigle._generated.models.email_identity_update import EmailIdentityUpdate

_LIST_EMAIL_IDENTITIES = Operation("listEmailIdentities", "GET", "/reachout/api/v1/identities", "safe")
_CREATE_EMAIL_IDENTITY = Operation(
    "createEmailIdentity",
    "POST",
    "/reachout/api/v1/identities",
    "once",
    recovery="Check with `client.email_identities.list(q=…)`",
)
_GET_EMAIL_IDENTITY = Operation(
    "getEmailIdentity", "GET", "/reachout/api/v1/identities/{identity_id}", "safe"
)
_UPDATE_EMAIL_IDENTITY = Operation(
    "updateEmailIdentity", "PATCH", "/reachout/api/v1/identities/{identity_id}", "settled"
)
_DELETE_EMAIL_IDENTITY = Operation(
    "deleteEmailIdentity", "DELETE", "/reachout/api/v1/identities/{identity_id}", "settled"
)
_CHECK_EMAIL_IDENTITY_STATUS = Operation(
    "checkEmailIdentityStatus", "POST", "/reachout/api/v1/identities/{identity_id}/check-status", "safe"
)
_SETUP_CUSTOM_MAIL_FROM = Operation(
    "setupCustomMailFrom",
    "POST",
    "/reachout/api/v1/identities/{identity_id}/setup-custom-mail-from",
    "settled",
)

__all__ = [
    "check_email_identity_status",
    "create_email_identity",
    "delete_email_identity",
    "get_email_identity",
    "list_email_identities",
    "setup_custom_mail_from",
    "update_email_identity",
]


def list_email_identities(
    filters: EmailIdentityFilters | None = None, page: int = 1, page_size: int = 20
) -> Call[EmailIdentityPage]:
    """List email identities.

    Reads one page of email identities, narrowed by the filters that are given.

    Args:
        filters: Conditions; none for the whole collection.
        page: Number of the page, counted from 1.
        page_size: Most resources on a page, 200 at the most.

    Returns:
        The call, not sent yet. Its result: A page of email identities.

    Idempotent; retried automatically.
    """
    return Call(
        _LIST_EMAIL_IDENTITIES,
        partial(decode_model, EmailIdentityPage),
        query={"page": page, "page_size": page_size, **(filters.to_wire() if filters else {})},
    )


def create_email_identity(body: EmailIdentityCreate | Mapping[str, Any]) -> Call[EmailIdentity]:
    """Create an email identity.

    Registers a domain or an address to send from. Mail may be sent from it once the DNS records in the answer
    are in place and a check has found them.

    Args:
        body: What is needed to create an email identity.

    Returns:
        The call, not sent yet. Its result: The email identity as it is now.

    Not retried if the response is lost.
    """
    return Call(
        _CREATE_EMAIL_IDENTITY,
        partial(decode_model, EmailIdentity),
        body=json_body("createEmailIdentity", EmailIdentityCreate, body),
    )


def get_email_identity(identity_id: str) -> Call[EmailIdentity]:
    """Get one email identity.

    Reads one email identity with all its fields, as the last check left them.

    Args:
        identity_id: Identifier of the email identity (not the domain or address itself).

    Returns:
        The call, not sent yet. Its result: The email identity as it is now.

    Idempotent; retried automatically.
    """
    return Call(_GET_EMAIL_IDENTITY, partial(decode_model, EmailIdentity), ids={"identity_id": identity_id})


def update_email_identity(
    identity_id: str, body: EmailIdentityUpdate | Mapping[str, Any]
) -> Call[EmailIdentity]:
    """Change one email identity.

    Switches the use of the identity's own MAIL FROM domain.

    Args:
        identity_id: Identifier of the email identity (not the domain or address itself).
        body: Changes to an email identity; only the use of its own MAIL FROM domain can be changed.

    Returns:
        The call, not sent yet. Its result: The email identity as it is now.

    Idempotent; retried automatically.
    """
    return Call(
        _UPDATE_EMAIL_IDENTITY,
        partial(decode_model, EmailIdentity),
        ids={"identity_id": identity_id},
        body=json_body("updateEmailIdentity", EmailIdentityUpdate, body),
    )


def delete_email_identity(identity_id: str) -> Call[None]:
    """Delete one email identity.

    Removes the identity for good; no mail can be sent from it any more.

    Args:
        identity_id: Identifier of the email identity (not the domain or address itself).

    Returns:
        The call, not sent yet. Its result: It is gone; there is no body.

    Idempotent; retried automatically.
    """
    return Call(_DELETE_EMAIL_IDENTITY, decode_empty, ids={"identity_id": identity_id})


def check_email_identity_status(identity_id: str) -> Call[EmailIdentity]:
    """Check an identity.

    Looks up the DNS records of the identity again and reports how far its verification has come. Call it
    again after a while if it is still pending; DNS changes take time to spread.

    Args:
        identity_id: Identifier of the email identity (not the domain or address itself).

    Returns:
        The call, not sent yet. Its result: The email identity as it is now.

    Idempotent; retried automatically.
    """
    return Call(
        _CHECK_EMAIL_IDENTITY_STATUS, partial(decode_model, EmailIdentity), ids={"identity_id": identity_id}
    )


def setup_custom_mail_from(identity_id: str, body: CustomMailFrom | Mapping[str, Any]) -> Call[EmailIdentity]:
    """Set up an own MAIL FROM domain.

    Gives the identity its own domain for the envelope sender. The answer's `mail_from_records` are the DNS
    records to add; the domain is pending until a check finds them.

    Args:
        identity_id: Identifier of the email identity (not the domain or address itself).
        body: The body of the request.

    Returns:
        The call, not sent yet. Its result: The email identity as it is now.

    Idempotent; retried automatically.
    """
    return Call(
        _SETUP_CUSTOM_MAIL_FROM,
        partial(decode_model, EmailIdentity),
        ids={"identity_id": identity_id},
        body=json_body("setupCustomMailFrom", CustomMailFrom, body),
    )
