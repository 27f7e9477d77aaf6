"""The control endpoints under `/__sandbox/`: the console over HTTP, as JSON, without a key."""

from __future__ import annotations

import base64
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any, cast

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from .arrivals import ReceivedRequest
from .clock import iso
from .console import Console
from .errors import SandboxError
from .faults import FaultRule
from .outbox import Mail

__all__ = ["control_routes"]

_Endpoint = Callable[[Request], Awaitable[Response]]


def control_routes(console: Console) -> list[Route]:
    """The routes of the control endpoints."""
    pages = _Endpoints(console)
    table: list[tuple[str, str, Callable[[Request, Any], Any]]] = [
        ("GET", "/", pages.overview),
        ("GET", "/requests", pages.requests),
        ("DELETE", "/requests", pages.forget_requests),
        ("GET", "/outbox", pages.outbox),
        ("GET", "/faults", pages.faults),
        ("POST", "/faults", pages.add_fault),
        ("DELETE", "/faults", pages.clear_faults),
        ("DELETE", "/faults/{id:int}", pages.remove_fault),
        ("GET", "/clock", pages.clock),
        ("POST", "/clock/advance", pages.advance),
        ("POST", "/dns", pages.dns),
        ("PATCH", "/channels/{code}", pages.set_channel),
        ("POST", "/reset", pages.reset),
        ("POST", "/seed", pages.seed),
    ]
    by_path: dict[str, dict[str, Callable[[Request, Any], Any]]] = {}
    for method, path, page in table:
        by_path.setdefault(path, {})[method] = page
    return [Route(path, _endpoint(pages), methods=list(pages)) for path, pages in by_path.items()]


def _endpoint(pages: dict[str, Callable[[Request, Any], Any]]) -> _Endpoint:
    async def endpoint(request: Request) -> Response:
        try:
            method = "GET" if request.method == "HEAD" else request.method
            result = pages[method](request, _object(await request.body()))
        except (SandboxError, ValueError, TypeError, KeyError) as error:
            text = f"missing: {error}" if isinstance(error, KeyError) else str(error)
            return JSONResponse({"detail": text}, status_code=400)
        return Response(status_code=204) if result is None else JSONResponse(result)

    return endpoint


def _object(raw: bytes) -> Any:
    body: Any = json.loads(raw or b"{}")
    if isinstance(body, dict):
        return cast("Any", body)
    raise SandboxError("the body must be an object")


class _Endpoints:
    """One method per endpoint: the request and its body in, a JSON value out."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def overview(self, _request: Request, _body: Any) -> Any:
        return self._console.overview()

    def requests(self, request: Request, _body: Any) -> Any:
        after = int(request.query_params.get("after", "0"))
        return [_shown(noted) for noted in self._console.arrivals.all() if noted.sequence > after]

    def forget_requests(self, _request: Request, _body: Any) -> None:
        self._console.arrivals.clear()

    def outbox(self, request: Request, _body: Any) -> Any:
        self._console.catch_up()
        query = request.query_params
        count = int(query["count"]) if "count" in query else None
        mails = self._console.backend.outbox.mails(int(query.get("first", "0")), count, query.get("campaign"))
        return [_mail(mail) for mail in mails]

    def faults(self, _request: Request, _body: Any) -> Any:
        return [asdict(rule) for rule in self._console.faults.all()]

    def add_fault(self, _request: Request, body: Any) -> Any:
        forever = body.pop("forever", False)
        counted = {"id", "calls", "hits"} & set(body)
        if counted:
            raise ValueError(f"the sandbox counts these itself: {', '.join(sorted(counted))}")
        body.setdefault("last", None if forever else body.get("first", 1))
        return asdict(self._console.faults.add(FaultRule(**body)))

    def clear_faults(self, _request: Request, _body: Any) -> None:
        self._console.faults.clear()

    def remove_fault(self, request: Request, _body: Any) -> None:
        if not self._console.faults.remove(request.path_params["id"]):
            raise ValueError("there is no fault rule with this id")

    def clock(self, _request: Request, _body: Any) -> Any:
        return {"mode": self._console.backend.clock.mode, "now": iso(self._console.catch_up())}

    def advance(self, _request: Request, body: Any) -> Any:
        return {"mode": self._console.backend.clock.mode, "now": iso(self._console.advance(body["seconds"]))}

    def dns(self, _request: Request, body: Any) -> None:
        self._console.tell_dns(body["value"], body["outcome"])

    def set_channel(self, request: Request, body: Any) -> Any:
        return self._console.set_channel(request.path_params["code"], body)

    def reset(self, _request: Request, _body: Any) -> None:
        self._console.reset()

    def seed(self, _request: Request, body: Any) -> Any:
        self._console.seed(body)
        return self._console.overview()


def _shown(noted: ReceivedRequest) -> dict[str, Any]:
    try:
        content = noted.json
    except ValueError:
        content = None
    return {
        "sequence": noted.sequence,
        "method": noted.method,
        "path": noted.path,
        "query": noted.query,
        "operation_id": noted.operation_id,
        "headers": noted.raw_headers,
        "body": base64.b64encode(noted.body).decode(),
        "json": content,
        "status": noted.status,
        "fault": noted.fault,
        "applied": noted.applied,
        "replayed": noted.replayed,
    }


def _mail(mail: Mail) -> dict[str, Any]:
    shown = asdict(mail)
    shown["sent_at"] = mail.sent_at.isoformat()
    for attachment in shown["attachments"]:
        attachment["content"] = base64.b64encode(attachment["content"]).decode()
    return shown
