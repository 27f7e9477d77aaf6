# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Managers of Konigle Reachout, for both clients."""

from typing import TYPE_CHECKING

from konigle._lazy import exports

if TYPE_CHECKING:
    from konigle._async.base_manager import BaseAsyncManager as BaseAsyncManager
    from konigle._async.managers.audiences import AsyncAudienceManager as AsyncAudienceManager
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
    from konigle._generated.managers.audiences import BaseAudienceManager as BaseAudienceManager
    from konigle._generated.managers.campaigns import BaseCampaignManager as BaseCampaignManager
    from konigle._generated.managers.contacts import BaseContactManager as BaseContactManager
    from konigle._generated.managers.email_accounts import BaseEmailAccountManager as BaseEmailAccountManager
    from konigle._generated.managers.email_channels import BaseEmailChannelManager as BaseEmailChannelManager
    from konigle._generated.managers.email_identities import (
        BaseEmailIdentityManager as BaseEmailIdentityManager,
    )
    from konigle._generated.managers.email_templates import (
        BaseEmailTemplateManager as BaseEmailTemplateManager,
    )
    from konigle._generated.managers.emails import BaseEmailManager as BaseEmailManager
    from konigle._generated.models import Campaign as Campaign
    from konigle._generated.models import CampaignAddLTV as CampaignAddLTV
    from konigle._generated.models import CampaignCreate as CampaignCreate
    from konigle._generated.models import CampaignCreateEmail as CampaignCreateEmail
    from konigle._generated.models import CampaignUpdate as CampaignUpdate
    from konigle._managers.base import BaseManager as BaseManager
    from konigle._managers.model_dict import model_to_dict as model_to_dict
    from konigle._sync.base_manager import BaseSyncManager as BaseSyncManager
    from konigle._sync.managers.audiences import AudienceManager as AudienceManager
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
_modules = {
    "AsyncAudienceManager": "konigle._async.managers.audiences",
    "AsyncCampaignManager": "konigle._async.managers.campaigns",
    "AsyncContactManager": "konigle._async.managers.contacts",
    "AsyncEmailAccountManager": "konigle._async.managers.email_accounts",
    "AsyncEmailChannelManager": "konigle._async.managers.email_channels",
    "AsyncEmailIdentityManager": "konigle._async.managers.email_identities",
    "AsyncEmailManager": "konigle._async.managers.emails",
    "AsyncEmailTemplateManager": "konigle._async.managers.email_templates",
    "AudienceManager": "konigle._sync.managers.audiences",
    "BaseAsyncManager": "konigle._async.base_manager",
    "BaseAudienceManager": "konigle._generated.managers.audiences",
    "BaseCampaignManager": "konigle._generated.managers.campaigns",
    "BaseContactManager": "konigle._generated.managers.contacts",
    "BaseEmailAccountManager": "konigle._generated.managers.email_accounts",
    "BaseEmailChannelManager": "konigle._generated.managers.email_channels",
    "BaseEmailIdentityManager": "konigle._generated.managers.email_identities",
    "BaseEmailManager": "konigle._generated.managers.emails",
    "BaseEmailTemplateManager": "konigle._generated.managers.email_templates",
    "BaseManager": "konigle._managers.base",
    "BaseSyncManager": "konigle._sync.base_manager",
    "Campaign": "konigle._generated.models",
    "CampaignAddLTV": "konigle._generated.models",
    "CampaignCreate": "konigle._generated.models",
    "CampaignCreateEmail": "konigle._generated.models",
    "CampaignFilters": "konigle._generated.filters",
    "CampaignManager": "konigle._sync.managers.campaigns",
    "CampaignUpdate": "konigle._generated.models",
    "ContactManager": "konigle._sync.managers.contacts",
    "EmailAccountManager": "konigle._sync.managers.email_accounts",
    "EmailChannelManager": "konigle._sync.managers.email_channels",
    "EmailIdentityManager": "konigle._sync.managers.email_identities",
    "EmailManager": "konigle._sync.managers.emails",
    "EmailTemplateManager": "konigle._sync.managers.email_templates",
    "model_to_dict": "konigle._managers.model_dict",
}

__getattr__, __dir__ = exports(__name__, _modules)
