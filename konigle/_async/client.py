"""The asynchronous client."""

from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, ClassVar, Self, Unpack

import httpx

from konigle._async.client_managers import ClientManagers
from konigle._async.pool import AsyncPools
from konigle._async.transport import AsyncTransport
from konigle._core.call import QueryValue, RequestOptions
from konigle._generated.client_defaults import AUTH_PREFIX
from konigle._http.base_client import AsyncBaseClient, make_config, without_removed
from konigle._http.transport_setup import (
    AsyncHttpClient,
    AsyncHttpTransport,
    AsyncTransportName,
    check_transports,
)
from konigle.config import DEFAULT_MAX_RESPONSE_BYTES, ClientConfig, hidden
from konigle.exceptions import Replay
from konigle.hooks import Hook


class AsyncApiClient(AsyncBaseClient[AsyncTransport]):
    """A client without managers; `AsyncClient` describes its settings.

    Attributes:
        _defaults: Settings of the API that it is a client of, where they are others than those of the reachout API.
    """

    _defaults: ClassVar[Mapping[str, Any]] = {}

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
        auth_prefix: str = AUTH_PREFIX,
        credentials: Mapping[str, str] | None = None,
        http_client: AsyncHttpClient | None = None,
        transport: AsyncHttpTransport | AsyncTransportName | None = None,
        assume_idempotent: bool = False,
        dry_run: bool = False,
        recipients_allowlist: Sequence[str] | None = None,
        allow_http: bool = False,
        pickle_api_key: bool = False,
        hooks: Sequence[Hook] = (),
    ) -> None:
        check_transports(http_client, transport, "AsyncClient", "AsyncBaseTransport")
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
            "credentials": credentials,
            "assume_idempotent": assume_idempotent,
            "dry_run": dry_run,
            "recipients_allowlist": recipients_allowlist,
            "allow_http": allow_http,
            "pickle_api_key": pickle_api_key,
            "hooks": hooks,
            "transport": transport if isinstance(transport, str) else None,
        }
        config = make_config(api_key, base_url, {**settings, **self._defaults})
        given = None if isinstance(transport, str) else transport
        self.transport = AsyncTransport(config, AsyncPools(config, http_client=http_client, transport=given))

    @classmethod
    def from_env(cls, **settings: Any) -> Self:
        """Creates a client; key and base URL come from `KONIGLE_API_KEY` and `KONIGLE_BASE_URL` if not given."""
        return cls(**hidden(settings))

    @classmethod
    def from_config(cls, config: ClientConfig) -> Self:
        """Creates a client from existing settings."""
        check_transports(None, config.transport, "AsyncClient", "AsyncBaseTransport")
        client = cls.__new__(cls)
        client.transport = AsyncTransport(config, AsyncPools(config))
        return client

    async def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, QueryValue] | None = None,
        json: Any = None,
        replay: Replay | None = None,
        **options: Unpack[RequestOptions],
    ) -> Any:
        """Sends a request that no method covers, with the retries, guards and errors of every other call.

        Args:
            method: The HTTP method.
            path: The path below the base URL, such as `/reachout/api/v1/segments`; ids in it percent-encoded.
            query: Query parameters; None values are not sent.
            json: The JSON body; a model, a dict, or another JSON value. None for no body.
            replay: Whether the request may be retried if its response is lost: "safe" if it changes nothing,
                "settled" if it may be applied twice, "once" if not. By default GET, HEAD and OPTIONS are safe, PUT,
                PATCH and DELETE settled, and everything else once.
            **options: Options of this call.

        Returns:
            The decoded JSON of the response; None for an empty body.

        Raises:
            InvalidArgumentError: The method, path or body is invalid, or `recipients_allowlist` cannot rule out that
                the request sends e-mail to others; nothing was sent.
            APIError: The server responded with an error.
            OutcomeUnknown: The response to a request of class "once" was lost; it may have been applied.

        Example:
            segments = await client.request("GET", "/reachout/api/v1/segments", query={"page": 1})
        """
        from konigle._managers.raw_call import raw_call

        return await self.transport.send(raw_call(method, path, query, json, replay), **options)

    def __setstate__(self, config: ClientConfig) -> None:
        self.transport = AsyncTransport(config, AsyncPools(config))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()


class AsyncClient(ClientManagers, AsyncApiClient):
    """Asynchronous client of the reachout API.

    Args:
        api_key: API key of the Konigle site; default `KONIGLE_API_KEY` from the environment.
        base_url: Base URL of the API, with a scheme; may have a path prefix; default `KONIGLE_BASE_URL` from the
            environment.
        timeout: Seconds for one whole attempt; or an `httpx.Timeout`, which limits each network operation; None for no
            limit.
        deadline: Seconds for the whole call, all attempts and waits together; None for no limit.
        retry_count: Maximum number of retries after the first attempt, if the operation may be retried.
        retry_backoff: Seconds. The first wait is random between 0 and this; the upper limit doubles with each retry.
        enable_retry: False disables all retries.
        max_connections: Maximum number of open connections; 0 for no limit.
        keepalive_connections: Maximum number of idle keep-alive connections.
        max_response_bytes: Maximum size of a response body after decompression; at most 1 MiB for the body of an error;
            None for no limit.
        user_agent: The `User-Agent` header.
        auth_prefix: The word before the key in the `Authorization` header.
        credentials: Credentials beside the API key, by the name of their security scheme in the API's OpenAPI document.
            Each is sent only by the operations that need it.
        http_client: An existing `httpx.AsyncClient` or `httpx2.AsyncClient` to use, for proxies and TLS; it is not
            closed with this client.
        transport: An existing transport of httpx or httpx2 to use instead, or the name of one from an extra: `http2`,
            or `aiohttp` (for many concurrent calls; not for blocking clients).
        assume_idempotent: True if the server honours `Idempotency-Key`: every call that is otherwise not retried, such
            as a create or a send, gets its own key, the same for all its attempts, and is then retried.
        dry_run: True to validate and log writes without sending them.
        recipients_allowlist: E-mail addresses and domains that e-mail may be sent to; others are rejected.
        allow_http: True to allow plain `http` for hosts other than this machine.
        pickle_api_key: True to include the key in pickles of the client; otherwise it is read from the environment.
        hooks: Objects of your subclasses of `konigle.Hook`, called for each call, attempt and retry.

    Raises:
        ConfigurationError: An argument is invalid, or there is no API key.

    Example:
        async with AsyncClient(api_key="…") as client:
            contact = await client.contacts.get("contact_id")
    """
