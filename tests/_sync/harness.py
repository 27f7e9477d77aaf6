# Derived from tests/_async/harness.py by `python -m generator`; do not edit.
"""A scripted server, a clock that advances without waiting, and a hook that keeps what it is given."""

import json
from collections.abc import Callable
from operator import attrgetter
from typing import Any

import httpx

from konigle import CallInfo, CallResult, Client, Hook
from konigle.exceptions import Attempt

KEY = "sk-live/0123456789+abcdef"
HOST = "https://tim.konigle.com"
BASE = f"{HOST}/reachout/api/v1"
TRANSPORT = "konigle._sync.transport"
MANAGERS = "konigle._sync.lists"

STAMPS = {"created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z"}
CONTACT = {"id": "c1", "email": "ada@example.com", "first_name": "Ada", "tags": ["a"], **STAMPS}
CAMPAIGN = {
    "id": "k1",
    "name": "Spring",
    "audience": "a1",
    "status": "running",
    "from_email": "a@example.com",
    **STAMPS,
}
AUDIENCE = {"id": "a1", "name": "All", "code": "all", "tags": [], **STAMPS}
ACCOUNT = {"id": "e1", "name": "Shop", **STAMPS}
CHANNEL = {"id": "h1", "code": "news", "channel_type": "marketing", "account": "e1", **STAMPS}
IDENTITY = {
    "id": "i1",
    "account": "e1",
    "identity_type": "domain",
    "identity_value": "example.com",
    **STAMPS,
}
TEMPLATE = {
    "id": "t1",
    "name": "Hello",
    "code": "hello",
    "subject": "Hi",
    "body_html": "<p>",
    "tags": ["a"],
    "account": "e1",
    **STAMPS,
}
MAIL = {"to_email": ["ada@example.com"], "subject": "Hi", "body_html": "<p>", "channel": "news"}

Reply = Callable[[httpx.Request], httpx.Response] | Exception


def reply(status: int = 200, body: Any = None, **headers: str) -> Reply:
    """A response with a JSON body, or with the given bytes."""

    def respond(request: httpx.Request) -> httpx.Response:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is None:
            return httpx.Response(status, headers=names)
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return httpx.Response(status, headers={"content-type": "application/json", **names}, content=content)

    return respond


def page(*items: Any, count: int | None = None, **more: Any) -> Reply:
    """A page of a list; the last one unless it is given a `next`."""
    return reply(
        200, {"payload": items, "count": len(items) if count is None else count, "next": None, **more}
    )


def pages(*replies: Reply) -> Reply:
    """Responds to each page of a list with its own reply, and with 404 past the last one."""

    def respond(request: httpx.Request) -> httpx.Response:
        number = int(request.url.params["page"])
        chosen = replies[number - 1] if number <= len(replies) else reply(404, {"detail": "Invalid page."})
        if isinstance(chosen, Exception):
            raise chosen
        return chosen(request)

    return respond


class Clock:
    """Stands in for the module `time`, and for sleeping."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


class Server:
    """Gives the replies in order, the last one again and again, and keeps what arrived."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.takes_s = 0.0
        self.replies: list[Reply] = [reply(200, CONTACT)]
        self.requests: list[httpx.Request] = []
        self.bodies: list[bytes] = []
        self.limits: list[dict[str, float]] = []

    def will(self, *replies: Reply) -> None:
        """Sets the responses from now on."""
        self.replies = list(replies)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        self.bodies.append(request.content)
        self.limits.append(request.extensions["timeout"])
        self.clock.now += self.takes_s
        latest = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        if isinstance(latest, Exception):
            raise latest
        return latest(request)

    @property
    def seen(self) -> list[str]:
        """Method and path of each request."""
        return [f"{request.method} {request.url.raw_path.decode()}" for request in self.requests]

    @property
    def sent(self) -> Any:
        """The JSON of the latest body; None if it was empty."""
        return json.loads(self.bodies[-1]) if self.bodies[-1] else None


class Recorder(Hook):
    """Keeps every event."""

    def __init__(self, name: str = "", events: list[Any] | None = None) -> None:
        self.name = name
        self.events: list[Any] = [] if events is None else events

    def on_call_start(self, call: CallInfo) -> None:
        self.events.append((f"{self.name}start", call))

    def on_attempt(self, attempt: Attempt) -> None:
        self.events.append((f"{self.name}attempt", attempt))

    def on_retry(self, attempt: Attempt, wait_s: float, reason: str) -> None:
        self.events.append((f"{self.name}retry", attempt, wait_s, reason))

    def on_call_end(self, result_or_error: CallResult | BaseException) -> None:
        self.events.append((f"{self.name}end", result_or_error))

    def on_drift(self, model: str, field: str, kind: str) -> None:
        self.events.append((f"{self.name}drift", model, field, kind))

    @property
    def names(self) -> list[str]:
        return [event[0] for event in self.events]

    def of(self, name: str) -> list[Any]:
        """What was given to the method, one argument or several."""
        return [event[1] if len(event) == 2 else event[1:] for event in self.events if event[0] == name]


def run(client: Client, call: str, *given: Any, **named: Any) -> Any:
    """A call by the name of manager and method; what `iter_all` gives as a list."""
    outcome = attrgetter(call)(client)(*given, **named)
    if call.endswith("iter_all"):
        return [item for item in outcome]
    return outcome
