# Derived from konigle/_async/managers/email_identities.py by `python -m generator`; do not edit.
"""Synchronous manager of e-mail identities."""

from konigle._sync.generated.email_identities import EmailIdentityMethods


class EmailIdentityManager(EmailIdentityMethods):
    """Synchronous manager of e-mail identities."""
