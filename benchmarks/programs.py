"""Programs in separate processes: servers, the start-up time of a program, and peak memory.

`python -m benchmarks.programs URL` reads every contact and prints its peak memory, in bytes.
"""

import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.data import API, KEY
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
from benchmarks.data import PlainContact
client = httpx.Client(base_url="{base}", headers={{"Authorization": "Token key"}})
PlainContact.model_validate_json(client.get("{api}/con000001").content)
"""


def imports(_port: int) -> Samples:
    """Importing the package."""
    return _compare(_IMPORT, _IMPORT_BASELINE)


def first_calls(port: int) -> Samples:
    """From the start of the program to the first contact."""
    base = f"http://127.0.0.1:{port}/1/0"
    return _compare(_FIRST.format(base=base), _FIRST_BASELINE.format(base=base, api=API))


def _compare(ours: str, baseline: str) -> Samples:
    # compiled modules are kept in a separate folder, whatever the environment says about writing them
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
    """Returns the seconds that a process with this script takes."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", script], check=True, env=environment, cwd=compiled)
    return time.perf_counter() - begun


@contextmanager
def started(*module: str) -> Iterator[str]:
    """Runs a module with its arguments; yields the last word of the first line it prints, a URL or a port."""
    with subprocess.Popen(
        [sys.executable, "-m", *module], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield process.stdout.readline().split()[-1]
        finally:
            process.stdin.close()  # which ends some of them
            process.terminate()


_STATUS = Path("/proc/self/status")


def peak_bytes() -> int:
    """Returns the peak resident size of this process.

    On Linux `ru_maxrss` includes the parent's, so `/proc` is read first.
    """
    found = re.search(r"^VmHWM:\s+(\d+) kB", _STATUS.read_text(), re.MULTILINE) if _STATUS.exists() else None
    if found:
        return int(found[1]) * 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


if __name__ == "__main__":
    from konigle import Client

    with Client(KEY, sys.argv[1]) as client:
        for _ in client.contacts.iter_all(page_size=200):
            pass
    print(peak_bytes())
