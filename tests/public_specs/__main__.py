"""Checks the documents of a folder, or single documents; prints what was generated, refused and called, and why not."""

import argparse
import sys
import tempfile
from pathlib import Path

from generator.errors import BuildError
from generator.lift.names import identifier
from tests.public_specs.check import check

WANTED = 0.95
OWN = Path(__file__).parent / "documents"


def main(arguments: list[str] | None = None) -> int:
    """0 if at least 95 % of the operations of each document come through."""
    parser = argparse.ArgumentParser(prog="python -m tests.public_specs", description=__doc__)
    parser.add_argument("specs", nargs="*", type=Path, help="documents, or folders of them")
    options = parser.parse_args(arguments)
    paths = [path for one in (OWN, *options.specs) for path in _documents(one)]
    is_good = True
    if not options.specs:
        sys.stderr.write("Only the documents of this project are checked; name others as arguments.\n")
    with tempfile.TemporaryDirectory(prefix="public-specs-") as folder:
        for path in paths:
            try:
                found = check(path, Path(folder), f"checked_{identifier(path.stem, 'spec')}")
            except BuildError as problem:
                sys.stdout.write(f"{path.name}: {problem}\n")
                is_good = False
                continue
            sys.stdout.write(f"{found.report()}\n")
            is_good &= found.share >= WANTED
    if not is_good:
        sys.stderr.write(f"Less than {WANTED:.0%} of the operations of a document came through.\n")
    return 0 if is_good else 1


def _documents(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(one for one in path.iterdir() if one.suffix in {".yaml", ".yml", ".json"})
    return [path]


if __name__ == "__main__":
    sys.exit(main())
