# Derived from konigle/_async/network.py by `python -m generator`; do not edit.
"""A network backend around httpcore's, which limits each operation to the time left of the attempt."""

import ssl
from collections.abc import Iterable
from typing import Any

import httpcore

from konigle._concurrency.primitives import sync_limit
from konigle._http import time_limits
from konigle._http.httpcore_pool import has_unread
from konigle._http.network_backends import sync_backend

_WRITE_SIZE = 64 * 1024  # a blocking socket may exceed its time limit for larger parts


class SyncLimitedStream(httpcore.NetworkStream):
    """A connection whose reads and writes obey the time limit of the attempt."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        limit = time_limits.seconds(timeout, httpcore.ReadTimeout)
        with sync_limit(limit, httpcore.ReadTimeout):
            return self._stream.read(max_bytes, limit)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), _WRITE_SIZE):
            part = buffer if len(buffer) <= _WRITE_SIZE else buffer[start : start + _WRITE_SIZE]
            limit = time_limits.seconds_to_write(timeout)
            time_limits.on_write(part)
            with sync_limit(limit, httpcore.WriteTimeout):
                self._stream.write(part, limit)

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        try:
            limit = time_limits.seconds(timeout, httpcore.ConnectTimeout)
            with sync_limit(limit, httpcore.ConnectTimeout):
                stream = self._stream.start_tls(ssl_context, server_hostname, limit)
        except BaseException:
            self._stream.close()  # httpcore leaves the socket open when the handshake is cancelled
            raise
        return SyncLimitedStream(stream)

    def close(self) -> None:
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable" and has_unread(self._stream):
            return True
        return self._stream.get_extra_info(info)


class SyncLimitedBackend(httpcore.NetworkBackend):
    """Opens connections whose operations obey the time limit of the attempt."""

    def __init__(self) -> None:
        self._backend = sync_backend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        time_limits.on_connect()
        limit = time_limits.seconds(timeout, httpcore.ConnectTimeout)
        with sync_limit(limit, httpcore.ConnectTimeout):
            stream = self._backend.connect_tcp(host, port, limit, local_address, socket_options)
        return SyncLimitedStream(stream)

    def sleep(self, seconds: float) -> None:
        self._backend.sleep(seconds)
