"""Methods that are more than one call, and what a client adds to one, work over HTTP with both clients."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from konigle import KonigleError
from tests.generator.constructs.examples import Example, document, examples
from tests.generator.constructs.managers import (
    NAME,
    SIDES,
    Script,
    call_method,
    compared,
    make_managers,
    method_of,
)
from tests.generator.constructs.package import make_package
from tests.generator.constructs.stub import made_as_expected, started

WITH_METHODS = [one for one in examples() if (one.methods or one.calls) and not one.refused]
STEPS = [(one, step) for one in WITH_METHODS for step in one.methods]
CALLS = [(one, step) for one in WITH_METHODS for step in one.calls]


@pytest.fixture(scope="module", autouse=True)
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All examples with methods, in one package."""
    root = tmp_path_factory.mktemp("methods")
    make_package(document(WITH_METHODS), root, NAME)
    make_managers(root)
    return root


@pytest.fixture(scope="module")
def stub() -> Iterator[Script]:
    with started(Script()) as server:
        assert isinstance(server, Script)
        yield server


@pytest.fixture(autouse=True)
def _no_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    async def sleep(_: float) -> None:
        """Takes no time."""

    monkeypatch.setattr("konigle._async.polling.async_sleep", sleep)
    monkeypatch.setattr("konigle._sync.polling.sync_sleep", lambda _: None)


def _name(value: Any) -> str:
    if isinstance(value, Example):
        return f"{value.name} {value.construct}"
    return str(value.get("method") or value["operation"])


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize(("example", "step"), STEPS, ids=_name)
def test_the_method_makes_these_requests(
    example: Example, step: dict[str, Any], stub: Script, side: str
) -> None:
    exchanges = step.get("exchanges", [])
    if "raises" in step:
        with pytest.raises(KonigleError) as caught:
            call_method(example.name, step, stub, side)
        assert step["raises"] in f"{type(caught.value).__name__}: {caught.value}"
    else:
        assert call_method(example.name, step, stub, side) == step["gives"]
    words = ("method", "path", "query", "headers", "body")
    sent = [{word: one[word] for word in words if word in one} for one in exchanges]
    assert [compared(one, received) for one, received in zip(sent, stub.requests, strict=True)] == sent


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize(("example", "step"), CALLS, ids=_name)
def test_the_method_of_an_operation_makes_its_call(
    example: Example, step: dict[str, Any], stub: Script, package: Path, side: str
) -> None:
    method = method_of(step["operation"], package)
    more: dict[str, Any] = {"method": method.name, "exchanges": [step.get("receives", {})]}
    if any(one.source == "field" for one in method.arguments):  # the only field of the body is an argument
        *ids, body = step["arguments"]
        more |= {"arguments": ids, "keywords": {**step.get("keywords", {}), **body}}
    result = call_method(example.name, {**step, **more}, stub, side)
    expected = step.get("gives", step.get("receives", {}).get("json"))
    assert result == (result if expected is None and result is True else expected)
    assert made_as_expected(step.get("sends", {}), stub.requests[0])


@pytest.mark.parametrize("side", SIDES)
def test_a_file_is_saved_where_the_method_is_told_to(
    stub: Script, package: Path, tmp_path: Path, side: str
) -> None:
    example, step = next((one, step) for one, step in CALLS if step["operation"] == "export_csv")
    method = {"method": method_of("export_csv", package).name, "exchanges": [step["receives"]]}
    saved = tmp_path / "rows.csv"
    call_method(example.name, {**method, "keywords": {"to": saved}}, stub, side)
    assert saved.read_text(encoding="utf-8") == step["gives"]["text"]
