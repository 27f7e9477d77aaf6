# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import ClassVar

from konigle._core.models import CreateModel
from konigle._generated.models.base_campaign import BaseCampaign


class CampaignCreate(BaseCampaign, CreateModel):
    """Fields for creating a campaign for an existing audience, channel and template."""

    _blank_means_absent: ClassVar[frozenset[str]] = frozenset(
        {
            "from_email",
            "reply_to_email",
        }
    )
