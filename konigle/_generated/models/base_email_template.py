# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.models import Payload


class BaseEmailTemplate(Payload):
    """Fields shared by an email template and its create request."""

    name: str = Field(
        title="Template Name",
        description="Name of the template, for internal use.",
        max_length=255,
    )
    """Name of the template, for internal use."""

    code: str = Field(
        title="Template Code",
        description="Unique code of the template.",
        max_length=100,
    )
    """Unique code of the template."""

    subject: str = Field(
        title="Subject Template",
        description="Subject line; placeholders in Jinja syntax are rendered for each recipient.",
    )
    """Subject line; placeholders in Jinja syntax are rendered for each recipient."""

    body_html: str = Field(
        title="HTML Body Template",
        description="HTML body; placeholders in Jinja syntax are rendered for each recipient.",
    )
    """HTML body; placeholders in Jinja syntax are rendered for each recipient."""

    body_text: str | None = Field(
        default="",
        title="Text Body Template",
        description="Plain text body, with placeholders; blank or null for none.",
    )
    """Plain text body, with placeholders; blank or null for none."""

    tags: list[str] = Field(
        default_factory=list[str],
        title="Tags",
        description="Tags of the template.",
    )
    """Tags of the template."""

    is_base: bool | None = Field(
        default=False,
        title="Is Base Template",
        description="Whether this is the account's base template; null counts as false.",
    )
    """Whether this is the account's base template; null counts as false."""
