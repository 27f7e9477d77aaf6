"""What a schema becomes in Python, as a plain value."""

from dataclasses import dataclass, field, replace
from typing import Literal

from generator.representation import Type

Side = Literal["written", "read"]
"""Whether values go to the server (and are checked strictly) or come from it (and are read leniently)."""

Import = tuple[str, str]
"""A module and the name to take from it."""

CORE = "konigle._core"
GENERATED = "konigle._generated"
MODELS = f"{GENERATED}.models"

ANY = Type("any")


@dataclass(frozen=True)
class TypePlan:
    """A Python type.

    Attributes:
        code: The annotation, without `| None`.
        imports: What the annotation needs.
        limits: Arguments of `Field`, as code.
        kind: The JSON type, `enum`, `model`, `const`, `union` or `any`.
        format: The format of a string.
        target: Name of the component an enum or a model comes from.
        nullable: Whether JSON null is a value.
        empty: Of a list or an object: code that makes an empty one.
        neutral: The same in no language.
    """

    code: str
    imports: frozenset[Import] = frozenset()
    limits: tuple[tuple[str, str], ...] = ()
    kind: str = ""
    format: str = ""
    target: str = ""
    nullable: bool = False
    empty: str = ""
    neutral: Type = ANY


@dataclass(frozen=True)
class View:
    """How a schema is used: in which direction, its hints, and the components around it."""

    side: Side
    lower: bool = False
    seen: tuple[str, ...] = field(default=())


def whole(plan: TypePlan) -> TypePlan:
    """The type with its limits and its null inside the annotation, where there is no separate `Field`."""
    code, imports = plan.code, plan.imports
    if plan.limits:
        limits = ", ".join(f"{name}={value}" for name, value in plan.limits)
        code = f"Annotated[{code}, Field({limits})]"
        imports |= {("typing", "Annotated"), ("pydantic", "Field")}
    if plan.nullable:
        code = f"{code} | None"
    return replace(plan, code=code, imports=imports, limits=(), nullable=False)


def snake(name: str) -> str:
    """Module name of a class, as the library makes it."""
    from openapi_python_client.strings import snake_case

    return snake_case(name)
