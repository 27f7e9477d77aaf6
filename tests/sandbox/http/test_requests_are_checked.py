"""Requests are checked against the spec; what is wrong is named, field by field."""

from __future__ import annotations

import json
from typing import Any

import pytest

from konigle.sandbox import Sandbox

JSON = {"Content-Type": "application/json"}
EXECUTION = "execution_duration_minutes"
SCHEDULED = "scheduled_at"
CONTACT = {"email": "ann@people.example"}
MAIL = {"to_email": ["ann@people.example"], "subject": "S", "body_html": "<p>", "channel": "news"}


@pytest.mark.parametrize(
    ("body", "response"),
    [
        ({}, {"email": ["This field is required."]}),
        ({"email": "nobody"}, {"email": ["Enter a valid email address."]}),
        ({"email": None}, {"email": ["This field may not be null."]}),
        ({"email": 3}, {"email": ["Not a valid string."]}),
        (
            {**CONTACT, "first_name": "x" * 101},
            {"first_name": ["Ensure this field has no more than 100 characters."]},
        ),
        ({**CONTACT, "source": "spam"}, {"source": ['"spam" is not a valid choice.']}),
        ({**CONTACT, "tags": "vip"}, {"tags": ["Expected a list of items but got string."]}),
        ({**CONTACT, "tags": ["vip", 3]}, {"tags": {"1": ["Not a valid string."]}}),
        ({**CONTACT, "emial": "x", "id": "y"}, {"emial": ["Unknown field."], "id": ["Unknown field."]}),
        (
            {"marketing_consent": {"email": "yes", "sms": 1}},
            {
                "email": ["This field is required."],
                "marketing_consent": {
                    "email": ["Must be a valid boolean."],
                    "sms": ["Must be a valid boolean."],
                },
            },
        ),
        (
            {**CONTACT, "marketing_consent": []},
            {"marketing_consent": ["Invalid data. Expected an object but got list."]},
        ),
        ([], {"non_field_errors": ["Invalid data. Expected an object but got list."]}),
        (3, {"non_field_errors": ["Invalid data. Expected an object but got number."]}),
    ],
)
def test_a_wrong_body_is_responded_to_with_messages_by_field(api: Any, body: Any, response: Any) -> None:
    assert api.refused(400, "POST", "/contacts", content=json.dumps(body), headers=JSON) == response


@pytest.mark.parametrize(
    ("path", "body", "response"),
    [
        ("/audiences", {"name": "A", "tags": [], "code": "Not A Slug"}, {"code": "pattern"}),
        ("/contacts/update-ltv", {"email": "a@b.example", "value": "0.00", "currency": "EUR"}, {"value": "than 0"}),
        ("/contacts/update-ltv", {"email": "a@b.example", "value": "1.234", "currency": "EUR"}, {"value": "2 decimal"}),
        ("/contacts/update-ltv", {"email": "a@b.example", "value": 5, "currency": "EUR"}, {"value": "string"}),
        ("/contacts/update-ltv", {"email": "a@b.example", "value": "5", "currency": "euro"}, {"currency": "3 char"}),
        ("/campaigns", {"name": "C", "audience": "x", "execution_duration_minutes": 0}, {EXECUTION: "equal to 1."}),
        ("/campaigns", {"name": "C", "audience": "x", "execution_duration_minutes": 1441}, {EXECUTION: "to 1440."}),
        ("/campaigns", {"name": "C", "audience": "x", "execution_duration_minutes": 1.5}, {EXECUTION: "integer"}),
        ("/campaigns", {"name": "C", "audience": "x", "scheduled_at": "2026-02-01T10:00:00"}, {SCHEDULED: "offset"}),
        ("/campaigns", {"name": "C", "audience": "x", "scheduled_at": "2026-02-30T10:00:00Z"}, {SCHEDULED: "offset"}),
        ("/campaigns", {"name": "C", "audience": "x", "scheduled_at": "0001-01-01T00:00:00+09:00"}, {SCHEDULED: "offs"}),
        ("/campaigns", {"name": "C", "audience": "x", "scheduled_at": "tomorrow"}, {SCHEDULED: "ISO 8601"}),
        ("/campaigns", {"name": "C", "audience": "x", "from_email": "me"}, {"from_email": "leave it blank"}),
        ("/send-email", {**MAIL, "to_email": []}, {"to_email": "may not be empty"}),
        ("/send-email", {**MAIL, "headers": {"Bcc": "x"}}, {"headers": "pattern"}),
        ("/send-email", {**MAIL, "headers": {"X-A": 3}}, {"headers": "string"}),
        ("/send-email", {**MAIL, "to_email": ["a@b.example", "nobody"]}, {"to_email": "valid email"}),
    ],
)  # fmt: skip
def test_limits_formats_and_patterns_are_held(
    api: Any, path: str, body: Any, response: dict[str, str]
) -> None:
    refused = api.refused(400, "POST", path, body)
    assert list(refused) == list(response)
    for field, words in response.items():
        assert words in json.dumps(refused[field])


def test_an_update_needs_at_least_one_field(api: Any) -> None:
    contact = api.contact()
    response = api.refused(400, "PATCH", f"/contacts/{contact['id']}", {})
    assert response == {"non_field_errors": ["At least one field is required."]}


@pytest.mark.parametrize(
    "text",
    [
        b"{",
        b"\xff",
        b'{"email": NaN}',
        b'{"email": 1e999}',
        b'{"email": "\\ud800"}',
        b"[" * 100_000,
        b"{} {}",
    ],
    ids=["open", "no UTF-8", "NaN", "infinite", "half a surrogate", "deep", "two values"],
)
def test_what_is_no_json_is_a_parse_error(api: Any, text: bytes) -> None:
    assert api.refused(400, "POST", "/contacts", content=text, headers=JSON)["detail"].startswith(
        "JSON parse error"
    )


def test_json_nested_deeper_than_the_schema_library_reads_is_a_parse_error_too(api: Any) -> None:
    deep = b'{"email": ' + b"[" * 600 + b"]" * 600 + b"}"
    assert api.refused(400, "POST", "/contacts", content=deep, headers=JSON)["detail"].startswith(
        "JSON parse error"
    )


def test_a_pair_of_surrogates_is_text(api: Any) -> None:
    body = b'{"email": "ann@people.example", "first_name": "\\ud83d\\ude00"}'
    assert api.ok("POST", "/contacts", content=body, headers=JSON)["first_name"] == "\U0001f600"


def test_a_body_of_another_kind_is_415(api: Any) -> None:
    response = api.refused(415, "POST", "/contacts", content=b"email=x", headers={"Content-Type": "text/csv"})
    assert "text/csv" in response["detail"]
    assert api.refused(415, "POST", "/contacts", files={"email": b"x"})["detail"].startswith(
        "Unsupported media"
    )


def test_a_missing_body_is_400(api: Any) -> None:
    assert api.refused(400, "POST", "/contacts") == {"detail": "A request body is required."}


def test_an_operation_without_body_refuses_one(api: Any) -> None:
    contact = api.contact()
    path = f"/contacts/{contact['id']}"
    assert api.refused(400, "GET", path, {"x": 1}) == {"detail": "This operation has no request body."}
    assert api.ok("GET", path, {})["id"] == contact["id"]


@pytest.mark.parametrize(
    ("query", "response"),
    [
        ("page_size=201", {"page_size": ["Ensure this value is less than or equal to 200."]}),
        ("page=0", {"page": ["Ensure this value is greater than or equal to 1."]}),
        ("page=one", {"page": ["A valid integer is required."]}),
        ("page=1.0", {"page": ["A valid integer is required."]}),
        ("page=" + "9" * 5000, {"page": ["A valid integer is required."]}),
        ("page=1&page=2", {"page": ["Given more than once."]}),
        ("emial=x", {"emial": ["Unknown query parameter."]}),
        (
            "source=spam&foo=1",
            {"source": ['"spam" is not a valid choice.'], "foo": ["Unknown query parameter."]},
        ),
        ("source=", {"source": ['"" is not a valid choice.']}),
    ],
)
def test_query_parameters_are_checked_by_name(api: Any, query: str, response: Any) -> None:
    assert api.refused(400, "GET", f"/contacts?{query}") == response


def test_a_boolean_filter_is_true_or_false(api: Any) -> None:
    assert api.refused(400, "GET", "/email-templates?is_base=1") == {"is_base": ["Must be true or false."]}
    assert api.ok("GET", "/email-templates?is_base=false")["count"] == 0


def test_query_parameters_are_checked_where_there_are_none(api: Any) -> None:
    assert api.refused(400, "GET", f"/contacts/{api.contact()['id']}?fields=id") == {
        "fields": ["Unknown query parameter."]
    }


def test_a_body_above_the_bearable_is_cut_off(
    sandbox: Sandbox, api: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("konigle.sandbox.http.app.MAX_BODY_BYTES", 1000)
    assert api.refused(413, "POST", "/contacts", content=b"x" * 1001) == {
        "detail": "The request body is too large."
    }
    assert sandbox.requests[-1].status == 413


def test_an_internal_error_is_a_500_in_the_log(
    sandbox: Sandbox, api: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("konigle.sandbox.store.Store.text", lambda *_: 1 / 0)
    assert "log has the reason" in api.refused(500, "GET", "/contacts/con_000001")["detail"]
    assert "ZeroDivisionError" in caplog.text
    assert sandbox.requests[-1].applied is False
