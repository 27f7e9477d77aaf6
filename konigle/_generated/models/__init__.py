# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Models of the reachout API; each module is loaded when its class is first asked for."""

from typing import TYPE_CHECKING

from konigle._lazy import exports

if TYPE_CHECKING:
    from konigle._generated.models.audience import AsyncAudience as AsyncAudience
    from konigle._generated.models.audience import Audience as Audience
    from konigle._generated.models.audience_create import AudienceCreate as AudienceCreate
    from konigle._generated.models.audience_create import AudienceCreateDict as AudienceCreateDict
    from konigle._generated.models.audience_page import AudiencePage as AudiencePage
    from konigle._generated.models.audience_update import AudienceUpdate as AudienceUpdate
    from konigle._generated.models.audience_update import AudienceUpdateDict as AudienceUpdateDict
    from konigle._generated.models.base_audience import BaseAudience as BaseAudience
    from konigle._generated.models.base_campaign import BaseCampaign as BaseCampaign
    from konigle._generated.models.base_contact import BaseContact as BaseContact
    from konigle._generated.models.base_email import BaseEmail as BaseEmail
    from konigle._generated.models.base_email_account import BaseEmailAccount as BaseEmailAccount
    from konigle._generated.models.base_email_channel import BaseEmailChannel as BaseEmailChannel
    from konigle._generated.models.base_email_identity import BaseEmailIdentity as BaseEmailIdentity
    from konigle._generated.models.base_email_template import BaseEmailTemplate as BaseEmailTemplate
    from konigle._generated.models.campaign import AsyncCampaign as AsyncCampaign
    from konigle._generated.models.campaign import Campaign as Campaign
    from konigle._generated.models.campaign_add_ltv import CampaignAddLTV as CampaignAddLTV
    from konigle._generated.models.campaign_add_ltv import CampaignAddLTVDict as CampaignAddLTVDict
    from konigle._generated.models.campaign_channel_type import CampaignChannelType as CampaignChannelType
    from konigle._generated.models.campaign_create import CampaignCreate as CampaignCreate
    from konigle._generated.models.campaign_create import CampaignCreateDict as CampaignCreateDict
    from konigle._generated.models.campaign_create_email import CampaignCreateEmail as CampaignCreateEmail
    from konigle._generated.models.campaign_create_email import (
        CampaignCreateEmailDict as CampaignCreateEmailDict,
    )
    from konigle._generated.models.campaign_create_email_result import (
        CampaignCreateEmailResult as CampaignCreateEmailResult,
    )
    from konigle._generated.models.campaign_execution import CampaignExecution as CampaignExecution
    from konigle._generated.models.campaign_execution_status import (
        CampaignExecutionStatus as CampaignExecutionStatus,
    )
    from konigle._generated.models.campaign_page import CampaignPage as CampaignPage
    from konigle._generated.models.campaign_schedule import CampaignSchedule as CampaignSchedule
    from konigle._generated.models.campaign_schedule import CampaignScheduleDict as CampaignScheduleDict
    from konigle._generated.models.campaign_status import CampaignStatus as CampaignStatus
    from konigle._generated.models.campaign_test_email import CampaignTestEmail as CampaignTestEmail
    from konigle._generated.models.campaign_test_email import CampaignTestEmailDict as CampaignTestEmailDict
    from konigle._generated.models.campaign_update import CampaignUpdate as CampaignUpdate
    from konigle._generated.models.campaign_update import CampaignUpdateDict as CampaignUpdateDict
    from konigle._generated.models.contact import AsyncContact as AsyncContact
    from konigle._generated.models.contact import Contact as Contact
    from konigle._generated.models.contact_create import ContactCreate as ContactCreate
    from konigle._generated.models.contact_create import ContactCreateDict as ContactCreateDict
    from konigle._generated.models.contact_page import ContactPage as ContactPage
    from konigle._generated.models.contact_source import ContactSource as ContactSource
    from konigle._generated.models.contact_update import ContactUpdate as ContactUpdate
    from konigle._generated.models.contact_update import ContactUpdateDict as ContactUpdateDict
    from konigle._generated.models.contact_update_ltv import ContactUpdateLTV as ContactUpdateLTV
    from konigle._generated.models.contact_update_ltv import ContactUpdateLTVDict as ContactUpdateLTVDict
    from konigle._generated.models.custom_mail_from import CustomMailFrom as CustomMailFrom
    from konigle._generated.models.custom_mail_from import CustomMailFromDict as CustomMailFromDict
    from konigle._generated.models.email import Email as Email
    from konigle._generated.models.email import EmailDict as EmailDict
    from konigle._generated.models.email_account import AsyncEmailAccount as AsyncEmailAccount
    from konigle._generated.models.email_account import EmailAccount as EmailAccount
    from konigle._generated.models.email_account_create import EmailAccountCreate as EmailAccountCreate
    from konigle._generated.models.email_account_create import (
        EmailAccountCreateDict as EmailAccountCreateDict,
    )
    from konigle._generated.models.email_account_page import EmailAccountPage as EmailAccountPage
    from konigle._generated.models.email_account_setup import EmailAccountSetup as EmailAccountSetup
    from konigle._generated.models.email_account_setup import EmailAccountSetupDict as EmailAccountSetupDict
    from konigle._generated.models.email_account_setup_result import (
        EmailAccountSetupResult as EmailAccountSetupResult,
    )
    from konigle._generated.models.email_account_update import EmailAccountUpdate as EmailAccountUpdate
    from konigle._generated.models.email_account_update import (
        EmailAccountUpdateDict as EmailAccountUpdateDict,
    )
    from konigle._generated.models.email_channel import AsyncEmailChannel as AsyncEmailChannel
    from konigle._generated.models.email_channel import EmailChannel as EmailChannel
    from konigle._generated.models.email_channel_create import EmailChannelCreate as EmailChannelCreate
    from konigle._generated.models.email_channel_create import (
        EmailChannelCreateDict as EmailChannelCreateDict,
    )
    from konigle._generated.models.email_channel_ordering import EmailChannelOrdering as EmailChannelOrdering
    from konigle._generated.models.email_channel_page import EmailChannelPage as EmailChannelPage
    from konigle._generated.models.email_channel_status import EmailChannelStatus as EmailChannelStatus
    from konigle._generated.models.email_channel_status import (
        EmailChannelStatusInput as EmailChannelStatusInput,
    )
    from konigle._generated.models.email_channel_type import EmailChannelType as EmailChannelType
    from konigle._generated.models.email_channel_type import EmailChannelTypeInput as EmailChannelTypeInput
    from konigle._generated.models.email_channel_update import EmailChannelUpdate as EmailChannelUpdate
    from konigle._generated.models.email_channel_update import (
        EmailChannelUpdateDict as EmailChannelUpdateDict,
    )
    from konigle._generated.models.email_identity import AsyncEmailIdentity as AsyncEmailIdentity
    from konigle._generated.models.email_identity import EmailIdentity as EmailIdentity
    from konigle._generated.models.email_identity_create import EmailIdentityCreate as EmailIdentityCreate
    from konigle._generated.models.email_identity_create import (
        EmailIdentityCreateDict as EmailIdentityCreateDict,
    )
    from konigle._generated.models.email_identity_ordering import (
        EmailIdentityOrdering as EmailIdentityOrdering,
    )
    from konigle._generated.models.email_identity_page import EmailIdentityPage as EmailIdentityPage
    from konigle._generated.models.email_identity_type import EmailIdentityType as EmailIdentityType
    from konigle._generated.models.email_identity_type import EmailIdentityTypeInput as EmailIdentityTypeInput
    from konigle._generated.models.email_identity_update import EmailIdentityUpdate as EmailIdentityUpdate
    from konigle._generated.models.email_identity_update import (
        EmailIdentityUpdateDict as EmailIdentityUpdateDict,
    )
    from konigle._generated.models.email_response import EmailResponse as EmailResponse
    from konigle._generated.models.email_template import AsyncEmailTemplate as AsyncEmailTemplate
    from konigle._generated.models.email_template import EmailTemplate as EmailTemplate
    from konigle._generated.models.email_template_create import EmailTemplateCreate as EmailTemplateCreate
    from konigle._generated.models.email_template_create import (
        EmailTemplateCreateDict as EmailTemplateCreateDict,
    )
    from konigle._generated.models.email_template_ordering import (
        EmailTemplateOrdering as EmailTemplateOrdering,
    )
    from konigle._generated.models.email_template_page import EmailTemplatePage as EmailTemplatePage
    from konigle._generated.models.email_template_update import EmailTemplateUpdate as EmailTemplateUpdate
    from konigle._generated.models.email_template_update import (
        EmailTemplateUpdateDict as EmailTemplateUpdateDict,
    )
    from konigle._generated.models.email_verification_status import (
        EmailVerificationStatus as EmailVerificationStatus,
    )
    from konigle._generated.models.email_verification_status import (
        EmailVerificationStatusInput as EmailVerificationStatusInput,
    )
    from konigle._generated.models.engagement_tracking import EngagementTracking as EngagementTracking
    from konigle._generated.models.engagement_tracking import EngagementTrackingDict as EngagementTrackingDict
    from konigle._generated.models.marketing_consent import MarketingConsent as MarketingConsent
    from konigle._generated.models.marketing_consent import MarketingConsentDict as MarketingConsentDict
    from konigle._generated.models.page import Page as Page

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
    "MarketingConsent",
    "MarketingConsentDict",
    "Page",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = exports(
        __name__,
        {
            "AsyncAudience": "konigle._generated.models.audience",
            "AsyncCampaign": "konigle._generated.models.campaign",
            "AsyncContact": "konigle._generated.models.contact",
            "AsyncEmailAccount": "konigle._generated.models.email_account",
            "AsyncEmailChannel": "konigle._generated.models.email_channel",
            "AsyncEmailIdentity": "konigle._generated.models.email_identity",
            "AsyncEmailTemplate": "konigle._generated.models.email_template",
            "Audience": "konigle._generated.models.audience",
            "AudienceCreate": "konigle._generated.models.audience_create",
            "AudienceCreateDict": "konigle._generated.models.audience_create",
            "AudiencePage": "konigle._generated.models.audience_page",
            "AudienceUpdate": "konigle._generated.models.audience_update",
            "AudienceUpdateDict": "konigle._generated.models.audience_update",
            "BaseAudience": "konigle._generated.models.base_audience",
            "BaseCampaign": "konigle._generated.models.base_campaign",
            "BaseContact": "konigle._generated.models.base_contact",
            "BaseEmail": "konigle._generated.models.base_email",
            "BaseEmailAccount": "konigle._generated.models.base_email_account",
            "BaseEmailChannel": "konigle._generated.models.base_email_channel",
            "BaseEmailIdentity": "konigle._generated.models.base_email_identity",
            "BaseEmailTemplate": "konigle._generated.models.base_email_template",
            "Campaign": "konigle._generated.models.campaign",
            "CampaignAddLTV": "konigle._generated.models.campaign_add_ltv",
            "CampaignAddLTVDict": "konigle._generated.models.campaign_add_ltv",
            "CampaignChannelType": "konigle._generated.models.campaign_channel_type",
            "CampaignCreate": "konigle._generated.models.campaign_create",
            "CampaignCreateDict": "konigle._generated.models.campaign_create",
            "CampaignCreateEmail": "konigle._generated.models.campaign_create_email",
            "CampaignCreateEmailDict": "konigle._generated.models.campaign_create_email",
            "CampaignCreateEmailResult": "konigle._generated.models.campaign_create_email_result",
            "CampaignExecution": "konigle._generated.models.campaign_execution",
            "CampaignExecutionStatus": "konigle._generated.models.campaign_execution_status",
            "CampaignPage": "konigle._generated.models.campaign_page",
            "CampaignSchedule": "konigle._generated.models.campaign_schedule",
            "CampaignScheduleDict": "konigle._generated.models.campaign_schedule",
            "CampaignStatus": "konigle._generated.models.campaign_status",
            "CampaignTestEmail": "konigle._generated.models.campaign_test_email",
            "CampaignTestEmailDict": "konigle._generated.models.campaign_test_email",
            "CampaignUpdate": "konigle._generated.models.campaign_update",
            "CampaignUpdateDict": "konigle._generated.models.campaign_update",
            "Contact": "konigle._generated.models.contact",
            "ContactCreate": "konigle._generated.models.contact_create",
            "ContactCreateDict": "konigle._generated.models.contact_create",
            "ContactPage": "konigle._generated.models.contact_page",
            "ContactSource": "konigle._generated.models.contact_source",
            "ContactUpdate": "konigle._generated.models.contact_update",
            "ContactUpdateDict": "konigle._generated.models.contact_update",
            "ContactUpdateLTV": "konigle._generated.models.contact_update_ltv",
            "ContactUpdateLTVDict": "konigle._generated.models.contact_update_ltv",
            "CustomMailFrom": "konigle._generated.models.custom_mail_from",
            "CustomMailFromDict": "konigle._generated.models.custom_mail_from",
            "Email": "konigle._generated.models.email",
            "EmailAccount": "konigle._generated.models.email_account",
            "EmailAccountCreate": "konigle._generated.models.email_account_create",
            "EmailAccountCreateDict": "konigle._generated.models.email_account_create",
            "EmailAccountPage": "konigle._generated.models.email_account_page",
            "EmailAccountSetup": "konigle._generated.models.email_account_setup",
            "EmailAccountSetupDict": "konigle._generated.models.email_account_setup",
            "EmailAccountSetupResult": "konigle._generated.models.email_account_setup_result",
            "EmailAccountUpdate": "konigle._generated.models.email_account_update",
            "EmailAccountUpdateDict": "konigle._generated.models.email_account_update",
            "EmailChannel": "konigle._generated.models.email_channel",
            "EmailChannelCreate": "konigle._generated.models.email_channel_create",
            "EmailChannelCreateDict": "konigle._generated.models.email_channel_create",
            "EmailChannelOrdering": "konigle._generated.models.email_channel_ordering",
            "EmailChannelPage": "konigle._generated.models.email_channel_page",
            "EmailChannelStatus": "konigle._generated.models.email_channel_status",
            "EmailChannelStatusInput": "konigle._generated.models.email_channel_status",
            "EmailChannelType": "konigle._generated.models.email_channel_type",
            "EmailChannelTypeInput": "konigle._generated.models.email_channel_type",
            "EmailChannelUpdate": "konigle._generated.models.email_channel_update",
            "EmailChannelUpdateDict": "konigle._generated.models.email_channel_update",
            "EmailDict": "konigle._generated.models.email",
            "EmailIdentity": "konigle._generated.models.email_identity",
            "EmailIdentityCreate": "konigle._generated.models.email_identity_create",
            "EmailIdentityCreateDict": "konigle._generated.models.email_identity_create",
            "EmailIdentityOrdering": "konigle._generated.models.email_identity_ordering",
            "EmailIdentityPage": "konigle._generated.models.email_identity_page",
            "EmailIdentityType": "konigle._generated.models.email_identity_type",
            "EmailIdentityTypeInput": "konigle._generated.models.email_identity_type",
            "EmailIdentityUpdate": "konigle._generated.models.email_identity_update",
            "EmailIdentityUpdateDict": "konigle._generated.models.email_identity_update",
            "EmailResponse": "konigle._generated.models.email_response",
            "EmailTemplate": "konigle._generated.models.email_template",
            "EmailTemplateCreate": "konigle._generated.models.email_template_create",
            "EmailTemplateCreateDict": "konigle._generated.models.email_template_create",
            "EmailTemplateOrdering": "konigle._generated.models.email_template_ordering",
            "EmailTemplatePage": "konigle._generated.models.email_template_page",
            "EmailTemplateUpdate": "konigle._generated.models.email_template_update",
            "EmailTemplateUpdateDict": "konigle._generated.models.email_template_update",
            "EmailVerificationStatus": "konigle._generated.models.email_verification_status",
            "EmailVerificationStatusInput": "konigle._generated.models.email_verification_status",
            "EngagementTracking": "konigle._generated.models.engagement_tracking",
            "EngagementTrackingDict": "konigle._generated.models.engagement_tracking",
            "MarketingConsent": "konigle._generated.models.marketing_consent",
            "MarketingConsentDict": "konigle._generated.models.marketing_consent",
            "Page": "konigle._generated.models.page",
        },
    )
