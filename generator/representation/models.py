"""Types of values, and the models, enums and filters that are made of them."""

from dataclasses import dataclass, field
from typing import Any, Literal

TypeKind = Literal[
    "string",
    "integer",
    "number",
    "boolean",
    "decimal",
    "time",
    "file",
    "list",
    "map",
    "any",
    "enum",
    "model",
    "union",
]
ABSENT: Any = ...
"""The default of what has none."""


@dataclass(frozen=True)
class Type:
    """What a value may be.

    Attributes:
        kind: `decimal` is a number in a string, `time` a date-time of RFC 3339 in a string.
        name: Of an enum or a model.
        format: Of a string: `email`, `email-or-blank`, `uuid`, `uri`, `date` or `byte` (base64 text); of an integer: `int32`
            or `int64`.
        nullable: Whether null is a value.
        limits: Words of JSON Schema, `const` and `enum` among them, and those of `x-decimal`.
        items: Of a list.
        values: Of a map.
        names: The pattern of a map's names.
        currency: Of a decimal: the field with the currency, of which some have more decimal places.
        currency_places: Those, each with its number of decimal places.
        members: Of a union.
        discriminator: Of a union of models: the field whose value names the member.
        tags: Those values, each with the name of its model.
    """

    kind: TypeKind
    name: str = ""
    format: str = ""
    nullable: bool = False
    limits: dict[str, Any] = field(default_factory=dict)
    items: "Type | None" = None
    values: "Type | None" = None
    names: str = ""
    currency: str = ""
    currency_places: dict[str, int] = field(default_factory=dict)
    members: tuple["Type", ...] = ()
    discriminator: str = ""
    tags: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Deprecation:
    """That something is deprecated.

    Attributes:
        since: The version of the API that deprecates it.
        use: What to use instead: an operation id, or a field or filter beside it.
        removed_in: The version that removes it.
    """

    since: str = ""
    use: str = ""
    removed_in: str = ""


@dataclass(frozen=True)
class Sending:
    """How a parameter is sent that is not one plain value of the query under its own name.

    Attributes:
        name: As on the wire.
        location: Where it is sent.
        style: The style of OpenAPI; `json` for JSON text.
        explode: Whether each item of a list, or each property of an object, is sent separately.
    """

    name: str
    location: Literal["query", "header", "cookie"]
    style: str
    explode: bool


@dataclass(frozen=True)
class Field:
    """One field of a model, or one filter.

    Attributes:
        name: As on the wire.
        type: What it may be.
        title: A short name for people.
        doc: What it is for.
        required: Whether it must be there.
        default: What the server takes when a create leaves it out.
        lower: Whether the API keeps the text in lower case.
        comma_separated: Whether it is a list that is sent as one text, joined by commas.
        detail_only: Whether items of a list lack it.
        synonym: A second name that is accepted for it.
        deprecated: Whether callers should no longer set it.
        read_only: Of a model that is sent and received: whether it is never sent, even if it is required.
        write_only: Of such a model: whether it is never received.
        sending: Of a filter: how it is sent, if that needs to be said.
    """

    name: str
    type: Type
    title: str
    doc: str
    required: bool = False
    default: Any = ABSENT
    lower: bool = False
    comma_separated: bool = False
    detail_only: bool = False
    synonym: str = ""
    deprecated: Deprecation | None = None
    read_only: bool = False
    write_only: bool = False
    sending: Sending | None = None


@dataclass(frozen=True)
class Model:
    """An object with known fields.

    Attributes:
        name: Its name.
        doc: What it is.
        role: `body` is sent with a POST, `update` with a PATCH; `value` stands inside others.
        sent: Whether programs send it.
        received: Whether programs receive it.
        fields: All of its fields, those of its bases first.
        shown: The fields that tell one from another at a glance.
    """

    name: str
    doc: str
    role: Literal["resource", "body", "update", "page", "response", "value"]
    sent: bool
    received: bool
    fields: tuple[Field, ...]
    shown: tuple[str, ...] = ()

    def takes_null(self, field: Field) -> bool:
        """Whether null may be given for a field.

        It clears the field in an update. Elsewhere it stands for a field that is left out, unless the server would
        fill in a value.
        """
        is_filled = field.required or field.default is not ABSENT or field.type.kind == "model"
        return field.type.nullable or (self.role != "update" and not is_filled)


@dataclass(frozen=True)
class Enum:
    """A named set of words, whole numbers or booleans; `final` are states that nothing leads out of."""

    name: str
    doc: str
    values: tuple[Any, ...]
    final: tuple[str, ...] = ()


@dataclass(frozen=True)
class Filters:
    """The conditions of one list."""

    name: str
    fields: tuple[Field, ...]
