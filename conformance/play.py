"""The runner for Python: runs scenarios with one kind of client. It does not compare anything."""

import asyncio
import base64
import inspect
from collections.abc import Coroutine
from typing import Any, Literal

import httpx
from pydantic import BaseModel

import konigle
from konigle import AsyncClient, Client
from konigle._async import transport as async_transport
from konigle._bulk.results import BulkResult
from konigle._sync import transport as sync_transport

__all__ = ["error_facts", "play"]

Json = dict[str, Any]
Kind = Literal["sync", "async", "aiohttp"]
NO_TLS = False  # not used on loopback; otherwise each client would load the certificates first
_CAUSES = (
    ("timeout", konigle.KonigleTimeoutError),
    ("network", konigle.NetworkError),
    ("invalid_response", konigle.InvalidResponseError),
    ("server", konigle.ServerError),
)
_KINDS = (
    ("outcome_unknown", konigle.OutcomeUnknown),
    *_CAUSES,
    ("invalid_argument", konigle.InvalidArgumentError),
    ("validation", konigle.ValidationError),
    ("authentication", konigle.AuthenticationError),
    ("authorization", konigle.AuthorizationError),
    ("not_found", konigle.NotFoundError),
    ("conflict", konigle.ConflictError),
    ("rate_limit", konigle.RateLimitError),
    ("refused", konigle.RefusedError),
    ("api", konigle.APIError),
)


def play(url: str, scenarios: list[Json], *, client: Kind) -> list[Json]:
    """Runs scenarios against a sandbox; returns the id, the outcome of each step, and the requests of each."""

    async def all_of_them() -> list[Json]:
        async with httpx.AsyncClient(base_url=f"{url}/__sandbox", verify=NO_TLS, timeout=60) as control:
            return [await _play(control, url, scenario, client) for scenario in scenarios]

    return asyncio.run(all_of_them())


async def _play(control: httpx.AsyncClient, url: str, scenario: Json, kind: Kind) -> Json:
    async def call_control(request: str, body: Json) -> Any:
        method, path = request.split(" ")
        response = (await control.request(method, path, json=body)).raise_for_status()
        return response.json() if response.content else None

    await call_control("POST /reset", {})
    await call_control("POST /seed", scenario.get("seed", {}))
    for rule in scenario.get("faults", ()):
        await call_control("POST /faults", rule)
    settings = {"api_key": "sandbox-key", "base_url": url, "retry_backoff": 0, **scenario.get("client", {})}
    part = settings.pop("random", 0.5)
    for module in (sync_transport, async_transport):
        module.draw = lambda low, high: low + part * (high - low)
    saved: Json = {}
    outcomes: list[Json] = []
    client = _client(settings, kind)
    for step in scenario["steps"]:
        if "sandbox" in step:
            outcomes.append({"result": await call_control(step["sandbox"], step.get("send", {}))})
            continue
        try:
            result = _plain(await _cancellable(_call(client, step, saved), step.get("cancel_after")))
        except konigle.KonigleError as error:
            outcomes.append({"error": error_facts(error)})
        except asyncio.CancelledError:
            outcomes.append({"error": {"kind": "canceled"}})
        else:
            outcomes.append({"result": result})
            saved |= {name: _at(result, path) for name, path in step.get("save", {}).items()}
    await _done(client.close())
    return {"id": scenario["id"], "steps": outcomes, "requests": await call_control("GET /requests", {})}


def _client(settings: Json, kind: Kind) -> Client | AsyncClient:
    if kind == "aiohttp":
        return AsyncClient(**settings, transport="aiohttp")
    if kind == "async":
        return AsyncClient(**settings, transport=httpx.AsyncHTTPTransport(verify=NO_TLS))
    return Client(**settings, transport=httpx.HTTPTransport(verify=NO_TLS))


async def _cancellable(call: Coroutine[Any, Any, Any], after_s: float | None) -> Any:
    if after_s is None:
        return await call
    task = asyncio.ensure_future(call)
    if after_s == 0:
        task.cancel()
    timer = asyncio.get_running_loop().call_later(after_s, task.cancel)
    try:
        return await task
    finally:
        timer.cancel()


async def _call(client: Any, step: Json, saved: Json) -> Any:
    """Makes the call of a step; returns all items of an `iter_all`."""
    manager, method = step["call"].split(".")
    arguments = [_filled(argument, saved) for argument in step.get("args", ())]
    options = dict(step.get("options", {}))
    if method in {"list", "iter_all"}:  # filters and page are keyword arguments here
        options |= arguments.pop() if arguments else {}
    if method == "iter_all":
        options["prefetch"] = 0  # prefetched pages arrive in any order
    if method.endswith("_many"):
        options["concurrency"] = 1  # so that the requests arrive in order
    if "headers" in options:
        options["extra_headers"] = options.pop("headers")
    response = getattr(getattr(client, manager), method)(*arguments, **options)
    if method != "iter_all" and not method.endswith("_many"):
        return await _done(response)
    return [item async for item in response] if hasattr(response, "__aiter__") else list(response)


async def _done(response: Any) -> Any:
    return await response if inspect.isawaitable(response) else response


def _filled(value: Any, saved: Json) -> Any:
    """Returns the value with `$name` replaced by the saved value, and files as the SDK accepts them."""
    if isinstance(value, dict):
        if "base64" in value:
            content = base64.b64decode(value["base64"])
            named = [value[name] for name in ("name", "type") if name in value]
            return (content, *named) if named else content
        return {name: _filled(item, saved) for name, item in value.items()}
    if isinstance(value, list):
        return [_filled(item, saved) for item in value]
    return saved[value[1:]] if isinstance(value, str) and value.startswith("$") else value


def _plain(value: Any) -> Any:
    """Returns a result as JSON, with the names of the API."""
    if isinstance(value, BaseModel):
        pages = {"has_next": value.has_next()} if hasattr(value, "has_next") else {}
        return {**value.model_dump(mode="json"), **pages}
    if isinstance(value, BulkResult):
        error = None if value.error is None else error_facts(value.error)["kind"]
        return {"index": value.index, "status": value.status, "error": error}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return {name: _plain(item) for name, item in value.items()} if isinstance(value, dict) else value


def _at(value: Any, path: str) -> Any:
    for name in path.split("."):
        value = value[int(name) if isinstance(value, list) else name]
    return value


def error_facts(error: konigle.KonigleError) -> Json:
    """Returns what an error is, as scenarios and vectors expect it."""
    kind = next(name for name, known in _KINDS if isinstance(error, known))
    cause = next((name for name, known in _CAUSES if isinstance(error, known)), None)
    return {
        "kind": kind,
        "cause": cause if kind == "outcome_unknown" else None,
        "applied": error.applied,
        "attempts": len(error.attempts),
        "status": error.status_code,
        "fields": sorted(error.field_errors),
        "retry_after": error.retry_after,
        "waits": [attempt.waited_s for attempt in error.attempts],
        "shown": f"{error!r} {error} {getattr(error, 'response', None)} {error.__cause__!r}",
    }
