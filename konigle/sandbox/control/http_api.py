"""The control endpoints under `/__sandbox/`: the service over HTTP, as JSON, without a key."""

from __future__ import annotations

import asyncio
import base64
import logging
from collections.abc import Callable, Iterable
from dataclasses import asdict
from functools import partial
from inspect import isawaitable
from typing import Any, cast

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.types import Receive, Scope, Send

from konigle.sandbox.clock import iso
from konigle.sandbox.control.faults import FaultRule
from konigle.sandbox.control.request_log import ReceivedRequest
from konigle.sandbox.control.seed import set_dns_result
from konigle.sandbox.control.service import ControlService
from konigle.sandbox.engine.outbox import Mail
from konigle.sandbox.errors import HttpError, SandboxError
from konigle.sandbox.http.request_body import MAX_JSON_BYTES, read_json, receive_body
from konigle.sandbox.spec import Json

_log = logging.getLogger("konigle.sandbox")
_Page = Callable[[Request, Json], Any]
_LARGE = 256 * 1024  # bytes of a body that takes so long to parse that other requests must not wait for it
_MAX_SEED_BYTES = 1024 * 1024 * 1024  # two million contacts with all their fields
_MAX_DIGITS = 18  # this many always fit in SQLite's integers
_LONGEST_REASON = 2_000  # characters


def control_app(service: ControlService) -> Starlette:
    """Returns the control endpoints as an application."""
    routes = [Mount("/__sandbox", routes=_routes(service))]
    return Starlette(routes=routes, exception_handlers={HTTPException: _refused})


async def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  # the only kind it is called for
    return JSONResponse({"detail": error.detail}, status_code=error.status_code, headers=error.headers)


def _routes(service: ControlService) -> list[Route]:
    pages = _Endpoints(service)
    table: list[tuple[str, str, _Page]] = [
        ("GET", "/", pages.overview),
        ("GET", "/requests", pages.requests),
        ("DELETE", "/requests", pages.forget_requests),
        ("GET", "/outbox", pages.outbox),
        ("GET", "/faults", pages.faults),
        ("POST", "/faults", pages.add_fault),
        ("DELETE", "/faults", pages.clear_faults),
        ("DELETE", "/faults/{id}", pages.remove_fault),
        ("GET", "/clock", pages.clock),
        ("POST", "/clock/advance", pages.advance),
        ("POST", "/dns", pages.dns),
        ("PATCH", "/channels/{code}", pages.set_channel),
        ("POST", "/reset", pages.reset),
        ("POST", "/seed", pages.seed),
    ]
    by_path: dict[str, dict[str, _Page]] = {}
    for method, path, page in table:
        by_path.setdefault(path, {})[method] = page
    return [Route(path, _Endpoint(pages), methods=list(pages)) for path, pages in by_path.items()]


class _Endpoint:
    """The endpoints of one path, as a separate application: Starlette's function endpoints read bodies of any size."""

    def __init__(self, pages: dict[str, _Page]) -> None:
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        page = self._pages["GET" if request.method == "HEAD" else request.method]
        try:
            raw = await receive_body(
                receive, _MAX_SEED_BYTES if request.url.path.endswith("/seed") else MAX_JSON_BYTES
            )
            if raw is None:
                return
            response = await _respond(page, request, raw)
        except HttpError as refusal:
            response = JSONResponse(refusal.body, refusal.status, dict(refusal.headers))
        await response(scope, receive, send)


async def _respond(page: _Page, request: Request, raw: bytes) -> Response:
    read = partial(read_json, raw or b"{}", each_once=True)
    body = await asyncio.to_thread(read) if len(raw) > _LARGE else read()
    if not isinstance(body, dict):
        raise HttpError(400, {"detail": "the body must be an object"})
    try:
        result = page(request, cast("Json", body))
        if isawaitable(result):
            result = await result
    except (SandboxError, ValueError, TypeError, KeyError) as error:
        text = f"missing: {error}" if isinstance(error, KeyError) else str(error)
        raise HttpError(400, {"detail": text[:_LONGEST_REASON]}) from error
    except Exception:  # noqa: BLE001  # as in Api: the client gets a response and the log the reason
        _log.exception("the sandbox failed at %s %s", request.method, request.url.path)
        return JSONResponse({"detail": "The sandbox failed; its log has the reason."}, 500)
    return Response(status_code=204) if result is None else JSONResponse(result)


def _only(given: Iterable[str], *known: str) -> None:
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise SandboxError(f"unknown: {', '.join(unknown)}; known: {', '.join(known) or 'nothing'}")


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > _MAX_DIGITS:
        raise ValueError(f"invalid literal {text[:_MAX_DIGITS]!r}: not a whole number from zero on")
    return int(text)


class _Endpoints:
    """One method per endpoint: takes the request and its body, returns a JSON value."""

    def __init__(self, service: ControlService) -> None:
        self._service = service

    def overview(self, _request: Request, body: Json) -> Any:
        _only(body)
        return self._service.overview()

    def requests(self, request: Request, body: Json) -> Any:
        _only([*request.query_params, *body], "after")
        after = _number(request.query_params.get("after", "0"))
        return [_shown(noted) for noted in self._service.request_log.all() if noted.sequence > after]

    def forget_requests(self, _request: Request, body: Json) -> None:
        _only(body)
        self._service.request_log.clear()

    def outbox(self, request: Request, body: Json) -> Any:
        query = request.query_params
        _only([*query, *body], "first", "count", "campaign")
        first = _number(query.get("first", "0"))
        count = _number(query["count"]) if "count" in query else None
        self._service.catch_up()
        mails = self._service.context.outbox.mails(first, count, query.get("campaign"))
        return [_mail(mail) for mail in mails]

    def faults(self, _request: Request, body: Json) -> Any:
        _only(body)
        return [asdict(rule) for rule in self._service.faults.all()]

    def add_fault(self, _request: Request, body: Json) -> Any:
        forever = body.pop("forever", False)
        if not isinstance(forever, bool):
            raise ValueError("forever must be true or false")  # noqa: TRY004  # like all errors here
        counted = {"id", "calls", "hits"} & set(body)
        if counted:
            raise ValueError(f"the sandbox counts these itself: {', '.join(sorted(counted))}")
        body.setdefault("last", None if forever else body.get("first", 1))
        return asdict(self._service.faults.add(FaultRule(**body)))

    def clear_faults(self, _request: Request, body: Json) -> None:
        _only(body)
        self._service.faults.clear()

    def remove_fault(self, request: Request, body: Json) -> None:
        _only(body)
        if not self._service.faults.remove(_number(request.path_params["id"])):
            raise ValueError("there is no fault rule with this id")

    def clock(self, _request: Request, body: Json) -> Any:
        _only(body)
        return {"mode": self._service.context.clock.mode, "now": iso(self._service.catch_up())}

    def advance(self, _request: Request, body: Json) -> Any:
        _only(body, "seconds")
        return {"mode": self._service.context.clock.mode, "now": iso(self._service.advance(body["seconds"]))}

    def dns(self, _request: Request, body: Json) -> None:
        _only(body, "value", "outcome")
        set_dns_result(self._service.context, body["value"], body["outcome"])

    def set_channel(self, request: Request, body: Json) -> Any:
        return self._service.set_channel(request.path_params["code"], body)

    async def reset(self, _request: Request, body: Json) -> None:
        _only(body)
        await self._service.reset()

    async def seed(self, _request: Request, body: Json) -> Any:
        await self._service.seed(body)
        return self._service.overview()


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
