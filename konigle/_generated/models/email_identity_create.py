# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import Required, TypedDict

from konigle._core.models import CreateModel
from konigle._generated.models.base_email_identity import BaseEmailIdentity


class EmailIdentityCreate(BaseEmailIdentity, CreateModel):
    """Fields for creating an email identity."""


class EmailIdentityCreateDict(TypedDict, total=False):
    """`EmailIdentityCreate` as a dict."""

    identity_value: Required[str]
