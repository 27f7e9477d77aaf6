"""Compares the API and the package with the last release, and says whether the version suits the changes."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from generator.build import ROOT, read_spec
from generator.errors import BuildError
from generator.read.spec import Raw
from tools.api_diff.__main__ import main as compare
from tools.api_diff.history import checkout
from tools.release.steps import ReleaseError, run


def last_release(root: Path) -> str | None:
    """The last tag such as `v2.1.0` that leads to this commit; None if there is none."""
    try:
        return run(["git", "describe", "--tags", "--abbrev=0", "--match", "v[0-9]*", "HEAD"], root).strip()
    except ReleaseError:
        return None


def main(root: Path = ROOT) -> int:
    """0 where the version suits the changes since the last release; 1 where it does not."""
    base = last_release(root)
    if base is None:
        print("No tag such as v2.0.0 leads to this commit: there is no release to compare with.")
        return 0
    status = compare([base], root)
    with tempfile.TemporaryDirectory(prefix="konigle-release-") as folder:
        try:
            checkout(root, base, Path(folder))
        except BuildError as problem:
            sys.stderr.write(f"{problem}\n")
            return 2
        old, new = (read_spec(path).raw for path in (Path(folder), root))
    removed = list(removed_without_warning(old, new))
    for name in removed:
        print(
            f"{name} was removed, but {base} did not deprecate it: deprecate it for one minor version first."
        )
    return status or int(bool(removed))


def removed_without_warning(old: Raw, new: Raw) -> Iterator[str]:
    """Operations, parameters and fields of the older spec that the newer one lacks and the older one did not deprecate."""
    kept = dict(_names(new))
    for name, raw in _names(old):
        holder = name.rpartition(".")[0]
        if name not in kept and not raw.get("deprecated") and (not holder or holder in kept):
            yield name


def _names(spec: Raw) -> Iterator[tuple[str, Raw]]:
    for path in spec["paths"].values():
        for operation in path.values():
            if isinstance(operation, dict) and "operationId" in operation:
                yield operation["operationId"], operation
                for parameter in operation.get("parameters", ()):
                    yield (
                        f"{operation['operationId']}.{parameter.get('name', parameter.get('$ref'))}",
                        parameter,
                    )
    for name, schema in spec.get("components", {}).get("schemas", {}).items():
        yield name, schema
        for part in (schema, *schema.get("allOf", ())):
            for field, raw in part.get("properties", {}).items():
                yield f"{name}.{field}", raw
