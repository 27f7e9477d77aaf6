# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Configuration of `client.email_identities`."""

from typing import Any, ClassVar

from pydantic import BaseModel

from konigle._core.call import Crud
from konigle._core.models import BaseFilters
from konigle._generated.api import email_identities as api
from konigle._generated.filters.email_identities import EmailIdentityFilters
from konigle._generated.models.email_identity import EmailIdentity
from konigle._generated.models.email_identity_update import EmailIdentityUpdate


class BaseEmailIdentityManager:
    """Configuration of the managers of email identities."""

    base_path: ClassVar[str] = "/reachout/api/v1/identities"
    resource_class: ClassVar[type[Any]] = EmailIdentity
    resource_update_class: ClassVar[type[BaseModel] | None] = EmailIdentityUpdate
    filter_class: ClassVar[type[BaseFilters] | None] = EmailIdentityFilters
    _crud: ClassVar[Crud] = Crud(
        api.list_email_identities,
        api.get_email_identity,
        api.create_email_identity,
        api.update_email_identity,
        api.delete_email_identity,
    )
