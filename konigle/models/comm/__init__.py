# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Models of Konigle Reachout: resources, what creates and changes them, and the values inside them."""

from typing import TYPE_CHECKING

from konigle._lazy import exports

if TYPE_CHECKING:
    from konigle._core.models import BaseFilters as BaseFilters
    from konigle._core.models import BaseResource as BaseResource
    from konigle._core.models import CreateModel as CreateModel
    from konigle._core.models import IDMixin as IDMixin
    from konigle._core.models import TimestampedResource as TimestampedResource
    from konigle._core.models import TimestampMixin as TimestampMixin
    from konigle._core.models import UpdateModel as UpdateModel
    from konigle._generated.models import AsyncAudience as AsyncAudience
    from konigle._generated.models import AsyncCampaign as AsyncCampaign
    from konigle._generated.models import AsyncContact as AsyncContact
    from konigle._generated.models import AsyncEmailAccount as AsyncEmailAccount
    from konigle._generated.models import AsyncEmailChannel as AsyncEmailChannel
    from konigle._generated.models import AsyncEmailIdentity as AsyncEmailIdentity
    from konigle._generated.models import AsyncEmailTemplate as AsyncEmailTemplate
    from konigle._generated.models import Audience as Audience
    from konigle._generated.models import AudienceCreate as AudienceCreate
    from konigle._generated.models import AudienceCreateDict as AudienceCreateDict
    from konigle._generated.models import AudiencePage as AudiencePage
    from konigle._generated.models import AudienceUpdate as AudienceUpdate
    from konigle._generated.models import AudienceUpdateDict as AudienceUpdateDict
    from konigle._generated.models import BaseAudience as BaseAudience
    from konigle._generated.models import BaseCampaign as BaseCampaign
    from konigle._generated.models import BaseContact as BaseContact
    from konigle._generated.models import BaseEmail as BaseEmail
    from konigle._generated.models import BaseEmailAccount as BaseEmailAccount
    from konigle._generated.models import BaseEmailChannel as BaseEmailChannel
    from konigle._generated.models import BaseEmailIdentity as BaseEmailIdentity
    from konigle._generated.models import BaseEmailTemplate as BaseEmailTemplate
    from konigle._generated.models import Campaign as Campaign
    from konigle._generated.models import CampaignAddLTV as CampaignAddLTV
    from konigle._generated.models import CampaignAddLTVDict as CampaignAddLTVDict
    from konigle._generated.models import CampaignChannelType as CampaignChannelType
    from konigle._generated.models import CampaignCreate as CampaignCreate
    from konigle._generated.models import CampaignCreateDict as CampaignCreateDict
    from konigle._generated.models import CampaignCreateEmail as CampaignCreateEmail
    from konigle._generated.models import CampaignCreateEmailDict as CampaignCreateEmailDict
    from konigle._generated.models import CampaignCreateEmailResult as CampaignCreateEmailResult
    from konigle._generated.models import CampaignExecution as CampaignExecution
    from konigle._generated.models import CampaignExecutionStatus as CampaignExecutionStatus
    from konigle._generated.models import CampaignPage as CampaignPage
    from konigle._generated.models import CampaignSchedule as CampaignSchedule
    from konigle._generated.models import CampaignScheduleDict as CampaignScheduleDict
    from konigle._generated.models import CampaignStatus as CampaignStatus
    from konigle._generated.models import CampaignTestEmail as CampaignTestEmail
    from konigle._generated.models import CampaignTestEmailDict as CampaignTestEmailDict
    from konigle._generated.models import CampaignUpdate as CampaignUpdate
    from konigle._generated.models import CampaignUpdateDict as CampaignUpdateDict
    from konigle._generated.models import Contact as Contact
    from konigle._generated.models import ContactCreate as ContactCreate
    from konigle._generated.models import ContactCreateDict as ContactCreateDict
    from konigle._generated.models import ContactPage as ContactPage
    from konigle._generated.models import ContactSource as ContactSource
    from konigle._generated.models import ContactUpdate as ContactUpdate
    from konigle._generated.models import ContactUpdateDict as ContactUpdateDict
    from konigle._generated.models import ContactUpdateLTV as ContactUpdateLTV
    from konigle._generated.models import ContactUpdateLTVDict as ContactUpdateLTVDict
    from konigle._generated.models import CustomMailFrom as CustomMailFrom
    from konigle._generated.models import CustomMailFromDict as CustomMailFromDict
    from konigle._generated.models import Email as Email
    from konigle._generated.models import EmailAccount as EmailAccount
    from konigle._generated.models import EmailAccountCreate as EmailAccountCreate
    from konigle._generated.models import EmailAccountCreateDict as EmailAccountCreateDict
    from konigle._generated.models import EmailAccountPage as EmailAccountPage
    from konigle._generated.models import EmailAccountSetup as EmailAccountSetup
    from konigle._generated.models import EmailAccountSetupDict as EmailAccountSetupDict
    from konigle._generated.models import EmailAccountSetupResult as EmailAccountSetupResult
    from konigle._generated.models import EmailAccountUpdate as EmailAccountUpdate
    from konigle._generated.models import EmailAccountUpdateDict as EmailAccountUpdateDict
    from konigle._generated.models import EmailChannel as EmailChannel
    from konigle._generated.models import EmailChannelCreate as EmailChannelCreate
    from konigle._generated.models import EmailChannelCreateDict as EmailChannelCreateDict
    from konigle._generated.models import EmailChannelOrdering as EmailChannelOrdering
    from konigle._generated.models import EmailChannelPage as EmailChannelPage
    from konigle._generated.models import EmailChannelStatus as EmailChannelStatus
    from konigle._generated.models import EmailChannelStatusInput as EmailChannelStatusInput
    from konigle._generated.models import EmailChannelType as EmailChannelType
    from konigle._generated.models import EmailChannelTypeInput as EmailChannelTypeInput
    from konigle._generated.models import EmailChannelUpdate as EmailChannelUpdate
    from konigle._generated.models import EmailChannelUpdateDict as EmailChannelUpdateDict
    from konigle._generated.models import EmailDict as EmailDict
    from konigle._generated.models import EmailIdentity as EmailIdentity
    from konigle._generated.models import EmailIdentityCreate as EmailIdentityCreate
    from konigle._generated.models import EmailIdentityCreateDict as EmailIdentityCreateDict
    from konigle._generated.models import EmailIdentityOrdering as EmailIdentityOrdering
    from konigle._generated.models import EmailIdentityPage as EmailIdentityPage
    from konigle._generated.models import EmailIdentityType as EmailIdentityType
    from konigle._generated.models import EmailIdentityTypeInput as EmailIdentityTypeInput
    from konigle._generated.models import EmailIdentityUpdate as EmailIdentityUpdate
    from konigle._generated.models import EmailIdentityUpdateDict as EmailIdentityUpdateDict
    from konigle._generated.models import EmailResponse as EmailResponse
    from konigle._generated.models import EmailTemplate as EmailTemplate
    from konigle._generated.models import EmailTemplateCreate as EmailTemplateCreate
    from konigle._generated.models import EmailTemplateCreateDict as EmailTemplateCreateDict
    from konigle._generated.models import EmailTemplateOrdering as EmailTemplateOrdering
    from konigle._generated.models import EmailTemplatePage as EmailTemplatePage
    from konigle._generated.models import EmailTemplateUpdate as EmailTemplateUpdate
    from konigle._generated.models import EmailTemplateUpdateDict as EmailTemplateUpdateDict
    from konigle._generated.models import EmailVerificationStatus as EmailVerificationStatus
    from konigle._generated.models import EmailVerificationStatusInput as EmailVerificationStatusInput
    from konigle._generated.models import EngagementTracking as EngagementTracking
    from konigle._generated.models import EngagementTrackingDict as EngagementTrackingDict
    from konigle._generated.models import MarketingConsent as MarketingConsent
    from konigle._generated.models import MarketingConsentDict as MarketingConsentDict
    from konigle._generated.models import Page as Page

__all__ = [
    "AsyncAudience",
    "AsyncCampaign",
    "AsyncContact",
    "AsyncEmailAccount",
    "AsyncEmailChannel",
    "AsyncEmailIdentity",
    "AsyncEmailTemplate",
    "Audience",
    "AudienceCreate",
    "AudienceCreateDict",
    "AudiencePage",
    "AudienceUpdate",
    "AudienceUpdateDict",
    "BaseAudience",
    "BaseCampaign",
    "BaseContact",
    "BaseEmail",
    "BaseEmailAccount",
    "BaseEmailChannel",
    "BaseEmailIdentity",
    "BaseEmailTemplate",
    "BaseFilters",
    "BaseResource",
    "Campaign",
    "CampaignAddLTV",
    "CampaignAddLTVDict",
    "CampaignChannelType",
    "CampaignCreate",
    "CampaignCreateDict",
    "CampaignCreateEmail",
    "CampaignCreateEmailDict",
    "CampaignCreateEmailResult",
    "CampaignExecution",
    "CampaignExecutionStatus",
    "CampaignPage",
    "CampaignSchedule",
    "CampaignScheduleDict",
    "CampaignStatus",
    "CampaignTestEmail",
    "CampaignTestEmailDict",
    "CampaignUpdate",
    "CampaignUpdateDict",
    "Contact",
    "ContactCreate",
    "ContactCreateDict",
    "ContactPage",
    "ContactSource",
    "ContactUpdate",
    "ContactUpdateDict",
    "ContactUpdateLTV",
    "ContactUpdateLTVDict",
    "CreateModel",
    "CustomMailFrom",
    "CustomMailFromDict",
    "Email",
    "EmailAccount",
    "EmailAccountCreate",
    "EmailAccountCreateDict",
    "EmailAccountPage",
    "EmailAccountSetup",
    "EmailAccountSetupDict",
    "EmailAccountSetupResult",
    "EmailAccountUpdate",
    "EmailAccountUpdateDict",
    "EmailChannel",
    "EmailChannelCreate",
    "EmailChannelCreateDict",
    "EmailChannelOrdering",
    "EmailChannelPage",
    "EmailChannelStatus",
    "EmailChannelStatusInput",
    "EmailChannelType",
    "EmailChannelTypeInput",
    "EmailChannelUpdate",
    "EmailChannelUpdateDict",
    "EmailDict",
    "EmailIdentity",
    "EmailIdentityCreate",
    "EmailIdentityCreateDict",
    "EmailIdentityOrdering",
    "EmailIdentityPage",
    "EmailIdentityType",
    "EmailIdentityTypeInput",
    "EmailIdentityUpdate",
    "EmailIdentityUpdateDict",
    "EmailResponse",
    "EmailTemplate",
    "EmailTemplateCreate",
    "EmailTemplateCreateDict",
    "EmailTemplateOrdering",
    "EmailTemplatePage",
    "EmailTemplateUpdate",
    "EmailTemplateUpdateDict",
    "EmailVerificationStatus",
    "EmailVerificationStatusInput",
    "EngagementTracking",
    "EngagementTrackingDict",
    "IDMixin",
    "MarketingConsent",
    "MarketingConsentDict",
    "Page",
    "TimestampMixin",
    "TimestampedResource",
    "UpdateModel",
]
_modules = {
    "AsyncAudience": "konigle._generated.models",
    "AsyncCampaign": "konigle._generated.models",
    "AsyncContact": "konigle._generated.models",
    "AsyncEmailAccount": "konigle._generated.models",
    "AsyncEmailChannel": "konigle._generated.models",
    "AsyncEmailIdentity": "konigle._generated.models",
    "AsyncEmailTemplate": "konigle._generated.models",
    "Audience": "konigle._generated.models",
    "AudienceCreate": "konigle._generated.models",
    "AudienceCreateDict": "konigle._generated.models",
    "AudiencePage": "konigle._generated.models",
    "AudienceUpdate": "konigle._generated.models",
    "AudienceUpdateDict": "konigle._generated.models",
    "BaseAudience": "konigle._generated.models",
    "BaseCampaign": "konigle._generated.models",
    "BaseContact": "konigle._generated.models",
    "BaseEmail": "konigle._generated.models",
    "BaseEmailAccount": "konigle._generated.models",
    "BaseEmailChannel": "konigle._generated.models",
    "BaseEmailIdentity": "konigle._generated.models",
    "BaseEmailTemplate": "konigle._generated.models",
    "BaseFilters": "konigle._core.models",
    "BaseResource": "konigle._core.models",
    "Campaign": "konigle._generated.models",
    "CampaignAddLTV": "konigle._generated.models",
    "CampaignAddLTVDict": "konigle._generated.models",
    "CampaignChannelType": "konigle._generated.models",
    "CampaignCreate": "konigle._generated.models",
    "CampaignCreateDict": "konigle._generated.models",
    "CampaignCreateEmail": "konigle._generated.models",
    "CampaignCreateEmailDict": "konigle._generated.models",
    "CampaignCreateEmailResult": "konigle._generated.models",
    "CampaignExecution": "konigle._generated.models",
    "CampaignExecutionStatus": "konigle._generated.models",
    "CampaignPage": "konigle._generated.models",
    "CampaignSchedule": "konigle._generated.models",
    "CampaignScheduleDict": "konigle._generated.models",
    "CampaignStatus": "konigle._generated.models",
    "CampaignTestEmail": "konigle._generated.models",
    "CampaignTestEmailDict": "konigle._generated.models",
    "CampaignUpdate": "konigle._generated.models",
    "CampaignUpdateDict": "konigle._generated.models",
    "Contact": "konigle._generated.models",
    "ContactCreate": "konigle._generated.models",
    "ContactCreateDict": "konigle._generated.models",
    "ContactPage": "konigle._generated.models",
    "ContactSource": "konigle._generated.models",
    "ContactUpdate": "konigle._generated.models",
    "ContactUpdateDict": "konigle._generated.models",
    "ContactUpdateLTV": "konigle._generated.models",
    "ContactUpdateLTVDict": "konigle._generated.models",
    "CreateModel": "konigle._core.models",
    "CustomMailFrom": "konigle._generated.models",
    "CustomMailFromDict": "konigle._generated.models",
    "Email": "konigle._generated.models",
    "EmailAccount": "konigle._generated.models",
    "EmailAccountCreate": "konigle._generated.models",
    "EmailAccountCreateDict": "konigle._generated.models",
    "EmailAccountPage": "konigle._generated.models",
    "EmailAccountSetup": "konigle._generated.models",
    "EmailAccountSetupDict": "konigle._generated.models",
    "EmailAccountSetupResult": "konigle._generated.models",
    "EmailAccountUpdate": "konigle._generated.models",
    "EmailAccountUpdateDict": "konigle._generated.models",
    "EmailChannel": "konigle._generated.models",
    "EmailChannelCreate": "konigle._generated.models",
    "EmailChannelCreateDict": "konigle._generated.models",
    "EmailChannelOrdering": "konigle._generated.models",
    "EmailChannelPage": "konigle._generated.models",
    "EmailChannelStatus": "konigle._generated.models",
    "EmailChannelStatusInput": "konigle._generated.models",
    "EmailChannelType": "konigle._generated.models",
    "EmailChannelTypeInput": "konigle._generated.models",
    "EmailChannelUpdate": "konigle._generated.models",
    "EmailChannelUpdateDict": "konigle._generated.models",
    "EmailDict": "konigle._generated.models",
    "EmailIdentity": "konigle._generated.models",
    "EmailIdentityCreate": "konigle._generated.models",
    "EmailIdentityCreateDict": "konigle._generated.models",
    "EmailIdentityOrdering": "konigle._generated.models",
    "EmailIdentityPage": "konigle._generated.models",
    "EmailIdentityType": "konigle._generated.models",
    "EmailIdentityTypeInput": "konigle._generated.models",
    "EmailIdentityUpdate": "konigle._generated.models",
    "EmailIdentityUpdateDict": "konigle._generated.models",
    "EmailResponse": "konigle._generated.models",
    "EmailTemplate": "konigle._generated.models",
    "EmailTemplateCreate": "konigle._generated.models",
    "EmailTemplateCreateDict": "konigle._generated.models",
    "EmailTemplateOrdering": "konigle._generated.models",
    "EmailTemplatePage": "konigle._generated.models",
    "EmailTemplateUpdate": "konigle._generated.models",
    "EmailTemplateUpdateDict": "konigle._generated.models",
    "EmailVerificationStatus": "konigle._generated.models",
    "EmailVerificationStatusInput": "konigle._generated.models",
    "EngagementTracking": "konigle._generated.models",
    "EngagementTrackingDict": "konigle._generated.models",
    "IDMixin": "konigle._core.models",
    "MarketingConsent": "konigle._generated.models",
    "MarketingConsentDict": "konigle._generated.models",
    "Page": "konigle._generated.models",
    "TimestampMixin": "konigle._core.models",
    "TimestampedResource": "konigle._core.models",
    "UpdateModel": "konigle._core.models",
}

__getattr__, __dir__ = exports(__name__, _modules)
