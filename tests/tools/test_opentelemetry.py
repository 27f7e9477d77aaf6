"""opentelemetry-instrumentation-httpx."""

from typing import Any

import pytest
from opentelemetry.instrumentation.httpx import HTTPXClientInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from konigle.otel import OpenTelemetryHook
from konigle.sandbox import Sandbox
from tests.tools.harness import KEY, Caller, apart

TOOL = "opentelemetry-instrumentation-httpx"


def spans_of_a_call(kind: str, url: str, *, called_before: bool) -> list[tuple[int, dict[str, Any]]]:
    """Id and attributes of all spans of the client's call."""
    spans = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(spans))
    instrumentor = HTTPXClientInstrumentor()
    with Caller(kind, url) as caller:
        if called_before:
            caller.emails()
        instrumentor.instrument(tracer_provider=provider)
        caller.emails()
        instrumentor.uninstrument()
        caller.emails()
    finished = spans.get_finished_spans()
    assert KEY not in "".join(span.to_json() for span in finished)
    return [(span.context.span_id, dict(span.attributes or {})) for span in finished]


@pytest.mark.parametrize("called_before", [False, True], ids=["first call", "later call"])
def test_each_attempt_is_one_span_whose_id_arrives(sandbox: Sandbox, kind: str, called_before: bool) -> None:
    sandbox.faults.add("listContacts", "status", status=502, first=1 + called_before, last=2 + called_before)
    spans = apart(spans_of_a_call, kind, sandbox.url, called_before=called_before)
    assert [span["http.status_code"] for _, span in spans] == [502, 502, 200]
    traced = [request.headers.get("traceparent", "--").split("-")[2] for request in sandbox.requests]
    assert traced == [*[""] * called_before, *(f"{span_id:016x}" for span_id, _ in spans), ""]


def parents_of_pages(kind: str, url: str) -> tuple[int, list[int | None]]:
    """The id of the span around a list that is read to its end, and the parent of each request's span."""
    spans = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(spans))
    HTTPXClientInstrumentor().instrument(tracer_provider=provider)
    with Caller(kind, url) as caller:

        async def read() -> list[str]:
            return [
                contact.email async for contact in caller.client.contacts.iter_all(page_size=1, prefetch=4)
            ]

        with provider.get_tracer(__name__).start_as_current_span("nightly") as span:
            if kind == "sync":
                list(caller.client.contacts.iter_all(page_size=1, prefetch=4))
            else:
                caller.wait(read())
    requests = [found for found in spans.get_finished_spans() if found.name == "GET"]
    return span.get_span_context().span_id, [found.parent and found.parent.span_id for found in requests]


def test_requests_of_prefetched_pages_belong_to_the_span_around_the_loop(sandbox: Sandbox, kind: str) -> None:
    sandbox.seed({"contacts": [{"email": f"{number}@example.com"} for number in range(6)]})
    span_id, parents = apart(parents_of_pages, kind, sandbox.url)
    assert parents == [span_id] * len(sandbox.requests)
    assert len(parents) >= 6


def spans_beside_the_hook(kind: str, url: str) -> list[tuple[str, int, int, dict[str, Any]]]:
    """Name, id, number of events and attributes of all spans of a call, with the hook and the instrumentation."""
    spans = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(spans))
    instrumentor = HTTPXClientInstrumentor()
    instrumentor.instrument(tracer_provider=provider)
    with Caller(kind, url, hooks=[OpenTelemetryHook(tracer_provider=provider)]) as caller:
        caller.emails()
    with Caller(kind, url) as caller:
        caller.emails()
    instrumentor.uninstrument()
    return [
        (span.name, span.context.span_id, len(span.events), dict(span.attributes or {}))
        for span in spans.get_finished_spans()
    ]


def test_beside_the_hook_there_is_one_span_for_each_call_whose_id_arrives(
    sandbox: Sandbox, kind: str
) -> None:
    sandbox.faults.add("listContacts", "status", status=502, first=1, last=2)
    ours, other = apart(spans_beside_the_hook, kind, sandbox.url)
    assert (ours[0], ours[2], other[0]) == ("listContacts", 3, "GET")
    assert (ours[3]["http.response.status_code"], ours[3]["http.request.resend_count"]) == (200, 2)
    sent = [request.headers["traceparent"].split("-")[2] for request in sandbox.requests]
    assert sent == [f"{ours[1]:016x}"] * 3 + [f"{other[1]:016x}"]
