"""What both managers of single mails are configured with."""

from typing import ClassVar


class BaseEmailManager:
    """Configuration the managers of single mails share."""

    base_path: ClassVar[str] = "/reachout/api/v1/send-email"
