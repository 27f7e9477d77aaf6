"""Asynchronous manager of e-mail identities."""

from konigle._async.generated.email_identities import EmailIdentityMethods


class AsyncEmailIdentityManager(EmailIdentityMethods):
    """Asynchronous manager of e-mail identities."""
