"""Single e-mails with files, over real HTTP, with both clients: every byte arrives, and files inject nothing."""

import io
from pathlib import Path
from typing import Any

import pytest

from konigle import InvalidArgumentError, ValidationError
from konigle.models.comm import Email
from konigle.sandbox import Sandbox
from tests.contract.forms import Part, read_form
from tests.flows.conftest import User

MAIL: dict[str, Any] = {
    "to_email": ["ada@example.com", "bö@exämple.com"],
    "subject": "Ünïcode \U0001f389",
    "body_html": "<p>\r\n--+++\r\n</p>",
    "channel": "post",
}
EVERY_BYTE = bytes(range(256)) * 5000  # above 1 MiB, so that it arrives in many parts
# Text that a form with a predictable boundary would take for its end, and for additional fields.
ATTACK = (
    b"--+++\r\n"
    b'Content-Disposition: form-data; name="to_email"\r\n\r\nmallory@evil.example\r\n'
    b'--+++\r\nContent-Disposition: form-data; name="from_email"\r\n\r\nceo@example.com\r\n'
    b"--+++--\r\n"
)


@pytest.fixture(autouse=True)
def channel(sandbox: Sandbox) -> None:
    sandbox.seed(
        {
            "accounts": [{"name": "Shop", "default_from_email": "shop@example.com"}],
            "channels": [{"code": "post", "channel_type": "transactional"}],
        }
    )


def parts_of(sandbox: Sandbox) -> list[Part]:
    """The last request's form."""
    request = sandbox.requests[-1]
    return read_form(request.headers["content-type"], request.body)


def boundary(sandbox: Sandbox) -> str:
    return sandbox.requests[-1].headers["content-type"].partition("boundary=")[2]


def test_a_mail_without_files_is_json_and_arrives_as_it_was_written(user: User, sandbox: Sandbox) -> None:
    response = user.emails.send({**MAIL, "headers": {"X-Order": "1042"}, "category": "orders"})
    assert (response.status, bool(response.message_id), bool(response.message)) == ("sent", True, True)
    assert sandbox.requests[-1].headers["content-type"] == "application/json"
    (mail,) = sandbox.outbox
    assert (mail.id, mail.to, mail.subject, mail.html) == (
        response.message_id,
        MAIL["to_email"],
        MAIL["subject"],
        MAIL["body_html"],
    )
    assert (mail.from_email, mail.headers, mail.category) == (
        "shop@example.com",
        {"X-Order": "1042"},
        "orders",
    )


def test_a_mail_with_files_arrives_with_the_same_fields(user: User, sandbox: Sandbox) -> None:
    extra = {
        "headers": {"X-Ünicode": "ü=ü"},
        "save_as_template": True,
        "body_text": "a\r\nb\n",
        "from_email": "",
    }
    response = user.emails.send(Email(**MAIL, **extra, attachments=[b"x"]))
    (mail,) = sandbox.outbox
    assert (mail.to, mail.subject, mail.html, mail.text) == (
        MAIL["to_email"],
        MAIL["subject"],
        MAIL["body_html"],
        "a\r\nb\n",
    )
    assert (mail.headers, mail.from_email) == ({"X-Ünicode": "ü=ü"}, "shop@example.com")
    assert user.email_templates.get(response.template_id).subject == MAIL["subject"]


def test_files_of_every_kind_arrive_byte_for_byte(user: User, sandbox: Sandbox, tmp_path: Path) -> None:
    path = tmp_path / "bericht für alle.pdf"
    path.write_bytes(EVERY_BYTE)
    half_read = io.BytesIO(b"not read yet")
    half_read.seek(7)
    with path.open("rb") as opened:
        attachments = [
            path,
            str(path),
            opened,
            half_read,
            b"",
            EVERY_BYTE,
            (b"\r\n--\r\n", 'quo"te; name="to_email".csv'),
            (half_read, "ünï\\code.bin", "application/x-thing"),
        ]
        user.emails.send({**MAIL, "attachments": attachments})
        assert not opened.closed
        assert opened.tell() == 0
    assert half_read.tell() == 7
    (mail,) = sandbox.outbox
    assert [file.content for file in mail.attachments] == [
        *(
            EVERY_BYTE,
            EVERY_BYTE,
            EVERY_BYTE,
            b"not read yet",
            b"",
            EVERY_BYTE,
            b"\r\n--\r\n",
            b"not read yet",
        ),
    ]
    assert [file.name for file in mail.attachments][:3] == [path.name] * 3
    assert mail.attachments[0].type == "application/pdf"
    assert mail.attachments[-1].type == "application/x-thing"
    assert mail.to == MAIL["to_email"]


def test_a_file_that_looks_like_a_form_adds_no_field(user: User, sandbox: Sandbox) -> None:
    user.emails.send(
        {**MAIL, "attachments": [ATTACK, (ATTACK, 'a"\\x.txt'), (io.BytesIO(ATTACK), "+++", "text/plain")]}
    )
    (mail,) = sandbox.outbox
    assert mail.to == MAIL["to_email"]
    assert mail.from_email == "shop@example.com"
    assert [file.content for file in mail.attachments] == [ATTACK] * 3
    fields = [part for part in parts_of(sandbox) if part.file_name is None]
    assert [part.name for part in fields] == ["to_email", "to_email", "subject", "body_html", "channel"]
    assert b"mallory" not in b"".join(part.content for part in fields)


def test_a_file_that_knows_the_last_boundary_is_of_no_use(user: User, sandbox: Sandbox) -> None:
    seen: set[str] = set()
    for _ in range(3):
        user.emails.send({**MAIL, "attachments": [b"x"]})
        seen.add(boundary(sandbox))
        attack = ATTACK.replace(b"+++", boundary(sandbox).encode())
        user.emails.send({**MAIL, "attachments": [attack]})
        seen.add(boundary(sandbox))
        assert sandbox.outbox[-1].to == MAIL["to_email"]
        assert sandbox.outbox[-1].attachments[0].content == attack
    assert len(seen) == 6


@pytest.mark.parametrize("name", ["a\r\nX: y", "a\nb", "a\x00b"])
def test_a_file_name_cannot_end_its_header(user: User, sandbox: Sandbox, name: str) -> None:
    with pytest.raises((InvalidArgumentError, ValueError)):
        user.emails.send({**MAIL, "attachments": [(b"x", name)]})
    assert sandbox.requests == []


def test_what_cannot_be_attached_is_reported_before_anything_is_sent(user: User, sandbox: Sandbox) -> None:
    for attachments in (
        ["https://example.com/a.pdf"],
        [io.StringIO("text")],
        [b"x"] * 11,
        ["/no/such/file"],
        [5],
    ):
        with pytest.raises(InvalidArgumentError):
            user.emails.send({**MAIL, "attachments": attachments})
    assert sandbox.requests == []


def test_an_unknown_channel_is_reported_by_field(user: User, sandbox: Sandbox) -> None:
    with pytest.raises(ValidationError) as caught:
        user.emails.send({**MAIL, "channel": "nowhere", "attachments": [b"x"]})
    assert list(caught.value.field_errors) == ["channel"]
    assert sandbox.outbox == []


def test_a_stream_that_cannot_rewind_is_read_once_and_sent(user: User, sandbox: Sandbox) -> None:
    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self._left = b"through a pipe"

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            taken, self._left = self._left, b""
            return taken

    user.emails.send({**MAIL, "attachments": [(Pipe(), "pipe.txt")]})
    assert sandbox.outbox[0].attachments[0].content == b"through a pipe"
