"""truststore: https://truststore.readthedocs.io/."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme
import truststore
import truststore._openssl as system

from konigle import NetworkError
from tests.tools.harness import REAL, Caller, CountingServer, apart

TOOL = "truststore"


@pytest.fixture
def authority() -> trustme.CA:
    """A company's own certificate authority."""
    return trustme.CA()


@pytest.fixture
def store(authority: trustme.CA, tmp_path: Path) -> Path:
    """A certificate store with that authority in it."""
    path = tmp_path / "ca-certificates.crt"
    authority.cert_pem.write_to_path(path)
    return path


@pytest.fixture
def server(authority: trustme.CA) -> Iterator[CountingServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with CountingServer(context) as running:
        yield running


def call(kind: str, url: str, store: Path | None, *, inject: bool) -> list[str] | tuple[str, str]:
    """The addresses that a call brings, or the error's text and whether it was applied."""
    if store is not None:  # on this operating system it is a file, at the first of these paths that exists
        nowhere = ssl.DefaultVerifyPaths(None, None, "", "", "", "")
        ssl.get_default_verify_paths = lambda: nowhere
        system._CA_FILE_CANDIDATES[:] = [str(store)]
    if inject:
        truststore.inject_into_ssl()
    with Caller(kind, url) as caller:
        try:
            return caller.emails()
        except NetworkError as error:
            return str(error), error.applied


def test_an_authority_of_the_system_is_trusted_once_it_is_injected(
    server: CountingServer, kind: str, store: Path
) -> None:
    assert apart(call, kind, server.url, store, inject=True) == [REAL]


def test_without_it_the_authorities_of_certifi_alone_are_trusted(
    server: CountingServer, kind: str, store: Path
) -> None:
    refused(apart(call, kind, server.url, store, inject=False), server)


def test_an_authority_that_the_system_does_not_know_is_refused(server: CountingServer, kind: str) -> None:
    refused(apart(call, kind, server.url, None, inject=True), server)


def refused(result: list[str] | tuple[str, str], server: CountingServer) -> None:
    """The error says that it is the certificate, and nothing was sent."""
    text, applied = result
    assert "certificate" in text.lower()
    assert applied == "no"
    assert server.requests == []
