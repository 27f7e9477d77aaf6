"""Configuration that the async and the sync manager of a collection share."""

from typing import Any, ClassVar

from pydantic import BaseModel

from konigle._core.models import BaseFilters
from konigle._generated.api import audiences, contacts, email_channels, email_identities, email_templates
from konigle._generated.filters import (
    AudienceFilters,
    ContactFilters,
    EmailChannelFilters,
    EmailIdentityFilters,
    EmailTemplateFilters,
)
from konigle._generated.models import (
    Audience,
    AudienceUpdate,
    Contact,
    ContactUpdate,
    EmailChannel,
    EmailChannelUpdate,
    EmailIdentity,
    EmailIdentityUpdate,
    EmailTemplate,
    EmailTemplateUpdate,
)
from konigle._managers.base import Crud


class BaseAudienceManager:
    """Configuration of the managers of audiences."""

    base_path: ClassVar[str] = "/reachout/api/v1/audiences"
    resource_class: ClassVar[type[Any]] = Audience
    resource_update_class: ClassVar[type[BaseModel] | None] = AudienceUpdate
    filter_class: ClassVar[type[BaseFilters] | None] = AudienceFilters
    _crud: ClassVar[Crud] = Crud(
        audiences.list_audiences,
        audiences.get_audience,
        audiences.create_audience,
        audiences.update_audience,
        audiences.delete_audience,
    )


class BaseContactManager:
    """Configuration of the managers of contacts."""

    base_path: ClassVar[str] = "/reachout/api/v1/contacts"
    resource_class: ClassVar[type[Any]] = Contact
    resource_update_class: ClassVar[type[BaseModel] | None] = ContactUpdate
    filter_class: ClassVar[type[BaseFilters] | None] = ContactFilters
    _crud: ClassVar[Crud] = Crud(
        contacts.list_contacts,
        contacts.get_contact,
        contacts.create_contact,
        contacts.update_contact,
        contacts.delete_contact,
    )


class BaseEmailChannelManager:
    """Configuration of the managers of e-mail channels."""

    base_path: ClassVar[str] = "/reachout/api/v1/channels"
    resource_class: ClassVar[type[Any]] = EmailChannel
    resource_update_class: ClassVar[type[BaseModel] | None] = EmailChannelUpdate
    filter_class: ClassVar[type[BaseFilters] | None] = EmailChannelFilters
    _crud: ClassVar[Crud] = Crud(
        email_channels.list_email_channels,
        email_channels.get_email_channel,
        email_channels.create_email_channel,
        email_channels.update_email_channel,
        email_channels.delete_email_channel,
    )


class BaseEmailIdentityManager:
    """Configuration of the managers of e-mail identities."""

    base_path: ClassVar[str] = "/reachout/api/v1/identities"
    resource_class: ClassVar[type[Any]] = EmailIdentity
    resource_update_class: ClassVar[type[BaseModel] | None] = EmailIdentityUpdate
    filter_class: ClassVar[type[BaseFilters] | None] = EmailIdentityFilters
    _crud: ClassVar[Crud] = Crud(
        email_identities.list_email_identities,
        email_identities.get_email_identity,
        email_identities.create_email_identity,
        email_identities.update_email_identity,
        email_identities.delete_email_identity,
    )


class BaseEmailTemplateManager:
    """Configuration of the managers of e-mail templates."""

    base_path: ClassVar[str] = "/reachout/api/v1/email-templates"
    resource_class: ClassVar[type[Any]] = EmailTemplate
    resource_update_class: ClassVar[type[BaseModel] | None] = EmailTemplateUpdate
    filter_class: ClassVar[type[BaseFilters] | None] = EmailTemplateFilters
    _crud: ClassVar[Crud] = Crud(
        email_templates.list_email_templates,
        email_templates.get_email_template,
        email_templates.create_email_template,
        email_templates.update_email_template,
        email_templates.delete_email_template,
    )


class BaseEmailManager:
    """Configuration of the managers of single e-mails."""

    base_path: ClassVar[str] = "/reachout/api/v1/send-email"
