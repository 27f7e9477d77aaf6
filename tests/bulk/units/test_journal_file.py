"""What a journal may hold, line by line, and what is made of one that was damaged."""

from collections.abc import Iterable
from typing import Any

import pytest

from konigle import InvalidArgumentError
from konigle._bulk.journal import Journal, header, line_of

HEAD = header("sha256:f", ["rules"])
LINES = [
    HEAD,
    {"started": 256},
    {"done": 100, "created": 98, "unchanged": 1, "failed": [17], "rejects": 245},
    {"done": 256, "created": 156, "rejects": 245},
    {"started": 512},
    {"done": 300, "updated": 44, "rejects": 245},
    {"finished": True},
]
WHOLE = [line_of(line) for line in LINES]


def read(lines: Iterable[bytes]) -> Journal:
    journal = Journal(None, HEAD)
    journal.read(lines)
    return journal


def test_a_whole_one_is_read_to_its_end() -> None:
    journal = read(WHOLE)
    checkpoint = journal.checkpoint
    assert (checkpoint.done, checkpoint.started, checkpoint.rejects_size, checkpoint.finished) == (
        300,
        512,
        245,
        True,
    )
    assert checkpoint.counts == {"created": 254, "unchanged": 1, "updated": 44, "failed": 1}
    assert journal.size == sum(map(len, WHOLE))


@pytest.mark.parametrize("line", range(len(WHOLE)))
@pytest.mark.parametrize("rest", [0, 1, 5, -1])
def test_a_last_line_that_a_killed_process_cut_off_does_not_count(line: int, rest: int) -> None:
    cut = WHOLE[line][:rest] if rest else b""
    journal = read([*WHOLE[:line], *([cut] if cut else [])])
    assert journal.size == sum(map(len, WHOLE[:line]))
    assert not journal.checkpoint.finished


NOT_ONE_OF_OURS: list[Any] = [
    b"\n",
    b"garbage\n",
    b"\x00\x00\x00\x00\n",
    b'{"started":\xff}\n',
    b"[" * 100_000 + b"\n",
    b"[1]\n",
    b"{}\n",
    b'{"finished":true}{"finished":true}\n',
    b'{"finished":false}\n',
    b'{"finished":true,"done":100}\n',
    b'{"started":"300"}\n',
    b'{"started":300.5}\n',
    b'{"started":true}\n',
    b'{"started":' + b"9" * 30 + b"}\n",
    b'{"started":' + b"9" * 5000 + b"}\n",
    b'{"started":300,"done":100}\n',
    b'{"stared":300}\n',
    {"done": 10, "created": 10},
    {"done": 10, "created": 10, "rejects": -1},
    {"done": 10, "created": 10, "rejects": 0, "more": 1},
    {"done": 10, "created": 5, "failed": 5, "rejects": 0},
    {"done": 10, "created": 9, "failed": "x", "rejects": 0},
    {"done": 10, "created": 9, "failed": [11], "rejects": 0},
    {"done": 10, "created": 9, "failed": [None], "rejects": 0},
    {"done": 10, "created": 11, "failed": [], "updated": -1, "rejects": 0},
    {"done": 10, "created": 9, "rejects": 0},
    {"done": 257, "created": 257, "rejects": 0},
    HEAD,
]


@pytest.mark.parametrize("bad", NOT_ONE_OF_OURS, ids=lambda bad: str(bad)[:40])
def test_a_line_that_no_import_writes_is_an_error_with_its_number(bad: Any) -> None:
    line = bad if isinstance(bad, bytes) else line_of(bad)
    with pytest.raises(InvalidArgumentError, match=r"^Line 3 of the journal is damaged; nothing was sent"):
        read([*WHOLE[:2], line, *WHOLE[2:]])


@pytest.mark.parametrize("number", range(2, len(WHOLE) + 1))
def test_so_is_one_that_contradicts_those_before_it_since_it_is_there_twice(number: int) -> None:
    with pytest.raises(InvalidArgumentError, match=f"Line {number + 1} of the journal is damaged"):
        read([*WHOLE[:number], WHOLE[number - 1], *WHOLE[number:]])


def test_so_is_one_that_is_not_there() -> None:
    with pytest.raises(InvalidArgumentError, match="Line 3 of the journal"):
        read([*WHOLE[:2], *WHOLE[3:]])


@pytest.mark.parametrize("tail", [b"\x00" * 40, b'{"started":5\x00\x00', b"garbage", b"\xff\xfe"])
def test_an_end_that_is_no_line_cut_off_is_damage(tail: bytes) -> None:
    with pytest.raises(InvalidArgumentError, match="Line 4 of the journal is damaged"):
        read([*WHOLE[:3], tail])


@pytest.mark.parametrize(
    "first", [b"\x00" * 80, b"\x00\n", b"\xff\n", b"email,tags\n", b"{}\n", b'{"a":1}', b"[[1]]\n"]
)
def test_a_file_that_does_not_begin_as_one_is_not_called_one_to_be_removed(first: bytes) -> None:
    with pytest.raises(InvalidArgumentError, match="not that of an import, or its line 1") as caught:
        read([first, *WHOLE[1:]])
    assert "remove" not in str(caught.value)
