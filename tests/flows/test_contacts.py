"""What a user does with contacts, over real HTTP, with both clients."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from konigle import InvalidArgumentError, NotFoundError, ValidationError
from konigle.models.comm import ContactCreate, ContactUpdate, ContactUpdateLTV, MarketingConsent
from konigle.sandbox import Sandbox
from tests.flows.conftest import User

# Combining and right-to-left characters, a joined emoji, an astral letter, quotes, a backslash.
WORDS = 'Zoe\u0308 \U0001f469\u200d\U0001f680 \U0001d518 \u202eabc \u65e5\u672c "it\'s" \\ <b>&amp;'


def test_a_contact_is_made_found_changed_credited_and_removed(user: User, sandbox: Sandbox) -> None:
    made = user.contacts.create(ContactCreate(email="ada@example.com", first_name="Ada", tags=["newsletter"]))
    assert made.id
    assert made.created_at == made.updated_at == sandbox.clock.now()
    assert user.contacts.get(made.id) == made

    sandbox.clock.advance(60)
    changed = user.contacts.update(made.id, ContactUpdate(last_name="Lovelace", country=None))
    assert (changed.first_name, changed.last_name, changed.country) == ("Ada", "Lovelace", None)
    assert (changed.created_at, changed.updated_at) == (made.created_at, sandbox.clock.now())

    user.contacts.update_ltv(ContactUpdateLTV(email="ADA@example.com", value=Decimal("0.1"), currency="EUR"))
    credited = user.contacts.update_ltv({"email": "ada@example.com", "value": "0.20", "currency": "EUR"})
    assert (str(credited.ltv), credited.ltv_currency) == ("0.30", "EUR")
    assert credited.last_purchased_at == sandbox.clock.now()

    assert user.contacts.delete(made.id) is True
    with pytest.raises(NotFoundError):
        user.contacts.get(made.id)
    assert user.contacts.list().payload == []


def test_text_of_every_kind_comes_back_as_it_was_sent(user: User, sandbox: Sandbox) -> None:
    data = {
        "email": "a+b@example.com",
        "first_name": WORDS,
        "country": "Türkiye",
        "tags": [WORDS, "it's \t ok"],
    }
    made = user.contacts.create(data)
    again = user.contacts.get(made.id)
    for contact in (made, again):
        assert (contact.first_name, contact.country, contact.tags) == (
            WORDS,
            "Türkiye",
            [WORDS, "it's \t ok"],
        )
    assert sandbox.requests[0].json == data
    (found,) = user.contacts.list(tags=[WORDS]).payload
    assert found == again
    template = user.email_templates.create(
        {"name": WORDS, "code": "ü & co/?#%25", "subject": WORDS, "body_html": f"<p>{WORDS}</p>\r\n\t\x85"}
    )
    assert user.email_templates.list(q="Ü & CO/?#%25").payload == [user.email_templates.get(template.id)]
    assert template.body_html == f"<p>{WORDS}</p>\r\n\t\x85"


def test_amounts_are_exact_and_never_turn_into_floats(user: User, sandbox: Sandbox) -> None:
    user.contacts.create({"email": "a@example.com"})
    amounts = [Decimal("99999999999999.99"), 1, "0.01", Decimal("1E+2"), 19.99]
    for amount in amounts:
        contact = user.contacts.update_ltv({"email": "a@example.com", "value": amount, "currency": "usd"})
    sent = [request.json["value"] for request in sandbox.requests[1:]]
    assert sent == ["99999999999999.99", "1", "0.01", "100", "19.99"]
    assert contact.ltv == Decimal("100000000000120.99")
    assert isinstance(contact.ltv, Decimal)


def test_numbers_instead_of_identifiers_are_read_as_text(user: User, sandbox: Sandbox) -> None:
    made = user.contacts.create({"email": "a@example.com"})
    said = {
        **sandbox_contact(sandbox),
        "id": 42,
        "customer_id": 1042,
        "ltv": "12.50",
        "loyalty": {"points": 3},
    }
    sandbox.faults.add("getContact", "status", status=200, body=said)
    found = user.contacts.get(made.id)
    assert (found.id, found.customer_id, str(found.ltv), found.loyalty) == (
        "42",
        "1042",
        "12.50",
        {"points": 3},
    )
    with pytest.raises(NotFoundError):
        user.on(found, "reload")
    assert sandbox.requests[-1].path.endswith("/contacts/42")


def sandbox_contact(sandbox: Sandbox) -> dict[str, object]:
    """A contact as a server has it."""
    now = sandbox.clock.now().isoformat()
    return {"id": "x", "email": "a@example.com", "created_at": now, "updated_at": now}


def test_consent_that_was_not_given_is_never_sent(user: User, sandbox: Sandbox) -> None:
    user.contacts.create(ContactCreate(email="a@example.com"))
    assert sandbox.requests[-1].json == {"email": "a@example.com"}
    made = user.contacts.create(
        ContactCreate(email="b@example.com", marketing_consent=MarketingConsent(email=False))
    )
    assert sandbox.requests[-1].json["marketing_consent"] == {"email": False}
    made.marketing_consent.sms = False
    user.on(made, "save")
    assert sandbox.requests[-1].json == {
        "marketing_consent": {"email": False, "sms": False, "whatsapp": True}
    }


def test_a_record_saves_what_was_changed_and_nothing_else(user: User, sandbox: Sandbox) -> None:
    made = user.contacts.create({"email": "a@example.com", "first_name": "A", "phone": "1", "tags": ["x"]})
    count = len(sandbox.requests)
    user.on(made, "save")
    made.first_name = "B"
    made.first_name = "A"
    user.on(made, "save")
    assert len(sandbox.requests) == count  # nothing was different, nothing was sent

    made.tags.append("y")
    made.phone = None
    assert made.dirty_fields == {"tags", "phone"}
    user.on(made, "save")
    assert sandbox.requests[-1].json == {"tags": ["x", "y"], "phone": None}
    assert not made.is_dirty
    assert user.contacts.get(made.id).tags == ["x", "y"]

    made.first_name = "C"
    made.reset_changes()
    assert (made.first_name, made.is_dirty) == ("A", False)
    assert user.on(made, "delete") is True


def test_a_refused_save_keeps_the_changes(user: User, sandbox: Sandbox) -> None:
    user.contacts.create({"email": "taken@example.com"})
    made = user.contacts.create({"email": "a@example.com"})
    made.email = "taken@example.com"
    with pytest.raises(ValidationError) as caught:
        user.on(made, "save")
    assert list(caught.value.field_errors) == ["email"]
    assert (made.email, made.dirty_fields) == ("taken@example.com", {"email"})
    made.email = "free@example.com"
    assert user.on(made, "save").email == "free@example.com"

    made.ltv = Decimal(5)
    count = len(sandbox.requests)
    with pytest.raises(InvalidArgumentError, match="ltv"):
        user.on(made, "save")
    assert len(sandbox.requests) == count


def test_times_are_instants_whatever_offset_they_are_written_with(user: User, sandbox: Sandbox) -> None:
    made = user.contacts.create({"email": "a@example.com"})
    sandbox.faults.add(
        "getContact",
        "status",
        status=200,
        body={**sandbox_contact(sandbox), "last_purchased_at": "2026-05-11T22:33:20+05:30"},
    )
    assert user.contacts.get(made.id).last_purchased_at == datetime(2026, 5, 11, 17, 3, 20, tzinfo=UTC)


def test_sums_keep_the_decimal_places_of_their_currency(user: User) -> None:
    contact = user.contacts.create({"email": "ada@example.com"})
    for value in ("0.125", Decimal("0.0010"), "10"):
        user.contacts.update_ltv({"email": "ada@example.com", "value": value, "currency": "KWD"})
    found = user.contacts.get(contact.id)
    assert (str(found.ltv), found.ltv_currency) == ("10.126", "KWD")
    with pytest.raises(InvalidArgumentError, match="no more than 2 decimal places"):
        user.contacts.update_ltv({"email": "ada@example.com", "value": "0.125", "currency": "EUR"})
