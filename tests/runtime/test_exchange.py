"""Who sees a finished call."""

import asyncio
import threading
from typing import Any

from konigle._runtime.exchange import RawResponse, show, watch


def response(value: Any = None) -> RawResponse[Any]:
    return RawResponse("getThing", 200, {"x-secret": "header"}, "r1", (), value, b"body")


def test_it_is_collected_inside_the_block_only() -> None:
    transport = object()
    with watch(transport) as seen:
        show(transport, first := response())
    show(transport, response())
    assert seen == [first]


def test_other_transports_are_not_collected() -> None:
    with watch(object()) as seen:
        show(object(), response())
    assert seen == []


def test_blocks_nest() -> None:
    transport = object()
    with watch(transport) as outer:
        show(transport, response(1))
        with watch(transport) as inner:
            show(transport, response(2))
        show(transport, response(3))
    assert [seen.value for seen in outer] == [1, 2, 3]
    assert [seen.value for seen in inner] == [2]


def test_another_thread_is_not_collected() -> None:
    transport = object()
    with watch(transport) as seen:
        thread = threading.Thread(target=show, args=(transport, response()))
        thread.start()
        thread.join()
    assert seen == []


def test_tasks_started_inside_are_collected() -> None:
    transport = object()

    async def one(value: int) -> None:
        show(transport, response(value))

    async def both() -> list[int]:
        with watch(transport) as seen:
            await asyncio.gather(one(1), one(2))
        return [made.value for made in seen]

    assert asyncio.run(both()) == [1, 2]


def test_a_response_shows_neither_headers_nor_body_nor_value() -> None:
    shown = repr(response("value"))
    assert "getThing" in shown
    assert not any(hidden in shown for hidden in ("header", "body", "value"))
