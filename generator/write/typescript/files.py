"""Makes the TypeScript SDK's generated files from the representation: client, managers, models, settings and errors.

The templates write what prettier would, so that making the files needs no Node.js; `make check-typescript` checks that
prettier agrees. openapi-typescript makes the types of requests and responses (`schema.ts`).
"""

import re
from pathlib import Path

from generator.representation import Sdk
from generator.write.environment import environment
from generator.write.typescript import text
from generator.write.typescript.facts import KINDS, Facts
from generator.write.typescript.managers import Managers
from generator.write.typescript.models import Models
from generator.write.typescript.settings import Errors, Settings

FOLDER = "clients/typescript/src"


def typescript_files(root: Path, sdk: Sdk) -> dict[str, str]:
    """The generated files; a class of `managers/` stands in the client for the generated one that it extends."""
    models = Models(sdk)
    managers = Managers(sdk, models, _managers_by_hand(root))
    errors = Errors(sdk, _kinds_by_hand(root))
    env = environment()
    env.filters.update(
        camel=text.camel,
        comment=text.comment,
        error=text.error,
        imports=text.imports,
        literal=text.literal,
        model=text.model,
        quote=text.quote,
        union=text.union_type,
    )
    views = {
        "client": managers,
        "errors": errors,
        "managers": managers,
        "models": models,
        "operations": Facts(sdk),
        "settings": Settings(sdk),
        "statuses": errors,
    }
    return {
        f"{FOLDER}/generated/{name}.ts": env.get_template(f"{name}.ts.jinja").render(
            sdk=sdk, ts=view, kinds=KINDS
        )
        for name, view in views.items()
    }


def _managers_by_hand(root: Path) -> dict[str, str]:
    """The modules of managers that are written by hand, by the stem of the manager."""
    found: dict[str, str] = {}
    for path in sorted((root / FOLDER / "managers").glob("*.ts")):
        for stem in re.findall(
            r"^export class (\w+)Manager ", path.read_text(encoding="utf-8"), re.MULTILINE
        ):
            found[stem] = path.stem
    return found


def _kinds_by_hand(root: Path) -> list[str]:
    """The kinds of the errors whose classes are written by hand."""
    path = root / FOLDER / "errorBase.ts"
    return (
        re.findall(r'kind: ErrorKind = "(\w+)"', path.read_text(encoding="utf-8")) if path.is_file() else []
    )
