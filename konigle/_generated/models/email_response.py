# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.models import ActionResult


class EmailResponse(ActionResult):
    """What became of a mail."""

    status: str = Field(
        title="Status",
        description="Outcome of the attempt, as the server's code for it.",
    )
    """Outcome of the attempt, as the server's code for it."""

    message_id: str | None = Field(
        default=None,
        title="Email Message ID",
        description="Identifier of the mail at the mail service; null if there is none.",
    )
    """Identifier of the mail at the mail service; null if there is none."""

    template_id: str | None = Field(
        default=None,
        title="Template ID",
        description="Identifier of the template that was kept; null if none was asked for.",
    )
    """Identifier of the template that was kept; null if none was asked for."""
