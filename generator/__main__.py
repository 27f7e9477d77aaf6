"""`python -m generator` writes the generated files; `--check` compares them; `--spec` makes a package of any document."""

import argparse
import sys
from pathlib import Path

from generator.build import ROOT, build
from generator.errors import BuildError
from generator.package import make_package
from generator.write.output import differences, write


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Runs the generator; 0 when all is written or equal, 1 when a build stops or something differs."""
    parser = argparse.ArgumentParser(prog="python -m generator", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 and show what differs")
    other = parser.add_argument_group("a package of another document")
    other.add_argument(
        "--spec", type=Path, metavar="FILE", help="an OpenAPI document, 3.0 or 3.1, YAML or JSON"
    )
    other.add_argument("--out", type=Path, metavar="DIR", help="the folder that the package is put into")
    other.add_argument("--package", metavar="NAME", help="the name that it is imported by")
    options = parser.parse_args(arguments)
    foreign = [options.spec, options.out, options.package]
    if any(foreign) and (options.check or not all(foreign)):
        parser.error("--spec, --out and --package go together, and without --check")
    try:
        return _foreign(*foreign) if all(foreign) else _own(root, check=options.check)
    except BuildError as problem:
        sys.stderr.write(f"{problem}\nNothing was written.\n")
        return 1


def _own(root: Path, *, check: bool) -> int:
    made = build(root)
    if check:
        found = list(differences(root, made.files, made.folders))
        sys.stdout.writelines(found)
        if found:
            sys.stderr.write(f"{len(found)} files are not what `python -m generator` makes.\n")
        return 1 if found else 0
    touched = write(root, made.files, made.folders)
    sys.stdout.write(f"{len(made.files)} files, {len(touched)} of them changed\n")
    return 0


def _foreign(spec: Path, out: Path, name: str) -> int:
    made = make_package(spec, name)
    write(out, made.files, [name])
    sys.stdout.write(made.document.report())
    sys.stdout.write(f"The package is in {out / name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
