"""Results as table, JSON, JSON Lines, CSV or YAML."""

import csv
import itertools
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

import click

from konigle._operations import Parameter, rank
from konigle.cli.flags import separated
from konigle.cli.table import details, table
from konigle.cli.terminal import is_terminal, plain

FORMATS = ("table", "json", "jsonl", "csv", "yaml")
_WIDTHS_FROM = 100  # rows of a stream that set the widths of a table
_RAW_CONTROL = re.compile("[\x7f-\x9f]")  # JSON leaves these as they are, and terminals obey them


def output_options(*, columns: bool = True) -> list[click.Option]:
    """The options that say how a result is printed."""
    form, query = "Format of the result.", "Is applied to the output of `-o json`."
    names = "Fields to show in tables and CSV, separated by commas."
    found = [
        click.Option(["-o", "--output"], type=click.Choice(FORMATS), default="table", help=form),
        click.Option(["--query"], metavar="JMESPATH", help=query),
        click.Option(["--columns"], metavar="NAMES", help=names),
    ]
    return found if columns else found[:2]


class Printer:
    """Prints results in one format.

    Args:
        form: One of `FORMATS`.
        query: A JMESPath expression.
        columns: Names of fields, separated by commas.
        fields: The fields that results have.
    """

    def __init__(
        self, form: str, query: str | None, columns: str | None, fields: Sequence[Parameter] = ()
    ) -> None:
        self._form = form
        self._query = _compiled(query)
        self._columns = separated([columns]) if columns else None
        self._fields = () if query else fields
        known = [name for name, _ in _flat_fields(fields)]
        unknown = set(self._columns or ()) - {*known, *(one.name for one in fields)}
        if unknown and self._fields:
            problem = f"there is no {', '.join(sorted(unknown))}; there are {', '.join(known)}"
            raise click.BadParameter(problem, param_hint="--columns")

    def show(self, value: Any) -> None:
        """Prints a result; the items of an iterator as they come, or with a query when all are there."""
        if self._query is not None:
            found: Any = list(cast("Iterator[Any]", value)) if isinstance(value, Iterator) else value
            value = self._query.search(found)
        is_many = isinstance(value, list | Iterator)
        if is_many or self._form == "csv":
            many: Iterator[Any] = iter(cast("list[Any]", value) if is_many else [value])
            self._many(many)
        elif self._form == "table":
            _write(
                self._one(cast("dict[str, Any]", value)) if isinstance(value, dict) else plain(_text(value))
            )
        elif self._form == "yaml":
            _write(_yaml(value))
        else:
            _write(_json(value, indent=2 if self._form == "json" else None))

    def _many(self, items: Iterator[Any]) -> None:
        if self._form == "jsonl":
            for item in items:
                _write(_json(item))
        elif self._form == "json":
            self._array(items)
        elif self._form == "yaml":
            first = next(items, None)
            _write("[]" if first is None else _yaml([first]))
            for item in items:
                _write(_yaml([item]))
        else:
            self._rows(map(_row, items))

    def _one(self, value: dict[str, Any]) -> str:
        flat = _flat(value)
        if self._columns is not None or self._fields:
            names = self._names([flat], for_table=self._columns is not None)
            rest = () if self._columns is not None else flat
            flat = {name: flat[name] for name in dict.fromkeys([*names, *rest]) if name in flat}
        return details(flat)

    def _array(self, items: Iterable[Any]) -> None:
        opening = "["
        for item in items:
            text = _json(item, indent=2).replace("\n", "\n  ")
            sys.stdout.write(f"{opening}\n  {text}")
            opening = ","
        _write("[]" if opening == "[" else "\n]")

    def _rows(self, rows: Iterator[dict[str, Any]]) -> None:
        first, for_table = list(itertools.islice(rows, _WIDTHS_FROM)), self._form == "table"
        names = self._names(first, for_table=for_table)
        if for_table:
            for line in table(names, first, rows, is_chosen=self._columns is not None):
                _write(line)
            return
        writer = csv.writer(sys.stdout, lineterminator="\n")
        shown = plain if is_terminal(sys.stdout) else str
        writer.writerow(names)
        for row in itertools.chain(first, rows):
            writer.writerow([shown(_cell(row.get(name))) for name in names])

    def _names(self, rows: Sequence[Mapping[str, Any]], *, for_table: bool) -> list[str]:
        fields = list(_flat_fields(self._fields))
        if self._columns is not None:
            known = [name for name, _ in fields]
            return [
                one
                for name in self._columns
                for one in ([name] if name in known else [k for k in known if k.startswith(f"{name}.")])
                or [name]
            ]
        if not fields:
            return list(dict.fromkeys(name for row in rows for name in row))
        ranks = {name: rank(name, one) for name, one in fields if not for_table or not one.is_long}
        return sorted(ranks, key=ranks.__getitem__)


def _flat_fields(fields: Iterable[Parameter], before: str = "") -> Iterator[tuple[str, Parameter]]:
    for one in fields:
        if one.fields:
            yield from _flat_fields(one.fields, f"{before}{one.name}.")
        else:
            yield before + one.name, one


def _row(value: Any) -> dict[str, Any]:
    return _flat(cast("dict[str, Any]", value) if isinstance(value, dict) else {"value": value})


def _flat(row: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """Nested fields by names with dots."""
    found: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, dict) and value:
            found |= _flat(cast("dict[str, Any]", value), f"{before}{name}.")
        else:
            found[before + name] = value
    return found


def _cell(value: Any) -> str:
    if isinstance(value, list):
        items = cast("list[Any]", value)
        simple = all(isinstance(one, str) for one in items)
        return ";".join(items) if simple else json.dumps(items, ensure_ascii=False)
    return _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _json(value: Any, indent: int | None = None) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _RAW_CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _yaml(value: Any) -> str:
    import yaml

    text: str = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, default_flow_style=False)
    return text.removesuffix("...\n").rstrip("\n")


def _write(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _compiled(query: str | None) -> Any:
    if query is None:
        return None
    import jmespath
    from jmespath.exceptions import JMESPathError

    try:
        return jmespath.compile(query)
    except JMESPathError as problem:
        text = " ".join(str(problem).split())
        raise click.BadParameter(f"this is not JMESPath: {text}", param_hint="--query") from None
