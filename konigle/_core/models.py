"""Base classes of the generated models: rules for requests and for responses.

Requests (`Payload` and subclasses): an unknown field is an error, and only the fields that the caller set are sent.
Responses (`ResponseModel` and subclasses): unknown fields are kept, and numbers as ids become strings.
`konigle._core.decoding` makes them of responses.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any, ClassVar, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SerializationInfo,
    SerializerFunctionWrapHandler,
    ValidationError,
    model_serializer,
)

from konigle._core.body import plain_fields, reject_header_injection
from konigle._core.parameters import Location, Style, written
from konigle._core.plain_values import plain
from konigle._core.records import Manager, Record
from konigle._core.schema_types.fields import Timestamp
from konigle._lazy import BUILD_LOCK
from konigle._shown_fields import show_fields

SENT: dict[str, Any] = {}
"""Context of what is dumped to be sent."""


class Model(BaseModel):
    """A model that is built on first use, under a lock: building is not thread-safe in pydantic."""

    model_config = ConfigDict(defer_build=True, serialize_by_alias=True)
    _is_checked_whole: ClassVar[bool] = False

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        cls._is_checked_whole = bool(cls.__pydantic_decorators__.model_validators)
        show_fields(cls)
        if not cls.__module__.startswith("konigle."):
            # pydantic must see the `datetime` of a custom class as it was when the class was defined: see Timestamp
            cls.model_rebuild(raise_errors=False)

    @classmethod
    def model_rebuild(cls, **options: Any) -> bool | None:
        """Builds the class once, in whichever thread needs it first."""
        with BUILD_LOCK:
            if cls.__pydantic_complete__ and not options.get("force"):
                return None
            options["_parent_namespace_depth"] = options.get("_parent_namespace_depth", 2) + 1
            return super().model_rebuild(**options)

    def model_dump(self, **options: Any) -> dict[str, Any]:
        """Like pydantic's, without warnings: an invalid value was reported when it was decoded."""
        options.setdefault("warnings", False)
        return super().model_dump(**options)

    def model_dump_json(self, **options: Any) -> str:
        """Like pydantic's, without warnings: an invalid value was reported when it was decoded."""
        options.setdefault("warnings", False)
        return super().model_dump_json(**options)

    if not TYPE_CHECKING:  # otherwise type checkers would accept any field name

        def __setattr__(self, name: str, value: Any) -> None:
            if type(value) is not str:
                value = plain(value)
            if not self._is_checked_whole:
                super().__setattr__(name, value)
                return
            values, was_set = dict(vars(self)), set(self.__pydantic_fields_set__)
            try:
                super().__setattr__(name, value)
            except ValidationError:  # validators of the whole model run after pydantic has stored the value
                object.__setattr__(self, "__dict__", values)
                object.__setattr__(self, "__pydantic_fields_set__", was_set)
                raise


class Payload(Model):
    """Data of a request. An unknown field is an error; an assignment is validated like the constructor."""

    model_config = ConfigDict(extra="forbid", validate_assignment=True)
    _blank_means_absent: ClassVar[frozenset[str]] = frozenset()

    if not TYPE_CHECKING:  # type checkers know the fields by their annotations

        def __init__(self, /, **data: Any) -> None:
            # like pydantic's constructor, without another call
            self.__pydantic_validator__.validate_python(plain_fields(data), self_instance=self)

        # pydantic's mark for a constructor that decoding need not call
        __init__.__pydantic_base_init__ = True

    def to_wire(self, *, leave_out: AbstractSet[str] = frozenset()) -> dict[str, Any]:
        """Returns the fields that the caller set, without None and without blank optional e-mail addresses."""
        blank = {name for name in self._blank_means_absent if getattr(self, name) == ""}
        return self._dump(leave_out | blank, exclude_none=True)

    def _dump(self, leave_out: AbstractSet[str], *, exclude_none: bool) -> dict[str, Any]:
        # a default list, dict or value that was changed in place (data.tags.append(...)) counts as set
        was_set = self.model_fields_set
        was_set.update(
            [name for name, value in vars(self).items() if name not in was_set and _is_filled(value)]
        )
        said = self.model_dump(
            context=SENT, mode="json", exclude=set(leave_out), exclude_none=exclude_none, exclude_unset=True
        )
        reject_header_injection(type(self).__name__, said)
        return said


def _is_filled(value: object) -> bool:
    if isinstance(value, BaseModel):
        return bool(value.model_fields_set)
    return bool(value) and isinstance(value, (list, dict))


class Value(Payload):
    """A value used in requests and responses; fields that a server adds are kept and sent back."""

    _read_only: ClassVar[frozenset[str]] = frozenset()
    _write_only: ClassVar[frozenset[str]] = frozenset()

    if not TYPE_CHECKING:  # otherwise type checkers would accept any field name

        def __setattr__(self, name: str, value: Any) -> None:
            kept = self.__pydantic_extra__
            super().__setattr__(name, value)  # drops fields that the class does not declare
            object.__setattr__(self, "__pydantic_extra__", kept)

    @model_serializer(mode="wrap")
    def _said_and_kept(self, handler: SerializerFunctionWrapHandler, info: SerializationInfo) -> Any:
        said: Any = handler(self)
        if info.context is SENT and isinstance(self, Value):
            for name in self._read_only:
                said.pop(name, None)
        # self may be None in an update that did not set it, or a raw value kept from a response
        extra: dict[str, Any] | None = getattr(self, "__pydantic_extra__", None)
        return {**said, **extra} if extra else said


class ExactPayload(Payload):
    """Data of a request in which a field that was set to None is sent as null, and one that was not set is left out."""

    def to_wire(self, *, leave_out: AbstractSet[str] = frozenset()) -> dict[str, Any]:
        """Returns every field that the caller set, None as JSON null."""
        return self._dump(leave_out, exclude_none=False)


class OpenPayload(ExactPayload):
    """Data of a request that may have more fields than the class declares."""

    model_config = ConfigDict(extra="allow")


class CreateModel(Payload):
    """Data of a new resource. None means "not given" and is never sent."""


class UpdateModel(ExactPayload):
    """Changes to a resource. A field that was not set keeps its value; an explicit None clears one that can be null."""


class BaseFilters(Payload):
    """Parameters of an operation, such as the filters of a list. What was not set, or is None, is not sent."""

    _styles: ClassVar[Mapping[str, Style]] = {}

    def to_wire(
        self, *, leave_out: AbstractSet[str] = frozenset(), location: Location = "query"
    ) -> dict[str, Any]:
        """Returns what is sent in one location."""
        return written(self._styles, super().to_wire(leave_out=leave_out), location)


class ResponseModel(Model):
    """Data of a response. Unknown fields are kept as attributes."""

    model_config = ConfigDict(extra="allow", coerce_numbers_to_str=True)


class ExactResponseModel(ResponseModel):
    """Data of a response that stays as it was written: a number is no text."""

    model_config = ConfigDict(coerce_numbers_to_str=False)


class ActionResult(ResponseModel):
    """The result of sending something."""

    @property
    def message(self) -> str:
        """A sentence for people: the server's message, or one made from the status."""
        extra = self.model_extra or {}
        said = next(
            (text for name in ("message", "detail") if isinstance(text := extra.get(name), str) and text),
            None,
        )
        return said or f"The status of the e-mail is {getattr(self, 'status', None) or 'unknown'}."


class BaseResource(Record, ResponseModel):
    """A resource that has a manager and tracks its changes."""

    model_config = ConfigDict(validate_assignment=True)

    def attach(self, manager: Manager, *, partial: bool = False) -> Self:
        """Ties the resource to the manager it was read by; `partial` for an item of a list."""
        object.__setattr__(self, "_manager", manager)
        object.__setattr__(self, "_is_whole", not partial)
        return self


class IDMixin(Model):
    """Has the identifier."""

    id: str = Field(title="ID", description="Identifier given by the server.")
    """Identifier given by the server; opaque."""


class TimestampMixin(Model):
    """Has the two timestamps."""

    created_at: Timestamp = Field(title="Created At", description="When the resource was created.")
    """When the resource was created."""
    updated_at: Timestamp = Field(title="Updated At", description="When the resource was last changed.")
    """When the resource was last changed."""


class TimestampedResource(BaseResource, IDMixin, TimestampMixin):
    """A resource with an identifier and timestamps, all three set by the server."""
