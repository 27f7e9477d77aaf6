"""What both managers of e-mail identities are configured with."""

from typing import Any, ClassVar

from pydantic import BaseModel

from konigle._generated.api import email_identities as api
from konigle._generated.filters import EmailIdentityFilters
from konigle._generated.models import EmailIdentity, EmailIdentityUpdate
from konigle._managers.base import Crud
from konigle._runtime.models import BaseFilters


class BaseEmailIdentityManager:
    """Configuration the managers of e-mail identities share."""

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
