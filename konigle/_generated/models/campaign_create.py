# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import ClassVar

from konigle._core.models import CreateModel
from konigle._generated.models.base_campaign import BaseCampaign


class CampaignCreate(BaseCampaign, CreateModel):
    """What is needed to create a campaign for an audience, a channel and a template that exist."""

    _blank_means_absent: ClassVar[frozenset[str]] = frozenset(
        {
            "from_email",
            "reply_to_email",
        }
    )
