"""A Java SDK made by openapi-generator of the portable spec: whole, compiled, and calling the sandbox.

`make other-language` runs this; `make test` does not, since it takes Java 17 and a generator of 30 MB. The jar of the
generator holds every library that the code it makes needs beside the JDK, so nothing else is downloaded.
"""

import os
import re
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from konigle.sandbox import Sandbox
from tests.portable.documents import operations, portable_document

HERE = Path(__file__).parent
SPEC = HERE.parents[2] / "openapi" / "portable.json"
PACKAGE = "com.konigle.reachout"
OPTIONS = {
    "apiPackage": f"{PACKAGE}.api",
    "invokerPackage": PACKAGE,
    "modelPackage": f"{PACKAGE}.model",
    "annotationLibrary": "none",
    "documentationProvider": "none",
    "openApiNullable": "false",  # its library is not in the jar; the price is that null cannot be sent
    "containerDefaultToNull": "true",  # or an update would send [] for every list that nobody named
    "enumUnknownDefaultCase": "true",  # otherwise an unknown enum value in a response would lose the page
    "hideGenerationTimestamp": "true",
    "useJakartaEe": "false",
}


def jar() -> Path:
    """The generator."""
    found = find_spec("openapi_generator_cli")
    assert found is not None, "run `make other-language`, which installs it"
    return Path(found.origin or "").parent / "openapi-generator.jar"


def run(*command: str | Path) -> str:
    """What a program prints; its errors fail the test."""
    done = subprocess.run([os.fspath(part) for part in command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The generated code."""
    target = tmp_path_factory.mktemp("java")
    options = ",".join(f"{name}={value}" for name, value in OPTIONS.items())
    properties = "apiTests=false,modelTests=false,apiDocs=false,modelDocs=false"
    templates = ("-t", HERE / "templates")  # without the annotation that the JDK no longer has
    run(
        *("java", "-jar", jar(), "generate", "-g", "java", "--library", "native", "-i", SPEC, "-o", target),
        *(*templates, "--additional-properties", options, "--global-property", properties),
    )
    return target / "src" / "main" / "java"


@pytest.fixture(scope="module")
def classes(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The generated code and the walk, compiled."""
    target = tmp_path_factory.mktemp("classes")
    files = [*sorted(source.rglob("*.java")), HERE / "PageCursor.java"]
    run("javac", "--release", "17", "-nowarn", "-proc:none", "-cp", jar(), "-d", target, *files)
    return target


def code(source: Path, folder: str) -> dict[str, str]:
    """Text of each generated class."""
    files = (source / PACKAGE.replace(".", "/") / folder).glob("*.java")
    return {path.stem: path.read_text(encoding="utf-8") for path in files}


def test_every_operation_is_a_method_of_the_class_of_its_tag(source: Path) -> None:
    apis = code(source, "api")
    for operation in operations(portable_document()):
        name = operation["tags"][0].title().replace("-", "") + "Api"
        assert re.search(rf"public \S+(, \S+)? {operation['operationId']}\(", apis[name]), operation[
            "operationId"
        ]
    assert len(operations(portable_document())) == 50


def test_every_schema_with_fields_is_a_class_with_all_of_them(source: Path) -> None:
    models = code(source, "model")
    for name, schema in portable_document()["components"]["schemas"].items():
        for field in schema.get("properties", {}):
            assert f'= "{field}";' in models[name], f"{name}.{field}"
        for word in schema.get("enum", []):
            assert f'("{word}")' in models[name], f"{name} {word}"


def test_the_classes_that_are_sent_begin_empty(source: Path) -> None:
    models = code(source, "model")
    sent = [name for name in models if name.endswith(("Create", "Update"))] + ["MarketingConsent", "Email"]
    for name in sent:
        begun = re.findall(r"^  private (\S+ )+\w+ = .*", models[name], re.MULTILINE)
        required: list[Any] = portable_document()["components"]["schemas"][name].get("required", [])
        assert len(begun) <= len(required), f"{name} would send what nobody said: {begun}"


def test_the_code_compiles_and_calls_the_sandbox(classes: Path) -> None:
    with Sandbox() as sandbox:
        printed = run(
            "java", "-cp", f"{classes}{os.pathsep}{jar()}", "PageCursor", sandbox.url, sandbox.api_key
        ).splitlines()
        sent = {request.operation_id: request for request in sandbox.requests}
    assert printed == [
        "consent true false",
        "page 1 [news] null",
        "identity pending",
        "campaign scheduled true",
        "ltv 99.90",
        "mail sent",
        'gone 404 {"detail":"Not found."}',
    ]
    assert sent["createContact"].json == {
        "email": "ada@example.com",
        "tags": ["news"],
        "marketing_consent": {"sms": False},
    }
    assert sent["updateContact"].json == {"country": "Portugal"}
    assert sent["listEmailTemplates"].query == "page=1&page_size=20&is_base=false&ordering=-name"
