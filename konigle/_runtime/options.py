"""Options every manager method takes, the same everywhere."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypedDict

from konigle._runtime.suggestions import did_you_mean

if TYPE_CHECKING:
    import httpx


DEFAULT_CONCURRENCY = 8  # httpx gains nothing beyond it; a server that can take more is worth a trial


class RequestOptions(TypedDict, total=False):
    """Keyword arguments that change one call only.

    Attributes:
        timeout: Seconds for one try (a number for each phase alike, or an `httpx.Timeout`).
        deadline: Seconds for the whole call, tries and waits together.
        retry_count: Repeats after the first try; 0 turns retries off for this call.
        idempotency_key: Sent as `Idempotency-Key`, the same on every try.
        extra_headers: Headers added to the request; they may not replace `Authorization`.
    """

    timeout: "float | httpx.Timeout | None"
    deadline: float | None
    retry_count: int
    idempotency_key: str
    extra_headers: Mapping[str, str]


class UnknownOptionError(TypeError):
    """A call was given an option that does not exist."""


def check_options(names: Iterable[str]) -> None:
    """Refuses options that do not exist.

    Raises:
        UnknownOptionError: There is one; the text says what may have been meant.
    """
    known = RequestOptions.__annotations__
    if unknown := sorted(name for name in names if name not in known):
        named = ", ".join(f"{name}{did_you_mean(name, known)}" for name in unknown)
        raise UnknownOptionError(f"unknown option {named}; a call takes {', '.join(known)}")


class BulkOptions(TypedDict, total=False):
    """Keyword arguments that hold for each call of a bulk method.

    Attributes:
        timeout: Seconds for one try (a number for each phase alike, or an `httpx.Timeout`).
        deadline: Seconds for one call, its tries and waits together; the time it is held back does not count.
        retry_count: Repeats after the first try. A server that asks for patience is not counted among them.
        extra_headers: Headers added to each request; they may not replace `Authorization`.
    """

    timeout: "float | httpx.Timeout | None"
    deadline: float | None
    retry_count: int
    extra_headers: Mapping[str, str]
