"""No web page gets into the sandbox: not by rebinding a name, not by a request across sites, unless it was let in."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from konigle.sandbox import Sandbox, SandboxError

PAGE = "http://localhost:3000"
RESET = "POST /__sandbox/reset"
LIST = "GET /reachout/api/v1/contacts"
BOTH = pytest.mark.parametrize("request_line", [RESET, LIST])


@dataclass
class Raw:
    status: int
    headers: dict[str, str]
    body: bytes


def port_of(sandbox: Sandbox) -> int:
    return int(sandbox.url.rpartition(":")[2])


def ask(sandbox: Sandbox, line: str, *headers: str, version: str = "1.1") -> Raw:
    """One request as it stands on the wire; `{port}` is filled in."""
    lines = [
        f"{line} HTTP/{version}",
        *headers,
        "Authorization: Token sandbox-key",
        "Connection: close",
        "",
        "",
    ]
    with socket.create_connection(("127.0.0.1", port_of(sandbox))) as connection:
        connection.sendall("\r\n".join(lines).replace("{port}", str(port_of(sandbox))).encode("latin-1"))
        got = b""
        while part := connection.recv(65536):
            got += part
    head, _, body = got.partition(b"\r\n\r\n")
    first, *rest = head.decode("latin-1").split("\r\n")
    pairs = (line.split(": ", 1) for line in rest)
    return Raw(int(first.split()[1]), {name.lower(): value for name, value in pairs}, body)


@pytest.fixture
def seeded(sandbox: Sandbox) -> Sandbox:
    sandbox.seed({"contacts": 1})
    return sandbox


@pytest.fixture
def open_to_a_page() -> Iterator[Sandbox]:
    with Sandbox(seed={"contacts": 1}, allow_origins=[PAGE, "https://shop.test/"]) as running:
        yield running


def is_refused(response: Raw, word: str) -> bool:
    return response.status == 403 and word in json.loads(response.body)["detail"]


@BOTH
@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1:{port}",
        "localhost:{port}",
        "LocalHost:{port}",
        "localhost.:{port}",
        "[::1]:{port}",
        "[0:0:0:0:0:0:0:1]:{port}",
    ],
)
def test_its_own_names_are_served(seeded: Sandbox, request_line: str, host: str) -> None:
    assert ask(seeded, request_line, f"Host: {host}").status in (200, 204)


@BOTH
@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "localhost.evil.example:{port}",
        "127.0.0.1.evil.example:{port}",
        "127.0.0.1:1",
        "127.0.0.1",
        "localhost",
        "0.0.0.0:{port}",
        "[::2]:{port}",
        "[127.0.0.1]:{port}",
        "[:::]:{port}",
        "user@127.0.0.1:{port}",
        "127.0.0.1:{port}:{port}",
        "127.0.0.1:{port}/x",
        "127.0.0.1:{port}, evil.example",
        "localhost..:{port}",
        "",
        "\xb9\xb2\xb7.0.0.1:{port}",
    ],
)
def test_another_host_is_refused(seeded: Sandbox, request_line: str, host: str) -> None:
    assert is_refused(ask(seeded, request_line, f"Host: {host}"), "does not accept the host")
    assert seeded.requests == []
    with seeded.client() as client:
        assert client.contacts.list().count == 1


@BOTH
def test_a_request_without_a_host_is_refused(seeded: Sandbox, request_line: str) -> None:
    assert is_refused(ask(seeded, request_line, version="1.0"), "Host header")
    assert ask(seeded, request_line).status == 400  # HTTP/1.1 has no request without a Host


@BOTH
def test_a_whole_url_as_the_target_counts_beside_the_host(seeded: Sandbox, request_line: str) -> None:
    method, path = request_line.split()
    own = "Host: 127.0.0.1:{port}"
    foreign = f"{method} http://evil.example{path}"
    assert is_refused(ask(seeded, foreign, own), "evil.example")
    assert is_refused(ask(seeded, f"{method} http://127.0.0.1:{{port}}@evil.example{path}", own), "evil")
    assert is_refused(ask(seeded, f"{method} HTTP://localhost:{{port}}{path}", "Host: evil.example"), "evil")
    assert ask(seeded, f"{method} HTTP://localhost:{{port}}{path}", own).status in (200, 204)
    assert ask(seeded, "GET http://localhost:{port}", own).status == 404


@BOTH
@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "null",
        PAGE,
        "http://localhost",
        "https://127.0.0.1:{port}",
        "http://127.0.0.1:{port}.evil.example",
        "http://127.0.0.1:1",
        "",
        "*",
    ],
)
def test_a_page_of_another_origin_is_refused(seeded: Sandbox, request_line: str, origin: str) -> None:
    response = ask(seeded, request_line, "Host: 127.0.0.1:{port}", f"Origin: {origin}")
    assert is_refused(response, "rejects pages of the origin")
    assert "access-control-allow-origin" not in response.headers
    with seeded.client() as client:
        assert client.contacts.list().count == 1


@BOTH
def test_two_origins_are_no_way_in(seeded: Sandbox, request_line: str) -> None:
    both = ("Origin: http://127.0.0.1:{port}", "Origin: http://evil.example")
    assert is_refused(ask(seeded, request_line, "Host: 127.0.0.1:{port}", *both), "evil.example")


@BOTH
@pytest.mark.parametrize(
    "origin", ["http://127.0.0.1:{port}", "http://localhost:{port}", "http://[::1]:{port}"]
)
def test_a_page_of_its_own_is_served(seeded: Sandbox, request_line: str, origin: str) -> None:
    assert ask(seeded, request_line, "Host: 127.0.0.1:{port}", f"Origin: {origin}").status in (200, 204)


@BOTH
@pytest.mark.parametrize(
    ("site", "served"),
    [
        ("cross-site", False),
        ("same-site", False),
        ("Cross-Site", False),
        ("same-origin", True),
        ("none", True),
    ],
)
def test_a_page_that_hides_its_origin_is_refused(
    seeded: Sandbox, request_line: str, site: str, served: bool
) -> None:
    response = ask(seeded, request_line, "Host: 127.0.0.1:{port}", f"Sec-Fetch-Site: {site}")
    assert response.status in (200, 204) if served else is_refused(response, "Sec-Fetch-Site")


def test_a_preflight_is_refused(sandbox: Sandbox) -> None:
    wanted = ("Access-Control-Request-Method: POST", "Access-Control-Request-Headers: authorization")
    line = "OPTIONS /__sandbox/reset"
    response = ask(sandbox, line, "Host: 127.0.0.1:{port}", "Origin: http://evil.example", *wanted)
    assert is_refused(response, "evil.example")


def test_an_allowed_page_may_ask_and_read(open_to_a_page: Sandbox) -> None:
    host, origin, site = "Host: 127.0.0.1:{port}", f"Origin: {PAGE}", "Sec-Fetch-Site: cross-site"
    preflight = ask(
        open_to_a_page,
        "OPTIONS /reachout/api/v1/contacts/con_000001",
        host,
        origin,
        site,
        "Access-Control-Request-Method: PATCH",
        "Access-Control-Request-Headers: authorization,content-type,idempotency-key",
    )
    assert preflight.status == 200
    assert preflight.headers["access-control-allow-origin"] == PAGE
    assert "Origin" in preflight.headers["vary"]
    assert "PATCH" in preflight.headers["access-control-allow-methods"]
    assert "authorization" in preflight.headers["access-control-allow-headers"].lower()
    assert open_to_a_page.requests == []

    for line in (LIST, "GET /reachout/api/v1/nothing", "GET /__sandbox/", "GET /__sandbox/nothing"):
        response = ask(open_to_a_page, line, host, origin, site)
        assert response.headers["access-control-allow-origin"] == PAGE
        assert response.headers["vary"] == "Origin"
        assert "Retry-After" in response.headers["access-control-expose-headers"]
        assert "access-control-allow-credentials" not in response.headers
    assert ask(open_to_a_page, RESET, host, origin).status == 204
    assert ask(open_to_a_page, LIST, host, "Origin: https://shop.test").status == 200


def test_a_fault_reaches_an_allowed_page(open_to_a_page: Sandbox) -> None:
    open_to_a_page.faults.add("listContacts", "status", status=503)
    response = ask(open_to_a_page, LIST, "Host: 127.0.0.1:{port}", f"Origin: {PAGE}")
    assert (response.status, response.headers["access-control-allow-origin"]) == (503, PAGE)


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://localhost:3001", f"{PAGE}/", "https://localhost:3000"]
)
def test_no_other_page_comes_in_with_it(open_to_a_page: Sandbox, origin: str) -> None:
    response = ask(open_to_a_page, RESET, "Host: 127.0.0.1:{port}", f"Origin: {origin}")
    assert is_refused(response, "origin")
    assert "access-control-allow-origin" not in response.headers


def test_programs_are_served_as_before_where_a_page_is_allowed(open_to_a_page: Sandbox) -> None:
    response = ask(open_to_a_page, LIST, "Host: 127.0.0.1:{port}")
    assert response.status == 200
    assert "access-control-allow-origin" not in response.headers


def test_the_host_of_an_allowed_origin_may_stand_in_front_of_it(open_to_a_page: Sandbox) -> None:
    assert ask(open_to_a_page, LIST, "Host: shop.test:443").status == 200
    assert ask(open_to_a_page, LIST, "Host: localhost:3000").status == 200
    assert is_refused(ask(open_to_a_page, LIST, "Host: shop.test:444"), "shop.test:444")


@pytest.mark.parametrize(
    "origin",
    ["*", "null", "", "localhost:3000", "http://", "http://a/path", "http://a?b", "http://u@a", "ftp://a", "http://a:x",
     "http://*.example", "http://a b", "file:///x"],
)  # fmt: skip
def test_what_is_no_origin_cannot_be_allowed(origin: str) -> None:
    with pytest.raises(SandboxError, match="is not an origin"):
        Sandbox(allow_origins=[origin])


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ("HTTP://LocalHost:3000/", "http://localhost:3000"),
        ("https://a.example:443", "https://a.example"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("http://a.example:80", "http://a.example"),
    ],
)
def test_an_origin_is_compared_as_browsers_write_it(
    given: str, sent: str, api_of: Callable[[Sandbox], object]
) -> None:
    with Sandbox(allow_origins=[given]) as sandbox:
        assert ask(sandbox, LIST, "Host: 127.0.0.1:{port}", f"Origin: {sent}").status == 200
    with Sandbox(allow_origins=given) as sandbox:
        assert ask(sandbox, LIST, "Host: 127.0.0.1:{port}", f"Origin: {sent}").status == 200
