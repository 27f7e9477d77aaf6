"""The code that both managers of e-mail accounts share."""

from typing import Any, TypedDict, cast

from konigle._core.call import RawResponse
from konigle._core.decoding import decode_tolerant
from konigle._generated.models import (
    AsyncEmailAccount,
    AsyncEmailChannel,
    AsyncEmailIdentity,
    EmailAccount,
    EmailAccountSetupResult,
    EmailChannel,
    EmailIdentity,
)


class AccountSetup(TypedDict):
    """The resources that a set-up creates."""

    account: EmailAccount
    channels: list[EmailChannel]
    identity: EmailIdentity


class AsyncAccountSetup(TypedDict):
    """The resources that a set-up of an async client creates."""

    account: AsyncEmailAccount
    channels: list[AsyncEmailChannel]
    identity: AsyncEmailIdentity


def account_setup_of(
    response: RawResponse[EmailAccountSetupResult],
) -> Any:  # the two managers have their own types
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
