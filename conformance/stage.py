"""What scenarios are played against: a sandbox, a second server, and a port where nobody listens."""

import json
import re
import socket
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from typing import Any, Self
from urllib.parse import urlsplit

from konigle.sandbox import Sandbox

__all__ = ["Runner", "Stage"]

Json = dict[str, Any]
Runner = Callable[[str, list[Json]], list[Json]]


class Stage:
    """The servers of one run of scenarios; a context manager."""

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            self._sandbox = stack.enter_context(Sandbox(check_answers=True))
            self._other = stack.enter_context(Sandbox())
            unused = stack.enter_context(socket.socket())
            unused.bind(("127.0.0.1", 0))  # bound, and not listening: connections to it are refused
            port = urlsplit(self._sandbox.url).port
            self._names = {
                "url": self._sandbox.url,
                "host": f"127.0.0.1:{port}",
                "port": str(port),
                "other": self._other.url,
                "closed": f"http://127.0.0.1:{unused.getsockname()[1]}",
            }
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def play(self, runner: Runner, scenarios: Iterable[Json]) -> list[Json]:
        """Runs scenarios with one SDK; returns the outcome of each, with what it sent to the second server."""
        text = re.sub(
            rf"\$({'|'.join(self._names)})\b",
            lambda found: self._names[found[1]],
            json.dumps(list(scenarios), ensure_ascii=True),
        )
        played = runner(self._sandbox.url, json.loads(text))
        strays = [f"{each.method} {each.path}" for each in self._other.requests]
        for (
            outcome
        ) in played:  # the path of a request to the second server begins with the id of its scenario
            outcome["strays"] = [line for line in strays if f" /{outcome['id']}/" in line]
        return played
