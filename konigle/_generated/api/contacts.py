# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""People who can receive email, with their consent and revenue."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from konigle._core.body import json_body
from konigle._core.call import Call, Operation
from konigle._core.decoding import decode_empty, decode_model
from konigle._generated.filters.contacts import ContactFilters
from konigle._generated.models.contact import Contact
from konigle._generated.models.contact_create import ContactCreate
from konigle._generated.models.contact_page import ContactPage
from konigle._generated.models.contact_update import ContactUpdate
from konigle._generated.models.contact_update_ltv import ContactUpdateLTV

_LIST_CONTACTS = Operation("listContacts", "GET", "/reachout/api/v1/contacts", "safe")
_CREATE_CONTACT = Operation(
    "createContact",
    "POST",
    "/reachout/api/v1/contacts",
    "once",
    recovery="Check with `client.contacts.list(q=…)`",
)
_GET_CONTACT = Operation("getContact", "GET", "/reachout/api/v1/contacts/{contact_id}", "safe")
_UPDATE_CONTACT = Operation("updateContact", "PATCH", "/reachout/api/v1/contacts/{contact_id}", "settled")
_DELETE_CONTACT = Operation("deleteContact", "DELETE", "/reachout/api/v1/contacts/{contact_id}", "settled")
_UPDATE_CONTACT_LTV = Operation(
    "updateContactLtv",
    "POST",
    "/reachout/api/v1/contacts/update-ltv",
    "once",
    recovery="Check `ltv` with `client.contacts.list(q=…)`",
)

__all__ = [
    "create_contact",
    "delete_contact",
    "get_contact",
    "list_contacts",
    "update_contact",
    "update_contact_ltv",
]


def list_contacts(
    filters: ContactFilters | None = None, page: int = 1, page_size: int = 20
) -> Call[ContactPage]:
    """List contacts.

    Returns one page of contacts that match the filters.

    Args:
        filters: Conditions; none for the whole collection.
        page: Page number, from 1.
        page_size: Number of resources per page, at most 200.

    Returns:
        The call, not sent yet. Its result: A page of contacts.

    Idempotent; retried automatically.
    """
    return Call(
        _LIST_CONTACTS,
        partial(decode_model, ContactPage),
        query={"page": page, "page_size": page_size, **(filters.to_wire() if filters else {})},
    )


def create_contact(body: ContactCreate | Mapping[str, Any]) -> Call[Contact]:
    """Create a contact.

    Creates a contact. Consent that the body leaves out counts as given, so state every channel that the
    person declined.

    Args:
        body: Fields for creating a contact.

    Returns:
        The call, not sent yet. Its result: The current contact.

    Not retried if the response is lost.
    """
    return Call(
        _CREATE_CONTACT, partial(decode_model, Contact), body=json_body("createContact", ContactCreate, body)
    )


def get_contact(contact_id: str) -> Call[Contact]:
    """Get one contact.

    Returns one contact with all its fields.

    Args:
        contact_id: Identifier of the contact.

    Returns:
        The call, not sent yet. Its result: The current contact.

    Idempotent; retried automatically.
    """
    return Call(_GET_CONTACT, partial(decode_model, Contact), ids={"contact_id": contact_id})


def update_contact(contact_id: str, body: ContactUpdate | Mapping[str, Any]) -> Call[Contact]:
    """Change one contact.

    Updates the fields in the body. New tags replace all existing tags. The server maintains lifetime value
    and last purchase; they cannot be set here.

    Args:
        contact_id: Identifier of the contact.
        body: Changes to a contact; fields that are left out keep their values. The server maintains lifetime
            value and last purchase.

    Returns:
        The call, not sent yet. Its result: The current contact.

    Idempotent; retried automatically.
    """
    return Call(
        _UPDATE_CONTACT,
        partial(decode_model, Contact),
        ids={"contact_id": contact_id},
        body=json_body("updateContact", ContactUpdate, body),
    )


def delete_contact(contact_id: str) -> Call[None]:
    """Delete one contact.

    Deletes the contact permanently, including its consent.

    Args:
        contact_id: Identifier of the contact.

    Returns:
        The call, not sent yet. Its result: Deleted; there is no body.

    Idempotent; retried automatically.
    """
    return Call(_DELETE_CONTACT, decode_empty, ids={"contact_id": contact_id})


def update_contact_ltv(body: ContactUpdateLTV | Mapping[str, Any]) -> Call[Contact]:
    """Credit a purchase to a contact.

    Adds the amount of a purchase to the lifetime value of the contact with the given address; no identifier
    is needed. Each call adds the amount, so a repeated call counts twice.

    Args:
        body: A purchase to credit to the contact with this address.

    Returns:
        The call, not sent yet. Its result: The current contact.

    Not retried if the response is lost.
    """
    return Call(
        _UPDATE_CONTACT_LTV,
        partial(decode_model, Contact),
        body=json_body("updateContactLtv", ContactUpdateLTV, body),
    )
