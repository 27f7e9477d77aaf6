"""`python -m tests.bulk [rows]`: kills an import of 20,000 rows three times, resumes it, and prints figures."""

import sys
import tempfile
from pathlib import Path

from tests.bulk.kill import Proof, kill_and_resume

ROWS = 20_000
KILLS = 3


def figures(kind: str, proof: Proof) -> list[tuple[str, object]]:
    """What is shown of a proof."""
    total, created, unchanged, _, failed, resumed = proof.summary
    return [
        ("world", kind),
        ("good rows, bad rows", f"{proof.rows:,}, {proof.bad:,}"),
        ("killed with SIGKILL after requests", ", ".join(f"{count:,}" for count in proof.killed_at)),
        ("rows called done by the journal then", ", ".join(f"{count:,}" for count in proof.done_at)),
        ("contacts at the end", f"{sum(proof.stored.values()):,}"),
        ("creates carried out", f"{sum(proof.applied.values()):,}"),
        ("creates carried out twice", sum(count > 1 for count in proof.applied.values())),
        ("creates sent", f"{proof.sent:,}"),
        ("look-ups", f"{proof.lookups:,}"),
        ("rows sent again that were done", proof.touched_again),
        ("summary: total, created, found, failed", f"{total:,}, {created:,}, {unchanged:,}, {failed:,}"),
        ("rows the last run skipped", f"{resumed:,}"),
        ("rows in the reject file", len(proof.rejected)),
        ("seconds", f"{proof.seconds:.0f}"),
    ]


def main(arguments: list[str]) -> int:
    """Runs the proof with both clients."""
    rows = int(arguments[0]) if arguments else ROWS
    failed = False
    for kind in ("sync", "async"):
        with tempfile.TemporaryDirectory() as folder:
            proof = kill_and_resume(kind, rows, KILLS, Path(folder))
        for name, value in figures(kind, proof):
            sys.stdout.write(f"{name:40} {value}\n")
        for problem in proof.problems():
            sys.stdout.write(f"NOT TRUE: {problem}\n")
            failed = True
        sys.stdout.write("\n")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
