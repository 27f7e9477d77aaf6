"""Files that are streams: read until they are empty, within the limits, whatever kind of object they are."""

import asyncio
import gzip
import http.client
import io
import os
import socket
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from konigle import InvalidArgumentError
from konigle._concurrency import attachment_reader
from konigle._concurrency.attachment_reader import async_load, load_file, sync_load
from konigle._core.attachments import FilePart
from tests.core.attachments.loading import MUCH, form, load_async, load_in_either


class Raw(io.RawIOBase):
    """Gives little at a time, as a raw stream may."""

    def __init__(self, content: bytes, most: int = 1000) -> None:
        self._inner = io.BytesIO(content)
        self._most = most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._inner.read(min(self._most, len(buffer)))
        buffer[: len(piece)] = piece
        return len(piece)


class Sender:
    """A socket that gives what an HTTP server would have sent."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def makefile(self, *args: Any) -> io.BytesIO:
        return io.BytesIO(self._content)


def http_response() -> http.client.HTTPResponse:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunks = b"".join(
        b"%x\r\n%s\r\n" % (len(MUCH[at : at + 5000]), MUCH[at : at + 5000])
        for at in range(0, len(MUCH), 5000)
    )
    response = http.client.HTTPResponse(Sender(head + chunks + b"0\r\n\r\n"))  # type: ignore[arg-type]  # all it needs
    response.begin()
    return response


def pipe() -> Any:
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb", buffering=0) as end:
        end.write(MUCH[:60_000])  # what fits into it
    return os.fdopen(reading, "rb", buffering=0)


def spooled() -> Any:
    file = tempfile.SpooledTemporaryFile(max_size=100)  # noqa: SIM115 - whoever asked for it closes it
    file.write(MUCH)
    return file


def member(tmp_path: Path) -> Any:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner/report.csv", MUCH)
    return zipfile.ZipFile(tmp_path / "a.zip").open("inner/report.csv")


class Whole:
    """Gives all there is each time, as the `read()` of some HTTP responses does; takes no size."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def read(self) -> bytes:
        return self.content


class TestWhole:
    def test_a_raw_stream(self) -> None:
        for [part] in load_in_either(lambda: Raw(MUCH)):
            assert part.content == MUCH

    def test_a_raw_socket(self) -> None:
        ours, theirs = socket.socketpair()
        with ours, theirs, theirs.makefile("rb", buffering=0) as file:
            import threading

            sending = threading.Thread(target=lambda: (ours.sendall(MUCH), ours.shutdown(socket.SHUT_WR)))
            sending.start()
            assert load_file((file, "log.txt")).content == MUCH
            sending.join()

    def test_a_raw_pipe(self) -> None:
        with pipe() as file:
            assert load_file(file).content == MUCH[:60_000]

    def test_a_response(self) -> None:
        for [part] in load_in_either(http_response):
            assert part.content == MUCH

    def test_a_spooled_file_and_where_it_was(self) -> None:
        with spooled() as file:
            assert load_file(file).content == MUCH
            assert file.tell() == len(MUCH)

    def test_a_member_of_an_archive(self, tmp_path: Path) -> None:
        with member(tmp_path) as file:
            assert load_file(file) == FilePart("report.csv", MUCH, "text/csv")

    def test_a_compressed_file(self, tmp_path: Path) -> None:
        (tmp_path / "a.csv.gz").write_bytes(gzip.compress(MUCH))
        with gzip.open(tmp_path / "a.csv.gz") as file:
            assert load_file(file).content == MUCH

    @pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
    def test_pieces_of_any_kind_of_bytes(self, kind: Any) -> None:
        class PageChunks:
            def __init__(self) -> None:
                self.left = [kind(b"ab"), kind(b"c"), kind(b"")]

            def read(self, size: int) -> Any:
                return self.left.pop(0)

        assert load_file(PageChunks()).content == b"abc"

    def test_a_reader_that_takes_no_size_is_read_once(self) -> None:
        for [part] in load_in_either(lambda: Whole(MUCH)):
            assert part.content == MUCH

    def test_a_view_of_wider_items(self) -> None:
        view = memoryview(b"abcdefgh").cast("I")
        assert load_file(view).content == b"abcdefgh"


class TestLimits:
    @pytest.fixture(autouse=True)
    def small(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(attachment_reader, "MAX_FILE_BYTES", 2500)
        monkeypatch.setattr(attachment_reader, "MAX_TOTAL_BYTES", 4000)

    def test_an_endless_stream_is_read_to_the_limit_and_no_further(self) -> None:
        taken = 0

        class Endless:
            def read(self, size: int) -> bytes:
                nonlocal taken
                given = min(size, 1000)
                taken += given
                return b"x" * given

        with pytest.raises(InvalidArgumentError, match="larger than"):
            load_file(Endless())
        assert taken == 2501

    def test_so_is_the_last_one_of_several(self) -> None:
        last = Raw(b"x" * 9000)
        for load in (sync_load, lambda body: asyncio.run(async_load(body))):
            last = Raw(b"x" * 9000)
            with pytest.raises(InvalidArgumentError, match="in total"):
                load(form(b"x" * 2500, last))
            assert last._inner.tell() <= 1501

    def test_an_async_one_too(self) -> None:
        taken = 0

        class Endless:
            async def read(self, size: int) -> bytes:
                nonlocal taken
                taken += size
                return b"x" * size

        with pytest.raises(InvalidArgumentError, match="larger than"):
            asyncio.run(load_async(Endless()))
        assert taken == 2501

    @pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
    def test_bytes_too(self, kind: Any) -> None:
        assert len(load_file(kind(b"x" * 2500)).content) == 2500
        with pytest.raises(InvalidArgumentError, match="larger than"):
            load_file(kind(b"x" * 2501))

    def test_there_are_ten_at_the_most(self) -> None:
        with pytest.raises(InvalidArgumentError, match="at most 10 files") as caught:
            sync_load(form(*[b"x"] * 11))
        assert caught.value.operation == "sendEmail"


class TestRefusals:
    def test_a_stream_that_has_nothing_yet_is_an_error_that_names_it(self) -> None:
        reading, writing = os.pipe()
        os.set_blocking(reading, False)
        with (
            os.fdopen(reading, "rb", buffering=0) as file,
            os.fdopen(writing, "wb"),
            pytest.raises(InvalidArgumentError, match=r"'log\.txt'\) could not be read: it is non-blocking"),
        ):
            load_file((file, "log.txt"))

    def test_one_in_text_mode_is_an_error_that_names_it(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("x", encoding="utf-8")
        with (tmp_path / "a.txt").open(encoding="utf-8") as file:
            with pytest.raises(ValueError, match=r"'a\.txt' was opened in text mode"):
                load_file(file)
            with pytest.raises(ValueError, match=r"'b\.txt' was opened in text mode"):
                load_file((file, "b.txt"))
        with tempfile.SpooledTemporaryFile(mode="w+") as text:
            text.write("x")
            with pytest.raises(
                InvalidArgumentError, match=r"'c\.txt'\) could not be read: it is open in text mode"
            ):
                load_file((text, "c.txt"))

    def test_what_gives_no_bytes_is_an_error_that_names_it(self) -> None:
        class Odd:
            name = "odd.bin"

            def read(self, size: int) -> Any:
                return 5

        with pytest.raises(
            InvalidArgumentError, match=r"'odd\.bin'\) could not be read: its read\(\) returns int"
        ):
            load_file(Odd())

    @pytest.mark.parametrize(
        "problem", [http.client.IncompleteRead(b""), EOFError("cut off"), TimeoutError("late")]
    )
    def test_a_stream_that_breaks_is_an_error_with_its_cause(self, problem: Exception) -> None:
        class Broken:
            name = "a.txt"

            def read(self, size: int) -> bytes:
                raise problem

        for load in (sync_load, lambda body: asyncio.run(async_load(body))):
            with pytest.raises(
                InvalidArgumentError, match=rf"'a.txt'\) could not be read: {type(problem).__name__}"
            ) as caught:
                load(form(Broken()))
            assert caught.value.__cause__ is problem
