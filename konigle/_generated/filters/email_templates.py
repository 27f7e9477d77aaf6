# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.call import RequestOptions
from konigle._core.models import BaseFilters
from konigle._core.schema_types.fields import TagFilter
from konigle._generated.models.email_template_ordering import EmailTemplateOrdering


class EmailTemplateFilters(BaseFilters):
    """Conditions of `list_email_templates`; those that are not set, or None, are not sent."""

    q: str | None = Field(
        default=None,
        title="Search Query",
        description="Text to search for in the name, the code and the tags of the template.",
    )
    """Text to search for in the name, the code and the tags of the template."""

    tags: TagFilter | None = Field(
        default=None,
        title="Tags",
        description="Tags to match, separated by commas.",
    )
    """Tags to match, separated by commas."""

    is_base: bool | None = Field(
        default=None,
        title="Is Base Template",
        description="True for base templates only, false for all others.",
    )
    """True for base templates only, false for all others."""

    ordering: EmailTemplateOrdering | None = Field(
        default=None,
        title="Ordering",
        description="Field to sort by; a leading minus sign sorts in descending order.",
    )
    """Field to sort by; a leading minus sign sorts in descending order."""


class EmailTemplateQuery(RequestOptions, total=False):
    """The same as keyword arguments, beside the options of a call.

    Attributes:
        q: Text to search for in the name, the code and the tags of the template.
        tags: Tags to match, separated by commas.
        is_base: True for base templates only, false for all others.
        ordering: Field to sort by; a leading minus sign sorts in descending order.
    """

    q: str | None
    tags: TagFilter | None
    is_base: bool | None
    ordering: EmailTemplateOrdering | None
