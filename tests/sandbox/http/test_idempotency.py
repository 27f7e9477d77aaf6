"""Idempotency-Key: the same request again gets the same response, and is applied once."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from konigle.sandbox import Sandbox

KEY = {"Idempotency-Key": "k1"}


def test_the_same_request_again_gets_the_stored_response(sandbox: Sandbox, api: Any) -> None:
    first = api("POST", "/contacts", {"email": "ann@people.example"}, headers=KEY)
    second = api("POST", "/contacts", {"email": "ann@people.example"}, headers=KEY)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert "idempotency-replayed" not in first.headers
    assert second.headers["idempotency-replayed"] == "true"
    assert [(request.applied, request.replayed) for request in sandbox.requests] == [
        (True, False),
        (False, True),
    ]
    assert api.ok("GET", "/contacts")["count"] == 1


def test_the_order_of_keys_and_white_space_do_not_matter(api: Any) -> None:
    headers = {**KEY, "Content-Type": "application/json"}
    api.ok("POST", "/contacts", content=b'{"email": "a@people.example", "phone": "1"}', headers=headers)
    again = api("POST", "/contacts", content=b'{"phone":"1","email":"a@people.example"}', headers=headers)
    assert again.headers["idempotency-replayed"] == "true"


def test_the_same_key_with_another_body_is_422(api: Any) -> None:
    api.ok("POST", "/contacts", {"email": "ann@people.example"}, headers=KEY)
    assert (
        "already used with a different request"
        in api.refused(422, "POST", "/contacts", {"email": "b@people.example"}, headers=KEY)["detail"]
    )


def test_the_same_key_on_another_resource_is_422(api: Any) -> None:
    first = api.campaign(0)
    body = {"value": "1", "currency": "EUR"}
    api.ok("POST", f"/campaigns/{first['id']}/add-ltv", body, headers=KEY)
    second = api.ok("POST", "/campaigns", {"name": "N", "audience": first["audience"]})
    api.refused(422, "POST", f"/campaigns/{second['id']}/add-ltv", body, headers=KEY)


def test_the_same_key_on_another_operation_is_another_key(api: Any) -> None:
    api.ok("POST", "/contacts", {"email": "ann@people.example"}, headers=KEY)
    assert "idempotency-replayed" not in api("POST", "/accounts", {"name": "A"}, headers=KEY).headers


def test_a_refused_request_can_be_tried_again_with_its_key(api: Any) -> None:
    body = {"email": "ann@people.example", "value": "1", "currency": "EUR"}
    api.refused(404, "POST", "/contacts/update-ltv", body, headers=KEY)
    api.contact()
    api.ok("POST", "/contacts/update-ltv", body, headers=KEY)
    again = api("POST", "/contacts/update-ltv", body, headers=KEY)
    assert (again.json()["ltv"], again.headers["idempotency-replayed"]) == ("1.00", "true")


def test_a_form_is_the_same_whatever_its_boundary(sandbox: Sandbox, api: Any) -> None:
    api.channel()
    mail = {"to_email": "a@people.example", "subject": "S", "body_html": "B", "channel": "news"}
    for content, status in ((b"x", 200), (b"x", 200), (b"y", 422)):
        response = api("POST", "/send-email", data=mail, files=[("attachments", ("f", content))], headers=KEY)
        assert response.status_code == status
    assert len(sandbox.outbox) == 1


@pytest.mark.parametrize("key", ["", "x" * 256])
def test_a_key_has_one_to_255_characters(api: Any, key: str) -> None:
    refused = api.refused(
        400, "POST", "/contacts", {"email": "a@people.example"}, headers={"Idempotency-Key": key}
    )
    assert list(refused) == ["Idempotency-Key"]


def test_a_key_on_anything_but_post_does_nothing(api: Any) -> None:
    contact = api.contact()
    for name in ("A", "B"):
        assert (
            api.ok("PATCH", f"/contacts/{contact['id']}", {"first_name": name}, headers=KEY)["first_name"]
            == name
        )


def test_a_response_that_was_lost_is_given_again(sandbox: Sandbox, api: Any) -> None:
    sandbox.faults.add("createContact", "reset_after")
    with pytest.raises(httpx.ReadError):
        api("POST", "/contacts", {"email": "ann@people.example"}, headers=KEY)
    again = api("POST", "/contacts", {"email": "ann@people.example"}, headers=KEY)
    assert (again.status_code, again.headers["idempotency-replayed"]) == (201, "true")


def test_keys_are_kept_with_the_data(tmp_path: Any, api_of: Any) -> None:
    for replayed in (None, "true"):
        with Sandbox(tmp_path / "data.db") as sandbox:
            response = api_of(sandbox)("POST", "/contacts", {"email": "ann@people.example"}, headers=KEY)
            assert (response.status_code, response.headers.get("idempotency-replayed")) == (201, replayed)
