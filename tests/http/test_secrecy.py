"""No error shows the key: not where a server echoes it, and in no frame of its traceback or of its causes'."""

import base64
import html
import json
import logging
import pickle
import re
import traceback
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest

from konigle import ClientConfig, KonigleError, NetworkError, RefusedError
from tests.http.servers import (
    CERTIFICATES,
    CLIENT_KINDS,
    KEY,
    Handle,
    closed_port,
    failure,
    presenting,
    reset,
    responding,
    serving,
    speaking_first,
)

TOKEN = f"Token {KEY}"
ECHOES: dict[str, str] = {
    "plain": KEY,
    "with its prefix": TOKEN,
    "in a URL": quote(KEY, safe=""),
    "in a URL, lower case": quote(KEY, safe="").replace("%2F", "%2f"),
    "as JSON with escaped slashes": json.dumps(KEY)[1:-1].replace("/", r"\/"),
    "as JSON in JSON": json.dumps(json.dumps(KEY).replace("/", r"\/"))[1:-1],
    "as JSON of ASCII letters only": "".join(f"\\u{ord(sign):04X}" for sign in KEY),
    "as JSON of .NET": KEY.replace("+", "\\u002B"),
    "in HTML": html.escape(KEY).replace("/", "&#x2F;").replace("+", "&#43;"),
    "in base64": base64.b64encode(KEY.encode()).decode(),
    "in base64 with its prefix": base64.b64encode(TOKEN.encode()).decode(),
    "in base64 as a user": base64.b64encode(f"{KEY}:".encode()).decode(),
    "in base64 as a password": base64.urlsafe_b64encode(f":{KEY}".encode()).decode(),
}
SHAPES = (
    KEY,
    KEY[:8],
    KEY[-8:],
    KEY[3:-3],
    *ECHOES.values(),
    *(base64.b64encode(b"-" * shift + KEY.encode()).decode()[4:24] for shift in range(3)),
)


def assert_no_key(text: str | bytes, where: str = "") -> None:
    shown = text.decode("latin-1") if isinstance(text, bytes) else text
    found = [shape for shape in SHAPES if shape in shown]
    assert not found, f"{where} shows {found[0]}"


def everything(error: BaseException | None) -> Iterator[BaseException]:
    """An error with its causes, contexts and group members."""
    waiting, seen = [error], set[int]()
    while waiting:
        one = waiting.pop()
        if one is not None and id(one) not in seen:
            seen.add(id(one))
            yield one
            waiting += [one.__cause__, one.__context__, *getattr(one, "exceptions", ())]


def assert_secret(error: KonigleError) -> None:
    frames = 0
    for one in everything(error):
        assert_no_key(f"{one} {one!r} {one.args!r} {vars(one)!r}", type(one).__name__)
        for frame, _ in traceback.walk_tb(one.__traceback__):
            frames += 1
            if "/tests/" in frame.f_code.co_filename:
                continue  # its own variables
            for name, value in frame.f_locals.items():
                where = f"{frame.f_code.co_filename}:{frame.f_code.co_qualname}: {name}"
                assert_no_key(repr(value), where)
                if type(value).__module__.startswith("konigle"):
                    assert_no_key(repr(getattr(value, "__dict__", "")), where)
    assert frames > 3
    assert_no_key(pickle.dumps(error), "pickle")
    assert_no_key(repr(vars(pickle.loads(pickle.dumps(error)))), "unpickled")
    assert_no_key("".join(traceback.format_exception(error)), "traceback")


def response(status: int, body: bytes, *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} OK", f"content-length: {len(body)}", "connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


@pytest.mark.parametrize("client_kind", CLIENT_KINDS)
class TestEchoes:
    @pytest.mark.parametrize("form", ECHOES)
    def test_no_form_of_the_key_comes_out_of_a_body(self, client_kind: str, form: str) -> None:
        echo = ECHOES[form]
        body = f'{{"detail": "Bad header {echo}.", "{echo}": ["{echo}", {{"{echo}x": "a {echo} b"}}]}}'
        with serving(responding(response(400, body.encode()))) as port:
            error = failure(client_kind, f"http://127.0.0.1:{port}", "create")
        assert isinstance(error.response, dict)  # type: ignore[attr-defined]  # of one class
        assert "Bad header " in str(error)
        assert "***" in str(error)
        assert error.field_errors
        assert_secret(error)

    @pytest.mark.parametrize(
        "body",
        [
            f"<html>{html.escape(TOKEN)}</html>".encode(),
            f"{{broken {json.dumps(TOKEN)}".encode(),
            json.dumps(TOKEN).encode("utf-16"),
            b"\xff" + TOKEN.encode(),
        ],
        ids=["html", "cut off", "utf-16", "not utf-8"],
    )
    @pytest.mark.parametrize("status", [200, 400, 500])
    def test_nor_out_of_one_that_is_no_json(self, client_kind: str, body: bytes, status: int) -> None:
        with serving(responding(response(status, body))) as port:
            error = failure(client_kind, f"http://127.0.0.1:{port}", "create")
        assert error.status_code == status
        assert_secret(error)

    def test_nor_out_of_one_with_the_wrong_kind_of_json(self, client_kind: str) -> None:
        with serving(responding(response(200, json.dumps([TOKEN]).encode()))) as port:
            assert_secret(failure(client_kind, f"http://127.0.0.1:{port}"))

    @pytest.mark.parametrize(
        ("status", "header"),
        [
            (401, f"x-request-id: {TOKEN}"),
            (401, f"content-type: text/{KEY}"),
            (200, f"content-type: text/{KEY}"),
            (302, f"location: https://evil.example/?key={quote(KEY)}"),
            (302, f"location: http://[{KEY}"),
            (429, f"retry-after: {KEY}"),
        ],
    )
    def test_nor_out_of_a_header(self, client_kind: str, status: int, header: str) -> None:
        with serving(responding(response(status, b"", header))) as port:
            assert_secret(failure(client_kind, f"http://127.0.0.1:{port}"))

    @pytest.mark.parametrize(
        "text",
        [f"{TOKEN}\r\n\r\n", f"HTTP/1.1 200 OK\r\n{TOKEN}\r\n\r\n", f"HTTP/1.1 {KEY}\r\n\r\n"],
    )
    def test_nor_out_of_what_is_no_http(self, client_kind: str, text: str) -> None:
        with serving(responding(text.encode())) as port:
            error = failure(client_kind, f"http://127.0.0.1:{port}", "create")
        assert isinstance(error, NetworkError)
        assert_secret(error)


KINDS: dict[str, tuple[str, Handle]] = {
    "reset": ("http", reset),
    "closed": ("http", responding()),
    "truncated": ("http", responding(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{")),
    "broken compression": (
        "http",
        responding(b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 9\r\n\r\nsomething"),
    ),
    "no TLS": ("https", speaking_first(b"HTTP/1.1 200 OK\r\n\r\n")),
    "untrusted": ("https", presenting("self")),
    "cut off after the handshake": ("https", presenting("leaf")),
    "a status": ("http", responding(response(503, b"{}"))),
    "an unreadable success": ("http", responding(response(200, b"<html>"))),
}


@pytest.mark.parametrize("client_kind", CLIENT_KINDS)
class TestFrames:
    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize("what", ["get", "create"])
    def test_no_variable_of_any_frame_shows_the_key(
        self, client_kind: str, kind: str, what: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "authority.pem"))
        scheme, handle = KINDS[kind]
        with serving(handle) as port:
            error = failure(client_kind, f"{scheme}://127.0.0.1:{port}", what)
        assert_secret(error)
        if isinstance(error, NetworkError):
            assert error.__cause__ is not None  # kept, with its type and its text

    def test_nor_where_no_connection_is_made(self, client_kind: str) -> None:
        error = failure(client_kind, f"http://127.0.0.1:{closed_port()}")
        assert_secret(error)
        assert any(isinstance(one, ConnectionRefusedError) for one in everything(error))

    def test_nor_where_time_runs_out(self, client_kind: str) -> None:
        with serving(lambda connection: connection.recv(1) and connection.recv(0) and None) as port:
            assert_secret(failure(client_kind, f"http://127.0.0.1:{port}", timeout=0.01))

    def test_an_exception_that_the_caller_was_handling_is_left_alone(self, client_kind: str) -> None:
        own, errors = ValueError(KEY), list[KonigleError]()

        def fail_meanwhile() -> None:
            try:
                raise own
            finally:
                errors.append(failure(client_kind, f"http://127.0.0.1:{closed_port()}"))

        with pytest.raises(ValueError, match=re.escape(KEY)):
            fail_meanwhile()
        assert isinstance(errors[0], NetworkError)
        assert own.__traceback__ is not None


@pytest.mark.parametrize("client_kind", ["http2", "sync"])
def test_no_debug_record_of_ours_or_of_http_libraries_shows_the_header(
    client_kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(1)
    with serving(responding(response(404, b"{}"))) as port:
        assert isinstance(failure(client_kind, f"http://127.0.0.1:{port}"), KonigleError)
    assert any(record.levelno == logging.DEBUG for record in caplog.records)
    assert_no_key(caplog.text)


def test_hpack_keeps_the_header_out_of_its_debug_records(caplog: pytest.LogCaptureFixture) -> None:
    import hpack
    from h2.connection import H2Connection

    caplog.set_level(1)
    connection = H2Connection()
    connection.initiate_connection()
    pseudo = [(":method", "GET"), (":path", "/"), (":scheme", "https"), (":authority", "a")]
    connection.send_headers(1, [*pseudo, ("authorization", TOKEN)])
    assert any(record.name.startswith("hpack") for record in caplog.records)
    assert_no_key(caplog.text, f"hpack {hpack.__version__}")


class TestMaking:
    """A client that cannot be made shows the key in no frame either."""

    @pytest.mark.parametrize(
        "make",
        [
            lambda cls: cls(KEY, timeout=-1),
            lambda cls: cls(api_key=KEY, timeuot=3),
            lambda cls: cls(api_kye=KEY),
            lambda cls: cls.from_env(api_key=KEY, timeout=-1),
            lambda cls: cls.from_env(api_kye=KEY),
            lambda cls: cls(KEY + "\n"),
            lambda cls: ClientConfig(api_key=KEY, timeout=-1),
            lambda cls: ClientConfig(api_kye=KEY),
            lambda cls: ClientConfig.from_env(api_kye=KEY, api_key=KEY),
        ],
        ids=[
            "setting",
            "misspelt",
            "misspelt key",
            "from_env",
            "from_env, misspelt",
            "key",
            "config",
            "config, misspelt",
            "config.from_env",
        ],
    )
    @pytest.mark.parametrize("name", ["Client", "AsyncClient"])
    def test_no_variable_shows_it(self, make: Callable[[Any], Any], name: str) -> None:
        import konigle

        with pytest.raises((TypeError, ValueError)) as caught:
            make(getattr(konigle, name))
        for frame, _ in traceback.walk_tb(caught.value.__traceback__):
            if "/tests/" not in frame.f_code.co_filename:
                for variable, value in frame.f_locals.items():
                    assert_no_key(repr(value), f"{frame.f_code.co_qualname}: {variable}")
        assert_no_key(str(caught.value))


def test_a_refusal_of_another_kind_keeps_what_the_server_said() -> None:
    with serving(responding(response(405, b'{"detail": "Not here."}'))) as port:
        error = failure("sync", f"http://127.0.0.1:{port}")
    assert isinstance(error, RefusedError)
    assert error.response == {"detail": "Not here."}
