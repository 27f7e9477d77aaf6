"""send-email: both forms, attachments, quota, templates."""

from __future__ import annotations

import json
from typing import Any

import pytest

from konigle.sandbox import Sandbox
from konigle.sandbox.http import request_body as bodies_module

MAIL = {
    "to_email": ["ann@people.example"],
    "subject": "Hi {{ name }}",
    "body_html": "<p>Hi</p>",
    "channel": "news",
}


def form(**fields: Any) -> dict[str, Any]:
    return {**MAIL, **fields}


def test_a_mail_lands_in_the_outbox(sandbox: Sandbox, api: Any) -> None:
    api.channel("News", "transactional")
    body = {
        **MAIL,
        "to_email": ["ann@people.example", "bob@people.example"],
        "from_email": "me@people.example",
        "reply_to_email": "re@people.example",
        "body_text": "Hi",
        "category": "receipts",
        "headers": {"X-Order": "1"},
        "channel": "NEWS",
    }
    response = api.ok("POST", "/send-email", body)
    assert response == {"status": "sent", "message_id": "msg_000001", "template_id": None}
    (mail,) = sandbox.outbox
    assert (mail.id, mail.kind, mail.channel, mail.category) == ("msg_000001", "email", "news", "receipts")
    assert (mail.from_email, mail.from_name, mail.to) == ("me@people.example", "Sandbox", body["to_email"])
    assert (mail.reply_to_email, mail.headers) == ("re@people.example", {"X-Order": "1"})
    assert (mail.subject, mail.html, mail.text) == ("Hi {{ name }}", "<p>Hi</p>", "Hi")
    assert (mail.campaign_id, mail.status, mail.sent_at) == (None, "delivered", sandbox.clock.now())
    assert mail.attachments == []


def test_the_account_speaks_where_the_mail_does_not(sandbox: Sandbox, api: Any) -> None:
    account = {"default_from_email": "shop@people.example", "default_from_name": "Shop"}
    api.ok("POST", "/accounts", {"name": "A", **account, "default_reply_to_email": "re@people.example"})
    api.channel()
    api.ok("POST", "/send-email", {**MAIL, "from_email": ""})
    (mail,) = sandbox.outbox
    assert (mail.from_email, mail.from_name) == ("shop@people.example", "Shop")
    assert (mail.reply_to_email, mail.text) == ("re@people.example", "")


def test_without_any_sender_it_is_400(api: Any) -> None:
    api.ok("POST", "/accounts", {"name": "A"})
    api.channel()
    assert list(api.refused(400, "POST", "/send-email", MAIL)) == ["from_email"]


def test_the_channel_must_exist_and_be_active(sandbox: Sandbox, api: Any) -> None:
    refused = api.refused(400, "POST", "/send-email", MAIL)
    assert refused == {"channel": ['There is no channel with the code "news".']}
    api.channel()
    sandbox.channels.set("news", status="suspended")
    assert api.refused(409, "POST", "/send-email", MAIL) == {"detail": "The channel news is suspended."}
    assert sandbox.outbox == []


def test_beyond_the_daily_quota_it_is_429_until_midnight(sandbox: Sandbox, api: Any) -> None:
    api.channel()
    sandbox.channels.set("news", daily_quota=3)
    sandbox.clock.advance(86_400 - 90.5)
    api.ok("POST", "/send-email", {**MAIL, "to_email": ["a@people.example", "b@people.example"]})
    refused = api("POST", "/send-email", {**MAIL, "to_email": ["a@people.example", "b@people.example"]})
    assert (refused.status_code, refused.headers["retry-after"], refused.json()["retry_after"]) == (
        429,
        "91",
        91,
    )
    api.ok("POST", "/send-email", MAIL)
    api.refused(429, "POST", "/send-email", MAIL)
    sandbox.clock.advance(90.5)
    api.ok("POST", "/send-email", MAIL)
    assert len(sandbox.outbox) == 3


def test_a_test_mail_counts_against_the_quota(sandbox: Sandbox, api: Any) -> None:
    campaign = api.campaign(0)
    sandbox.channels.set("news", daily_quota=1)
    api.ok("POST", f"/campaigns/{campaign['id']}/send-test-email", {"email_address": "me@people.example"})
    api.refused(429, "POST", "/send-email", MAIL)


def test_a_mail_can_be_kept_as_a_template(api: Any) -> None:
    api.channel()
    body = {**MAIL, "subject": "Your Order!", "body_text": "T", "save_as_template": True}
    ids = [api.ok("POST", "/send-email", body)["template_id"] for _ in range(2)]
    template = api.ok("GET", f"/email-templates/{ids[0]}")
    assert (template["name"], template["code"], template["subject"]) == (
        "Your Order!",
        "your-order",
        "Your Order!",
    )
    assert (template["body_html"], template["body_text"]) == ("<p>Hi</p>", "T")
    assert api.ok("GET", f"/email-templates/{ids[1]}")["code"] == "your-order-2"


@pytest.mark.parametrize("character", ["\r", "\n", "\0"])
def test_a_line_break_in_subject_or_header_is_refused(api: Any, character: str) -> None:
    api.channel()
    body = {
        **MAIL,
        "subject": f"a{character}b",
        "headers": {"X-A": f"1{character}", "X-B": "2", f"X-{character}": "3"},
    }
    refused = api.refused(400, "POST", "/send-email", body)
    assert refused["subject"] == ["Line breaks are not allowed here."]
    assert sorted(refused["headers"]) == sorted(["X-A", f"X-{character}"])


def test_attachments_arrive_whole_with_their_names_and_types(sandbox: Sandbox, api: Any) -> None:
    api.channel()
    every_byte = bytes(range(256)) * 100
    files = [
        ("attachments", ("a.bin", every_byte, "application/x-thing")),
        ("attachments", ("Übersicht 日本.txt", b"", "text/plain")),
        ("attachments", ('quo"te.txt', b"\r\n--boundary\r\n", None)),
    ]
    fields = form(
        to_email=["ann@people.example", "bob@people.example"],
        headers=json.dumps({"X-Order": "1"}),
        save_as_template="true",
    )
    response = api.ok("POST", "/send-email", data=fields, files=files)
    (mail,) = sandbox.outbox
    assert response["template_id"] == "tpl_000001"
    assert [(file.name, file.content) for file in mail.attachments] == [
        ("a.bin", every_byte),
        ("Übersicht 日本.txt", b""),
        ("quo%22te.txt", b"\r\n--boundary\r\n"),
    ]
    assert [file.type for file in mail.attachments] == ["application/x-thing", "text/plain", "text/plain"]
    assert (mail.to, mail.headers) == (["ann@people.example", "bob@people.example"], {"X-Order": "1"})


def test_a_file_without_a_type_is_bytes(sandbox: Sandbox, api: Any) -> None:
    api.channel()
    parts = [(name, value if isinstance(value, str) else value[0]) for name, value in MAIL.items()]
    lines = "".join(f'--B\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in parts)
    lines += '--B\r\nContent-Disposition: form-data; name="attachments"; filename="f"\r\n\r\nx\r\n--B--\r\n'
    api.ok("POST", "/send-email", content=lines, headers={"Content-Type": "multipart/form-data; boundary=B"})
    assert sandbox.outbox[0].attachments[0].type == "application/octet-stream"


FILE = [("attachments", ("a.txt", b"x", "text/plain"))]


@pytest.mark.parametrize(
    ("fields", "files", "field", "words"),
    [
        ({"to_email": ["nobody"]}, FILE, "to_email", "valid email"),
        ({"save_as_template": "yes"}, FILE, "save_as_template", "valid boolean"),
        ({"headers": "{"}, FILE, "headers", "valid JSON"),
        ({"headers": '{"Bcc": "x"}'}, FILE, "headers", "pattern"),
        ({"headers": "[]"}, FILE, "headers", "Expected an object"),
        ({"bcc": "x@people.example"}, FILE, "bcc", "Unknown field"),
        ({"subject": ["a", "b"]}, FILE, "subject", "more than once"),
        ({"subject": b"\xff"}, FILE, "subject", "UTF-8"),
        ({"attachments": "text"}, FILE, "attachments", "not a file"),
        ({}, [("subject", ("s.txt", b"x"))], "subject", "not accepted"),
        ({}, [*FILE, ("other", ("s.txt", b"x"))], "other", "Unknown field"),
        ({}, FILE * 11, "attachments", "no more than 10"),
    ],
)
def test_a_form_is_checked_like_json(api: Any, fields: Any, files: Any, field: str, words: str) -> None:
    api.channel()
    refused = api.refused(400, "POST", "/send-email", data=form(**fields), files=files)
    assert list(refused) == [field]
    assert words in json.dumps(refused[field])


def test_a_form_without_files_is_refused(api: Any) -> None:
    api.channel()
    refused = api.refused(400, "POST", "/send-email", files=[("subject", (None, "S"))])
    assert refused["attachments"] == ["This field is required."]


def test_files_have_a_limit_each_and_together(
    sandbox: Sandbox, api: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (bodies_module.MAX_FILE_BYTES, bodies_module.MAX_FILES_BYTES) == (20 * 2**20, 100 * 2**20)
    monkeypatch.setattr(bodies_module, "MAX_FILE_BYTES", 20)
    monkeypatch.setattr(bodies_module, "MAX_FILES_BYTES", 50)
    api.channel()

    def files(*sizes: int) -> Any:
        return [("attachments", (f"{size}.bin", b"x" * size)) for size in sizes]

    refused = api.refused(400, "POST", "/send-email", data=MAIL, files=files(20, 21))
    assert refused == {"attachments": {"1": ["Ensure this file is no larger than 20 MiB."]}}
    refused = api.refused(400, "POST", "/send-email", data=MAIL, files=files(20, 20, 11))
    assert refused == {"attachments": ["Ensure all files together are no larger than 100 MiB."]}
    api.ok("POST", "/send-email", data=MAIL, files=files(20, 20, 10))
    assert len(sandbox.outbox) == 1


@pytest.mark.parametrize(
    ("content", "boundary"),
    [
        (b"no form at all", "B"),
        (b'--B\r\nContent-Disposition: form-data; name="subject"\r\n\r\nS\r\n', "B"),
        (b'--B\r\nContent-Disposition: form-data; name="subject"\r\n\r\nS\r\n--B--', "x" * 300),
        (b"", "B"),
    ],
    ids=["garbage", "cut short", "boundary too long", "empty"],
)
def test_a_broken_form_is_400(api: Any, content: bytes, boundary: str) -> None:
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    assert "detail" in api.refused(400, "POST", "/send-email", content=content, headers=headers)


def test_a_file_cannot_add_a_field_where_the_boundary_is_known_to_nobody(sandbox: Sandbox, api: Any) -> None:
    """The attack of a fixed boundary: with a random one it is a file like any other."""
    api.channel()
    attack = b'\r\n--+++\r\nContent-Disposition: form-data; name="to_email"\r\n\r\nevil@people.example\r\n'
    api.ok("POST", "/send-email", data=MAIL, files=[("attachments", ("a.txt", attack))])
    (mail,) = sandbox.outbox
    assert (mail.to, mail.attachments[0].content) == (["ann@people.example"], attack)
