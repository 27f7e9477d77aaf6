"""`python -m tests.tools.dask_proof [rows] [rate]`: a worker of an import is killed in the middle; the figures, and 1 if a claim fails.

A local cluster of two workers, each a process of its own, writes to one sandbox.
"""

import json
import os
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import attrs
import dask.dataframe as dd
import pandas as pd
from distributed import Client as DaskClient
from distributed import LocalCluster

from konigle.config import ClientConfig
from konigle.dask import import_contacts
from konigle.sandbox import Sandbox
from konigle.types import ImportSummary

ROWS = 20_000
FASTEST, SHORTEST_S = 200.0, 30  # a rate that a small machine reaches, and rows for so long
PARTITIONS = 32
WINDOW_S = 5.0
TOLERANCE = 0.05


@attrs.define
class Watch:
    """When requests arrived: how many there were at which time."""

    sandbox: Sandbox
    killed_at: int
    pids: list[int]
    seen: list[tuple[float, int]] = attrs.field(factory=list)
    killed: tuple[float, int] | None = None
    over: bool = False

    def run(self) -> None:
        """Kills the first worker once so many requests have arrived."""
        while not self.over:
            now = (time.monotonic(), len(self.sandbox.requests))
            self.seen.append(now)
            if self.killed is None and now[1] >= self.killed_at:
                os.kill(self.pids[0], signal.SIGKILL)
                self.killed = now
            time.sleep(0.05)

    def rates(self) -> list[float]:
        """Requests a second of each window in which the workers were sending, from the first request to the last."""
        total = self.seen[-1][1]
        busy = [(at, count) for at, count in self.seen if 0 < count < total]
        found, start = [], 0
        for at, count in busy:
            while at - busy[start][0] > WINDOW_S:
                start += 1
            began_at, before = busy[max(0, start - 1)]
            if at - began_at >= WINDOW_S:
                found.append((count - before) / (at - began_at))
        return found


@attrs.frozen
class Proof:
    """What one proof has shown."""

    rows: int
    rate: float
    killed_at: int
    first: ImportSummary
    second: ImportSummary
    created: Counter[str]
    stored: Counter[str]
    requests: int
    sent_again: int
    rates: list[float]

    def problems(self) -> list[str]:
        """The claims that are not true."""
        fastest, median = (
            max(self.rates, default=0.0),
            sorted(self.rates)[len(self.rates) // 2] if self.rates else 0.0,
        )
        claims = {
            "a worker was killed in the middle": 0 < self.killed_at < self.rows,
            "every contact is there once": len(self.stored) == self.rows == sum(self.stored.values()),
            "every create was carried out once": len(self.created) == self.rows == sum(self.created.values()),
            "the sums are exact": self.first.created + self.first.unchanged == self.rows == self.first.total,
            "the second run sends nothing": self.sent_again == 0,
            "the second run knows all outcomes": (self.second.resumed, self.second.total)
            == (self.rows, self.rows),
            f"no window is faster than the rate ({fastest:.1f})": fastest <= self.rate * (1 + TOLERANCE),
            f"the rate is reached ({median:.1f})": median >= self.rate * (1 - TOLERANCE),
        }
        return [claim for claim, holds in claims.items() if not holds]


def prove(rows: int, rate: float, folder: Path) -> Proof:
    """Imports, kills a worker, and imports again."""
    frame = pd.DataFrame(
        {"number": range(rows), "email": [f"Person{number}@example.com" for number in range(rows)]}
    )
    with Sandbox(keep_requests=None) as sandbox:
        os.environ["KONIGLE_API_KEY"] = sandbox.api_key  # which the workers inherit
        config = ClientConfig(api_key=sandbox.api_key, base_url=sandbox.url)
        with (
            LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
            DaskClient(cluster),
        ):
            order: dict[str, Any] = {
                "rate": rate,
                "outcomes": str(folder / "outcomes"),
                "row_key": "number",
                "consent": "none",
            }
            ddf = dd.from_pandas(frame, npartitions=PARTITIONS)
            watch = Watch(sandbox, rows // 2, [worker.pid for worker in cluster.workers.values()])
            watcher = threading.Thread(target=watch.run)
            watcher.start()
            try:
                first = import_contacts(ddf, config, **order)
            finally:
                watch.over = True
                watcher.join()
            requests = len(sandbox.requests)
            second = import_contacts(ddf, config, **order)
        with sandbox.client() as client:
            sent_again = len(sandbox.requests) - requests
            stored = Counter(contact.email for contact in client.contacts.iter_all(200))
        made = [
            request
            for request in sandbox.requests
            if request.operation_id == "createContact" and request.applied
        ]
    return Proof(
        rows=rows,
        rate=rate,
        killed_at=watch.killed[1] if watch.killed else 0,
        first=first,
        second=second,
        created=Counter(json.loads(request.body)["email"] for request in made),
        stored=stored,
        requests=requests,
        sent_again=sent_again,
        rates=watch.rates(),
    )


def main(arguments: list[str]) -> int:
    """Runs the proof."""
    rows = int(arguments[0]) if arguments else ROWS
    rate = float(arguments[1]) if arguments[1:] else min(FASTEST, rows / SHORTEST_S)
    with tempfile.TemporaryDirectory() as folder:
        proof = prove(rows, rate, Path(folder))
    figures = {
        "rows": f"{rows:,}",
        "one of two workers killed with SIGKILL after requests": f"{proof.killed_at:,}",
        "contacts at the end": f"{sum(proof.stored.values()):,}",
        "creates carried out": f"{sum(proof.created.values()):,}",
        "creates carried out twice": sum(count > 1 for count in proof.created.values()),
        "requests": f"{proof.requests:,}",
        "first run": proof.first,
        "requests of the second run": proof.sent_again,
        "second run": f"{proof.second}, {proof.second.resumed:,} of them done before",
        "requests a second, allowed": f"{rate:.1f}",
        f"requests a second in {WINDOW_S:g} s, median and most": (
            f"{sorted(proof.rates)[len(proof.rates) // 2]:.1f}, {max(proof.rates):.1f}"
            if proof.rates
            else "too short"
        ),
    }
    for name, value in figures.items():
        sys.stdout.write(f"{name:60} {value}\n")
    problems = proof.problems()
    for problem in problems:
        sys.stdout.write(f"NOT TRUE: {problem}\n")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
