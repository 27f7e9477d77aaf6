# Derived from konigle/_async/client.py by `python -m generator`; do not edit.
"""The synchronous client."""

from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

import httpx

from konigle._http.base_client import make_config, without_removed
from konigle._http.transport_setup import (
    SyncHttpClient,
    SyncHttpTransport,
    SyncTransportName,
    check_transports,
)
from konigle._sync.client_managers import ClientManagers
from konigle._sync.transport import SyncTransport
from konigle.config import DEFAULT_MAX_RESPONSE_BYTES, ClientConfig, hidden


class Client(ClientManagers):
    """Synchronous client of the reachout API.

    Args:
        api_key: Key of the Konigle site; `KONIGLE_API_KEY` when left out.
        base_url: Where the API is, with a scheme; may carry a path prefix. `KONIGLE_BASE_URL` when left out.
        timeout: Seconds for one attempt, whatever it waits for; or an `httpx.Timeout`, which limits each network
            operation; None for no limit.
        deadline: Seconds for a whole call, attempts and waits together; None for no limit.
        retry_count: Retries after the first attempt, for idempotent operations.
        retry_backoff: Seconds; the first wait is drawn from 0 to this, and each further range is twice as wide.
        enable_retry: False for no retries at all.
        max_connections: Most connections open at a time; 0 for no limit.
        keepalive_connections: Most idle connections kept.
        max_response_bytes: Most bytes of a response body after decompression, of an error's at most 1 MiB; None for
            no limit.
        user_agent: The `User-Agent` header.
        auth_prefix: The word before the key in the `Authorization` header.
        http_client: Your own `httpx.Client` or `httpx2.Client`, for proxies and TLS; it stays open when this one
            is closed.
        transport: Your own transport of httpx or httpx2 instead, or the name of one from an extra: `http2`, and `aiohttp`
            (for an `Client` with many calls at once).
        assume_idempotent: True if the server honours `Idempotency-Key`: calls with a key may then be retried.
        dry_run: True to check and log writes without sending them.
        recipients_allowlist: Addresses and domains that may be written to; anything else is refused.
        allow_http: True to allow plain `http` to other hosts than this machine.
        pickle_api_key: True to let pickles of the client carry the key; else they read it from the environment.

    Raises:
        ConfigurationError: An argument is invalid, or there is no API key.

    Example:
        with Client(api_key="…") as client:
            contact = client.contacts.get("contact_id")
    """

    @without_removed
    def __init__(
        self,
        api_key: str | None = None,
        base_url: str | None = None,
        *,
        timeout: float | httpx.Timeout | None = 30.0,
        deadline: float | None = None,
        retry_count: int = 3,
        retry_backoff: float = 0.5,
        enable_retry: bool = True,
        max_connections: int = 100,
        keepalive_connections: int = 20,
        max_response_bytes: int | None = DEFAULT_MAX_RESPONSE_BYTES,
        user_agent: str | None = None,
        auth_prefix: str = "Token",
        http_client: SyncHttpClient | None = None,
        transport: SyncHttpTransport | SyncTransportName | None = None,
        assume_idempotent: bool = False,
        dry_run: bool = False,
        recipients_allowlist: Sequence[str] | None = None,
        allow_http: bool = False,
        pickle_api_key: bool = False,
    ) -> None:
        check_transports(http_client, transport, "Client", "BaseTransport")
        settings: dict[str, Any] = {
            "timeout": timeout,
            "deadline": deadline,
            "retry_count": retry_count,
            "retry_backoff": retry_backoff,
            "enable_retry": enable_retry,
            "max_connections": max_connections,
            "keepalive_connections": keepalive_connections,
            "max_response_bytes": max_response_bytes,
            "user_agent": user_agent,
            "auth_prefix": auth_prefix,
            "assume_idempotent": assume_idempotent,
            "dry_run": dry_run,
            "recipients_allowlist": recipients_allowlist,
            "allow_http": allow_http,
            "pickle_api_key": pickle_api_key,
            "transport": transport if isinstance(transport, str) else None,
        }
        config = make_config(api_key, base_url, settings)
        given = None if isinstance(transport, str) else transport
        self.transport = SyncTransport(config, http_client=http_client, transport=given)

    @classmethod
    def from_env(cls, **settings: Any) -> Self:
        """Creates a client; key and base URL come from `KONIGLE_API_KEY` and `KONIGLE_BASE_URL` if not given."""
        return cls(**hidden(settings))

    @classmethod
    def from_config(cls, config: ClientConfig) -> Self:
        """Creates a client from existing settings."""
        check_transports(None, config.transport, "Client", "BaseTransport")
        client = cls.__new__(cls)
        client.transport = SyncTransport(config)
        return client

    def __setstate__(self, config: ClientConfig) -> None:
        self.transport = SyncTransport(config)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
