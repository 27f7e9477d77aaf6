# Derived from tests/_async/test_rate_limits.py by `python -m generator`; do not edit.
"""`client.rate_limit`: what the latest responses said."""

from collections.abc import Callable
from datetime import UTC, datetime

import httpx
import pytest

from konigle import Client, RateLimit
from konigle import exceptions as errors
from tests._sync.harness import CONTACT, TRANSPORT, Server, reply

pytestmark = pytest.mark.anyio

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def client(make: Callable[..., Client], monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(f"{TRANSPORT}.utc_now", lambda: NOON)
    return make()


def test_it_is_none_before_a_response_says_anything(client: Client, server: Server) -> None:
    assert client.rate_limit is None
    client.contacts.get("c1")
    assert client.rate_limit is None


@pytest.mark.parametrize("prefix", ["RateLimit", "X_RateLimit", "x_ratelimit"])
def test_it_shows_what_a_response_said(client: Client, server: Server, prefix: str) -> None:
    said = {f"{prefix}_Limit": "100", f"{prefix}_Remaining": "42", f"{prefix}_Reset": "7"}
    server.will(reply(200, CONTACT, **said), reply(200, CONTACT))
    client.contacts.get("c1")
    expected = RateLimit(100, 42, 7.0, None, NOON)
    assert client.rate_limit == expected
    client.contacts.get("c1")
    assert client.rate_limit == expected


def test_responses_of_errors_and_of_earlier_attempts_count(client: Client, server: Server) -> None:
    server.will(reply(429, {}, retry_after="3", x_ratelimit_remaining="0"), httpx.ReadError("m"), reply(404))
    with pytest.raises(errors.NotFoundError):
        client.contacts.get("c1")
    assert client.rate_limit == RateLimit(None, 0, None, 3.0, NOON)


def test_malformed_headers_do_not_fail_a_call(client: Client, server: Server) -> None:
    server.will(reply(200, CONTACT, x_ratelimit_limit="?", ratelimit='"', retry_after="-"))
    assert (client.contacts.get("c1")).id == "c1"
    assert client.rate_limit is None


def test_it_cannot_be_changed(client: Client, server: Server) -> None:
    server.will(reply(200, CONTACT, x_ratelimit_remaining="1"))
    client.contacts.get("c1")
    with pytest.raises(AttributeError):
        client.rate_limit.remaining = 5  # type: ignore[union-attr, misc]  # what is tested
