"""What both managers of audiences are configured with."""

from typing import Any, ClassVar

from pydantic import BaseModel

from konigle._generated.api import audiences as api
from konigle._generated.filters import AudienceFilters
from konigle._generated.models import Audience, AudienceUpdate
from konigle._managers.base import Crud
from konigle._runtime.models import BaseFilters


class BaseAudienceManager:
    """Configuration the managers of audiences share."""

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
