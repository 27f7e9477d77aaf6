"""Whatever the spec allows in a response, and what a newer server may add to it, is decoded without loss."""

import copy
import json
import pickle
import re
from importlib import import_module
from operator import attrgetter
from typing import Any

import hypothesis
import pytest
from pydantic import BaseModel

from konigle.models.comm import BaseResource
from konigle.types import PaginatedResponse
from tests.contract.agreement import differences, reachable
from tests.contract.steps import NOWHERE, all_steps, step_of
from tests.properties.responses import responses, with_responses
from tests.properties.senders import sender_for
from tests.properties.strategies import bounded
from tests.spec.document import SpecOperation, operations, problems, validator

CALLED = {step.operation for step in all_steps()}
each_operation = pytest.mark.parametrize(
    "operation",
    [operation for operation in with_responses() if operation.id in CALLED],
    ids=lambda operation: operation.id,
)
few = bounded(25)


def read(operation: SpecOperation, response: Any) -> tuple[BaseModel | dict[str, Any], Any]:
    """What the client makes of an answer: as it was read whole, and as it is handed out."""
    step = step_of(operation.id)
    sender = sender_for(operation.id)
    sender.response = json.dumps(response).encode()
    args, kwargs = step.arguments(NOWHERE)
    with sender.client.raw_responses() as calls:
        returned = attrgetter(step.call)(sender.client)(*args, **kwargs)
    if operation.is_list:  # handed out as a page of another class
        api = import_module(f"konigle._generated.api.{operation.tag.replace('-', '_')}")
        make_call = getattr(api, re.sub("([A-Z])", r"_\1", operation.id).lower())
        return make_call().read(sender.response), returned
    return calls[0].value, returned


def models_within(value: Any) -> list[BaseModel]:
    """Every model in a value, the value itself first."""
    if isinstance(value, BaseModel):
        return [value, *(model for inner in reachable(value).values() for model in models_within(inner))]
    if isinstance(value, (list, dict)):
        items = value.values() if isinstance(value, dict) else value
        return [model for item in items for model in models_within(item)]
    return []


@each_operation
@few
@hypothesis.given(data=hypothesis.strategies.data())
def test_a_response_is_read_without_loss(operation: SpecOperation, data: Any) -> None:
    response = data.draw(responses(operation.id))
    was_read, returned = read(operation, response)
    assert list(differences(was_read, response)) == []
    if isinstance(returned, PaginatedResponse):
        items = response["payload"] if "payload" in response else response.get("results", [])
        assert list(differences(returned.payload, items)) == []
    for model in (*models_within(was_read), *models_within(returned)):
        check_use(model)


def check_use(model: BaseModel) -> None:
    """A model can be shown, copied, compared and pickled, whatever is in it."""
    assert repr(model)
    assert str(model)
    assert copy.deepcopy(model) == model
    assert model.model_dump(warnings=False).keys() == reachable(model).keys()
    json.loads(model.model_dump_json(warnings=False))
    twin = pickle.loads(pickle.dumps(model))
    assert twin == model
    if isinstance(model, BaseResource):
        assert not model.is_dirty
        assert callable(model.save)
        assert callable(model.delete)


@each_operation
def test_the_example_of_the_spec_is_read_as_it_is(operation: SpecOperation) -> None:
    for response in operation.response_examples():
        was_read, _ = read(operation, response)
        assert list(differences(was_read, response)) == []


def test_the_generated_responses_are_what_the_spec_allows_unless_they_were_changed() -> None:
    counts = {True: 0, False: 0}

    @hypothesis.settings(few, max_examples=60)
    @hypothesis.given(response=responses("getCampaign"))
    def check(response: Any) -> None:
        schema = operations()["getCampaign"].response_schema()
        assert schema is not None
        counts[not problems(validator(schema), response)] += 1

    check()
    assert min(counts.values()) >= 5
