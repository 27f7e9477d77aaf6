"""The methods of hooks as each client may call them: an async client awaits what they return."""

import inspect
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from konigle.exceptions import ConfigurationError
from konigle.hooks import Hook

Method = Callable[..., Awaitable[None] | None]


def async_methods(hooks: Iterable[Hook], name: str) -> tuple[Method, ...]:
    """Returns the methods of that name which the hooks override."""
    unchanged = getattr(Hook, name)
    found = (getattr(hook, name) for hook in hooks)
    return tuple(method for method in found if getattr(method, "__func__", None) is not unchanged)


def sync_methods(hooks: Iterable[Hook], name: str) -> tuple[Method, ...]:
    """Returns the methods of that name which the hooks override.

    Raises:
        ConfigurationError: One is a coroutine method.
    """
    found = async_methods(hooks, name)
    for method in found:
        if inspect.iscoroutinefunction(method):
            raise ConfigurationError(
                f"{called(method)} is a coroutine method, and Client does not await hooks. Write it without async, "
                "or use AsyncClient."
            )
    return found


async def async_settle(returned: Any) -> None:
    """Awaits what a hook returned, if it can be awaited."""
    if inspect.isawaitable(returned):
        await returned


def sync_settle(returned: Any) -> None:
    """Refuses what a hook returned, if it has to be awaited."""
    if inspect.isawaitable(returned):
        for end in ("close", "cancel"):  # a coroutine, or a future
            getattr(returned, end, bool)()
        raise TypeError("it returned an awaitable, which only AsyncClient can await")


def called(method: Method) -> str:
    """Returns the name of a hook's method, such as `MyHook.on_attempt`."""
    owner: object = getattr(method, "__self__", None)
    name: str = getattr(method, "__name__", None) or type(method).__name__
    return name if owner is None else f"{type(owner).__name__}.{name}"
