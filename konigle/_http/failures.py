"""What an exception of the HTTP layer means: the kind of failure, its reason in words, and the host it concerns.

Reasons come from errno, resolver and certificate codes. The texts of exceptions differ by platform, locale and library.
"""

import traceback
from collections.abc import Iterator
from http import HTTPStatus
from types import FrameType

import attrs
import httpx

from konigle._http.reasons import certificate_failure, reason_of
from konigle._runtime.chains import chain
from konigle._runtime.retry import Kind, Outcome

# Most telling first: ConnectTimeout is a TimeoutException, ProxyError a TransportError.
_TIMEOUTS: tuple[tuple[type[Exception], Kind, str], ...] = (
    (httpx.ConnectTimeout, "not_sent", "timed out connecting"),
    (httpx.PoolTimeout, "not_sent", "timed out waiting for a free connection in the pool"),
    (httpx.WriteTimeout, "timeout", "timed out sending the request"),
    (httpx.ReadTimeout, "timeout", "timed out waiting for the response"),
    (httpx.TimeoutException, "timeout", "timed out"),
    (TimeoutError, "timeout", "timed out receiving the response"),
)
# What is said where no code gives a reason, and what is added where one does.
_BROKEN: tuple[tuple[type[Exception], Kind, str, str], ...] = (
    (httpx.ConnectError, "not_sent", "no connection could be made", ""),
    (httpx.ProxyError, "not_sent", "the proxy refused the connection", ""),
    (httpx.UnsupportedProtocol, "not_sent", "the URL has no scheme this client speaks", ""),
    (httpx.LocalProtocolError, "lost", "the request or the connection broke the rules of HTTP", ""),
    (httpx.RemoteProtocolError, "lost", "the connection closed early, or the response was not HTTP", ""),
    (httpx.DecodingError, "lost", "the response's compression is broken", ""),
    (httpx.ReadError, "lost", "the connection broke", " while waiting for the response"),
    (httpx.WriteError, "lost", "the connection broke", " while sending the request"),
    (httpx.HTTPError, "lost", "the exchange failed", ""),
    (OSError, "lost", "the connection broke", ""),
)
FAILURES = (httpx.HTTPError, OSError)  # HTTPStatusError comes of the hooks of a caller's own client
_CLOSED_EARLY = ("Server disconnected", "peer closed connection")  # httpcore's and h11's texts


def outcome_of(problem: Exception, taken_s: float, *, is_unsent: bool = False) -> Outcome:
    """The outcome of an attempt that ended with a transport exception.

    Args:
        problem: One of `FAILURES`.
        taken_s: Seconds the attempt took.
        is_unsent: Whether it is known that nothing of the request was written, whatever the exception's type.
    """
    outcome = _outcome_of(problem, taken_s, is_unsent)
    return attrs.evolve(outcome, kind="not_sent") if is_unsent else outcome


def _outcome_of(problem: Exception, taken_s: float, is_unsent: bool) -> Outcome:
    if is_unsent and is_timeout(problem) and not isinstance(problem, httpx.ConnectTimeout):
        return Outcome("not_sent", f"timed out connecting after {round(taken_s, 2):g} s")
    for kind, meaning, what in _TIMEOUTS:
        if isinstance(problem, kind):
            if kind is httpx.ConnectTimeout and _in_handshake(problem):
                what = "timed out in the TLS handshake"  # noqa: PLW2901 - a connect time-out covers both
            return Outcome(meaning, f"{what} after {round(taken_s, 2):g} s")
    for kind, meaning, what, phase in _BROKEN:
        if isinstance(problem, kind):
            certificate, advice = certificate_failure(problem)
            said = certificate or _broken(problem, what, phase)
            return Outcome(
                "not_sent" if certificate else meaning,
                f"{said} ({taken_s:.2f} s)",
                is_permanent=bool(certificate),
                advice=advice,
            )
    raise AssertionError(f"{type(problem).__name__} is none of FAILURES") from problem


def is_timeout(problem: BaseException | None) -> bool:
    """Whether a failure was a matter of time."""
    return isinstance(problem, (httpx.TimeoutException, TimeoutError))


def destination(problem: BaseException | None, base_url: str) -> str:
    """Host and port a request was for, and those of the proxy it went through; nothing else of a URL.

    Args:
        problem: What the attempt ended with, with its tracebacks.
        base_url: The client's.
    """
    url = httpx.URL(base_url)
    host = f"[{url.host}]" if ":" in url.host else url.host
    target = f"{host}:{url.port or (443 if url.scheme == 'https' else 80)}"
    for frame in _frames(problem):
        # httpcore's connections through a proxy; its exceptions do not name it
        origin = getattr(frame.f_locals.get("self"), "_proxy_origin", None)
        if origin is not None:
            return f"{target} through the proxy {origin.host.decode('ascii', 'replace')}:{origin.port}"
    return target


def _broken(problem: Exception, what: str, phase: str) -> str:
    if isinstance(problem, httpx.ProxyError):
        return what + _proxy_status(str(problem))
    if isinstance(problem, httpx.RemoteProtocolError) and str(problem).startswith(_CLOSED_EARLY):
        return "the connection closed before a complete response was received"
    handshake = isinstance(problem, httpx.ConnectError) and _in_handshake(problem)
    reason = reason_of(problem, in_handshake=handshake, connecting=isinstance(problem, httpx.ConnectError))
    return f"{reason}{phase}" if reason else f"{what}{phase}"


def _proxy_status(text: str) -> str:
    """The status of a refused CONNECT, with the standard's phrase: the proxy's own may hold anything."""
    try:
        status = HTTPStatus(int(text[:3]))
    except ValueError:
        return ""
    return f": {status.value} {status.phrase}"


def _in_handshake(problem: BaseException) -> bool:
    return any(frame.f_code.co_name == "start_tls" for frame in _frames(problem))


def _frames(problem: BaseException | None) -> Iterator[FrameType]:
    for one in chain(problem):
        for frame, _ in traceback.walk_tb(one.__traceback__):
            yield frame
