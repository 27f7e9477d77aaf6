# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import TYPE_CHECKING

from pydantic import Field

from konigle._core.models import TimestampedResource
from konigle._generated.models.base_audience import BaseAudience


class Audience(BaseAudience, TimestampedResource):
    """A segment of contacts, selected by tag, that campaigns can be sent to."""

    description: str | None = Field(
        default=None,
        title="Description",
        description="Free text about the segment; blank or null for none.",
    )
    """Free text about the segment; blank or null for none."""

    code: str = Field(
        title="Audience Code",
        description="Unique slug of the audience, for example in filters.",
        max_length=100,
        pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$",
    )
    """Unique slug of the audience, for example in filters."""

    def __str__(self) -> str:
        return f"Audience(id={self.id} code={self.code} name={self.name})"


if TYPE_CHECKING:
    from konigle._core.records import AsyncRecord

    class AsyncAudience(AsyncRecord, Audience):
        """The `Audience` of an async client, with `asave()` instead of `save()`; for type checkers."""

else:
    AsyncAudience = Audience
