"""Responses that are files: read whole, or saved to a file that is complete or not there."""

import gzip
import io
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from konigle import AsyncClient
from konigle import exceptions as errors
from konigle._core.call import Call, FileResponse, Operation, decode_file
from konigle._core.decoding import decode_object
from konigle._http.downloads import Download, SaveError
from tests._async.harness import Server, reply

pytestmark = pytest.mark.anyio

Make = Callable[..., AsyncClient]
EXPORT = Operation("exportRows", "GET", "/rows.csv", "safe", accept="text/csv, */*;q=0.1")
REPORT = Operation("makeReport", "POST", "/report", "once", accept="application/pdf")
CSV = {"content_type": "text/csv; charset=utf-8", "content_disposition": 'attachment; filename="rows.csv"'}
ROWS = "id,name\n1,Zoë\n".encode()
LARGE = b"0123456789abcdef" * 200_000  # more than is held in memory between two writes


def call(to: Any = None, operation: Operation = EXPORT) -> Call[FileResponse]:
    return Call(operation, decode_file).saving(to)


class _Broken(httpx.AsyncByteStream):
    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield LARGE
        raise httpx.ReadError("the connection was reset")

    async def aclose(self) -> None: ...


def broken(request: httpx.Request) -> httpx.Response:
    """A response that ends in the middle of its body."""
    return httpx.Response(200, headers={"content-type": "text/csv"}, stream=_Broken())


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Download, parts: Any, *, is_first: bool) -> None:
        raise SaveError(OSError(28, "No space left on device"))

    monkeypatch.setattr(Download, "write", fail)


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


class TestInMemory:
    async def test_it_has_the_content_and_what_the_headers_say(
        self, client: AsyncClient, server: Server
    ) -> None:
        server.will(reply(200, ROWS, **CSV))
        found = await client.transport.send(call())
        assert (found.content, found.text) == (ROWS, ROWS.decode())
        assert (found.size, found.file_name, found.path) == (len(ROWS), "rows.csv", None)
        assert found.content_type == "text/csv; charset=utf-8"
        assert server.requests[0].headers["accept"] == "text/csv, */*;q=0.1"

    async def test_it_is_read_up_to_max_response_bytes(self, make: Make, server: Server) -> None:
        server.will(reply(200, ROWS, **CSV))
        with pytest.raises(errors.APIError, match="max_response_bytes"):
            await make(max_response_bytes=5).transport.send(call())
        assert len(server.requests) == 1

    async def test_an_empty_file_is_a_file(self, client: AsyncClient, server: Server) -> None:
        server.will(reply(200, b"", **CSV))
        assert (await client.transport.send(call(operation=REPORT))).content == b""


class TestSaved:
    async def test_a_path_gets_the_whole_file(
        self, client: AsyncClient, server: Server, tmp_path: Path
    ) -> None:
        server.will(reply(200, LARGE, **CSV))
        found = await client.transport.send(call(tmp_path / "rows.csv"))
        assert (tmp_path / "rows.csv").read_bytes() == LARGE
        assert (found.path, found.size, found.content) == (tmp_path / "rows.csv", len(LARGE), None)
        with pytest.raises(ValueError, match="was saved with to="):
            _ = found.text
        assert left(tmp_path) == ["rows.csv"]

    async def test_an_open_file_gets_the_whole_file_and_stays_open(
        self, client: AsyncClient, server: Server
    ) -> None:
        server.will(reply(200, LARGE, **CSV))
        target = io.BytesIO(b"")
        found = await client.transport.send(call(target))
        assert (target.getvalue(), target.closed) == (LARGE, False)
        assert (found.path, found.content) == (None, None)

    async def test_what_is_compressed_is_saved_decompressed(
        self, client: AsyncClient, server: Server, tmp_path: Path
    ) -> None:
        server.will(reply(200, gzip.compress(LARGE), content_encoding="gzip", **CSV))
        found = await client.transport.send(call(tmp_path / "rows.csv"))
        assert ((tmp_path / "rows.csv").read_bytes(), found.size) == (LARGE, len(LARGE))

    async def test_an_attempt_that_broke_is_made_again_from_the_start(
        self, client: AsyncClient, server: Server, tmp_path: Path
    ) -> None:
        server.will(broken, reply(200, ROWS, **CSV))
        await client.transport.send(call(tmp_path / "rows.csv"))
        assert (tmp_path / "rows.csv").read_bytes() == ROWS

    @pytest.mark.parametrize("before", [None, b"old"])
    async def test_a_file_that_stays_incomplete_is_not_left_and_replaces_nothing(
        self, make: Make, server: Server, tmp_path: Path, before: bytes | None
    ) -> None:
        path = tmp_path / "rows.csv"
        if before:
            path.write_bytes(before)
        server.will(broken)
        with pytest.raises(errors.NetworkError):
            await make(retry_count=1).transport.send(call(path))
        assert len(server.requests) == 2
        assert left(tmp_path) == (["rows.csv"] if before else [])
        assert not before or path.read_bytes() == before

    async def test_an_open_file_gets_nothing_of_a_file_that_stays_incomplete(
        self, make: Make, server: Server
    ) -> None:
        server.will(broken)
        target = io.BytesIO()
        with pytest.raises(errors.NetworkError):
            await make(retry_count=0).transport.send(call(target))
        assert target.getvalue() == b""

    async def test_more_than_max_response_bytes_is_not_saved(
        self, make: Make, server: Server, tmp_path: Path
    ) -> None:
        server.will(reply(200, LARGE, **CSV))
        with pytest.raises(errors.APIError, match="max_response_bytes"):
            await make(max_response_bytes=2_000_000).transport.send(call(tmp_path / "rows.csv"))
        assert left(tmp_path) == []

    async def test_an_error_is_raised_and_not_saved(
        self, client: AsyncClient, server: Server, tmp_path: Path
    ) -> None:
        server.will(reply(404, {"detail": "There is no export."}))
        with pytest.raises(errors.NotFoundError, match=r"There is no export\."):
            await client.transport.send(call(tmp_path / "rows.csv"))
        assert left(tmp_path) == []

    async def test_another_kind_of_success_is_returned_and_not_saved(
        self, client: AsyncClient, server: Server, tmp_path: Path
    ) -> None:
        server.will(reply(202, {"job": "j1"}))
        later: Call[Any] = Call(EXPORT, decode_file, by_status={202: decode_object})
        assert await client.transport.send(later.saving(tmp_path / "rows.csv")) == {"job": "j1"}
        assert left(tmp_path) == []

    async def test_a_lost_response_of_a_once_operation_is_not_asked_for_again(
        self, client: AsyncClient, server: Server, tmp_path: Path
    ) -> None:
        server.will(broken)
        with pytest.raises(errors.OutcomeUnknown):
            await client.transport.send(call(tmp_path / "report.pdf", REPORT))
        assert (len(server.requests), left(tmp_path)) == (1, [])

    @pytest.mark.parametrize(
        ("to", "problem"),
        [
            ("no/such/folder/rows.csv", "there is no such folder"),
            (".", "it is a folder"),
            (io.StringIO(), "open in text mode"),
            (5, "must be a path or an open binary file, not int"),
        ],
    )
    async def test_what_cannot_be_written_is_rejected_before_anything_is_sent(
        self, client: AsyncClient, server: Server, to: Any, problem: str
    ) -> None:
        with pytest.raises(errors.InvalidArgumentError, match=problem) as caught:
            await client.transport.send(call(to))
        assert "othing was sent" in str(caught.value)
        assert (caught.value.operation, server.requests) == ("exportRows", [])

    @pytest.mark.parametrize(
        ("operation", "applied"), [(EXPORT, "Nothing was changed"), (REPORT, "The request was applied")]
    )
    @pytest.mark.usefixtures("full_disk")
    async def test_a_full_disk_is_an_error_that_says_so_and_is_not_retried(
        self, client: AsyncClient, server: Server, tmp_path: Path, operation: Operation, applied: str
    ) -> None:
        server.will(reply(200, LARGE, **CSV))
        with pytest.raises(errors.KonigleError, match=f"No space left on device. {applied}") as caught:
            await client.transport.send(call(tmp_path / "rows.csv", operation))
        assert isinstance(caught.value.__cause__, OSError)
        assert (len(server.requests), left(tmp_path)) == (1, [])
