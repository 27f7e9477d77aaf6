"""Makes a package of a document, and calls every operation of it once."""

import importlib
import json
import shutil
import sys
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from generator.package import Package, make_package
from generator.representation import Argument, Manager, Method
from generator.write.output import write
from tests.public_specs.contract import Contract, Endpoint, Media, Raw
from tests.public_specs.samples import Samples
from tests.public_specs.stub import Response, Stub, serving


@dataclass
class Result:
    """What was found for one document.

    Attributes:
        package: What was generated.
        failed: Operations that were generated and did not come through, each with what went wrong.
        called: How many operations were called, and came through without loss.
        unfit: Examples of the document that do not fit its own schemas.
    """

    package: Package
    failed: dict[str, str] = field(default_factory=dict[str, str])
    called: int = 0
    unfit: list[str] = field(default_factory=list[str])

    @property
    def share(self) -> float:
        """Which part of all operations came through."""
        return self.called / self.package.document.count

    def report(self) -> str:
        """In lines, what the command prints."""
        lines = [self.package.document.report().rstrip()]
        lines += [f"  failed {name}: {why}" for name, why in sorted(self.failed.items())]
        if self.unfit:
            lines.append(
                f"  {len(self.unfit)} examples do not fit their own schema; values were made instead"
            )
        lines.append(f"  {self.called} operations called and read back without loss ({self.share:.0%})")
        return "\n".join(lines)


@dataclass(frozen=True)
class Exchange:
    """What one call sends and receives."""

    endpoint: Endpoint
    parameters: Raw
    media: Media | None
    body: Any
    files: frozenset[str]
    response: Response


def check(path: Path, folder: Path, name: str) -> Result:
    """Makes the package of a document below a folder, imports it, and calls every operation.

    Args:
        path: The document.
        folder: Where the package is put.
        name: Its name.

    Raises:
        BuildError: Nothing can be made of the document.
    """
    made = make_package(path, name)
    shutil.rmtree(folder / name, ignore_errors=True)
    write(folder, made.files, [name])
    result, contract = Result(made), Contract(path)
    samples = Samples(contract)
    exchanges: dict[str, Exchange] = {}
    for endpoint in contract.endpoints:
        if endpoint.name not in made.document.refused:
            try:
                exchanges[endpoint.name] = _exchange(samples, endpoint)
            except ValueError as problem:
                result.failed[endpoint.name] = str(problem)
    result.unfit = samples.unfit
    with serving(contract, {key: one.response for key, one in exchanges.items()}) as stub:
        client = open_client(folder, name, stub)
        for manager, method, original in _methods(made):
            if original in exchanges:
                problem = _call(client, manager, method, exchanges[original], stub)
                if problem:
                    result.failed[original] = f"{manager.name}.{method.name}: {problem}"
                else:
                    result.called += 1
        client.close()
    return result


def _exchange(samples: Samples, endpoint: Endpoint) -> Exchange:
    parameters = {f"{raw['in']} {raw['name']}": samples.parameter(raw) for raw in endpoint.parameters}
    media = endpoint.bodies[0] if endpoint.bodies else None
    body = samples.sent(media, endpoint.name) if media else None
    response: Response = None
    if endpoint.responses:
        first = endpoint.responses[0]
        response = (first, samples.read(first) if first.is_json else "a,b\n1,2\n")
    files = samples.files(media.schema) if media and not media.is_json else frozenset[str]()
    return Exchange(endpoint, parameters, media, body, files, response)


def _with_files(body: Any, files: frozenset[str]) -> Any:
    """A body with the content of its files as bytes."""
    if not files:
        return body
    sent = {
        name: [one.encode() for one in value] if isinstance(value, list) else value.encode()
        for name, value in body.items()
        if name in files
    }
    return {**body, **sent}


def _methods(made: Package) -> Iterable[tuple[Manager, Method, str]]:
    """Every method, with the name of its operation in the original."""
    origins = {
        raw["operationId"]: raw.origin
        for item in made.document.spec.raw["paths"].values()
        for raw in item.values()
    }
    for manager, method in made.sdk.methods().values():
        origin = origins[method.operation]
        yield manager, method, f"{origin[2].upper()} {origin[1]}"


def open_client(folder: Path, name: str, stub: Stub) -> Any:
    for loaded in [one for one in sys.modules if one.partition(".")[0] == name]:
        del sys.modules[loaded]
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    try:
        module = importlib.import_module(name)
        return module.Client(api_key="key-of-the-check", base_url=stub.url, retry_count=0)
    finally:
        sys.path.remove(str(folder))


def _call(client: Any, manager: Manager, method: Method, exchange: Exchange, stub: Stub) -> str:
    """Calls one operation; what went wrong, or nothing."""
    ids, keywords = _arguments(manager, method, exchange)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            value = getattr(getattr(client, manager.name), method.name)(*ids, **keywords)
    except Exception as problem:  # noqa: BLE001 - whatever it is, it is the result of this call
        said = stub.problems.get(exchange.endpoint.name)
        return said or f"{type(problem).__name__}: {problem}"[:400]
    return _sent(exchange, stub) or _read(exchange, value)


def _sent(exchange: Exchange, stub: Stub) -> str:
    """What the server received otherwise than it was given."""
    found = stub.requests.get(exchange.endpoint.name)
    if found is None:
        return stub.problems.get(exchange.endpoint.name, "no request arrived")
    for name, value in exchange.parameters.items():
        if name.lower() in _OF_CLIENT:
            continue
        if not same(found["parameters"].get(name), value):
            return f"sent {name}={value!r}, the server received {found['parameters'].get(name)!r}"
    if exchange.media and not _same_body(exchange.media, exchange.body, found["body"]):
        return f"sent {exchange.body!r}, the server received {found['body']!r}"[:600]
    return ""


def _read(exchange: Exchange, value: Any) -> str:
    """What was read otherwise than the server sent it."""
    if exchange.response is None:
        return "" if value in {None, True} else f"an empty response was read as {type(value).__name__}"
    _, wanted = exchange.response
    found = plain(value)
    return "" if same(found, wanted) else f"the server sent {wanted!r}, it was read as {found!r}"[:800]


_OF_CLIENT = frozenset({"header authorization", "header accept", "header content-type", "header user-agent"})


def _same_body(media: Media, sent: Any, found: Any) -> bool:
    if media.is_json or not isinstance(sent, dict):
        return same(found, sent)
    pairs = [
        (name, one if isinstance(one, str) else json.dumps(one, separators=(",", ":"), ensure_ascii=False))
        for name, value in sent.items()
        for one in (value if isinstance(value, list) else [value])
    ]
    return sorted(found) == sorted(pairs)


def plain(value: Any) -> Any:
    """A result as JSON."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude_unset=True)
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if hasattr(value, "content") and hasattr(value, "file_name"):
        return value.content.decode()
    return getattr(value, "text", None) or value.isoformat() if hasattr(value, "isoformat") else value


def same(one: Any, other: Any) -> bool:
    """Whether two values of JSON mean the same: 1 and 1.0 do, 1 and true do not."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def _arguments(manager: Manager, method: Method, exchange: Exchange) -> tuple[list[Any], Raw]:
    """What the method is called with: names of the path in order, everything else by name."""
    paths = [exchange.parameters[f"path {name}"] for name in _in_path(exchange.endpoint)]
    keywords: Raw = {}
    if method.takes_key:
        keywords["idempotency_key"] = next(
            value for name, value in exchange.parameters.items() if name.lower() == "header idempotency-key"
        )
    for argument in method.arguments:
        if argument.source == "body":
            keywords[argument.name] = _with_files(exchange.body, exchange.files)
        elif argument.source == "parameter":
            sending = argument.sending
            name = f"{sending.location} {sending.name}" if sending else f"query {argument.name}"
            keywords[argument.name] = exchange.parameters[name]
        elif argument.source == "parameter":
            keywords[argument.name] = exchange.parameters[_wire_name(argument)]
        elif argument.source == "field" and argument.name in exchange.body:
            keywords[argument.name] = exchange.body[argument.name]
    return paths, keywords


def _wire_name(argument: Argument) -> str:
    """Where a parameter is sent, and its name there."""
    sending = argument.sending
    return f"{sending.location} {sending.name}" if sending else f"query {argument.name}"


def _in_path(endpoint: Endpoint) -> list[str]:
    return list(endpoint.match(endpoint.path) or ())
