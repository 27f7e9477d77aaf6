"""Models, by area; `konigle.models.comm` has those of the reachout API."""

from typing import TYPE_CHECKING

from konigle._lazy import exports

if TYPE_CHECKING:
    from konigle._core.models import BaseFilters as BaseFilters
    from konigle._core.models import BaseResource as BaseResource
    from konigle._core.models import CreateModel as CreateModel
    from konigle._core.models import TimestampedResource as TimestampedResource
    from konigle._core.models import UpdateModel as UpdateModel

__all__ = ["BaseFilters", "BaseResource", "CreateModel", "TimestampedResource", "UpdateModel"]

__getattr__, __dir__ = exports(__name__, dict.fromkeys(__all__, "konigle._core.models"))
