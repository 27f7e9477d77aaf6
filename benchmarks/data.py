"""The contact that every row goes by."""

import json
from typing import Any

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
    """The contact with another id, as a server writes it."""
    return json.dumps({**CONTACT, "id": id_}, separators=(",", ":"))
