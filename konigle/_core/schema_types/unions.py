"""Unions of models whose member is named by one field, and constants that are sent without being given."""

from collections.abc import Mapping
from typing import Any, TypeVar, cast, get_args

import attrs
from pydantic import BaseModel, GetCoreSchemaHandler, ValidationInfo, model_validator
from pydantic_core import CoreSchema, core_schema

from konigle._core.body import NOT_BY_CALLER
from konigle._core.plain_values import TAG_MARK

M = TypeVar("M", bound=BaseModel)


@attrs.frozen(unsafe_hash=False)
class Tagged:
    """Marks a union: the value of one field names the member.

    Attributes:
        field: The field.
        tags: The name of the class for each of its values.
    """

    field: str
    tags: Mapping[str, str]

    def __hash__(self) -> int:
        return hash((self.field, *self.tags.items()))

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schemas = {cls.__name__: handler.generate_schema(cls) for cls in get_args(source)}
        return core_schema.tagged_union_schema(
            {TAG_MARK + tag: schemas[name] for tag, name in self.tags.items()},
            self._tag_of,
            custom_error_type="unknown_tag",
            custom_error_message=f"{self.field} must be one of {', '.join(self.tags)}",
        )

    def _tag_of(self, value: Any) -> str | None:
        if isinstance(value, BaseModel):  # whatever its field says: a class may have several values
            names = {cls.__name__ for cls in type(value).__mro__}
            return next((TAG_MARK + tag for tag, name in self.tags.items() if name in names), None)
        found = cast("Mapping[str, Any]", value).get(self.field) if isinstance(value, Mapping) else None
        return TAG_MARK + found if isinstance(found, str) else None

    def member(self, members: tuple[Any, ...], value: Mapping[str, Any]) -> type[BaseModel] | None:
        """The class of a value among the members; None if the tag is unknown."""
        tag = value.get(self.field)
        name = self.tags.get(tag) if isinstance(tag, str) else None
        return next((cls for cls in members if getattr(cls, "__name__", "") == name), None)


def always_sent(*names: str) -> Any:
    """Returns a validator that sends constants also where the caller does not give them."""

    def fill(model: M, info: ValidationInfo) -> M:
        if info.mode == "python" and info.context is not NOT_BY_CALLER:
            model.model_fields_set.update(names)
        return model

    return model_validator(mode="after")(fill)
