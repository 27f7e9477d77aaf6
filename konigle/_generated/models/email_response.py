# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.models import ActionResult


class EmailResponse(ActionResult):
    """The result of an email."""

    status: str = Field(
        title="Status",
        description="Result of sending, as a code of the server.",
    )
    """Result of sending, as a code of the server."""

    message_id: str | None = Field(
        default=None,
        title="Email Message ID",
        description="Identifier of the email at the email service; null if there is none.",
    )
    """Identifier of the email at the email service; null if there is none."""

    template_id: str | None = Field(
        default=None,
        title="Template ID",
        description="Identifier of the stored template; null if none was requested.",
    )
    """Identifier of the stored template; null if none was requested."""
