"""Error responses: any body on any status gives the right class, a readable message and flat field errors."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from konigle import exceptions as errors
from konigle._core.call import Operation
from konigle._core.error_mapping import (
    error_class,
    error_for,
    field_errors,
    invalid_response,
    parse_body,
    retry_after,
)

GET = Operation("getThing", "GET", "/v1/things/{id}", "safe")
CREATE = Operation("createThing", "POST", "/v1/things", "once")
NOW = datetime(2026, 1, 1, 12, 0, 0, tzinfo=UTC)

CLASSES = {
    300: errors.APIError,
    302: errors.APIError,
    400: errors.ValidationError,
    401: errors.AuthenticationError,
    402: errors.RefusedError,
    403: errors.AuthorizationError,
    404: errors.NotFoundError,
    405: errors.RefusedError,
    408: errors.RefusedError,
    409: errors.ConflictError,
    410: errors.RefusedError,
    413: errors.RefusedError,
    422: errors.ValidationError,
    429: errors.RateLimitError,
    500: errors.ServerError,
    502: errors.ServerError,
    503: errors.ServerError,
    599: errors.ServerError,
    600: errors.APIError,
    999: errors.APIError,
}

# body, what of it stands in the message
BODIES: list[tuple[bytes, str]] = [
    (b"", ""),
    (b"  ", ""),
    (b'{"detail": "Not found"}', "Not found."),
    (b'{"detail": "Not found."}', "Not found."),
    (b'{"message": "Too short!"}', "Too short!"),
    (b'{"error": "nope"}', "nope."),
    (b'{"error": {"message": "nope"}}', "nope."),
    (b'{"detail": "", "message": "second"}', "second."),
    (b'{"detail": null, "why": "other"}', "other."),
    (b'["one", "two"]', "one; two."),
    (b'[{"message": "one"}, {"detail": "two"}, "three", null]', "one; two; three."),
    (b'"just text"', "just text."),
    (b"5", "5."),
    (b"true", "true."),
    (b"null", ""),
    (b"[]", ""),
    (b"{}", ""),
    (b"<html><body>Bad gateway</body></html>", ""),
    (b"  <!doctype html>", ""),
    (b"plain\n  words", "plain words."),
    (b"\xff\xfe", "\ufffd\ufffd."),
    (b'{"a": {"b": {"c": ["deep"]}}}', "deep."),
    (b'{"unfinished": ', '{"unfinished":.'),
]


@pytest.mark.parametrize(("status", "kind"), CLASSES.items())
def test_each_status_has_its_class(status: int, kind: type[errors.APIError]) -> None:
    assert error_class(status) is kind


@pytest.mark.parametrize("status", CLASSES)
@pytest.mark.parametrize(("body", "said"), BODIES)
def test_any_body_on_any_status_is_readable(status: int, body: bytes, said: str) -> None:
    error = error_for(GET, status, {}, body)
    assert type(error) is CLASSES[status]
    assert error.status_code == status
    assert str(error).startswith(f"getThing (GET /v1/things/{{id}}): the server responded with {status}.")
    assert said in str(error)
    assert "<" not in str(error)
    assert (error.operation, error.method, error.path_template) == ("getThing", "GET", "/v1/things/{id}")
    assert error.response == parse_body(body)


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        (302, "Redirects are followed for reads only"),
        (401, "Check the API key."),
        (403, "does not allow"),
        (429, "Wait before"),
    ],
)
def test_the_message_says_what_to_do(status: int, advice: str) -> None:
    assert advice in str(error_for(GET, status, {}, b'{"detail": "x"}'))


def test_a_long_text_is_cut() -> None:
    error = error_for(GET, 400, {}, json.dumps({"detail": "x" * 10_000}).encode())
    assert len(str(error)) < 600
    assert str(error).endswith("…")
    assert error.response == {"detail": "x" * 10_000}


class TestWaits:
    """A server that throttles: the message says for how long."""

    @pytest.mark.parametrize("status", [429, 503])
    @pytest.mark.parametrize(
        ("seconds", "said"), [("7", "7 s"), ("0.5", "0.5 s"), ("1.2", "2 s"), ("3600", "3600 s")]
    )
    def test_the_seconds_are_said(self, status: int, seconds: str, said: str) -> None:
        error = error_for(GET, status, {"retry-after": seconds}, b'{"detail": "Slow down."}')
        assert f"Slow down. The server asks to wait {said} before another request." in str(error)

    def test_those_of_the_body_as_well(self) -> None:
        assert "asks to wait 4 s" in str(error_for(GET, 429, {}, b'{"retry_after": 4}'))

    def test_without_any_there_is_advice(self) -> None:
        assert "Wait before calling again." in str(error_for(GET, 429, {}, b""))
        assert "wait" not in str(error_for(GET, 503, {}, b""))


class TestFieldErrors:
    @pytest.mark.parametrize(
        ("body", "flat"),
        [
            ({"email": ["Taken."], "tags": ["A", "B"]}, {"email": ["Taken."], "tags": ["A", "B"]}),
            ({"email": "Taken."}, {"email": ["Taken."]}),
            ({"marketing_consent": {"email": ["No."]}}, {"marketing_consent.email": ["No."]}),
            ({"a": {"b": {"c": "x"}}}, {"a.b.c": ["x"]}),
            ({"email": {"message": "Taken."}}, {"email": ["Taken."]}),
            ({"email": [{"message": "Taken.", "code": "u"}]}, {"email": ["Taken."]}),
            ({"tags": [{}, {"name": ["Blank."]}]}, {"tags.1.name": ["Blank."]}),
            ({"tags": ["x", {"name": "y"}]}, {"tags": ["x"], "tags.1.name": ["y"]}),
            ({"non_field_errors": ["Together."]}, {"non_field_errors": ["Together."]}),
            ({"errors": ["One.", "Two."]}, {"non_field_errors": ["One.", "Two."]}),
            ({"errors": [{"message": "One."}]}, {"non_field_errors": ["One."]}),
            ({"errors": {"email": ["Taken."]}}, {"email": ["Taken."]}),
            (
                {"non_field_errors": ["One."], "errors": ["Two."]},
                {"non_field_errors": ["One.", "Two."]},
            ),
            ({"detail": "No.", "message": "No."}, {}),
            ({"detail": "No.", "email": ["Taken."]}, {"email": ["Taken."]}),
            ({"email": None, "tags": [], "name": ""}, {}),
            ({"count": 5}, {"count": ["5"]}),
            ({}, {}),
        ],
    )
    def test_they_are_flat(self, body: dict[str, Any], flat: dict[str, list[str]]) -> None:
        assert field_errors(body) == flat

    @pytest.mark.parametrize("status", [400, 409, 422])
    def test_an_error_has_them_beside_the_raw_body(self, status: int) -> None:
        body = {"marketing_consent": {"email": ["No."]}}
        error = error_for(CREATE, status, {}, json.dumps(body).encode())
        assert error.field_errors == {"marketing_consent.email": ["No."]}
        assert error.response == body
        assert "marketing_consent.email: No." in str(error)

    @pytest.mark.parametrize("status", [404, 500])
    def test_on_other_statuses_there_are_none(self, status: int) -> None:
        assert error_for(CREATE, status, {}, b'{"email": ["No."]}').field_errors == {}


class TestRetryAfter:
    @pytest.mark.parametrize(
        ("text", "seconds"),
        [
            ("0", 0.0),
            ("7", 7.0),
            ("1.5", 1.5),
            (" 7 ", 7.0),
            ("99999999999999999999", 1e9),
            ("Thu, 01 Jan 2026 12:00:30 GMT", 30.0),
            ("Thu, 01 Jan 2026 12:00:30 -0000", 30.0),
            ("Thu, 01 Jan 2026 14:00:30 +0200", 30.0),
            ("Thu, 01 Jan 2026 11:00:00 GMT", 0.0),
            ("", None),
            ("-5", None),
            ("soon", None),
            ("1e5", None),
            ("..", None),
            ("\N{ARABIC-INDIC DIGIT SEVEN}", None),
            ("Thu, 99 Zzz 2026 12:00:30 GMT", None),
            ("Thu, 01 Jan 2026 12:00:00 +999999999999999999", None),
        ],
    )
    def test_it_reads_seconds_and_dates(self, text: str, seconds: float | None) -> None:
        assert retry_after({"retry-after": text}, now=NOW) == seconds

    @pytest.mark.parametrize(
        ("body", "seconds"),
        [
            ({"retry_after": 3}, 3.0),
            ({"retry_after": 0.5}, 0.5),
            ({"retry_after": "3"}, None),
            ({"retry_after": True}, None),
            ({"retry_after": -1}, None),
            ({"retry_after": float("nan")}, None),
            ({"retry_after": 1e300}, None),
            ([], None),
            (None, None),
        ],
    )
    def test_without_a_header_the_body_may_say(self, body: Any, seconds: float | None) -> None:
        assert retry_after({}, body) == seconds

    def test_the_header_goes_first(self) -> None:
        assert retry_after({"retry-after": "1"}, {"retry_after": 9}) == 1.0

    def test_a_date_says_nothing_without_the_time(self) -> None:
        assert retry_after({"retry-after": "Thu, 01 Jan 1970 00:00:00 GMT"}) is None

    @pytest.mark.parametrize(
        ("text", "date", "seconds"),
        [
            ("Thu, 01 Jan 2026 12:00:30 GMT", "Thu, 01 Jan 2026 12:00:00 GMT", 30.0),
            ("Tue, 01 Jan 2030 00:00:07 GMT", "Tue, 01 Jan 2030 00:00:00 GMT", 7.0),
            ("Thu, 01 Jan 1970 00:01:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", 60.0),
            ("Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:30 1994", 7.0),
            ("Thu, 01 Jan 2026 12:00:00 GMT", "Thu, 01 Jan 2026 12:00:05 GMT", 0.0),
            ("Thu, 01 Jan 2026 12:00:30 GMT", "yesterday", 30.0),
            ("Thu, 01 Jan 2026 12:00:30 GMT", "", 30.0),
            ("Thu, 01 Jan 2026 12:00:30 GMT", "Thu, 99 Jan 2026 12:00:00 GMT", 30.0),
            ("Fri, 31 Dec 9999 23:59:59 GMT", "Thu, 01 Jan 2026 12:00:00 GMT", 1e9),
            ("Thu, 01 Jan 99999 12:00:30 GMT", "Thu, 01 Jan 2026 12:00:00 GMT", None),
            ("soon", "Thu, 01 Jan 2026 12:00:00 GMT", None),
            ("-5", "Thu, 01 Jan 2026 12:00:00 GMT", None),
            ("5", "Thu, 01 Jan 2030 12:00:00 GMT", 5.0),
            ("9" * 400, "", 1e9),
        ],
    )
    def test_a_date_is_read_by_the_date_of_the_response_where_that_is_one(
        self, text: str, date: str, seconds: float | None
    ) -> None:
        assert retry_after({"retry-after": text, "date": date}, now=NOW) == seconds

    def test_an_error_carries_it(self) -> None:
        assert error_for(GET, 429, {"retry-after": "7"}, b"").retry_after == 7.0
        assert error_for(GET, 429, {}, b'{"retry_after": 4}').retry_after == 4.0


class TestInvalidResponse:
    def test_it_has_status_content_type_and_first_bytes(self) -> None:
        content = b"<html>" + b"x" * 1000
        error = invalid_response(GET, 200, {"content-type": "text/html"}, content, "the body is not JSON")
        assert str(error) == (
            "getThing (GET /v1/things/{id}): the server responded with 200, but the body is not JSON "
            "(content type text/html). Call again later."
        )
        assert (error.status_code, error.content_type, error.excerpt) == (200, "text/html", content[:200])

    def test_without_a_content_type_it_says_so(self) -> None:
        error = invalid_response(CREATE, 201, {}, b"", "the body is empty")
        assert "content type not given" in str(error)
        assert "Try again" not in str(error)
