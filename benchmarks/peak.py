"""A program that reads every contact and prints the most memory it ever held, in bytes: `python -m benchmarks.peak URL`."""

import re
import resource
import sys
from pathlib import Path

from benchmarks.data import KEY
from konigle import Client

_STATUS = Path("/proc/self/status")


def peak_bytes() -> int:
    """Largest resident size of this process.

    Linux counts the parent's into `ru_maxrss`, so its own record of the process is asked first.
    """
    found = re.search(r"^VmHWM:\s+(\d+) kB", _STATUS.read_text(), re.MULTILINE) if _STATUS.exists() else None
    if found:
        return int(found[1]) * 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


if __name__ == "__main__":
    with Client(KEY, sys.argv[1]) as client:
        for _ in client.contacts.iter_all(page_size=200):
            pass
    print(peak_bytes())
