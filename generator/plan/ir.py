"""What the templates print: classes, fields and filters, as plain values."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from generator.plan.code_names import Import, snake
from generator.plan.python_types import SUFFIX
from generator.read.schemas import RESOURCE
from generator.read.spec import Location
from generator.representation import Field


@dataclass(frozen=True)
class FieldPlan:
    """One attribute of a class.

    Attributes:
        name: Its name.
        annotation: Its type, as code.
        args: Arguments of `Field`, as code.
        doc: Its description.
        imports: What the annotation and the arguments need.
        nullable: Whether None is among its values.
        widens: Whether the class it is inherited from does not allow None; a type checker then needs to be quieted.
        constant: Whether it has one value, which is sent also where the caller does not give it.
        of_form: Whether only the form has it that may be sent instead of JSON.
        wire: Its name on the wire, if Python cannot have that name.
        narrows: Whether the class it is inherited from allows the plain text of an enum.
        neutral: The field in no language.
    """

    name: str
    annotation: str
    args: tuple[tuple[str, str], ...]
    doc: str
    imports: frozenset[Import]
    neutral: Field
    nullable: bool = False
    widens: bool = False
    constant: bool = False
    of_form: bool = False
    wire: str = ""
    narrows: bool = False

    def quoted(self, names: Iterable[str]) -> "FieldPlan":
        """The same with an annotation that is read later if it has one of the names, of classes further below."""
        annotation = quoted(self.annotation, names)
        if annotation == self.annotation:
            return self
        args = tuple(
            (word, code.partition("[")[0] if word == "default_factory" else code) for word, code in self.args
        )
        return replace(self, annotation=annotation, args=args)

    def renamed(self, name: str) -> "FieldPlan":
        """The same under another name in Python."""
        wire = self.wire or self.name
        names = (
            ("validation_alias", f"AliasChoices({wire!r}, {name!r})"),
            ("serialization_alias", repr(wire)),
        )
        args = (*(one for one in self.args if one[0] not in dict(names)), *names)
        return replace(
            self, name=name, wire=wire, args=args, imports=self.imports | {("pydantic", "AliasChoices")}
        )

    @property
    def annotation_imports(self) -> frozenset[Import]:
        """The imports that the annotation needs."""
        words = set(re.findall(r"\w+", self.annotation))
        return frozenset(one for one in self.imports if one[1] in words)

    @property
    def parameters(self) -> list[str]:
        """As it stands in the signature of a constructor, under each of its names."""
        return [f"{name}: {self.annotation}{' = ...' if self.has_default else ''}" for name in self.names]

    @property
    def has_default(self) -> bool:
        """Whether it need not be given."""
        return any(name in {"default", "default_factory"} for name, _ in self.args)

    @property
    def names(self) -> list[str]:
        """The names that are accepted for it."""
        return [name for name in (self.name, self.neutral.synonym) if name]

    @property
    def shape(self) -> tuple[object, ...]:
        """What a subclass inherits; where this differs it must say the field again."""
        return (self.annotation, self.args)


@dataclass
class ModelPlan:
    """One class.

    Attributes:
        name: Its name, that of the schema.
        doc: Its description.
        bases: Names of its base classes, in order.
        fields: The fields that it does not inherit as they are.
        imports: What all this needs.
        blank_means_absent: Its optional e-mail fields, which are not sent when blank.
        detail_only: Fields that items of a list lack.
        shown: Fields that `str()` shows.
        amounts: The rule of each amount whose decimal places depend on a currency, as code.
        spellings: Parameters of each way to write the constructor; empty if type checkers need only one.
        warns: Its deprecated fields, which warn when they are set.
        constants: Its fields with one value, which are always sent.
        read_only: Its fields that are never sent, although the class is.
        write_only: Its fields that are never read, although the class is.
        circle: The classes that refer to it and that it refers to, itself included; they share a module.
        lists: Its lists, and what the error says that one text is instead of.
        keys: The keys of the dict that callers may write instead, with their annotations; empty if it is not sent.
    """

    name: str
    doc: str
    bases: list[str]
    fields: list[FieldPlan]
    imports: set[Import]
    blank_means_absent: list[str] = field(default_factory=list[str])
    detail_only: list[str] = field(default_factory=list[str])
    shown: list[str] = field(default_factory=list[str])
    amounts: dict[str, str] = field(default_factory=dict[str, str])
    spellings: list[tuple[str, ...]] = field(default_factory=list[tuple[str, ...]])
    warns: list[FieldPlan] = field(default_factory=list[FieldPlan])
    constants: list[str] = field(default_factory=list[str])
    read_only: list[str] = field(default_factory=list[str])
    write_only: list[str] = field(default_factory=list[str])
    circle: tuple[str, ...] = ()
    lists: dict[str, str] = field(default_factory=dict[str, str])
    keys: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    @property
    def module(self) -> str:
        """Its module."""
        return snake(self.name)

    @property
    def is_record(self) -> bool:
        """Whether it has `save()`; then there is a second name for it, `Async…`, without it."""
        return RESOURCE in self.bases

    @property
    def names(self) -> list[str]:
        """The names that its module brings: the class, that of an async client, and the dict instead of it."""
        record = [f"Async{self.name}"] if self.is_record else []
        return [self.name, *record, *([f"{self.name}{SUFFIX}"] if self.keys else [])]


def quoted(annotation: str, names: Iterable[str]) -> str:
    """An annotation that is read later if it has one of the names, of classes further below."""
    if set(names).isdisjoint(re.findall(r"\w+", annotation)):
        return annotation
    return "'" + annotation.replace("'", '"') + "'"


def spellings(fields: Iterable[FieldPlan]) -> list[tuple[str, ...]]:
    """The parameters of a constructor, once for each choice among the names of its fields; none if there is no choice."""
    ways = list(product(*(one.parameters for one in fields)))
    return ways if len(ways) > 1 else []


@dataclass(frozen=True)
class EnumPlan:
    """A named set of values: a `StrEnum`, or a `Literal`; `final` are states that nothing leads out of."""

    name: str
    doc: str
    members: tuple[tuple[str, Any], ...]
    is_class: bool
    final: tuple[str, ...] = ()

    @property
    def module(self) -> str:
        """Its module."""
        return snake(self.name)

    @property
    def names(self) -> list[str]:
        """The names that its module brings."""
        return [self.name, f"{self.name}Input"] if self.is_class else [self.name]


@dataclass(frozen=True)
class FilterPlan:
    """The filter model of one list, and the keyword arguments that stand for it; or the parameters of one operation."""

    location: Location
    name: str
    query_name: str
    doc: str
    module: str
    fields: tuple[FieldPlan, ...]
    imports: frozenset[Import]

    @property
    def styles(self) -> dict[str, str]:
        """How parameters are sent, as code."""
        sendings = {one.name: one.neutral.sending for one in self.fields}
        return {
            name: f'Style({one.name!r}, "{one.location}", "{one.style}", explode={one.explode})'
            for name, one in sendings.items()
            if one
        }

    def has(self, location: str) -> bool:
        """Whether any parameter is sent there."""
        sendings = (one.neutral.sending for one in self.fields)
        return any(location == (one.location if one else "query") for one in sendings)

    @property
    def warns(self) -> list[FieldPlan]:
        """The deprecated filters, which warn when they are set."""
        return [one for one in self.fields if one.neutral.deprecated]


@dataclass(frozen=True)
class Docstring:
    """The parts of a docstring; without `returns` it has no such part."""

    summary: str
    text: str
    arguments: tuple[tuple[str, str], ...]
    returns: str
    raises: tuple[tuple[str, str], ...]
    example: str


@dataclass(frozen=True)
class MethodPlan:
    """One method of a manager.

    Attributes:
        name: Its name.
        parameters: Its arguments as code, without `self`.
        result: Annotation of what it returns.
        docstring: Its docstring.
        body: Lines of its code.
        is_coroutine: Whether it is `async`.
        overrides: Whether the base class has it with other arguments.
        beside: Methods that are made of the same operation.
        deprecated: What a call of it warns of; empty if it is not deprecated.
    """

    name: str
    parameters: tuple[str, ...]
    result: str
    docstring: Docstring
    body: tuple[str, ...]
    is_coroutine: bool = True
    overrides: bool = False
    beside: "tuple[MethodPlan, ...]" = ()
    deprecated: str = ""


def member_name(value: str) -> str:
    """Name of an enum member."""
    return value.upper().replace("-", "_").replace(" ", "_")
