# Derived from konigle/_async/managers/email_accounts.py by `python -m generator`; do not edit.
"""Synchronous manager of e-mail accounts."""

from typing import Unpack

from konigle._core.body import UncheckedDict
from konigle._core.call import RequestOptions
from konigle._generated.api import email_accounts as api
from konigle._generated.models import EmailAccountSetup, EmailAccountSetupDict
from konigle._managers.call_errors import explains_calls
from konigle._managers.email_accounts import AccountSetup, account_setup_of
from konigle._sync.generated.email_accounts import EmailAccountMethods


@explains_calls
class EmailAccountManager(EmailAccountMethods):
    """Synchronous manager of e-mail accounts."""

    def setup(
        self,
        data: EmailAccountSetup | EmailAccountSetupDict | UncheckedDict,
        **options: Unpack[RequestOptions],
    ) -> AccountSetup:
        """Creates an account with its first channels and identity. Not retried if the response is lost.

        Args:
            data: Name, sender, and the domain or e-mail address to verify. A blank e-mail address means "not given".
            **options: Options of this call.

        Returns:
            A dict with `account`, `channels` (a list) and `identity`, each attached to its own manager.

        Example:
            made = client.email_accounts.setup(
                EmailAccountSetup(
                    account_name="Shop", default_from_email="news@example.com", identity_value="example.com"
                )
            )
            records = made["identity"].dkim_records
        """
        response = self._client.transport.exchange(api.setup_email_account(data), **options)
        made: AccountSetup = account_setup_of(response)
        made["account"].attach(self, partial=response.is_synthesized)
        for channel in made["channels"]:
            channel.attach(self._client.email_channels)
        made["identity"].attach(self._client.email_identities, partial=response.is_synthesized)
        return made
