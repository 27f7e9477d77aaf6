# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Configuration of `client.contacts`."""

from typing import Any, ClassVar

from pydantic import BaseModel

from konigle._core.call import Crud
from konigle._core.models import BaseFilters
from konigle._generated.api import contacts as api
from konigle._generated.filters.contacts import ContactFilters
from konigle._generated.models.contact import Contact
from konigle._generated.models.contact_update import ContactUpdate


class BaseContactManager:
    """Configuration of the managers of contacts."""

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
