"""What both managers of e-mail templates are configured with."""

from typing import Any, ClassVar

from pydantic import BaseModel

from konigle._generated.api import email_templates as api
from konigle._generated.filters import EmailTemplateFilters
from konigle._generated.models import EmailTemplate, EmailTemplateUpdate
from konigle._managers.base import Crud
from konigle._runtime.models import BaseFilters


class BaseEmailTemplateManager:
    """Configuration the managers of e-mail templates share."""

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
