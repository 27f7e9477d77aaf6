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
    """A client with its managers, each loaded when it is first used."""

    @cached_property
    def audiences(self) -> "AsyncAudienceManager":
        """Segments of contacts, chosen by tag, that campaigns are sent to."""
        from konigle._async.managers.audiences import AsyncAudienceManager

        return AsyncAudienceManager(cast("AsyncClient", self))

    @cached_property
    def campaigns(self) -> "AsyncCampaignManager":
        """Messages to an audience, from the draft through sending to the revenue they bring."""
        from konigle._async.managers.campaigns import AsyncCampaignManager

        return AsyncCampaignManager(cast("AsyncClient", self))

    @cached_property
    def contacts(self) -> "AsyncContactManager":
        """The people who can be written to, with their consent and what they have spent."""
        from konigle._async.managers.contacts import AsyncContactManager

        return AsyncContactManager(cast("AsyncClient", self))

    @cached_property
    def email_accounts(self) -> "AsyncEmailAccountManager":
        """The mail account of a site, to which channels, identities and templates belong."""
        from konigle._async.managers.email_accounts import AsyncEmailAccountManager

        return AsyncEmailAccountManager(cast("AsyncClient", self))

    @cached_property
    def email_channels(self) -> "AsyncEmailChannelManager":
        """Streams of mail within the account, each with its purpose and its limits."""
        from konigle._async.managers.email_channels import AsyncEmailChannelManager

        return AsyncEmailChannelManager(cast("AsyncClient", self))

    @cached_property
    def email_identities(self) -> "AsyncEmailIdentityManager":
        """Domains and addresses that mail may be sent from once DNS proves them."""
        from konigle._async.managers.email_identities import AsyncEmailIdentityManager

        return AsyncEmailIdentityManager(cast("AsyncClient", self))

    @cached_property
    def email_templates(self) -> "AsyncEmailTemplateManager":
        """Mail content with placeholders, kept for use again."""
        from konigle._async.managers.email_templates import AsyncEmailTemplateManager

        return AsyncEmailTemplateManager(cast("AsyncClient", self))

    @cached_property
    def emails(self) -> "AsyncEmailManager":
        """Single mails, sent at once."""
        from konigle._async.managers.emails import AsyncEmailManager

        return AsyncEmailManager(cast("AsyncClient", self))
