# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from datetime import datetime
from typing import ClassVar, Required, TypedDict

from pydantic import Field

from konigle._core.body import reject_text
from konigle._core.models import Payload
from konigle._core.schema_types.fields import AwareTime, EmailOrBlank


class CampaignCreateEmail(Payload):
    """An email campaign together with the audience and the template to create for it."""

    _blank_means_absent: ClassVar[frozenset[str]] = frozenset(
        {
            "from_email",
            "reply_to_email",
        }
    )

    description: str | None = Field(
        default="",
        title="Description",
        description="Purpose of the campaign, for internal use; blank or null for none.",
    )
    """Purpose of the campaign, for internal use; blank or null for none."""

    scheduled_at: AwareTime | None = Field(
        default=None,
        title="Scheduled At",
        description="When sending starts, with a UTC offset; null to send when the campaign is started.",
    )
    """When sending starts, with a UTC offset; null to send when the campaign is started."""

    execution_duration_minutes: int | None = Field(
        default=None,
        title="Execution Duration (Minutes)",
        description="Minutes over which to spread sending; null for as fast as the channel allows.",
        ge=1,
        le=1440,
    )
    """Minutes over which to spread sending; null for as fast as the channel allows."""

    from_email: EmailOrBlank | None = Field(
        default="",
        title="From Email",
        description="Sender address; blank or null uses the account's default.",
    )
    """Sender address; blank or null uses the account's default."""

    from_name: str | None = Field(
        default="",
        title="From Name",
        description="Sender name; blank or null uses the account's default, which must then be set.",
        max_length=255,
    )
    """Sender name; blank or null uses the account's default, which must then be set."""

    reply_to_email: EmailOrBlank | None = Field(
        default="",
        title="Reply-To Email",
        description="Reply-to address; blank or null uses the account's default, which must then be set.",
    )
    """Reply-to address; blank or null uses the account's default, which must then be set."""

    reply_to_name: str | None = Field(
        default="",
        title="Reply-To Name",
        description="Reply-to name; blank or null uses the account's default, which must then be set.",
        max_length=255,
    )
    """Reply-to name; blank or null uses the account's default, which must then be set."""

    utm_code: str | None = Field(
        default="",
        title="UTM Code",
        description="Campaign code added to links for web analytics; blank or null for none.",
        max_length=100,
    )
    """Campaign code added to links for web analytics; blank or null for none."""

    campaign_name: str = Field(
        title="Campaign Name",
        description="Name of the campaign, for internal use.",
        max_length=255,
    )
    """Name of the campaign, for internal use."""

    email_channel: str = Field(
        title="Email Channel Code",
        description="Code (not the identifier) of the channel that sends the email.",
        max_length=50,
    )
    """Code (not the identifier) of the channel that sends the email."""

    contact_tags: list[str] = Field(
        title="Contact Tags",
        description="Contacts with one of these tags form the new audience.",
    )
    """Contacts with one of these tags form the new audience."""

    subject: str = Field(
        title="Email Subject",
        description="Subject line of the new template, with placeholders.",
        max_length=255,
    )
    """Subject line of the new template, with placeholders."""

    body_html: str = Field(
        title="HTML Body",
        description="HTML body of the new template, with placeholders.",
    )
    """HTML body of the new template, with placeholders."""

    body_text: str | None = Field(
        default="",
        title="Text Body",
        description="Plain text body of the new template; blank or null for none.",
    )
    """Plain text body of the new template; blank or null for none."""

    audience_name: str | None = Field(
        default="",
        title="Audience Name",
        description="Name of the new audience; blank or null uses the campaign's.",
        max_length=255,
    )
    """Name of the new audience; blank or null uses the campaign's."""

    template_name: str | None = Field(
        default="",
        title="Template Name",
        description="Name of the new template; blank or null uses the campaign's.",
        max_length=255,
    )
    """Name of the new template; blank or null uses the campaign's."""

    _check_campaign_create_email = reject_text(
        contact_tags="a list",
    )


class CampaignCreateEmailDict(TypedDict, total=False):
    """`CampaignCreateEmail` as a dict."""

    description: str | None
    scheduled_at: datetime | str | None
    execution_duration_minutes: int | None
    from_email: str | None
    from_name: str | None
    reply_to_email: str | None
    reply_to_name: str | None
    utm_code: str | None
    campaign_name: Required[str]
    email_channel: Required[str]
    contact_tags: Required[list[str]]
    subject: Required[str]
    body_html: Required[str]
    body_text: str | None
    audience_name: str | None
    template_name: str | None
