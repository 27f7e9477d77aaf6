"""Models of the reachout API: resources, what creates and changes them, and the values inside them."""

from typing import TYPE_CHECKING

from konigle._generated import models
from konigle._lazy import exports

if TYPE_CHECKING:
    from konigle._core.models import BaseFilters as BaseFilters
    from konigle._core.models import BaseResource as BaseResource
    from konigle._core.models import CreateModel as CreateModel
    from konigle._core.models import IDMixin as IDMixin
    from konigle._core.models import TimestampedResource as TimestampedResource
    from konigle._core.models import TimestampMixin as TimestampMixin
    from konigle._core.models import UpdateModel as UpdateModel
    from konigle._generated.models import *  # noqa: F403 - every generated model is public

__all__ = [
    "BaseFilters",
    "BaseResource",
    "CreateModel",
    "IDMixin",
    "TimestampMixin",
    "TimestampedResource",
    "UpdateModel",
]
_BASES = tuple(__all__)
__all__ += models.__all__

__getattr__, __dir__ = exports(
    __name__,
    dict.fromkeys(models.__all__, models.__name__) | dict.fromkeys(_BASES, "konigle._core.models"),
)
