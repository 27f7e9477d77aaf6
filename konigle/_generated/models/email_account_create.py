# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import ClassVar, Required, TypedDict

from konigle._core.models import CreateModel
from konigle._generated.models.base_email_account import BaseEmailAccount


class EmailAccountCreate(BaseEmailAccount, CreateModel):
    """Fields for creating an email account."""

    _blank_means_absent: ClassVar[frozenset[str]] = frozenset(
        {
            "default_from_email",
            "default_reply_to_email",
        }
    )


class EmailAccountCreateDict(TypedDict, total=False):
    """`EmailAccountCreate` as a dict."""

    name: Required[str]
    default_from_email: str | None
    default_from_name: str | None
    default_reply_to_email: str | None
    default_reply_to_name: str | None
