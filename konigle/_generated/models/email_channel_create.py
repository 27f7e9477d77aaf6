# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from konigle._core.models import CreateModel
from konigle._generated.models.base_email_channel import BaseEmailChannel


class EmailChannelCreate(BaseEmailChannel, CreateModel):
    """Fields for creating an email channel."""
