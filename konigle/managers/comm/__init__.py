"""Managers of contacts, audiences, campaigns and e-mail (sync and async), and the models of campaigns."""

from typing import TYPE_CHECKING

from konigle._lazy import exports

if TYPE_CHECKING:
    from konigle._async.managers.audiences import AsyncAudienceManager as AsyncAudienceManager
    from konigle._async.managers.base import BaseAsyncManager as BaseAsyncManager
    from konigle._async.managers.campaigns import AsyncCampaignManager as AsyncCampaignManager
    from konigle._async.managers.contacts import AsyncContactManager as AsyncContactManager
    from konigle._async.managers.email_accounts import AsyncEmailAccountManager as AsyncEmailAccountManager
    from konigle._async.managers.email_channels import AsyncEmailChannelManager as AsyncEmailChannelManager
    from konigle._async.managers.email_identities import (
        AsyncEmailIdentityManager as AsyncEmailIdentityManager,
    )
    from konigle._async.managers.email_templates import AsyncEmailTemplateManager as AsyncEmailTemplateManager
    from konigle._async.managers.emails import AsyncEmailManager as AsyncEmailManager
    from konigle._generated.filters import CampaignFilters as CampaignFilters
    from konigle._generated.models import Campaign as Campaign
    from konigle._generated.models import CampaignAddLTV as CampaignAddLTV
    from konigle._generated.models import CampaignCreate as CampaignCreate
    from konigle._generated.models import CampaignCreateEmail as CampaignCreateEmail
    from konigle._generated.models import CampaignUpdate as CampaignUpdate
    from konigle._managers.base import BaseManager as BaseManager
    from konigle._managers.campaigns import BaseCampaignManager as BaseCampaignManager
    from konigle._managers.configuration import BaseAudienceManager as BaseAudienceManager
    from konigle._managers.configuration import BaseContactManager as BaseContactManager
    from konigle._managers.configuration import BaseEmailChannelManager as BaseEmailChannelManager
    from konigle._managers.configuration import BaseEmailIdentityManager as BaseEmailIdentityManager
    from konigle._managers.configuration import BaseEmailManager as BaseEmailManager
    from konigle._managers.configuration import BaseEmailTemplateManager as BaseEmailTemplateManager
    from konigle._managers.email_accounts import BaseEmailAccountManager as BaseEmailAccountManager
    from konigle._managers.model_dict import model_to_dict as model_to_dict
    from konigle._sync.managers.audiences import AudienceManager as AudienceManager
    from konigle._sync.managers.base import BaseSyncManager as BaseSyncManager
    from konigle._sync.managers.campaigns import CampaignManager as CampaignManager
    from konigle._sync.managers.contacts import ContactManager as ContactManager
    from konigle._sync.managers.email_accounts import EmailAccountManager as EmailAccountManager
    from konigle._sync.managers.email_channels import EmailChannelManager as EmailChannelManager
    from konigle._sync.managers.email_identities import EmailIdentityManager as EmailIdentityManager
    from konigle._sync.managers.email_templates import EmailTemplateManager as EmailTemplateManager
    from konigle._sync.managers.emails import EmailManager as EmailManager

__all__ = [
    "AsyncAudienceManager",
    "AsyncCampaignManager",
    "AsyncContactManager",
    "AsyncEmailAccountManager",
    "AsyncEmailChannelManager",
    "AsyncEmailIdentityManager",
    "AsyncEmailManager",
    "AsyncEmailTemplateManager",
    "AudienceManager",
    "BaseAsyncManager",
    "BaseAudienceManager",
    "BaseCampaignManager",
    "BaseContactManager",
    "BaseEmailAccountManager",
    "BaseEmailChannelManager",
    "BaseEmailIdentityManager",
    "BaseEmailManager",
    "BaseEmailTemplateManager",
    "BaseManager",
    "BaseSyncManager",
    "Campaign",
    "CampaignAddLTV",
    "CampaignCreate",
    "CampaignCreateEmail",
    "CampaignFilters",
    "CampaignManager",
    "CampaignUpdate",
    "ContactManager",
    "EmailAccountManager",
    "EmailChannelManager",
    "EmailIdentityManager",
    "EmailManager",
    "EmailTemplateManager",
    "model_to_dict",
]

_EXPORTS = {
    "AsyncAudienceManager": "konigle._async.managers.audiences",
    "BaseAsyncManager": "konigle._async.managers.base",
    "AsyncCampaignManager": "konigle._async.managers.campaigns",
    "AsyncContactManager": "konigle._async.managers.contacts",
    "AsyncEmailAccountManager": "konigle._async.managers.email_accounts",
    "AsyncEmailChannelManager": "konigle._async.managers.email_channels",
    "AsyncEmailIdentityManager": "konigle._async.managers.email_identities",
    "AsyncEmailTemplateManager": "konigle._async.managers.email_templates",
    "AsyncEmailManager": "konigle._async.managers.emails",
    "CampaignFilters": "konigle._generated.filters",
    "Campaign": "konigle._generated.models",
    "CampaignAddLTV": "konigle._generated.models",
    "CampaignCreate": "konigle._generated.models",
    "CampaignCreateEmail": "konigle._generated.models",
    "CampaignUpdate": "konigle._generated.models",
    "BaseAudienceManager": "konigle._managers.configuration",
    "BaseManager": "konigle._managers.base",
    "BaseCampaignManager": "konigle._managers.campaigns",
    "BaseContactManager": "konigle._managers.configuration",
    "model_to_dict": "konigle._managers.model_dict",
    "BaseEmailAccountManager": "konigle._managers.email_accounts",
    "BaseEmailChannelManager": "konigle._managers.configuration",
    "BaseEmailIdentityManager": "konigle._managers.configuration",
    "BaseEmailTemplateManager": "konigle._managers.configuration",
    "BaseEmailManager": "konigle._managers.configuration",
    "AudienceManager": "konigle._sync.managers.audiences",
    "BaseSyncManager": "konigle._sync.managers.base",
    "CampaignManager": "konigle._sync.managers.campaigns",
    "ContactManager": "konigle._sync.managers.contacts",
    "EmailAccountManager": "konigle._sync.managers.email_accounts",
    "EmailChannelManager": "konigle._sync.managers.email_channels",
    "EmailIdentityManager": "konigle._sync.managers.email_identities",
    "EmailTemplateManager": "konigle._sync.managers.email_templates",
    "EmailManager": "konigle._sync.managers.emails",
}
__getattr__, __dir__ = exports(__name__, _EXPORTS)
