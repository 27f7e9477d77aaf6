"""`python -m generator` writes the generated files; `python -m generator --check` compares them."""

import argparse
import sys
from pathlib import Path

from generator.build import ROOT, build
from generator.errors import BuildError
from generator.write.output import differences, write


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Runs the generator; 0 when all is written or equal, 1 when a build stops or something differs."""
    parser = argparse.ArgumentParser(prog="python -m generator", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 and show what differs")
    options = parser.parse_args(arguments)
    try:
        made = build(root)
    except BuildError as problem:
        sys.stderr.write(f"{problem}\nNothing was written.\n")
        return 1
    if options.check:
        found = list(differences(root, made.files, made.folders))
        sys.stdout.writelines(found)
        if found:
            sys.stderr.write(f"{len(found)} files are not what `python -m generator` makes.\n")
        return 1 if found else 0
    touched = write(root, made.files, made.folders)
    sys.stdout.write(f"{len(made.files)} files, {len(touched)} of them changed\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
