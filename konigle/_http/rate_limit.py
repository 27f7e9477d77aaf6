"""What the headers of responses say about the rate limit. Malformed headers are ignored."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

import attrs

from konigle._core.error_mapping import http_date, retry_after

_LONGEST_S = 1e9  # a larger number of seconds is a point in time, in seconds since 1970
_MILLISECONDS = 1e11  # and a still larger one has milliseconds
_NUMBER = re.compile(r"\d{1,15}(?:\.\d{1,9})?")
# RFC 9651: a string, or anything else without a separator
_STRING = r'"(?:[^"\\]|\\.)*"'
_MEMBER = re.compile(rf"(?:{_STRING}|[^\",])+")
_PART = re.compile(rf"(?:{_STRING}|[^\";])+")
_MOST_MEMBERS = 20
_LONGEST_TEXT = 1024  # characters; matching takes quadratic time if quotes do not match


@attrs.frozen
class RateLimit:
    """The rate limit of the server, as the latest response described it.

    Attributes:
        limit: Number of requests that the server allows in a time window.
        remaining: Number of requests left in this window.
        reset_s: Seconds from `observed_at` until the window ends.
        retry_after: Seconds from `observed_at` that the latest response asked to wait (`Retry-After`).
        observed_at: When the response was received, in UTC.
    """

    limit: int | None
    remaining: int | None
    reset_s: float | None
    retry_after: float | None
    observed_at: datetime

    @property
    def reset_at(self) -> datetime | None:
        """When the window ends, in UTC."""
        return None if self.reset_s is None else self.observed_at + timedelta(seconds=self.reset_s)


def read_rate_limit(
    headers: Mapping[str, str], now: datetime, previous: RateLimit | None = None
) -> RateLimit | None:
    """Returns what a response says about the rate limit; the previous value if it says nothing.

    A response that has only `Retry-After` says nothing new about the limit itself.

    Args:
        headers: Headers of the response, by name in lower case.
        now: The time of the response.
        previous: What earlier responses said.
    """
    wait_s = retry_after(headers, now=now)
    # the local clock may be wrong
    moment = http_date(headers.get("date", "")) or now
    for found in (_ietf(headers, moment), *(_three(headers, prefix, moment) for prefix in _PREFIXES)):
        if found != _NOTHING:
            return RateLimit(*found, wait_s, now)
    if wait_s is None:
        return previous
    if previous is None:
        return RateLimit(None, None, None, wait_s, now)
    left_s = None if previous.reset_at is None else (previous.reset_at - now).total_seconds()
    return attrs.evolve(
        previous,
        reset_s=None if left_s is None else max(0.0, left_s),
        retry_after=wait_s,
        observed_at=now,
    )


_Quota = tuple[int | None, int | None, float | None]
_NOTHING: _Quota = (None, None, None)
_PREFIXES = (
    "ratelimit",  # drafts 00 to 06
    "x-ratelimit",  # a convention without a standard
)


def _ietf(headers: Mapping[str, str], moment: datetime) -> _Quota:
    """`RateLimit` and `RateLimit-Policy` of draft-ietf-httpapi-ratelimit-headers: of several policies the tightest.

    Up to draft 07, `RateLimit` was a dictionary: `limit=100, remaining=50, reset=5`.
    """
    quotas = {name: _whole(of.get("q")) for name, of in _items(headers.get("ratelimit-policy", ""))}
    only = next(iter(quotas.values())) if len(quotas) == 1 else None
    best: _Quota = (only, None, None)
    old: dict[str, str] = {}
    for name, of in _items(headers.get("ratelimit", "")):
        remaining = _whole(of.get("r"))
        if remaining is not None and (best[1] is None or remaining < best[1]):
            best = (quotas.get(name, only), remaining, _seconds(of.get("t"), moment))
        key, _, value = name.partition("=")
        old[key.strip().lower()] = value
    if best[1] is None and "remaining" in old:
        return _whole(old.get("limit")), _whole(old["remaining"]), _seconds(old.get("reset"), moment)
    return best


def _three(headers: Mapping[str, str], prefix: str, moment: datetime) -> _Quota:
    # the limit may be followed by the policies: "10, 10;w=1, 50;w=60"
    limit = headers.get(f"{prefix}-limit", "").partition(",")[0].partition(";")[0]
    return (
        _whole(limit),
        _whole(headers.get(f"{prefix}-remaining")),
        _seconds(headers.get(f"{prefix}-reset"), moment),
    )


def _items(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yields the members of a list of a structured field with their parameters; what is not valid is skipped."""
    text = text[:_LONGEST_TEXT]
    if '"' in re.sub(_STRING, "", text):  # a string without an end
        return
    for member in _MEMBER.findall(text)[:_MOST_MEMBERS]:
        name, *parameters = [part.strip() for part in _PART.findall(member)] or [""]
        found = (parameter.partition("=") for parameter in parameters)
        yield name, {key.strip().lower(): value.strip() for key, _, value in found}


def _whole(text: str | None) -> int | None:
    found = _number(text)
    return None if found is None else int(found)


def _number(text: str | None) -> float | None:
    text = (text or "").strip()
    return float(text) if text.isascii() and _NUMBER.fullmatch(text) else None


def _seconds(text: str | None, moment: datetime) -> float | None:
    """Returns the seconds until a window ends, from seconds, a point in time in Unix format, or a date."""
    number = _number(text)
    if number is None:
        when = _date((text or "").strip())
        left_s = None if when is None else (when - moment).total_seconds()
    elif number < _LONGEST_S:
        left_s = number
    else:
        left_s = (number / 1000 if number > _MILLISECONDS else number) - moment.timestamp()
    return None if left_s is None or left_s > _LONGEST_S else max(0.0, left_s)


def _date(text: str) -> datetime | None:
    if not text:
        return None
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return http_date(text)
    return when if when.tzinfo else when.replace(tzinfo=UTC)
