# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Email accounts of a site; channels, identities and templates belong to one."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from konigle._core.body import json_body
from konigle._core.call import Call, Operation
from konigle._core.decoding import decode_empty, decode_model, decode_object
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

    Returns one page of email accounts. There are no filters.

    Args:
        filters: Conditions; none for the whole collection.
        page: Page number, from 1.
        page_size: Number of resources per page, at most 200.

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

    Creates an email account without a channel or an identity; the set-up operation creates all three.

    Args:
        body: Fields for creating an email account.

    Returns:
        The call, not sent yet. Its result: The current email account.

    Not retried if the response is lost.
    """
    return Call(
        _CREATE_EMAIL_ACCOUNT,
        partial(decode_model, EmailAccount),
        body=json_body("createEmailAccount", EmailAccountCreate, body),
    )


def get_email_account(account_id: str) -> Call[EmailAccount]:
    """Get one email account.

    Returns one email account with all its fields.

    Args:
        account_id: Identifier of the email account.

    Returns:
        The call, not sent yet. Its result: The current email account.

    Idempotent; retried automatically.
    """
    return Call(_GET_EMAIL_ACCOUNT, partial(decode_model, EmailAccount), ids={"account_id": account_id})


def update_email_account(account_id: str, body: EmailAccountUpdate | Mapping[str, Any]) -> Call[EmailAccount]:
    """Change one email account.

    Updates the fields in the body. Emails sent later use the new defaults.

    Args:
        account_id: Identifier of the email account.
        body: Changes to an email account; fields that are left out keep their values.

    Returns:
        The call, not sent yet. Its result: The current email account.

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

    Deletes the email account permanently; nothing can be sent from it afterwards.

    Args:
        account_id: Identifier of the email account.

    Returns:
        The call, not sent yet. Its result: Deleted; there is no body.

    Idempotent; retried automatically.
    """
    return Call(_DELETE_EMAIL_ACCOUNT, decode_empty, ids={"account_id": account_id})


def setup_email_account(body: EmailAccountSetup | Mapping[str, Any]) -> Call[EmailAccountSetupResult]:
    """Set up an account.

    Creates an email account together with its default channel and an identity to be verified by DNS.

    Args:
        body: Fields for creating an account together with its first channel and identity.

    Returns:
        The call, not sent yet. Its result: The created resources.

    Not retried if the response is lost.
    """
    return Call(
        _SETUP_EMAIL_ACCOUNT,
        partial(decode_model, EmailAccountSetupResult),
        body=json_body("setupEmailAccount", EmailAccountSetup, body),
    )


def check_email_account_status() -> Call[dict[str, Any]]:
    """Check an account.

    Returns whether the site's account can send email. Changes nothing.

    Returns:
        The call, not sent yet. Its result: The state of the account.

    Idempotent; retried automatically.
    """
    return Call(_CHECK_EMAIL_ACCOUNT_STATUS, decode_object)
