# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from konigle._core.models import CreateModel
from konigle._generated.models.base_contact import BaseContact


class ContactCreate(BaseContact, CreateModel):
    """Fields for creating a contact."""
