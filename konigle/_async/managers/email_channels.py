"""Asynchronous manager of e-mail channels."""

from konigle._async.generated.email_channels import EmailChannelMethods


class AsyncEmailChannelManager(EmailChannelMethods):
    """Asynchronous manager of e-mail channels."""
