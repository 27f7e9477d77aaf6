"""Python SDK for Konigle's reachout API: contacts, audiences, campaigns and e-mail."""

from typing import TYPE_CHECKING

from konigle._lazy import exports
from konigle._version import __version__

if TYPE_CHECKING:
    from konigle import otel as otel
    from konigle._async.client import AsyncClient as AsyncClient
    from konigle._http.rate_limit import RateLimit as RateLimit
    from konigle._sync.client import Client as Client
    from konigle.config import ClientConfig as ClientConfig
    from konigle.exceptions import APIError as APIError
    from konigle.exceptions import Attempt as Attempt
    from konigle.exceptions import AuthenticationError as AuthenticationError
    from konigle.exceptions import AuthorizationError as AuthorizationError
    from konigle.exceptions import ClientClosedError as ClientClosedError
    from konigle.exceptions import ConfigurationError as ConfigurationError
    from konigle.exceptions import ConflictError as ConflictError
    from konigle.exceptions import DetachedRecordError as DetachedRecordError
    from konigle.exceptions import InvalidArgumentError as InvalidArgumentError
    from konigle.exceptions import InvalidResponseError as InvalidResponseError
    from konigle.exceptions import KonigleError as KonigleError
    from konigle.exceptions import KonigleTimeoutError as KonigleTimeoutError
    from konigle.exceptions import NetworkError as NetworkError
    from konigle.exceptions import NotFoundError as NotFoundError
    from konigle.exceptions import OutcomeUnknown as OutcomeUnknown
    from konigle.exceptions import RateLimitError as RateLimitError
    from konigle.exceptions import RefusedError as RefusedError
    from konigle.exceptions import ServerError as ServerError
    from konigle.exceptions import UnexpectedStateError as UnexpectedStateError
    from konigle.exceptions import UnknownOutcomeNetworkError as UnknownOutcomeNetworkError
    from konigle.exceptions import UnknownOutcomeResponseError as UnknownOutcomeResponseError
    from konigle.exceptions import UnknownOutcomeServerError as UnknownOutcomeServerError
    from konigle.exceptions import UnknownOutcomeTimeoutError as UnknownOutcomeTimeoutError
    from konigle.exceptions import ValidationError as ValidationError
    from konigle.exceptions import WebhookSignatureError as WebhookSignatureError
    from konigle.hooks import CallInfo as CallInfo
    from konigle.hooks import CallResult as CallResult
    from konigle.hooks import Hook as Hook

__all__ = [
    "APIError",
    "AsyncClient",
    "Attempt",
    "AuthenticationError",
    "AuthorizationError",
    "CallInfo",
    "CallResult",
    "Client",
    "ClientClosedError",
    "ClientConfig",
    "ConfigurationError",
    "ConflictError",
    "DetachedRecordError",
    "Hook",
    "InvalidArgumentError",
    "InvalidResponseError",
    "KonigleError",
    "KonigleTimeoutError",
    "NetworkError",
    "NotFoundError",
    "OutcomeUnknown",
    "RateLimit",
    "RateLimitError",
    "RefusedError",
    "ServerError",
    "UnexpectedStateError",
    "UnknownOutcomeNetworkError",
    "UnknownOutcomeResponseError",
    "UnknownOutcomeServerError",
    "UnknownOutcomeTimeoutError",
    "ValidationError",
    "WebhookSignatureError",
    "__version__",
]

_EXPORTS = {
    "AsyncClient": "konigle._async.client",
    "Client": "konigle._sync.client",
    "ClientConfig": "konigle.config",
    "APIError": "konigle.exceptions",
    "Attempt": "konigle.exceptions",
    "AuthenticationError": "konigle.exceptions",
    "AuthorizationError": "konigle.exceptions",
    "ClientClosedError": "konigle.exceptions",
    "ConfigurationError": "konigle.exceptions",
    "WebhookSignatureError": "konigle.exceptions",
    "ConflictError": "konigle.exceptions",
    "DetachedRecordError": "konigle.exceptions",
    "InvalidArgumentError": "konigle.exceptions",
    "InvalidResponseError": "konigle.exceptions",
    "KonigleError": "konigle.exceptions",
    "KonigleTimeoutError": "konigle.exceptions",
    "NetworkError": "konigle.exceptions",
    "NotFoundError": "konigle.exceptions",
    "OutcomeUnknown": "konigle.exceptions",
    "RateLimitError": "konigle.exceptions",
    "RefusedError": "konigle.exceptions",
    "ServerError": "konigle.exceptions",
    "UnexpectedStateError": "konigle.exceptions",
    "UnknownOutcomeNetworkError": "konigle.exceptions",
    "UnknownOutcomeResponseError": "konigle.exceptions",
    "UnknownOutcomeServerError": "konigle.exceptions",
    "UnknownOutcomeTimeoutError": "konigle.exceptions",
    "ValidationError": "konigle.exceptions",
    "CallInfo": "konigle.hooks",
    "CallResult": "konigle.hooks",
    "Hook": "konigle.hooks",
    "RateLimit": "konigle._http.rate_limit",
    "otel": "konigle.otel",
}
__getattr__, __dir__ = exports(__name__, _EXPORTS)
