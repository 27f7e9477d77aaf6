# Derived from tests/_async/managers/test_emails.py by `python -m generator`; do not edit.
"""Mails: JSON without files, a form with them, and files nobody can smuggle a field through."""

import io
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.policy import HTTP
from pathlib import Path
from typing import Any

import pytest

from konigle import Client, InvalidArgumentError
from konigle.models.comm import Email, EmailResponse
from tests._sync.harness import MAIL, Server, reply

pytestmark = pytest.mark.anyio

SENT = reply(200, {"status": "sent", "message_id": "m1", "template_id": None})


def parts_of(server: Server) -> list[Message]:
    """The parts of the latest form, read by a parser that is not httpx's."""
    kind = server.requests[-1].headers["Content-Type"]
    message = BytesParser(EmailMessage, policy=HTTP).parsebytes(
        f"Content-Type: {kind}\r\n\r\n".encode() + server.bodies[-1]
    )
    assert message.is_multipart()
    return list(message.iter_parts())


def fields_of(server: Server) -> list[tuple[str | None, str]]:
    """Names and texts of the fields that are no files."""
    return [
        (str(part.get_param("name", header="content-disposition")), part.get_content())
        for part in parts_of(server)
        if part.get_filename() is None
    ]


def test_without_files_it_is_json(client: Client, server: Server) -> None:
    server.will(SENT)
    for data in (MAIL, Email(**MAIL), {**MAIL, "attachments": [], "from_email": "", "category": None}):
        sent = client.emails.send(data)
        assert server.seen[-1] == "POST /reachout/api/v1/send-email"
        assert server.requests[-1].headers["Content-Type"] == "application/json"
        assert server.sent == MAIL
        assert isinstance(sent, EmailResponse)
        assert (sent.status, sent.message_id) == ("sent", "m1")


def test_with_files_it_is_a_form(client: Client, server: Server, tmp_path: Path) -> None:
    server.will(SENT)
    path = tmp_path / "report.csv"
    path.write_bytes(b"1,2")
    mail = Email(
        **{**MAIL, "to_email": ["ada@example.com", "bob@example.com"]},
        headers={"X-Ref": "7"},
        save_as_template=True,
        attachments=[path, (b"\x00\xff", "tänze.bin"), (io.BytesIO(b"x"), "a.txt", "text/x-own")],
    )
    client.emails.send(mail)
    assert fields_of(server) == [
        ("to_email", "ada@example.com"),
        ("to_email", "bob@example.com"),
        ("subject", "Hi"),
        ("body_html", "<p>"),
        ("channel", "news"),
        ("save_as_template", "true"),
        ("headers", '{"X-Ref":"7"}'),
    ]
    files = [part for part in parts_of(server) if part.get_filename() is not None]
    assert [part.get_param("name", header="content-disposition") for part in files] == ["attachments"] * 3
    assert [part.get_content_type() for part in files] == [
        "text/csv",
        "application/octet-stream",
        "text/x-own",
    ]
    assert files[0].get_filename() == "report.csv"
    assert b"\r\n\r\n\x00\xff\r\n" in server.bodies[-1]


def test_a_file_of_the_caller_stays_open(client: Client, server: Server, tmp_path: Path) -> None:
    server.will(reply(429), SENT)
    (tmp_path / "a.txt").write_bytes(b"abc")
    with (tmp_path / "a.txt").open("rb") as file:
        client.emails.send({**MAIL, "attachments": [file]})
        assert not file.closed
        assert file.read() == b"abc"
    assert len(server.requests) == 2


def test_a_file_cannot_add_a_field(client: Client, server: Server) -> None:
    attack = b'x\r\n--+++\r\nContent-Disposition: form-data; name="to_email"\r\n\r\nmallory@evil.com\r\n--+++--\r\n'
    server.will(SENT)
    for _ in range(2):
        client.emails.send({**MAIL, "attachments": [(attack, "a.txt")]})
        assert [text for name, text in fields_of(server) if name == "to_email"] == ["ada@example.com"]
    boundaries = {request.headers["Content-Type"].partition("boundary=")[2] for request in server.requests}
    assert len(boundaries) == 2
    assert all(len(boundary) >= 32 and boundary.encode() not in attack for boundary in boundaries)


def test_nor_can_its_name(client: Client, server: Server) -> None:
    server.will(SENT)
    client.emails.send({**MAIL, "attachments": [(b"x", 'a"; name="to_email"; x="b.txt')]})
    assert [name for name, _ in fields_of(server)] == ["to_email", "subject", "body_html", "channel"]


def test_extra_headers_do_not_disturb_a_form(client: Client, server: Server) -> None:
    server.will(SENT)
    client.emails.send({**MAIL, "attachments": [b"x"]}, extra_headers={"X-Trace": "t"})
    assert server.requests[0].headers["X-Trace"] == "t"
    assert len(parts_of(server)) == 5


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"attachments": ["https://example.com/a.pdf"]}, "download it first"),
        ({"attachments": [("a.pdf", "a\r\nb")]}, "line break"),
        ({"attachments": [io.StringIO("x")]}, "mode 'rb'"),
        ({"attachments": [b"x"] * 11}, "attachments"),
        ({"attachments": ["/no/such/file"]}, "could not be read"),
        ({"to_email": []}, "to_email"),
        ({"to_email": ["nobody"]}, "to_email"),
        ({"subject": "Hi\r\nBcc: mallory@evil.com"}, "subject must be on one line"),
        ({"headers": {"X-A": "b\nBcc: mallory@evil.com"}}, "headers.X-A must be on one line"),
        ({"headers": {"Bcc": "mallory@evil.com"}}, "headers"),
        ({"sujbect": "Hi"}, "no such field"),
    ],
)
def test_what_does_not_fit_is_refused_before_anything_is_sent(
    client: Client, server: Server, more: dict[str, Any], why: str
) -> None:
    with pytest.raises(InvalidArgumentError, match=why):
        client.emails.send({**MAIL, **more})
    assert server.requests == []


def test_as_a_form_the_same_rules_hold(client: Client, server: Server) -> None:
    for more in ({"subject": "a\nb"}, {"headers": {"X-A": "b\nc"}}):
        with pytest.raises(InvalidArgumentError, match="one line"):
            client.emails.send({**MAIL, **more, "attachments": [b"x"]})
    assert server.requests == []


@pytest.mark.parametrize(
    ("response", "message"),
    [
        ({"status": "sent", "message": "On its way"}, "On its way"),
        ({"status": "sent", "detail": "Accepted"}, "Accepted"),
        ({"status": "sent"}, None),
        ({}, None),
    ],
)
def test_the_documented_message_is_always_there(
    client: Client, server: Server, response: Any, message: str | None
) -> None:
    server.will(reply(200, response))
    said = (client.emails.send(MAIL)).message
    assert said == message if message else isinstance(said, str) and said
