# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from konigle._generated.models.base_email_channel import BaseEmailChannel
from konigle._runtime.models import CreateModel


class EmailChannelCreate(BaseEmailChannel, CreateModel):
    """What is needed to create an email channel."""
