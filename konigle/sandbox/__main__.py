"""`python -m konigle.sandbox`: serves until it is stopped."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Sequence

__all__ = ["main"]


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m konigle.sandbox",
        description="A stateful local server that implements the reachout API.",
    )
    parser.add_argument(
        "--port", type=int, default=0, help="port on 127.0.0.1; 0 (the default) selects a free one"
    )
    parser.add_argument("--db", metavar="FILE", help="the database file; keeps the data across restarts")
    parser.add_argument(
        "--api-key", metavar="KEY", default="sandbox-key", help="the API key that it accepts (%(default)s)"
    )
    parser.add_argument(
        "--clock",
        choices=("real", "fast", "manual"),
        default="real",
        help="the mode of its clock (%(default)s)",
    )
    parser.add_argument(
        "--seed", metavar="FILE", help="JSON file with initial data, used if there is no data yet"
    )
    parser.add_argument(
        "--allow-origin",
        metavar="ORIGIN",
        action="append",
        default=[],
        help="allow web pages of this origin, such as http://localhost:3000; may be given several times",
    )
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; returns the exit status: 0 after SIGINT or SIGTERM, 1 if it could not start."""
    given = _arguments(arguments)
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stopped.set())
    try:
        from konigle.sandbox import Sandbox, SandboxError
    except ModuleNotFoundError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    try:
        sandbox = Sandbox(
            given.db,
            api_key=given.api_key,
            clock=given.clock,
            port=given.port,
            seed=given.seed,
            allow_origins=given.allow_origin,
        ).start()
    except (SandboxError, OSError, OverflowError) as error:
        sys.stderr.write(f"konigle sandbox cannot start: {error}\n")
        return 1
    try:
        sys.stdout.write(f"konigle sandbox listening on {sandbox.url}\n")
        sys.stdout.flush()
        stopped.wait()
    finally:
        sandbox.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
