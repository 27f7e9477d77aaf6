# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import TypedDict

from pydantic import Field

from konigle._core.body import reject_text
from konigle._core.models import UpdateModel
from konigle._core.schema_types.fields import not_given


class AudienceUpdate(UpdateModel):
    """Changes to an audience; fields that are left out keep their values."""

    name: str = Field(
        default_factory=not_given,
        title="Audience Name",
        description="Display name of the segment.",
        max_length=255,
    )
    """Display name of the segment."""

    description: str | None = Field(
        default=None,
        title="Description",
        description="Free text about the segment; blank or null for none.",
    )
    """Free text about the segment; blank or null for none."""

    tags: list[str] = Field(
        default_factory=not_given,
        title="Tags",
        description="Contacts with one of these tags belong to the segment.",
    )
    """Contacts with one of these tags belong to the segment."""

    code: str = Field(
        default_factory=not_given,
        title="Audience Code",
        description="New slug of the audience; replaces the old one.",
        max_length=100,
        pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$",
    )
    """New slug of the audience; replaces the old one."""

    _check_audience_update = reject_text(
        tags="a list",
    )


class AudienceUpdateDict(TypedDict, total=False):
    """`AudienceUpdate` as a dict."""

    name: str
    description: str | None
    tags: list[str]
    code: str
