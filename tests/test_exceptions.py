"""The tree of errors: as drawn, as documented, and through a pickle with everything."""

import copy
import inspect
import pickle
import re
from typing import Any

import pytest

import konigle
from konigle import exceptions as errors
from konigle.exceptions import Attempt, KonigleError

CLASSES: dict[str, type[KonigleError]] = {
    name: kind
    for name, kind in vars(errors).items()
    if inspect.isclass(kind) and issubclass(kind, KonigleError)
}
BUILT_IN = {"ValueError": ValueError, "RuntimeError": RuntimeError, "Exception": Exception}

FACTS: dict[str, Any] = {
    "operation": "startCampaign",
    "method": "POST",
    "path_template": "/reachout/api/v1/campaigns/{campaign_id}/start",
    "request_id": "r1",
    "retry_after": 2.5,
    "attempts": [Attempt(1, None, "lost", 0.0, 0.1, 0.0), Attempt(2, 500, None, 0.6, 0.1, 0.5)],
    "applied": "unknown",
    "idempotency_key": "k1",
    "field_errors": {"marketing_consent.email": ["No."]},
}


def drawn() -> dict[str, tuple[str, set[str]]]:
    """Each class of the drawing with its parent and the other classes it also is."""
    lines = [line[4:] for line in (errors.__doc__ or "").splitlines() if line.startswith("    ")]
    found: dict[str, tuple[str, set[str]]] = {}
    path: list[str] = []
    for line in lines:
        match = re.match(r"(?P<rails>[│├└─ ]*)(?P<name>[A-Z]\w+)(?P<rest>.*)", line)
        assert match, line
        depth = len(match["rails"]) // 4
        path = [*path[:depth], match["name"]]
        also = re.search(r"\(also (\w+)\)", match["rest"])
        found[match["name"]] = (path[-2] if depth else "Exception", {also[1]} if also else set())
    return found


def made(kind: type[KonigleError]) -> KonigleError:
    if issubclass(kind, errors.APIError):
        error: KonigleError = kind("what happened", 409, {"detail": ["body"]}, **FACTS)
    else:
        error = kind("what happened", **FACTS)
    if isinstance(error, errors.InvalidResponseError):
        error.content_type, error.excerpt = "text/html", b"<html>"
    return error


def test_the_drawing_is_the_tree() -> None:
    tree = drawn()
    assert set(tree) == set(CLASSES)
    for name, (parent, also) in tree.items():
        bases = {base.__name__ for base in CLASSES[name].__bases__}
        assert bases == {parent} | also, name


def test_every_class_is_exported_here_and_at_the_top() -> None:
    assert set(CLASSES) <= set(errors.__all__)
    for name, kind in CLASSES.items():
        assert getattr(konigle, name) is kind
        assert name in konigle.__all__


@pytest.mark.parametrize(
    ("name", "parents"),
    [
        ("ValidationError", ["APIError", "ValueError"]),
        ("ConflictError", ["APIError", "ValueError"]),
        ("RefusedError", ["APIError", "ValueError"]),
        ("AuthenticationError", ["APIError"]),
        ("AuthorizationError", ["APIError"]),
        ("NotFoundError", ["APIError"]),
        ("RateLimitError", ["APIError"]),
        ("ServerError", ["APIError"]),
        ("NetworkError", ["KonigleError"]),
        ("KonigleTimeoutError", ["NetworkError"]),
        ("InvalidArgumentError", ["KonigleError", "ValueError"]),
        ("ConfigurationError", ["KonigleError", "ValueError"]),
        ("WebhookSignatureError", ["KonigleError", "ValueError"]),
        ("ClientClosedError", ["KonigleError", "RuntimeError"]),
    ],
)
def test_the_documented_kinds(name: str, parents: list[str]) -> None:
    for parent in parents:
        assert issubclass(CLASSES[name], CLASSES.get(parent) or BUILT_IN[parent])


@pytest.mark.parametrize("kind", CLASSES.values())
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_each_pickles_with_everything(kind: type[KonigleError], protocol: int) -> None:
    error = made(kind)
    twin = pickle.loads(pickle.dumps(error, protocol))
    assert type(twin) is kind
    assert vars(twin) == vars(error)
    assert (twin.args, str(twin), repr(twin)) == (error.args, str(error), repr(error))


@pytest.mark.parametrize("kind", CLASSES.values())
def test_each_copies_with_everything(kind: type[KonigleError]) -> None:
    error = made(kind)
    for twin in (copy.copy(error), copy.deepcopy(error)):
        assert vars(twin) == vars(error)
        assert str(twin) == "what happened"


@pytest.mark.parametrize("kind", CLASSES.values())
def test_each_knows_the_call(kind: type[KonigleError]) -> None:
    error = made(kind)
    for name, value in FACTS.items():
        expected = tuple(value) if name == "attempts" else value
        assert getattr(error, name) == expected
    assert (error.message, error.args) == ("what happened", ("what happened",))


@pytest.mark.parametrize("kind", CLASSES.values())
def test_each_can_be_made_bare(kind: type[KonigleError]) -> None:
    error = kind()
    assert (str(error), error.operation, error.attempts, error.applied) == ("", None, (), "no")
    assert (error.field_errors, error.status_code) == ({}, None)


def test_an_api_error_takes_message_status_and_response_by_position() -> None:
    error = errors.APIError("m", 418, {"detail": "teapot"})
    assert (error.message, error.status_code, error.response) == ("m", 418, {"detail": "teapot"})


def test_the_facts_are_not_shared_with_the_caller() -> None:
    fields = {"email": ["Taken."]}
    error = KonigleError("m", field_errors=fields)
    fields["email"].append("x")
    assert error.field_errors == {"email": ["Taken."]}
