"""`python -m tests.chaos`: the whole run, its table, and exit 1 if a promise was broken."""

import argparse
import gc
import sys
import time
from collections import Counter

from tests.chaos.fuzz import fuzz
from tests.chaos.ledger import PROMISES, broken_promises, table
from tests.chaos.run import open_files, run
from tests.chaos.storms import CALLS, CONNECTIONS, storms


def main() -> int:
    """Runs all parts and reports."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=10_000)
    parser.add_argument("--responses", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=20_261_123)
    options = parser.parse_args()
    return 1 if faults(options.calls, options.seed) + responses(options.responses, options.seed) else 0


def faults(calls: int, seed: int) -> int:
    """Calls under faults, one by one and many at once; how many promises were broken."""
    before, began = open_files(), time.monotonic()
    entries = run(calls, seed) + storms(CALLS, CONNECTIONS, seed)
    gc.collect()
    left_open = sorted(open_files().items() - before.items())
    print(table(entries))
    arrived = sum(entry.arrived for entry in entries)
    names = len({entry.operation for entry in entries})
    print(
        f"\n{len(entries)} calls of {names} operations, {arrived} attempts, {time.monotonic() - began:.0f} s, seed {seed}"
    )
    broken = list(broken_promises(entries))
    counts = Counter(promise for promise, _ in broken)
    for promise in PROMISES:
        print(f"{promise}: {counts[promise]}")
    print(f"sockets and file handles left open: {len(left_open)}")
    for promise, entry in broken[:20]:
        print(f"  {promise}: {entry}", file=sys.stderr)
    for handle in left_open:
        print(f"  left open: {handle}", file=sys.stderr)
    return len(broken) + len(left_open)


def responses(count: int, seed: int) -> int:
    """Reads mutated responses; returns how many guarantees were violated."""
    found = fuzz(count, seed)
    print(
        f"\n{found.calls} mutated responses, {found.returned} of them read, the others errors of this library"
    )
    print(f"exceptions outside the tree: {len(found.strange)}")
    print(f"pages lost because of one value: {len(found.lost)}")
    for line in (*found.strange, *found.lost)[:20]:
        print(f"  {line}", file=sys.stderr)
    return len(found.strange) + len(found.lost)


if __name__ == "__main__":
    sys.exit(main())
