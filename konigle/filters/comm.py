# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Conditions of the lists, as objects (`…Filters`) and as keyword arguments (`…Query`)."""

from typing import TYPE_CHECKING

from konigle._lazy import exports

if TYPE_CHECKING:
    from konigle._core.models import BaseFilters as BaseFilters
    from konigle._generated.filters import AudienceFilters as AudienceFilters
    from konigle._generated.filters import AudienceQuery as AudienceQuery
    from konigle._generated.filters import CampaignFilters as CampaignFilters
    from konigle._generated.filters import CampaignQuery as CampaignQuery
    from konigle._generated.filters import ContactFilters as ContactFilters
    from konigle._generated.filters import ContactQuery as ContactQuery
    from konigle._generated.filters import EmailAccountFilters as EmailAccountFilters
    from konigle._generated.filters import EmailAccountQuery as EmailAccountQuery
    from konigle._generated.filters import EmailChannelFilters as EmailChannelFilters
    from konigle._generated.filters import EmailChannelQuery as EmailChannelQuery
    from konigle._generated.filters import EmailIdentityFilters as EmailIdentityFilters
    from konigle._generated.filters import EmailIdentityQuery as EmailIdentityQuery
    from konigle._generated.filters import EmailTemplateFilters as EmailTemplateFilters
    from konigle._generated.filters import EmailTemplateQuery as EmailTemplateQuery

__all__ = [
    "AudienceFilters",
    "AudienceQuery",
    "BaseFilters",
    "CampaignFilters",
    "CampaignQuery",
    "ContactFilters",
    "ContactQuery",
    "EmailAccountFilters",
    "EmailAccountQuery",
    "EmailChannelFilters",
    "EmailChannelQuery",
    "EmailIdentityFilters",
    "EmailIdentityQuery",
    "EmailTemplateFilters",
    "EmailTemplateQuery",
]
_modules = {
    "AudienceFilters": "konigle._generated.filters",
    "AudienceQuery": "konigle._generated.filters",
    "BaseFilters": "konigle._core.models",
    "CampaignFilters": "konigle._generated.filters",
    "CampaignQuery": "konigle._generated.filters",
    "ContactFilters": "konigle._generated.filters",
    "ContactQuery": "konigle._generated.filters",
    "EmailAccountFilters": "konigle._generated.filters",
    "EmailAccountQuery": "konigle._generated.filters",
    "EmailChannelFilters": "konigle._generated.filters",
    "EmailChannelQuery": "konigle._generated.filters",
    "EmailIdentityFilters": "konigle._generated.filters",
    "EmailIdentityQuery": "konigle._generated.filters",
    "EmailTemplateFilters": "konigle._generated.filters",
    "EmailTemplateQuery": "konigle._generated.filters",
}

__getattr__, __dir__ = exports(__name__, _modules)
