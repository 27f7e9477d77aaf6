"""The contact that every row uses, and the baseline: the same fields on a plain pydantic model."""

import json
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

API = "/reachout/api/v1/contacts"
KEY = "benchmark-key"

CONTACT: dict[str, Any] = {
    "id": "con000001",
    "created_at": "2026-01-05T09:30:00Z",
    "updated_at": "2026-03-01T17:45:10.123456Z",
    "email": "ada.lovelace@example.com",
    "first_name": "Ada",
    "last_name": "Lovelace",
    "phone": "+442071234567",
    "whatsapp": "",
    "country": "United Kingdom",
    "source": "purchase",
    "tags": ["newsletter", "customer"],
    "marketing_consent": {"email": True, "sms": False, "whatsapp": False},
    "customer_id": "5012",
    "ltv": "129.90",
    "ltv_currency": "GBP",
    "last_purchased_at": "2026-02-11T08:00:00Z",
}

_SET_BY_SERVER = ("id", "created_at", "updated_at", "customer_id", "ltv", "ltv_currency", "last_purchased_at")
NEW_CONTACT = {name: value for name, value in CONTACT.items() if name not in _SET_BY_SERVER}


def contact_json(id_: str) -> str:
    """Returns the contact with another id, as a server sends it."""
    return json.dumps({**CONTACT, "id": id_}, separators=(",", ":"))


Text = Annotated[str, Field(max_length=100)]
Number = Annotated[str, Field(max_length=20)]


class PlainConsent(BaseModel):
    """The consents of a contact."""

    email: bool = True
    sms: bool = True
    whatsapp: bool = True


class PlainContact(BaseModel):
    """A contact."""

    id: str
    created_at: datetime
    updated_at: datetime
    email: str
    first_name: Text | None = ""
    last_name: Text | None = ""
    phone: Number | None = ""
    whatsapp: Number | None = ""
    country: Text | None = ""
    source: Literal["purchase", "lead", "migration", "unknown"] = "unknown"
    tags: list[str] = []
    marketing_consent: PlainConsent = PlainConsent()
    customer_id: Annotated[str, Field(max_length=40)] | None = ""
    ltv: Annotated[Decimal, Field(max_digits=19, decimal_places=2)] | None = None
    ltv_currency: Annotated[str, Field(max_length=3, pattern="^[A-Za-z]{3}$")] = "USD"
    last_purchased_at: datetime | None = None


class CheckedContact(PlainContact, validate_assignment=True):
    """The same, validated on assignment."""


class PlainPage(BaseModel):
    """One page of contacts."""

    count: int
    next: str | None = None
    previous: str | None = None
    num_pages: int = 1
    payload: list[PlainContact]
