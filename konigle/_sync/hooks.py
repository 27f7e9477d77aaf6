# Derived from konigle/_async/hooks.py by `python -m generator`; do not edit.
"""Reports what happens in the calls of one client to its hooks. An exception of a hook changes nothing."""

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from typing import Any, TypeVar
from urllib.parse import urlsplit

from konigle._concurrency.hook_methods import Method, called, sync_methods, sync_settle
from konigle._core.body import check_headers
from konigle._core.call import Operation, RawResponse
from konigle._core.drift import Drift, collect_drift
from konigle._http.logging import LoggingHook, log_hook_failure, log_to_stderr
from konigle.config import ClientConfig
from konigle.exceptions import Attempt, InvalidArgumentError
from konigle.hooks import CallInfo, CallResult, Hook

T = TypeVar("T")

_in_hook: ContextVar[bool] = ContextVar("konigle_in_hook", default=False)


class SyncHooks:
    """The hooks of one client, and the package's own, which writes the log.

    Attributes:
        only_log: Whether the caller gave no hooks, so that no call and, above the level DEBUG, no attempt is reported.
        drift: The methods that are called if a response differs from the API.

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
        self.only_log = not hooks
        every: tuple[Hook, ...] = (LoggingHook(), *hooks)
        self._start = sync_methods(hooks, "on_call_start")
        self._attempt = sync_methods(every, "on_attempt")
        self._retry = sync_methods(every, "on_retry")
        self._end = sync_methods(every[::-1], "on_call_end")
        self.drift = sync_methods(hooks, "on_drift")
        self._drift_reported: set[Drift] = set()
        self._failures_reported: set[tuple[str, type[Exception]]] = set()

    def on_call_start(self, operation: Operation, request_id: str) -> CallInfo:
        """Reports a call that starts. Returns it with the headers that its hooks added."""
        call = self._info(operation, request_id)
        self._report(self._start, call)
        if call.extra_headers:
            call.extra_headers.update(self._checked(call))
        return call

    def _info(self, operation: Operation, request_id: str) -> CallInfo:
        path = "" if operation.has_ids else operation.path
        return CallInfo(operation.id, operation.method, path, *self._origin, operation.replay, request_id)

    def _checked(self, call: CallInfo) -> dict[str, str]:
        """Takes the headers that hooks added; returns them if they are valid."""
        added = dict(call.extra_headers)
        call.extra_headers.clear()
        try:
            return check_headers(call.operation, added)
        except InvalidArgumentError as problem:
            self._failed("on_call_start", problem)
            return {}

    def on_attempt(self, attempt: Attempt) -> None:
        """Reports an attempt."""
        self._report(self._attempt, attempt)

    def on_retry(self, attempt: Attempt, wait_s: float, reason: str) -> None:
        """Reports that an attempt will be repeated."""
        self._report(self._retry, attempt, wait_s, reason)

    def on_error(self, error: BaseException) -> None:
        """Reports the error of a call."""
        self._report(self._end, error)

    def on_success(
        self, operation: Operation, call: CallInfo | None, response: RawResponse[Any], took_s: float
    ) -> None:
        """Reports the result of a call, also of one whose start was not reported."""
        call = call or self._info(operation, response.request_id)
        result = CallResult(call, response.status_code, response.request_id, response.attempts, took_s)
        self._report(self._end, result)

    def decode(self, read: Callable[..., T], *arguments: Any) -> T:
        """Returns the result of a function that decodes a response; reports where it differs from the API."""
        with collect_drift() as found:
            decoded = read(*arguments)
        for drift in found:
            if drift not in self._drift_reported:
                self._drift_reported.add(drift)
                self._report(self.drift, *drift)
        return decoded

    def _report(self, methods: Sequence[Method], *event: Any) -> None:
        if _in_hook.get():
            return
        token = _in_hook.set(True)
        try:
            for method in methods:
                try:
                    returned = method(*event)
                    if returned is not None:
                        sync_settle(returned)
                except Exception as problem:  # noqa: BLE001 - logged; no outcome depends on a hook
                    self._failed(called(method), problem)
        finally:
            _in_hook.reset(token)

    def _failed(self, name: str, problem: Exception) -> None:
        kind = (name, type(problem))
        if kind not in self._failures_reported:
            self._failures_reported.add(kind)
            log_hook_failure(name, problem)
