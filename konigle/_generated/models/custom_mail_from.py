# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import Required, TypedDict

from pydantic import Field

from konigle._core.models import Payload


class CustomMailFrom(Payload):
    """The domain for the envelope sender of an identity."""

    mail_from_domain: str = Field(
        title="MAIL FROM Domain",
        description="Domain for the envelope sender, usually a subdomain of the identity's domain.",
        max_length=255,
    )
    """Domain for the envelope sender, usually a subdomain of the identity's domain."""


class CustomMailFromDict(TypedDict, total=False):
    """`CustomMailFrom` as a dict."""

    mail_from_domain: Required[str]
