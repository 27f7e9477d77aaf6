"""A stateful local server that implements the reachout API, for your tests.

Needs the extra packages of `sandbox`; from a checkout: `pip install '.[sandbox]'`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from konigle.sandbox.control.faults import FaultKind, FaultRule
    from konigle.sandbox.control.request_log import ReceivedRequest
    from konigle.sandbox.engine.outbox import Mail
    from konigle.sandbox.errors import SandboxError
    from konigle.sandbox.http.request_body import Attachment
    from konigle.sandbox.server import Sandbox

__all__ = ["Attachment", "FaultKind", "FaultRule", "Mail", "ReceivedRequest", "Sandbox", "SandboxError"]

_EXPORTS = {
    "Attachment": "http.request_body",
    "FaultKind": "control.faults",
    "FaultRule": "control.faults",
    "Mail": "engine.outbox",
    "ReceivedRequest": "control.request_log",
    "Sandbox": "server",
    "SandboxError": "errors",
}
_NEEDED = frozenset({"h11", "jsonschema_rs", "python_multipart", "starlette", "uvicorn"})


def __getattr__(name: str) -> Any:
    module = _EXPORTS.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        return getattr(import_module(f".{module}", __name__), name)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _NEEDED:
            raise
        raise ModuleNotFoundError(
            f"the sandbox needs {error.name}, which is not installed; in a checkout of the project run: "
            "pip install '.[sandbox]'",
            name=error.name,
        ) from error
    except AttributeError as error:  # otherwise Python would only say that it cannot import the name
        raise ImportError(f"an installed package is not compatible with the sandbox: {error}") from error


def __dir__() -> list[str]:
    return __all__
