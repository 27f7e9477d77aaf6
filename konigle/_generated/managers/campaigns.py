# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Configuration of `client.campaigns`."""

from typing import Any, ClassVar

from pydantic import BaseModel

from konigle._core.call import Crud
from konigle._core.models import BaseFilters
from konigle._generated.api import campaigns as api
from konigle._generated.filters.campaigns import CampaignFilters
from konigle._generated.models.campaign import Campaign
from konigle._generated.models.campaign_update import CampaignUpdate


class BaseCampaignManager:
    """Configuration of the managers of campaigns."""

    base_path: ClassVar[str] = "/reachout/api/v1/campaigns"
    resource_class: ClassVar[type[Any]] = Campaign
    resource_update_class: ClassVar[type[BaseModel] | None] = CampaignUpdate
    filter_class: ClassVar[type[BaseFilters] | None] = CampaignFilters
    _crud: ClassVar[Crud] = Crud(
        api.list_campaigns,
        api.get_campaign,
        api.create_campaign,
        api.update_campaign,
        api.delete_campaign,
    )
