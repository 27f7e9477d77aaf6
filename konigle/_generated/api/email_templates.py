# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Reusable email content with placeholders."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from konigle._core.body import json_body
from konigle._core.call import Call, Operation
from konigle._core.decoding import decode_empty, decode_model
from konigle._generated.filters.email_templates import EmailTemplateFilters
from konigle._generated.models.email_template import EmailTemplate
from konigle._generated.models.email_template_create import EmailTemplateCreate
from konigle._generated.models.email_template_page import EmailTemplatePage
from konigle._generated.models.email_template_update import EmailTemplateUpdate

_LIST_EMAIL_TEMPLATES = Operation("listEmailTemplates", "GET", "/reachout/api/v1/email-templates", "safe")
_CREATE_EMAIL_TEMPLATE = Operation(
    "createEmailTemplate",
    "POST",
    "/reachout/api/v1/email-templates",
    "once",
    recovery="Check with `client.email_templates.list(q=…)`",
)
_GET_EMAIL_TEMPLATE = Operation(
    "getEmailTemplate", "GET", "/reachout/api/v1/email-templates/{template_id}", "safe"
)
_UPDATE_EMAIL_TEMPLATE = Operation(
    "updateEmailTemplate", "PATCH", "/reachout/api/v1/email-templates/{template_id}", "settled"
)
_DELETE_EMAIL_TEMPLATE = Operation(
    "deleteEmailTemplate", "DELETE", "/reachout/api/v1/email-templates/{template_id}", "settled"
)

__all__ = [
    "create_email_template",
    "delete_email_template",
    "get_email_template",
    "list_email_templates",
    "update_email_template",
]


def list_email_templates(
    filters: EmailTemplateFilters | None = None, page: int = 1, page_size: int = 20
) -> Call[EmailTemplatePage]:
    """List email templates.

    Returns one page of email templates that match the filters.

    Args:
        filters: Conditions; none for the whole collection.
        page: Page number, from 1.
        page_size: Number of resources per page, at most 200.

    Returns:
        The call, not sent yet. Its result: A page of email templates.

    Idempotent; retried automatically.
    """
    return Call(
        _LIST_EMAIL_TEMPLATES,
        partial(decode_model, EmailTemplatePage),
        query={"page": page, "page_size": page_size, **(filters.to_wire() if filters else {})},
    )


def create_email_template(body: EmailTemplateCreate | Mapping[str, Any]) -> Call[EmailTemplate]:
    """Create an email template.

    Stores email content, with placeholders, for use in campaigns.

    Args:
        body: Fields for creating an email template.

    Returns:
        The call, not sent yet. Its result: The current email template.

    Not retried if the response is lost.
    """
    return Call(
        _CREATE_EMAIL_TEMPLATE,
        partial(decode_model, EmailTemplate),
        body=json_body("createEmailTemplate", EmailTemplateCreate, body),
    )


def get_email_template(template_id: str) -> Call[EmailTemplate]:
    """Get one email template.

    Returns one email template with all its fields.

    Args:
        template_id: Identifier of the email template (not its code).

    Returns:
        The call, not sent yet. Its result: The current email template.

    Idempotent; retried automatically.
    """
    return Call(_GET_EMAIL_TEMPLATE, partial(decode_model, EmailTemplate), ids={"template_id": template_id})


def update_email_template(
    template_id: str, body: EmailTemplateUpdate | Mapping[str, Any]
) -> Call[EmailTemplate]:
    """Change one email template.

    Updates the fields in the body. New tags replace all existing tags.

    Args:
        template_id: Identifier of the email template (not its code).
        body: Changes to an email template; fields that are left out keep their values.

    Returns:
        The call, not sent yet. Its result: The current email template.

    Idempotent; retried automatically.
    """
    return Call(
        _UPDATE_EMAIL_TEMPLATE,
        partial(decode_model, EmailTemplate),
        ids={"template_id": template_id},
        body=json_body("updateEmailTemplate", EmailTemplateUpdate, body),
    )


def delete_email_template(template_id: str) -> Call[None]:
    """Delete one email template.

    Deletes the template permanently.

    Args:
        template_id: Identifier of the email template (not its code).

    Returns:
        The call, not sent yet. Its result: Deleted; there is no body.

    Idempotent; retried automatically.
    """
    return Call(_DELETE_EMAIL_TEMPLATE, decode_empty, ids={"template_id": template_id})
