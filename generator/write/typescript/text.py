"""Names, literals, types and comments of TypeScript, as prettier writes them."""

import json
import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

WIDTH = 110
_NAME = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
_TAKEN = frozenset({"Attachment", "Client", "Manager", "Page", "PageOptions", "RequestOptions", "States"})
_RESERVED = frozenset(
    {"class", "default", "delete", "enum", "export", "function", "import", "in", "new", "options"}
)


@dataclass(frozen=True)
class Constant:
    """In a literal, the name of a constant."""

    name: str


def camel(name: str) -> str:
    """A name in camel case: `check_verification_status` is checkVerificationStatus."""
    first, *rest = re.split(r"[^0-9A-Za-z]+", name)
    return first[:1].lower() + first[1:] + "".join(word[:1].upper() + word[1:] for word in rest)


def local(name: str) -> str:
    """A parameter's name."""
    found = camel(name)
    return f"{found}Value" if found in _RESERVED else found


def model(name: str) -> str:
    """The interface of a model; one that is called as something of the SDK itself has a longer name."""
    return f"{name}Model" if name in _TAKEN else name


def error(kind: str) -> str:
    """The class of a kind of error: `not_found` is NotFoundError."""
    return "".join(word.capitalize() for word in kind.split("_")) + "Error"


def key(name: str) -> str:
    """A property's name, quoted if it needs to be."""
    return name if _NAME.fullmatch(name) else quote(name)


def quote(value: Any) -> str:
    """A string, number, boolean or null."""
    return json.dumps(value, ensure_ascii=False)


def literal(value: Any, indent: int = 0, before: int = 0) -> str:
    """A value as TypeScript, on one line where it fits.

    Args:
        value: What JSON can hold.
        indent: Columns before the line it stands on; a constant of the module (0) has a line for each item, any other value
            that begins at the margin (1) only if it must.
        before: Columns that the line has besides it: a name in front, and what follows.
    """
    line = _inline(value)
    if not isinstance(value, dict | list) or not value or (indent and indent + before + len(line) <= WIDTH):
        return line
    indent -= indent % 2
    pad = " " * (indent + 2)
    if isinstance(value, list):
        items = [literal(inner, indent + 2, 1) for inner in value]
        return "[\n" + "".join(f"{pad}{one},\n" for one in items) + " " * indent + "]"
    return (
        "{\n"
        + "".join(f"{pad}{_property(*one, indent + 2)},\n" for one in value.items())
        + " " * indent
        + "}"
    )


def _inline(value: Any) -> str:
    if isinstance(value, dict) and value:
        return "{ " + ", ".join(f"{key(name)}: {_inline(inner)}" for name, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    if isinstance(value, Constant):
        return value.name
    return "{}" if value == {} else quote(value)


def _property(name: str, value: Any, indent: int) -> str:
    """One property; a text that is too long goes on a line of its own."""
    found = literal(value, indent, len(key(name)) + 3)
    if isinstance(value, str) and indent + len(key(name)) + 3 + len(found) > WIDTH:
        return f"{key(name)}:\n{' ' * (indent + 2)}{found}"
    return f"{key(name)}: {found}"


def union(head: str, members: list[str], tail: str, indent: int) -> str:
    """A declaration whose type is a union; each member has a line of its own where they do not fit on one.

    Args:
        head: What stands before the type, such as `status:` or `type Status =`.
        members: The types to choose from.
        tail: What stands after it.
        indent: Columns before the line.
    """
    line = f"{' ' * indent}{head} {' | '.join(members)}{tail}"
    if len(line) <= WIDTH or len(members) == 1:
        return line
    pad = "\n" + " " * (indent + 2)
    return " " * indent + head + "".join(f"{pad}| {one}" for one in members) + tail


def union_type(values: Iterable[Any], name: str) -> str:
    """A type as a union of values."""
    return union(f"export type {name} =", [quote(one) for one in values], ";", 0)


def signature(head: str, parameters: list[str], tail: str, indent: int = 2) -> str:
    """The first line of a method, or one line for each parameter where that is too long."""
    line = f"{' ' * indent}{head}({', '.join(parameters)}){tail}"
    if len(line) <= WIDTH:
        return line
    pad = " " * (indent + 2)
    return (
        " " * indent
        + f"{head}(\n"
        + "".join(f"{pad}{one},\n" for one in parameters)
        + f"{' ' * indent}){tail}"
    )


def imports(names: Iterable[str], path: str) -> str:
    """An import of names; `type ` stands before those that are types only."""
    found = sorted(names, key=lambda one: one.removeprefix("type ").lower())
    word = "import"
    if all(one.startswith("type ") for one in found):
        word, found = "import type", [one.removeprefix("type ") for one in found]
    line = f"{word} {{ {', '.join(found)} }} from {quote(path)};"
    if len(line) <= WIDTH:
        return line
    return f"{word} {{\n" + "".join(f"  {one},\n" for one in found) + f"}} from {quote(path)};"


def comment(paragraphs: str | Iterable[str], indent: int = 0, example: str = "") -> str:
    """A doc comment: paragraphs, then tags, then the code of an example."""
    given = [paragraphs] if isinstance(paragraphs, str) else list(paragraphs)
    found = [" ".join(one.replace("*/", "* /").split()) for one in given]
    pad = " " * indent
    line = f"{pad}/** {found[0]} */"
    if len(found) == 1 and len(line) <= WIDTH and not example:
        return line
    lines = [f"{pad}/**"]
    for index, one in enumerate(found):
        if index and not (one.startswith("@") and found[index - 1].startswith("@")):
            lines.append(f"{pad} *")
        hang = "   " if one.startswith("@") else ""
        lines += textwrap.wrap(
            one,
            WIDTH,
            initial_indent=f"{pad} * ",
            subsequent_indent=f"{pad} * {hang}",
            break_long_words=False,
            break_on_hyphens=False,
        )
    shown = ["@example", *example.splitlines()] if example else []
    return "\n".join([*lines, *(f"{pad} * {one}" for one in shown), f"{pad} */"])
