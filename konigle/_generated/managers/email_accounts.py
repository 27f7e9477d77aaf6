# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Configuration of `client.email_accounts`."""

from typing import Any, ClassVar

from pydantic import BaseModel

from konigle._core.call import Crud
from konigle._core.models import BaseFilters
from konigle._generated.api import email_accounts as api
from konigle._generated.filters.email_accounts import EmailAccountFilters
from konigle._generated.models.email_account import EmailAccount
from konigle._generated.models.email_account_update import EmailAccountUpdate


class BaseEmailAccountManager:
    """Configuration of the managers of email accounts."""

    base_path: ClassVar[str] = "/reachout/api/v1/accounts"
    resource_class: ClassVar[type[Any]] = EmailAccount
    resource_update_class: ClassVar[type[BaseModel] | None] = EmailAccountUpdate
    filter_class: ClassVar[type[BaseFilters] | None] = EmailAccountFilters
    _crud: ClassVar[Crud] = Crud(
        api.list_email_accounts,
        api.get_email_account,
        api.create_email_account,
        api.update_email_account,
        api.delete_email_account,
    )
