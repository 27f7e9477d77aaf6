# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from konigle._generated.models.base_contact import BaseContact
from konigle._runtime.models import CreateModel


class ContactCreate(BaseContact, CreateModel):
    """What is needed to create a contact."""
