"""Each vendor's export goes in as it is, and its opt-outs stay opt-outs. The samples are made up."""

import csv
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from konigle import InvalidArgumentError
from konigle._bulk.planning import presets
from konigle._bulk.planning.columns import FULL_NAME, IMPORTED
from konigle._bulk.planning.rules import CHANNELS
from konigle._generated.contact_presets import PRESETS
from tests.bulk.harness import Harness

SAMPLES = Path(__file__).with_name("samples")
SOURCES = Path(__file__).parents[2] / "generator" / "presets"
NAMES = sorted(PRESETS)

# what is stored of each sample that is imported with consent={"email": True}: fields, tags, channels with a consent
STORED: dict[str, dict[str, tuple[dict[str, str], list[str], set[str]]]] = {
    "mailchimp": {
        "ann@example.com": (
            {"first_name": "Ann", "last_name": "Ash", "phone": "+4512345678", "country": "DK"},
            ["Web shop", "Summer, 2024"],
            {"email"},  # the status of SMS marketing gives none
        ),
        "ben@example.com": ({"first_name": "Ben"}, ["VIP"], set()),
    },
    "klaviyo": {
        "ann@example.com": (
            {"first_name": "Ann", "phone": "+4512345678", "country": "Denmark"},
            [],
            {"email"},
        ),
        "ben@example.com": ({"first_name": "Ben"}, [], set()),
        "cat@example.com": ({"first_name": "Cat"}, [], {"sms"}),
    },
    "shopify": {
        "ann@example.com": (
            {"first_name": "Ann", "phone": "+4512345678", "country": "DK"},
            ["vip", "b2b"],
            {"email"},
        ),
        "ben@example.com": ({"first_name": "Ben", "phone": "+4587654321"}, [], {"sms"}),
        "CAT@example.com": ({"first_name": "Cat"}, [], set()),
    },
    "woocommerce": {
        "ann@example.com": (
            {"first_name": "Ann Marie", "last_name": "Ash", "phone": "+4512345678", "country": "DK"},
            [],
            {"email"},
        ),
        "ben@example.com": ({"first_name": "Ben"}, [], {"email"}),
    },
    "hubspot": {
        "ann@example.com": (
            {"first_name": "Ann", "last_name": "Ash", "phone": "+45 12 34 56 78", "country": "Denmark"},
            [],
            {"email"},
        ),
        "ben@example.com": ({"first_name": "Ben"}, [], set()),
    },
    "brevo": {
        "ann@example.com": ({"first_name": "Ann", "phone": "4512345678"}, [], {"email"}),
        "ben@example.com": ({"first_name": "Ben", "whatsapp": "4587654321"}, [], set()),
    },
    "salesforce": {
        "ann@example.com": (
            {"first_name": "Ann", "last_name": "Ash", "phone": "+4512345678", "country": "Denmark"},
            [],
            {"email"},
        ),
        "ben@example.com": ({"first_name": "Ben", "last_name": "Birk"}, [], set()),
    },
    "google": {
        "ann@example.com": (
            {"first_name": "Ann", "last_name": "Ash", "phone": "+45 12 34 56 78", "country": "DK"},
            ["Friends", "Shop"],
            {"email"},
        ),
        "ben@example.com": ({"first_name": "Ben"}, [], {"email"}),
    },
    "outlook": {
        "ann@example.com": (
            {"first_name": "Ann", "last_name": "Ash", "phone": "+4512345678", "country": "Denmark"},
            ["Red Category", "Shop"],
            {"email"},
        ),
        "ben@example.com": ({"first_name": "Ben", "phone": "+4587654321"}, [], {"email"}),
    },
}
STATES_CONSENT = {"klaviyo", "shopify"}


def stored(harness: Harness) -> dict[str, tuple[dict[str, str], list[str], set[str]]]:
    fields = ("first_name", "last_name", "phone", "whatsapp", "country")
    with harness.sandbox.client() as client:
        return {
            contact.email: (
                {name: value for name in fields if (value := getattr(contact, name))},
                contact.tags,
                {channel for channel in CHANNELS if getattr(contact.marketing_consent, channel)},
            )
            for contact in client.contacts.iter_all(200)
        }


@pytest.mark.parametrize("preset", ["auto", None])
@pytest.mark.parametrize("name", NAMES)
def test_a_sample_goes_in_as_it_is(harness: Harness, name: str, preset: str | None) -> None:
    sample = SAMPLES / f"{name}.csv"
    preview = harness.call("preview_file", sample, preset=preset or name, consent={"email": True})
    assert (preview.preset, list(preview.problems), preview.rejected) == (name, [], 0)
    assert max(map(len, str(preview).splitlines())) <= 80
    harness.call("import_file", sample, preset=preset or name, consent={"email": True})
    assert stored(harness) == STORED[name]


@pytest.mark.parametrize("name", NAMES)
def test_without_a_consent_column_it_is_refused_and_nothing_is_sent(harness: Harness, name: str) -> None:
    sample, before = SAMPLES / f"{name}.csv", len(harness.sandbox.requests)
    if name in STATES_CONSENT:
        assert harness.call("import_file", sample, preset=name, consent=None).created
        return
    for client in ({}, {"dry_run": True}):
        with pytest.raises(InvalidArgumentError, match="does not state who agreed") as caught:
            harness.call("import_file", sample, preset=name, consent=None, client=client)
        assert 'consent="none"' in str(caught.value)
        assert 'consent={"email": True}' in str(caught.value)
    assert len(harness.sandbox.requests) == before


@pytest.mark.parametrize("name", NAMES)
def test_none_gives_nobody_a_consent_that_the_file_does_not_state(harness: Harness, name: str) -> None:
    harness.call("import_file", SAMPLES / f"{name}.csv", preset=name, consent="none")
    agreed = {address: channels for address, (_, _, channels) in stored(harness).items() if channels}
    assert agreed == {
        "klaviyo": {"ann@example.com": {"email"}, "cat@example.com": {"sms"}},
        "shopify": {"ann@example.com": {"email"}, "ben@example.com": {"sms"}},
    }.get(name, {})


@pytest.mark.parametrize("name", NAMES)
def test_a_header_is_recognized_however_it_is_written_and_with_few_columns(name: str) -> None:
    with (SAMPLES / f"{name}.csv").open(encoding="utf-8") as file:
        header = file.readline().strip().split(";" if name == "brevo" else ",")
    for spelled in (header, [f" {column.upper().replace(' ', '_')} " for column in header]):
        found = presets.choose("auto", spelled)
        assert found is not None
        assert found.name == name
    for group in PRESETS[name]["recognized_by"]:
        found = presets.choose("auto", group)
        assert found is not None


def test_another_header_is_no_vendors() -> None:
    assert presets.choose("auto", ["email", "first_name", "tags"]) is None
    assert presets.choose(None, PRESETS["brevo"]["columns"]) is None


@pytest.mark.parametrize("name", NAMES)
def test_a_preset_names_its_sources_and_only_fields_that_exist(name: str) -> None:
    path = SOURCES / f"{name}.yaml"
    assert "https://" in path.read_text(encoding="utf-8").split("recognized_by")[0]
    data: Any = YAML(typ="safe").load(path)
    assert data == PRESETS[name]
    for meaning in data["columns"].values():
        if isinstance(meaning, dict):
            assert meaning.keys() <= {"consent", "opt_out", "values", "any_value"}
            assert meaning.get("consent", meaning.get("opt_out")) in {*CHANNELS, "all"}
            assert "consent" in meaning or True not in meaning.get("values", {}).values()
        else:
            assert meaning in {*IMPORTED, FULL_NAME}
    known = [presets._pattern(column) for column in (*data["columns"], *data["left_out"])]
    assert len(known) == len(set(known)), "each column once"


def test_a_mapping_comes_before_the_preset(harness: Harness) -> None:
    mapping = {"CC": None, "Address": "country", "UNSUB_TIME": None}
    others = dict.fromkeys(("UNSUB_CAMPAIGN_TITLE", "UNSUB_CAMPAIGN_ID", "UNSUB_REASON"))
    sample = SAMPLES / "mailchimp.csv"
    harness.call("import_file", sample, preset="mailchimp", mapping=mapping | others, consent={"email": True})
    found = stored(harness)
    assert "country" not in found["ann@example.com"][0]
    assert found["ben@example.com"][2] == {"email"}


# header rows in other languages, and of other kinds of export; the cells are made up
OTHER_EXPORTS = {
    "mailchimp in German": (
        "mailchimp",
        {
            "E-Mail-Adresse": "a@example.com",
            "Vorname": "Ann",
            "Nachname": "Ash",
            "Telefonnummer": "+4512345678",
        }
        | dict.fromkeys(("MEMBER_RATING", "OPTIN_TIME", "CONFIRM_TIME", "LEID", "EUID", "NOTES"), "")
        | {"TAGS": '"VIP","Neu, 2024"', "CC": "DE"},
        {"tags": ["VIP", "Neu, 2024"], "country": "DE", "marketing_consent.email": True},
    ),
    "hubspot in German": (
        "hubspot",
        {"Datensatz-ID": "1", "E-Mail": "a@example.com", "Vorname": "Ann", "Nachname": "Ash"}
        | {"Telefonnummer": "+4512345678", "Von allen E-Mails abgemeldet": "Ja"},
        {"marketing_consent.email": False},
    ),
    "hubspot with the time zone": (
        "hubspot",
        {"Record ID": "1", "Email": "a@example.com", "First Name": "Ann", "Last Name": "Ash"}
        | {"Phone Number": "+4512345678", "Create Date (GMT+1)": "2024-01-01"},
        {"marketing_consent.email": True},
    ),
    "brevo with confirmations": (
        "brevo",
        {"EMAIL": "a@example.com", "PRENOM": "Ann", "NOM": "Ash", "SMS": "+4512345678"}
        | {"EMAIL_BLACKLISTED": "No", "DOUBLE_OPT-IN": "No", "OPT_IN": "Yes"},
        {"marketing_consent.email": False},
    ),
    "brevo confirmed": (
        "brevo",
        {"EMAIL": "a@example.com", "FIRSTNAME": "Ann", "LASTNAME": "Ash", "SMS": "+4512345678"}
        | {"EMAIL_BLACKLISTED": "No", "DOUBLE_OPT-IN": "1", "OPT_IN": ""},
        {"marketing_consent.email": True},
    ),
    "salesforce in German": (
        "salesforce",
        {"Vorname": "Ann", "Nachname": "Ash", "E-Mail": "a@example.com", "Mobil": "+4512345678"}
        | {"E-Mail-Abmeldung": "1", "Accountname": "Acme"},
        {"marketing_consent.email": False},
    ),
    "outlook in German": (
        "outlook",
        {"Anrede": "", "Vorname": "Ann", "Nachname": "Ash", "Mobiltelefon": "+4512345678"}
        | {"Telefon geschäftlich": "+4500000000", "E-Mail-Adresse": "a@example.com", "E-Mail-Typ": "SMTP"}
        | {"E-Mail 2: Adresse": "", "Kategorien": "Kunde;VIP"},
        {"tags": ["Kunde", "VIP"], "marketing_consent.email": True},
    ),
    "outlook in French": (
        "outlook",
        {"Titre": "", "Prénom": "Ann", "Nom": "Ash", "Tél. mobile": "+4512345678"}
        | {"Adresse de messagerie": "a@example.com", "Type de messagerie": "SMTP", "Notes": ""},
        {"marketing_consent.email": True},
    ),
    "orders of woocommerce": (
        "woocommerce",
        {"Order Number": "1", "First Name (Billing)": "Ann", "Last Name (Billing)": "Ash"}
        | {"Email (Billing)": "a@example.com", "Phone (Billing)": "+4512345678", "Address 1&2 (Billing)": ""},
        {"marketing_consent.email": True},
    ),
}


@pytest.mark.parametrize("what", OTHER_EXPORTS)
def test_exports_in_other_languages_go_in_as_they_are(harness: Harness, tmp_path: Path, what: str) -> None:
    preset, cells, more = OTHER_EXPORTS[what]
    file = tmp_path / "export.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as target:
        csv.writer(target, delimiter=";").writerows([cells, cells.values()])
    preview = harness.call("preview_file", file, preset="auto", consent={"email": True})
    assert (preview.preset, list(preview.problems), preview.rejected) == (preset, [], 0)
    harness.call("import_file", file, preset="auto", consent={"email": True})
    with harness.sandbox.client() as client:
        contact = client.contacts.get_by_email("a@example.com")
    assert (contact.first_name, contact.last_name, contact.phone) == ("Ann", "Ash", "+4512345678")
    assert (contact.marketing_consent.email, contact.marketing_consent.sms) == (
        more["marketing_consent.email"],
        False,
    )
    assert contact.tags == more.get("tags", [])
    assert contact.country == more.get("country", "")
