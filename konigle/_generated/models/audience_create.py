# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import Required, TypedDict

from pydantic import Field

from konigle._core.body import reject_text
from konigle._core.models import CreateModel
from konigle._generated.models.base_audience import BaseAudience


class AudienceCreate(BaseAudience, CreateModel):
    """Fields for creating an audience."""

    code: str | None = Field(
        default=None,
        title="Audience Code",
        description="Slug of the audience; if left out, the server generates one from the name.",
        max_length=100,
        pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$",
    )
    """Slug of the audience; if left out, the server generates one from the name."""

    _check_audience_create = reject_text(
        tags="a list",
    )


class AudienceCreateDict(TypedDict, total=False):
    """`AudienceCreate` as a dict."""

    name: Required[str]
    description: str | None
    tags: Required[list[str]]
    code: str | None
