"""Authentication, paths and methods, and how requests are distinguished."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from konigle.sandbox import Sandbox

PREFIX = "/reachout/api/v1"


def test_without_a_token_every_operation_is_401(sandbox: Sandbox, api: Any) -> None:
    del api.http.headers["Authorization"]
    response = api("GET", "/contacts")
    assert (response.status_code, response.headers["www-authenticate"]) == (401, "Token")
    assert response.json() == {"detail": "Authentication credentials were not provided."}


@pytest.mark.parametrize("value", ["Token wrong", "token sandbox-key", "Bearer sandbox-key", "sandbox-key"])
def test_with_a_wrong_token_every_operation_is_401(api: Any, value: str) -> None:
    response = api.refused(401, "POST", "/contacts", {"email": 3}, headers={"Authorization": value})
    assert response == {"detail": "Invalid token."}


def test_the_key_can_be_chosen(api_of: Any) -> None:
    with Sandbox(api_key="s3cret") as sandbox:
        assert api_of(sandbox).ok("GET", "/contacts")["count"] == 0
        assert "s3cret" not in repr(sandbox)


@pytest.mark.parametrize(
    "path", ["/nothing", "/contacts/", "/contacts/x/y", "/campaigns/x/explode", "/Contacts"]
)
def test_an_unknown_path_is_404(api: Any, path: str) -> None:
    assert api.refused(404, "GET", path) == {"detail": "Not found."}


def test_paths_outside_the_api_are_404(sandbox: Sandbox) -> None:
    assert httpx.get(sandbox.url + "/").status_code == 404
    assert httpx.get(sandbox.url + "/__sandbox/nothing").status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/contacts", "GET, POST"),
        ("POST", "/contacts/con_000001", "DELETE, GET, PATCH"),
        ("GET", "/send-email", "POST"),
        # A literal path wins over a parameter (OpenAPI 3.1, Paths Object): this is no campaign's identifier.
        ("GET", "/campaigns/new-email-campaign", "POST"),
        ("OPTIONS", "/contacts", "GET, POST"),
        ("HEAD", "/contacts", "GET, POST"),
    ],
)
def test_a_wrong_method_is_405_with_the_right_ones(api: Any, method: str, path: str, allowed: str) -> None:
    response = api(method, path)
    assert (response.status_code, response.headers["allow"]) == (405, allowed)


def test_a_literal_that_leads_nowhere_is_a_parameter_after_all(api: Any) -> None:
    assert api.refused(404, "POST", "/campaigns/new-email-campaign/start") == {"detail": "Not found."}


@pytest.mark.parametrize(
    "identifier",
    [
        "con_000002",
        "con_1",
        "con_0000001",
        "aud_000001",
        "1",
        "con_",
        "con_-00001",
        "con_" + "9" * 30,
        "con_00000\u0661",
    ],
)
def test_an_unknown_identifier_is_404(api: Any, identifier: str) -> None:
    api.contact()
    assert api.ok("GET", "/contacts/con_000001")["id"] == "con_000001"
    assert api.refused(404, "GET", f"/contacts/{identifier}") == {"detail": "Not found."}


@pytest.mark.parametrize(("method", "path"), [("GET", ""), ("PATCH", ""), ("DELETE", ""), ("POST", "/start")])
def test_every_operation_on_a_single_resource_knows_unknown_ones(api: Any, method: str, path: str) -> None:
    body = {"name": "N"} if method == "PATCH" else None
    assert api.refused(404, method, f"/campaigns/cmp_000009{path}", body) == {"detail": "Not found."}


def test_an_escaped_slash_stays_within_its_identifier(sandbox: Sandbox, api: Any) -> None:
    assert api.refused(404, "GET", "/contacts/con_000001%2Fstart") == {"detail": "Not found."}
    assert sandbox.requests[-1].operation_id == "getContact"
    assert sandbox.requests[-1].path == f"{PREFIX}/contacts/con_000001%2Fstart"


def test_the_clients_request_id_comes_back(api: Any) -> None:
    assert api("GET", "/contacts", headers={"X-Request-ID": "mine"}).headers["x-request-id"] == "mine"
    assert api("GET", "/nothing", headers={"X-Request-ID": "mine"}).headers["x-request-id"] == "mine"


def test_a_request_without_an_id_gets_one(api: Any) -> None:
    assert [api("GET", "/contacts").headers["x-request-id"] for _ in range(2)] == ["req_000001", "req_000002"]


def test_requests_are_listed_as_they_came_without_the_key(sandbox: Sandbox, api: Any) -> None:
    api.contact(first_name="Ann")
    api.refused(400, "GET", "/contacts?page=0", headers={"X-Twice": "1"})
    first, second = sandbox.requests
    assert (first.sequence, first.method, first.path) == (1, "POST", f"{PREFIX}/contacts")
    assert (first.operation_id, first.status, first.applied, first.fault) == (
        "createContact",
        201,
        True,
        None,
    )
    assert first.json == {"email": "ann@people.example", "first_name": "Ann"}
    assert first.headers["authorization"] == "[redacted]"
    assert (second.query, second.status, second.applied) == ("page=0", 400, False)
    assert second.headers["x-twice"] == "1"
    assert "sandbox-key" not in repr(sandbox.requests)


def test_repeated_headers_are_joined(sandbox: Sandbox, api: Any) -> None:
    api("GET", "/contacts", headers=[("X-A", "1"), ("X-A", "2")])
    assert sandbox.requests[0].headers["x-a"] == "1, 2"
    with pytest.raises(ValueError, match="Expecting value"):
        _ = sandbox.requests[0].json


def test_requests_outside_the_spec_are_listed_without_an_operation(sandbox: Sandbox, api: Any) -> None:
    api("GET", "/nothing")
    assert (sandbox.requests[0].operation_id, sandbox.requests[0].status) == (None, 404)


def test_only_the_newest_requests_are_kept_and_still_counted(api_of: Any) -> None:
    with Sandbox(keep_requests=2) as sandbox:
        for _ in range(5):
            api_of(sandbox)("GET", "/contacts")
        assert [request.sequence for request in sandbox.requests] == [4, 5]


def test_a_large_body_is_kept_in_part(sandbox: Sandbox, api: Any) -> None:
    api.template(body_html="x" * 2_000_000)
    assert len(sandbox.requests[0].body) == 1024 * 1024


def test_requests_can_still_be_seen_after_the_end(api_of: Any) -> None:
    with Sandbox() as sandbox:
        api_of(sandbox)("GET", "/contacts")
    assert len(sandbox.requests) == 1
