"""Tables that fit the terminal."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from konigle.cli.terminal import note, plain, styled, width

_WIDEST = 40  # of a column, where the terminal is too narrow for all
_LEAST = 12  # of the last column, if it is cut
_NARROWEST = 6
_GAP = "  "
_Row = Mapping[str, Any]


def table(
    names: Sequence[str], first: Sequence[_Row], rest: Iterable[_Row], *, is_chosen: bool
) -> Iterator[str]:
    """The lines of a table.

    Args:
        names: The columns, in the order of their importance.
        first: Rows that set the widths.
        rest: The rows after them.
        is_chosen: Whether all columns are shown for which there is room; else those that hold something and fit.
    """
    cells = {name: [_cell(row.get(name)) for row in first] for name in names}
    if not is_chosen:
        names = [name for name in names if any(cells[name])] or list(names)
    widths = {name: max(map(_length, [name, *cells[name]])) for name in names}
    room = width()
    widths = _shrunk(widths, room) if is_chosen else _fitting(widths, room)
    if is_chosen and (hidden := [name for name in names if name not in widths]):
        note(f"No room for {', '.join(hidden)}: choose fewer --columns, or -o csv.")
    yield styled(_line({name: name.upper() for name in widths}, widths), sys.stdout, bold=True)
    for row in first:
        yield _line({name: _cell(row.get(name)) for name in widths}, widths)
    for row in rest:
        yield _line({name: _cell(row.get(name)) for name in widths}, widths)


def details(row: _Row) -> str:
    """One resource, a field on each line."""
    longest = max(map(_length, row), default=0)
    room = max(_NARROWEST, width() - longest - len(_GAP))
    lines: list[str] = []
    for name, value in row.items():
        label = styled(_cut(plain(name), longest, pad=True), sys.stdout, bold=True)
        lines.append(f"{label}{_GAP}{_cut(_cell(value), room)}".rstrip())
    return "\n".join(lines)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_cell(one) for one in cast("list[Any]", value))
    return plain(str(value))


def _fitting(widths: Mapping[str, int], room: int) -> dict[str, int]:
    """As many columns as there is room for, each cut at a width that leaves room for others."""
    if _total(widths) <= room:
        return dict(widths)
    found: dict[str, int] = {}
    for name, wanted in widths.items():
        left = room - _total({**found, name: 0})
        if found and left < min(wanted, _LEAST):
            break
        found[name] = max(_NARROWEST, min(wanted, _WIDEST, left))
    return found


def _shrunk(widths: Mapping[str, int], room: int) -> dict[str, int]:
    """The widest columns cut until all fit; where even that is too wide, the first ones."""
    most = max(1, (room + len(_GAP)) // (_NARROWEST + len(_GAP)))
    found = dict(list(widths.items())[:most])
    while _total(found) > room and (widest := max(found, key=lambda name: found[name])):
        if found[widest] <= _NARROWEST:
            break
        found[widest] -= 1
    return found


def _total(widths: Mapping[str, int]) -> int:
    return sum(widths.values()) + len(_GAP) * (len(widths) - 1)


def _line(cells: Mapping[str, str], widths: Mapping[str, int]) -> str:
    return _GAP.join(_cut(cells[name], wide, pad=True) for name, wide in widths.items()).rstrip()


def _length(text: str) -> int:
    """Columns that a text takes; letters of East Asia take two."""
    from rich.cells import cell_len

    return len(text) if text.isascii() else cell_len(text)


def _cut(text: str, room: int, *, pad: bool = False) -> str:
    from rich.cells import set_cell_size

    if _length(text) > room:
        text = f"{set_cell_size(text, room - 1).rstrip()}…"
    return text + " " * (room - _length(text)) if pad else text
