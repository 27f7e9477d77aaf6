# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import Annotated, TypedDict

from pydantic import Field

from konigle._core.models import UpdateModel
from konigle._core.schema_types.fields import LowerCased, not_given


class EmailChannelUpdate(UpdateModel):
    """Changes to an email channel; only its code can be changed."""

    code: Annotated[str, LowerCased] = Field(
        default_factory=not_given,
        title="Channel Code",
        description="Unique code of the channel, used when sending: letters, digits, -, _, lower case.",
        max_length=50,
        pattern=r"^[A-Za-z0-9_-]*[A-Za-z0-9][A-Za-z0-9_-]*$",
    )
    """Unique code of the channel, used when sending: letters, digits, -, _, lower case."""


class EmailChannelUpdateDict(TypedDict, total=False):
    """`EmailChannelUpdate` as a dict."""

    code: str
