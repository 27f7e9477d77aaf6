"""`python -m tests.newcomer [PYTHON=…]`: exit 0 if the README's commands work in a clean clone."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType

from tests.newcomer.visit import visit

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str]) -> int:
    """Pays the visit, and clears up after it however it ends."""
    for number in (
        signal.SIGINT,
        signal.SIGTERM,
        signal.SIGHUP,
    ):  # SIGINT: a shell's background job ignores it
        signal.signal(number, _stop)
    changes = subprocess.run(["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, check=False)
    if changes.stdout:
        print("What is not committed is no part of the clone.", file=sys.stderr)
    return visit(ROOT, [_absolute(argument) for argument in arguments])


def _absolute(setting: str) -> str:
    """The same variable, with a path that holds in another folder."""
    name, _, value = setting.partition("=")
    return f"{name}={Path(value).absolute()}" if os.sep in value else setting


def _stop(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
