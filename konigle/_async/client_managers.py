# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""The managers of the asynchronous client."""

from functools import cached_property
from typing import TYPE_CHECKING, cast

from konigle._async.transport import AsyncTransport
from konigle._http.base_client import AsyncBaseClient

if TYPE_CHECKING:
    from konigle._async.client import AsyncClient
    from konigle._async.managers.audiences import AsyncAudienceManager
    from konigle._async.managers.campaigns import AsyncCampaignManager
    from konigle._async.managers.contacts import AsyncContactManager
    from konigle._async.managers.email_accounts import AsyncEmailAccountManager
    from konigle._async.managers.email_channels import AsyncEmailChannelManager
    from konigle._async.managers.email_identities import AsyncEmailIdentityManager
    from konigle._async.managers.email_templates import AsyncEmailTemplateManager
    from konigle._async.managers.emails import AsyncEmailManager


class ClientManagers(AsyncBaseClient[AsyncTransport]):
    """A client with its managers, each loaded on first use."""

    @cached_property
    def audiences(self) -> "AsyncAudienceManager":
        """Segments of contacts, selected by tag, that campaigns are sent to."""
        from konigle._async.managers.audiences import AsyncAudienceManager

        return AsyncAudienceManager(cast("AsyncClient", self))

    @cached_property
    def campaigns(self) -> "AsyncCampaignManager":
        """Messages to an audience, from the draft to the revenue."""
        from konigle._async.managers.campaigns import AsyncCampaignManager

        return AsyncCampaignManager(cast("AsyncClient", self))

    @cached_property
    def contacts(self) -> "AsyncContactManager":
        """People who can receive email, with their consent and revenue."""
        from konigle._async.managers.contacts import AsyncContactManager

        return AsyncContactManager(cast("AsyncClient", self))

    @cached_property
    def email_accounts(self) -> "AsyncEmailAccountManager":
        """Email accounts of a site; channels, identities and templates belong to one."""
        from konigle._async.managers.email_accounts import AsyncEmailAccountManager

        return AsyncEmailAccountManager(cast("AsyncClient", self))

    @cached_property
    def email_channels(self) -> "AsyncEmailChannelManager":
        """Email channels of an account, each with a type and limits."""
        from konigle._async.managers.email_channels import AsyncEmailChannelManager

        return AsyncEmailChannelManager(cast("AsyncClient", self))

    @cached_property
    def email_identities(self) -> "AsyncEmailIdentityManager":
        """Domains and addresses to send from, verified by DNS."""
        from konigle._async.managers.email_identities import AsyncEmailIdentityManager

        return AsyncEmailIdentityManager(cast("AsyncClient", self))

    @cached_property
    def email_templates(self) -> "AsyncEmailTemplateManager":
        """Reusable email content with placeholders."""
        from konigle._async.managers.email_templates import AsyncEmailTemplateManager

        return AsyncEmailTemplateManager(cast("AsyncClient", self))

    @cached_property
    def emails(self) -> "AsyncEmailManager":
        """Single emails, sent immediately."""
        from konigle._async.managers.emails import AsyncEmailManager

        return AsyncEmailManager(cast("AsyncClient", self))
