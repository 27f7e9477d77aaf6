"""Names, literals, comments and imports of Go, as gofmt writes them."""

import json
import re
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

_WIDTH = 110
_INITIALISMS = frozenset({"api", "dkim", "html", "http", "id", "ids", "ltv", "sms", "url", "utm"})
_KEYWORDS = frozenset(
    {"ctx", "func", "interface", "map", "options", "package", "range", "select", "type", "var"}
)


def with_imports(text: str) -> str:
    """The file with the imports that its code needs, in the order of gofmt."""
    packages = (
        *(
            "bytes",
            "context",
            "encoding/json",
            "errors",
            "fmt",
            "iter",
            "maps",
            "regexp",
            "slices",
            "strconv",
        ),
        *("strings", "time", "konigle.com/go/konigle/v2"),
    )
    code = re.sub(r"//.*|`[^`]*`", "", text)
    used = [one for one in packages if re.search(rf"\b{_package_name(one)}\.[A-Z]", code)]
    lines = [f'\t"{one}"\n' if "." not in one else f'\n\t"{one}"\n' for one in used]
    block = "import (\n" + "".join(lines) + ")\n\n" if used else ""
    return text.replace("// imports\n\n", block, 1)


def _package_name(path: str) -> str:
    """The last part of an import path that is not a version."""
    return re.sub(r"/v\d+$", "", path).rpartition("/")[2]


def _words(name: str) -> list[str]:
    return [word for word in re.split(r"[^0-9A-Za-z]+", name) if word]


def exported(name: str) -> str:
    """An exported name: `add_ltv` is AddLTV."""
    return "".join(
        word.upper() if word in _INITIALISMS else word[0].upper() + word[1:] for word in _words(name)
    )


def local(name: str) -> str:
    """A parameter's name: `campaign_id` is campaignID."""
    first, *rest = _words(name)
    found = first + "".join(map(exported, rest))
    return f"{found}Value" if found in _KEYWORDS else found


@dataclass(frozen=True)
class Literal:
    """A composite literal of Go; fields that are empty, zero or false are left out, as Go has it."""

    type: str
    fields: Mapping[str, Any]


class Code(str):
    """An expression that stands in a literal as it is."""

    __slots__ = ()


def quote(value: Any) -> str:
    """A literal of Go: of a plain value, a list of strings or numbers, a map of strings or numbers, or a struct."""
    if isinstance(value, Code):
        return value
    if isinstance(value, Literal):
        given = ", ".join(f"{name}: {quote(one)}" for name, one in value.fields.items() if one)
        return f"{value.type}{{{given}}}"
    if isinstance(value, dict):
        named = cast("dict[str, Any]", value)
        pairs = ", ".join(f"{quote(name)}: {quote(one)}" for name, one in named.items())
        return f"map[string]{_type_of(named.values())}{{{pairs}}}"
    if isinstance(value, tuple | list):
        listed = cast("list[Any]", value)
        return f"[]{_type_of(listed)}{{" + ", ".join(map(quote, listed)) + "}"
    return json.dumps(value, ensure_ascii=False)


def _type_of(values: Iterable[Any]) -> str:
    return "int" if any(isinstance(one, int) for one in values) else "string"


def comment(text: str, indent: int = 0) -> str:
    """A doc comment, broken into lines."""
    lead = "\t" * indent + "// "
    return "\n".join(
        textwrap.wrap(
            " ".join(text.split()),
            _WIDTH,
            initial_indent=lead,
            subsequent_indent=lead,
            break_long_words=False,
            break_on_hyphens=False,
        )
    )


def lower_first(text: str) -> str:
    """The text with a small letter at its start."""
    return text[:1].lower() + text[1:]
