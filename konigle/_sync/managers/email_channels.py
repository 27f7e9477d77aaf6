# Derived from konigle/_async/managers/email_channels.py by `python -m generator`; do not edit.
"""Synchronous manager of e-mail channels."""

from konigle._sync.generated.email_channels import EmailChannelMethods


class EmailChannelManager(EmailChannelMethods):
    """Synchronous manager of e-mail channels."""
