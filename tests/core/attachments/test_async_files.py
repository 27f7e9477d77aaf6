"""Files with an async `read`, uploads of web frameworks among them."""

import asyncio
import gc
import io
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from starlette.datastructures import Headers, UploadFile

from konigle import InvalidArgumentError
from konigle._concurrency.attachment_reader import load_file, sync_load
from konigle._core.attachments import FilePart
from konigle.managers.comm import model_to_dict
from konigle.models.comm import Email
from tests.core.attachments.loading import MUCH, form, load_async, load_in_either

MAIL: dict[str, Any] = {"to_email": ["a@example.com"], "subject": "s", "body_html": "x", "channel": "tx"}


def upload(name: str = "report.csv", **headers: str) -> UploadFile:
    file = UploadFile(io.BytesIO(MUCH), filename=name, headers=Headers(headers))
    file.file.seek(7)
    return file


class AsyncOnly:
    """An async file that says no more than it must."""

    name = "a.txt"

    def __init__(self, *pieces: Any) -> None:
        self.pieces = [*pieces, b""]

    async def read(self, size: int = -1) -> Any:
        await asyncio.sleep(0)
        piece = self.pieces.pop(0)
        if isinstance(piece, Exception):
            raise piece
        return piece


class Later:
    """Gives a future, as extension modules do."""

    name = "a.txt"

    def read(self, size: int = -1) -> Any:
        return _Future()


class _Future:
    cancelled = False

    def cancel(self) -> None:
        type(self).cancelled = True

    def __await__(self) -> Any:
        yield from ()
        return b""


class TestAsyncFiles:
    def test_an_upload_is_whole_with_its_name_and_type_and_stays_where_it_was(self) -> None:
        file = upload(**{"content-type": "text/x-own"})
        assert asyncio.run(load_async(file)) == [FilePart("report.csv", MUCH, "text/x-own")]
        assert file.file.tell() == 7
        assert not file.file.closed

    def test_in_a_tuple_it_has_the_name_that_is_given(self) -> None:
        [part, other] = asyncio.run(load_async((upload(), "a.txt"), (upload(), "b.bin", "image/png")))
        assert (part.name, part.content, part.content_type) == ("a.txt", MUCH, "text/plain")
        assert (other.name, other.content_type) == ("b.bin", "image/png")

    def test_a_type_that_would_break_the_head_of_a_part_is_left_out(self) -> None:
        file = upload(**{"content-type": "text/x\r\nX-Evil: 1"})
        assert asyncio.run(load_async(file))[0].content_type == "text/csv"

    def test_a_file_of_anyio(self, tmp_path: Path) -> None:
        path = tmp_path / "report.csv"
        path.write_bytes(MUCH)

        async def load() -> tuple[list[FilePart], int]:
            async with await anyio.open_file(path, "rb") as file:
                await file.seek(7)
                return await load_async(file), await file.tell()

        assert asyncio.run(load()) == ([FilePart("report.csv", MUCH, "text/csv")], 7)

    def test_a_path_of_anyio(self, tmp_path: Path) -> None:
        path = tmp_path / "report.csv"
        path.write_bytes(MUCH)
        assert load_file(anyio.Path(path)).content == MUCH

    def test_any_object_with_an_async_read(self) -> None:
        [part] = asyncio.run(load_async(AsyncOnly(b"ab", bytearray(b"c"))))
        assert part == FilePart("a.txt", b"abc", "text/plain")
        assert asyncio.run(load_async(Later()))[0].content == b""

    def test_what_breaks_or_gives_text_is_an_error_that_names_it(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"'a\.txt'\) could not be read: TimeoutError: late"):
            asyncio.run(load_async(AsyncOnly(b"x", TimeoutError("late"))))
        with pytest.raises(
            InvalidArgumentError, match=r"'a\.txt'\) could not be read: it is open in text mode"
        ):
            asyncio.run(load_async(AsyncOnly("x")))

    def test_a_cancelled_call_stays_cancelled(self) -> None:
        class Stuck:
            async def read(self, size: int) -> bytes:
                raise asyncio.CancelledError

        with pytest.raises(asyncio.CancelledError):
            asyncio.run(load_async(Stuck()))

    @pytest.mark.parametrize("make", [upload, lambda: (upload(), "a.csv"), AsyncOnly, Later])
    def test_the_sync_client_says_what_to_do_and_leaves_no_coroutine(self, make: Callable[[], Any]) -> None:
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            with pytest.raises(
                InvalidArgumentError, match=r"'(report|a)\.\w+'\) .*only AsyncClient.*`\.file`"
            ) as caught:
                sync_load(form(make()))
            with pytest.raises(InvalidArgumentError, match="async file"):
                model_to_dict(Email(**MAIL, attachments=[make()]))
            gc.collect()
        assert warned == []
        assert caught.value.operation == "sendEmail"

    def test_a_future_is_cancelled(self) -> None:
        with pytest.raises(InvalidArgumentError):
            load_file(Later())
        assert _Future.cancelled

    def test_the_file_of_an_upload_is_taken_by_either(self) -> None:
        for [part] in load_in_either(lambda: (upload().file, "a.csv")):
            assert part == FilePart("a.csv", MUCH, "text/csv")


def test_the_name_of_an_upload_is_that_of_its_file_and_not_of_its_field() -> None:
    class Storage:
        """As of werkzeug."""

        name = "field"
        filename = "report.csv"
        content_type = ""

        def read(self, size: int = -1) -> bytes:
            return b""

    assert load_file(Storage()) == FilePart("report.csv", b"", "text/csv")
