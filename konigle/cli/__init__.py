"""The program `konigle`: the reachout API from a shell (extra `cli`)."""

import io
import os
import sys

__all__ = ["main"]


def main() -> None:
    """Runs the program with the arguments of the process, and exits with its code."""
    try:
        from konigle.cli.app import run
    except ModuleNotFoundError as missing:
        if missing.name not in {"click", "jmespath", "rich", "yaml"}:
            raise
        sys.stderr.write(
            f"konigle needs the package {missing.name}, of the extra `cli`. Run pip install '.[cli]' in a checkout of this "
            "project.\n"
        )
        sys.exit(2)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # other programs read UTF-8, whatever the locale; and no letter ends the program with an error
            encoding = None if stream.isatty() or "PYTHONIOENCODING" in os.environ else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))
