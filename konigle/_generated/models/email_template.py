# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._generated.models.base_email_template import BaseEmailTemplate
from konigle._runtime.models import TimestampedResource


class EmailTemplate(BaseEmailTemplate, TimestampedResource):
    """Mail content with placeholders that can be used again."""

    account: str = Field(
        title="Account ID",
        description="Identifier of the account that the template belongs to.",
    )
    """Identifier of the account that the template belongs to."""

    preview_url: str | None = Field(
        default=None,
        title="Preview URL",
        description="URL where the rendered template can be looked at; null if there is none.",
    )
    """URL where the rendered template can be looked at; null if there is none."""

    def __str__(self) -> str:
        return f"EmailTemplate(id={self.id} name={self.name} code={self.code})"
