# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.models import Payload


class BaseEmailIdentity(Payload):
    """What an email identity and the request to create one have in common."""

    identity_value: str = Field(
        title="Identity Value",
        description="The domain or address itself; fixed once it is created.",
        max_length=255,
    )
    """The domain or address itself; fixed once it is created."""
