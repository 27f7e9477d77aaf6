# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import Required, TypedDict

from konigle._core.body import reject_text
from konigle._core.models import CreateModel
from konigle._generated.models.base_email_template import BaseEmailTemplate


class EmailTemplateCreate(BaseEmailTemplate, CreateModel):
    """Fields for creating an email template."""

    _check_email_template_create = reject_text(
        tags="a list",
    )


class EmailTemplateCreateDict(TypedDict, total=False):
    """`EmailTemplateCreate` as a dict."""

    name: Required[str]
    code: Required[str]
    subject: Required[str]
    body_html: Required[str]
    body_text: str | None
    tags: list[str]
    is_base: bool | None
