"""`python -m tools.api_diff BASE` says what changed in the API and in the package since a commit."""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from generator.build import ROOT, SPEC, read_spec
from generator.errors import BuildError
from generator.read.spec import Spec
from tools.api_diff.changes import Change
from tools.api_diff.compare import Names, compare_specs
from tools.api_diff.facade import names_of
from tools.api_diff.history import checkout, version_of
from tools.api_diff.report import report, verdict
from tools.api_diff.surface import compare_surfaces, load_surface

_BUNDLED = "konigle/_generated/openapi.json"


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Compares; 0 when nothing breaks or the major version went up, 1 when it did not, 2 when nothing can be compared."""
    parser = argparse.ArgumentParser(prog="python -m tools.api_diff", description=__doc__)
    parser.add_argument(
        "base", help="what to compare with: a tag, a branch or a commit, such as the last release"
    )
    options = parser.parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory(prefix="konigle-diff-") as folder:
            old = Path(folder)
            commit = checkout(root, options.base, old)
            spec, surface, names = compare_projects(old, root)
            versions = version_of(old), version_of(root)
    except BuildError as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    print(f"# Since {options.base} ({commit})\n")
    print("\n".join(report(spec, surface, names.methods)))
    said, status = verdict([*spec, *surface], *versions)
    print(f"\n{said}")
    return status


def compare_projects(before: Path, after: Path) -> tuple[list[Change], list[Change], Names]:
    """Changes of the spec, further changes of the Python surface, and the names of both sides.

    Args:
        before: Folder of the older project.
        after: Folder of the newer one.

    Raises:
        BuildError: A spec cannot be read, or the newer one's code was not made of it.
    """
    names = names_of(before) | names_of(after)
    old, new = (read_spec(root) for root in (before, after))
    _check_generated(after, new)
    spec = compare_specs(old.raw, new.raw, names)
    surface = compare_surfaces(load_surface(before), load_surface(after), spec)
    return spec, surface, names


def _check_generated(root: Path, spec: Spec) -> None:
    path = root / _BUNDLED
    bundled = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None
    if bundled != json.loads(spec.bundled()):
        raise BuildError(
            f"{_BUNDLED} is not what {SPEC} and the files beside it say: run `make generate` first, so that the package can be compared"
        )


if __name__ == "__main__":
    sys.exit(main())
