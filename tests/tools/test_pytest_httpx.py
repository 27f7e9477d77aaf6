"""pytest-httpx: https://colin-b.github.io/pytest_httpx/."""

import os
import re
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from pytest_httpx import HTTPXMock

from konigle import KonigleTimeoutError, OutcomeUnknown
from tests.tools.harness import MOCKED, REAL, Caller, CountingServer, page

TOOL = "pytest-httpx"
ROOT = Path(__file__).parents[2]
USED = """
from konigle import Client
from tests.tools.harness import page

def test_contacts_are_read(httpx_mock):
    httpx_mock.add_response(json=page("ada@example.com"))
    with Client(api_key="any", base_url="http://127.0.0.1:9") as client:
        assert client.contacts.list().payload[0].email == "ada@example.com"
"""
UNUSED = """
def test_nothing_is_read(httpx_mock):
    httpx_mock.add_response(json={})
"""


@pytest.fixture
def connected(server: CountingServer, kind: str) -> Caller:
    """A client that keeps a connection to the real server since before the mock began."""
    caller = Caller(kind, server.url)
    assert caller.emails() == [REAL]
    return caller


def test_a_mocked_request_gets_the_response_of_the_mock(
    connected: Caller, server: CountingServer, kind: str, httpx_mock: HTTPXMock
) -> None:
    httpx_mock.add_response(
        url=re.compile(f"{server.url}/reachout/api/v1/contacts"), json=page(MOCKED), is_reusable=True
    )
    with connected, Caller(kind, server.url) as fresh:
        assert connected.emails() == fresh.emails() == [MOCKED]
    assert [request.method for request in httpx_mock.get_requests()] == ["GET", "GET"]
    assert (server.connections, len(server.requests)) == (1, 1)


@pytest.mark.httpx_mock(assert_all_requests_were_expected=False)
def test_a_request_that_is_not_mocked_never_reaches_the_network(
    connected: Caller,
    server: CountingServer,
    kind: str,
    httpx_mock: HTTPXMock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with connected, Caller(kind, server.url) as fresh:
        for caller in (connected, fresh):
            with pytest.raises(KonigleTimeoutError):
                caller.wait(caller.client.contacts.list(retry_count=0))
            with pytest.raises(OutcomeUnknown):
                caller.wait(caller.client.contacts.create({"email": MOCKED}))
        assert len(httpx_mock.get_requests()) == 4
        monkeypatch.undo()  # takes the mock away, which uses the same monkeypatch
        # the server accepts in order: whatever went out before was counted before this one
        assert httpx.get(server.url).status_code == 200
    assert (server.connections, len(server.requests)) == (2, 2)


@pytest.mark.parametrize(("source", "outcome"), [(USED, "1 passed"), (UNUSED, "1 error")])
def test_a_response_that_no_call_asks_for_is_an_error(source: str, outcome: str, tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(source, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "pytest_httpx",
        "-p",
        "no:cacheprovider",
        str(tmp_path),
    ]
    surroundings = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=tmp_path, env=surroundings, capture_output=True, text=True, timeout=60, check=False
    )
    assert outcome in done.stdout
    assert ("mocked but not requested" in done.stdout) == (source == UNUSED)
