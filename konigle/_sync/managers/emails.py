# Derived from konigle/_async/managers/emails.py by `python -m generator`; do not edit.
"""Synchronous manager of single e-mails."""

from typing import Unpack

from konigle._core.body import UncheckedDict
from konigle._core.call import RequestOptions
from konigle._generated.api import emails as api
from konigle._generated.models import Email, EmailDict, EmailResponse
from konigle._managers.call_errors import explains_calls
from konigle._sync.generated.emails import EmailMethods


@explains_calls
class EmailManager(EmailMethods):
    """Synchronous manager of single e-mails."""

    def send(
        self, data: Email | EmailDict | UncheckedDict, **options: Unpack[RequestOptions]
    ) -> EmailResponse:
        """Sends one e-mail. Not retried if the response is lost, because it could be sent twice.

        Files in `attachments` are read to the end before the first attempt: at most 10, 20 MiB each, 100 MiB together.
        Open files that you pass stay open. A file whose `read` has to be awaited, such as an `UploadFile` of Starlette,
        works only if the call is awaited too; otherwise pass its `.file`.

        Args:
            data: The e-mail, or a dict with its fields.
            **options: Options of this call.

        Returns:
            The status, the id, and a text in `message`.

        Raises:
            InvalidArgumentError: The e-mail is invalid, or a file cannot be read; nothing was sent.
            OutcomeUnknown: The response was lost; the e-mail may have been sent.

        Example:
            response = client.emails.send(
                Email(
                    to_email=["ada@example.com"],
                    subject="Welcome",
                    body_html="<h1>Welcome</h1>",
                    channel="transactional",
                )
            )
        """
        return self._client.transport.send(api.send_email(data), **options)
