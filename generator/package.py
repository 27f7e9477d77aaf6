"""Makes an importable package of any document, with its own client, managers and models."""

import keyword
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from generator.errors import BuildError
from generator.lift.document import Document, lift
from generator.lift.source import RefusedError
from generator.plan.code_names import GENERATED
from generator.plan.planner import Planner
from generator.read.hints import NoHints
from generator.read.operations import read_operations
from generator.read.spec_grammar import check_vocabulary
from generator.represent.sdk import represent
from generator.representation import Sdk
from generator.unasync import convert
from generator.write import formatting, parser_adapter
from generator.write.managers import METHODS, foreign_manager_files
from generator.write.render import PACKAGE, Renderer
from generator.write.sdk_json import bundled


@dataclass(frozen=True)
class Package:
    """A package that was made.

    Attributes:
        files: Content by path below the output folder.
        document: What it was made of, with what was refused.
        sdk: Its managers and methods.
    """

    files: dict[str, bytes]
    document: Document
    sdk: Sdk


def make_package(path: Path, name: str) -> Package:
    """Makes every file, and writes none.

    Args:
        path: The document, OpenAPI 3.0 or 3.1, as YAML or JSON.
        name: The name of the package.

    Raises:
        BuildError: The document cannot be read, none of its operations can be generated, or the name is no name.
    """
    if not name.isidentifier() or keyword.iskeyword(name) or name == "konigle":
        raise BuildError(f"--package {name!r}: must be a name that Python can import, and not konigle")
    parser_adapter.check_version()
    formatting.check_version()
    document = lift(path)
    while document.spec.raw["paths"]:
        try:
            sdk, files = _generated(document, name)
        except RefusedError as problem:
            if not document.refuse(problem):
                raise
            continue
        return Package(formatting.format_files(_moved(files, name)), document, sdk)
    if not document.count:
        raise BuildError(f"{document.spec.label}: has no operation")
    raise BuildError("\n".join(["No operation can be generated:", *document.refused.values()]))


def _generated(document: Document, name: str) -> tuple[Sdk, dict[str, str]]:
    spec = document.spec
    check_vocabulary(spec)
    operations = read_operations(spec)
    planner = Planner(spec, NoHints(), operations)
    planner.plan()
    sdk = represent(planner)
    renderer = Renderer(planner, sdk)
    files = renderer.files() | foreign_manager_files(renderer, sdk, name, document.settings)
    files[f"{PACKAGE}/sdk.json"] = bundled(sdk)
    for path, text in list(files.items()):
        if path.startswith(f"{METHODS}/"):
            files[f"{PACKAGE}/_sync/{path.removeprefix(f'{METHODS}/')}"] = convert(text, Counter())
            files[f"{PACKAGE}/_async/{path.removeprefix(f'{METHODS}/')}"] = files.pop(path)
    return sdk, files


def _moved(files: dict[str, str], name: str) -> dict[str, str]:
    """The files as a package of that name."""
    names = (
        ("from konigle._async.client import AsyncClient", f"from {name}._async._client import AsyncClient"),
        ("from konigle._sync.client import Client", f"from {name}._sync._client import Client"),
        ("konigle._async.generated", f"{name}._async"),
        ("konigle._sync.generated", f"{name}._sync"),
        (GENERATED, name),
    )
    moved: dict[str, str] = {}
    for path, text in files.items():
        made = text
        for old, new in names if path.endswith(".py") else ():
            made = made.replace(old, new)
        moved[f"{name}/{path.removeprefix(f'{PACKAGE}/')}"] = made
    return moved
