# Derived from konigle/_async/managers/email_templates.py by `python -m generator`; do not edit.
"""Synchronous manager of e-mail templates."""

from konigle._sync.generated.email_templates import EmailTemplateMethods


class EmailTemplateManager(EmailTemplateMethods):
    """Synchronous manager of e-mail templates."""
