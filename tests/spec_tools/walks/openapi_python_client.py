"""The four calls with the stock output of openapi-python-client."""

import json
import sys

from generated.api.contacts import create_contact, get_contact, list_contacts, update_contact
from generated.client import AuthenticatedClient
from generated.models import ContactCreate, ContactUpdate, MarketingConsent

client = AuthenticatedClient(base_url=sys.argv[1], token=sys.argv[2], prefix="Token")
body = ContactCreate(
    email="ada@example.com", first_name="Ada", tags=["news"], marketing_consent=MarketingConsent(sms=False)
)
created = create_contact.sync(client=client, body=body)
page = list_contacts.sync(client=client, q="ada", page_size=5)
changed = update_contact.sync(created.id, client=client, body=ContactUpdate(phone="+4915112345678"))
missing = get_contact.sync_detailed("missing", client=client)
print(
    json.dumps(
        {
            "created": created.email,
            "sms": created.marketing_consent.sms,
            "listed": [contact.email for contact in page.payload],
            "first_name": changed.first_name,
            "phone": changed.phone,
            "missing": missing.status_code,
        }
    )
)
