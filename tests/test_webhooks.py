"""Webhooks are read as their models, and only if the signature is right where the API signs them."""

import base64
import hashlib
import hmac
import json
from typing import Any

import pytest

from konigle import (
    ConfigurationError,
    InvalidArgumentError,
    KonigleError,
    WebhookSignatureError,
    webhooks,
)
from konigle.models.comm import Contact

SECRET = "whsec-0123456789"
BODY = json.dumps({"id": "c1", "email": "ada@example.com", "tags": ["ä"], "since": 3}, ensure_ascii=False)
PLAIN = {"header": "X-Signature", "algorithm": "hmac-sha256", "encoding": "hex", "prefix": "sha256="}
STAMPED = {
    "header": "X-Signature",
    "algorithm": "hmac-sha512",
    "encoding": "base64",
    "signed": "{x-id}.{X-Time}.{body}",
    "timestamp": "X-Time",
}


@pytest.fixture(autouse=True)
def _some(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"unsigned": ("Contact", None), "plain": ("Contact", PLAIN), "stamped": ("Contact", STAMPED)}
    monkeypatch.setattr(webhooks, "WEBHOOKS", known)
    monkeypatch.delenv("KONIGLE_WEBHOOK_SECRET", raising=False)


def plain_headers(body: str = BODY, secret: str = SECRET) -> dict[str, str]:
    made = hmac.new(secret.encode(), body.encode(), hashlib.sha256).hexdigest()
    return {"x-signature": f"sha256={made}"}


def stamped_headers(at: str = "1000", signed_at: str = "1000") -> dict[str, str]:
    made = hmac.new(SECRET.encode(), f"i1.{signed_at}.{BODY}".encode(), hashlib.sha512).digest()
    return {"X-ID": "i1", "X-TIME": at, "X-Signature": f"other {base64.b64encode(made).decode()}"}


@pytest.mark.parametrize("body", [BODY, BODY.encode()])
def test_one_that_is_not_signed_is_read_without_a_secret(body: Any) -> None:
    contact = webhooks.parse("unsigned", body)
    assert isinstance(contact, Contact)
    assert (contact.id, contact.tags, contact.model_extra) == ("c1", ["ä"], {"since": 3})


def test_a_signed_one_is_read_with_the_right_secret() -> None:
    assert isinstance(webhooks.parse("plain", BODY, plain_headers(), secret=SECRET), Contact)


def test_the_secret_may_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KONIGLE_WEBHOOK_SECRET", SECRET)
    assert isinstance(webhooks.parse("plain", BODY, plain_headers()), Contact)


def test_without_a_secret_a_signed_one_is_not_read() -> None:
    with pytest.raises(ConfigurationError, match="'plain' is signed: pass secret="):
        webhooks.parse("plain", BODY, plain_headers())


@pytest.mark.parametrize(
    ("body", "headers", "problem"),
    [
        (BODY, {}, "no header X-Signature"),
        (BODY + " ", plain_headers(), "another body"),
        (BODY, plain_headers(secret="other"), "another secret"),
        (BODY, {"x-signature": plain_headers()["x-signature"][7:]}, "another body"),
        (BODY, {"x-signature": "sha256=ä"}, "another body"),
    ],
)
def test_a_wrong_signature_is_an_error_that_shows_nothing(body: str, headers: Any, problem: str) -> None:
    with pytest.raises(WebhookSignatureError, match=problem) as caught:
        webhooks.parse("plain", body, headers, secret=SECRET)
    assert not any(part in str(caught.value) for part in (SECRET, "ada", plain_headers()["x-signature"][7:]))


def test_times_and_other_headers_are_signed_too() -> None:
    assert isinstance(webhooks.parse("stamped", BODY, stamped_headers(), secret=SECRET, now=1299), Contact)


@pytest.mark.parametrize(
    ("headers", "now", "problem"),
    [
        (stamped_headers(), 1301, "too far from now"),
        (stamped_headers(), 699, "too far from now"),
        (stamped_headers(at="1100"), 1100, "another body"),
        (stamped_headers(at="soon"), 1000, "not a time"),
    ],
)
def test_an_old_one_sent_again_is_an_error(headers: Any, now: float, problem: str) -> None:
    with pytest.raises(WebhookSignatureError, match=problem):
        webhooks.parse("stamped", BODY, headers, secret=SECRET, now=now)


@pytest.mark.parametrize(
    ("name", "body", "problem"),
    [
        ("unsignd", BODY, "There is no webhook 'unsignd' .did you mean `unsigned`"),
        ("unsigned", "[]", "cannot be read"),
        ("unsigned", b"\xff", "cannot be read"),
    ],
)
def test_what_is_no_webhook_is_an_error(name: str, body: Any, problem: str) -> None:
    with pytest.raises(InvalidArgumentError, match=problem):
        webhooks.parse(name, body)


def test_every_error_is_one_of_the_library() -> None:
    assert issubclass(WebhookSignatureError, KonigleError)
