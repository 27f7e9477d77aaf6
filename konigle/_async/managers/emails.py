"""Asynchronous manager of single mails."""

from typing import TYPE_CHECKING, Any, Unpack

from konigle._core.call import RequestOptions
from konigle._generated.api import emails as api
from konigle._generated.models import Email, EmailResponse
from konigle._managers.call_errors import explains_calls
from konigle._managers.configuration import BaseEmailManager

if TYPE_CHECKING:
    from konigle._async.client import AsyncClient


@explains_calls
class AsyncEmailManager(BaseEmailManager):
    """Asynchronous manager for single mails."""

    def __init__(self, client: "AsyncClient") -> None:
        self._client = client

    async def send(self, data: Email | dict[str, Any], **options: Unpack[RequestOptions]) -> EmailResponse:
        """Sends one mail now. Never repeated after a lost answer: it would be sent twice.

        Files in `attachments` are read to their end before the first attempt: at most 10, 20 MiB each, 100 MiB
        together. Those that were passed open stay open. A file whose `read` has to be awaited, such as an `UploadFile`
        of Starlette, works where calls are awaited too; elsewhere pass its `.file`.

        Args:
            data: The mail, or a dict with its fields.
            **options: Options of this call.

        Returns:
            Its status, its id, and a sentence in `message`.

        Raises:
            InvalidArgumentError: The mail does not fit, or a file cannot be read; nothing was sent.
            OutcomeUnknown: The answer was lost; the mail may be on its way.

        Example:
            response = await client.emails.send(
                Email(
                    to_email=["ada@example.com"],
                    subject="Welcome",
                    body_html="<h1>Welcome</h1>",
                    channel="transactional",
                )
            )
        """
        return await self._client.transport.send(api.send_email(data), **options)
