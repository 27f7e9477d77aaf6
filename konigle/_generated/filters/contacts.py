# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.call import RequestOptions
from konigle._core.models import BaseFilters
from konigle._core.schema_types.fields import TagFilter
from konigle._generated.models.contact_source import ContactSource


class ContactFilters(BaseFilters):
    """Conditions of `list_contacts`; those that are not set, or None, are not sent."""

    q: str | None = Field(
        default=None,
        title="Search Query",
        description="Text to search for in the email address of the contact.",
    )
    """Text to search for in the email address of the contact."""

    source: ContactSource | None = Field(
        default=None,
        title="Source",
        description="Only contacts from this source.",
    )
    """Only contacts from this source."""

    tags: TagFilter | None = Field(
        default=None,
        title="Tags",
        description="Tags to match, separated by commas.",
    )
    """Tags to match, separated by commas."""


class ContactQuery(RequestOptions, total=False):
    """The same as keyword arguments, beside the options of a call.

    Attributes:
        q: Text to search for in the email address of the contact.
        source: Only contacts from this source.
        tags: Tags to match, separated by commas.
    """

    q: str | None
    source: ContactSource | None
    tags: TagFilter | None
