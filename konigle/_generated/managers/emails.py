# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Configuration of `client.emails`."""

from typing import ClassVar


class BaseEmailManager:
    """Configuration of the managers of emails."""

    base_path: ClassVar[str] = "/reachout/api/v1/send-email"
