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
    """A client with its managers, each loaded on first use."""

    @cached_property
    def audiences(self) -> "AudienceManager":
        """Segments of contacts, selected by tag, that campaigns are sent to."""
        from konigle._sync.managers.audiences import AudienceManager

        return AudienceManager(cast("Client", self))

    @cached_property
    def campaigns(self) -> "CampaignManager":
        """Messages to an audience, from the draft to the revenue."""
        from konigle._sync.managers.campaigns import CampaignManager

        return CampaignManager(cast("Client", self))

    @cached_property
    def contacts(self) -> "ContactManager":
        """People who can receive email, with their consent and revenue."""
        from konigle._sync.managers.contacts import ContactManager

        return ContactManager(cast("Client", self))

    @cached_property
    def email_accounts(self) -> "EmailAccountManager":
        """Email accounts of a site; channels, identities and templates belong to one."""
        from konigle._sync.managers.email_accounts import EmailAccountManager

        return EmailAccountManager(cast("Client", self))

    @cached_property
    def email_channels(self) -> "EmailChannelManager":
        """Email channels of an account, each with a type and limits."""
        from konigle._sync.managers.email_channels import EmailChannelManager

        return EmailChannelManager(cast("Client", self))

    @cached_property
    def email_identities(self) -> "EmailIdentityManager":
        """Domains and addresses to send from, verified by DNS."""
        from konigle._sync.managers.email_identities import EmailIdentityManager

        return EmailIdentityManager(cast("Client", self))

    @cached_property
    def email_templates(self) -> "EmailTemplateManager":
        """Reusable email content with placeholders."""
        from konigle._sync.managers.email_templates import EmailTemplateManager

        return EmailTemplateManager(cast("Client", self))

    @cached_property
    def emails(self) -> "EmailManager":
        """Single emails, sent immediately."""
        from konigle._sync.managers.emails import EmailManager

        return EmailManager(cast("Client", self))
