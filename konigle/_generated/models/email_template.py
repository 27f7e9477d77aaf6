# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import TYPE_CHECKING

from pydantic import Field

from konigle._core.models import TimestampedResource
from konigle._generated.models.base_email_template import BaseEmailTemplate


class EmailTemplate(BaseEmailTemplate, TimestampedResource):
    """Reusable email content with placeholders."""

    body_text: str | None = Field(
        default=None,
        title="Text Body Template",
        description="Plain text body, with placeholders; blank or null for none.",
    )
    """Plain text body, with placeholders; blank or null for none."""

    tags: list[str] | None = Field(  # type: ignore[assignment]  # pyright: ignore[reportIncompatibleVariableOverride]  # None: the response left it out
        default=None,
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

    account: str = Field(
        title="Account ID",
        description="Identifier of the account that the template belongs to.",
    )
    """Identifier of the account that the template belongs to."""

    preview_url: str | None = Field(
        default=None,
        title="Preview URL",
        description="URL of a preview of the rendered template; null if there is none.",
    )
    """URL of a preview of the rendered template; null if there is none."""

    def __str__(self) -> str:
        return f"EmailTemplate(id={self.id} name={self.name} code={self.code})"


if TYPE_CHECKING:
    from konigle._core.records import AsyncRecord

    class AsyncEmailTemplate(AsyncRecord, EmailTemplate):
        """The `EmailTemplate` of an async client, with `asave()` instead of `save()`; for type checkers."""

else:
    AsyncEmailTemplate = EmailTemplate
