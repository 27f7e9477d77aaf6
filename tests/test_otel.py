"""OpenTelemetry: one span and one duration for each call, with what the conventions name, and nothing personal."""

import asyncio
import pickle
from typing import Any

import httpx
import pytest
from opentelemetry import context, trace
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import HistogramDataPoint, InMemoryMetricReader
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

import konigle
from konigle import AsyncClient, Client, ConfigurationError
from konigle import exceptions as errors
from konigle.otel import OpenTelemetryHook

KEY = "sk-live-0123456789abcdef"
CONTACT = {
    "id": "c1",
    "email": "ada@example.com",
    "created_at": "2026-01-01T00:00:00Z",
    "updated_at": "2026-01-01T00:00:00Z",
}
FACTS = {
    "http.request.method": "GET",
    "server.address": "tim.konigle.com",
    "server.port": 443,
    "url.scheme": "https",
    "url.template": "/reachout/api/v1/contacts/{contact_id}",
}


def found(**headers: str) -> httpx.Response:
    return httpx.Response(200, json=CONTACT, headers=headers)


class Telemetry:
    """Providers that keep everything in memory, a hook that uses them, and a clock that goes on by a second."""

    def __init__(self) -> None:
        self._spans = InMemorySpanExporter()
        self.tracing = TracerProvider()
        self.tracing.add_span_processor(SimpleSpanProcessor(self._spans))
        self._reader = InMemoryMetricReader()
        self.now = 0.0
        self.hook = OpenTelemetryHook(
            tracer_provider=self.tracing,
            meter_provider=MeterProvider([self._reader]),
            clock=self._tick,
        )
        self.requests: list[httpx.Request] = []

    def _tick(self) -> float:
        self.now += 1.0
        return self.now

    @property
    def spans(self) -> list[ReadableSpan]:
        """The spans that have ended."""
        return list(self._spans.get_finished_spans())

    @property
    def span(self) -> ReadableSpan:
        """The only span."""
        [span] = self.spans
        return span

    @property
    def durations(self) -> list[HistogramDataPoint]:
        """The points of the only metric."""
        data = self._reader.get_metrics_data()
        metrics = [
            metric
            for resource in (data.resource_metrics if data else [])
            for scope in resource.scope_metrics
            for metric in scope.metrics
        ]
        if not metrics:
            return []
        [metric] = metrics
        assert (metric.name, metric.unit) == ("http.client.request.duration", "s")
        return [point for point in metric.data.data_points if isinstance(point, HistogramDataPoint)]

    def transport(self, *replies: httpx.Response | Exception) -> httpx.MockTransport:
        """Gives the replies in order."""
        left = list(replies)

        def respond(request: httpx.Request) -> httpx.Response:
            self.requests.append(request)
            latest = left.pop(0)
            if isinstance(latest, Exception):
                raise latest
            return latest

        return httpx.MockTransport(respond)

    def client(self, *replies: httpx.Response | Exception, **settings: Any) -> Client:
        """A client that gets the replies."""
        settings = {"hooks": [self.hook], "retry_backoff": 0.0, **settings}
        return Client(KEY, transport=self.transport(*replies), **settings)


@pytest.fixture
def telemetry() -> Telemetry:
    return Telemetry()


def attributes(span: ReadableSpan) -> dict[str, Any]:
    return dict(span.attributes or {})


class TestSpan:
    def test_a_call_is_one_client_span_named_by_its_operation(self, telemetry: Telemetry) -> None:
        with telemetry.client(found()) as client:
            client.contacts.get("c1")
        span = telemetry.span
        assert (span.name, span.kind, span.status.status_code) == (
            "getContact",
            SpanKind.CLIENT,
            StatusCode.UNSET,
        )
        assert attributes(span) == {**FACTS, "http.response.status_code": 200}
        assert span.instrumentation_scope is not None
        assert (span.instrumentation_scope.name, span.instrumentation_scope.version) == (
            "konigle",
            konigle.__version__,
        )

    def test_attempts_are_events_and_retries_are_counted(self, telemetry: Telemetry) -> None:
        with telemetry.client(httpx.Response(503), httpx.ConnectError("m"), found()) as client:
            client.contacts.get("c1")
        span = telemetry.span
        assert attributes(span)["http.request.resend_count"] == 2
        assert [event.name for event in span.events] == ["attempt"] * 3
        seen = [dict(event.attributes or {}) for event in span.events]
        assert [event.get("http.request.resend_count") for event in seen] == [None, 1, 2]
        assert [event.get("http.response.status_code") for event in seen] == [503, None, 200]
        assert [event.get("error.type") for event in seen] == ["503", "not_sent", None]
        assert [event["konigle.attempt.number"] for event in seen] == [1, 2, 3]
        assert {event["konigle.request_id"] for event in seen} == {
            telemetry.requests[0].headers["X-Request-ID"]
        }

    @pytest.mark.parametrize(
        ("reply", "error_type", "status"),
        [
            (httpx.Response(404, json={"detail": "ada@example.com"}), "404", 404),
            (httpx.Response(500), "500", 500),
            (httpx.ReadTimeout("m"), "konigle.exceptions.KonigleTimeoutError", None),
            (httpx.ConnectError("m"), "konigle.exceptions.NetworkError", None),
            (httpx.Response(200, content=b"<html>"), "konigle.exceptions.InvalidResponseError", 200),
            (httpx.Response(302), "konigle.exceptions.APIError", 302),
        ],
    )
    def test_an_error_has_its_type_and_no_message(
        self, telemetry: Telemetry, reply: Any, error_type: str, status: int | None
    ) -> None:
        with telemetry.client(reply, retry_count=0) as client, pytest.raises(errors.KonigleError):
            client.contacts.get("c1")
        span = telemetry.span
        assert attributes(span)["error.type"] == error_type
        assert attributes(span).get("http.response.status_code") == status
        assert (span.status.status_code, span.status.description) == (StatusCode.ERROR, None)
        assert [event.name for event in span.events] == ["attempt"]

    def test_a_call_that_nothing_was_sent_for_has_a_span_and_no_duration(self, telemetry: Telemetry) -> None:
        with telemetry.client(dry_run=True) as client:
            client.contacts.create({"email": "ada@example.com"})
        assert (telemetry.span.name, telemetry.span.events) == ("createContact", ())
        assert telemetry.durations == []

    def test_a_call_that_is_interrupted_ends_its_span(self, telemetry: Telemetry) -> None:
        def interrupt(request: httpx.Request) -> httpx.Response:
            raise KeyboardInterrupt

        client = Client(KEY, transport=httpx.MockTransport(interrupt), hooks=[telemetry.hook])
        with pytest.raises(KeyboardInterrupt):
            client.contacts.get("c1")
        assert attributes(telemetry.span)["error.type"] == "KeyboardInterrupt"
        assert not trace.get_current_span().is_recording()

    def test_nothing_personal_is_in_a_span_or_a_metric(self, telemetry: Telemetry) -> None:
        page = httpx.Response(200, json={"payload": [CONTACT], "count": 1})
        refused = httpx.Response(400, json={"detail": "ada@example.com"})
        with telemetry.client(page, refused, found()) as client:
            client.contacts.list(q="ada@example.com")
            with pytest.raises(errors.ValidationError):
                client.contacts.create({"email": "ada@example.com"})
            client.request("GET", "/reachout/api/v1/people/ada%40example.com")
        shown = "".join(span.to_json() for span in telemetry.spans) + repr(telemetry.durations)
        for secret in ("example.com", KEY, "url.full", "?q="):
            assert secret not in shown
        assert "url.template" not in attributes(telemetry.spans[-1])
        assert telemetry.spans[-1].name == "request"

    def test_the_host_is_that_of_the_base_url(self, telemetry: Telemetry) -> None:
        with telemetry.client(found(), base_url="http://127.0.0.1:8080/prefix") as client:
            client.contacts.get("c1")
        facts = attributes(telemetry.span)
        assert (facts["server.address"], facts["server.port"], facts["url.scheme"]) == (
            "127.0.0.1",
            8080,
            "http",
        )


class TestContext:
    def test_the_span_is_a_child_of_the_current_one_and_its_id_is_sent(self, telemetry: Telemetry) -> None:
        tracer = telemetry.tracing.get_tracer("test")
        with telemetry.client(httpx.Response(503), found()) as client, tracer.start_as_current_span("outer"):
            client.contacts.get("c1")
            assert trace.get_current_span().name == "outer"  # type: ignore[attr-defined]  # a span of the SDK
        inner, outer = telemetry.spans
        assert inner.parent is not None
        assert inner.parent.span_id == outer.get_span_context().span_id  # type: ignore[union-attr]  # it has one
        sent = [request.headers["traceparent"] for request in telemetry.requests]
        of = inner.get_span_context()
        assert of is not None
        assert sent == [f"00-{of.trace_id:032x}-{of.span_id:016x}-{int(of.trace_flags):02x}"] * 2

    def test_a_traceparent_of_the_caller_is_kept(self, telemetry: Telemetry) -> None:
        with telemetry.client(found()) as client:
            client.contacts.get("c1", extra_headers={"traceparent": "00-1-2-00"})
        assert telemetry.requests[0].headers["traceparent"] == "00-1-2-00"

    def test_concurrent_calls_of_one_hook_do_not_mix(self, telemetry: Telemetry) -> None:
        arrived = 0
        both = asyncio.Event()

        async def respond(request: httpx.Request) -> httpx.Response:
            nonlocal arrived
            arrived += 1
            if arrived == 2:
                both.set()
            await both.wait()
            return found() if request.url.path.endswith("c1") else httpx.Response(404)

        async def calls() -> None:
            transport = httpx.MockTransport(respond)
            async with AsyncClient(KEY, transport=transport, hooks=[telemetry.hook]) as client:
                await asyncio.gather(
                    client.contacts.get("c1"), client.contacts.get("c2"), return_exceptions=True
                )

        asyncio.run(calls())
        assert sorted(attributes(span)["http.response.status_code"] for span in telemetry.spans) == [200, 404]
        assert [len(span.events) for span in telemetry.spans] == [1, 1]
        assert {span.parent for span in telemetry.spans} == {None}

    def test_the_state_check_of_a_refused_retry_is_a_child(self, telemetry: Telemetry) -> None:
        campaign = {**CONTACT, "name": "n", "audience": "a", "status": "paused"}
        replies = (httpx.Response(502), httpx.Response(409), httpx.Response(200, json=campaign))
        with telemetry.client(*replies) as client:
            client.campaigns.pause("k1")
        inner, outer = telemetry.spans
        assert (inner.name, outer.name) == ("pauseCampaign.lookup", "pauseCampaign")
        assert inner.parent == outer.get_span_context()
        assert attributes(outer)["http.request.resend_count"] == 1

    def test_two_hooks_make_two_spans(self, telemetry: Telemetry) -> None:
        other = Telemetry()
        with telemetry.client(found(), hooks=[telemetry.hook, other.hook]) as client:
            client.contacts.get("c1")
        assert [len(one.span.events) for one in (telemetry, other)] == [1, 1]
        assert other.span.parent == telemetry.span.get_span_context()

    def test_where_instrumentation_is_suppressed_nothing_is_recorded(self, telemetry: Telemetry) -> None:
        suppressed = context.set_value(context._SUPPRESS_INSTRUMENTATION_KEY, True)
        token = context.attach(suppressed)
        with telemetry.client(found()) as client:
            client.contacts.get("c1")
        context.detach(token)
        assert (telemetry.spans, telemetry.durations) == ([], [])
        assert "traceparent" not in telemetry.requests[0].headers

    def test_http_libraries_make_no_spans_inside_a_call(self, telemetry: Telemetry) -> None:
        seen: list[object] = []

        def respond(request: httpx.Request) -> httpx.Response:
            seen.append(context.get_value(context._SUPPRESS_HTTP_INSTRUMENTATION_KEY))
            return found()

        with Client(KEY, transport=httpx.MockTransport(respond), hooks=[telemetry.hook]) as client:
            client.contacts.get("c1")
        assert seen == [True]
        assert context.get_value(context._SUPPRESS_HTTP_INSTRUMENTATION_KEY) is None


class TestDuration:
    def test_it_is_recorded_once_for_each_call(self, telemetry: Telemetry) -> None:
        with telemetry.client(httpx.Response(503), found(), httpx.Response(404)) as client:
            client.contacts.get("c1")
            with pytest.raises(errors.NotFoundError):
                client.contacts.get("c2")
        good, bad = sorted(telemetry.durations, key=lambda point: len(point.attributes or {}))
        assert (good.count, good.sum, bad.count, bad.sum) == (1, 1.0, 1, 1.0)
        assert dict(good.attributes or {}) == {**FACTS, "http.response.status_code": 200}
        assert dict(bad.attributes or {}) == {**FACTS, "http.response.status_code": 404, "error.type": "404"}

    def test_its_buckets_are_those_of_the_conventions(self, telemetry: Telemetry) -> None:
        with telemetry.client(found()) as client:
            client.contacts.get("c1")
        [point] = telemetry.durations
        assert [*point.explicit_bounds] == [
            0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
        ]  # fmt: skip


class TestHook:
    def test_it_is_found_at_the_top_of_the_package(self) -> None:
        assert konigle.otel.OpenTelemetryHook is OpenTelemetryHook
        assert "otel" not in dir(konigle)

    def test_it_works_with_the_global_providers_which_are_not_set(self) -> None:
        with Client(
            KEY, transport=httpx.MockTransport(lambda _: found()), hooks=[OpenTelemetryHook()]
        ) as client:
            assert client.contacts.get("c1").id == "c1"

    def test_it_can_be_pickled_with_the_global_providers(self) -> None:
        copied = pickle.loads(pickle.dumps(OpenTelemetryHook()))
        with Client(KEY, transport=httpx.MockTransport(lambda _: found()), hooks=[copied]) as client:
            assert client.contacts.get("c1").id == "c1"

    def test_without_the_extra_the_error_names_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("konigle.otel.trace", None)
        with pytest.raises(ConfigurationError, match="needs the extra `otel`"):
            OpenTelemetryHook()
