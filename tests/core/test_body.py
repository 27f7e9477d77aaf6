"""Bodies: JSON of what was set, and forms."""

import json
from typing import Any

import pytest

from konigle import InvalidArgumentError
from konigle._concurrency.attachment_reader import sync_load
from konigle._core.body import Body, FormBody, JsonBody, form_text, json_body, json_of, json_or_form
from konigle.models.comm import ContactCreate, Email, MarketingConsent


def mail(**more: Any) -> Email:
    return Email(to_email=["ada@example.com"], subject="Grüße", body_html="<p>", channel="news", **more)


def as_json(data: Any) -> JsonBody:
    return json_body("createContact", ContactCreate, data)


def form_or_json(data: Any) -> Body:
    return json_or_form("sendEmail", Email, data, "attachments")


def test_json_is_compact_utf8_of_what_was_set() -> None:
    body = as_json(ContactCreate(email="ada@example.com", first_name="Zoë"))
    assert body.content == '{"email":"ada@example.com","first_name":"Zoë"}'.encode()
    assert body.fields == {"email": "ada@example.com", "first_name": "Zoë"}


def test_neither_form_of_a_body_shows_what_it_holds() -> None:
    form = form_or_json(mail(attachments=[b"secret bytes"]))
    assert isinstance(form, FormBody)
    for body in (json_of(mail()), form, sync_load(form)):
        assert "ada@example.com" not in repr(body)
        assert "secret" not in repr(body)


@pytest.mark.parametrize("files", [{}, {"attachments": None}, {"attachments": []}])
def test_without_files_a_mail_is_json_without_a_word_of_them(files: Any) -> None:
    body = form_or_json(mail(**files))
    assert isinstance(body, JsonBody)
    assert json.loads(body.content) == {
        "to_email": ["ada@example.com"],
        "subject": "Grüße",
        "body_html": "<p>",
        "channel": "news",
    }


def test_a_form_repeats_lists_and_spells_objects_and_booleans_as_json() -> None:
    data = mail(
        attachments=[b"one", (b"two", "two.txt")],
        save_as_template=True,
        headers={"X-Ref": "ä"},
        body_text=None,
        reply_to_email="",
    )
    data.to_email.append("bob@example.com")
    body = form_or_json(data)
    assert isinstance(body, FormBody)
    assert body.fields == (
        ("to_email", "ada@example.com"),
        ("to_email", "bob@example.com"),
        ("subject", "Grüße"),
        ("body_html", "<p>"),
        ("channel", "news"),
        ("save_as_template", "true"),
        ("headers", '{"X-Ref":"ä"}'),
    )
    assert [name for name, _ in body.files] == ["attachments", "attachments"]


def test_a_form_reads_its_files_when_it_is_loaded() -> None:
    body = form_or_json(mail(attachments=[(b"two", "two.txt")]))
    assert isinstance(body, FormBody)
    loaded = sync_load(body)
    assert loaded.fields == body.fields
    [(name, part)] = loaded.files
    assert (name, part.name, part.content, part.content_type) == (
        "attachments",
        "two.txt",
        b"two",
        "text/plain",
    )


@pytest.mark.parametrize(
    ("value", "text"), [("a", "a"), (False, "false"), (3, "3"), ({"a": 1}, '{"a":1}'), (["ü"], '["ü"]')]
)
def test_form_text(value: Any, text: str) -> None:
    assert form_text(value) == text


def test_half_a_character_is_refused() -> None:
    with pytest.raises(
        InvalidArgumentError, match=r"lone surrogate and cannot be encoded; nothing was sent"
    ) as caught:
        as_json(ContactCreate.model_construct({"first_name"}, first_name="\ud800"))
    assert caught.value.operation == "createContact"


def test_consent_that_was_not_given_is_in_no_body() -> None:
    data = ContactCreate(email="ada@example.com", marketing_consent=MarketingConsent(email=False))
    assert as_json(data).fields["marketing_consent"] == {"email": False}
    assert "marketing_consent" not in as_json(ContactCreate(email="ada@example.com")).fields
