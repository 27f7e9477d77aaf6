"""Makes an importable package of a document, and calls its functions over HTTP."""

import importlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from generator.build import HINTS, SPEC, generated
from konigle import Client
from konigle._core.call import FileResponse
from tests.generator.constructs.stub import Stub

NAME = "konigle_constructs"


def make_package(document: dict[str, Any], root: Path, package: str = NAME) -> None:
    """Generates the package of a document below a folder, and forgets an earlier one of that name.

    Several test modules of one process make packages of the same name, of different documents.
    """
    for name in [name for name in sys.modules if name == package or name.startswith(f"{package}.")]:
        del sys.modules[name]
    importlib.invalidate_caches()
    for name, text in (
        (SPEC, yaml.safe_dump(document, sort_keys=False, allow_unicode=True)),
        (HINTS, "{}\n"),
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    for name, text in generated(root).items():
        if name.startswith("konigle/_generated/"):
            path = root / package / name.removeprefix("konigle/_generated/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text.replace("konigle._generated", package), encoding="utf-8")


def function(root: Path, tag: str, operation: str) -> Callable[..., Any]:
    """An endpoint function of the package below a folder."""
    if sys.path[0] != str(root):
        sys.path.insert(0, str(root))
    return getattr(importlib.import_module(f"{NAME}.api.{tag}"), operation)


def call(root: Path, tag: str, step: dict[str, Any], stub: Stub) -> Any:
    """The result of one call, made by a client over HTTP, as JSON."""
    made = make_call(root, tag, step)
    stub.prepare(step.get("receives", {}))
    with Client(api_key="secret-key", base_url=stub.url, retry_count=0) as client:
        return as_json(client.transport.send(made, **step.get("options", {})))


def make_call(root: Path, tag: str, step: dict[str, Any]) -> Any:
    """The call of a step, which is not sent yet."""
    arguments = [with_files(one) for one in step.get("arguments", [])]
    return function(root, tag, step["operation"])(*arguments, **step.get("keywords", {}))


def with_files(value: Any) -> Any:
    """A value with the files that `$file` stands for."""
    if isinstance(value, dict):
        if "$file" in value:
            return (value["$file"].encode(), value["name"])
        return {name: with_files(one) for name, one in value.items()}
    return [with_files(one) for one in value] if isinstance(value, list) else value


def as_json(value: Any) -> Any:
    """A result as its JSON, without what was not in the response."""
    if isinstance(value, BaseModel):
        return json.loads(value.model_dump_json(exclude_unset=True))
    if isinstance(value, list):
        return [as_json(one) for one in value]
    if isinstance(value, FileResponse):
        return {
            "size": value.size,
            "content_type": value.content_type,
            "file_name": value.file_name,
            "text": None if value.content is None else value.text,
            "path": None if value.path is None else str(value.path),
        }
    return json.loads(json.dumps(value, default=str))
