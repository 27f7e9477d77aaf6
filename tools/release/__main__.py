"""`python -m tools.release dist` builds and checks what is released; `gate` and `version 2.1.0` prepare it."""

import shutil
import sys
import tempfile
from pathlib import Path

from tools.api_diff.history import version_of
from tools.release import gate, other_languages, python_package, versions
from tools.release.steps import ROOT, ReleaseError, run

_DIST = ROOT / "dist"


def dist(tools: Path) -> None:
    """Writes `dist/`: the Python, npm and Go packages, and a bill of materials.

    Args:
        tools: An interpreter that has what `requirements.txt` beside this file lists.

    Raises:
        ReleaseError: Something must not be released.
    """
    if wrong := versions.different_copies():
        raise ReleaseError(
            "\n".join([*wrong, "`python -m tools.release version <version>` writes it everywhere"])
        )
    version = versions.semantic(version_of(ROOT))
    epoch = run(["git", "log", "-1", "--format=%ct"]).strip()
    shutil.rmtree(_DIST, ignore_errors=True)
    _DIST.mkdir()
    with tempfile.TemporaryDirectory(prefix="konigle-dist-") as name:
        scratch = Path(name)
        print("Python, built twice:", flush=True)
        wheel, source = python_package.build(tools, _DIST, scratch, epoch)
        python_package.check(tools, wheel, source)
        print("The wheel, in an environment that holds nothing else:", flush=True)
        python_package.try_in_environments(wheel, scratch)
        print(f"  {python_package.bill_of_materials(tools, wheel, scratch).name}")
        print("npm, packed twice, and used from an empty folder:", flush=True)
        other_languages.npm_package(_DIST, scratch)
        print("Go, packed twice, and used from an empty folder:", flush=True)
        other_languages.go_module(other_languages.find_go(), version, _DIST, scratch)
    print(f"Version {version_of(ROOT)} is in {_DIST.name}/.")


def main(arguments: list[str]) -> int:
    """The exit status."""
    try:
        match arguments:
            case ["dist", tools]:
                dist(Path(tools))
            case ["gate"]:
                return gate.main()
            case ["version", version]:
                versions.write(version)
            case _:
                sys.stderr.write(f"{__doc__}\n")
                return 2
    except ReleaseError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
