# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import ClassVar, Required, TypedDict

from pydantic import Field

from konigle._core.body import reject_text
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

    _check_email = reject_text(
        to_email="a list of addresses",
        attachments="a list",
    )


class EmailDict(TypedDict, total=False):
    """`Email` as a dict."""

    to_email: Required[list[str]]
    subject: Required[str]
    body_html: Required[str]
    channel: Required[str]
    from_email: str | None
    body_text: str | None
    reply_to_email: str | None
    category: str | None
    save_as_template: bool
    headers: dict[str, str] | None
    attachments: list[FileInput] | None
