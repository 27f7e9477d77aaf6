"""What the templates print: classes, fields and filters, as plain values."""

from dataclasses import dataclass, field

from generator.typeplan import Import, snake


@dataclass(frozen=True)
class FieldPlan:
    """One attribute of a class.

    Attributes:
        name: Its name.
        annotation: Its type, as code.
        args: Arguments of `Field`, as code.
        doc: Its description.
        imports: What the annotation and the arguments need.
        format: The string format of the schema.
    """

    name: str
    annotation: str
    args: tuple[tuple[str, str], ...]
    doc: str
    imports: frozenset[Import]
    format: str = ""

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
    """

    name: str
    doc: str
    bases: list[str]
    fields: list[FieldPlan]
    imports: set[Import]
    blank_means_absent: list[str] = field(default_factory=list[str])
    detail_only: list[str] = field(default_factory=list[str])
    shown: list[str] = field(default_factory=list[str])

    @property
    def module(self) -> str:
        """Its module."""
        return snake(self.name)


@dataclass(frozen=True)
class EnumPlan:
    """A named set of words: a `StrEnum`, or a `Literal`."""

    name: str
    doc: str
    members: tuple[tuple[str, str], ...]
    is_class: bool

    @property
    def module(self) -> str:
        """Its module."""
        return snake(self.name)


@dataclass(frozen=True)
class FilterPlan:
    """The filter model of one list, and the keyword arguments that stand for it."""

    name: str
    query_name: str
    doc: str
    module: str
    fields: tuple[FieldPlan, ...]
    imports: frozenset[Import]


def member_name(value: str) -> str:
    """Name of an enum member."""
    return value.upper().replace("-", "_").replace(" ", "_")
