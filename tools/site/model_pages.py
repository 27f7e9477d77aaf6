"""Pages of the reference that are made of models: for each class its fields, with types, defaults and limits."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

_LIMITS = {
    "max_length": "at most {} long",
    "min_length": "at least {} long",
    "ge": "at least {}",
    "gt": "greater than {}",
    "le": "at most {}",
    "lt": "less than {}",
    "pattern": "matches `{}`",
    "max_digits": "at most {} digits",
    "decimal_places": "at most {} after the point",
}


def model_section(kind: type[BaseModel]) -> Iterator[str]:
    """Lines of Markdown about a model: its docstring, and a table of its fields."""
    yield f"### {kind.__name__}"
    yield ""
    yield inspect.cleandoc(kind.__doc__ or "")
    yield ""
    if not kind.model_fields:
        return
    yield "| field | type | default | limits | description |"
    yield "| --- | --- | --- | --- | --- |"
    for name, field in kind.model_fields.items():
        cells = (
            f"`{name}`",
            f"`{_annotation(kind, name)}`",
            _default(field),
            _limits(field),
            field.description or "",
        )
        yield f"| {' | '.join(cell.replace('|', '&#124;') if '`' not in cell else _escaped(cell) for cell in cells)} |"
    yield ""


def values_section(name: str, values: Any, doc: str) -> Iterator[str]:
    """Lines of Markdown about a set of values."""
    members = get_args(values) if get_origin(values) is Literal else [member.value for member in values]
    yield f"### {name}"
    yield ""
    if doc:
        yield doc
        yield ""
    yield f"Values: {', '.join(f'`{member}`' for member in members)}."
    yield ""


def _annotation(kind: type[BaseModel], name: str) -> str:
    for base in kind.__mro__:
        if name in _annotations(base):
            return _annotations(base)[name]
    return str(kind.model_fields[name].annotation)


@cache
def _annotations(kind: type) -> dict[str, str]:
    """The annotations of a class as its source has them."""
    if not kind.__module__.startswith("konigle."):
        return {}
    (node,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    if not isinstance(node, ast.ClassDef):
        return {}
    return {
        line.target.id: ast.unparse(line.annotation)
        for line in node.body
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
    }


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    if field.default is not PydanticUndefined:
        return f"`{field.default!r}`"
    return (
        f"`{field.get_default(call_default_factory=True, validated_data={})!r}`"
        if field.default_factory
        else ""
    )


def _limits(field: FieldInfo) -> str:
    found: list[str] = []
    for rule in field.metadata:
        for word, text in _LIMITS.items():
            value = getattr(rule, word, None)
            if value is not None:
                found.append(text.format(str(value)))
    return "; ".join(found)


def _escaped(cell: str) -> str:
    """Vertical bars inside code, which would end the cell of a table."""
    return cell.replace("|", "\\|")
