"""What the headers of a response say about the rate limit, in each of their forms."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konigle._http.rate_limit import RateLimit, read_rate_limit

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
EPOCH = int(NOW.timestamp())


def read(previous: RateLimit | None = None, **headers: str) -> RateLimit | None:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return read_rate_limit(named, NOW, previous)


@pytest.mark.parametrize(
    ("headers", "limit", "remaining", "reset_s"),
    [
        # draft-ietf-httpapi-ratelimit-headers, version 08 and later
        (
            {"ratelimit": '"default";r=50;t=30', "ratelimit_policy": '"default";q=100;w=60'},
            100,
            50,
            30,
        ),
        ({"ratelimit": '"default";r=50'}, None, 50, None),
        ({"ratelimit_policy": '"default";q=100;w=60'}, 100, None, None),
        ({"ratelimit": '"one";r=5;t=3', "ratelimit_policy": '"other";q=9'}, 9, 5, 3),
        ({"ratelimit": 'token;R=5;T=3 , "x"'}, None, 5, 3),
        # of several policies the one with the fewest requests left
        (
            {
                "ratelimit": '"day";r=900;t=5000, "burst, \\"a\\";b";r=3;t=9, "broken";t=5',
                "ratelimit_policy": '"day";q=1000;w=86400, "burst, \\"a\\";b";q=5;w=10;pk=:cHM=:',
            },
            5,
            3,
            9,
        ),
        # versions up to 07
        ({"ratelimit": "limit=100, remaining=50, reset=5", "ratelimit_policy": "100;w=60"}, 100, 50, 5),
        (
            {"ratelimit_limit": "10, 10;w=1, 50;w=60", "ratelimit_remaining": "3", "ratelimit_reset": "7"},
            10,
            3,
            7,
        ),
        ({"ratelimit_limit": "10;w=1", "ratelimit_policy": "10;w=1"}, 10, None, None),
        # the convention: seconds, Unix time in seconds or milliseconds, or a date
        ({"x_ratelimit_limit": "10", "x_ratelimit_remaining": "0", "x_ratelimit_reset": "60"}, 10, 0, 60),
        ({"x_ratelimit_remaining": "1", "x_ratelimit_reset": "1.5"}, None, 1, 1.5),
        ({"x_ratelimit_remaining": "1", "x_ratelimit_reset": str(EPOCH + 60)}, None, 1, 60),
        ({"x_ratelimit_remaining": "1", "x_ratelimit_reset": f"{EPOCH + 60}500"}, None, 1, 60.5),
        ({"x_ratelimit_remaining": "1", "x_ratelimit_reset": str(EPOCH - 60)}, None, 1, 0),
        ({"x_ratelimit_remaining": "1", "x_ratelimit_reset": "2026-01-01T12:00:09Z"}, None, 1, 9),
        ({"x_ratelimit_remaining": "1", "x_ratelimit_reset": "2026-01-01 12:00:09"}, None, 1, 9),
        ({"x_ratelimit_remaining": "1", "x_ratelimit_reset": "Thu, 01 Jan 2026 12:00:05 GMT"}, None, 1, 5),
        ({"x_ratelimit_reset": "60"}, None, None, 60),
        # the standard precedes the convention
        ({"ratelimit_remaining": "3", "x_ratelimit_remaining": "4"}, None, 3, None),
    ],
)
def test_every_form_is_read(
    headers: dict[str, str], limit: int | None, remaining: int | None, reset_s: float | None
) -> None:
    assert read(**headers) == RateLimit(limit, remaining, reset_s, None, NOW)


def test_a_point_in_time_is_compared_with_the_clock_of_the_server() -> None:
    an_hour_fast = "Thu, 01 Jan 2026 13:00:00 GMT"
    found = read(x_ratelimit_reset=str(EPOCH + 3660), date=an_hour_fast)
    assert found is not None
    assert (found.reset_s, found.reset_at) == (60, NOW + timedelta(seconds=60))


def test_retry_after_is_read_with_the_rest_and_alone() -> None:
    assert read(x_ratelimit_remaining="0", retry_after="5") == RateLimit(None, 0, None, 5.0, NOW)
    assert read(retry_after="Thu, 01 Jan 2026 12:00:30 GMT") == RateLimit(None, None, None, 30.0, NOW)


def test_retry_after_alone_keeps_what_was_said_about_the_limit() -> None:
    before = RateLimit(100, 0, 30.0, None, NOW - timedelta(seconds=10))
    assert read(before, retry_after="5") == RateLimit(100, 0, 20.0, 5.0, NOW)
    long_ago = RateLimit(100, 0, 30.0, None, NOW - timedelta(hours=1))
    assert read(long_ago, retry_after="5") == RateLimit(100, 0, 0.0, 5.0, NOW)
    assert read(RateLimit(100, 0, None, None, NOW), retry_after="5") == RateLimit(100, 0, None, 5.0, NOW)


def test_the_next_response_ends_the_wait() -> None:
    before = RateLimit(100, 0, 30.0, 5.0, NOW)
    assert read(before, ratelimit_remaining="99") == RateLimit(None, 99, None, None, NOW)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"ratelimit": ""},
        {"ratelimit": "nonsense"},
        {"ratelimit": '"default";r=-5;t=x'},
        {"ratelimit": '"default;r=5'},
        {"ratelimit": ";;;,,,==="},
        {"ratelimit_limit": "many", "ratelimit_remaining": "-1", "ratelimit_reset": "soon"},
        {"x_ratelimit_limit": "\u0661\u0660"},
        {"x_ratelimit_reset": "9" * 15},
        {"x_ratelimit_reset": "9" * 400},
        {"x_ratelimit_reset": "9999-12-31T23:59:59-23:59"},
        {"x_ratelimit_reset": "1e5"},
        {"x_ratelimit_reset": "nan"},
        {"retry_after": "soon"},
    ],
)
def test_what_is_malformed_is_ignored(headers: dict[str, str]) -> None:
    before = RateLimit(1, 1, 1.0, None, NOW)
    assert read(**headers) is None
    assert read(before, **headers) is before


NAMES = st.sampled_from(
    ["ratelimit", "ratelimit-policy", "date", "retry-after"]
    + [
        f"{prefix}-{part}"
        for prefix in ("ratelimit", "x-ratelimit")
        for part in ("limit", "remaining", "reset")
    ]
)
TEXTS = st.text(st.characters(max_codepoint=255), max_size=40) | st.lists(
    st.sampled_from(
        ['"', "\\", ";", ",", "=", "r", "t", "q", "limit", "remaining", "reset", "9", "-", "T", ":"]
    ),
    max_size=30,
).map("".join)


@given(st.lists(st.dictionaries(NAMES, TEXTS), max_size=3))
def test_no_header_fails_a_call(responses: list[dict[str, str]]) -> None:
    found: RateLimit | None = None
    for number, headers in enumerate(responses):
        found = read_rate_limit(headers, NOW + timedelta(seconds=number), found)
    if found is not None:
        assert found.remaining is None or found.remaining >= 0
        assert found.reset_at is None or found.reset_at >= found.observed_at
