# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""The mail account of a site, to which channels, identities and templates belong."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from konigle._core.body import json_body
from konigle._core.call import Call, Operation
from konigle._core.models import decode_empty, decode_model, decode_object
from konigle._generated.filters.email_accounts import EmailAccountFilters
from konigle._generated.models.email_account import EmailAccount
from konigle._generated.models.email_account_create import EmailAccountCreate
from konigle._generated.models.email_account_page import EmailAccountPage
from konigle._generated.models.email_account_setup import EmailAccountSetup
from konigle._generated.models.email_account_setup_result import EmailAccountSetupResult
from konigle._generated.models.email_account_update import EmailAccountUpdate

_LIST_EMAIL_ACCOUNTS = Operation("listEmailAccounts", "GET", "/reachout/api/v1/accounts", "safe")
_CREATE_EMAIL_ACCOUNT = Operation(
    "createEmailAccount",
    "POST",
    "/reachout/api/v1/accounts",
    "once",
    recovery="Check with `client.email_accounts.list()`",
)
_GET_EMAIL_ACCOUNT = Operation("getEmailAccount", "GET", "/reachout/api/v1/accounts/{account_id}", "safe")
_UPDATE_EMAIL_ACCOUNT = Operation(
    "updateEmailAccount", "PATCH", "/reachout/api/v1/accounts/{account_id}", "settled"
)
_DELETE_EMAIL_ACCOUNT = Operation(
    "deleteEmailAccount", "DELETE", "/reachout/api/v1/accounts/{account_id}", "settled"
)
_SETUP_EMAIL_ACCOUNT = Operation(
    "setupEmailAccount",
    "POST",
    "/reachout/api/v1/accounts/setup",
    "once",
    recovery="Check with `client.email_accounts.list()`",
)
_CHECK_EMAIL_ACCOUNT_STATUS = Operation(
    "checkEmailAccountStatus", "POST", "/reachout/api/v1/accounts/check-status", "safe"
)

__all__ = [
    "check_email_account_status",
    "create_email_account",
    "delete_email_account",
    "get_email_account",
    "list_email_accounts",
    "setup_email_account",
    "update_email_account",
]


def list_email_accounts(
    filters: EmailAccountFilters | None = None, page: int = 1, page_size: int = 20
) -> Call[EmailAccountPage]:
    """List email accounts.

    Reads one page of email accounts. There are no filters.

    Args:
        filters: Conditions; none for the whole collection.
        page: Number of the page, counted from 1.
        page_size: Most resources on a page, 200 at the most.

    Returns:
        The call, not sent yet. Its result: A page of email accounts.

    Idempotent; retried automatically.
    """
    return Call(
        _LIST_EMAIL_ACCOUNTS,
        partial(decode_model, EmailAccountPage),
        query={"page": page, "page_size": page_size, **(filters.to_wire() if filters else {})},
    )


def create_email_account(body: EmailAccountCreate | Mapping[str, Any]) -> Call[EmailAccount]:
    """Create an email account.

    Creates an email account alone, without channel or identity; the set-up operation creates all three.

    Args:
        body: What is needed to create an email account.

    Returns:
        The call, not sent yet. Its result: The email account as it is now.

    Not retried if the response is lost.
    """
    return Call(
        _CREATE_EMAIL_ACCOUNT,
        partial(decode_model, EmailAccount),
        body=json_body("createEmailAccount", EmailAccountCreate, body),
    )


def get_email_account(account_id: str) -> Call[EmailAccount]:
    """Get one email account.

    Reads one email account with all its fields.

    Args:
        account_id: Identifier of the email account.

    Returns:
        The call, not sent yet. Its result: The email account as it is now.

    Idempotent; retried automatically.
    """
    return Call(_GET_EMAIL_ACCOUNT, partial(decode_model, EmailAccount), ids={"account_id": account_id})


def update_email_account(account_id: str, body: EmailAccountUpdate | Mapping[str, Any]) -> Call[EmailAccount]:
    """Change one email account.

    Changes the fields that are sent and no others. Mail sent from then on uses new defaults.

    Args:
        account_id: Identifier of the email account.
        body: Changes to an email account; what is left out stays as it is.

    Returns:
        The call, not sent yet. Its result: The email account as it is now.

    Idempotent; retried automatically.
    """
    return Call(
        _UPDATE_EMAIL_ACCOUNT,
        partial(decode_model, EmailAccount),
        ids={"account_id": account_id},
        body=json_body("updateEmailAccount", EmailAccountUpdate, body),
    )


def delete_email_account(account_id: str) -> Call[None]:
    """Delete one email account.

    Removes the email account for good; nothing can be sent from it any more.

    Args:
        account_id: Identifier of the email account.

    Returns:
        The call, not sent yet. Its result: It is gone; there is no body.

    Idempotent; retried automatically.
    """
    return Call(_DELETE_EMAIL_ACCOUNT, decode_empty, ids={"account_id": account_id})


def setup_email_account(body: EmailAccountSetup | Mapping[str, Any]) -> Call[EmailAccountSetupResult]:
    """Set up an account.

    Creates an email account together with its default channel and an identity that waits to be verified by
    DNS.

    Args:
        body: What is needed to create an account together with its first channel and identity.

    Returns:
        The call, not sent yet. Its result: What was created.

    Not retried if the response is lost.
    """
    return Call(
        _SETUP_EMAIL_ACCOUNT,
        partial(decode_model, EmailAccountSetupResult),
        body=json_body("setupEmailAccount", EmailAccountSetup, body),
    )


def check_email_account_status() -> Call[dict[str, Any]]:
    """Check an account.

    Says whether the site's account can send mail. Nothing is changed.

    Returns:
        The call, not sent yet. Its result: The state of the account.

    Idempotent; retried automatically.
    """
    return Call(_CHECK_EMAIL_ACCOUNT_STATUS, decode_object)
