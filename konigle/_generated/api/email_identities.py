# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Domains and addresses to send from, verified by DNS."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from konigle._core.body import json_body
from konigle._core.call import Call, Operation
from konigle._core.decoding import decode_empty, decode_model
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

    Returns one page of email identities that match the filters.

    Args:
        filters: Conditions; none for the whole collection.
        page: Page number, from 1.
        page_size: Number of resources per page, at most 200.

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

    Registers a domain or an address to send from. Emails can be sent from it once the DNS records in the
    response are in place and a check has found them.

    Args:
        body: Fields for creating an email identity.

    Returns:
        The call, not sent yet. Its result: The current email identity.

    Not retried if the response is lost.
    """
    return Call(
        _CREATE_EMAIL_IDENTITY,
        partial(decode_model, EmailIdentity),
        body=json_body("createEmailIdentity", EmailIdentityCreate, body),
    )


def get_email_identity(identity_id: str) -> Call[EmailIdentity]:
    """Get one email identity.

    Returns one email identity with all its fields, as of the last check.

    Args:
        identity_id: Identifier of the email identity (not the domain or address itself).

    Returns:
        The call, not sent yet. Its result: The current email identity.

    Idempotent; retried automatically.
    """
    return Call(_GET_EMAIL_IDENTITY, partial(decode_model, EmailIdentity), ids={"identity_id": identity_id})


def update_email_identity(
    identity_id: str, body: EmailIdentityUpdate | Mapping[str, Any]
) -> Call[EmailIdentity]:
    """Change one email identity.

    Enables or disables the custom MAIL FROM domain of the identity.

    Args:
        identity_id: Identifier of the email identity (not the domain or address itself).
        body: Changes to an email identity; only the use of its custom MAIL FROM domain can be changed.

    Returns:
        The call, not sent yet. Its result: The current email identity.

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

    Deletes the identity permanently; no email can be sent from it afterwards.

    Args:
        identity_id: Identifier of the email identity (not the domain or address itself).

    Returns:
        The call, not sent yet. Its result: Deleted; there is no body.

    Idempotent; retried automatically.
    """
    return Call(_DELETE_EMAIL_IDENTITY, decode_empty, ids={"identity_id": identity_id})


def check_email_identity_status(identity_id: str) -> Call[EmailIdentity]:
    """Check an identity.

    Looks up the DNS records of the identity again and returns its verification status. If it is pending, call
    it again later; DNS changes take time to propagate.

    Args:
        identity_id: Identifier of the email identity (not the domain or address itself).

    Returns:
        The call, not sent yet. Its result: The current email identity.

    Idempotent; retried automatically.
    """
    return Call(
        _CHECK_EMAIL_IDENTITY_STATUS, partial(decode_model, EmailIdentity), ids={"identity_id": identity_id}
    )


def setup_custom_mail_from(identity_id: str, body: CustomMailFrom | Mapping[str, Any]) -> Call[EmailIdentity]:
    """Set up a custom MAIL FROM domain.

    Gives the identity its own domain for the envelope sender. The `mail_from_records` of the response are the
    DNS records to add; the domain is pending until a check finds them.

    Args:
        identity_id: Identifier of the email identity (not the domain or address itself).
        body: The body of the request.

    Returns:
        The call, not sent yet. Its result: The current email identity.

    Idempotent; retried automatically.
    """
    return Call(
        _SETUP_CUSTOM_MAIL_FROM,
        partial(decode_model, EmailIdentity),
        ids={"identity_id": identity_id},
        body=json_body("setupCustomMailFrom", CustomMailFrom, body),
    )
