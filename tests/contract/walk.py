"""Takes every step and keeps what went over the wire."""

import asyncio
import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from typing import Any, Literal, get_args, get_type_hints

from pydantic import BaseModel

from konigle.sandbox import ReceivedRequest, Sandbox
from konigle.types import RawResponse
from tests.contract.harness import Harness, build_harness
from tests.contract.steps import Step, all_steps

Mode = Literal["sync", "async"]
MODES: tuple[Mode, ...] = get_args(Mode)


@dataclass
class Exchange:
    """What came of one step.

    Attributes:
        step: The step.
        harness: What it was taken in.
        given: The positional arguments, bodies as dicts.
        requests: What arrived at the sandbox.
        responses: The responses that the client received.
        returned: What the facade returned; an iterator is read to its end.
        error: What it raised, or why it could not be called.
    """

    step: Step
    harness: Harness
    given: tuple[Any, ...] = ()
    requests: list[ReceivedRequest] = field(default_factory=list)
    responses: list[RawResponse[Any]] = field(default_factory=list)
    returned: Any = None
    error: Exception | None = None


@cache
def walk(mode: Mode) -> dict[Step, Exchange]:
    """Takes every step over real HTTP, each in a world made anew; never raises for what a step does."""
    with Sandbox() as sandbox:
        return _walk_sync(sandbox) if mode == "sync" else asyncio.run(_walk_async(sandbox))


def _walk_sync(sandbox: Sandbox) -> dict[Step, Exchange]:
    with sandbox.client() as client:
        exchanges: dict[Step, Exchange] = {}
        for step in all_steps():
            with _taking(step, sandbox, client) as exchange:
                result = _start(client, exchange)
                exchange.returned = list(result) if inspect.isgenerator(result) else result
            exchanges[step] = exchange
        return exchanges


async def _walk_async(sandbox: Sandbox) -> dict[Step, Exchange]:
    async with sandbox.async_client() as client:
        exchanges: dict[Step, Exchange] = {}
        for step in all_steps():
            with _taking(step, sandbox, client) as exchange:
                result = _start(client, exchange)
                if inspect.isasyncgen(result):
                    exchange.returned = [item async for item in result]
                else:
                    exchange.returned = await result
            exchanges[step] = exchange
        return exchanges


@contextmanager
def _taking(step: Step, sandbox: Sandbox, client: Any) -> Iterator[Exchange]:
    """Makes the world, and keeps what goes over the wire in the block and what goes wrong in it."""
    sandbox.reset()
    exchange = Exchange(step, build_harness(sandbox))
    before = len(sandbox.requests)
    with client.raw_responses() as exchange.responses:
        try:
            yield exchange
        except Exception as error:  # noqa: BLE001 - the tests say which step it was
            exchange.error = error
    exchange.requests = sandbox.requests[before:]


def _start(client: Any, exchange: Exchange) -> Any:
    method = attrgetter(exchange.step.call)(client)
    exchange.given, named = exchange.step.arguments(exchange.harness)
    arguments = exchange.given
    if exchange.step.as_model:
        arguments = tuple(_as_model(method, item) if isinstance(item, dict) else item for item in arguments)
    return method(*arguments, **named)


def _as_model(method: Any, body: dict[str, Any]) -> BaseModel:
    """The body as the model that the method's annotation of `data` names."""
    hint = get_type_hints(method)["data"]
    classes = [kind for kind in get_args(hint) if isinstance(kind, type) and issubclass(kind, BaseModel)]
    if not classes:  # update() of the base class: its type variable stands for this class
        classes = [method.__self__.resource_update_class]
    return classes[0].model_validate(body)
