"""vcrpy: https://vcrpy.readthedocs.io/."""

from pathlib import Path
from typing import Any

import httpx
import pytest
import vcr
from vcr.errors import CannotOverwriteExistingCassetteException

from tests.tools.harness import KEY, REAL, Caller, CountingServer

TOOL = "vcrpy"


def recorder(path: Path, mode: str) -> Any:
    return vcr.VCR(filter_headers=["authorization"], record_mode=mode).use_cassette(str(path))


def test_a_recorded_call_is_played_again_without_the_server(kind: str, tmp_path: Path) -> None:
    tape = tmp_path / "contacts.yaml"
    with CountingServer() as server:
        with Caller(kind, server.url) as caller, recorder(tape, "once") as cassette:
            assert caller.emails() == [REAL]
        assert len(cassette) == 1
    assert len(server.requests) == 1
    with Caller(kind, server.url, retry_count=0) as caller, recorder(tape, "none") as cassette:
        assert caller.emails() == [REAL]
        assert cassette.play_count == 1


def test_the_key_is_not_recorded(server: CountingServer, kind: str, tmp_path: Path) -> None:
    tape = tmp_path / "contacts.yaml"
    with Caller(kind, server.url) as caller, recorder(tape, "once"):
        caller.emails()
    recorded = tape.read_text(encoding="utf-8")
    assert "/reachout/api/v1/contacts" in recorded
    assert KEY not in recorded


@pytest.mark.parametrize("is_connected", [False, True], ids=["unused", "connected"])
def test_a_request_that_is_not_recorded_never_reaches_the_network(
    server: CountingServer, kind: str, tmp_path: Path, is_connected: bool
) -> None:
    with Caller(kind, server.url) as caller:
        if is_connected:
            assert caller.emails() == [REAL]
        with (
            recorder(tmp_path / "none.yaml", "none"),
            pytest.raises(CannotOverwriteExistingCassetteException),
        ):
            caller.emails()
        # the server accepts in order: whatever went out before was counted before this one
        assert httpx.get(server.url).status_code == 200
    assert (server.connections, len(server.requests)) == (1 + is_connected, 1 + is_connected)
