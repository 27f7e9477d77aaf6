"""OpenTelemetry: one span and one duration for each call. Needs the extra `otel`, which is the API package alone.

    client = Client(hooks=[konigle.otel.OpenTelemetryHook()])

Spans and metrics follow the semantic conventions for HTTP clients, version 1.44, except that a span is named by its
operation and has no `url.full`, which would contain ids and e-mail addresses.
"""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

import attrs

from konigle._concurrency import monotonic_clock
from konigle._version import __version__
from konigle.exceptions import Attempt, ConfigurationError, KonigleError
from konigle.hooks import CallInfo, CallResult, Hook

if TYPE_CHECKING:
    from opentelemetry import context, metrics, propagate, trace
else:
    try:
        from opentelemetry import context, metrics, propagate, trace
    except ImportError:
        trace = None

__all__ = ["OpenTelemetryHook"]

_SCHEMA = "https://opentelemetry.io/schemas/1.44.0"
# Of the semantic conventions for HTTP metrics; the SDK's default suits milliseconds.
_BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0)
_FIRST_ERROR = 400


@attrs.define
class _Call:
    """A call in progress, for one hook."""

    hook: Hook
    span: "trace.Span"
    token: Any  # opentelemetry's, of a type that its versions name differently
    facts: dict[str, Any]
    began_s: float
    attempts: int = 0


_calls: ContextVar[tuple[_Call, ...]] = ContextVar("konigle_otel_calls", default=())


class OpenTelemetryHook(Hook):
    """Creates a client span for each call, with an event for each attempt, and records the duration of the call.

    The span is a child of the current one, and its context is sent with every attempt by the configured propagators (by
    default in `traceparent`). Instrumentation of httpx adds no spans inside it. No attribute contains an id,
    filter, body, e-mail address or key, and no exception is recorded with its message.

    Args:
        tracer_provider: Creates the spans; by default the global provider, which may be set later.
        meter_provider: Records `http.client.request.duration`; by default the global provider.
        clock: Returns seconds, from which the duration is computed.

    Raises:
        ConfigurationError: The extra `otel` is not installed.

    Example:
        client = Client(hooks=[OpenTelemetryHook()])
    """

    def __init__(
        self,
        *,
        tracer_provider: "trace.TracerProvider | None" = None,
        meter_provider: "metrics.MeterProvider | None" = None,
        clock: Callable[[], float] = monotonic_clock.monotonic,
    ) -> None:
        if trace is None:
            raise ConfigurationError(
                "OpenTelemetryHook needs the extra `otel`. Run pip install '.[otel]' in a checkout of this project."
            )
        self._settings = {
            "tracer_provider": tracer_provider,
            "meter_provider": meter_provider,
            "clock": clock,
        }
        self._clock = clock
        self._tracer = trace.get_tracer("konigle", __version__, tracer_provider, _SCHEMA)
        meter = metrics.get_meter("konigle", __version__, meter_provider, _SCHEMA)
        self._duration = meter.create_histogram(
            "http.client.request.duration",
            unit="s",
            description="Duration of HTTP client requests.",
            explicit_bucket_boundaries_advisory=_BUCKETS_S,
        )

    def on_call_start(self, call: CallInfo) -> None:
        """Starts the span, makes it the current one, and adds its context to the request."""
        facts: dict[str, Any] = {
            "http.request.method": call.method,
            "server.address": call.host,
            "server.port": call.port,
            "url.scheme": call.scheme,
        }
        if call.path_template:
            facts["url.template"] = call.path_template
        if _is_suppressed("_SUPPRESS_INSTRUMENTATION_KEY"):
            span: trace.Span = trace.INVALID_SPAN
            token = context.attach(context.get_current())
        else:
            span = self._tracer.start_span(call.operation, kind=trace.SpanKind.CLIENT, attributes=facts)
            inner = trace.set_span_in_context(span)
            # the instrumentation of an HTTP library would make a second span for each attempt
            token = context.attach(context.set_value(_key("_SUPPRESS_HTTP_INSTRUMENTATION_KEY"), True, inner))
            propagate.inject(call.extra_headers)
        _calls.set((*_calls.get(), _Call(self, span, token, facts, self._clock())))

    def on_attempt(self, attempt: Attempt) -> None:
        """Adds an event to the span."""
        call = self._latest()
        if call is None:
            return
        call.attempts = attempt.number
        call.span.add_event("attempt", _facts_of(attempt))

    def on_call_end(self, result_or_error: CallResult | BaseException) -> None:
        """Ends the span, and records the duration."""
        call = self._latest()
        if call is None:
            return
        _calls.set(tuple(one for one in _calls.get() if one is not call))
        took_s = self._clock() - call.began_s
        facts = _outcome_of(result_or_error)
        try:
            call.span.set_attributes(facts)
            if call.attempts > 1:
                call.span.set_attribute("http.request.resend_count", call.attempts - 1)
            if "error.type" in facts:
                call.span.set_status(trace.Status(trace.StatusCode.ERROR))
            if call.attempts and call.span is not trace.INVALID_SPAN:
                self._duration.record(took_s, {**call.facts, **facts})
        finally:
            call.span.end()
            context.detach(call.token)

    def _latest(self) -> _Call | None:
        """Returns the innermost call in progress in this thread or task."""
        return next((call for call in reversed(_calls.get()) if call.hook is self), None)

    def __getstate__(self) -> dict[str, Any]:
        return (
            self._settings
        )  # tracers cannot be pickled; the global providers are those of the other process

    def __setstate__(self, settings: Mapping[str, Any]) -> None:
        self.__init__(**settings)  # type: ignore[misc]  # nothing overrides it


def _key(name: str) -> str:
    """Returns the key by which instrumentations are suppressed; OpenTelemetry has no public name for it yet."""
    key: str = getattr(context, name, name)
    return key


def _is_suppressed(name: str) -> bool:
    return bool(context.get_value(_key(name)))


def _facts_of(attempt: Attempt) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "konigle.attempt.number": attempt.number,
        "konigle.attempt.elapsed_s": attempt.elapsed_s,
        "konigle.attempt.waited_s": attempt.waited_s,
        "konigle.request_id": attempt.request_id,
    }
    if attempt.number > 1:
        facts["http.request.resend_count"] = attempt.number - 1
    if attempt.status_code is not None:
        facts["http.response.status_code"] = attempt.status_code
        if attempt.status_code >= _FIRST_ERROR:
            facts["error.type"] = str(attempt.status_code)
    if attempt.error_kind is not None:
        facts["error.type"] = attempt.error_kind
    return facts


def _outcome_of(end: CallResult | BaseException) -> dict[str, Any]:
    """Returns the attributes that describe the end of a call, of the span and of the metric alike."""
    status = end.status_code if isinstance(end, (CallResult, KonigleError)) else None
    facts: dict[str, Any] = {} if status is None else {"http.response.status_code": status}
    if isinstance(end, BaseException):
        kind = type(end)
        module = "" if kind.__module__ == "builtins" else f"{kind.__module__}."
        is_refused = status is not None and status >= _FIRST_ERROR
        facts["error.type"] = str(status) if is_refused else f"{module}{kind.__qualname__}"
    return facts
