# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Configuration of `client.audiences`."""

from typing import Any, ClassVar

from pydantic import BaseModel

from konigle._core.call import Crud
from konigle._core.models import BaseFilters
from konigle._generated.api import audiences as api
from konigle._generated.filters.audiences import AudienceFilters
from konigle._generated.models.audience import Audience
from konigle._generated.models.audience_update import AudienceUpdate


class BaseAudienceManager:
    """Configuration of the managers of audiences."""

    base_path: ClassVar[str] = "/reachout/api/v1/audiences"
    resource_class: ClassVar[type[Any]] = Audience
    resource_update_class: ClassVar[type[BaseModel] | None] = AudienceUpdate
    filter_class: ClassVar[type[BaseFilters] | None] = AudienceFilters
    _crud: ClassVar[Crud] = Crud(
        api.list_audiences,
        api.get_audience,
        api.create_audience,
        api.update_audience,
        api.delete_audience,
    )
