"""Maps exceptions of the HTTP layer to a kind of failure, a reason in words, and texts that may be shown.

Reasons come from errno, resolver and certificate codes. Texts of exceptions differ by platform, locale and library.
"""

import errno
import socket
import ssl
import traceback
from collections.abc import Callable, Iterator
from http import HTTPStatus
from types import FrameType
from typing import cast

import attrs
import httpx

from konigle._core.retry import AttemptResult, Kind

# Most specific first: ConnectTimeout is a TimeoutException, ProxyError a TransportError.
_TIMEOUTS: tuple[tuple[type[Exception], Kind, str], ...] = (
    (httpx.ConnectTimeout, "not_sent", "timed out connecting"),
    (httpx.PoolTimeout, "not_sent", "timed out waiting for a free connection in the pool"),
    (httpx.WriteTimeout, "timeout", "timed out sending the request"),
    (httpx.ReadTimeout, "timeout", "timed out waiting for the response"),
    (httpx.TimeoutException, "timeout", "timed out"),
    (TimeoutError, "timeout", "timed out receiving the response"),
)
# The text if no code gives a reason, and the text added if one does.
_BROKEN: tuple[tuple[type[Exception], Kind, str, str], ...] = (
    (httpx.ConnectError, "not_sent", "the connection could not be established", ""),
    (httpx.ProxyError, "not_sent", "the proxy refused the connection", ""),
    (httpx.UnsupportedProtocol, "not_sent", "the scheme of the URL is not supported", ""),
    (httpx.LocalProtocolError, "lost", "the request or the connection violated the HTTP protocol", ""),
    (httpx.RemoteProtocolError, "lost", "the connection closed early, or the response was not HTTP", ""),
    (httpx.DecodingError, "lost", "the compressed response is invalid", ""),
    (httpx.ReadError, "lost", "the connection broke", " while waiting for the response"),
    (httpx.WriteError, "lost", "the connection broke", " while sending the request"),
    (httpx.HTTPStatusError, "lost", "a hook raised the error of another request", ""),
    (httpx.HTTPError, "lost", "the request failed", ""),
    (OSError, "lost", "the connection broke", ""),
)
_LONGEST = 50  # exceptions of a chain
FAILURES = (httpx.HTTPError, OSError)  # HTTPStatusError is raised by hooks of the caller's http_client
_CLOSED_EARLY = ("Server disconnected", "peer closed connection")  # httpcore's and h11's texts


def result_of_exception(
    problem: Exception, taken_s: float, *, is_unsent: bool = False, is_sent: bool = False
) -> AttemptResult:
    """Returns the result of an attempt that ended with a transport exception.

    Args:
        problem: One of `FAILURES`.
        taken_s: Seconds that the attempt took.
        is_unsent: Whether nothing of the request was written, whatever the exception's type.
        is_sent: Whether something of it was, or a hook raised the exception after the response.
    """
    outcome = _outcome_of(problem, taken_s, is_unsent)
    if is_sent and outcome.kind == "not_sent":
        return attrs.evolve(outcome, kind="lost", what=f"{outcome.what}, after the request was sent")
    return attrs.evolve(outcome, kind="not_sent") if is_unsent else outcome


def _outcome_of(problem: Exception, taken_s: float, is_unsent: bool) -> AttemptResult:
    if is_unsent and is_timeout(problem) and not isinstance(problem, httpx.ConnectTimeout):
        return AttemptResult("not_sent", f"timed out connecting after {round(taken_s, 2):g} s")
    for kind, meaning, what in _TIMEOUTS:
        if isinstance(problem, kind):
            if kind is httpx.ConnectTimeout and _in_handshake(problem):
                what = "timed out in the TLS handshake"  # noqa: PLW2901 - a connect time-out covers both
            return AttemptResult(meaning, f"{what} after {round(taken_s, 2):g} s")
    for kind, meaning, what, phase in _BROKEN:
        if isinstance(problem, kind):
            certificate, advice = certificate_failure(problem)
            said = certificate or _broken(problem, what, phase)
            return AttemptResult(
                "not_sent" if certificate else meaning,
                f"{said} ({taken_s:.2f} s)",
                is_permanent=bool(certificate),
                advice=advice or (_advice_to_connect(problem) if kind is httpx.ConnectError else ""),
            )
    raise AssertionError(f"{type(problem).__name__} is none of FAILURES") from problem


def is_timeout(problem: BaseException | None) -> bool:
    """Whether a failure is a timeout."""
    return isinstance(problem, (httpx.TimeoutException, TimeoutError))


def destination(problem: BaseException | None, base_url: str) -> str:
    """Returns host and port of a request, and those of the proxy it used; nothing else of a URL.

    Args:
        problem: The exception that ended the attempt, with its tracebacks.
        base_url: The client's base URL.
    """
    url = httpx.URL(base_url)
    host = f"[{url.host}]" if ":" in url.host else url.host
    target = f"{host}:{url.port or (443 if url.scheme == 'https' else 80)}"
    proxy = _proxy_of(problem)
    return f"{target} through the proxy {proxy}" if proxy else target


def _proxy_of(problem: BaseException | None) -> str:
    """Returns host and port of the proxy that was used; empty without one."""
    for frame in _frames(problem):
        # httpcore's connections through a proxy; its exceptions do not name it
        origin = getattr(frame.f_locals.get("self"), "_proxy_origin", None)
        if origin is not None:
            return f"{origin.host.decode('ascii', 'replace')}:{origin.port}"
    return ""


def _broken(problem: Exception, what: str, phase: str) -> str:
    if isinstance(problem, httpx.ProxyError):
        return what + _proxy_status(str(problem))
    if isinstance(problem, httpx.RemoteProtocolError) and str(problem).startswith(_CLOSED_EARLY):
        return "the connection closed before a complete response was received"
    handshake = isinstance(problem, httpx.ConnectError) and _in_handshake(problem)
    reason = reason_of(problem, in_handshake=handshake, connecting=isinstance(problem, httpx.ConnectError))
    return f"{reason}{phase}" if reason else f"{what}{phase}"


def _proxy_status(text: str) -> str:
    """Returns the status code of a rejected CONNECT with the standard phrase: the proxy's phrase may hold anything."""
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


# Most specific first: if several IP addresses were tried, only one reason is reported.
_ERRNO = {
    errno.ECONNREFUSED: "connection refused",
    errno.ECONNRESET: "connection reset",
    errno.ECONNABORTED: "connection aborted",
    errno.EPIPE: "connection closed by the server",
    errno.ETIMEDOUT: "connection timed out",
    errno.EMFILE: "too many open files in this process",
    errno.ENFILE: "too many open files on this machine",
    errno.EACCES: "connection not permitted on this machine",
    errno.EPERM: "connection not permitted on this machine",
    errno.EHOSTUNREACH: "host unreachable",
    errno.ENETUNREACH: "network unreachable",
    errno.ENETDOWN: "network down",
    errno.EADDRNOTAVAIL: "no local IP address or port available",
    errno.EAFNOSUPPORT: "IP version not supported on this machine",
}
_CLASSES: dict[type[OSError], int] = {
    ConnectionRefusedError: errno.ECONNREFUSED,
    ConnectionResetError: errno.ECONNRESET,
    ConnectionAbortedError: errno.ECONNABORTED,
    BrokenPipeError: errno.EPIPE,
}
_RANK = {code: rank for rank, code in enumerate(_ERRNO)}
_NOT_KNOWN = {
    getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA", "EAI_ADDRFAMILY") if hasattr(socket, name)
}

_TRUST = (
    "If the certificate is correct, trust its authority: set the environment variable SSL_CERT_FILE to a PEM file, "
    "or pass http_client= with your own verify=."
)
_REPLACE = "The server needs a different certificate, or base_url is wrong."
# X509_V_ERR_* of OpenSSL's x509_vfy.h
_CERTIFICATE = {
    2: ("certificate is signed by an unknown authority", _TRUST),
    9: ("certificate is not valid yet", "Check this machine's clock."),
    10: ("certificate has expired", "Check this machine's clock, or have the certificate renewed."),
    18: ("certificate is self-signed", _TRUST),
    19: ("certificate chain ends in a self-signed certificate that is not trusted", _TRUST),
    20: ("certificate is signed by an unknown authority", _TRUST),
    21: ("certificate is signed by an unknown authority", _TRUST),
    23: ("certificate was revoked", _REPLACE),
    62: ("host name does not match the certificate", _REPLACE),
    64: ("IP address does not match the certificate", _REPLACE),
}
_NO_TLS = frozenset(
    {"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "PACKET_LENGTH_TOO_LONG", "RECORD_LAYER_FAILURE"}
)


def _advice_to_connect(problem: BaseException) -> str:
    is_unknown = any(isinstance(one, socket.gaierror) for one in chain(problem))
    if not is_unknown and all(_code(one) != errno.ECONNREFUSED for one in chain(problem)):
        return ""
    if _proxy_of(problem):
        return "Check the proxy in the environment variables of this machine."
    return f"Check base_url, and {'the network of this machine' if is_unknown else 'whether the server is running'}."


def certificate_failure(problem: BaseException) -> tuple[str, str]:
    """Returns why the server's certificate was rejected and what to do; two empty strings if it was not."""
    for one in chain(problem):
        if isinstance(one, ssl.SSLCertVerificationError):
            # truststore's have no code on some platforms
            code = getattr(one, "verify_code", None)
            return _CERTIFICATE.get(code or 0, ("certificate could not be verified", _TRUST))
    return "", ""


def reason_of(problem: BaseException, *, in_handshake: bool, connecting: bool) -> str:
    """Returns the reason in words; empty if no code gives one.

    Args:
        problem: The exception, with its causes.
        in_handshake: Whether it was raised in the TLS handshake.
        connecting: Whether the connection was not established.
    """
    found = list(chain(problem))
    for one in found:
        if isinstance(one, socket.gaierror):
            return "unknown host name" if one.errno in _NOT_KNOWN else "temporary failure of the DNS lookup"
    for one in found:
        if isinstance(one, ssl.SSLError):
            return _tls(one, connecting=connecting)
    codes = [code for one in found if (code := _code(one)) in _ERRNO]
    reason = _ERRNO[min(codes, key=_RANK.__getitem__)] if codes else ""
    if in_handshake:
        return f"TLS handshake failed: {reason or 'connection closed by the server'}"
    return reason


def _code(problem: BaseException) -> int:
    """Returns the errno of an exception; asyncio raises some without one, for which the class determines it."""
    code = problem.errno if isinstance(problem, OSError) else None
    return code or next((code for kind, code in _CLASSES.items() if isinstance(problem, kind)), 0)


def _tls(problem: ssl.SSLError, *, connecting: bool) -> str:
    name: str = getattr(problem, "reason", None) or "no reason given"  # only errors of OpenSSL have one
    hint = "; the server may not use TLS on this port" if name in _NO_TLS else ""
    said = name.replace("_", " ").lower()
    return f"TLS handshake failed: {said}{hint}" if connecting else f"TLS failed: {said}"


def chain(problem: BaseException | None) -> Iterator[BaseException]:
    """Yields an exception, its causes, and the members of groups; each once, the outermost first.

    Contexts are not included: one of them may be an exception that the caller of this package was handling. Some
    libraries (httpcore) raise `from None` and keep the cause among the arguments.
    """
    waiting, seen = [problem], set[int]()
    while waiting and len(seen) < _LONGEST:
        one = waiting.pop(0)
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [one.__cause__, *_in_arguments(one)]
        if isinstance(one, BaseExceptionGroup):
            waiting += cast("BaseExceptionGroup[BaseException]", one).exceptions


def without_frames(problem: Exception | None, redact: Callable[[str], str]) -> Exception | None:
    """Returns the exception and its causes without tracebacks, and without texts that `redact` changes.

    The frames of HTTP libraries hold the headers of the request as plain bytes.
    """
    found = list(chain(problem))
    for one in found:
        one.__traceback__ = None
        one.__context__ = None
        one.args = tuple(redact(part) if isinstance(part, str) else part for part in one.args)
    clean = {id(one) for one in found if _is_clean(one, redact)}
    for one in found:
        cause = one.__cause__ or next(_in_arguments(one), None)
        one.__cause__ = cause if id(cause) in clean else None
    return problem if id(problem) in clean else None


def _in_arguments(problem: BaseException) -> Iterator[BaseException]:
    return (part for part in problem.args if isinstance(part, BaseException))


def _is_clean(problem: BaseException, redact: Callable[[str], str]) -> bool:
    text = f"{problem} {problem!r}"
    return redact(text) == text
