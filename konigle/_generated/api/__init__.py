# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Endpoint functions, one module per tag of the spec. They return calls and send nothing."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from konigle._generated.api import audiences as audiences
    from konigle._generated.api import campaigns as campaigns
    from konigle._generated.api import contacts as contacts
    from konigle._generated.api import email_accounts as email_accounts
    from konigle._generated.api import email_channels as email_channels
    from konigle._generated.api import email_identities as email_identities
    from konigle._generated.api import email_templates as email_templates
    from konigle._generated.api import emails as emails

__all__ = [
    "audiences",
    "campaigns",
    "contacts",
    "email_accounts",
    "email_channels",
    "email_identities",
    "email_templates",
    "emails",
]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Loads a module on first use."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f"{__name__}.{name}")
