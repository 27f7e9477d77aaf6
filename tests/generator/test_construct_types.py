"""What is generated for each construct is typed: mypy accepts the package, and TypeScript the requests and responses."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.generator.constructs.examples import Example, document, examples
from tests.generator.constructs.managers import NAME, make_managers
from tests.generator.constructs.package import make_package

PROJECT = Path(__file__).parents[2]
TYPESCRIPT = PROJECT / "clients" / "typescript"
UNDERSTOOD = [one for one in examples() if not one.refused]
SCRIPT = """
import openapiTS, { astToString } from "openapi-typescript";
let text = "";
for await (const part of process.stdin) text += part;
process.stdout.write(astToString(await openapiTS(JSON.parse(text), { defaultNonNullable: false, silent: true })));
"""


def test_the_package_and_the_managers_of_both_sides_pass_mypy(tmp_path: Path) -> None:
    make_package(document(UNDERSTOOD), tmp_path, NAME)
    make_managers(tmp_path)
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), "-p", NAME],
        cwd=tmp_path,
        env={**os.environ, "MYPYPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


def _camel(operation: str, whole: dict[str, Any]) -> str:
    """The operationId of an endpoint function."""
    ids = [
        one["operationId"]
        for item in whole["paths"].values()
        for one in item.values()
        if "operationId" in one
    ]
    return next(one for one in ids if one.lower() == operation.replace("_", "").lower() or one == operation)


def _statements(example: Example, whole: dict[str, Any]) -> list[str]:
    """Values of each request and response, each with the type that the document gives it."""
    found: list[str] = []
    for step in example.steps():
        operation = f'operations["{_camel(step["operation"], whole)}"]'
        if "json" in step.get("sends", {}):
            kind = f'NonNullable<{operation}["requestBody"]>["content"]["application/json"]'
            found.append(f"const x: {kind} = {json.dumps(step['sends']['json'])};")
        received = step.get("receives", {})
        if "json" in received and "content-type" not in received.get("headers", {}):
            responses = f'{operation}["responses"][{received.get("status", 200)}]["content"]'
            found.append(f"const x: {responses}[keyof {responses}] = {json.dumps(received['json'])};")
    return [f"{{ {one} void x; }}" for one in found]


def _with_references(value: Any) -> Any:
    """A document without bare names in `mapping`, which OpenAPI allows and openapi-typescript cannot resolve."""
    if isinstance(value, list):
        return [_with_references(one) for one in value]
    if not isinstance(value, dict):
        return value
    made = {name: _with_references(one) for name, one in value.items()}
    if isinstance(made.get("mapping"), dict):
        names = made["mapping"].items()
        made["mapping"] = {key: one if "/" in one else f"#/components/schemas/{one}" for key, one in names}
    return made


@pytest.mark.skipif(
    not (TYPESCRIPT / "node_modules" / "openapi-typescript").is_dir(),
    reason="`make setup-typescript` installs what makes the types",
)
def test_the_typescript_types_fit_the_requests_and_responses(tmp_path: Path) -> None:
    whole = document(UNDERSTOOD)
    (tmp_path / "node_modules").symlink_to(TYPESCRIPT / "node_modules")
    (tmp_path / "make.mjs").write_text(SCRIPT, encoding="utf-8")
    types = subprocess.run(
        ["node", "make.mjs"],
        cwd=tmp_path,
        input=json.dumps(_with_references(whole)),
        capture_output=True,
        text=True,
        check=True,
    )
    (tmp_path / "schema.ts").write_text(types.stdout, encoding="utf-8")
    # the examples of schemas also hold what only a newer server would send
    of_requests = [one for one in UNDERSTOOD if one.name.startswith("wire")]
    statements = [line for example in of_requests for line in _statements(example, whole)]
    use = ['import type { operations } from "./schema.js";', *statements]
    (tmp_path / "use.ts").write_text("\n".join(use), encoding="utf-8")
    compiled = subprocess.run(
        [
            *("node", "node_modules/typescript/bin/tsc", "--noEmit", "--strict", "--skipLibCheck"),
            *("--module", "nodenext", "--target", "es2022", "use.ts"),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert statements
    assert compiled.returncode == 0, compiled.stdout
