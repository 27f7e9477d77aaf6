"""Calls as values: paths, queries, and what a call knows of its resource."""

import asyncio
import threading
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from konigle import InvalidArgumentError
from konigle._core.body import FormBody, JsonBody
from konigle._core.call import Call, Operation, RawResponse, StateCheck, capture_responses, record_response
from konigle._core.decoding import decode_object

GET = Operation("getThing", "GET", "/v1/things/{thing_id}", "safe")
PAUSE = Operation(
    "pauseThing", "POST", "/v1/things/{thing_id}/pause", "settled", StateCheck("status", ("paused",))
)
SCHEDULE = Operation(
    "schedule", "POST", "/v1/things/{thing_id}/schedule", "settled", StateCheck("scheduled_at")
)
LIST = Operation("listThings", "GET", "/v1/things", "safe")


def call(operation: Operation, id_: Any = "t1", **more: Any) -> Call[dict[str, Any]]:
    return Call(operation, decode_object, {"thing_id": id_}, **more)


@pytest.mark.parametrize(
    ("id_", "segment"),
    [
        ("a1", "a1"),
        ("a/b", "a%2Fb"),
        ("a?b#c", "a%3Fb%23c"),
        ("..%2f", "..%252f"),
        ("a b", "a%20b"),
        ("ä", "%C3%A4"),
        ("a;b&c=d", "a%3Bb%26c%3Dd"),
        ("...", "..."),
        (7, "7"),
    ],
)
def test_an_id_becomes_one_quoted_segment(id_: Any, segment: str) -> None:
    assert call(GET, id_).path == f"/v1/things/{segment}"


@pytest.mark.parametrize(
    ("id_", "problem"),
    [
        ("", "is empty"),
        ("  ", "is empty"),
        (".", "change the path"),
        ("..", "change the path"),
        (None, "not NoneType"),
        (True, "not bool"),
        (b"a", "not bytes"),
        ("a\nb", "control characters"),
        ("a\x00", "control characters"),
        ("\x7f", "control characters"),
        ("\ud800", "lone surrogate"),
    ],
)
def test_an_id_that_would_address_something_else_is_refused(id_: Any, problem: str) -> None:
    with pytest.raises(InvalidArgumentError, match=problem) as caught:
        call(GET, id_)
    assert "thing_id of getThing" in str(caught.value)
    assert "nothing was sent" in str(caught.value)
    assert caught.value.operation == "getThing"
    assert caught.value.applied == "no"


def test_an_id_that_was_forgotten_is_refused() -> None:
    with pytest.raises(InvalidArgumentError, match="thing_id"):
        Call(GET, decode_object)


def test_the_query_leaves_out_none_and_spells_booleans_small() -> None:
    query = {"page": 2, "flag": True, "off": False, "q": "", "none": None, "share": 0.5}
    made = Call(LIST, decode_object, query=query)
    assert made.query_strings() == {"page": "2", "flag": "true", "off": "false", "q": "", "share": "0.5"}


@pytest.mark.parametrize(("replay", "writes"), [("safe", False), ("settled", True), ("once", True)])
def test_only_safe_operations_are_no_writes(replay: Any, writes: bool) -> None:
    assert Operation("x", "POST", "/x", replay).is_write is writes


def test_an_operation_shows_id_method_and_path() -> None:
    assert str(GET) == "getThing (GET /v1/things/{thing_id})"


def test_a_call_never_shows_its_body() -> None:
    made = call(PAUSE, body=JsonBody(b'{"email":"ada@example.com"}', {"email": "ada@example.com"}))
    assert "ada@example.com" not in repr(made)


class TestLookup:
    def test_it_gets_the_resource_the_action_is_about(self) -> None:
        lookup = call(PAUSE, "a/b").lookup()
        assert lookup is not None
        assert (lookup.operation.method, lookup.path) == ("GET", "/v1/things/a%2Fb")
        assert lookup.operation.replay == "safe"

    def test_there_is_none_without_an_id(self) -> None:
        assert Call(LIST, decode_object).lookup() is None


class TestKnown:
    def test_a_json_body_is_known_with_the_id(self) -> None:
        made = call(PAUSE, body=JsonBody(b"", {"name": "n"}))
        assert made.sent_fields() == {"id": "t1", "name": "n"}

    def test_the_fields_of_a_form_are_known(self) -> None:
        made = call(PAUSE, body=FormBody((("name", "n"),), ()))
        assert made.sent_fields() == {"id": "t1", "name": "n"}

    def test_without_a_body_only_the_id_is(self) -> None:
        assert call(PAUSE).sent_fields() == {"id": "t1"}


class TestSettled:
    @pytest.mark.parametrize(("status", "holds"), [("paused", True), ("running", False), (None, False)])
    def test_listed_values_are_looked_for(self, status: str | None, holds: bool) -> None:
        assert PAUSE.state_check is not None
        assert PAUSE.state_check.is_satisfied_by(SimpleNamespace(status=status), call(PAUSE)) is holds

    def test_a_resource_without_the_field_does_not_hold(self) -> None:
        assert PAUSE.state_check is not None
        assert PAUSE.state_check.is_satisfied_by(SimpleNamespace(), call(PAUSE)) is False

    @pytest.mark.parametrize(
        ("sent", "found", "holds"),
        [
            ("2030-01-01T10:00:00+01:00", datetime(2030, 1, 1, 9, tzinfo=UTC), True),
            ("2030-01-01T09:00:00Z", datetime(2030, 1, 1, 9, tzinfo=UTC), True),
            ("2030-01-01T10:00:00+01:00", datetime(2030, 1, 1, 10, tzinfo=UTC), False),
            ("2030-01-01T10:00:00+01:00", None, False),
            ("raw", "raw", True),
            (None, None, False),
        ],
    )
    def test_the_value_of_the_request_is_looked_for(self, sent: Any, found: Any, holds: bool) -> None:
        assert SCHEDULE.state_check is not None
        made = call(SCHEDULE, body=JsonBody(b"", {"scheduled_at": sent}))
        assert SCHEDULE.state_check.is_satisfied_by(SimpleNamespace(scheduled_at=found), made) is holds

    def test_without_a_value_in_the_request_nothing_holds(self) -> None:
        assert SCHEDULE.state_check is not None
        found = SimpleNamespace(scheduled_at=datetime(2030, 1, 1, tzinfo=UTC))
        assert SCHEDULE.state_check.is_satisfied_by(found, call(SCHEDULE, body=JsonBody(b"", {}))) is False


def response(value: Any = None) -> RawResponse[Any]:
    return RawResponse("getThing", 200, {"x-secret": "header"}, "r1", (), value, b"body")


def test_it_is_collected_inside_the_block_only() -> None:
    transport = object()
    with capture_responses(transport) as seen:
        record_response(transport, first := response())
    record_response(transport, response())
    assert seen == [first]


def test_other_transports_are_not_collected() -> None:
    with capture_responses(object()) as seen:
        record_response(object(), response())
    assert seen == []


def test_blocks_nest() -> None:
    transport = object()
    with capture_responses(transport) as outer:
        record_response(transport, response(1))
        with capture_responses(transport) as inner:
            record_response(transport, response(2))
        record_response(transport, response(3))
    assert [seen.value for seen in outer] == [1, 2, 3]
    assert [seen.value for seen in inner] == [2]


def test_another_thread_is_not_collected() -> None:
    transport = object()
    with capture_responses(transport) as seen:
        thread = threading.Thread(target=record_response, args=(transport, response()))
        thread.start()
        thread.join()
    assert seen == []


def test_tasks_started_inside_are_collected() -> None:
    transport = object()

    async def one(value: int) -> None:
        record_response(transport, response(value))

    async def both() -> list[int]:
        with capture_responses(transport) as seen:
            await asyncio.gather(one(1), one(2))
        return [made.value for made in seen]

    assert asyncio.run(both()) == [1, 2]


def test_a_response_shows_neither_headers_nor_body_nor_value() -> None:
    shown = repr(response("value"))
    assert "getThing" in shown
    assert not any(hidden in shown for hidden in ("header", "body", "value"))
