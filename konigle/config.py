"""The settings of a client."""

import functools
import ipaddress
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar, cast
from urllib.parse import urlsplit

import attrs

from konigle._core.plain_values import plain
from konigle._core.secret import Secret, hide
from konigle._generated.client_defaults import AUTH_PREFIX, BASE_URL
from konigle._suggestions import did_you_mean
from konigle._version import __version__
from konigle.exceptions import ConfigurationError
from konigle.hooks import Hook

if TYPE_CHECKING:
    import httpx

__all__ = ["ClientConfig"]

T = TypeVar("T")

DEFAULT_BASE_URL = BASE_URL
DEFAULT_MAX_RESPONSE_BYTES = 64 * 1024 * 1024  # a page of 200 contacts is about 100 kB


def _environment(name: str, prefix: str = "KONIGLE") -> str | None:
    """Returns `<prefix>_<name>`; of `KONIGLE_<name>` also `KONIQ_<name>` of version 1 if that is not set."""
    older = os.environ.get(f"KONIQ_{name}") if prefix == "KONIGLE" else None
    return os.environ.get(f"{prefix}_{name}") or older or None


def _check_key(value: Any) -> Secret | None:
    if value is None:
        return None
    key: Secret = hide(value)
    value = None  # so that no variable of a traceback holds the text
    if problem := _problem_with_key(key):
        raise ConfigurationError(problem)
    return key


def _problem_with_key(key: Secret, name: str = "api_key") -> str:
    value: Any = key.reveal()
    if not isinstance(value, str):
        return f"{name} must be a string, not {type(value).__name__}."
    if not value:
        hint = " Pass the key of your Konigle site, or set KONIGLE_API_KEY." if name == "api_key" else ""
        return f"{name} is empty.{hint}"
    if not value.isascii() or not value.isprintable() or any(sign.isspace() for sign in value):
        return (
            f"{name} contains white space, control characters or non-ASCII characters; it is not shown here."
        )
    return ""


def _check_credentials(values: Any) -> Mapping[str, Secret]:
    hidden_values: Mapping[str, Secret] = hide_values(values or {})
    values = None  # so that no variable of a traceback holds the texts
    if not isinstance(hidden_values, Mapping):
        raise ConfigurationError("credentials must be a mapping of names of schemes to their values.")
    for name, value in hidden_values.items():
        if problem := _problem_with_key(value, f"credentials[{name!r}]"):
            raise ConfigurationError(problem)
    return MappingProxyType(dict(hidden_values))


def hide_values(values: Any) -> Any:
    """Hides the values of a mapping of credentials."""
    if not isinstance(values, Mapping):
        return values
    return {name: hide(value) for name, value in cast("Mapping[str, Any]", values).items()}


def _check_base_url(value: Any) -> str:
    value = plain(value)
    if problem := _problem_with_base_url(value):
        raise ConfigurationError(f"base_url {problem}")
    return cast("str", value).rstrip("/")


def _problem_with_base_url(value: Any) -> str:
    # some programs read a backslash as a slash, which would make it the end of the host
    if not isinstance(value, str) or not value.isprintable() or re.search(r"[\s\\]", value):
        return "must be text without white space, backslashes and control characters."
    try:
        url = urlsplit(value)
        _ = url.port
    except ValueError as problem:
        return f"{value!r} is not a valid URL: {problem}."
    if url.scheme not in {"http", "https"} or not url.hostname:
        return f"{value!r} needs a scheme and a host, such as {DEFAULT_BASE_URL!r}."
    if "?" in value or "#" in value:
        return f"{value!r} must not have a query or a fragment: no '?' and no '#'."
    return "must not contain a user name or password." if "@" in url.netloc else ""


def _allowlist(entries: str | Sequence[str]) -> tuple[str, ...]:
    entries = plain(entries) if isinstance(entries, str) else [plain(entry) for entry in entries]
    if isinstance(entries, str) or not all(isinstance(entry, str) for entry in entries):
        raise ConfigurationError("recipients_allowlist must be a list of e-mail addresses and domains.")
    return tuple(entry.strip().lower().removeprefix("@") for entry in entries)


def _hooks(hooks: Any) -> tuple[Hook, ...]:
    given = cast("Sequence[object]", hooks if isinstance(hooks, (list, tuple)) else ())
    wrong: list[object] = [hook for hook in given if not isinstance(hook, Hook)]
    if given is not hooks:  # not a list
        wrong = [hooks]
    for one in wrong:
        what = (
            f"the class {one.__name__}; pass an object of it" if isinstance(one, type) else type(one).__name__
        )
        raise ConfigurationError(f"hooks must be a list of objects of konigle.Hook, not {what}.")
    return tuple(cast("Sequence[Hook]", given))


def is_local(base_url: str) -> bool:
    """Whether the host of a URL is this machine. 127.example.com is a name, not an IP address."""
    host = urlsplit(base_url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_amount(value: object, kinds: type | tuple[type, ...] = (int, float)) -> bool:
    return isinstance(value, kinds) and not isinstance(value, bool) and bool(value >= 0)  # type: ignore[operator]  # kinds are numbers


def _seconds(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    del instance
    if value is not None and not _is_amount(value):
        raise ConfigurationError(f"{attribute.name} must be seconds, zero or more, not {value!r}.")


def _number(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    del instance
    if not _is_amount(value):
        raise ConfigurationError(f"{attribute.name} must be a number, zero or more, not {value!r}.")


def _time_limit(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    if not hasattr(value, "as_dict"):  # an httpx.Timeout; httpx itself is not imported for this
        _seconds(instance, attribute, value)


def _whole(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    del instance
    if not _is_amount(value, int):
        raise ConfigurationError(f"{attribute.name} must be a whole number, zero or more, not {value!r}.")


def _size(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    del instance
    if value is not None and (not _is_amount(value, int) or not value):
        raise ConfigurationError(f"{attribute.name} must be a number of bytes, or None, not {value!r}.")


def _header_text(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    del instance
    if not isinstance(value, str) or not (value.isascii() and value.isprintable() and value == value.strip()):
        raise ConfigurationError(
            f"{attribute.name} must be printable ASCII text without white space around it."
        )


def _hidden_setting(name: str, value: Any) -> Any:
    if name == "credentials":
        return hide_values(value)
    return hide(value) if name == "api_key" else value


def _key_hidden(cls: type[T]) -> type[T]:
    """Class decorator: hides the key before it is passed to `__init__`, whose frame may be in a traceback."""
    init = cls.__init__

    @functools.wraps(init)
    def checked(self: T, **settings: Any) -> None:
        hidden = {name: _hidden_setting(name, value) for name, value in settings.items()}
        known = attrs.fields_dict(cls)  # type: ignore[arg-type]  # it is the class below
        unknown = sorted(settings.keys() - known.keys())
        settings.clear()
        if unknown:
            hidden.clear()  # one of them may be a misspelt api_key
            named = ", ".join(f"{name!r}{did_you_mean(name, known)}" for name in unknown)
            raise TypeError(f"{cls.__name__} has no argument {named}.")
        init(self, **hidden)

    cls.__init__ = checked  # type: ignore[method-assign,assignment]  # the same signature
    return cls


@_key_hidden
@attrs.frozen(kw_only=True)
class ClientConfig:
    """Immutable settings of a client.

    Attributes:
        api_key: API key of the Konigle site; never shown.
        credentials: Credentials beside the API key, by the name of their scheme; never shown.
        base_url: Base URL of the API; may have a path prefix.
        timeout: Seconds for one whole attempt; or an `httpx.Timeout`, which limits each network operation; None for no
            limit.
        deadline: Seconds for the whole call, all attempts and waits together; None for no limit.
        retry_count: Maximum number of retries after the first attempt.
        retry_backoff: Seconds. The first wait is random between 0 and this; the upper limit doubles with each retry.
        enable_retry: Whether calls are retried at all.
        max_connections: Maximum number of open connections.
        keepalive_connections: Maximum number of idle keep-alive connections.
        max_response_bytes: Maximum size of a response body after decompression; at most 1 MiB for the body of an error;
            None for no limit.
        user_agent: The `User-Agent` header.
        auth_prefix: The word before the key in the `Authorization` header.
        assume_idempotent: Whether the server honours `Idempotency-Key`, so that every call gets a key that needs one to
            be retried.
        dry_run: Whether writes are validated and logged but not sent.
        recipients_allowlist: E-mail addresses and domains that e-mail may be sent to; None for no limit.
        allow_http: Whether plain `http` is allowed for hosts other than this machine.
        pickle_api_key: Whether a pickle of the client or this configuration contains the key.
        transport: Name of a transport from an extra, `aiohttp` or `http2`; None for httpx's transport.
        environment: What the names of the environment variables with the key and the base URL begin with.
        hooks: Objects whose methods are called for each call, attempt and retry.
    """

    api_key: Secret | None = attrs.field(converter=_check_key, default=None)
    base_url: str = attrs.field(converter=_check_base_url, default=DEFAULT_BASE_URL)
    credentials: Mapping[str, Secret] = attrs.field(
        converter=_check_credentials, factory=dict[str, Secret], hash=False
    )
    timeout: "float | httpx.Timeout | None" = attrs.field(
        converter=plain, default=30.0, validator=_time_limit
    )
    deadline: float | None = attrs.field(converter=plain, default=None, validator=_seconds)
    retry_count: int = attrs.field(converter=plain, default=3, validator=_whole)
    retry_backoff: float = attrs.field(converter=plain, default=0.5, validator=_number)
    enable_retry: bool = True
    max_connections: int = attrs.field(converter=plain, default=100, validator=_whole)
    keepalive_connections: int = attrs.field(converter=plain, default=20, validator=_whole)
    max_response_bytes: int | None = attrs.field(
        converter=plain, default=DEFAULT_MAX_RESPONSE_BYTES, validator=_size
    )
    user_agent: str = attrs.field(
        converter=plain, default=f"konigle-python/{__version__}", validator=_header_text
    )
    auth_prefix: str = attrs.field(converter=plain, default=AUTH_PREFIX, validator=_header_text)
    assume_idempotent: bool = False
    dry_run: bool = False
    recipients_allowlist: tuple[str, ...] | None = attrs.field(
        default=None, converter=attrs.converters.optional(_allowlist)
    )
    allow_http: bool = False
    pickle_api_key: bool = False
    transport: str | None = None
    environment: str = "KONIGLE"
    hooks: tuple[Hook, ...] = attrs.field(default=(), converter=_hooks)

    def __attrs_post_init__(self) -> None:
        if urlsplit(self.base_url).scheme == "http" and not is_local(self.base_url) and not self.allow_http:
            raise ConfigurationError(
                f"base_url {self.base_url!r} would send the API key unencrypted. Use https, or pass allow_http=True."
            )

    @classmethod
    def from_env(
        cls,
        *,
        default_base_url: str | None = DEFAULT_BASE_URL or None,
        default_api_key: str | None = None,
        key_scheme: str = "",
        **settings: Any,
    ) -> "ClientConfig":
        """Creates settings; key and base URL come from the environment if they are not given.

        `KONIGLE_API_KEY` and `KONIGLE_BASE_URL` are read, and the `KONIQ_` names of version 1 as a fallback.
        """
        prefix: str = settings.get("environment", "KONIGLE")
        settings["api_key"] = hidden(settings).get("api_key")
        given = {name: value for name, value in settings.items() if value is not None}
        given.setdefault("api_key", hide(_environment("API_KEY", prefix) or default_api_key))
        if (
            key_scheme and given["api_key"] is not None
        ):  # the key of an API that does not take it as Authorization
            given["credentials"] = {key_scheme: given["api_key"], **given.get("credentials", {})}
        given.setdefault("base_url", _environment("BASE_URL", prefix) or default_base_url)
        if given["api_key"] is None:
            raise ConfigurationError(
                f"No API key: pass api_key=… to the client, or set the environment variable {prefix}_API_KEY."
            )
        if given["base_url"] is None:
            raise ConfigurationError(
                f"No base URL: pass base_url=… to the client, or set the environment variable {prefix}_BASE_URL."
            )
        return cls(**{**settings, **given})

    def key(self) -> Secret:
        """The API key.

        Raises:
            ConfigurationError: There is no key, because the configuration was unpickled without it.
        """
        if self.api_key is None:
            raise ConfigurationError(
                "This configuration was unpickled without its API key, because pickles do not contain it. Set "
                f"{self.environment}_API_KEY where it is unpickled, or create the client with pickle_api_key=True."
            )
        return self.api_key

    def redact(self, text: str) -> str:
        """Replaces the key and the other credentials in a text by asterisks."""
        for secret in self._secrets():
            text = secret.redact(text)
        return text

    def redact_bytes(self, content: bytes) -> bytes:
        """Replaces them in the bytes of a text."""
        for secret in self._secrets():
            content = secret.redact_bytes(content)
        return content

    def _secrets(self) -> tuple[Secret, ...]:
        return (self.key(), *self.credentials.values())

    def __repr__(self) -> str:
        # a debugger may call this before __init__ has finished
        names = [field.name for field in attrs.fields(type(self)) if hasattr(self, field.name)]
        shown = {name: getattr(self, name) for name in names}
        if "credentials" in shown:
            shown["credentials"] = dict(shown["credentials"])
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in shown.items())})"

    def __copy__(self) -> "ClientConfig":
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> "ClientConfig":
        return self  # immutable; unlike a pickle, a copy within the program keeps the key

    def __getstate__(self) -> dict[str, Any]:
        state = {field.name: getattr(self, field.name) for field in attrs.fields(type(self))}
        key, others = state.pop("api_key"), state.pop("credentials")
        if not (key and self.pickle_api_key):
            return state
        revealed = {name: value.reveal() for name, value in others.items()}
        return {**state, "api_key": key.reveal(), "credentials": revealed}

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        key = hide(_environment("API_KEY", state.get("environment", "KONIGLE")))
        self.__init__(**{"api_key": key, **state})  # type: ignore[misc]  # the class is frozen


class ClientOptions(TypedDict, total=False):
    """The settings that a view of a client may change; those of connections, key and host stay the client's."""

    timeout: "float | httpx.Timeout | None"
    deadline: float | None
    retry_count: int
    retry_backoff: float
    enable_retry: bool
    max_response_bytes: int | None
    user_agent: str
    assume_idempotent: bool
    dry_run: bool
    recipients_allowlist: Sequence[str] | None
    hooks: "Sequence[Hook]"


def check_client_options(names: Iterable[str]) -> None:
    """Rejects what a view of a client cannot change.

    Raises:
        TypeError: A setting is unknown, or belongs to the connections, the key or the host.
    """
    known = ClientOptions.__annotations__
    unknown = sorted(set(names) - known.keys())
    if fixed := [name for name in unknown if name in {*attrs.fields_dict(ClientConfig), "http_client"}]:
        raise TypeError(f"with_options() cannot change {', '.join(fixed)}: create a new client for that.")
    if unknown:
        named = ", ".join(f"{name!r}{did_you_mean(name, known)}" for name in unknown)
        raise TypeError(f"with_options() has no argument {named}.")


def hidden(settings: dict[str, Any]) -> dict[str, Any]:
    """Returns the settings with every string hidden that may be the key; changes the caller's dict too."""
    known = attrs.fields_dict(ClientConfig).keys() - {"api_key"}
    for name, value in settings.items():
        if isinstance(value, str) and name not in known:
            settings[name] = hide(value)
        elif isinstance(value, Mapping):
            settings[name] = hide_values(value)
    return settings
