"""Columns and fields: consent is never guessed, tags survive the way there and back."""

from typing import Any

import pytest

from konigle import InvalidArgumentError
from konigle._bulk.consent_columns import is_about_consent, is_opt_out
from konigle._bulk.contact_columns import Columns, cell

CSV = Columns.of(None, nested=False)
JSON = Columns.of(None, nested=True)


@pytest.mark.parametrize("column", ["first_name", "First Name", "FIRST-NAME", " first  name "])
def test_a_column_is_found_by_its_name_however_it_is_written(column: str) -> None:
    assert CSV.field_of(column) == "first_name"


@pytest.mark.parametrize(
    ("text", "agreed"), [("Yes", True), ("y", True), ("1", True), ("TRUE", True), ("no", False)]
)
def test_a_clear_word_is_consent(text: str, agreed: bool) -> None:
    assert CSV.contact({"marketing_consent.sms": f" {text} "}) == {"marketing_consent": {"sms": agreed}}


@pytest.mark.parametrize("value", ["maybe", "ok", "x", "ja", 2, 0.5])
def test_anything_else_is_a_bad_row(value: Any) -> None:
    with pytest.raises(InvalidArgumentError, match="consent is yes or no"):
        CSV.contact({"marketing_consent.email": value})


def test_an_empty_cell_says_nothing() -> None:
    assert CSV.contact({"email": "a@example.com", "tags": " ", "marketing_consent.email": ""}) == {
        "email": "a@example.com"
    }


def test_consent_as_a_whole_and_by_channel_go_together_in_json() -> None:
    row = {"marketing_consent": {"email": True}, "marketing_consent.sms": False, "tags": ["a,b"]}
    assert JSON.contact(row) == {"marketing_consent": {"email": True, "sms": False}, "tags": ["a,b"]}
    assert JSON.contact({"marketing_consent": "yes"}) == {
        "marketing_consent": "yes"
    }  # which the model refuses


@pytest.mark.parametrize(
    "row",
    [
        {"marketing_consent": {"email": False}, "marketing_consent.email": True},
        {"marketing_consent.email": True, "marketing_consent": {"email": False}},
        {"marketing_consent": "yes", "marketing_consent.email": False},
    ],
)
def test_a_consent_that_is_given_twice_is_a_bad_row(row: dict[str, Any]) -> None:
    with pytest.raises(InvalidArgumentError, match="given twice"):
        JSON.contact(row)


@pytest.mark.parametrize("value", ["maybe", 2, [], {"a": 1}])
def test_a_word_inside_a_consent_must_be_clear_as_well(value: Any) -> None:
    with pytest.raises(InvalidArgumentError, match="consent is yes or no"):
        JSON.contact({"marketing_consent": {"sms": value}})


@pytest.mark.parametrize(
    "text", ["ada@example.com", "+45 12 34 56 78", "a text that somebody wrote about it"]
)
def test_what_may_be_somebodys_data_is_in_no_message(text: str) -> None:
    with pytest.raises(InvalidArgumentError, match="not what stands there") as caught:
        CSV.contact({"marketing_consent.email": text})
    assert text not in str(caught.value)


OPT_OUTS = [
    "EMAIL_BLACKLISTED",
    "SMS_BLACKLISTED",
    "Unsubscribed from all email",
    "UNSUB_TIME",
    "UNSUB_REASON",
    "CLEAN_TIME",
    "Cleaned",
    "Email Opt Out",
    "HasOptedOutOfEmail",
    "optout",
    "Do Not Call",
    "DoNotEMail",
    "do_not_contact",
    "Don't mail",
    "Email Suppressions",
    "globalUnsubscribe",
    "Bounced",
    "Blocklisted",
    "Abgemeldet am",
    "Abmeldung",
    "Werbesperre",
    "Gesperrt",
    "Nicht kontaktieren",
    "keine Werbung",
    "Widerruf",
    "Désabonné",
    "Désinscrit",
    "Ne pas contacter",
    "Dado de baja",
    "Lista Robinson",
    "No enviar",
    "Desuscrito",
    "Descadastrado",
    "Não contatar",
    "Uitgeschreven",
    "Afgemeld",
    "Niet mailen",
    "Geen e-mail",
    "Disiscritto",
    "Non contattare",
    "Lista nera",
    "Liste noire",
]
CONSENTS = [
    "OPTIN_TIME",
    "opt_in",
    "Double Opt-In",
    "Email Marketing Consent",
    "$consent",
    "Email permission status",
    "Accepts Email Marketing",
    "accepts_marketing",
    "Subscribed",
    "is_subscribed",
    "channels.email.subscribeStatus",
    "subscribedWhatsapp",
    "Newsletter",
    "GDPR",
    "Status",
    "Contact status",
    "Marketing contact status",
    "CONFIRM_TIME",
    "Einwilligung",
    "Zustimmung DSGVO",
    "Angemeldet",
    "Abonniert",
    "Consentement RGPD",
    "Inscrit",
    "Accepte",
    "Suscrito",
    "Consentimiento",
    "Autoriza",
    "Inscrito",
    "Aceita",
    "Toestemming",
    "Ingeschreven",
    "Consenso",
    "Iscritto",
    "Autorizzazione",
]
OTHERS = [
    "Contact ID",
    "FIRSTNAME",
    "SMS",
    "ADDED_TIME",
    "Record ID",
    "Contact owner",
    "Lead Status",
    "Order status",
    "Create Date",
    "Country/Region",
    "Associated Company",
    "Address",
    "Birthday",
    "MEMBER_RATING",
    "LATITUDE",
    "TIMEZONE",
    "CC",
    "REGION",
    "LAST_CHANGED",
    "LEID",
    "NOTES",
    "Note",
    "Notice",
    "Total Spent",
    "Tax Exempt",
    "Default Address Zip",
    "Mailing Street",
    "State",
    "Option",
    "Author",
    "Gewerbe",
    "Nonprofit",
    "Passport",
    "Website",
]


@pytest.mark.parametrize("column", OPT_OUTS)
def test_a_column_of_opt_outs_is_known_by_its_header(column: str) -> None:
    assert is_opt_out(column)
    assert is_about_consent(column)


@pytest.mark.parametrize("column", CONSENTS)
def test_a_column_of_consent_is_known_by_its_header(column: str) -> None:
    assert is_about_consent(column)
    assert not is_opt_out(column)


@pytest.mark.parametrize("column", OTHERS)
def test_other_columns_are_not_taken_for_one(column: str) -> None:
    assert not is_about_consent(column)


def test_a_field_that_is_given_twice_is_a_bad_row() -> None:
    with pytest.raises(InvalidArgumentError, match="given twice"):
        JSON.contact({"email": "a@example.com", "Email": "b@example.com"})


def test_columns_of_a_reject_file_are_left_out() -> None:
    assert CSV.contact({"konigle_row": "3", "konigle_reason": "x", "email": "a@example.com"}) == {
        "email": "a@example.com"
    }


@pytest.mark.parametrize(
    "tags", [[], ["a"], ["a", "b c"], ["a,b"], ["a;b", "c"], ["[x]"], [" a"], ["", "b"], ['"', "ü"], ["\\"]]
)
def test_tags_survive_a_cell(tags: list[str]) -> None:
    assert CSV.contact({"tags": cell(tags)}).get("tags", []) == tags


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (True, "true"), (False, "false"), (3, "3"), ("x", "x"), ({"a": 1}, '{"a": 1}')],
)
def test_other_values_as_text(value: Any, text: str) -> None:
    assert cell(value) == text
