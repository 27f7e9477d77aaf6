# Derived from konigle/_async/pools.py by `python -m generator`; do not edit.
"""The connection pools of one client, shared by the views that `with_options()` returns."""

import ssl
import threading
from typing import Any

from konigle._concurrency.primitives import sync_close_in, sync_is_gone, sync_loop
from konigle._core.retry import RetryBudget
from konigle._http.environment import make_ssl_context
from konigle._http.rate_limit import RateLimit
from konigle._http.transport_setup import SyncHttpClient, SyncHttpTransport, httpx2_of, reset_after_fork
from konigle._sync.httpx2 import SyncHttpx2Transport
from konigle._sync.pool import SyncPool
from konigle.config import ClientConfig
from konigle.exceptions import ClientClosedError


class SyncPools:
    """One connection pool for each event loop, which the first call there opens, and one retry budget.

    Attributes:
        given: The caller's `http_client` or `transport`; None for connections of the client's own.
        given_client: The caller's `http_client`, unless it is one of httpx2.
        budget: The retry budget.
        is_closed: Whether the client was closed.
        rate_limit: What the latest responses said about the rate limit.
    """

    def __init__(
        self,
        config: ClientConfig,
        *,
        http_client: SyncHttpClient | None = None,
        transport: SyncHttpTransport | None = None,
    ) -> None:
        self._config = config
        self.given_client: Any = http_client
        self.given: Any = http_client or transport
        if library := httpx2_of(self.given):
            self.given_client = None
            self.given = SyncHttpx2Transport(self.given, library)
        self._pools: dict[Any, SyncPool] = {}
        self._ssl_context: ssl.SSLContext | None = None
        self._lock = threading.Lock()
        self.is_closed = False
        self.rate_limit: RateLimit | None = None
        self.budget = RetryBudget(threading.Lock())
        reset_after_fork(self)

    @property
    def route(self) -> Any:
        """Returns the HTTP transport of the running event loop; None before the first call."""
        pool = self._pools.get(sync_loop())
        return pool.transport if pool else self.given

    def forget_connections(self) -> None:
        """Drops all connections in a forked child, which must not use those of the parent."""
        self._lock = threading.Lock()
        self._pools = {}

    def close(self) -> None:
        """Closes the connections, but not the caller's `http_client`. May be called repeatedly."""
        with self._lock:
            was_closed, self.is_closed = self.is_closed, True
            pools, self._pools = self._pools, {}
        for loop, pool in pools.items():
            sync_close_in(loop, pool.close)
        if self.given is not None and self.given is not self.given_client and not was_closed:
            self.given.close()

    def pool(self) -> tuple[SyncPool, bool]:
        """Returns the pool of the running event loop, and whether it is new."""
        loop = sync_loop()
        with self._lock:
            pool = self._pools.get(loop)
            if pool is not None:
                return pool, False
            # connections of a closed event loop can no longer be closed in it; they close once nothing refers to them
            self._pools = {each: of for each, of in self._pools.items() if not sync_is_gone(each)}
            pool = self._pools[loop] = SyncPool(self._config, self.given, self._tls)
            return pool, True

    def _tls(self) -> ssl.SSLContext:
        """Returns the TLS context, which is loaded once."""
        if self._ssl_context is None:
            self._ssl_context = make_ssl_context(self._config.base_url)
        return self._ssl_context

    def open(self, operation: str) -> SyncPool:
        """Returns the pool of the running event loop, ready for a request.

        Raises:
            ClientClosedError: The client, or the caller's `http_client`, is closed.
        """
        if self.is_closed:
            raise ClientClosedError(
                "The client is closed; nothing was sent. Create a new client.", operation=operation
            )
        if self.given_client is not None and self.given_client.is_closed:
            raise ClientClosedError(
                "The http_client of this client is closed; nothing was sent.", operation=operation
            )
        pool, is_new = self.pool()
        if is_new:
            pool.open()
        return pool
