"""What both managers of contacts are configured with."""

from typing import Any, ClassVar

from pydantic import BaseModel

from konigle._generated.api import contacts as api
from konigle._generated.filters import ContactFilters
from konigle._generated.models import Contact, ContactUpdate
from konigle._managers.base import Crud
from konigle._runtime.models import BaseFilters


class BaseContactManager:
    """Configuration the managers of contacts share."""

    base_path: ClassVar[str] = "/reachout/api/v1/contacts"
    resource_class: ClassVar[type[Any]] = Contact
    resource_update_class: ClassVar[type[BaseModel] | None] = ContactUpdate
    filter_class: ClassVar[type[BaseFilters] | None] = ContactFilters
    _crud: ClassVar[Crud] = Crud(
        api.list_contacts,
        api.get_contact,
        api.create_contact,
        api.update_contact,
        api.delete_contact,
    )
