"""Makes the Go SDK's generated files from the representation: client, managers, models, operations and error kinds.

The templates write what gofmt would, so that making the files needs no Go; `make test-go` checks that gofmt agrees.
"""

import re
from dataclasses import replace
from pathlib import Path

from generator.representation import Field, Manager, Sdk, only_in_python
from generator.write.environment import environment
from generator.write.go import text
from generator.write.go.methods import Methods
from generator.write.go.models import Models
from generator.write.go.settings import ErrorKinds, Settings

FOLDER = "clients/go"


def go_files(root: Path, sdk: Sdk) -> dict[str, str]:
    """The generated files of the package; methods that are written by hand are left out."""
    sdk = _without_unsupported(sdk)
    types = Models(sdk)
    env = environment()
    env.filters.update(
        go=text.exported,
        local=text.local,
        quote=text.quote,
        comment=text.comment,
        lower_first=text.lower_first,
    )
    env.globals.update(
        sdk=sdk,
        types=types,
        methods=Methods(sdk, types, _hand_written(root)),
        settings=Settings(sdk),
        kinds=ErrorKinds(sdk),
    )
    return {
        f"{FOLDER}/{path}_gen.go": text.with_imports(
            env.get_template(f"{path.rpartition('/')[2]}.go.jinja").render()
        )
        for path in ("client", "managers", "models", "operations", "conformance/calls")
    }


def _without_unsupported(sdk: Sdk) -> Sdk:
    """The SDK without the methods that this package cannot call; the comment of their manager names them."""

    def reduced(manager: Manager) -> Manager:
        left_out = [
            f"{one.operation} ({why})" for one in manager.methods if (why := only_in_python(sdk, one))
        ]
        doc = f"{manager.doc} Not in this package: {', '.join(left_out)}." if left_out else manager.doc
        return replace(
            manager, doc=doc, methods=tuple(one for one in manager.methods if not only_in_python(sdk, one))
        )

    areas = tuple(replace(area, managers=tuple(map(reduced, area.managers))) for area in sdk.areas)
    models = tuple(model for model in sdk.models if not any(map(_has_file, model.fields)))
    return replace(sdk, areas=areas, models=models)


def _has_file(field: Field) -> bool:
    return "file" in {field.type.kind, field.type.items.kind if field.type.items else ""}


def _hand_written(root: Path) -> set[tuple[str, str]]:
    """The stems of managers, each with a method, that are written by hand; they replace generated ones."""
    files = (path for path in (root / FOLDER).glob("*.go") if not path.name.endswith("_gen.go"))
    pattern = re.compile(r"^func \(\w+ \*?(\w+)Manager\) (\w+)\(", re.MULTILINE)
    return {found for path in files for found in pattern.findall(path.read_text(encoding="utf-8"))}
