# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""The webhooks of the API: which model each becomes, and how it is signed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from konigle._core.models import ResponseModel

WEBHOOKS: dict[str, tuple[str, dict[str, Any] | None]] = {}


class Parse(Protocol):
    """Reads a webhook."""

    if TYPE_CHECKING:

        def __call__(
            self,
            name: str,
            body: bytes | str,
            headers: Mapping[str, str] = ...,
            *,
            secret: str | None = None,
            now: float | None = None,
        ) -> ResponseModel:
            """Reads a webhook of any name."""
            ...
