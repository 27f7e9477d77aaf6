# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import Literal, TypeAlias

CampaignChannelType: TypeAlias = Literal["email",]
"""Kind of channel of a campaign; currently only email."""
