# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import ClassVar

from pydantic import Field

from konigle._core.models import CreateModel
from konigle._core.schema_types.fields import FileInput
from konigle._generated.models.base_email import BaseEmail


class Email(BaseEmail, CreateModel):
    """An email to send, without files."""

    _blank_means_absent: ClassVar[frozenset[str]] = frozenset(
        {
            "from_email",
            "reply_to_email",
        }
    )

    attachments: list[FileInput] | None = Field(
        default=None,
        title="Attachments",
        description="Files: at most ten, 20 MiB each and 100 MiB together.",
        max_length=10,
    )
    """Files: at most ten, 20 MiB each and 100 MiB together."""
