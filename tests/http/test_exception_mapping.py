"""A failed request says where it went and why, in words that come from codes; over real sockets in every world."""

import errno
import os
import re
import socket
import ssl
import traceback
from typing import Any

import httpx
import pytest

from konigle import KonigleTimeoutError, NetworkError, UnknownOutcomeNetworkError
from konigle._http.exception_mapping import certificate_failure, destination, result_of_exception
from tests.http.servers import (
    CERTIFICATES,
    CLIENT_KINDS,
    closed_port,
    failure,
    presenting,
    reset,
    responding,
    serving,
    speaking_first,
)

FOR_EVERY_CLIENT = pytest.mark.parametrize("client_kind", CLIENT_KINDS)


def said(error: BaseException) -> str:
    """What an error and its causes show."""
    return "".join(traceback.format_exception(error))


@FOR_EVERY_CLIENT
class TestConnecting:
    @pytest.mark.parametrize("scheme", ["http", "https"])
    def test_a_refused_connection(self, client_kind: str, scheme: str) -> None:
        port = closed_port()
        error = failure(client_kind, f"{scheme}://127.0.0.1:{port}/prefix", "create")
        assert f"request to 127.0.0.1:{port} failed: connection refused (" in str(error)
        assert "Check base_url, and whether the server is running." in str(error)
        assert "prefix" not in str(error)
        assert "page" not in str(error)
        assert (type(error), error.applied, len(error.attempts)) == (NetworkError, "no", 2)
        assert isinstance(error.__cause__, httpx.ConnectError)
        assert "ConnectError" in said(error)

    def test_it_is_refused_under_a_name_with_several_addresses_too(self, client_kind: str) -> None:
        port = closed_port()
        assert f"localhost:{port} failed: connection refused" in str(
            failure(client_kind, f"http://localhost:{port}")
        )

    @pytest.mark.parametrize(
        ("code", "reason"),
        [(socket.EAI_NONAME, "unknown host name"), (socket.EAI_AGAIN, "temporary failure of the DNS lookup")],
    )
    def test_a_name_that_cannot_be_looked_up(
        self, client_kind: str, code: int, reason: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def resolve(*args: Any, **more: Any) -> Any:
            raise socket.gaierror(code, "nom inconnu")

        monkeypatch.setattr(socket, "getaddrinfo", resolve)
        error = failure(client_kind, "https://nowhere.example")
        assert f"request to nowhere.example:443 failed: {reason} (" in str(error)
        assert "Check base_url, and the network of this machine." in str(error)
        assert (error.applied, len(error.attempts)) == ("no", 2)

    @pytest.mark.parametrize(
        ("code", "reason"),
        [
            (errno.ENETUNREACH, "network unreachable"),
            (errno.EHOSTUNREACH, "host unreachable"),
            (errno.EMFILE, "too many open files in this process"),
        ],
    )
    def test_what_the_operating_system_refuses(
        self, client_kind: str, code: int, reason: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        if client_kind in {"async", "aiohttp"}:
            monkeypatch.setattr("asyncio.selector_events.BaseSelectorEventLoop.sock_connect", _raising(code))
        else:
            monkeypatch.setattr(socket, "create_connection", _raising_now(code))
        error = failure(client_kind, f"http://127.0.0.1:{closed_port()}")
        assert f"failed: {reason} (" in str(error)


def _raising(code: int) -> Any:
    async def connect(*args: Any, **more: Any) -> None:
        raise OSError(code, "erreur")

    return connect


def _raising_now(code: int) -> Any:
    def connect(*args: Any, **more: Any) -> None:
        raise OSError(code, "erreur")

    return connect


TRUST = "set the environment variable SSL_CERT_FILE to a PEM file, or pass http_client="


@FOR_EVERY_CLIENT
class TestTLS:
    @pytest.mark.parametrize(
        ("certificate", "trusted", "reason"),
        [
            ("self", "authority", f"certificate is self-signed.*{TRUST}"),
            ("leaf", "self", f"certificate is signed by an unknown authority.*{TRUST}"),
            ("chain", "self", f"certificate chain ends in a self-signed certificate.*{TRUST}"),
            ("other", "authority", "IP address does not match the certificate.*base_url is wrong"),
            ("expired", "authority", "certificate has expired.*this machine's clock"),
        ],
        ids=["self-signed", "unknown authority", "chain", "other host", "expired"],
    )
    def test_a_refused_certificate_ends_the_call_at_once(
        self, client_kind: str, certificate: str, trusted: str, reason: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / f"{trusted}.pem"))
        made: list[int] = []
        with serving(presenting(certificate), made) as port:
            error = failure(client_kind, f"https://127.0.0.1:{port}", "create", retry_count=3)
        assert re.search(f"request to 127.0.0.1:{port} failed: {reason}", str(error))
        assert (type(error), error.applied, len(error.attempts), len(made)) == (NetworkError, "no", 1, 1)
        assert "SSLCertVerificationError" in said(error)

    def test_another_host_name(self, client_kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "authority.pem"))
        with serving(presenting("other")) as port:
            error = failure(client_kind, f"https://localhost:{port}")
        assert f"localhost:{port} failed: host name does not match the certificate" in str(error)

    def test_a_server_without_tls(self, client_kind: str) -> None:
        with serving(speaking_first(b"HTTP/1.1 400 Bad Request\r\n\r\n")) as port:
            error = failure(client_kind, f"https://127.0.0.1:{port}", "create")
        assert f"127.0.0.1:{port} failed: TLS handshake failed: " in str(error)
        assert (error.applied, len(error.attempts)) == ("no", 2)

    def test_a_handshake_that_is_cut_off(self, client_kind: str) -> None:
        with serving(lambda connection: None) as port:
            error = failure(client_kind, f"https://127.0.0.1:{port}", "create")
        assert f"127.0.0.1:{port} failed: " in str(error)
        assert "TLS handshake failed" in str(error) or "connection reset" in str(error)
        assert error.applied == "no"


@FOR_EVERY_CLIENT
class TestAfterSending:
    def test_a_reset_connection(self, client_kind: str) -> None:
        with serving(reset) as port:
            error = failure(client_kind, f"http://127.0.0.1:{port}", "create")
        assert f"request to 127.0.0.1:{port} failed: connection reset while waiting for the response" in str(
            error
        )
        assert isinstance(error, UnknownOutcomeNetworkError)

    def test_a_response_that_is_no_http_shows_nothing_of_it(self, client_kind: str) -> None:
        with serving(responding(b"SSH-2.0-x\r\n\r\n")) as port:
            error = failure(client_kind, f"http://127.0.0.1:{port}")
        assert f"127.0.0.1:{port} failed: the connection closed early, or the response was not HTTP" in str(
            error
        )

    def test_one_that_never_comes(self, client_kind: str) -> None:
        with serving(lambda connection: connection.recv(1) and responding()(connection)) as port:
            error = failure(client_kind, f"http://127.0.0.1:{port}")
        assert "connection closed before a complete response" in str(error) or "connection broke" in str(
            error
        )


@pytest.mark.parametrize("client_kind", ["sync", "async", "http2"])
class TestProxies:
    def test_the_proxy_that_refuses_a_connection_is_named(
        self, client_kind: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        port = closed_port()
        monkeypatch.setenv("HTTPS_PROXY", f"http://user:secret@127.0.0.1:{port}")
        error = failure(client_kind, "https://shop.example:8443")
        assert (
            f"request to shop.example:8443 through the proxy 127.0.0.1:{port} failed: connection refused"
            in str(error)
        )
        assert "Check the proxy in the environment variables of this machine." in str(error)
        assert "secret" not in said(error)

    def test_so_is_one_that_responses_with_a_status(
        self, client_kind: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with serving(responding(b"HTTP/1.1 407 Who are you\r\ncontent-length: 0\r\n\r\n")) as port:
            monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
            error = failure(client_kind, "https://shop.example", "create")
        assert (
            f"through the proxy 127.0.0.1:{port} failed: the proxy refused the connection: "
            "407 Proxy Authentication Required"
        ) in str(error)
        assert error.applied == "no"


class TestTime:
    @pytest.mark.parametrize("scheme", ["http", "https"])
    def test_the_words_say_whether_connecting_or_the_handshake_took_too_long(
        self, scheme: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # a listener that accepts nothing more: the handshake never begins
        with socket.create_server(("127.0.0.1", 0), backlog=1) as listener:
            port = listener.getsockname()[1]
            if scheme == "http":
                monkeypatch.setattr(socket, "create_connection", _raising_timeout)
            error = failure("sync", f"{scheme}://127.0.0.1:{port}", "create", timeout=0.05, retry_count=0)
        phase = "connecting" if scheme == "http" else "in the TLS handshake"
        assert f"127.0.0.1:{port} failed: timed out {phase} after 0" in str(error)
        assert (type(error), error.applied) == (KonigleTimeoutError, "no")


def _raising_timeout(*args: Any, **more: Any) -> None:
    raise TimeoutError


class TestReasons:
    """Without a network."""

    def test_of_several_addresses_the_most_telling_one_is_named(self) -> None:
        problem = httpx.ConnectError("All connection attempts failed")
        problem.__cause__ = ExceptionGroup(
            "m", [OSError(errno.ENETUNREACH, "x"), OSError(errno.ECONNREFUSED, "y")]
        )
        assert result_of_exception(problem, 0.5).what == "connection refused (0.50 s)"

    def test_without_a_code_the_kind_of_failure_is_said(self) -> None:
        assert (
            result_of_exception(httpx.ConnectError("sesame"), 0.5).what
            == "the connection could not be established (0.50 s)"
        )
        assert (
            result_of_exception(httpx.ProxyError("sesame"), 0.5).what
            == "the proxy refused the connection (0.50 s)"
        )

    def test_what_the_caller_was_handling_is_no_reason(self) -> None:
        problem = httpx.ReadError("m")
        problem.__context__ = ssl.SSLCertVerificationError(1, "of another program")
        outcome = result_of_exception(problem, 0.5)
        assert (outcome.kind, outcome.is_permanent) == ("lost", False)

    def test_an_unknown_certificate_code_is_a_refused_certificate(self) -> None:
        # as truststore raises it
        what, advice = certificate_failure(ssl.SSLCertVerificationError("not trusted"))
        assert what == "certificate could not be verified"
        assert "SSL_CERT_FILE" in advice

    def test_an_ssl_error_after_the_handshake_is_a_lost_exchange(self) -> None:
        problem = httpx.ReadError("m")
        problem.__cause__ = ssl.SSLError(1, "[SSL: TLSV13_ALERT_CERTIFICATE_REQUIRED] x")
        assert result_of_exception(problem, 0.5).kind == "lost"

    @pytest.mark.parametrize(
        ("url", "where"),
        [
            ("https://tim.konigle.com/prefix", "tim.konigle.com:443"),
            ("http://[::1]:8080", "[::1]:8080"),
            ("http://shop.example", "shop.example:80"),
        ],
    )
    def test_host_and_port_are_all_that_is_shown_of_a_url(self, url: str, where: str) -> None:
        assert destination(None, url) == where

    def test_the_text_of_the_platform_is_never_shown(self) -> None:
        for code in errno.errorcode:
            problem = httpx.ReadError("m")
            problem.__cause__ = OSError(code, os.strerror(code) + " sesame")
            assert "sesame" not in result_of_exception(problem, 0.0).what
