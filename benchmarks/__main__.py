"""Measures every row and reports which bounds hold: `python -m benchmarks`, or `make bench`.

Writes `benchmarks/results/latest.json` and, with `--docs`, the table and the picture of `docs/benchmarks.md`. Exits
with 1 if a bound is missed by more than the spread. With words, it measures the rows that contain one of them.
"""

import argparse
import gc
import re
import sys
from collections.abc import Iterator

from benchmarks import bulk, figures, nightly
from benchmarks.figures import Figure, exit_code
from benchmarks.programs import ROOT, started
from benchmarks.rows import ROWS

RESULTS = ROOT / "benchmarks" / "results"
PAGE = ROOT / "docs" / "benchmarks.md"
PICTURE = ROOT / "docs" / "benchmarks.svg"
_TABLE = re.compile(r"(<!-- table -->\n).*?(<!-- end of table -->)", re.DOTALL)


def measure(words: list[str]) -> Iterator[Figure]:
    """Returns every row, or those that contain one of the words; `bulk` and `nightly` stand for all rows of those files."""
    gc.collect()
    gc.freeze()  # so that objects created by the imports slow down no row
    with started("benchmarks.server") as port:
        for row in ROWS:
            if not words or any(word in row.what for word in words):
                yield row.run(int(port))
    if not words or "bulk" in words:
        yield from bulk.figures(bulk.ROWS)
    if not words or "nightly" in words:
        yield from nightly.figures()


def write_docs(made: list[Figure], table: str) -> None:
    """Writes the table and the picture into `docs`."""
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(_TABLE.sub(lambda found: found[1] + table + found[2], text), encoding="utf-8")
    PICTURE.write_text(figures.draw(made), encoding="utf-8")


def main() -> int:
    """Runs the benchmarks."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Measures what the SDK promises."
    )
    parser.add_argument("--docs", action="store_true", help="write the table and the picture into docs/")
    parser.add_argument("words", nargs="*", help="measure only rows that contain one of these")
    said = parser.parse_args()
    made: list[Figure] = []
    for one in measure(said.words):
        print("  ".join(figures.cells(one)), flush=True)
        made.append(one)
    around = figures.surroundings()
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "latest.json").write_text(figures.as_json(made, around), encoding="utf-8")
    print(f"\n{figures.as_text([figures.cells(one) for one in made])}\n")
    print(
        f"Python {around['python']}, {around['system']}, {around['processors']} processors, load {around['load']}"
    )
    if said.docs:
        write_docs(made, figures.as_markdown(made, around))
    return exit_code(made)


if __name__ == "__main__":
    sys.exit(main())
