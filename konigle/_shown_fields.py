"""Shows the fields of a model before it is built: to `help`, `inspect.signature`, `dir` and mocks with a spec."""

import inspect
from collections.abc import Mapping
from types import FunctionType, MappingProxyType
from typing import Any, NoReturn, cast, get_type_hints

from pydantic import BaseModel


class _Factory:
    """The default of a parameter whose value is made for each call."""

    def __repr__(self) -> str:
        return "<factory>"


class ShownField:
    """Class attribute for a field. It lists the field in `dir` of the class, and has no value there.

    The value of an instance precedes it, since it is no data descriptor.
    """

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, owner: type) -> NoReturn:
        raise AttributeError(self._name)  # also on the class: pydantic must not use this as a default


class FieldSignature(inspect.Signature):
    """The signature of a constructor, made of the fields when something reads it."""

    __slots__ = ("_model",)

    def __init__(self, model: type[BaseModel], *, has_self: bool) -> None:
        super().__init__([_SELF] if has_self else [], return_annotation=None)
        self._model = model

    @property
    def parameters(self) -> Mapping[str, inspect.Parameter]:  # type: ignore[override]  # typeshed has the proxy itself
        """The fields as keyword arguments."""
        fields = self._model.model_fields
        types = _without_metadata({name: field.annotation for name, field in fields.items()})
        shown = {name: _parameter(name, field, types[name]) for name, field in fields.items()}
        return MappingProxyType({**super().parameters, **shown})

    def replace(self, **changes: Any) -> inspect.Signature:  # type: ignore[override]  # a copy is no longer of the model
        """Returns a signature with changes, which no longer belongs to the model."""
        return inspect.Signature([*self.parameters.values()], return_annotation=None).replace(**changes)


_SELF = inspect.Parameter("self", inspect.Parameter.POSITIONAL_ONLY)


def _without_metadata(annotations: dict[str, Any]) -> dict[str, Any]:
    """Removes what only validation needs, such as the serializer of an amount."""
    try:
        return get_type_hints(type("Fields", (), {"__annotations__": annotations}))
    except NameError:  # a reference to a class that does not exist yet
        return annotations


def _parameter(name: str, field: Any, annotation: Any) -> inspect.Parameter:
    default: object = inspect.Parameter.empty
    if not field.is_required():
        default = _Factory() if field.default_factory else field.default
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def show_fields(model: type[BaseModel]) -> None:
    """Adds the signature and the fields to a class that is not built yet."""
    init = cast("FunctionType", model.__init__)
    if getattr(init, "__pydantic_base_init__", False):  # not a constructor that a subclass defines
        own = FunctionType(
            init.__code__, init.__globals__, init.__name__, init.__defaults__, init.__closure__
        )
        vars(own).update(vars(init))
        own.__qualname__, own.__doc__ = f"{model.__qualname__}.__init__", init.__doc__
        setattr(own, "__signature__", FieldSignature(model, has_self=True))  # noqa: B010 - unknown to type checkers
        setattr(model, "__init__", own)  # noqa: B010 - as above
    if not model.__pydantic_complete__:
        setattr(model, "__signature__", FieldSignature(model, has_self=False))  # noqa: B010 - pydantic replaces it
    for name in model.model_fields:
        if not any(name in vars(base) for base in model.__mro__):
            setattr(model, name, ShownField(name))
