# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Configuration of `client.email_templates`."""

from typing import Any, ClassVar

from pydantic import BaseModel

from konigle._core.call import Crud
from konigle._core.models import BaseFilters
from konigle._generated.api import email_templates as api
from konigle._generated.filters.email_templates import EmailTemplateFilters
from konigle._generated.models.email_template import EmailTemplate
from konigle._generated.models.email_template_update import EmailTemplateUpdate


class BaseEmailTemplateManager:
    """Configuration of the managers of email templates."""

    base_path: ClassVar[str] = "/reachout/api/v1/email-templates"
    resource_class: ClassVar[type[Any]] = EmailTemplate
    resource_update_class: ClassVar[type[BaseModel] | None] = EmailTemplateUpdate
    filter_class: ClassVar[type[BaseFilters] | None] = EmailTemplateFilters
    _crud: ClassVar[Crud] = Crud(
        api.list_email_templates,
        api.get_email_template,
        api.create_email_template,
        api.update_email_template,
        api.delete_email_template,
    )
