"""The vectors of conformance/vectors/validation.yaml: what is sent for what a caller writes, and what is refused."""

import importlib
import inspect
import json
import pkgutil
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import konigle
from konigle import Client, InvalidArgumentError
from konigle._core.body import JsonBody
from konigle._core.call import Call
from konigle._generated import api
from konigle._managers.list_arguments import as_filters

_FILE = Path(konigle.__file__).parents[1] / "conformance" / "vectors" / "validation.yaml"
_VECTORS: dict[str, list[dict[str, Any]]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
_MODULES = [
    importlib.import_module(f"{api.__name__}.{module.name}") for module in pkgutil.iter_modules(api.__path__)
]
_CLIENT = Client(api_key="no-key-is-used")
_MANAGERS = [each for name in dir(_CLIENT) if hasattr(each := getattr(_CLIENT, name), "_crud")]


@pytest.mark.parametrize(
    ("operation", "vector"),
    [(operation, vector) for operation, vectors in _VECTORS.items() for vector in vectors],
    ids=lambda part: part if isinstance(part, str) else json.dumps(part, ensure_ascii=True),
)
def test_each_vector(operation: str, vector: dict[str, Any]) -> None:
    given = next(vector[name] for name in ("body", "filters", "id") if name in vector)
    expected = {name: vector[name] for name in ("sends", "refused") if name in vector} or {"sends": given}
    try:
        outcome: dict[str, Any] = {"sends": _sent(operation, vector, given)}
    except InvalidArgumentError as error:
        outcome = {"refused": sorted(error.field_errors)}
    assert outcome == expected


def test_there_are_enough_vectors() -> None:
    assert sum(map(len, _VECTORS.values())) >= 183


def _sent(operation: str, vector: dict[str, Any], given: Any) -> Any:
    function = _function(operation)
    if "id" in vector:
        return function(given).path
    if "filters" in vector:
        manager = next(each for each in _MANAGERS if each._crud.list is function)
        query = function(as_filters(manager.filter_class, None, given)).query_strings()
        return {name: value for name, value in query.items() if name not in {"page", "page_size"}}
    manager = next((each for each in _MANAGERS if each._crud.update is function), None)
    if manager is not None:
        return _body(manager._update_call("id", given))  # refuses an update of nothing
    has_id = next(iter(inspect.signature(function).parameters)).endswith("_id")
    return _body(function("id", given) if has_id else function(given))


def _function(operation: str) -> Any:
    name = re.sub(r"([A-Z])", lambda found: f"_{found[1].lower()}", operation)
    return next(getattr(module, name) for module in _MODULES if hasattr(module, name))


def _body(call: Call[Any]) -> Any:
    assert isinstance(call.body, JsonBody)
    return json.loads(call.body.content)
