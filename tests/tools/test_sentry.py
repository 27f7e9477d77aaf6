"""sentry-sdk: https://docs.sentry.io/platforms/python/integrations/httpx/."""

from typing import Any

import pytest
import sentry_sdk
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from konigle import KonigleError
from konigle.sandbox import Sandbox
from tests.tools.harness import KEY, Caller, apart

TOOL = "sentry-sdk"
_events: list[dict[str, Any]] = []


class Memory(Transport):
    """Keeps what would go to Sentry."""

    def capture_envelope(self, envelope: Envelope) -> None:
        _events.extend(item.payload.json for item in envelope if item.payload.json is not None)


def start() -> None:
    sentry_sdk.init(dsn="http://public@127.0.0.1:9/1", traces_sample_rate=1.0, transport=Memory)


def spans_of_a_call(kind: str, url: str, *, called_before: bool) -> tuple[list[Any], list[Any]]:
    """The spans of the client's call, and the breadcrumbs after it."""
    with Caller(kind, url) as caller:
        if called_before:
            caller.emails()
        start()
        with sentry_sdk.start_transaction(name="nightly"):
            caller.emails()
        sentry_sdk.capture_message("done")
    spans = [span for event in _events for span in event.get("spans", ())]
    ours = [span for span in spans if span["origin"] == "auto.http.httpx"]
    crumbs = [crumb for event in _events for crumb in event.get("breadcrumbs", {}).get("values", ())]
    assert KEY not in repr(_events)
    return ours, [crumb for crumb in crumbs if crumb.get("type") == "http"]


@pytest.mark.parametrize("called_before", [False, True], ids=["first call", "later call"])
def test_each_attempt_is_a_span_and_a_breadcrumb(sandbox: Sandbox, kind: str, called_before: bool) -> None:
    sandbox.faults.add("listContacts", "status", status=502, first=1 + called_before, last=2 + called_before)
    spans, crumbs = apart(spans_of_a_call, kind, sandbox.url, called_before=called_before)
    url = f"{sandbox.url}/reachout/api/v1/contacts"
    assert [(span["op"], span["description"]) for span in spans] == [("http.client", f"GET {url}")] * 3
    assert [span["data"]["http.response.status_code"] for span in spans] == [502, 502, 200]
    left = [crumb["data"]["http.response.status_code"] for crumb in crumbs if crumb["data"]["url"] == url]
    each = len(left) // 3  # two for a session that Sentry's integration of aiohttp traces as well
    assert left[::each] == [502, 502, 200]
    traced = [request.headers["sentry-trace"] for request in sandbox.requests[called_before:]]
    ids = [span["span_id"] for span in spans]
    if kind != "aiohttp":  # there Sentry's own tracing of aiohttp makes a span inside, and sends its id
        assert [trace.split("-")[1] for trace in traced] == ids
    assert len(set(traced)) == 3


def events_of_a_failure(kind: str, url: str, query: str | None = None) -> list[dict[str, Any]]:
    """What Sentry is sent of a call that fails."""
    start()
    with Caller(kind, url, retry_count=0) as caller:
        try:
            caller.wait(caller.client.contacts.list(q=query))
        except KonigleError as error:
            sentry_sdk.capture_exception(error)
    return [event for event in _events if "exception" in event]


def test_the_report_of_an_error_shows_no_key(sandbox: Sandbox, kind: str) -> None:
    """Sentry reports the local variables of each frame, those of httpx and httpcore included."""
    sandbox.faults.add("listContacts", "close_before")
    (event,) = apart(events_of_a_failure, kind, sandbox.url)
    assert event["exception"]["values"][-1]["type"] == "NetworkError"
    assert KEY not in repr(event)


def test_the_report_of_an_argument_that_cannot_be_sent_shows_no_key(sandbox: Sandbox, kind: str) -> None:
    (event,) = apart(events_of_a_failure, kind, sandbox.url, query="\ud800")
    assert event["exception"]["values"][-1]["type"] == "InvalidArgumentError"
    assert KEY not in repr(event)
