"""What generated models are built on: rules for what is written and what is read.

Written (`Payload` and below): a misspelt field is an error, only what the caller set is sent. Read (`ResponseModel`
and below): fields this version does not know are kept, numbers as ids become strings.
"""

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    ValidationError,
    model_serializer,
)

from konigle._core.fields import Timestamp
from konigle._core.plain_values import plain, plain_fields
from konigle._core.records import Record
from konigle._core.validation import reject_header_injection
from konigle._lazy import BUILD_LOCK


class Model(BaseModel):
    """A model that is built when first used; building is not thread-safe in pydantic, so a lock is held."""

    model_config = ConfigDict(defer_build=True)
    _is_checked_whole: ClassVar[bool] = False

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        cls._is_checked_whole = bool(cls.__pydantic_decorators__.model_validators)
        if not cls.__module__.startswith("konigle."):
            # pydantic must see a `datetime` of the caller's fields at the moment they were written: see Timestamp
            cls.model_rebuild(raise_errors=False)

    @classmethod
    def model_rebuild(cls, **options: Any) -> bool | None:
        """Builds the class once, whichever thread comes first."""
        with BUILD_LOCK:
            if cls.__pydantic_complete__ and not options.get("force"):
                return None
            options["_parent_namespace_depth"] = options.get("_parent_namespace_depth", 2) + 1
            return super().model_rebuild(**options)

    if not TYPE_CHECKING:  # a checker that saw it would take any name for a field

        def __setattr__(self, name: str, value: Any) -> None:
            if type(value) is not str:
                value = plain(value)
            if not self._is_checked_whole:
                super().__setattr__(name, value)
                return
            values, was_set = dict(vars(self)), set(self.__pydantic_fields_set__)
            try:
                super().__setattr__(name, value)
            except ValidationError:  # a check of the whole model runs when pydantic has stored the value
                object.__setattr__(self, "__dict__", values)
                object.__setattr__(self, "__pydantic_fields_set__", was_set)
                raise


class Payload(Model):
    """Something the caller writes. An unknown field is an error; an assignment is checked like the constructor."""

    model_config = ConfigDict(extra="forbid", validate_assignment=True)
    _blank_means_absent: ClassVar[frozenset[str]] = frozenset()

    if not TYPE_CHECKING:  # a checker knows the fields by their annotations

        def __init__(self, /, **data: Any) -> None:
            # as in pydantic's own, without another call
            self.__pydantic_validator__.validate_python(plain_fields(data), self_instance=self)

        # pydantic's mark for a constructor that reading need not go through
        __init__.__pydantic_base_init__ = True

    def to_wire(self, *, leave_out: AbstractSet[str] = frozenset()) -> dict[str, Any]:
        """What is sent: the fields the caller set, without None and without blank optional e-mail addresses."""
        blank = {name for name in self._blank_means_absent if getattr(self, name) == ""}
        return self._dump(leave_out | blank, exclude_none=True)

    def _dump(self, leave_out: AbstractSet[str], *, exclude_none: bool) -> dict[str, Any]:
        # a default list, dict or value that was filled in place (data.tags.append(...)) was said as well
        was_set = self.model_fields_set
        was_set.update(
            [name for name, value in vars(self).items() if name not in was_set and _is_filled(value)]
        )
        said = self.model_dump(
            mode="json", exclude=set(leave_out), exclude_none=exclude_none, exclude_unset=True
        )
        reject_header_injection(type(self).__name__, said)
        return said


def _is_filled(value: object) -> bool:
    if isinstance(value, BaseModel):
        return bool(value.model_fields_set)
    return bool(value) and isinstance(value, (list, dict))


class Value(Payload):
    """A nested value that is both written and read; what a server adds to it is kept and goes back to it."""

    if not TYPE_CHECKING:  # a checker that saw it would take any name for a field

        def __setattr__(self, name: str, value: Any) -> None:
            kept = self.__pydantic_extra__
            super().__setattr__(name, value)  # forgets what the class does not declare
            object.__setattr__(self, "__pydantic_extra__", kept)

    @model_serializer(mode="wrap")
    def _said_and_kept(self, handler: SerializerFunctionWrapHandler) -> Any:
        said: Any = handler(self)
        # in place of self may stand None, in an update that did not set it, or a raw value kept from an answer
        extra: dict[str, Any] | None = getattr(self, "__pydantic_extra__", None)
        return {**said, **extra} if extra else said


class CreateModel(Payload):
    """Data of a new resource. None means "not given" and is never sent."""


class UpdateModel(Payload):
    """Changes to a resource. A field that was not set is left alone; an explicit None clears one that can be null."""

    def to_wire(self, *, leave_out: AbstractSet[str] = frozenset()) -> dict[str, Any]:
        """What is sent: every field the caller set, None as JSON null."""
        return self._dump(leave_out, exclude_none=False)


class BaseFilters(Payload):
    """Conditions of a list. A filter that was not set, or is None, is not sent."""


class ResponseModel(Model):
    """Something the server says. Fields this version does not know are kept as attributes."""

    model_config = ConfigDict(extra="allow", coerce_numbers_to_str=True)

    def model_dump(self, **options: Any) -> dict[str, Any]:
        """As pydantic's, without warnings: a value that does not fit was told of when it was read."""
        options.setdefault("warnings", False)
        return super().model_dump(**options)

    def model_dump_json(self, **options: Any) -> str:
        """As pydantic's, without warnings: a value that does not fit was told of when it was read."""
        options.setdefault("warnings", False)
        return super().model_dump_json(**options)


class ActionResult(ResponseModel):
    """What became of something that was sent."""

    @property
    def message(self) -> str:
        """A sentence for people: the server's own words, else one made of the status."""
        extra = self.model_extra or {}
        said = next(
            (text for name in ("message", "detail") if isinstance(text := extra.get(name), str) and text),
            None,
        )
        return said or f"The status of the mail is {getattr(self, 'status', None) or 'not known'}."


class BaseResource(Record, ResponseModel):
    """A resource that knows its manager, and which of its fields were changed since it was read."""

    model_config = ConfigDict(validate_assignment=True)


class IDMixin(Model):
    """Carries the identifier."""

    id: str = Field(title="ID", description="Identifier given by the server.")
    """Identifier given by the server; opaque."""


class TimestampMixin(Model):
    """Carries the two time stamps."""

    created_at: Timestamp = Field(title="Created At", description="When the resource was created.")
    """When the resource was created."""
    updated_at: Timestamp = Field(title="Updated At", description="When the resource was last changed.")
    """When the resource was last changed."""


class TimestampedResource(BaseResource, IDMixin, TimestampMixin):
    """A resource with an identifier and time stamps, all three set by the server."""
