"""What a response that is a file says of itself."""

import pytest

from konigle._core.call import FileResponse, file_name_of


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("", ""),
        ("inline", ""),
        ("attachment; filename=rows.csv", "rows.csv"),
        ('attachment; filename="a b;c.csv"', "a b;c.csv"),
        ("attachment; filename=x.csv; filename*=UTF-8''na%C3%AFve.csv", "naïve.csv"),
        ("attachment; filename*=iso-8859-1''%E4.csv", "ä.csv"),
        ("attachment; filename*=no-such''%E4.csv; filename=b.csv", "b.csv"),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ('attachment; filename="C:\\\\temp\\\\a.csv"', "a.csv"),
        ("attachment; filename*=UTF-8''..%2F..%2Fb.csv", "b.csv"),
        ('attachment; filename=".."', ""),
        ('attachment; filename="a\r\nb.csv"', "ab.csv"),
    ],
)
def test_the_file_name_has_no_folders_and_no_line_breaks(header: str, name: str) -> None:
    assert file_name_of(header) == name


@pytest.mark.parametrize(
    ("content_type", "content", "text"),
    [
        ("text/csv", "ü".encode(), "ü"),
        ("", b"\xef\xbb\xbfid", "id"),
        ("text/csv; charset=utf-8", b"\xef\xbb\xbfid", "id"),
        ("text/plain; charset=iso-8859-1", b"\xfc", "ü"),
        ('text/plain; charset="UTF-16"', "ü".encode("utf-16"), "ü"),
    ],
)
def test_text_is_decoded_with_the_charset_of_the_content_type(
    content_type: str, content: bytes, text: str
) -> None:
    assert FileResponse(len(content), content_type, content=content).text == text


@pytest.mark.parametrize(
    "file",
    [
        FileResponse(1, "text/plain; charset=no-such", content=b"a"),
        FileResponse(1, "image/png", content=b"\xff"),
        FileResponse(1),
    ],
)
def test_what_is_no_text_is_an_error(file: FileResponse) -> None:
    with pytest.raises(ValueError, match=r"file|decode"):
        _ = file.text


def test_the_content_is_not_in_the_repr() -> None:
    assert "secret" not in repr(FileResponse(6, content=b"secret"))
