"""Time as this process gets it: counted in beats of a thread, so that a busy machine makes no call late."""

import threading
import time
from typing import Self

PERIOD_S = 0.01


class Pulse:
    """Counts periods slept by a separate thread.

    A machine that runs this process late runs the thread late, too: fewer beats pass, and nobody is accused of what the
    scheduler did. A call that waits, or works, for longer than it may is seen, since the thread beats on meanwhile.
    """

    def __init__(self) -> None:
        self._beats = 0
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="chaos-pulse", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join()

    def now(self) -> float:
        """Seconds that passed, the scheduler's delays left out."""
        return self._beats * PERIOD_S

    def _beat(self) -> None:
        while not self._stopped.is_set():
            time.sleep(PERIOD_S)
            self._beats += 1
