"""Options every manager method takes, the same everywhere."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    import httpx


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
