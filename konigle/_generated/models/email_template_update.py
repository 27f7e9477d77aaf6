# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import TypedDict

from pydantic import Field

from konigle._core.body import reject_text
from konigle._core.models import UpdateModel
from konigle._core.schema_types.fields import not_given


class EmailTemplateUpdate(UpdateModel):
    """Changes to an email template; fields that are left out keep their values."""

    name: str = Field(
        default_factory=not_given,
        title="Template Name",
        description="Name of the template, for internal use.",
        max_length=255,
    )
    """Name of the template, for internal use."""

    code: str = Field(
        default_factory=not_given,
        title="Template Code",
        description="Unique code of the template.",
        max_length=100,
    )
    """Unique code of the template."""

    subject: str = Field(
        default_factory=not_given,
        title="Subject Template",
        description="Subject line; placeholders in Jinja syntax are rendered for each recipient.",
    )
    """Subject line; placeholders in Jinja syntax are rendered for each recipient."""

    body_html: str = Field(
        default_factory=not_given,
        title="HTML Body Template",
        description="HTML body; placeholders in Jinja syntax are rendered for each recipient.",
    )
    """HTML body; placeholders in Jinja syntax are rendered for each recipient."""

    body_text: str | None = Field(
        default=None,
        title="Text Body Template",
        description="Plain text body, with placeholders; blank or null for none.",
    )
    """Plain text body, with placeholders; blank or null for none."""

    tags: list[str] = Field(
        default_factory=not_given,
        title="Tags",
        description="Tags of the template.",
    )
    """Tags of the template."""

    is_base: bool | None = Field(
        default=None,
        title="Is Base Template",
        description="Whether this is the account's base template; null counts as false.",
    )
    """Whether this is the account's base template; null counts as false."""

    _check_email_template_update = reject_text(
        tags="a list",
    )


class EmailTemplateUpdateDict(TypedDict, total=False):
    """`EmailTemplateUpdate` as a dict."""

    name: str
    code: str
    subject: str
    body_html: str
    body_text: str | None
    tags: list[str]
    is_base: bool | None
