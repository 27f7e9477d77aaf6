"""Headers that are about consent are known by their words, and tags survive the way there and back."""

from typing import Any

import pytest

from konigle._bulk.consent_columns import channels_of, is_about_consent, is_opt_out
from konigle._bulk.contact_columns import cell
from konigle._bulk.planning.repairs import tags_of

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
    "Samtykke",
    "Zgoda na newsletter",
    "Souhlas",
    "Aktiv",
    "Actif",
    "Inaktiv",
    "Gelöscht am",
    "メルマガ購読",
    "配信停止",
    "订阅状态",
    "수신동의",
    "Согласие на рассылку",
]
OTHERS = [
    "住所",
    "姓",
    "Адрес",
    "Activity",
    "Tilausnumero",
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


@pytest.mark.parametrize(
    ("column", "channels"),
    [
        ("Unsubscribed from all email", ("email",)),
        ("SMS_BLACKLISTED", ("sms",)),
        ("WhatsApp opt-out", ("whatsapp",)),
        ("Text and e-mail opt out", ("email", "sms")),
        ("Unsubscribed", ()),
        ("Do Not Call", ()),
    ],
)
def test_the_channels_that_a_header_names(column: str, channels: tuple[str, ...]) -> None:
    assert channels_of(column) == channels


@pytest.mark.parametrize(
    "tags",
    [
        [],
        ["a"],
        ["a", "b c"],
        ["a,b"],
        ["a;b", "c"],
        ["[x]"],
        [" a"],
        ["", "b"],
        ['"', "ü"],
        ["\\"],
        ["a ::: b"],
        ["* own"],
    ],
)
def test_tags_survive_a_cell(tags: list[str]) -> None:
    assert tags_of(cell(tags)) == tags if tags else cell(tags) == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (True, "true"), (False, "false"), (3, "3"), ("x", "x"), ({"a": 1}, '{"a": 1}')],
)
def test_other_values_as_text(value: Any, text: str) -> None:
    assert cell(value) == text
