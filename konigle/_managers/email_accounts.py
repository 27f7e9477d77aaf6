"""The code that both managers of e-mail accounts share."""

from typing import Any, ClassVar, TypedDict, cast

from pydantic import BaseModel

from konigle._core.call import RawResponse
from konigle._core.decoding import decode_tolerant
from konigle._core.models import BaseFilters
from konigle._generated.api import email_accounts as api
from konigle._generated.filters import EmailAccountFilters
from konigle._generated.models import (
    EmailAccount,
    EmailAccountSetupResult,
    EmailAccountUpdate,
    EmailChannel,
    EmailIdentity,
)
from konigle._managers.base import Crud


class BaseEmailAccountManager:
    """Configuration of the managers of e-mail accounts."""

    base_path: ClassVar[str] = "/reachout/api/v1/accounts"
    resource_class: ClassVar[type[Any]] = EmailAccount
    resource_update_class: ClassVar[type[BaseModel] | None] = EmailAccountUpdate
    filter_class: ClassVar[type[BaseFilters] | None] = EmailAccountFilters
    _crud: ClassVar[Crud] = Crud(
        api.list_email_accounts,
        api.get_email_account,
        api.create_email_account,
        api.update_email_account,
        api.delete_email_account,
    )


class AccountSetup(TypedDict):
    """The resources that a set-up creates."""

    account: EmailAccount
    channels: list[EmailChannel]
    identity: EmailIdentity


def account_setup_of(response: RawResponse[EmailAccountSetupResult]) -> AccountSetup:
    """Returns the three resources from the response of a set-up; missing ones are synthesized from the request."""
    account: object = response.value.account
    channels: object = response.value.channels
    identity: object = response.value.identity
    known = response.value.model_extra or {}
    if not isinstance(account, EmailAccount):
        account = decode_tolerant(EmailAccount, {**known, "name": known.get("account_name")}, quiet=True)
    if not isinstance(identity, EmailIdentity):
        identity = decode_tolerant(EmailIdentity, known, quiet=True)
    listed = cast("list[object]", channels) if isinstance(channels, list) else []
    return {
        "account": account,
        "channels": [channel for channel in listed if isinstance(channel, EmailChannel)],
        "identity": identity,
    }
