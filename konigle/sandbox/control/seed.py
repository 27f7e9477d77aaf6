"""Initial data: resources by collection, validated as strictly as requests."""

from __future__ import annotations

import asyncio
import json
from array import array
from collections.abc import Generator, Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

from konigle._concurrency import monotonic_clock as clock
from konigle.sandbox.context import DETAIL_ONLY, Call, Context
from konigle.sandbox.errors import HttpError, SandboxError
from konigle.sandbox.http.request_body import MAX_JSON_BYTES, read_json
from konigle.sandbox.http.validation import field_messages, value_messages
from konigle.sandbox.resources.collections import COLLECTIONS, Collection
from konigle.sandbox.resources.crud import NO_RULES
from konigle.sandbox.resources.handlers import collection_rules
from konigle.sandbox.spec import Json

Seed = Mapping[str, Any]
_COUNTRIES = ("India", "Singapore", "Germany", "Kenya", "Brazil")
_SOURCES = ("purchase", "lead", "migration", "unknown")
_SEEDABLE_STATES = (
    "draft",
    "scheduled",
    "cancelled",
)  # states that a campaign can have without having been sent
_SOME_TIME = "2026-01-01T00:00:00Z"
_OUTCOMES = ("success", "failed", "pending")
_MAX_VALUE = 320  # characters of an e-mail address, RFC 5321; a domain has fewer
_MOST_MADE_UP = 10_000_000  # some minutes, and some gigabytes
_BATCH = 500  # contacts generated at a time
_AT_ONCE = 100  # rows that are added without serving other requests; they take some hundredths of a second
_SLICE_S = (
    0.005  # how long other requests wait for a large seed; as long as the switch interval of Python's threads
)
_LONGEST_REASON = 2_000  # characters


def read_seed(seed: Seed | str | Path) -> Seed:
    """Returns a seed given as a mapping or as the path of a JSON file.

    Raises:
        SandboxError: The file cannot be read, or does not contain an object.
    """
    if isinstance(seed, Mapping):
        return seed
    try:
        value: Any = read_json(Path(seed).read_bytes())
    except (OSError, ValueError) as error:
        raise SandboxError(f"cannot read the seed {seed}: {error}") from error
    except HttpError as refusal:
        raise SandboxError(f"cannot read the seed {seed}: {refusal.body['detail']}") from refusal
    if not isinstance(value, dict):
        raise SandboxError(f"the seed {seed} must contain an object with one key per collection")
    return cast("Json", value)


def load_seed(context: Context, seed: Seed) -> None:
    """Adds the resources of a seed, all of them or none.

    Raises:
        SandboxError: A key is not a collection, or a resource is invalid; the message names it and the reason.
    """
    planting = _Planting(context, seed)
    with context.store.transaction():
        for _ in planting.steps():
            pass
    context.engine.changed()


async def plant_beside_others(context: Context, seed: Seed) -> None:
    """Adds a seed in small batches, with other requests in between; they see the resources added so far.

    Raises:
        SandboxError: As for `load_seed`; the added resources are removed again.
    """
    planting = _Planting(context, seed)
    steps, more = planting.steps(), True
    added = {kind: array("q") for kind in COLLECTIONS}
    before = {kind: context.store.last(kind) for kind in COLLECTIONS}
    at_once = _AT_ONCE
    try:
        while more:
            ends = clock.monotonic() + _SLICE_S
            with context.store.transaction():
                while (more := bool(rows := next(steps, 0))) and (at_once > 0 or clock.monotonic() < ends):
                    at_once -= rows
            for kind, number in planting.taken():
                added[kind].append(number)
            context.engine.changed()
            await asyncio.sleep(0)
    except asyncio.CancelledError:  # the sandbox is closing: no time for other requests
        for kind in reversed(added):
            _take_away(context, kind, added[kind])
        raise
    except BaseException:
        for kind in reversed(added):
            only_these = context.store.last(kind) == before[kind] + len(added[kind])
            while batch := added[kind][-_BATCH:]:
                _take_away(context, kind, batch)
                del added[kind][-_BATCH:]
                await asyncio.sleep(0)
            if only_these and context.store.last(kind) > before[kind]:
                context.store.count_from(kind, before[kind])
        raise


def _take_away(context: Context, kind: str, numbers: array[int]) -> None:
    with context.store.transaction():
        for number in reversed(numbers):
            document = context.store.get(kind, context.store.identifier(kind, number))
            if document is not None:
                context.store.delete(kind, document)
    context.engine.changed()


def set_dns_result(context: Context, value: str, outcome: str) -> None:
    """Sets the DNS outcome of a domain or e-mail address.

    Raises:
        SandboxError: The value is neither, or the outcome is unknown.
    """
    _check_dns(value, outcome)
    context.store.execute("INSERT OR REPLACE INTO dns VALUES (?, ?)", (value.lower(), outcome))


def _check_dns(value: object, outcome: object) -> None:
    if not isinstance(value, str) or not value.isprintable() or not 0 < len(value) <= _MAX_VALUE:
        raise SandboxError("the value must be a domain or an e-mail address")
    if outcome not in _OUTCOMES:
        raise SandboxError(f"outcome must be success, failed or pending, not {str(outcome)[:_MAX_VALUE]!r}")


class _Planting:
    """A seed that is being added."""

    def __init__(self, context: Context, seed: Seed) -> None:
        self._context = context
        self._seed = seed
        self._now = context.clock.now()
        self._added: list[tuple[str, int]] = []
        self._keys = _keys(seed)
        for collection, key in self._keys:
            _check_items(collection, key, seed[key])
        dns: object = seed.get("dns", {})
        if not isinstance(dns, Mapping):
            raise SandboxError("dns in a seed must be an object of values and outcomes")
        self._dns = dict(cast("Json", dns))
        for value, outcome in self._dns.items():
            _check_dns(value, outcome)

    def taken(self) -> list[tuple[str, int]]:
        """Returns what was added since the last call: collection and number."""
        added, self._added = self._added, []
        return added

    def steps(self) -> Generator[int]:
        """Adds a few resources at each step; yields how many."""
        for collection, key in self._keys:
            items = self._seed[key]
            if isinstance(items, int):
                yield from self._make_up(items)
                continue
            for index, item in enumerate(items):
                try:
                    self._load_one(collection, item)
                except HttpError as refusal:
                    location, reason = (
                        f"{key}[{index}]",
                        json.dumps(refusal.body)[:_LONGEST_REASON],
                    )
                    raise SandboxError(f"seed: {location} is invalid: {reason}") from refusal
                yield 1
        for value, outcome in self._dns.items():
            set_dns_result(self._context, value, outcome)
            yield 1

    def _load_one(self, collection: Collection, given: Any) -> None:
        context = self._context
        if not isinstance(given, Mapping):
            raise HttpError(400, {"detail": "Expected an object."})
        item = dict(cast("Json", given))
        for field, target in collection.references.items():
            found = context.store.by_key(target, str(item[field])) if item.get(field) else None
            if found is not None:
                item[field] = found["id"]
        self._check_values(collection, item)
        context.check_references(collection.name, item)
        if collection.name in DETAIL_ONLY and item.get("status", "draft") not in _SEEDABLE_STATES:
            raise HttpError(400, {"status": ["A campaign gets this status only when it is started."]})
        call = Call(context.spec.operations[f"create{collection.resource}"], "", now=self._now)
        try:
            completed = collection_rules().get(collection.name, NO_RULES).create(context, call, item)
        except KeyError as missing:
            raise HttpError(400, {str(missing.args[0]): ["This field is required."]}) from missing
        rest = {name: value for name, value in item.items() if name not in completed}
        document = context.merge(collection.name, context.new_document(collection.name, completed), rest)
        stamped = {**document, "created_at": _SOME_TIME, "updated_at": _SOME_TIME}
        validator = context.spec.validator(f"/components/schemas/{collection.resource}")
        if not validator.is_valid(stamped):
            raise HttpError(400, field_messages(context.spec, validator.iter_errors(stamped)))
        context.store.insert(collection.name, document, self._now)
        self._added.append((collection.name, context.store.last(collection.name)))

    def _check_values(self, collection: Collection, item: Json) -> None:
        """Validates each field separately, since the rules of a create rely on the types of a validated request."""
        spec = self._context.spec
        known = self._context.resources[collection.name].pointers
        unknown = sorted(str(name) for name in item if name not in known)
        if unknown:
            raise HttpError(400, {name: ["Unknown field."] for name in unknown})
        wrong: dict[str, list[str]] = {}
        for name, value in item.items():
            validator = spec.validator(known[name])
            if isinstance(value, str) and len(value) > MAX_JSON_BYTES:  # too long to repeat in an error
                wrong[name] = ["This text is too long."]
                continue
            try:
                if not validator.is_valid(value):
                    wrong[name] = value_messages(validator, value)
            except (
                TypeError,
                ValueError,
                OverflowError,
            ) as error:  # a value that JSON does not have, or nested too deep
                wrong[name] = [str(error)]
        if wrong:
            raise HttpError(400, wrong)

    def _make_up(self, count: int) -> Generator[int]:
        """Yields contacts with e-mail addresses under people.example, always the same; fast enough for a million."""
        plain = self._context.new_document("contacts", {"email": ""})
        for first in range(1, count + 1, _BATCH):
            batch = range(first, min(first + _BATCH, count + 1))
            try:
                made = self._context.store.insert_many(
                    "contacts", (_made_up(plain, i) for i in batch), self._now
                )
            except HttpError as refusal:
                raise SandboxError(f"seed: contacts already exist: {json.dumps(refusal.body)}") from refusal
            self._added += [("contacts", number) for number in made]
            yield len(made)


def _keys(seed: Seed) -> list[tuple[Collection, str]]:
    """Returns the collections of a seed, in the order in which they can refer to each other, with their keys.

    A key is the name of the manager, such as `email_channels`, or of the collection in the path, such as `channels`.

    Raises:
        SandboxError: A key is unknown, or two are of the same collection.
    """
    collections = COLLECTIONS.values()
    known = {name for one in collections for name in (one.manager, one.name)}
    if unknown := sorted(set(seed) - known - {"dns"}):
        names = ", ".join(unknown)[:_LONGEST_REASON]
        raise SandboxError(
            f"unknown in a seed: {names}; known: {', '.join(one.manager for one in collections)}, dns"
        )
    keys = [
        (one, key) for one in collections for key in dict.fromkeys((one.manager, one.name)) if key in seed
    ]
    for (one, key), (other, another) in pairwise(keys):
        if one is other:
            raise SandboxError(f"{key} and {another} in a seed are the same collection: use one")
    return keys


def _check_items(collection: Collection, key: str, items: object) -> None:
    if (
        isinstance(items, bool)
        or not isinstance(items, int | Iterable)
        or isinstance(items, str | bytes | Mapping)
    ):
        raise SandboxError(f"{key} in a seed must be a list of objects")
    if isinstance(items, int):
        if collection.name != "contacts":
            raise SandboxError(f"only contacts can be given as a number, not {key}")
        if not 0 <= items <= _MOST_MADE_UP:
            raise SandboxError(f"the number of contacts to generate must be 0 to {_MOST_MADE_UP:,}")


def _made_up(plain: Json, i: int) -> Json:
    return {
        **plain,
        "email": f"contact{i:06d}@people.example",
        "first_name": f"First{i}",
        "last_name": f"Last{i}",
        "country": _COUNTRIES[i % len(_COUNTRIES)],
        "source": _SOURCES[i % len(_SOURCES)],
        "tags": ["all", "even" if i % 2 == 0 else "odd"],
    }
