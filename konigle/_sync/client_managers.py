# Derived from konigle/_async/client_managers.py by `python -m generator`; do not edit.
# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""The managers of the synchronous client."""

from functools import cached_property
from typing import TYPE_CHECKING, cast

from konigle._http.base_client import SyncBaseClient
from konigle._sync.transport import SyncTransport

if TYPE_CHECKING:
    from konigle._sync.client import Client
    from konigle._sync.managers.audiences import AudienceManager
    from konigle._sync.managers.campaigns import CampaignManager
    from konigle._sync.managers.contacts import ContactManager
    from konigle._sync.managers.email_accounts import EmailAccountManager
    from konigle._sync.managers.email_channels import EmailChannelManager
    from konigle._sync.managers.email_identities import EmailIdentityManager
    from konigle._sync.managers.email_templates import EmailTemplateManager
    from konigle._sync.managers.emails import EmailManager


class ClientManagers(SyncBaseClient[SyncTransport]):
    """A client with its managers, each loaded when it is first used."""

    @cached_property
    def audiences(self) -> "AudienceManager":
        """Segments of contacts, chosen by tag, that campaigns are sent to."""
        from konigle._sync.managers.audiences import AudienceManager

        return AudienceManager(cast("Client", self))

    @cached_property
    def campaigns(self) -> "CampaignManager":
        """Messages to an audience, from the draft through sending to the revenue they bring."""
        from konigle._sync.managers.campaigns import CampaignManager

        return CampaignManager(cast("Client", self))

    @cached_property
    def contacts(self) -> "ContactManager":
        """The people who can be written to, with their consent and what they have spent."""
        from konigle._sync.managers.contacts import ContactManager

        return ContactManager(cast("Client", self))

    @cached_property
    def email_accounts(self) -> "EmailAccountManager":
        """The mail account of a site, to which channels, identities and templates belong."""
        from konigle._sync.managers.email_accounts import EmailAccountManager

        return EmailAccountManager(cast("Client", self))

    @cached_property
    def email_channels(self) -> "EmailChannelManager":
        """Streams of mail within the account, each with its purpose and its limits."""
        from konigle._sync.managers.email_channels import EmailChannelManager

        return EmailChannelManager(cast("Client", self))

    @cached_property
    def email_identities(self) -> "EmailIdentityManager":
        """Domains and addresses that mail may be sent from once DNS proves them."""
        from konigle._sync.managers.email_identities import EmailIdentityManager

        return EmailIdentityManager(cast("Client", self))

    @cached_property
    def email_templates(self) -> "EmailTemplateManager":
        """Mail content with placeholders, kept for use again."""
        from konigle._sync.managers.email_templates import EmailTemplateManager

        return EmailTemplateManager(cast("Client", self))

    @cached_property
    def emails(self) -> "EmailManager":
        """Single mails, sent at once."""
        from konigle._sync.managers.emails import EmailManager

        return EmailManager(cast("Client", self))
