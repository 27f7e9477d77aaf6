"""Every operation that the client calls over HTTP says, on both sides, what the spec says.

`test_completeness.py` names the operations that cannot be called.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.contract.agreement import differences
from tests.contract.conformity import request_problems, response_problems, sent_value
from tests.contract.steps import Step
from tests.contract.walk import MODES, Exchange, Mode, walk
from tests.spec.document import Json, operations

each_mode = pytest.mark.parametrize("mode", MODES)


def succeeded(mode: Mode) -> Iterator[tuple[Step, Exchange]]:
    return ((step, exchange) for step, exchange in walk(mode).items() if exchange.error is None)


@each_mode
def test_every_form_of_a_request_body_is_sent_by_some_step(mode: Mode) -> None:
    sent = {
        (request.operation_id, request.headers.get("content-type", "").partition(";")[0])
        for _, exchange in succeeded(mode)
        for request in exchange.requests
        if request.body
    }
    called = {step.operation for step, _ in succeeded(mode)}
    assert sent == {(name, media) for name in called for media in operations()[name].bodies}


@each_mode
def test_the_request_is_what_the_spec_says(mode: Mode) -> None:
    found: dict[str, list[str]] = {}
    for step, exchange in succeeded(mode):
        assert {request.operation_id for request in exchange.requests} == {step.operation}
        for request in exchange.requests:
            found.setdefault(step.name, []).extend(request_problems(operations()[step.operation], request))
    assert {name: problems for name, problems in found.items() if problems} == {}


@each_mode
def test_the_response_is_what_the_spec_says(mode: Mode) -> None:
    found: dict[str, list[str]] = {}
    for step, exchange in succeeded(mode):
        operation = operations()[step.operation]
        for request, response in zip(exchange.requests, exchange.responses, strict=True):
            assert response.status_code == request.status == operation.success, step.name
            found.setdefault(step.name, []).extend(
                response_problems(operation, response.status_code, response.headers, response.content)
            )
    assert {name: problems for name, problems in found.items() if problems} == {}


@each_mode
def test_what_is_returned_is_what_the_server_said(mode: Mode) -> None:
    found: dict[str, list[str]] = {}
    for step, exchange in succeeded(mode):
        if exchange.responses[-1].status_code == 204:
            assert exchange.returned is True, step.name
            continue
        bodies = [json.loads(response.content) for response in exchange.responses]
        found[step.name] = list(differences(_in_shape(exchange.returned, step), _said(bodies, step)))
    assert {name: lost for name, lost in found.items() if lost} == {}


def _said(bodies: list[Json], step: Step) -> Any:
    if step.call.endswith("iter_all"):
        assert len(bodies) == 2, "three resources on pages of two"
        return [item for body in bodies for item in body["payload"]]
    (body,) = bodies
    return body[step.picked] if step.picked else body


def _in_shape(returned: Any, step: Step) -> Any:
    """A page as the response has it: without what the client adds."""
    if not step.call.endswith(".list"):
        return returned
    return {name: getattr(returned, name) for name in ("payload", "count", "next", "previous", "num_pages")}


@each_mode
def test_what_is_sent_is_what_was_given(mode: Mode) -> None:
    for step, exchange in succeeded(mode):
        if not operations()[step.operation].bodies:
            continue
        (request,) = exchange.requests
        sent = sent_value(operations()[step.operation], request.headers["content-type"], request.body)
        bodies = [argument for argument in exchange.given if isinstance(argument, dict)]
        if bodies:
            given = {name: value for name, value in bodies[0].items() if name != "attachments"}
            assert {name: value for name, value in sent.items() if name != "attachments"} == given, step.name
        else:
            (value,) = exchange.given[1:]
            assert list(sent.values()) == ([] if value is None else [value]), step.name
