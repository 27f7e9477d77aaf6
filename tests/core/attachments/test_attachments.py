"""Files to attach: every accepted shape, every refusal, the limits, and whose file is closed."""

import io
import os
import tempfile
from pathlib import Path
from typing import Any

import pytest

from konigle import InvalidArgumentError
from konigle._concurrency import attachment_reader
from konigle._concurrency.attachment_reader import load_file, load_files
from konigle._core import attachments
from konigle._core.attachments import FilePart, split


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "report.pdf"
    made.write_bytes(b"%PDF")
    return made


class Reader:
    """The least that counts as a binary file."""

    def __init__(self, content: Any, name: Any = None) -> None:
        self.content = content
        self.name = name

    def read(self, size: int = -1) -> Any:
        taken = self.content if size < 0 else self.content[:size]
        self.content = self.content[len(taken) :]
        return taken


class TestShapes:
    def test_a_path(self, path: Path) -> None:
        assert load_file(path) == FilePart("report.pdf", b"%PDF", "application/pdf")

    def test_a_string_is_a_local_path(self, path: Path) -> None:
        assert load_file(str(path)) == FilePart("report.pdf", b"%PDF", "application/pdf")

    def test_a_path_of_bytes(self, path: Path) -> None:
        [entry] = os.scandir(os.fsencode(path.parent))
        assert load_file(entry) == FilePart("report.pdf", b"%PDF", "application/pdf")

    @pytest.mark.parametrize("data", [b"abc", bytearray(b"abc"), memoryview(b"abc"), io.BytesIO(b"abc")])
    def test_data_without_a_name_gets_a_plain_one(self, data: Any) -> None:
        assert load_file(data) == FilePart("attachment", b"abc", "application/octet-stream")

    @pytest.mark.parametrize("data", [b"a,b", io.BytesIO(b"a,b"), Reader(b"a,b", "other.txt")])
    def test_data_with_a_name(self, data: Any) -> None:
        assert load_file((data, "rows.csv")) == FilePart("rows.csv", b"a,b", "text/csv")

    def test_a_path_with_a_name(self, path: Path) -> None:
        assert load_file((path, "invoice.pdf")).name == "invoice.pdf"
        assert load_file((str(path), "invoice.pdf")).content == b"%PDF"

    def test_data_with_a_name_and_a_content_type(self) -> None:
        assert load_file((b"x", "a.bin", "image/png")) == FilePart("a.bin", b"x", "image/png")

    def test_an_open_file_is_named_after_its_path(self, path: Path) -> None:
        with path.open("rb") as file:
            assert load_file(file).name == "report.pdf"

    def test_a_file_that_is_no_file_object_of_python_is_read(self) -> None:
        assert load_file(Reader(b"abc", "dir/a.txt")) == FilePart("a.txt", b"abc", "text/plain")

    def test_a_file_whose_name_is_a_number_gets_a_plain_one(self) -> None:
        with tempfile.TemporaryFile() as file:
            file.write(b"abc")
            assert load_file(file) == FilePart("attachment", b"abc", "application/octet-stream")

    def test_a_blank_name_is_as_good_as_none(self) -> None:
        assert load_file((b"x", "")).name == "attachment"


class TestOpenAndClosed:
    def test_a_file_of_the_caller_stays_open_and_where_it_was(self, path: Path) -> None:
        with path.open("rb") as file:
            file.seek(2)
            assert load_file(file).content == b"%PDF"
            assert not file.closed
            assert file.tell() == 2

    def test_a_buffer_that_was_just_written_is_read_from_its_start(self) -> None:
        buffer = io.BytesIO()
        buffer.write(b"abc")
        assert load_file(buffer).content == b"abc"
        assert buffer.tell() == 3

    def test_a_stream_that_cannot_seek_is_read_from_where_it_is(self) -> None:
        reading, writing = os.pipe()
        os.write(writing, b"abc")
        os.close(writing)
        with os.fdopen(reading, "rb") as file:
            assert load_file((file, "a.txt")).content == b"abc"
            assert not file.closed

    def test_a_file_opened_here_is_closed(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        opened: list[Any] = []
        real = Path.open

        def spy(self: Path, mode: str) -> Any:
            opened.append(real(self, mode))
            return opened[-1]

        monkeypatch.setattr(Path, "open", spy)
        load_file(path)
        assert [file.closed for file in opened] == [True]


class TestRefusals:
    @pytest.mark.parametrize(
        ("value", "why"),
        [
            ("https://example.com/a.pdf", "download it first"),
            ("file:///etc/passwd", "download it first"),
            (("s3://bucket/a", "a.pdf"), "download it first"),
            (5, "got int"),
            (None, "got NoneType"),
            ((b"x",), "a tuple of 1"),
            ((b"x", "a", "b", "c"), "a tuple of 4"),
            ((b"x", 5), "a tuple of 2"),
            ((b"x", "a", None), "a tuple of 3"),
            (((b"x", "a"), "b"), "got tuple"),
            ((b"x", "a\r\nX-Evil: 1"), "line break"),
            ((b"x", "a\x00.txt"), "line break or NUL"),
            ((b"x", "a.txt", "text/plain\r\nX: 1"), "line break"),
            ("a\x00b", "contains NUL"),
            (io.StringIO("text"), "mode 'rb'"),
        ],
    )
    def test_what_is_no_file_is_refused_before_anything_is_read(self, value: Any, why: str) -> None:
        with pytest.raises(ValueError, match=why):
            split(value)

    def test_a_windows_path_is_no_url(self) -> None:
        assert split(r"C:\temp\a.txt").data == r"C:\temp\a.txt"

    @pytest.mark.parametrize("name", ["missing.txt", "."])
    def test_what_cannot_be_read_is_an_error_of_ours(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(InvalidArgumentError, match=r"could not be read: .*nothing was sent"):
            load_file(tmp_path / name)

    @pytest.mark.parametrize(
        ("missing", "said"),
        [
            ("folder/report.pdf", "there is no such file"),
            ("", "it is a directory"),
            ("here.txt/report.pdf", "a part of its path is a file"),
        ],
    )
    @pytest.mark.parametrize("shape", [str, Path, lambda path: (str(path), "named.pdf")])
    def test_the_error_names_the_file_its_place_and_the_reason(
        self, tmp_path: Path, missing: str, said: str, shape: Any
    ) -> None:
        (tmp_path / "here.txt").write_bytes(b"x")
        given = tmp_path / missing
        with pytest.raises(InvalidArgumentError) as caught:
            list(load_files([("attachments", b"x"), ("attachments", shape(given))]))
        assert str(caught.value) == (
            f"attachments[1] ({str(given)!r}) could not be read: {said}; nothing was sent."
        )
        assert isinstance(caught.value.__cause__, OSError)

    def test_so_it_does_where_reading_is_not_permitted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*args: Any) -> None:
            raise PermissionError(13, "verboten")

        monkeypatch.setattr(Path, "open", refuse)
        with pytest.raises(InvalidArgumentError, match=r"secret.pdf'\) could not be read: .* no permission"):
            load_file("secret.pdf")

    def test_an_open_file_is_named_as_well(self, tmp_path: Path) -> None:
        path = tmp_path / "report.pdf"
        path.write_bytes(b"x")
        with path.open("rb") as file:
            pass
        with pytest.raises(InvalidArgumentError, match=r"report.pdf'\) could not be read: .*closed file"):
            load_file(file)

    def test_a_closed_file_is_an_error_of_ours(self) -> None:
        file = io.BytesIO(b"x")
        file.close()
        with pytest.raises(InvalidArgumentError, match="closed file"):
            load_file(file)

    def test_a_reader_of_text_is_refused(self) -> None:
        with pytest.raises(InvalidArgumentError, match="mode 'rb'"):
            load_file(Reader("text"))

    def test_a_name_found_on_disk_is_checked_too(self, tmp_path: Path) -> None:
        odd = tmp_path / "a\nb.txt"
        odd.write_bytes(b"x")
        with pytest.raises(InvalidArgumentError, match="line break"):
            load_file(odd)


class TestLimits:
    @pytest.fixture(autouse=True)
    def small(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(attachment_reader, "MAX_FILE_BYTES", 4)
        monkeypatch.setattr(attachment_reader, "MAX_TOTAL_BYTES", 10)

    def test_the_largest_file_passes(self) -> None:
        assert load_file(b"1234").content == b"1234"

    def test_a_larger_one_is_refused_by_name(self) -> None:
        with pytest.raises(InvalidArgumentError, match=r"'big.txt' is larger than .* nothing was sent"):
            load_file((b"12345", "big.txt"))

    @pytest.mark.parametrize("seekable", [True, False])
    def test_no_more_than_needed_is_read_of_a_large_file(self, seekable: bool) -> None:
        asked: list[int] = []

        class Endless(Reader):
            def read(self, size: int = -1) -> bytes:
                asked.append(size)
                return b"x" * size

        file = Endless(b"")
        if seekable:
            file.seekable = lambda: True  # type: ignore[attr-defined]  # a file that claims it
            file.tell = lambda: 0  # type: ignore[attr-defined]  # a file that claims it
            file.seek = lambda place: place  # type: ignore[attr-defined]  # a file that claims it
        with pytest.raises(InvalidArgumentError, match="larger"):
            load_file(file)
        assert asked == [5]

    def test_the_sum_is_limited(self) -> None:
        parts = load_files([("f", b"1234"), ("f", b"1234"), ("f", b"12")])
        assert sum(len(part.content) for _, part in parts) == 10
        with pytest.raises(InvalidArgumentError, match="in total; nothing was sent"):
            list(load_files([("f", b"1234"), ("f", b"1234"), ("f", b"123")]))


def test_the_limits_are_those_of_the_reference() -> None:
    assert (attachments.MAX_FILES, attachments.MAX_FILE_BYTES, attachments.MAX_TOTAL_BYTES) == (
        10,
        20 * 2**20,
        100 * 2**20,
    )
