# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.models import ResponseModel


class Page(ResponseModel):
    """The metadata of every page of a list."""

    count: int = Field(
        title="Count",
        description="The number of resources that match the filters, over all pages.",
        ge=0,
    )
    """The number of resources that match the filters, over all pages."""

    next: str | None = Field(
        default=None,
        title="Next",
        description="URL of the next page; null on the last.",
    )
    """URL of the next page; null on the last."""

    previous: str | None = Field(
        default=None,
        title="Previous",
        description="URL of the previous page; null on the first.",
    )
    """URL of the previous page; null on the first."""

    num_pages: int | None = Field(
        default=None,
        title="Number of Pages",
        description="The number of pages at this page size; some servers leave it out.",
        ge=0,
    )
    """The number of pages at this page size; some servers leave it out."""
