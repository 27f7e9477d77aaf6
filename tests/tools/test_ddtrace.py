"""ddtrace: https://ddtrace.readthedocs.io/en/stable/integrations.html#httpx."""

import os
from typing import Any

import pytest

from konigle.sandbox import Sandbox
from tests.tools.harness import KEY, Caller, apart

TOOL = "ddtrace"


def collect() -> list[Any]:
    """Where the finished spans go, instead of to an agent."""
    os.environ |= {
        "DD_INSTRUMENTATION_TELEMETRY_ENABLED": "false",
        "DD_REMOTE_CONFIGURATION_ENABLED": "false",
    }
    from ddtrace.trace import TraceFilter, tracer

    spans: list[Any] = []

    class Collector(TraceFilter):
        def process_trace(self, trace: list[Any]) -> None:
            spans.extend(trace)

    tracer.configure(trace_processors=[Collector()])
    return spans


def spans_of_a_call(kind: str, url: str, *, called_before: bool) -> list[tuple[int, dict[str, str]]]:
    """Id and tags of the client's spans."""
    spans = collect()
    import ddtrace

    with Caller(kind, url) as caller:
        if called_before:
            caller.emails()
        ddtrace.patch(httpx=True)
        with ddtrace.tracer.trace("nightly"):
            caller.emails()
    assert KEY not in repr([span.get_tags() for span in spans])
    return [(span.span_id, span.get_tags()) for span in spans if span.name == "http.request"]


@pytest.mark.parametrize("called_before", [False, True], ids=["first call", "later call"])
def test_each_attempt_is_a_span(sandbox: Sandbox, kind: str, called_before: bool) -> None:
    sandbox.faults.add("listContacts", "status", status=502, first=1 + called_before, last=2 + called_before)
    spans = apart(spans_of_a_call, kind, sandbox.url, called_before=called_before)
    assert [tags["http.status_code"] for _, tags in spans] == ["502", "502", "200"]
    assert {(tags["component"], tags["span.kind"], tags["http.method"]) for _, tags in spans} == {
        ("httpx", "client", "GET")
    }
    traced = [request.headers["x-datadog-parent-id"] for request in sandbox.requests[called_before:]]
    assert traced == [str(span_id) for span_id, _ in spans]
