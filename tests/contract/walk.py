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
from tests.contract.steps import Step, all_steps
from tests.contract.world import World

Mode = Literal["sync", "async"]
MODES: tuple[Mode, ...] = get_args(Mode)


@dataclass
class Exchange:
    """What came of one step.

    Attributes:
        step: The step.
        world: Where its arguments come from.
        given: The positional arguments, bodies as dicts.
        before: How many requests made the world.
        requests: What arrived at the sandbox from the client.
        responses: What the client saw of the responses.
        returned: What the facade returned; an iterator is read to its end.
        error: What it raised, or why it could not be called.
    """

    step: Step
    world: World
    given: tuple[Any, ...] = ()
    before: int = 0
    requests: list[ReceivedRequest] = field(default_factory=list)
    responses: list[RawResponse[Any]] = field(default_factory=list)
    returned: Any = None
    error: Exception | None = None


@cache
def walk(mode: Mode) -> dict[Step, Exchange]:
    """Takes every step over real HTTP, each in a new world; never raises for what a step does."""
    with Sandbox() as sandbox:
        return _walk_sync(sandbox) if mode == "sync" else asyncio.run(_walk_async(sandbox))


def _walk_sync(sandbox: Sandbox) -> dict[Step, Exchange]:
    with sandbox.client() as client:
        exchanges: dict[Step, Exchange] = {}
        for step in all_steps():
            with _taking(step, sandbox, client) as exchange:
                result = _start(client, exchange, sandbox)
                exchange.returned = list(result) if inspect.isgenerator(result) else result
            exchanges[step] = exchange
        return exchanges


async def _walk_async(sandbox: Sandbox) -> dict[Step, Exchange]:
    async with sandbox.async_client() as client:
        exchanges: dict[Step, Exchange] = {}
        for step in all_steps():
            with _taking(step, sandbox, client) as exchange:
                result = _start(client, exchange, sandbox)
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
    with World(sandbox) as world, client.raw_responses() as responses:
        exchange = Exchange(step, world, responses=responses)
        try:
            yield exchange
        except Exception as error:  # noqa: BLE001 - the tests say which step it was
            exchange.error = error
    exchange.requests = sandbox.requests[exchange.before :]


def _start(client: Any, exchange: Exchange, sandbox: Sandbox) -> Any:
    method = attrgetter(exchange.step.call)(client)
    arguments, named = exchange.step.arguments(exchange.world)
    exchange.given, exchange.before = arguments, len(sandbox.requests)
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
