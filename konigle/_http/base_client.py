"""The base of both clients: construction, repr, pickling, and access to raw responses."""

import functools
import inspect
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, Protocol, Self, TypeVar, Unpack

import attrs

from konigle._core.call import RawResponse, capture_responses
from konigle._core.secret import hide
from konigle._http.rate_limit import RateLimit
from konigle._suggestions import did_you_mean
from konigle.config import ClientConfig, ClientOptions, check_client_options, hide_values

P = ParamSpec("P")

_REMOVED = frozenset({"log_level", "log_requests", "log_responses"})


def without_removed(init: Callable[P, None]) -> Callable[P, None]:
    """Decorator: rejects removed and unknown arguments, says what to use instead, hides the key from tracebacks."""
    known = frozenset(inspect.signature(init).parameters) - {"self"}

    @functools.wraps(init)
    def checked(*args: P.args, **kwargs: P.kwargs) -> None:
        name = type(args[0]).__name__
        args = (*args[:1], *map(hide, args[1:2]), *args[2:])  # type: ignore[assignment]  # the same, with its key hidden
        if "api_key" in kwargs:
            kwargs["api_key"] = hide(kwargs["api_key"])
        if "credentials" in kwargs:
            kwargs["credentials"] = hide_values(kwargs["credentials"])
        if removed := sorted(_REMOVED & set(kwargs)):
            raise TypeError(
                f"{', '.join(removed)} of version 1 was removed: the client uses Python's logging. "
                'Use logging.getLogger("konigle").setLevel(logging.DEBUG) and add a handler.'
            )
        if unknown := sorted(set(kwargs) - known):
            kwargs.clear()  # one of them may be a misspelt api_key
            raise TypeError(
                f"{name} has no argument {', '.join(f'{one!r}{did_you_mean(one, known)}' for one in unknown)}."
            )
        init(*args, **kwargs)

    return checked


class Transport(Protocol):
    """The interface of both transports."""

    @property
    def config(self) -> ClientConfig: ...
    @property
    def pools(self) -> object: ...
    @property
    def is_plain(self) -> bool: ...
    def with_config(self, config: ClientConfig, /) -> Self: ...
    @property
    def rate_limit(self) -> RateLimit | None: ...


class AsyncTransport(Transport, Protocol):
    """The interface of the async transport."""

    async def aclose(self) -> None: ...


class SyncTransport(Transport, Protocol):
    """The interface of the sync transport."""

    def close(self) -> None: ...


TransportT = TypeVar("TransportT", bound=Transport)
AsyncTransportT = TypeVar("AsyncTransportT", bound=AsyncTransport)
SyncTransportT = TypeVar("SyncTransportT", bound=SyncTransport)


class _NoClient:
    """Stands for the client of a manager that is accessed on the client's class."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        raise TypeError("Managers need a client instance. Create one, such as client = Client(api_key=...).")


class _SeenOnClass(cached_property[Any]):
    """A cached property that also works on the class, where `unittest.mock` inspects the managers."""

    def __get__(self, instance: object, owner: type[Any] | None = None) -> Any:
        return self._specimen if instance is None else super().__get__(instance, owner)

    @cached_property
    def _specimen(self) -> Any:
        try:
            made: Any = self.func(_NoClient())
            made.__doc__ = self.__doc__  # for help(Client)
        except Exception:  # noqa: BLE001 - a property of a subclass that needs a real client
            return self
        return made

    def __dir__(self) -> list[str]:
        return dir(self._specimen) if self._specimen is not self else list(super().__dir__())

    def __getattr__(self, name: str) -> Any:
        # patch.object(Client, "contacts", autospec=True) uses the property as its spec
        if name.startswith("_") or self._specimen is self:
            raise AttributeError(name)
        return getattr(self._specimen, name)


class BaseClient(Generic[TransportT]):
    """Settings, repr and pickling of a client."""

    transport: TransportT
    """The loop that sends calls; for managers."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Makes the managers available on the class."""
        super().__init_subclass__(**kwargs)
        for name, value in list(vars(cls).items()):
            if type(value) is cached_property:
                shown = _SeenOnClass(value.func)
                shown.__set_name__(cls, name)
                setattr(cls, name, shown)

    @property
    def config(self) -> ClientConfig:
        """The settings of the client."""
        return self.transport.config

    @property
    def rate_limit(self) -> RateLimit | None:
        """What the latest responses said about the rate limit; None before a response says anything.

        Read from `RateLimit`, `RateLimit-Policy`, `RateLimit-*`, `X-RateLimit-*` and `Retry-After`; malformed headers
        are ignored.

        Example:
            client.contacts.list()
            if client.rate_limit is not None and client.rate_limit.remaining == 0:
                time.sleep(client.rate_limit.reset_s or 1)
        """
        return self.transport.rate_limit

    def raw_responses(self) -> AbstractContextManager[list[RawResponse[Any]]]:
        """Collects status code, headers, request id, attempts and value of each call made inside a `with` block.

        Calls of the client and of all its views from `with_options()` are collected, but not calls of other threads or
        of tasks that were already running.

        Example:
            with client.raw_responses() as calls:
                client.contacts.list()
            calls[0].request_id
        """
        return capture_responses(self.transport.pools)

    def with_options(self, **options: Unpack[ClientOptions]) -> Self:
        """Returns a view of this client with other settings. Opens no connections, so it may be called for each request.

        The view shares connections, rate limiter, retry budget and `raw_responses()` with the client. Closing a view,
        or leaving its `with` block, ends only the view; closing the client ends all its views.

        Args:
            **options: Settings as for the client: `timeout`, `deadline`, `retry_count`, `retry_backoff`,
                `enable_retry`, `max_response_bytes`, `user_agent`, `assume_idempotent`, `dry_run`,
                `recipients_allowlist` and `hooks`. Those that are left out keep their values.

        Raises:
            ConfigurationError: A value is invalid.

        Example:
            client.with_options(timeout=5, retry_count=0).contacts.list()
        """
        check_client_options(options)
        cls = type(self)
        view = cls.__new__(cls)
        for name, value in vars(self).items():
            if not isinstance(
                inspect.getattr_static(cls, name, None), cached_property
            ):  # managers of this client
                setattr(view, name, value)
        view.transport = self.transport.with_config(attrs.evolve(self.config, **options))
        return view

    if not TYPE_CHECKING:  # otherwise type checkers would accept any attribute name

        def __getattr__(self, name: str) -> Any:
            known = dir(type(self))
            if name in known:
                return object.__getattribute__(self, name)  # raises what the property raised
            meant = did_you_mean(name, [one for one in known if one[0] != "_"]) if name[0] != "_" else ""
            raise AttributeError(
                f"{type(self).__name__!r} object has no attribute {name!r}{meant}", name=name
            )

    def __repr__(self) -> str:
        name = type(self).__name__
        # a debugger may call this before __init__ has finished
        return f"{name}(base_url={self.config.base_url!r})" if "transport" in vars(self) else f"<{name}>"

    def __getstate__(self) -> ClientConfig:
        if not self.transport.is_plain:
            raise TypeError(
                f"This {type(self).__name__} cannot be pickled or copied: it was given an http_client or transport. "
                "Create a new client where it is needed."
            )
        return self.config


class AsyncBaseClient(BaseClient[AsyncTransportT], Generic[AsyncTransportT]):
    """The part of the client that is only in the async client."""

    async def aclose(self) -> None:
        """Closes the connections, or only the view if it is one. Can be repeated. Later calls raise ClientClosedError."""
        await self.transport.aclose()

    async def close(self) -> None:
        """Calls `aclose()`."""
        await self.aclose()


class SyncBaseClient(BaseClient[SyncTransportT], Generic[SyncTransportT]):
    """The part of the client that is only in the sync client."""

    def close(self) -> None:
        """Closes the connections, or only the view if it is one. Can be repeated. Later calls raise ClientClosedError."""
        self.transport.close()


def make_config(api_key: str | None, base_url: str | None, settings: dict[str, Any]) -> ClientConfig:
    """Creates the configuration of a client; key and base URL come from the environment if they are not given."""
    if settings.get("user_agent") is None:
        settings.pop("user_agent", None)
    return ClientConfig.from_env(api_key=api_key, base_url=base_url, **settings)
