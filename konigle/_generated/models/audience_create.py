# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.models import CreateModel
from konigle._generated.models.base_audience import BaseAudience


class AudienceCreate(BaseAudience, CreateModel):
    """What is needed to create an audience."""

    code: str | None = Field(
        default=None,
        title="Audience Code",
        description="Slug that is to name the audience; left out, the server makes one from the name.",
        max_length=100,
        pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$",
    )
    """Slug that is to name the audience; left out, the server makes one from the name."""
