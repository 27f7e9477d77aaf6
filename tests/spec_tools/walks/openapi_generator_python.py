"""The four calls with the Python client of openapi-generator."""

import json
import sys

from generated import ApiClient, Configuration, ContactCreate, ContactsApi, ContactUpdate, MarketingConsent
from generated.exceptions import NotFoundException

configuration = Configuration(host=sys.argv[1], api_key={"tokenAuth": f"Token {sys.argv[2]}"})
contacts = ContactsApi(ApiClient(configuration))
created = contacts.create_contact(
    ContactCreate(
        email="ada@example.com",
        first_name="Ada",
        tags=["news"],
        marketing_consent=MarketingConsent(sms=False),
    )
)
page = contacts.list_contacts(q="ada", page_size=5)
changed = contacts.update_contact(created.id, ContactUpdate(phone="+4915112345678"))
missing = 0
try:
    contacts.get_contact("missing")
except NotFoundException as error:
    missing = error.status
print(
    json.dumps(
        {
            "created": created.email,
            "sms": created.marketing_consent.sms,
            "listed": [contact.email for contact in page.payload],
            "first_name": changed.first_name,
            "phone": changed.phone,
            "missing": missing,
        }
    )
)
