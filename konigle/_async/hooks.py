"""Reports what happens in the calls of one client to its hooks. An exception of a hook changes nothing."""

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from typing import Any, TypeVar
from urllib.parse import urlsplit

from konigle._concurrency.hook_methods import Method, async_methods, async_settle, called
from konigle._core.body import check_headers
from konigle._core.call import Operation
from konigle._core.drift import Drift, collect_drift
from konigle._http.logging import LoggingHook, log_hook_failure, log_to_stderr
from konigle.config import ClientConfig
from konigle.exceptions import Attempt, InvalidArgumentError
from konigle.hooks import CallInfo, CallResult, Hook

T = TypeVar("T")

_in_hook: ContextVar[bool] = ContextVar("konigle_in_hook", default=False)


class AsyncHooks:
    """The hooks of one client, and the package's own, which writes the log.

    Args:
        config: The client's settings, with the hooks of the caller.

    Raises:
        ConfigurationError: The client cannot call one of them.
    """

    def __init__(self, config: ClientConfig) -> None:
        log_to_stderr()
        url = urlsplit(config.base_url)
        default_port = 443 if url.scheme == "https" else 80
        self._origin = (url.scheme, url.hostname or "", url.port or default_port)
        hooks = config.hooks
        every: tuple[Hook, ...] = (LoggingHook(), *hooks)
        self._start = async_methods(hooks, "on_call_start")
        self._attempt = async_methods(every, "on_attempt")
        self._retry = async_methods(every, "on_retry")
        self._end = async_methods(every[::-1], "on_call_end")
        self._drift = async_methods(hooks, "on_drift")
        self._drift_reported: set[Drift] = set()
        self._failures_reported: set[tuple[str, type[Exception]]] = set()

    def call_info(self, operation: Operation, request_id: str) -> CallInfo:
        """Returns what hooks see of a call."""
        path = "" if operation.has_ids else operation.path
        return CallInfo(operation.id, operation.method, path, *self._origin, operation.replay, request_id)

    async def on_call_start(self, call: CallInfo) -> dict[str, str]:
        """Reports a call that starts. Returns the headers that its hooks added."""
        if not self._start:
            return {}
        await self._report(self._start, call)
        try:
            return check_headers(call.operation, call.extra_headers)
        except InvalidArgumentError as problem:
            self._failed("on_call_start", problem)
            return {}

    async def on_attempt(self, attempt: Attempt) -> None:
        """Reports an attempt."""
        await self._report(self._attempt, attempt)

    async def on_retry(self, attempt: Attempt, wait_s: float, reason: str) -> None:
        """Reports that an attempt will be repeated."""
        await self._report(self._retry, attempt, wait_s, reason)

    async def on_call_end(self, result_or_error: CallResult | BaseException) -> None:
        """Reports the result of a call, or its error."""
        await self._report(self._end, result_or_error)

    async def decode(self, read: Callable[..., T], *arguments: Any) -> T:
        """Returns the result of a function that decodes a response; reports where it differs from the API."""
        if not self._drift:
            return read(*arguments)
        with collect_drift() as found:
            decoded = read(*arguments)
        for drift in found:
            if drift not in self._drift_reported:
                self._drift_reported.add(drift)
                await self._report(self._drift, *drift)
        return decoded

    async def _report(self, methods: Sequence[Method], *event: Any) -> None:
        if _in_hook.get():
            return
        token = _in_hook.set(True)
        try:
            for method in methods:
                try:
                    await async_settle(method(*event))
                except Exception as problem:  # noqa: BLE001 - logged; no outcome depends on a hook
                    self._failed(called(method), problem)
        finally:
            _in_hook.reset(token)

    def _failed(self, name: str, problem: Exception) -> None:
        kind = (name, type(problem))
        if kind not in self._failures_reported:
            self._failures_reported.add(kind)
            log_hook_failure(name, problem)
