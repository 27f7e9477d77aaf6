"""How the parameters of an operation are written into the query, headers and cookies (OpenAPI 3.1, 4.8.12.1).

A parameter without a style here is one plain value of the query under its own name, as most filters are.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast
from urllib.parse import quote

import attrs

from konigle._core.body import as_model
from konigle.exceptions import InvalidArgumentError

if TYPE_CHECKING:
    from konigle._core.models import BaseFilters

P = TypeVar("P", bound="BaseFilters")
Location = Literal["query", "header", "cookie"]
StyleName = Literal["form", "spaceDelimited", "pipeDelimited", "deepObject", "simple", "json"]
Pairs = list[tuple[str, str]]

_DELIMITERS = {"form": ",", "simple": ",", "spaceDelimited": " ", "pipeDelimited": "|"}
_COOKIE_SAFE = "!#$&'()*+-./:<=>?@[]^_`{|}~"  # cookie-octet without the percent sign (RFC 6265, 4.1.1)


@attrs.frozen
class Style:
    """How one parameter is sent.

    Attributes:
        name: Its name on the wire.
        location: Where it is sent.
        style: The style of OpenAPI; `json` for one JSON text.
        explode: Whether each item of a list, or each property of an object, is sent separately.
    """

    name: str
    location: Location = "query"
    style: StyleName = "form"
    explode: bool = True

    def pairs(self, value: Any) -> Pairs:
        """Returns what is sent for a value: names with texts.

        Raises:
            InvalidArgumentError: A text contains the character that separates values. Nothing was sent.
        """
        if self.style == "json":
            return [(self.name, json.dumps(value, ensure_ascii=False, separators=(",", ":")))]
        if isinstance(value, dict):
            return self._object(cast("dict[str, Any]", value))
        if not isinstance(value, list):
            return [(self.name, parameter_text(value))]
        items = [parameter_text(item) for item in cast("list[Any]", value) if item is not None]
        if self.explode and self.style == "form":
            return [(self.name, item) for item in items]
        return [(self.name, self._joined(items))] if items else []

    def _object(self, value: Mapping[str, Any]) -> Pairs:
        if self.style == "deepObject":
            return list(_deep(self.name, value))
        said = {name: parameter_text(one) for name, one in value.items() if one is not None}
        if self.explode and self.style == "form":
            return list(said.items())
        if self.explode:
            parts = [f"{name}={text}" for name, text in said.items()]
        else:
            parts = [part for pair in said.items() for part in pair]
        return [(self.name, self._joined(parts))] if parts else []

    def _joined(self, parts: list[str]) -> str:
        delimiter = _DELIMITERS[self.style]
        if any(delimiter in part for part in parts):
            raise InvalidArgumentError(
                f"A value of {self.name} contains {delimiter!r}, which separates its values; nothing was sent."
            )
        return delimiter.join(parts)


def _deep(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """`name[key]=value`, with a further pair of brackets for each further level; a list repeats its name."""
    if isinstance(value, dict):
        for key, inner in cast("dict[str, Any]", value).items():
            yield from _deep(f"{name}[{key}]", inner)
    elif isinstance(value, list):
        for item in cast("list[Any]", value):
            yield from _deep(name, item)
    elif value is not None:
        yield name, parameter_text(value)


def parameter_text(value: Any) -> str:
    """Returns a plain value in the format of the API: booleans as `true`/`false`, what is nested as JSON text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return str(value)


def written(styles: Mapping[str, Style], values: Mapping[str, Any], location: Location) -> dict[str, Any]:
    """Returns what is sent in one location, by name; a name that is sent more than once has a list of texts.

    Args:
        styles: How parameters are sent, by name in Python; the others are plain values of the query.
        values: The values that are given, by name in Python.
        location: The location.
    """
    if location == "query" and not styles:
        return dict(values)
    found: dict[str, Any] = {}
    for name, value in values.items():
        style = styles.get(name)
        if style is None:
            if location == "query":
                found[name] = value
        elif style.location == location:
            for key, text in style.pairs(value):
                found[key] = text if key not in found else [*_texts(found[key]), text]
    return found


def _texts(value: Any) -> list[Any]:
    return cast("list[Any]", value) if isinstance(value, list) else [value]


def as_parameters(operation: str, cls: type[P], values: Mapping[str, Any]) -> P:
    """Returns the checked parameters of a call; those that are None are left out.

    Raises:
        InvalidArgumentError: A value is invalid, or a required one is missing. Nothing was sent.
    """
    try:
        return as_model(cls, {name: value for name, value in values.items() if value is not None})
    except InvalidArgumentError as error:
        error.operation = operation
        raise


def cookie_header(cookies: Mapping[str, Any], before: str = "") -> str:
    """Returns the `Cookie` header, with what other code has put there before."""
    pairs: Iterable[str] = (
        f"{name}={quote(text, safe=_COOKIE_SAFE)}"
        for name, value in cookies.items()
        for text in _texts(value)
    )
    return "; ".join(filter(None, (before, *pairs)))
