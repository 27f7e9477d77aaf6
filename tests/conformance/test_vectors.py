"""Plays the vectors of conformance/vectors with the public client: what is sent, refused, and said of a response."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest

from conformance.vectors import read_vectors
from konigle import Client, ConfigurationError, InvalidArgumentError, NotFoundError

Vector = dict[str, Any]
VECTORS = read_vectors()
DEFAULTS = {"page": "1", "page_size": "20"}
# RFC 3986, 3.4; a blank is a plus sign or %20
QUERY = re.compile(rb"([A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-F]{2})*")


def shown(part: object) -> str:
    return part if isinstance(part, str) else json.dumps(part, ensure_ascii=True)


def by_call(name: str) -> pytest.MarkDecorator:
    vectors = [(call, vector) for call, vectors in VECTORS[name].items() for vector in vectors]
    return pytest.mark.parametrize(("call", "vector"), vectors, ids=shown)


def each(vectors: list[Vector]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("vector", vectors, ids=shown)


@pytest.fixture
def sent() -> list[httpx.Request]:
    return []


@pytest.fixture
def client(sent: list[httpx.Request]) -> Iterator[Client]:
    with _client(sent, "https://api.example") as client:
        yield client


def _client(sent: list[httpx.Request], base_url: str) -> Client:
    def handle(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(404)

    return Client(api_key="secret-key", base_url=base_url, transport=httpx.MockTransport(handle))


def _call(client: Client, call: str, args: list[Any]) -> Any:
    manager, _, method = call.partition(".")
    if method == "list":
        filters = dict(args[0])
        paging = {name: filters.pop(name) for name in DEFAULTS if name in filters}
        return getattr(client, manager).list(filters=filters, **paging)
    return getattr(getattr(client, manager), method)(*args)


def _outcome(
    make: Callable[[], Any], sent: list[httpx.Request], part: Callable[[httpx.Request], Any]
) -> Vector:
    """What a call sends, or the fields that it is refused for."""
    try:
        make()
    except InvalidArgumentError as error:
        assert not sent
        return {"refused": sorted(error.field_errors)}
    except NotFoundError:
        return {"sends": part(sent[0])}
    raise AssertionError("the call succeeded")


def test_what_vectors_need_is_known() -> None:
    known = {"untyped", "zero", "surrogates", "idn"}
    assert set(re.findall(r"needs\W+(\w+)", json.dumps(VECTORS))) == known


@by_call("validation")
def test_bodies(call: str, vector: Vector, client: Client, sent: list[httpx.Request]) -> None:
    outcome = _outcome(
        lambda: _call(client, call, vector["args"]), sent, lambda request: json.loads(request.content)
    )
    assert outcome == _expected(vector, vector["args"][-1])


@by_call("queries")
def test_queries(call: str, vector: Vector, client: Client, sent: list[httpx.Request]) -> None:
    outcome = _outcome(lambda: _call(client, call, vector["args"]), sent, _query)
    assert outcome == _expected(
        {**vector, "sends": DEFAULTS | vector.get("sends", vector["args"][0])}, vector["args"]
    )


def _query(request: httpx.Request) -> dict[str, str]:
    assert QUERY.fullmatch(request.url.query)
    pairs = parse_qsl(request.url.query.decode(), keep_blank_values=True, strict_parsing=True)
    assert len(pairs) == len(dict(pairs))
    return dict(pairs)


@each(VECTORS["urls"]["base_urls"])
def test_base_urls(vector: Vector, sent: list[httpx.Request]) -> None:
    if "refused" in vector:
        with pytest.raises(ConfigurationError):
            _client(sent, vector["base_url"])
        return
    with _client(sent, vector["base_url"]) as client, pytest.raises(NotFoundError):
        client.contacts.get("con_1")
    assert [str(request.url) for request in sent] == [vector["sends"]]


@each(VECTORS["urls"]["ids"])
def test_ids(vector: Vector, client: Client, sent: list[httpx.Request]) -> None:
    outcome = _outcome(
        lambda: client.contacts.get(vector["id"]), sent, lambda request: request.url.raw_path.decode()
    )
    path = f"/reachout/api/v1/contacts/{vector.get('sends')}"
    assert outcome == ({"refused": []} if "refused" in vector else {"sends": path})


@each(VECTORS["times"])
def test_times(vector: Vector, client: Client, sent: list[httpx.Request]) -> None:
    outcome = _outcome(
        lambda: client.campaigns.schedule("cmp_1", vector["time"]),
        sent,
        lambda request: json.loads(request.content)["scheduled_at"],
    )
    assert outcome == _of_field(vector, vector["time"], "scheduled_at")


@each(VECTORS["amounts"])
def test_amounts(vector: Vector, client: Client, sent: list[httpx.Request]) -> None:
    data = {"email": "ada@example.com", "value": vector["value"], "currency": vector["currency"]}
    outcome = _outcome(
        lambda: client.contacts.update_ltv(data), sent, lambda request: json.loads(request.content)["value"]
    )
    assert outcome == _of_field(vector, vector["value"], "value")


def _expected(vector: Vector, given: Any) -> Vector:
    return {"refused": vector["refused"]} if "refused" in vector else {"sends": vector.get("sends", given)}


def _of_field(vector: Vector, given: Any, field: str) -> Vector:
    return {"refused": [field]} if vector.get("refused") else {"sends": vector.get("sends", given)}
