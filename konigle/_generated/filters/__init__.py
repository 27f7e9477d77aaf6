# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Filters of the lists, and the keyword arguments that stand for them."""

from typing import TYPE_CHECKING

from konigle._lazy import exports

if TYPE_CHECKING:
    from konigle._generated.filters.audiences import AudienceFilters as AudienceFilters
    from konigle._generated.filters.audiences import AudienceQuery as AudienceQuery
    from konigle._generated.filters.campaigns import CampaignFilters as CampaignFilters
    from konigle._generated.filters.campaigns import CampaignQuery as CampaignQuery
    from konigle._generated.filters.contacts import ContactFilters as ContactFilters
    from konigle._generated.filters.contacts import ContactQuery as ContactQuery
    from konigle._generated.filters.email_accounts import EmailAccountFilters as EmailAccountFilters
    from konigle._generated.filters.email_accounts import EmailAccountQuery as EmailAccountQuery
    from konigle._generated.filters.email_channels import EmailChannelFilters as EmailChannelFilters
    from konigle._generated.filters.email_channels import EmailChannelQuery as EmailChannelQuery
    from konigle._generated.filters.email_identities import EmailIdentityFilters as EmailIdentityFilters
    from konigle._generated.filters.email_identities import EmailIdentityQuery as EmailIdentityQuery
    from konigle._generated.filters.email_templates import EmailTemplateFilters as EmailTemplateFilters
    from konigle._generated.filters.email_templates import EmailTemplateQuery as EmailTemplateQuery

__all__ = [
    "AudienceFilters",
    "AudienceQuery",
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

if not TYPE_CHECKING:
    __getattr__, __dir__ = exports(
        __name__,
        {
            "AudienceFilters": "konigle._generated.filters.audiences",
            "AudienceQuery": "konigle._generated.filters.audiences",
            "CampaignFilters": "konigle._generated.filters.campaigns",
            "CampaignQuery": "konigle._generated.filters.campaigns",
            "ContactFilters": "konigle._generated.filters.contacts",
            "ContactQuery": "konigle._generated.filters.contacts",
            "EmailAccountFilters": "konigle._generated.filters.email_accounts",
            "EmailAccountQuery": "konigle._generated.filters.email_accounts",
            "EmailChannelFilters": "konigle._generated.filters.email_channels",
            "EmailChannelQuery": "konigle._generated.filters.email_channels",
            "EmailIdentityFilters": "konigle._generated.filters.email_identities",
            "EmailIdentityQuery": "konigle._generated.filters.email_identities",
            "EmailTemplateFilters": "konigle._generated.filters.email_templates",
            "EmailTemplateQuery": "konigle._generated.filters.email_templates",
        },
    )
