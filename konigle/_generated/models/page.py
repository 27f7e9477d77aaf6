# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.models import ResponseModel


class Page(ResponseModel):
    """What every page of a list says about itself, apart from its items."""

    count: int = Field(
        title="Count",
        description="How many resources match the filters, over all pages.",
        ge=0,
    )
    """How many resources match the filters, over all pages."""

    next: str | None = Field(
        default=None,
        title="Next",
        description="URL of the page after this one; null on the last.",
    )
    """URL of the page after this one; null on the last."""

    previous: str | None = Field(
        default=None,
        title="Previous",
        description="URL of the page before this one; null on the first.",
    )
    """URL of the page before this one; null on the first."""

    num_pages: int | None = Field(
        default=None,
        title="Number of Pages",
        description="How many pages there are at this page size; some servers leave it out.",
        ge=0,
    )
    """How many pages there are at this page size; some servers leave it out."""
