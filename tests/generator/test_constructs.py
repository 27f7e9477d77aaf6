"""Each construct of OpenAPI that the generator understands works over HTTP; each other one stops it with a way out."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from generator.errors import BuildError
from konigle import InvalidArgumentError
from tests.generator.constructs.examples import Example, document, examples
from tests.generator.constructs.package import call, make_call, make_package
from tests.generator.constructs.stub import Stub, made_as_expected, started
from tests.generator.constructs.table import PAGE, with_tables

ALL = examples()
UNDERSTOOD = [one for one in ALL if not one.refused]
STEPS = [(one, step) for one in UNDERSTOOD for step in one.steps()]
REJECTS = [(one, reject) for one in UNDERSTOOD for reject in one.rejects]
REFUSED = [one for one in ALL if one.refused]


def _name(value: Any) -> str:
    return value.name if isinstance(value, Example) else value.get("operation", "rejects")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All constructs that are understood, in one package."""
    root = tmp_path_factory.mktemp("constructs")
    make_package(document(UNDERSTOOD), root)
    return root


@pytest.fixture(scope="module")
def stub() -> Iterator[Stub]:
    with started() as server:
        yield server


@pytest.mark.parametrize(("example", "step"), STEPS, ids=_name)
def test_it_is_sent_and_read_without_loss(
    package: Path, stub: Stub, example: Example, step: dict[str, Any]
) -> None:
    result = call(package, example.name, step, stub)
    assert result == step.get("gives", step.get("receives", {}).get("json"))
    assert made_as_expected(step.get("sends", {}), stub.received)


@pytest.mark.parametrize(("example", "reject"), REJECTS, ids=_name)
def test_what_does_not_fit_is_rejected_before_it_is_sent(
    package: Path, example: Example, reject: dict[str, Any]
) -> None:
    step = (
        reject
        if "operation" in reject
        else {"operation": f"send_{example.name}", "arguments": [reject["value"]]}
    )
    with pytest.raises(InvalidArgumentError) as caught:
        make_call(package, example.name, step)
    assert reject["says"] in str(caught.value)


@pytest.mark.parametrize("example", [one for one in UNDERSTOOD if one.values], ids=_name)
def test_its_values_are_what_the_document_says(example: Example) -> None:
    """So that the examples are examples of the construct."""
    whole = document([example])
    schema = {"$ref": f"#/components/schemas/{example.sent or example.both or example.read}", **whole}
    validator = jsonschema_rs.Draft202012Validator(json.loads(json.dumps(schema)))
    assert [list(map(str, validator.iter_errors(value))) for value in example.values] == [
        [] for _ in example.values
    ]


@pytest.mark.parametrize("example", REFUSED, ids=_name)
def test_what_stays_refused_is_named_with_its_line_and_a_way_out(tmp_path: Path, example: Example) -> None:
    with pytest.raises(BuildError) as caught:
        make_package(document([example]), tmp_path)
    where, _, said = str(caught.value).partition(f": {example.refused}: ")
    assert said == example.says, str(caught.value)
    assert where.startswith("openapi/konigle-reachout.yaml:")


def test_the_page_has_the_tables() -> None:
    """`python -m tests.generator.constructs` writes them."""
    page = PAGE.read_text(encoding="utf-8")
    assert page == with_tables(page)
