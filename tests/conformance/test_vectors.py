"""Plays the vectors of conformance/vectors with the public client: what is sent, refused, and said of a response."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest

from conformance.play import error_facts
from conformance.vectors import read_vectors
from konigle import Client, ConfigurationError, InvalidArgumentError, KonigleError, NotFoundError
from konigle._sync import transport

Vector = dict[str, Any]
VECTORS = read_vectors()
KEY = "secret/key+1"
CONTACT = '{"id": "con_1", "email": "ada@example.com"}'
DEFAULTS = {"page": "1", "page_size": "20"}
# RFC 3986, 3.4; a blank is a plus sign or %20
QUERY = re.compile(rb"([A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-F]{2})*")


def shown(part: object) -> str:
    return part if isinstance(part, str) else json.dumps(part, ensure_ascii=True)


def by_call(vectors_of_calls: dict[str, list[Vector]]) -> pytest.MarkDecorator:
    vectors = [(call, vector) for call, vectors in vectors_of_calls.items() for vector in vectors]
    return pytest.mark.parametrize(("call", "vector"), vectors, ids=shown)


def each(vectors: list[Vector]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("vector", vectors, ids=shown)


@pytest.fixture
def sent() -> list[httpx.Request]:
    return []


@pytest.fixture
def client(sent: list[httpx.Request]) -> Iterator[Client]:
    with _client(sent) as client:
        yield client


def _client(sent: list[httpx.Request], *responses: Vector | Exception, **settings: Any) -> Client:
    left: list[Vector | Exception] = [*responses] or [{"status": 404}]

    def handle(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        response = left.pop(0)
        if isinstance(response, Exception):
            raise response
        content = response.get("body", "").encode()
        return httpx.Response(response["status"], headers=response.get("headers"), content=content)

    return Client(
        **{"base_url": "https://api.example", **settings},
        api_key=KEY,
        transport=httpx.MockTransport(handle),
    )


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


@by_call(VECTORS["validation"])
def test_bodies(call: str, vector: Vector, client: Client, sent: list[httpx.Request]) -> None:
    outcome = _outcome(
        lambda: _call(client, call, vector["args"]), sent, lambda request: json.loads(request.content)
    )
    assert outcome == _expected(vector, vector["args"][-1])


@by_call(VECTORS["queries"])
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
            _client(sent, base_url=vector["base_url"])
        return
    with _client(sent, base_url=vector["base_url"]) as client, pytest.raises(NotFoundError):
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


@by_call(VECTORS["errors"]["responses"])
def test_errors(call: str, vector: Vector, sent: list[httpx.Request]) -> None:
    with _client(sent, vector, retry_count=0) as client:
        with pytest.raises(KonigleError) as caught:
            _call(client, call, VECTORS["errors"]["calls"][call])
        error = caught.value
    facts = error_facts(error)
    expected = {"applied": "no", "retry_after": None} | vector
    names = {"kind", "cause", "applied", "retry_after"} & expected.keys()
    assert {name: facts[name] for name in names} == {name: expected[name] for name in names}
    assert getattr(error, "should_retry", None) == vector.get("should_retry")
    assert error.field_errors == vector.get("fields", {})
    assert [text for text in vector.get("shows", ()) if text not in str(error)] == []
    assert [text for text in vector.get("hides", ()) if text in str(error)] == []
    assert KEY not in facts["shown"]


@by_call(VECTORS["retries"]["attempts"])
def test_retries(
    call: str, vector: Vector, sent: list[httpx.Request], monkeypatch: pytest.MonkeyPatch
) -> None:
    part, waits = vector.get("random", 1), list[float]()
    monkeypatch.setattr(transport, "draw", lambda low, high: low + part * (high - low))
    monkeypatch.setattr(transport, "sync_sleep", waits.append)
    settings = {name: vector[name] for name in ("retry_count", "retry_backoff", "deadline") if name in vector}
    with _client(sent, *map(_response, vector["script"]), **settings) as client:
        try:
            _call(client, call, VECTORS["retries"]["calls"][call])
        except KonigleError as error:
            facts = error_facts(error)
            found = {"kind": facts["kind"], "applied": facts["applied"]}
        else:
            found = {"kind": None, "applied": "no"}
    assert found == {"kind": vector.get("kind"), "applied": vector.get("applied", "no")}
    assert waits == vector.get("waits", [])
    assert len(sent) == len(vector["script"])


def _response(outcome: Any) -> Vector | Exception:
    if outcome == "not_sent":
        return httpx.ConnectError("refused")
    if outcome == "lost":
        return httpx.ReadError("reset")
    response: Vector = outcome if isinstance(outcome, dict) else {"status": outcome}
    names = {"retry_after": "retry-after", "should_retry": "x-should-retry"}
    return {
        "body": CONTACT if response["status"] in {200, 201} else "",
        "headers": {header: str(response[name]) for name, header in names.items() if name in response},
        **response,
    }
