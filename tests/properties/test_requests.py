"""Whatever a request model can be built with and sends, the spec allows."""

from operator import attrgetter
from typing import Any

import hypothesis
import pydantic
import pytest
from hypothesis import strategies as st

from konigle import KonigleError
from tests.contract.agreement import differences
from tests.contract.conformity import (
    body_problems,
    path_problems,
    properties_of,
    query_problems,
    sent_value,
)
from tests.properties.oddities import ODDITIES
from tests.properties.senders import ModelCall, Sender, filter_calls, model_calls, sender_for
from tests.properties.strategies import bounded, kwargs_of
from tests.spec.document import SpecOperation, operations, resolve

each_call = pytest.mark.parametrize("call", model_calls(), ids=lambda call: call.operation.id)
each_list = pytest.mark.parametrize("operation", filter_calls(), ids=lambda operation: operation)
few = bounded(30)


def sent_problems(operation: SpecOperation, sender: Sender) -> list[str]:
    """What is wrong with the request that went out; one must have gone out."""
    request = sender.request
    assert request is not None
    path, _, query = request.url.raw_path.decode("ascii").partition("?")
    content_type = request.headers.get("content-type", "")
    return [
        *path_problems(operation, path),
        *query_problems(operation, query),
        *body_problems(operation, content_type, request.read()),
    ]


def minimal(call: ModelCall) -> dict[str, Any]:
    """The required fields, as the spec's example has them, or one field of a model that requires none."""
    example = call.operation.body_example()
    required = {name: example[name] for name, field in call.model.model_fields.items() if field.is_required()}
    return required or dict([next(iter(example.items()))])


def sent_by(operation: SpecOperation, sender: Sender) -> dict[str, Any]:
    """What the body of the request says, files left out."""
    request = sender.request
    assert request is not None
    sent = sent_value(operation, request.headers["content-type"], request.read())
    return {name: value for name, value in sent.items() if name != "attachments"}


def is_said(call: ModelCall, name: str, value: object) -> bool:
    """Whether a value is sent at all: an update sends everything, a create what is neither None nor blank for none."""
    if call.model.__name__.endswith("Update"):
        return True
    schema = next(iter(call.operation.bodies.values()))["schema"]
    is_optional_address = resolve(properties_of(schema).get(name, {})).get("format") == "email-or-blank"
    return value is not None and not (is_optional_address and value == "") and name != "attachments"


@each_call
@few
@hypothesis.given(data=st.data())
def test_what_fits_the_model_is_taken_and_fits_the_spec(call: ModelCall, data: st.DataObject) -> None:
    kwargs = data.draw(kwargs_of(call.model, at_least=1))
    body = call.model(**kwargs)
    sender = sender_for(call.operation.id)
    call.send(sender.client, body)
    assert sent_problems(call.operation, sender) == []
    sent = sent_by(call.operation, sender)
    assert sent.keys() == {name for name, value in kwargs.items() if is_said(call, name, value)}
    assert [found for name in sent for found in differences(getattr(body, name), sent[name], name)] == []


@each_call
def test_one_odd_value_is_refused_before_it_is_sent_or_fits_the_spec(call: ModelCall) -> None:
    sender = sender_for(call.operation.id)
    wrong: list[str] = []
    for name in call.model.model_fields:
        for value in ODDITIES:
            sender.request = None
            try:
                call.send(sender.client, call.model(**{**minimal(call), name: value}))
            except (pydantic.ValidationError, KonigleError):
                problems = ["refused only after it was sent"] if sender.request else []
            except Exception as error:  # noqa: BLE001 - any exception is a failure of the test
                problems = [f"{type(error).__name__} escapes"]
            else:
                problems = sent_problems(call.operation, sender)
            wrong += [f"{name}={value!r}: {problem}" for problem in problems]
    assert wrong == []


@each_call
def test_an_assigned_odd_value_is_checked_like_a_constructed_one(call: ModelCall) -> None:
    for name in call.model.model_fields:
        for value in ODDITIES:
            body = call.model(**minimal(call))
            try:
                constructed = call.model(**{**minimal(call), name: value})
            except pydantic.ValidationError:
                before = body.model_dump()
                with pytest.raises(pydantic.ValidationError):
                    setattr(body, name, value)
                assert body.model_dump() == before
            else:
                setattr(body, name, value)
                assert repr(getattr(body, name)) == repr(getattr(constructed, name))


@each_list
@few
@hypothesis.given(data=st.data())
def test_what_fits_the_filters_is_taken_and_fits_the_spec(operation: str, data: st.DataObject) -> None:
    filters, call = filter_calls()[operation]
    kwargs = data.draw(kwargs_of(filters))
    page, size = data.draw(st.integers(1, 10**6)), data.draw(st.integers(1, 200))
    sender = sender_for(operation)
    attrgetter(call)(sender.client)(page, size, filters(**kwargs))
    assert sent_problems(operations()[operation], sender) == []
    as_object = sender.request
    attrgetter(call)(sender.client)(page, size, **kwargs)
    assert as_object is not None
    assert sender.request is not None
    assert as_object.url == sender.request.url


@each_list
def test_one_odd_filter_is_refused_before_it_is_sent_or_fits_the_spec(operation: str) -> None:
    filters, call = filter_calls()[operation]
    sender = sender_for(operation)
    wrong: list[str] = []
    for name in [*filters.model_fields, "page", "page_size"]:
        for value in ODDITIES:
            sender.request = None
            try:
                attrgetter(call)(sender.client)(**{name: value})
            except KonigleError:
                problems = ["refused only after it was sent"] if sender.request else []
            except Exception as error:  # noqa: BLE001 - any exception is a failure of the test
                problems = [f"{type(error).__name__} escapes"]
            else:
                problems = sent_problems(operations()[operation], sender)
            wrong += [f"{name}={value!r}: {problem}" for problem in problems]
    assert wrong == []


def test_every_request_model_of_the_package_is_sent_by_some_call() -> None:
    import konigle.models.comm
    from konigle._core.models import BaseFilters, Payload, Value

    bases = (Value, BaseFilters)
    written = {
        name
        for name in konigle.models.comm.__all__
        if isinstance(kind := getattr(konigle.models.comm, name), type)
        and issubclass(kind, Payload)
        and not issubclass(kind, bases)
        and not name.startswith("Base")
        and not issubclass(kind, konigle.models.comm.BaseResource)
    }
    sent = {call.operation.id: call.model.__name__ for call in model_calls()}
    # tests/contract/test_completeness.py names the operations that cannot be called yet
    not_yet = {one.body_schema for one in operations().values() if one.id not in sent}
    assert written - set(sent.values()) - not_yet == {"CreateModel", "UpdateModel"}
