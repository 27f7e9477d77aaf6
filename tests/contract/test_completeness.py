"""The one place that fails for an operation that has no method, no handler in the sandbox, or needs an entry.

The other tests go over the operations that can be called.
"""

import pytest

from konigle.sandbox.resources import crud
from konigle.sandbox.resources.handlers import all_handlers
from tests.contract.steps import WORDS, call_of, method_of, table
from tests.contract.walk import MODES, walk
from tests.spec.document import operations

TABLE = "tests/operations.yaml"


def test_every_operation_has_a_method_and_a_handler() -> None:
    missing: list[str] = []
    for name, operation in operations().items():
        if method_of(call_of(operation)) is None:
            missing.append(
                f"The clients have no method {call_of(operation)} for {name}: run `make generate`. If the method has another "
                f"name, add `{name}: {{call: manager.method}}` to {TABLE}.\n"
            )
        if name not in all_handlers():
            missing.append(
                f"The sandbox has no handler for {name}: write one into {_handlers_of(operation.tag)}.\n"
            )
    if missing:
        pytest.fail("\n".join(missing), pytrace=False)


def test_every_call_succeeds() -> None:
    failed = {
        step.name: f"{step.name}: {step.call} failed with {exchange.error!r}. If the resource must go through other "
        f"operations first, or the example of the body does not fit, write `{step.operation}: {{after: [operation]}}` "
        f"or another word into {TABLE}, which explains them."
        for mode in MODES
        for step, exchange in walk(mode).items()
        if exchange.error is not None
    }
    if failed:
        pytest.fail("\n".join(failed.values()), pytrace=False)


def test_the_table_speaks_of_operations_and_words_that_exist() -> None:
    entries = table()["operations"]
    assert entries.keys() <= operations().keys()
    resources = {operation.resource for operation in operations().values() if operation.is_create}
    for entry in entries.values():
        assert entry.keys() | entry.get("again", {}).keys() <= WORDS | {"name"}
        assert set(entry.get("needs", ())) <= resources
        assert set(entry.get("after", ())) <= operations().keys()


def _handlers_of(tag: str) -> str:
    """Where the handlers of a tag are written that are no plain create, read, update or delete."""
    handlers = [all_handlers().get(one.id) for one in operations().values() if one.tag == tag]
    modules = {getattr(one, "func", one).__module__ for one in handlers if one is not None} - {crud.__name__}
    return f"{min(modules).replace('.', '/')}.py" if modules else "a module of konigle/sandbox/resources"
