"""Response bodies are read up to a limit, whatever they decompress to."""

import gzip
import json
import tracemalloc
import zlib
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from konigle import Client, InvalidResponseError, OutcomeUnknown, RateLimitError, ServerError, ValidationError
from konigle._http.messages import MAX_ERROR_BYTES, BodyReader

LIMIT = 10_000
MIB = 1024 * 1024


class Parts(httpx.SyncByteStream):
    def __init__(self, *parts: bytes) -> None:
        self.parts = parts
        self.sent = 0

    def __iter__(self) -> Iterator[bytes]:
        for part in self.parts:
            self.sent += len(part)
            yield part


def client(stream: Parts, status: int = 200, **headers: str) -> Client:
    names = {
        "content-type": "application/json",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    response = httpx.MockTransport(lambda _: httpx.Response(status, headers=names, stream=stream))
    return Client("key", transport=response, max_response_bytes=LIMIT, retry_count=3, retry_backoff=0)


def bomb(size: int = 100 * MIB) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return b"".join(packer.compress(bytes(MIB)) for _ in range(size // MIB)) + packer.flush()


class TestSuccess:
    def test_past_the_limit_the_error_names_it_and_nothing_is_asked_for_again(self) -> None:
        stream = Parts(*[b" " * 4_000] * 100)
        with pytest.raises(InvalidResponseError, match=rf"{LIMIT} bytes.*max_response_bytes") as caught:
            client(stream).contacts.list()
        assert len(caught.value.attempts) == 1
        assert stream.sent == 12_000

    def test_a_write_may_have_been_applied(self) -> None:
        with pytest.raises(OutcomeUnknown, match="max_response_bytes"):
            client(Parts(b" " * (LIMIT + 1)), 201).contacts.create({"email": "a@example.com"})

    def test_up_to_the_limit_it_is_read(self) -> None:
        page = json.dumps({"payload": [], "count": 7, "next": None}).ljust(LIMIT).encode()
        assert client(Parts(page[:77], page[77:])).contacts.list().count == 7

    @pytest.mark.parametrize("status", [200, 201])
    def test_one_that_cannot_be_read_is_kept_no_longer_than_an_error(self, status: int) -> None:
        own = httpx.MockTransport(lambda _: httpx.Response(status, content=b"x" * 5 * MIB))
        with pytest.raises(InvalidResponseError) as caught:
            Client("key", transport=own, retry_count=0).contacts.list()
        assert caught.value.response == "x" * MAX_ERROR_BYTES

    @pytest.mark.parametrize("coding", ["gzip", "x-gzip", "GZIP", "deflate", "gzip, gzip"])
    def test_the_limit_counts_what_comes_out(self, coding: str) -> None:
        packed = bomb(1 * MIB)
        if coding == "deflate":
            packed = zlib.compress(bytes(MIB))
        if coding == "gzip, gzip":
            packed = gzip.compress(packed)
        with pytest.raises(InvalidResponseError, match="max_response_bytes"):
            client(Parts(packed), content_encoding=coding).contacts.list()


class TestErrors:
    def test_an_error_keeps_its_class_its_status_and_what_was_read(self) -> None:
        stream = Parts(*[b"x" * MIB] * 5)
        with pytest.raises(RateLimitError, match=f"first {LIMIT} bytes.*max_response_bytes") as caught:
            client(stream, 429).contacts.list(retry_count=0)
        assert caught.value.status_code == 429
        assert caught.value.response == "x" * LIMIT
        assert stream.sent == MIB

    def test_a_short_one_is_read_whole(self) -> None:
        body = json.dumps({"email": ["is taken"]}).encode()
        with pytest.raises(ValidationError) as caught:
            client(Parts(body), 400).contacts.create({"email": "a@example.com"})
        assert caught.value.field_errors == {"email": ["is taken"]}

    def test_their_limit_is_a_mebibyte_at_most(self) -> None:
        for given in (None, 64 * MIB):
            assert BodyReader(500, {}, given, is_decoded=True).limit == MAX_ERROR_BYTES
        assert BodyReader(500, {}, 10, is_decoded=True).limit == 10
        assert BodyReader(200, {}, None, is_decoded=True).limit is None


@pytest.mark.parametrize("status", [200, 500])
@pytest.mark.parametrize("layers", [1, 2, 3])
def test_a_bomb_takes_little_memory(status: int, layers: int) -> None:
    packed = bomb()
    for _ in range(layers - 1):
        packed = gzip.compress(packed)
    stream = Parts(packed)
    tracemalloc.start()
    try:
        with pytest.raises((InvalidResponseError, ServerError)):
            client(stream, status, content_encoding=", ".join(["gzip"] * layers)).contacts.list(retry_count=0)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 8 * MIB


class TestCodings:
    BODY = json.dumps({"payload": [], "count": 7, "next": None}).encode()

    def raw_deflate(self) -> bytes:
        packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        return packer.compress(self.BODY) + packer.flush()

    @pytest.mark.parametrize("size", [1, 7, 1000])
    @pytest.mark.parametrize("coding", ["gzip", "deflate", "raw", "members", "identity"])
    def test_each_is_read_in_any_parts(self, coding: str, size: int) -> None:
        packed, name = {
            "gzip": (gzip.compress(self.BODY), "gzip"),
            "deflate": (zlib.compress(self.BODY), "deflate"),
            "raw": (self.raw_deflate(), "deflate"),
            "members": (gzip.compress(self.BODY[:9]) + gzip.compress(self.BODY[9:]), "gzip"),
            "identity": (self.BODY, "identity"),
        }[coding]
        parts = [packed[start : start + size] for start in range(0, len(packed), size)]
        assert client(Parts(*parts), content_encoding=name).contacts.list().count == 7

    @pytest.mark.parametrize(
        ("coding", "packed"),
        [
            ("gzip", b"not gzip"),
            ("gzip", gzip.compress(BODY)[:-9]),
            ("deflate", b"\xff\xff\xff"),
            ("br", BODY),
            ("gzip, sdch", BODY),
        ],
        ids=["other", "cut off", "deflate", "unknown", "unknown among known"],
    )
    def test_a_body_that_cannot_be_decoded_is_a_lost_response(self, coding: str, packed: bytes) -> None:
        with pytest.raises(OutcomeUnknown):
            client(Parts(packed), 201, content_encoding=coding).contacts.create({"email": "a@example.com"})

    def test_an_empty_body_needs_no_decoding(self) -> None:
        assert client(Parts(), 204, content_encoding="gzip").contacts.delete("c1") is True

    def test_a_client_of_the_callers_own_may_choose_others(self) -> None:
        response = httpx.MockTransport(
            lambda _: httpx.Response(200, headers={"content-encoding": "x-own"}, stream=Parts(self.BODY))
        )
        with httpx.Client(transport=response) as own:
            assert Client("key", http_client=own).contacts.list().count == 7


def test_the_limit_is_a_number_of_bytes_or_none() -> None:
    wrong: list[Any] = [0, -1, 1.5, "1", True]
    for value in wrong:
        with pytest.raises(ValueError, match="max_response_bytes must be a number of bytes"):
            Client("key", max_response_bytes=value)
    assert Client("key", max_response_bytes=None).config.max_response_bytes is None
    assert Client("key").config.max_response_bytes == 64 * MIB
