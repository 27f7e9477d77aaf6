# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.models import Payload


class BaseAudience(Payload):
    """Fields shared by an audience and its create request."""

    name: str = Field(
        title="Audience Name",
        description="Display name of the segment.",
        max_length=255,
    )
    """Display name of the segment."""

    description: str | None = Field(
        default="",
        title="Description",
        description="Free text about the segment; blank or null for none.",
    )
    """Free text about the segment; blank or null for none."""

    tags: list[str] = Field(
        title="Tags",
        description="Contacts with one of these tags belong to the segment.",
    )
    """Contacts with one of these tags belong to the segment."""
