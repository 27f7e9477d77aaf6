"""logfire: https://logfire.pydantic.dev/docs/integrations/http-clients/httpx/."""

from typing import Any

import logfire
import pytest
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from konigle.sandbox import Sandbox
from tests.tools.harness import KEY, Caller, apart

TOOL = "logfire"


def spans_of_a_call(kind: str, url: str, *, called_before: bool) -> list[dict[str, Any]]:
    """Attributes of the spans of httpx."""
    spans = InMemorySpanExporter()
    logfire.configure(
        send_to_logfire=False,
        console=False,
        additional_span_processors=[SimpleSpanProcessor(spans)],
    )
    with Caller(kind, url) as caller:
        if called_before:
            caller.emails()
        logfire.instrument_httpx(capture_all=True)
        with logfire.span("nightly"):
            caller.emails()
    finished = spans.get_finished_spans()
    assert KEY not in "".join(span.to_json() for span in finished)
    return [dict(span.attributes or {}) for span in finished if span.kind.name == "CLIENT"]


@pytest.mark.parametrize("called_before", [False, True], ids=["first call", "later call"])
def test_each_attempt_is_a_span(sandbox: Sandbox, kind: str, called_before: bool) -> None:
    sandbox.faults.add("listContacts", "status", status=502, first=1 + called_before, last=2 + called_before)
    spans = apart(spans_of_a_call, kind, sandbox.url, called_before=called_before)
    assert [span["http.status_code"] for span in spans] == [502, 502, 200]
    assert all("traceparent" in request.headers for request in sandbox.requests[called_before:])
