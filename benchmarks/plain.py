"""What somebody without this SDK writes: the same fields and limits on a plain pydantic model."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, Field

Text = Annotated[str, Field(max_length=100)]
Number = Annotated[str, Field(max_length=20)]


class PlainConsent(BaseModel):
    """What a contact agreed to."""

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
    """The same, checked on assignment."""


class PlainPage(BaseModel):
    """One page of contacts."""

    count: int
    next: str | None = None
    previous: str | None = None
    num_pages: int = 1
    payload: list[PlainContact]
