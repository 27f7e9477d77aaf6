# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import Annotated

from pydantic import Field

from konigle._core.models import Payload
from konigle._core.schema_types.fields import EmailAddress, EmailOrBlank


class BaseEmail(Payload):
    """An email without its files."""

    to_email: list[EmailAddress] = Field(
        title="To Email",
        description="Addresses of the recipients, at least one.",
        min_length=1,
    )
    """Addresses of the recipients, at least one."""

    subject: str = Field(
        title="Subject",
        description="Subject line.",
        max_length=255,
    )
    """Subject line."""

    body_html: str = Field(
        title="HTML Body",
        description="Body as HTML.",
    )
    """Body as HTML."""

    channel: str = Field(
        title="Channel",
        description="Code (not the identifier) of the channel that sends the email.",
        max_length=20,
    )
    """Code (not the identifier) of the channel that sends the email."""

    from_email: EmailOrBlank | None = Field(
        default=None,
        title="From Email",
        description="Sender address; left out or blank uses the account's default.",
    )
    """Sender address; left out or blank uses the account's default."""

    body_text: str | None = Field(
        default=None,
        title="Text Body",
        description="Body as plain text, for readers without HTML.",
    )
    """Body as plain text, for readers without HTML."""

    reply_to_email: EmailOrBlank | None = Field(
        default=None,
        title="Reply-To Email",
        description="Reply-to address; left out or blank uses the account's default.",
    )
    """Reply-to address; left out or blank uses the account's default."""

    category: str | None = Field(
        default=None,
        title="Category",
        description="Notification category; contacts who unsubscribed from it get no email.",
        max_length=50,
    )
    """Notification category; contacts who unsubscribed from it get no email."""

    save_as_template: bool = Field(
        default=False,
        title="Save as Template",
        description="Whether to also store the content as a template.",
    )
    """Whether to also store the content as a template."""

    headers: dict[Annotated[str, Field(pattern=r"^X-")], str] | None = Field(
        default=None,
        title="Custom Headers",
        description="Additional headers of the email by name; each name starts with X-.",
    )
    """Additional headers of the email by name; each name starts with X-."""
