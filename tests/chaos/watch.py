"""Counts the attempts of each call from the client's log, and runs a function after one of them."""

import contextlib
import logging
from collections import Counter
from collections.abc import Callable, Iterator

_LOGGER = logging.getLogger("konigle")


class Watch(logging.Handler):
    """Counts attempts by the call's X-Request-ID."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.attempts: Counter[str] = Counter()
        self._then: dict[str, tuple[int, Callable[[], None]]] = {}

    def after(self, request_id: str, attempts: int, then: Callable[[], None]) -> None:
        """Calls `then` after this many attempts of a call, before the next one starts."""
        self._then[request_id] = attempts, then

    def emit(self, record: logging.LogRecord) -> None:
        """Records an attempt; retries are not counted."""
        if not hasattr(record, "attempt"):
            return
        request_id = getattr(record, "request_id", "")
        self.attempts[request_id] += 1
        attempts, then = self._then.get(request_id, (0, None))
        if then is not None and self.attempts[request_id] == attempts:
            then()


@contextlib.contextmanager
def watched() -> Iterator[Watch]:
    """Counts the attempts of every client of this process for a while."""
    watch, level, propagates = Watch(), _LOGGER.level, _LOGGER.propagate
    _LOGGER.addHandler(watch)
    _LOGGER.setLevel(logging.DEBUG)
    _LOGGER.propagate = False
    try:
        yield watch
    finally:
        _LOGGER.removeHandler(watch)
        _LOGGER.setLevel(level)
        _LOGGER.propagate = propagates
