# Derived from konigle/_async/transport.py by `python -m generator`; do not edit.
"""The loop that uses the network: one call, with as many attempts as the retry policy allows."""

import logging
import random
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar, Unpack

import attrs
import httpx

from konigle._concurrency import monotonic_clock as clock
from konigle._concurrency.attachment_reader import sync_load
from konigle._concurrency.primitives import sync_offload, sync_sleep
from konigle._core import error_mapping, recipient_guard
from konigle._core.body import FormBody
from konigle._core.call import Call, RawResponse, RequestOptions, decode_file, record_response
from konigle._core.decoding import UnreadableResponseError, synthesize
from konigle._core.error_mapping import failure
from konigle._core.retry import AttemptResult, RetryState
from konigle._core.secret import schemes_for
from konigle._http import credentials, exception_mapping, messages
from konigle._http.connections import AttemptLimit
from konigle._http.downloads import Download, SaveError
from konigle._http.exception_mapping import without_frames
from konigle._http.logging import logger
from konigle._http.messages import MAX_ERROR_BYTES, BodyReader, has_rate_limit
from konigle._http.rate_limit import RateLimit, read_rate_limit
from konigle._sync.hooks import SyncHooks
from konigle._sync.pool import SyncPool, SyncPools
from konigle._sync.rate_limiter import SyncLimiter
from konigle.config import ClientConfig
from konigle.exceptions import Attempt, ClientClosedError, KonigleError

T = TypeVar("T")

draw = random.SystemRandom().uniform


def utc_now() -> datetime:
    """Returns the time for people and logs; durations are measured with `clock`."""
    return datetime.now(UTC)


@attrs.define
class _Attempt:
    """The result of one attempt."""

    outcome: AttemptResult
    response: httpx.Response | None = None
    content: bytes = attrs.field(repr=False, default=b"")  # may contain the key
    value: Any = attrs.field(repr=False, default=None)
    problem: Exception | None = None
    note: str = ""


class SyncTransport:
    """Sends calls with the settings of one client, or of a view of it, over the connection pools of the client."""

    def __init__(
        self,
        config: ClientConfig,
        pools: SyncPools,
        *,
        hooks: SyncHooks | None = None,
        is_view: bool = False,
    ) -> None:
        self.config = config
        self.pools = pools
        self._is_view = is_view
        self._is_closed = False
        self.hooks = hooks or SyncHooks(config)
        self._headers: httpx.Headers | None = None

    def with_config(self, config: ClientConfig) -> "SyncTransport":
        """Returns a view with other settings: same connections, rate limiter and retry budget."""
        hooks = self.hooks if config.hooks is self.config.hooks else None
        return SyncTransport(config, self.pools, hooks=hooks, is_view=True)

    @property
    def rate_limit(self) -> RateLimit | None:
        """What the latest responses said about the rate limit."""
        return self.pools.rate_limit

    @property
    def is_plain(self) -> bool:
        """Whether the transport opens its own connections, so that another process can do the same."""
        return self.pools.given is None

    @property
    def limiter(self) -> SyncLimiter:
        """Returns the maximum number of bulk calls in progress in the running event loop."""
        return self.pools.pool()[0].limiter

    def close(self) -> None:
        """Closes the connections, but not the caller's `http_client`; of a view, only the view."""
        self._is_closed = True
        if not self._is_view:
            self.pools.close()

    def _open(self, operation: str) -> SyncPool:
        if self._is_closed and self._is_view:
            raise ClientClosedError(
                "This view of the client is closed; nothing was sent. Call `with_options()` again.",
                operation=operation,
            )
        return self.pools.open(operation)

    def _own_headers(self) -> httpx.Headers:
        # never in a variable of a method that an error passes through: Sentry reports the values of such a mapping
        if self._headers is None:
            self._headers = messages.own_headers(self.config)
        return self._headers

    def send(self, call: Call[T], **options: Unpack[RequestOptions]) -> T:
        """Returns the result of a call; see `exchange`."""
        return (self.exchange(call, **options)).value

    def exchange(
        self, call: Call[T], *, throttle_raises: bool = False, **options: Unpack[RequestOptions]
    ) -> RawResponse[T]:
        """Makes a call and returns its result with the metadata of the response.

        Args:
            call: The call.
            throttle_raises: True to raise if the server throttles the call, for callers with a rate limiter.
            **options: Options of this call.

        Raises:
            InvalidArgumentError: Nothing was sent.
            NetworkError, APIError, OutcomeUnknown: As described in `konigle.exceptions`.
            KonigleError: The response could not be saved.
        """
        settings = messages.Settings.of(self.config, call, **options)
        began = clock.monotonic()
        info = None
        try:
            if not self.hooks.only_log:
                info = self.hooks.on_call_start(call.operation, settings.request_id)
                settings.headers = {**info.extra_headers, **settings.headers}
            done = self._exchange(call, settings, throttle_raises=throttle_raises)
        except BaseException as error:
            self.hooks.on_error(error)
            raise
        if info is not None or done.status_code is None:
            self.hooks.on_success(call.operation, info, done, clock.monotonic() - began)
        return done

    def _exchange(
        self, call: Call[T], settings: messages.Settings, *, throttle_raises: bool
    ) -> RawResponse[T]:
        needs_others = call.operation.security is not None
        schemes = schemes_for(call.operation, self.config.credentials.keys()) if needs_others else None
        if self.config.recipients_allowlist is not None:
            recipient_guard.check_recipients(call, self.config.recipients_allowlist)
        pool = self._open(call.operation.id)
        body = sync_load(call.body) if isinstance(call.body, FormBody) else call.body
        if self.config.dry_run and call.operation.is_write:
            return self._done(call, settings, [], _Attempt(AttemptResult("response")))
        state = RetryState(
            call.operation,
            settings.retry_count,
            self.config.retry_backoff,
            self.pools.budget,
            draw,
            settings.deadline_s,
            replay_once=settings.idempotency_key is not None and self.config.assume_idempotent,
            throttle_raises=throttle_raises,
        )
        request = messages.build_request(
            self.config,
            call,
            settings,
            body,
            own=self._own_headers,
            client=self.pools.given_client,
            schemes=schemes,
        )
        if call.save_to is None:
            return self._repeat(pool, request, call, settings, state)
        download = sync_offload(partial(Download, call))
        settings.download = download
        try:
            done = self._repeat(pool, request, call, settings, state)
            if download.takes(done.status_code or 0):
                sync_offload(download.finish)
        except SaveError as error:
            raise download.error(error.problem) from error.problem
        finally:
            sync_offload(download.discard)
        return done

    def _repeat(
        self,
        pool: SyncPool,
        request: httpx.Request,
        call: Call[T],
        settings: messages.Settings,
        state: RetryState,
    ) -> RawResponse[T]:
        began, waited_s = clock.monotonic(), 0.0
        while True:
            started_s, started_at = clock.monotonic() - began, utc_now()
            latest = self._attempt(pool, request, call, settings, began)
            now_s = clock.monotonic() - began
            outcome = latest.outcome
            attempt = Attempt(
                len(state.attempts) + 1,
                outcome.status,
                outcome.reason if outcome.error_kind else None,
                started_s,
                now_s - started_s,
                waited_s,
                call.operation.id,
                call.operation.replay,
                started_at,
                self._request_id(latest.response, settings),
                outcome.error_kind,
            )
            state.attempts.append(attempt)
            if not self.hooks.only_log or logger.isEnabledFor(logging.DEBUG):
                self.hooks.on_attempt(attempt)
            if outcome.throttled:
                pool.limiter.on_throttled(now_s - started_s, outcome.retry_after)
            decision = state.decide(outcome, now_s)
            if decision.act == "succeed":
                return self._done(call, settings, state.attempts, latest)
            if (
                decision.act == "confirm"
                and (found := self._confirm_applied(call, settings, began)) is not None
            ):
                return self._done(call, settings, state.attempts, found)
            if decision.act == "retry":
                waited_s = decision.wait_s
                self.hooks.on_retry(attempt, waited_s, outcome.reason)
                sync_sleep(waited_s)
                if not (self._is_closed or self.pools.is_closed):
                    continue
                decision = attrs.evolve(decision, why="The client was closed before the next attempt.")
            why = f"{latest.note} {decision.why}".strip()
            raise self._failure(call, settings, state, latest, why) from latest.problem

    def _attempt(
        self,
        pool: SyncPool,
        request: httpx.Request,
        call: Call[Any],
        settings: messages.Settings,
        began: float,
    ) -> _Attempt:
        """Makes one attempt, and follows the redirects of a read."""
        started = clock.monotonic()
        left_s = settings.left_s(started - began)
        limit_s = settings.limit(left_s)
        limit = AttemptLimit(None if limit_s is None else started + limit_s, clock.monotonic)
        request.extensions = {**request.extensions, "timeout": settings.phases(left_s)}
        try:
            limits = (limit, self.config.max_response_bytes, settings.download)
            response, body = pool.fetch(request, *limits)
            hops = 0
            while response.has_redirect_location and hops < credentials.MAX_REDIRECTS:
                follow = credentials.redirected(request, response)
                if follow is None:
                    break
                request, hops = follow, hops + 1
                response, body = pool.fetch(request, *limits)
            if has_rate_limit([name for name, _ in response.headers.raw]):
                self.pools.rate_limit = read_rate_limit(response.headers, utc_now(), self.rate_limit)
            arguments = (call, response, body, settings.download)
            return self.hooks.decode(_read, *arguments) if self.hooks.drift else _read(*arguments)
        except exception_mapping.FAILURES as problem:
            outcome = exception_mapping.result_of_exception(
                problem, clock.monotonic() - started, is_unsent=limit.is_unsent, is_sent=limit.is_sent
            )
            return _Attempt(outcome, problem=problem)

    def _confirm_applied(self, call: Call[T], settings: messages.Settings, began: float) -> _Attempt | None:
        """Whether a rejected retry was applied by an earlier attempt: the resource is in the wanted state."""
        lookup, state_check = call.lookup(), call.operation.state_check
        if lookup is None or state_check is None:
            return None
        left_s = settings.left_s(clock.monotonic() - began)
        try:
            found = self.exchange(
                lookup, retry_count=settings.retry_count, timeout=settings.timeout, deadline=left_s
            )
        except KonigleError:
            return None
        if not state_check.is_satisfied_by(found.value, call):
            return None
        return _Attempt(AttemptResult("response", status=found.status_code), None, found.content, found.value)

    def _request_id(self, response: httpx.Response | None, settings: messages.Settings) -> str:
        """Returns the request id of the response, else the one that was sent."""
        said = response.headers.get("x-request-id") if response is not None else None
        # the server chose it, and may have echoed the key
        return self.config.key().redact(said) if said and said != settings.request_id else settings.request_id

    def _done(
        self, call: Call[T], settings: messages.Settings, attempts: list[Attempt], latest: _Attempt
    ) -> RawResponse[T]:
        empty = call.operation.is_write and not latest.content.strip() and latest.value is None
        headers = latest.response.headers if latest.response is not None else dict[str, str]()
        value: Any = (
            synthesize(call.reader(latest.outcome.status), call.sent_fields()) if empty else latest.value
        )
        finished: RawResponse[T] = RawResponse(
            call.operation.id,
            latest.outcome.status,
            headers,
            attempts[-1].request_id if attempts else settings.request_id,
            tuple(attempts),
            value,
            latest.content,
            empty,
            settings.idempotency_key,
        )
        record_response(self.pools, finished)
        return finished

    def _failure(
        self, call: Call[Any], settings: messages.Settings, state: RetryState, latest: _Attempt, why: str
    ) -> KonigleError:
        outcome, response, config = latest.outcome, latest.response, self.config
        if response is None:
            error: KonigleError = failure(
                call.operation,
                outcome.what,
                destination=exception_mapping.destination(latest.problem, self.config.base_url),
                timeout=exception_mapping.is_timeout(latest.problem),
                advice=outcome.advice,
            )
        else:
            error = error_mapping.error_of(
                call.operation,
                response.status_code,
                {name: config.redact(value) for name, value in response.headers.items()},
                config.redact_bytes(
                    latest.content[:MAX_ERROR_BYTES]
                ),  # a successful response may have been much longer
                unreadable=outcome.unreadable,
                now=utc_now(),
            )
        latest.problem = without_frames(latest.problem, config.redact)
        error.request_id = error.request_id or settings.request_id
        error.idempotency_key = settings.idempotency_key
        error.should_retry = outcome.should_retry
        return state.finish(error, why)


def _read(call: Call[Any], response: httpx.Response, body: BodyReader, download: Download | None) -> _Attempt:
    outcome, content = messages.result_of_response(response.status_code, response.headers), body.content()
    if body.is_cut and outcome.succeeded:
        return _Attempt(attrs.evolve(outcome, unreadable=_cut(body), is_permanent=True), response, content)
    read = call.reader(outcome.status)
    if outcome.succeeded and read is decode_file:
        return _Attempt(outcome, response, content, messages.file_of(response, body, content, download))
    if not outcome.succeeded or (call.operation.is_write and not content.strip()):
        return _Attempt(
            outcome, response, content, note=f"The body was truncated: {_cut(body)}." if body.is_cut else ""
        )
    try:
        return _Attempt(outcome, response, content, read(content))
    except UnreadableResponseError as problem:
        return _Attempt(attrs.evolve(outcome, unreadable=str(problem)), response, content, problem=problem)


def _cut(body: BodyReader) -> str:
    return f"only the first {body.limit} bytes were read (see max_response_bytes)"
