# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import ClassVar

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
