"""Contacts and lifetime value: amounts are summed exactly, in one currency."""

from __future__ import annotations

from decimal import Decimal

from konigle.sandbox.clock import iso
from konigle.sandbox.context import Call, Context, Handler
from konigle.sandbox.errors import field_error, not_found
from konigle.sandbox.spec import Json
from konigle.sandbox.store import dumps


def contact_handlers() -> dict[str, Handler]:
    """Returns the handlers of contacts beyond CRUD."""
    return {"updateContactLtv": _update_ltv}


def add_value(context: Context, kind: str, document: Json, call: Call) -> Json:
    """Adds the amount of the body to the lifetime value of a resource.

    Raises:
        HttpError: 400 if the resource has another currency, or the sum has more digits than the API allows.
    """
    currency = call.body["currency"].upper()
    known = document.get("ltv")
    if known is not None and document["ltv_currency"].upper() != currency:
        raise field_error(
            "currency", f"The lifetime value already has the currency {document['ltv_currency']}."
        )
    places = call.operation.amounts["value"].places(currency)
    total = f"{Decimal(known or 0) + Decimal(call.body['value']):.{places}f}"
    pointer = context.spec.properties(
        f"/components/schemas/{'Campaign' if kind == 'campaigns' else 'Contact'}"
    )["ltv"]
    if not context.spec.validator(pointer).is_valid(total):
        raise field_error("value", "The lifetime value would have too many digits.")
    new = {**document, "ltv": total, "ltv_currency": currency}
    if kind == "contacts":
        new["last_purchased_at"] = iso(call.now)
    return context.store.replace(kind, document, new, call.now)


def _update_ltv(context: Context, call: Call) -> str:
    contact = context.store.by_key("contacts", call.body["email"])
    if contact is None:
        raise not_found("There is no contact with this email address.")
    return dumps(add_value(context, "contacts", contact, call))
