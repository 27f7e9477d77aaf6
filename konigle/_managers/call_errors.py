"""Errors for calls of manager methods with unknown arguments, which suggest the right name.

Python raises for such a call before the method runs, and names neither the model nor a similar name.
"""

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast, get_args

from pydantic import BaseModel
from typing_extensions import deprecated

from konigle._core.body import models_in
from konigle._core.call import UnknownOptionError
from konigle._suggestions import closest, did_you_mean

T = TypeVar("T")


def explains_calls(cls: type[T]) -> type[T]:
    """Class decorator of managers: a wrong call of a public method raises a TypeError that explains it.

    A method that is marked as `deprecated` warns when it is called, which for a coroutine is before it is awaited.
    """
    for name, method in list(vars(cls).items()):
        if inspect.isfunction(method) and not name.startswith("_"):
            text: Any = getattr(method, "__deprecated__", "")  # typed Any: type checkers ask for a literal
            explained = _explained(method)
            setattr(cls, name, deprecated(text)(explained) if text else explained)
    return cls


def _explained(method: Callable[..., Any]) -> Callable[..., Any]:
    if inspect.iscoroutinefunction(method):  # stays a coroutine function, for mocks and frameworks that check

        @functools.wraps(method)
        async def call_async(*args: Any, **kwargs: Any) -> Any:
            try:
                return await method(*args, **kwargs)
            except TypeError as problem:
                _explain(problem, method, args, kwargs)
                raise

        return call_async

    @functools.wraps(method)
    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            return method(*args, **kwargs)
        except TypeError as problem:
            _explain(problem, method, args, kwargs)
            raise

    return call


def _explain(
    problem: TypeError, method: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> None:
    """Raises a better error if the call itself is wrong.

    If a method calls that of its base class, the error of the outer method is raised: it names the model.

    Raises:
        UnknownOptionError: An argument does not exist, or the data is missing.
    """
    frames = problem.__traceback__
    refused_by_python = frames is not None and frames.tb_next is None
    if not refused_by_python and not isinstance(problem, UnknownOptionError):
        return
    parameters = inspect.signature(method).parameters
    known = {name: one for name, one in parameters.items() if one.kind is not one.VAR_KEYWORD}
    options = _options(parameters)
    unknown = [name for name in kwargs if name not in known and name not in options]
    given = {*list(known)[: len(args)], *kwargs}
    called = f"{type(args[0]).__name__}.{method.__name__}()"
    model = _model(method, args[0], known)
    needs_data = "data" in known and "data" not in given
    if needs_data or (model and any(closest(name, model.model_fields) == name for name in unknown)):
        what = f" has no argument {_named(unknown, ())}" if unknown else " needs data"
        meant = next((name for name in unknown if closest(name, ["data"])), None)
        hint = f"; did you mean `data` for {meant!r}?" if meant else ""
        expected = f"{model.__name__}(…)" if model else "a model"
        raise UnknownOptionError(
            f"{called}{what}: pass {expected} or a dict{hint}. Nothing was sent."
        ) from None
    if unknown:
        names = [name for name in known if name != "self"]
        raise UnknownOptionError(
            f"{called} has no argument {_named(unknown, [*names, *options])}. It takes "
            f"{', '.join([*names, *options]) or 'none'}. Nothing was sent."
        ) from None


def _named(names: list[str], known: "list[str] | tuple[str, ...]") -> str:
    return ", ".join(f"{name!r}{did_you_mean(name, known)}" for name in names)


def _options(parameters: Mapping[str, inspect.Parameter]) -> list[str]:
    """Returns the names that `**options: Unpack[…]` accepts."""
    for one in parameters.values():
        if one.kind is one.VAR_KEYWORD and (types := get_args(one.annotation)):
            return list(cast("type[Any]", types[0]).__annotations__)
    return []


def _model(
    method: Callable[..., Any], manager: object, known: Mapping[str, inspect.Parameter]
) -> type[BaseModel] | None:
    """Returns the model of a method's data; that of an update is an attribute of the manager."""
    if "data" not in known:
        return None
    named = models_in(known["data"].annotation)
    return (
        named[0]
        if named
        else (getattr(manager, "resource_update_class", None) if method.__name__ == "update" else None)
    )
