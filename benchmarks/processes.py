"""Rows about the start of a program: whole processes, timed from outside, in turn."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.data import API
from benchmarks.figures import Samples, without

ROOT = Path(__file__).parents[1]
ROUNDS = 21
MILLISECONDS = 1e3

_START = "pass"
_IMPORT = "import konigle"
_IMPORT_BASELINE = "import httpx; from pydantic import BaseModel"
_FIRST = """
from konigle import Client
Client("key", "{base}").contacts.get("con000001")
"""
_FIRST_BASELINE = """
import httpx
from benchmarks.plain import PlainContact
client = httpx.Client(base_url="{base}", headers={{"Authorization": "Token key"}})
PlainContact.model_validate_json(client.get("{api}/con000001").content)
"""


def imports(_port: int) -> Samples:
    """Importing the package."""
    return _compare(_IMPORT, _IMPORT_BASELINE)


def first_calls(port: int) -> Samples:
    """From nothing to the first contact."""
    base = f"http://127.0.0.1:{port}/1/0"
    return _compare(_FIRST.format(base=base), _FIRST_BASELINE.format(base=base, api=API))


def _compare(ours: str, baseline: str) -> Samples:
    # compiled modules stand in a folder of their own, whatever the environment says of writing them
    with tempfile.TemporaryDirectory() as compiled:
        took: dict[str, list[float]] = {_START: [], ours: [], baseline: []}
        for number in range(-1, ROUNDS):
            for script, times in took.items():
                seconds = run(script, compiled)
                if number >= 0:
                    times.append(seconds * MILLISECONDS)
    start = took[_START]
    return Samples(without(start, took[ours]), without(start, took[baseline]), "ms")


def run(script: str, compiled: str) -> float:
    """Seconds that a process with this script takes."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", script], check=True, env=environment, cwd=compiled)
    return time.perf_counter() - begun
