# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import Required, TypedDict

from konigle._core.body import reject_text
from konigle._core.models import CreateModel
from konigle._generated.models.base_contact import BaseContact
from konigle._generated.models.contact_source import ContactSource
from konigle._generated.models.marketing_consent import MarketingConsent, MarketingConsentDict


class ContactCreate(BaseContact, CreateModel):
    """Fields for creating a contact."""

    _check_contact_create = reject_text(
        tags="a list",
    )


class ContactCreateDict(TypedDict, total=False):
    """`ContactCreate` as a dict."""

    email: Required[str]
    first_name: str | None
    last_name: str | None
    phone: str | None
    whatsapp: str | None
    country: str | None
    source: ContactSource
    tags: list[str]
    marketing_consent: MarketingConsent | MarketingConsentDict
