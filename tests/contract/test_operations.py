"""Every operation of the spec is reached through the client, sync and async, and both sides say what the spec says."""

import json
from typing import Any

import pytest

from generator.write.skeleton import Skeletons
from tests.contract.agreement import differences
from tests.contract.conformity import request_problems, response_problems, sent_value
from tests.contract.steps import Step, all_steps
from tests.contract.walk import MODES, Exchange, Mode, walk
from tests.spec.document import Json, operations

STEPS = all_steps()
each_step = pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
each_mode = pytest.mark.parametrize("mode", MODES)


def succeeded(step: Step, mode: Mode) -> Exchange:
    exchange = walk(mode)[step]
    if exchange.error is not None:
        raise AssertionError(f"{step.call} failed") from exchange.error
    return exchange


@each_mode
def test_a_method_of_the_client_reaches_every_operation(mode: Mode) -> None:
    seen = {request.operation_id for exchange in walk(mode).values() for request in exchange.requests}
    missing = [name for name in operations() if name not in seen]
    if missing:
        skeletons = Skeletons()
        said = "\n".join(map(skeletons.message, missing))
        pytest.fail(f"No step in tests/contract/steps.py reaches:\n\n{said}", pytrace=False)


@each_mode
def test_every_form_of_a_request_body_is_sent_by_some_step(mode: Mode) -> None:
    sent = {
        (request.operation_id, request.headers.get("content-type", "").partition(";")[0])
        for exchange in walk(mode).values()
        for request in exchange.requests
        if request.body
    }
    assert sent == {
        (operation.id, media) for operation in operations().values() for media in operation.bodies
    }


@each_mode
@each_step
def test_the_request_is_what_the_spec_says(step: Step, mode: Mode) -> None:
    exchange = succeeded(step, mode)
    assert {request.operation_id for request in exchange.requests} == {step.operation}
    for request in exchange.requests:
        assert request_problems(operations()[step.operation], request) == []


@each_mode
@each_step
def test_the_response_is_what_the_spec_says(step: Step, mode: Mode) -> None:
    exchange = succeeded(step, mode)
    assert len(exchange.responses) == len(exchange.requests)
    for request, response in zip(exchange.requests, exchange.responses, strict=True):
        assert response.status_code == request.status == operations()[step.operation].success
        assert response.status_code is not None
        found = response_problems(
            operations()[step.operation], response.status_code, response.headers, response.content
        )
        assert found == []


@each_mode
@each_step
def test_what_is_returned_is_what_the_server_said(step: Step, mode: Mode) -> None:
    exchange = succeeded(step, mode)
    if exchange.responses[-1].status_code == 204:
        assert exchange.returned is True
        return
    bodies = [json.loads(response.content) for response in exchange.responses]
    assert list(differences(_in_shape(exchange.returned, step), _said(bodies, step))) == []


def _said(bodies: list[Json], step: Step) -> Any:
    if step.call.endswith("iter_all"):
        return [item for body in bodies for item in body["payload"]]
    (body,) = bodies
    return body[step.picked] if step.picked else body


def _in_shape(returned: Any, step: Step) -> Any:
    """A page as in the response: without what the client adds."""
    if not step.call.endswith(".list"):
        return returned
    return {name: getattr(returned, name) for name in ("payload", "count", "next", "previous", "num_pages")}


@each_mode
@pytest.mark.parametrize(
    "step", [step for step in STEPS if operations()[step.operation].bodies], ids=lambda step: step.name
)
def test_what_is_sent_is_what_was_given(step: Step, mode: Mode) -> None:
    exchange = succeeded(step, mode)
    (request,) = exchange.requests
    sent = sent_value(operations()[step.operation], request.headers["content-type"], request.body)
    bodies = [argument for argument in exchange.given if isinstance(argument, dict)]
    if bodies:
        given = {name: value for name, value in bodies[0].items() if name != "attachments"}
        assert {name: value for name, value in sent.items() if name != "attachments"} == given
    else:
        (value,) = exchange.given[1:]
        assert list(sent.values()) == ([] if value is None else [value])
