"""The managers of a document, and calls of their methods by both clients."""

import asyncio
import importlib
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from generator.build import renderer_of
from generator.methods.endpoint_functions import function_name
from generator.representation import Method
from generator.unasync import convert
from generator.write.managers import METHODS, manager_files
from konigle import AsyncClient, Client
from tests.generator.constructs.package import as_json, with_files
from tests.generator.constructs.stub import Stub

NAME = "konigle_construct_managers"
SIDES = ("sync", "async")


def make_managers(root: Path) -> None:
    """Writes the managers of both sides beside the package of a document, below a folder."""
    sys.path.insert(0, str(root))
    renderer = renderer_of(root)
    for path, text in manager_files(renderer, renderer.sdk, {}).items():
        if path.startswith("konigle/_generated/"):
            _write(root / NAME / path.removeprefix("konigle/_generated/"), text)
        elif path.startswith(f"{METHODS}/"):
            name = path.removeprefix(f"{METHODS}/")
            _write(root / NAME / "_async" / name, text)
            _write(root / NAME / "_sync" / name, convert(text, Counter()))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace("konigle._generated", NAME), encoding="utf-8")


class Script(Stub):
    """A server that returns one response after the other; `requests` are what it received."""

    def __init__(self) -> None:
        super().__init__()
        self.requests: list[dict[str, Any]] = []
        self.responses: list[dict[str, Any]] = []

    def answer(self, handler: Any) -> None:
        """Keeps the request, and sends the next response; too many requests are an error of the server."""
        index = len(self.requests)
        self.prepare(self.responses[index] if index < len(self.responses) else {"status": 500})
        super().answer(handler)

    def keep(self) -> None:
        """Keeps the request."""
        self.requests.append(self.received)


def method_of(operation: str, root: Path) -> Method:
    """The method that makes a call of an endpoint function."""
    methods = renderer_of(root).sdk.methods().values()
    return next(one for _, one in methods if function_name(one) == operation)


def call_method(tag: str, step: dict[str, Any], stub: Script, side: str) -> Any:
    """The result of a method, as JSON; of an iterator all of its items."""
    stub.requests, stub.responses = [], step.get("exchanges", [])
    settings = {"api_key": "secret-key", "base_url": stub.url, "retry_count": 0, **step.get("client", {})}
    module = importlib.import_module(f"{NAME}._{side}.{tag}")
    kind = next(one for name, one in vars(module).items() if name.endswith("Methods"))
    arguments = [with_files(one) for one in step.get("arguments", [])]
    given = (arguments, {**step.get("keywords", {}), **step.get("options", {})})
    if side == "sync":
        with Client(**settings) as client:
            found = getattr(kind(client), step["method"])(*given[0], **given[1])
            return as_json(list(found) if step["method"].startswith("iter_") else found)
    return asyncio.run(_call_async(kind, step["method"], given, settings))


async def _call_async(kind: Any, method: str, given: Any, settings: dict[str, Any]) -> Any:
    async with AsyncClient(**settings) as client:
        found = getattr(kind(client), method)(*given[0], **given[1])
        return as_json([one async for one in found] if method.startswith("iter_") else await found)


def compared(sent: dict[str, Any], received: dict[str, Any]) -> Any:
    """What an exchange says of its request, as it was received."""
    found = {word: received[word] for word in ("method", "path", "json") if word in sent}
    if "query" in sent:
        found["query"] = [list(pair) for pair in received["query"]]
    if "headers" in sent:
        found["headers"] = {name: received["headers"].get(name) for name in sent["headers"]}
    return json.loads(json.dumps(found))
