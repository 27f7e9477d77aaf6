"""The parameters of an operation as arguments and flags, and the values that were given back as data."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast

import click

from konigle._operations import Operation, Parameter

_TYPES: "dict[str, click.ParamType[Any]]" = {
    "integer": click.INT,
    "number": click.FLOAT,
    "boolean": click.BOOL,
}
_JSON = frozenset({"any", "list", "model", "union"})  # a model that has no flag for each of its fields
_METAVARS = {"map": "NAME=VALUE", "file": "FILE", "time": "TIME", "decimal": "AMOUNT"} | dict.fromkeys(
    _JSON, "JSON"
)
_WIDEST_CHOICES = 50  # characters; wider ones are listed in the text, which is wrapped
_TAKEN = frozenset(
    {"all", "clear", "columns", "data", "dry-run", "help", "output", "profile", "query", "save-to", "yes"}
)
_LIMITS = {
    "maxLength": "at most {} characters",
    "minimum": "at least {}",
    "maximum": "at most {}",
    "gt": "more than {}",
    "decimal_places": "at most {} decimal places",
}


class Flag(NamedTuple):
    """A flag, and the field whose value it takes.

    Attributes:
        path: Names from the top of the data to the field.
        parameter: The field.
        option: The flag.
    """

    path: tuple[str, ...]
    parameter: Parameter
    option: click.Option

    @property
    def dest(self) -> str:
        """Its name among the parameters of a command."""
        return _dest(self.path)


def argument(parameter: Parameter) -> click.Argument:
    """The argument for a path parameter."""
    return click.Argument([_dest((parameter.name,))], metavar=parameter.name.upper())


def flags_of(parameters: Iterable[Parameter]) -> list[Flag]:
    """A flag for each field, those of nested models included."""
    fields = list(_leaves(parameters, ()))
    names = {_name(path) for path, _ in fields}
    return [Flag(path, one, _option(path, one, names)) for path, one in fields]


def clear_option(operation: Operation) -> list[click.Option]:
    """`--clear` of an update: the fields that can be emptied."""
    names = [one.name for one in operation.from_source("body") if one.is_clearable]
    if operation.facts["kind"] != "update" or not names:
        return []
    text = f"Clears a field; repeatable. One of: {', '.join(names)}."
    return [click.Option(["--clear"], type=click.Choice(names), metavar="FIELD", multiple=True, help=text)]


def data_option(operation: Operation) -> list[click.Option]:
    """`--data` of what has a body."""
    if not operation.from_source("body", "file"):
        return []
    text = (
        "All fields as a JSON object: the text, @FILE, or @- for standard input. Flags override its fields."
    )
    return [click.Option(["--data"], metavar="JSON", help=text)]


def save_option(operation: Operation) -> list[click.Option]:
    """`--save-to` of what returns a file."""
    text = "Saves the file, once it is complete; without it, the file is written to standard output."
    kind = click.Path(dir_okay=False)
    return [click.Option(["--save-to"], type=kind, help=text)] if operation.returns_file else []


def values(flags: Iterable[Flag], params: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a call: that of `--data`, with the fields of flags that were given.

    Raises:
        click.UsageError: A value cannot be read.
    """
    result = dict(data)
    for flag in flags:
        given = params[flag.dest]
        if given is None or given == ():
            continue
        *outer, name = flag.path
        target: dict[str, Any] = result
        for step in outer:
            inner: Any = target.get(step)
            target[step] = dict(cast("dict[str, Any]", inner)) if isinstance(inner, dict) else {}
            target = target[step]
        target[name] = _value(flag, given)
    return result


def read_json(text: str, option: str) -> Any:
    """JSON of an option: the text, or the content of the file after `@`.

    Raises:
        click.BadParameter: It is none, or the file cannot be read.
    """
    content = read_text(text, option)
    try:
        return json.loads(content)
    except ValueError as problem:
        raise click.BadParameter(f"this is not JSON: {problem}", param_hint=option) from None


def read_object(text: str | None, option: str) -> dict[str, Any]:
    """As `read_json`, for an object; without a text an empty one."""
    found: Any = read_json(text, option) if text is not None else {}
    if not isinstance(found, dict):
        raise click.BadParameter("a JSON object is needed", param_hint=option)
    return cast("dict[str, Any]", found)


def read_text(text: str, option: str) -> str:
    """The text, or the content of the file after `@`; `@@` is a text that begins with `@`.

    Raises:
        click.BadParameter: The file cannot be read.
    """
    if not text.startswith("@") or text.startswith("@@"):
        return text.removeprefix("@") if text.startswith("@@") else text
    try:
        if text == "@-":
            return sys.stdin.read()
        return Path(text[1:]).read_text(encoding="utf-8")
    except (OSError, ValueError) as problem:
        raise click.BadParameter(f"{text[1:]} cannot be read: {problem}", param_hint=option) from None


def pairs(given: Iterable[str], option: str) -> dict[str, str]:
    """`NAME=VALUE` texts as a dict.

    Raises:
        click.BadParameter: One has no equals sign.
    """
    found: dict[str, str] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals:
            raise click.BadParameter(f"{text!r} is not NAME=VALUE", param_hint=option)
        found[name] = value
    return found


def separated(given: Iterable[str]) -> list[str]:
    """Values that were given one by one, separated by commas, or both."""
    return [part.strip() for text in given for part in text.split(",") if part.strip()]


def _dest(path: tuple[str, ...]) -> str:
    return "field__" + "__".join(path)


def _name(path: tuple[str, ...]) -> str:
    name = "-".join(path).replace("_", "-")
    return f"field-{name}" if name in _TAKEN else name


def _leaves(
    parameters: Iterable[Parameter], path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Parameter]]:
    for one in parameters:
        if one.fields:
            yield from _leaves(one.fields, (*path, one.name))
        else:
            yield (*path, one.name), one


def _aliases(name: str, parameter: Parameter, taken: set[str]) -> list[str]:
    """Shorter names: `--to` for `--to-email`, `--attach` for `--attachments`."""
    short = ""
    if parameter.source == "file":
        short = name.removesuffix("ments")
    elif parameter.item_type.get("format"):
        short = name.removesuffix("-email")
    return [f"--{short}"] if short and short != name and short not in taken else []


def _option(path: tuple[str, ...], parameter: Parameter, taken: set[str]) -> click.Option:
    name, kind = _name(path), parameter.kind
    declared = [f"--{name}/--no-{name}" if kind == "boolean" else f"--{name}"]
    settings: dict[str, Any] = {"default": None}  # of a page too: the library knows it
    inner = str(parameter.item_type["kind"])
    if parameter.choices:
        settings["type"] = click.Choice(parameter.choices)
        if len("|".join(parameter.choices)) > _WIDEST_CHOICES:
            settings["metavar"] = "WORD"
    elif inner == "file":
        settings["type"] = click.Path(exists=True, dir_okay=False)
    elif kind != "boolean":
        settings["type"] = _TYPES.get(kind, click.STRING)
    if parameter.is_list or kind == "map":
        settings |= {"multiple": True, "default": ()}
    if inner in _METAVARS:
        settings["metavar"] = _METAVARS[inner]
    if kind != "boolean":
        declared = [*_aliases(name, parameter, taken), *declared]
    return click.Option([*declared, _dest(path)], help=_help(parameter), **settings)


def _help(parameter: Parameter) -> str:
    limits: Mapping[str, Any] = parameter.type.get("limits") or {}
    notes = [text.format(limits[word]) for word, text in _LIMITS.items() if word in limits]
    if parameter.source != "filters" and parameter.is_list:
        notes.append("repeatable")
    if parameter.kind == "list" and parameter.item_type["kind"] not in {"file", *_JSON}:
        notes.append("separate several by commas")
    if len("|".join(parameter.choices)) > _WIDEST_CHOICES:
        notes.append(f"one of: {', '.join(parameter.choices)}")
    if _may_be_file(parameter):
        notes.append("@FILE reads a file")
    if parameter.default is not None:
        notes.append(f"default: {parameter.default}")
    if parameter.required:
        notes.append("required")
    return f"{parameter.doc} [{'; '.join(notes)}]" if notes else parameter.doc


def _may_be_file(parameter: Parameter) -> bool:
    return parameter.kind == "string" and parameter.source == "body" and parameter.name.startswith("body_")


def _value(flag: Flag, given: Any) -> Any:
    parameter, option = flag.parameter, f"--{_name(flag.path)}"
    if parameter.kind == "map":
        return pairs(given, option)
    if parameter.is_list:
        if parameter.item_type["kind"] in _JSON:
            return [read_json(one, option) for one in given]
        return list(cast("Sequence[str]", given)) if parameter.source == "file" else separated(given)
    if parameter.kind in _JSON or (parameter.kind == "enum" and not parameter.choices):
        return read_json(given, option)
    return read_text(given, option) if _may_be_file(parameter) else given
