"""Why a connection failed, in words, by the codes of the exceptions underneath."""

import errno
import socket
import ssl

from konigle._runtime.chains import chain

# Most telling first: of the attempts on several IP addresses only one is named.
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
    errno.EADDRNOTAVAIL: "no local IP address or port to connect from",
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
    "If the certificate is right, trust its authority: name a PEM file in the environment variable SSL_CERT_FILE, "
    "or pass http_client= with a verify= of yours."
)
_REPLACE = "The server needs another certificate, or base_url is wrong."
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


def certificate_failure(problem: BaseException) -> tuple[str, str]:
    """Why the server's certificate was refused, and what to do about it; two empty texts where it was not."""
    for one in chain(problem):
        if isinstance(one, ssl.SSLCertVerificationError):
            # truststore's have no code on some platforms
            code = getattr(one, "verify_code", None)
            return _CERTIFICATE.get(code or 0, ("certificate could not be verified", _TRUST))
    return "", ""


def reason_of(problem: BaseException, *, in_handshake: bool, connecting: bool) -> str:
    """The reason in words; empty where no code gives one.

    Args:
        problem: The exception, with what caused it.
        in_handshake: Whether it came out of the TLS handshake.
        connecting: Whether no connection was made.
    """
    found = list(chain(problem))
    for one in found:
        if isinstance(one, socket.gaierror):
            return "name not known" if one.errno in _NOT_KNOWN else "name look-up failed for the moment"
    for one in found:
        if isinstance(one, ssl.SSLError):
            return _tls(one, connecting=connecting)
    codes = [code for one in found if (code := _code(one)) in _ERRNO]
    reason = _ERRNO[min(codes, key=_RANK.__getitem__)] if codes else ""
    if in_handshake:
        return f"TLS handshake failed: {reason or 'connection closed by the server'}"
    return reason


def _code(problem: BaseException) -> int:
    """The errno of an exception; asyncio raises some without one, whose class tells."""
    code = problem.errno if isinstance(problem, OSError) else None
    return code or next((code for kind, code in _CLASSES.items() if isinstance(problem, kind)), 0)


def _tls(problem: ssl.SSLError, *, connecting: bool) -> str:
    name: str = getattr(problem, "reason", None) or "no reason given"  # only OpenSSL's own have one
    hint = "; the server may not speak TLS on this port" if name in _NO_TLS else ""
    said = name.replace("_", " ").lower()
    return f"TLS handshake failed: {said}{hint}" if connecting else f"TLS failed: {said}"
