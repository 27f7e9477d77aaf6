# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.call import RequestOptions
from konigle._core.models import BaseFilters
from konigle._core.schema_types.fields import TagFilter


class AudienceFilters(BaseFilters):
    """Conditions of `list_audiences`; those that are not set, or None, are not sent."""

    q: str | None = Field(
        default=None,
        title="Search Query",
        description="Text to search for in the name of the audience.",
    )
    """Text to search for in the name of the audience."""

    tags: TagFilter | None = Field(
        default=None,
        title="Tags",
        description="Tags to match, separated by commas.",
    )
    """Tags to match, separated by commas."""


class AudienceQuery(RequestOptions, total=False):
    """The same as keyword arguments, beside the options of a call.

    Attributes:
        q: Text to search for in the name of the audience.
        tags: Tags to match, separated by commas.
    """

    q: str | None
    tags: TagFilter | None
