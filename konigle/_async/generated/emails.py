# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Typed methods of `client.emails`, generated from the spec."""

from typing import TYPE_CHECKING

from konigle._generated.managers.emails import BaseEmailManager
from konigle._managers.call_errors import explains_calls

if TYPE_CHECKING:
    from konigle._async.client import AsyncClient


@explains_calls
class EmailMethods(BaseEmailManager):
    """The generated methods of `AsyncEmailManager`."""

    def __init__(self, client: "AsyncClient") -> None:
        self._client = client
