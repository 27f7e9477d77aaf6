# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.models import Payload


class BaseEmailIdentity(Payload):
    """Fields shared by an email identity and its create request."""

    identity_value: str = Field(
        title="Identity Value",
        description="The domain or address; cannot be changed.",
        max_length=255,
    )
    """The domain or address; cannot be changed."""
