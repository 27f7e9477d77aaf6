"""Mutated responses: whatever a server sends, a call returns or raises an error of this package, and no page is lost."""

import copy
import gzip
import itertools
import json
import random
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import httpx

from konigle import Client
from konigle.exceptions import KonigleError
from tests.chaos.calls import STEPS, invoke
from tests.contract.steps import NOWHERE, Step
from tests.spec.document import SpecOperation, operations

VALUES: list[Any] = [
    None, True, False, 0, -1, 2**70, 1e308, 0.1, "", " ", "x" * 3000, "2024-13-45", "\x00\r\n", "ünïcødé 🐎",
    [], {}, [[]], [None], {"a": {"b": [1]}}, "12.345", "-0", "null", {"detail": 3}, [{"message": None}], "NaN",
]  # fmt: skip
STATUSES = [
    *[200] * 6,
    201,
    202,
    204,
    206,
    300,
    302,
    304,
    400,
    400,
    401,
    403,
    404,
    409,
    418,
    422,
    429,
    500,
    502,
    503,
    599,
]
TYPES = [
    "application/json",
    "application/json; charset=latin-1",
    "text/html",
    "",
    "application/octet-stream",
    "é",
]
WAITS = [
    "0",
    "1",
    "-1",
    "soon",
    "1e9",
    "Wed, 21 Oct 2015 07:28:00 GMT",
    "Wed, 99 Foo 2015",
    "9" * 400,
    "",
    "½",
]


@attrs.define
class Findings:
    """What came of a run.

    Attributes:
        calls: The number of responses.
        strange: Exceptions outside the tree.
        lost: Pages that lost an item because of one value.
    """

    calls: int = 0
    returned: int = 0
    strange: list[str] = attrs.field(factory=list[str])
    lost: list[str] = attrs.field(factory=list[str])


def fuzz(count: int, seed: int) -> Findings:
    """Tries many responses on every operation."""
    rng, findings = random.Random(seed), Findings()
    response = [httpx.Response(200)]
    with Client("key", transport=httpx.MockTransport(lambda _: response[0]), enable_retry=False) as client:
        for step in itertools.islice(itertools.cycle(STEPS), count):
            operation = operations()[step.operation]
            body, status, kept = _mutated(operation, rng)
            response[0] = httpx.Response(status, headers=_headers(rng), content=body)
            _one(client, step, operation, findings, kept)
    return findings


def _one(client: Client, step: Step, operation: SpecOperation, findings: Findings, kept: int | None) -> None:
    findings.calls += 1
    try:
        result = invoke(client, step, step.arguments(NOWHERE), {})
    except KonigleError as problem:
        if not str(problem):
            findings.strange.append(f"{operation.id}: an error without a message")
        if kept is not None:
            findings.lost.append(f"{operation.id}: {problem}")
        return
    except Exception as problem:  # noqa: BLE001 - none may come; the findings name it
        findings.strange.append(f"{operation.id}: {type(problem).__name__}: {problem}")
        return
    findings.returned += 1
    repr(result)
    if kept is not None and len(result.payload) != kept:
        findings.lost.append(f"{operation.id}: {kept} items became {len(result.payload)}")


def _mutated(operation: SpecOperation, rng: random.Random) -> tuple[bytes, int, int | None]:
    """A body, a status, and for a page with one bad value in one item how many items it must keep."""
    said = next(iter(operation.response_examples()), {})
    if operation.is_list and rng.random() < 0.4:
        items = said["payload"]
        item = rng.choice(items)
        item[rng.choice(list(item))] = rng.choice(VALUES)
        return json.dumps(said).encode(), 200, len(items)
    status = rng.choice(STATUSES)
    if status >= 300:
        said = rng.choice(ERRORS)
    for _ in range(rng.randint(1, 4)):
        said = rng.choice(MUTATIONS)(copy.deepcopy(said), rng)
    return _bytes(json.dumps(said).encode(), rng), status, None


ERRORS: list[Any] = [
    {"detail": "No."}, {"message": "No."}, {"email": ["No."], "tags": ["No."]}, {"marketing_consent": {"email": ["No."]}},
    ["No."], [{"message": "No."}], "No.", 5, None, {}, [], {"errors": {"name": ["No."]}}, {"items": [{"a": ["No."]}, {}]},
]  # fmt: skip


def _locations(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        yield from _locations(item, (*path, key))


def _changed(value: Any, rng: random.Random, change: Callable[[Any, Any], None]) -> Any:
    locations = list(_locations(value))
    if not locations:
        return rng.choice(VALUES)
    *path, last = rng.choice(locations)
    holder = value
    for key in path:
        holder = holder[key]
    change(holder, last)
    return value


def _replace(value: Any, rng: random.Random) -> Any:
    return _changed(
        value, rng, lambda holder, key: holder.__setitem__(key, copy.deepcopy(rng.choice(VALUES)))
    )


def _remove(value: Any, rng: random.Random) -> Any:
    return _changed(value, rng, lambda holder, key: holder.__delitem__(key))


def _add(value: Any, rng: random.Random) -> Any:
    if isinstance(value, dict):
        value[
            rng.choice(["new", "id", "payload", "model_config", "_manager", "__class__", "save", "copy", ""])
        ] = rng.choice(VALUES)
    return value


def _wrap(value: Any, rng: random.Random) -> Any:
    return rng.choice([[value], {"payload": value}, {"data": value}, [value, value], value])


MUTATIONS = [_replace, _replace, _replace, _remove, _remove, _add, _wrap]


def _bytes(body: bytes, rng: random.Random) -> bytes:
    kind = rng.random()
    location = rng.randrange(len(body) + 1)
    if kind < 0.7:
        return body
    if kind < 0.8:
        return body[:location]
    if kind < 0.85:
        return body[:location] + bytes(rng.randrange(256) for _ in range(3)) + body[location:]
    return rng.choice(
        [
            b"",
            b" ",
            b"\xef\xbb\xbf" + body,
            body.decode().encode("utf-16"),
            b"<html>" + body,
            gzip.compress(body),
            b"[" * 5000,
            b"NaN",
        ]
    )


def _headers(rng: random.Random) -> list[tuple[bytes, bytes]]:
    headers = [(b"content-type", rng.choice(TYPES).encode())]
    if rng.random() < 0.3:
        headers.append((b"retry-after", rng.choice(WAITS).encode()))
    if rng.random() < 0.05:
        headers.append((b"x-request-id", b"caf\xe9 \x01"))
    return headers
