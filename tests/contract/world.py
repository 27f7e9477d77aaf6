"""Resources for the operations to work on, created over plain HTTP without the SDK from the examples of the spec."""

import re
from collections import Counter
from functools import cache
from types import TracebackType
from typing import Any, Self

import httpx

from konigle.sandbox import Sandbox
from tests.contract.steps import table
from tests.spec.document import Json, SpecOperation, operations

LISTED = 3  # resources in a collection that is listed: two pages of two


class World:
    """What an empty sandbox is filled with, as far as calls need it."""

    def __init__(self, sandbox: Sandbox) -> None:
        # There is no TLS on loopback; without verify=False every client would load the certificates first.
        headers = {"Authorization": f"Token {sandbox.api_key}"}
        self._http = httpx.Client(base_url=sandbox.url, headers=headers, verify=False, timeout=60)
        self._kept: dict[tuple[str, tuple[str, ...]], Json] = {}
        self._made: Counter[str] = Counter()
        self._used: Counter[str] = Counter()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections; the resources stay."""
        self._http.close()

    def kept(self, resource: str, after: tuple[str, ...] = ()) -> Json:
        """The resource of a kind that all calls share which only read it or refer to it."""
        key = resource, after
        if key not in self._kept:
            self._kept[key] = self.create(resource, after)
        return self._kept[key]

    def create(self, resource: str, after: tuple[str, ...] = (), ids: tuple[str, ...] = ()) -> Json:
        """A new resource, after it went through some operations.

        Args:
            resource: Its name, such as `Campaign`.
            after: The operations.
            ids: Identifiers of the resources it belongs to, where its path has them.
        """
        create = operations()[f"create{resource}"]
        self._provide(create)
        made = self._send(create, ids)
        self._made[resource] += 1
        for name in after:
            self._send(operations()[name], (*ids, made["id"]))
        return made

    def ids(self, operation: SpecOperation, after: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Identifiers for the operation's path: of shared resources if it only reads, else of a new one."""
        self._provide(operation)
        found: tuple[str, ...] = ()
        parameters = list(re.finditer(r"/\{\w+\}", operation.path))
        for number, parameter in enumerate(parameters, start=1):
            resource = created_at(operation.path[: parameter.start()])
            if operation.node["x-replay"] == "safe" or number < len(parameters):
                found = (*found, self.kept(resource)["id"])
            else:
                found = (*found, self.create(resource, after, found)["id"])
        return found

    def body(self, operation: SpecOperation, example: Json, unique: tuple[str, ...] = ()) -> Json:
        """The example with the identifiers the spec made up replaced by those of resources that exist.

        An action also finds the resources it names, such as a channel by its code; a create or an update brings a
        value of its own where one must be unique.
        """
        is_of_collection = operation.is_create or operation.method == "PATCH"
        own = (*unique, *table()["unique"]) if is_of_collection else unique
        return {
            name: self._fresh(value) if name in own else self._real(value, names=not is_of_collection)
            for name, value in example.items()
        }

    def references(self, operation: SpecOperation, example: Json) -> Json:
        """The fields of a body that refer to resources, with the values of those that exist."""
        texts = {name: value for name, value in example.items() if isinstance(value, str)}
        real = self.body(operation, {name: value for name, value in texts.items() if value in _mentions()})
        own = table()["unique"] if operation.is_create or operation.method == "PATCH" else ()
        return {name: value for name, value in real.items() if name not in own}

    def fill(self, operation: SpecOperation) -> None:
        """Puts some resources into the collection that is listed."""
        resource = created_at(operation.path)
        while self._made[resource] < LISTED:
            self.create(resource)

    def _provide(self, operation: SpecOperation) -> None:
        for resource in table()["operations"].get(operation.id, {}).get("needs", ()):
            self.kept(resource)

    def _send(self, operation: SpecOperation, ids: tuple[str, ...]) -> Json:
        path = operation.path
        for value in ids:
            path = re.sub(r"\{\w+\}", value, path, count=1)
        body = self.body(operation, operation.body_example()) if operation.bodies else None
        response = self._http.request(operation.method, path, json=body)
        assert response.is_success, f"{operation.id}: {response.text}"
        result: Json = response.json()
        return result

    def _fresh(self, value: Any) -> Any:
        """The value itself for the first time, then others."""
        if not isinstance(value, str):
            return value
        self._used[value] += 1
        number = self._used[value]
        return value if number == 1 else f"n{number}-{value}"

    def _real(self, value: Any, *, names: bool) -> Any:
        if isinstance(value, dict):
            return {name: self._real(item, names=names) for name, item in value.items()}
        if isinstance(value, list):
            return [self._real(item, names=names) for item in value]
        resource, field = _mentions().get(value, ("", "")) if isinstance(value, str) else ("", "")
        return self.kept(resource)[field] if field == "id" or (field and names) else value


@cache
def created_at(path: str) -> str:
    """The resource that a POST to the path creates."""
    (create,) = (one for one in operations().values() if one.is_create and one.path == path)
    return create.resource


@cache
def _mentions() -> dict[str, tuple[str, str]]:
    """Identifiers and unique values that the examples mention: the resource and the field."""
    found: dict[str, tuple[str, str]] = {}
    for create in operations().values():
        if create.is_create:
            found[create.response_examples()[0]["id"]] = create.resource, "id"
            example = create.body_example()
            for name in set(table()["unique"]) & example.keys():
                found[example[name]] = create.resource, name
    return found
