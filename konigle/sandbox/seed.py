"""A stock of data to begin with: resources by collection, checked as strictly as requests are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from .backend import DETAIL_ONLY, Backend, Call
from .catalog import COLLECTIONS, Collection
from .crud import NO_RULES
from .errors import Refusal, SandboxError
from .handlers import collection_rules
from .spec import Json
from .validation import field_messages

__all__ = ["Seed", "plant", "read_seed", "tell_dns"]

Seed = Mapping[str, Any]
_COUNTRIES = ("India", "Singapore", "Germany", "Kenya", "Brazil")
_SOURCES = ("purchase", "lead", "migration", "unknown")
_PLANTABLE = ("draft", "scheduled", "cancelled")  # states a campaign can be in without ever having been sent
_SOME_TIME = "2026-01-01T00:00:00Z"


def read_seed(seed: Seed | str | Path) -> Seed:
    """A seed given as a mapping, or the JSON file it stands in.

    Raises:
        SandboxError: The file cannot be read, or does not hold an object.
    """
    if isinstance(seed, Mapping):
        return seed
    try:
        value: Any = json.loads(Path(seed).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SandboxError(f"cannot read the seed {seed}: {error}") from error
    if not isinstance(value, dict):
        raise SandboxError(f"the seed {seed} must hold an object with one key per collection")
    return cast("Json", value)


def plant(backend: Backend, seed: Seed) -> None:
    """Add the seed's resources, all of them or none.

    Raises:
        SandboxError: A key names no collection, or a resource does not fit; the message says which and why.
    """
    unknown = sorted(set(seed) - set(COLLECTIONS) - {"dns"})
    if unknown:
        raise SandboxError(f"unknown in a seed: {', '.join(unknown)}; known: {', '.join(COLLECTIONS)}, dns")
    now = backend.clock.now()
    with backend.store.transaction():
        for collection in COLLECTIONS.values():
            items = seed.get(collection.name, ())
            if isinstance(items, int):
                _make_up(backend, collection, items, now)
                continue
            for index, item in enumerate(items):
                try:
                    _plant_one(backend, collection, dict(item), now)
                except Refusal as refusal:
                    place = f"{collection.name}[{index}]"
                    raise SandboxError(f"seed: {place} does not fit: {json.dumps(refusal.body)}") from refusal
        for value, outcome in seed.get("dns", {}).items():
            tell_dns(backend, value, outcome)
    backend.engine.changed()


def tell_dns(backend: Backend, value: str, outcome: str) -> None:
    """Set what the sandbox's DNS says of a domain or address."""
    if outcome not in ("success", "failed", "pending"):
        raise SandboxError(f"a DNS outcome is success, failed or pending, not {outcome!r}")
    backend.store.execute("INSERT OR REPLACE INTO dns VALUES (?, ?)", (value.lower(), outcome))


def _plant_one(backend: Backend, collection: Collection, item: Json, now: int) -> None:
    call = Call(backend.spec.operations[f"create{collection.resource}"], "", now=now)
    for field, target in collection.references.items():
        found = backend.store.by_key(target, str(item[field])) if item.get(field) else None
        if found is not None:
            item[field] = found["id"]
    backend.check_references(collection.name, item)
    unknown = set(item) - set(backend.resources[collection.name].names)
    if unknown:
        raise Refusal(400, {name: ["Unknown field."] for name in sorted(unknown)})
    if collection.name in DETAIL_ONLY and item.get("status", "draft") not in _PLANTABLE:
        raise Refusal(400, {"status": ["A campaign gets there only by being started."]})
    try:
        completed = collection_rules().get(collection.name, NO_RULES).create(backend, call, item)
    except KeyError as missing:
        raise Refusal(400, {str(missing.args[0]): ["This field is required."]}) from missing
    rest = {name: value for name, value in item.items() if name not in completed}
    document = backend.merged(collection.name, backend.fresh(collection.name, completed), rest)
    stamped = {**document, "created_at": _SOME_TIME, "updated_at": _SOME_TIME}
    validator = backend.spec.validator(f"/components/schemas/{collection.resource}")
    if not validator.is_valid(stamped):
        raise Refusal(400, field_messages(backend.spec, validator.iter_errors(stamped)))
    backend.store.insert(collection.name, document, now)


def _make_up(backend: Backend, collection: Collection, count: int, now: int) -> None:
    """Contacts with addresses under people.example, the same ones every time; quick enough for a million."""
    if collection.name != "contacts":
        raise SandboxError(f"a number can stand for contacts only, not for {collection.name}")
    plain = backend.fresh("contacts", {"email": ""})
    backend.store.insert_many(
        "contacts",
        (
            {
                **plain,
                "email": f"contact{i:06d}@people.example",
                "first_name": f"First{i}",
                "last_name": f"Last{i}",
                "country": _COUNTRIES[i % len(_COUNTRIES)],
                "source": _SOURCES[i % len(_SOURCES)],
                "tags": ["all", "even" if i % 2 == 0 else "odd"],
            }
            for i in range(1, count + 1)
        ),
        now,
    )
