"""A client whose requests go nowhere but are kept, and the calls that take a request model."""

import json
from dataclasses import dataclass
from functools import cache
from operator import attrgetter

import httpx
from pydantic import BaseModel

import konigle.models.comm
from konigle import Client
from tests.contract.steps import all_steps, method_of
from tests.spec.document import SpecOperation, operations


@dataclass(frozen=True)
class ModelCall:
    """A call of the client that sends a request model.

    Attributes:
        operation: The operation it sends to.
        model: What the caller fills in.
        call: Manager and method.
        takes_model: Whether the call takes the model itself, not its one field.
    """

    operation: SpecOperation
    model: type[BaseModel]
    call: str
    takes_model: bool

    def send(self, client: Client, body: BaseModel) -> None:
        """Calls the client with the body, or with the one field it holds."""
        ids = ["id"] * len(self.operation.parameters_in("path"))
        said = body if self.takes_model else getattr(body, next(iter(type(body).model_fields)))
        attrgetter(self.call)(client)(*ids, said)


@cache
def model_calls() -> list[ModelCall]:
    """One for every operation that takes a body."""
    calls: dict[str, ModelCall] = {}
    for step in all_steps():
        operation = operations()[step.operation]
        if not operation.bodies or operation.id in calls:
            continue
        model = getattr(konigle.models.comm, operation.body_schema)
        calls[operation.id] = ModelCall(operation, model, step.call, step.takes_body)
    return list(calls.values())


@cache
def filter_calls() -> dict[str, tuple[type[BaseModel], str]]:
    """By the operation of each list: the model of its filters, and the call."""
    found: dict[str, tuple[type[BaseModel], str]] = {}
    for step in all_steps():
        if step.call.endswith(".list"):
            found[step.operation] = (method_of(step.call).__self__.filter_class, step.call)
    return found


class Sender:
    """A client, and the last request it made.

    Attributes:
        client: Every call of it succeeds.
        request: The last request; None if the call made none.
        answer: The body of the next response; the spec's example until it is set.
    """

    def __init__(self, operation: SpecOperation) -> None:
        self.request: httpx.Request | None = None
        self._example = json.dumps(operation.response_examples()[0]).encode()
        self.reset()

        def respond(request: httpx.Request) -> httpx.Response:
            self.request = request
            return httpx.Response(operation.success, content=self.response)

        self.client = Client(
            api_key="key",
            base_url="http://127.0.0.1",
            transport=httpx.MockTransport(respond),
            enable_retry=False,
        )

    def reset(self) -> None:
        """Forgets the last request, and responds with the example again."""
        self.request = None
        self.response = self._example


def sender_for(operation: str) -> Sender:
    """A sender whose calls of one operation succeed, as new; making one takes longer than a thousand calls."""
    sender = _sender(operation)
    sender.reset()
    return sender


@cache
def _sender(operation: str) -> Sender:
    return Sender(operations()[operation])
