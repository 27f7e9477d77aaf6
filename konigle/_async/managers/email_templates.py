"""Asynchronous manager of e-mail templates."""

from konigle._async.generated.email_templates import EmailTemplateMethods


class AsyncEmailTemplateManager(EmailTemplateMethods):
    """Asynchronous manager of e-mail templates."""
