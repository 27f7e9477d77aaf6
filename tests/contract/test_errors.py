"""Errors of the server are as in the spec, and name the operation."""

import asyncio
from collections.abc import Iterator
from operator import attrgetter
from urllib.parse import unquote

import httpx
import pytest

from konigle import NotFoundError
from konigle.sandbox import Sandbox
from tests.contract.conformity import response_problems
from tests.contract.steps import Step, first_steps
from tests.contract.world import World
from tests.spec.document import SpecOperation, operations

NOBODY = "no such id/ü?"
WITH_ID = [step for step in first_steps() if operations()[step.operation].parameters_in("path")]
each_step_with_id = pytest.mark.parametrize("step", WITH_ID, ids=lambda step: step.operation)
each_operation = pytest.mark.parametrize(
    "operation", operations().values(), ids=lambda operation: operation.id
)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.fixture(scope="module")
def world(sandbox: Sandbox) -> Iterator[World]:
    with World(sandbox) as made:
        yield made


def check_error(error: NotFoundError, operation: SpecOperation, sandbox: Sandbox) -> None:
    arrived = sandbox.requests[-1]
    ids = operation.ids_in(arrived.path)
    assert arrived.operation_id == operation.id
    assert ids is not None
    assert [unquote(value) for value in ids.values()] == [NOBODY]
    assert error.operation == operation.id
    assert (error.method, error.path_template) == (operation.method, operation.path)
    assert (error.status_code, error.applied) == (404, "no")
    assert error.request_id


@each_step_with_id
def test_an_unknown_id_is_an_error_that_names_the_operation(
    step: Step, sandbox: Sandbox, world: World
) -> None:
    (_, *rest), named = step.arguments(world)
    with sandbox.client() as client, pytest.raises(NotFoundError) as caught:
        attrgetter(step.call)(client)(NOBODY, *rest, **named)
    check_error(caught.value, operations()[step.operation], sandbox)


@each_step_with_id
def test_an_unknown_id_is_the_same_error_from_the_async_client(
    step: Step, sandbox: Sandbox, world: World
) -> None:
    (_, *rest), named = step.arguments(world)

    async def call() -> None:
        async with sandbox.async_client() as client:
            await attrgetter(step.call)(client)(NOBODY, *rest, **named)

    with pytest.raises(NotFoundError) as caught:
        asyncio.run(call())
    check_error(caught.value, operations()[step.operation], sandbox)


@each_operation
def test_a_request_without_a_key_is_refused_as_the_spec_says(
    operation: SpecOperation, sandbox: Sandbox
) -> None:
    path = operation.path.replace("{", "").replace("}", "")
    response = httpx.request(operation.method, sandbox.url + path, verify=False, timeout=60)
    assert response.status_code == 401
    assert response_problems(operation, 401, response.headers, response.content) == []
