"""The API as an ASGI application: records, validates and handles requests, and injects faults."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from email.utils import format_datetime
from typing import Any

from starlette.types import Receive, Scope, Send

from konigle.sandbox.clock import to_datetime
from konigle.sandbox.context import Call, Context, Handler
from konigle.sandbox.control.faults import FaultRule, FaultRules
from konigle.sandbox.control.request_log import MAX_KEPT_BODY_BYTES, ReceivedRequest, RequestLog
from konigle.sandbox.errors import HttpError, field_error
from konigle.sandbox.http.request_body import MAX_BODY_BYTES, MAX_JSON_BYTES, Body, read_body, receive_body
from konigle.sandbox.http.responses import Response, ResponseSender, faulty
from konigle.sandbox.http.routing import Match, Router
from konigle.sandbox.http.validation import check_body, check_path, check_query
from konigle.sandbox.spec import MULTIPART_TYPE, Operation
from konigle.sandbox.store import dumps

_log = logging.getLogger("konigle.sandbox")
_SUCCESS = range(200, 300)
_LARGE = (
    256 * 1024
)  # bytes of a body that takes so long to parse and validate that other requests must not wait for it
_MAX_KEY = 255  # characters of an Idempotency-Key; the draft RFC leaves the limit to the server


@dataclass(slots=True)
class Request:
    """A request that was received completely."""

    match: Match | None
    method: str
    url: str
    query: bytes
    headers: Mapping[str, str]
    body: bytes

    @property
    def whole_url(self) -> str:
        """The path with its query."""
        return f"{self.url}?{self.query.decode('latin-1')}" if self.query else self.url

    @property
    def operation(self) -> Operation | None:
        """The operation of the request, if there is one."""
        return None if self.match is None else self.match.operations.get(self.method)


class Api:
    """All operations of the spec.

    Args:
        latency: Seconds that every request is delayed, like on a slow network.
        check_answers: Also validate every response against the spec, and respond with 500 and the reason if invalid.
    """

    def __init__(
        self,
        context: Context,
        handlers: Mapping[str, Handler],
        request_log: RequestLog,
        faults: FaultRules,
        *,
        api_key: str,
        latency: float,
        check_answers: bool,
    ) -> None:
        self.latency = latency
        self._context = context
        self._handlers = handlers
        self._arrivals = request_log
        self._faults = faults
        self._authorization = f"Token {api_key}".encode()
        self._check_answers = check_answers
        self._router = Router(context.spec.operations.values())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one request, from its first byte to the last byte of the response."""
        path = scope["raw_path"].decode("latin-1")
        noted = self._arrivals.add(scope["method"], path, scope["query_string"], scope["headers"])
        match = self._router.match(path)
        url = f"{scope['scheme']}://{noted.headers.get('host', '')}{path}"
        request = Request(match, scope["method"], url, scope["query_string"], noted.headers, b"")
        operation = request.operation
        sender = ResponseSender(scope, receive, send)
        if not await self._receive(request, receive, sender, noted):
            return
        rule = None
        if operation is not None:
            noted.operation_id = operation.id
            rule = self._faults.take(operation.id)
        seconds = self.latency + (rule.seconds if rule else 0)
        if seconds:
            await asyncio.sleep(seconds)
        authorized = secrets.compare_digest(_header(scope, b"authorization"), self._authorization)
        if rule is None:
            response = await self._respond(request, authorized, noted)
            noted.status = response.status
            await sender.send(response)
        else:
            noted.fault = rule.kind
            await self._respond_with_fault(rule, request, authorized, noted, sender)

    async def _receive(
        self, request: Request, receive: Receive, sender: ResponseSender, noted: ReceivedRequest
    ) -> bool:
        """Receives the body; returns False if the client disconnected or the body is too large."""
        is_form = request.headers.get("content-type", "").lower().startswith(MULTIPART_TYPE)
        try:
            body = await receive_body(
                receive, MAX_BODY_BYTES if is_form else min(MAX_JSON_BYTES, MAX_BODY_BYTES)
            )
        except HttpError as refusal:
            noted.status = refusal.status
            await sender.send(Response.of_json(refusal.status, refusal.body, list(refusal.headers)))
            return False
        if body is None:
            return False
        request.body = body
        noted.body = request.body[:MAX_KEPT_BODY_BYTES]
        return True

    async def _respond_with_fault(
        self,
        rule: FaultRule,
        request: Request,
        authorized: bool,
        noted: ReceivedRequest,
        sender: ResponseSender,
    ) -> None:
        response = await self._respond(request, authorized, noted) if rule.applied else Response(200, b"{}")
        if rule.kind in ("close_before", "close_after"):
            await sender.close()
        elif rule.kind in ("reset_before", "reset_after"):
            await sender.reset()
        elif rule.kind == "truncate":
            noted.status = response.status
            await sender.send_truncated(response, rule.size)
        elif rule.kind == "drip":
            noted.status = response.status
            await sender.send_dripping(response, rule.size or 1, rule.interval)
        elif rule.kind == "surplus":
            noted.status = response.status
            await sender.send_twice(response)
        else:
            if rule.kind != "delay":
                response = faulty(rule, request.whole_url)
                response.headers.append(("x-request-id", _request_id(request, noted)))
            noted.status = response.status
            await sender.send(response)

    async def _respond(self, request: Request, authorized: bool, noted: ReceivedRequest) -> Response:
        """Handles the request or returns an error response. Never raises."""
        try:
            if len(request.body) > _LARGE:
                call = await asyncio.to_thread(self._check, request, authorized)
            else:
                call = self._check(request, authorized)
            response = self._carry_out(request, call, noted)
        except HttpError as refusal:
            response = Response.of_json(refusal.status, refusal.body, list(refusal.headers))
        except Exception:  # noqa: BLE001  # whatever failed, the client gets a response and the log the reason
            _log.exception("the sandbox failed at %s", noted.operation_id)
            response = Response.of_json(500, {"detail": "The sandbox failed; its log has the reason."})
        if self._check_answers and request.operation is not None:
            response = _checked(request.operation, response)
        noted.applied = response.status in _SUCCESS and not noted.replayed
        response.headers.append(("x-request-id", _request_id(request, noted)))
        now = to_datetime(self._context.clock.now())
        response.headers.append(("date", format_datetime(now, usegmt=True)))  # RFC 9110, 6.6.1
        return response

    def _check(self, request: Request, authorized: bool) -> Call:
        """Validates the request against the spec alone, so it may run in any thread."""
        if request.match is None:
            raise HttpError(404, {"detail": "Not found."})
        if not authorized:
            given = request.headers.get("authorization")
            detail = "Invalid token." if given else "Authentication credentials were not provided."
            raise HttpError(401, {"detail": detail}, [("WWW-Authenticate", "Token")])
        operation = request.operation
        if operation is None:
            allowed = ", ".join(sorted(request.match.operations))
            raise HttpError(405, {"detail": f'Method "{request.method}" not allowed.'}, [("Allow", allowed)])
        check_path(operation, request.match.values)
        query = check_query(operation, request.query)
        body = Body()
        if operation.bodies or request.body:
            body = read_body(
                self._context.spec, operation, request.headers.get("content-type", ""), request.body
            )
        if body.media_type:
            check_body(self._context.spec, operation, body.media_type, body.value)
        return Call(operation, request.url, request.match.values, query, body.value or {}, tuple(body.files))

    def _carry_out(self, request: Request, call: Call, noted: ReceivedRequest) -> Response:
        context = self._context
        now = context.clock.now()
        context.scheduler.advance(now)
        call = replace(call, now=now)
        handler = self._handlers[call.operation.id]
        if call.operation.method == "GET":
            return _success(call.operation, handler(context, call))
        return self._write(handler, call, request, noted)

    def _write(self, handler: Handler, call: Call, request: Request, noted: ReceivedRequest) -> Response:
        """Runs a write in one transaction, or replays the response of its Idempotency-Key."""
        context = self._context
        key = request.headers.get("idempotency-key") if call.operation.method == "POST" else None
        try:
            with context.store.transaction():
                if key is not None:
                    known = self._replay(key, call)
                    if known is not None:
                        noted.replayed = True
                        return known
                response = _success(call.operation, handler(context, call))
                if key is not None:
                    context.store.execute(
                        "INSERT INTO idempotency VALUES (?, ?, ?, ?, ?)",
                        (key, call.operation.id, _fingerprint(call), response.status, response.body.decode()),
                    )
                context.store.set_meta("clock", str(call.now))
        except Exception:
            context.engine.changed()  # what was planned inside the transaction is rolled back with it
            raise
        return response

    def _replay(self, key: str, call: Call) -> Response | None:
        if not key or len(key) > _MAX_KEY:
            raise field_error("Idempotency-Key", f"Ensure this header has 1 to {_MAX_KEY} characters.")
        row = self._context.store.execute(
            "SELECT fingerprint, status, body FROM idempotency WHERE key = ? AND operation = ?",
            (key, call.operation.id),
        ).fetchone()
        if row is None:
            return None
        if row[0] != _fingerprint(call):
            raise HttpError(
                422, {"detail": "This Idempotency-Key was already used with a different request."}
            )
        return Response(row[1], row[2].encode(), [("Idempotency-Replayed", "true")])


def _header(scope: Scope, name: bytes) -> bytes:
    return next((value for known, value in scope["headers"] if known == name), b"")


def _request_id(request: Request, noted: ReceivedRequest) -> str:
    """Returns the request id of the client, or a new one."""
    return request.headers.get("x-request-id") or f"req_{noted.sequence:06d}"


def _fingerprint(call: Call) -> str:
    """Returns what makes two requests equal: operation, ids and content, however the content was encoded."""
    files = [[file.name, file.type, hashlib.sha256(file.content).hexdigest()] for file in call.files]
    content = json.dumps([call.ids, call.body, files], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def _success(operation: Operation, result: Any) -> Response:
    if result is None:
        return Response(operation.success)
    return Response(operation.success, (result if isinstance(result, str) else dumps(result)).encode())


def _checked(operation: Operation, response: Response) -> Response:
    """Returns the response, or a 500 with the reason if the spec does not allow it."""
    try:
        validator = operation.response_validator(response.status)
    except KeyError:
        problem = f"the spec has no status code {response.status}"
    else:
        if validator is None:
            problem = "the spec has no body here" if response.body else ""
        else:
            problem = "; ".join(error.message for error in validator.iter_errors(json.loads(response.body)))
    if not problem:
        return response
    _log.error("the response of %s does not match the spec: %s", operation.id, problem)
    return Response.of_json(
        500, {"detail": f"The response of {operation.id} does not match the spec: {problem}"}
    )
