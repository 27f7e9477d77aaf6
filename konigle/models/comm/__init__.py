"""Models of the reachout API: resources, what creates and changes them, and the values inside them."""

from typing import TYPE_CHECKING

from konigle._generated import models
from konigle._lazy import exports

if TYPE_CHECKING:
    from konigle._generated.models import *  # noqa: F403 - every generated model is public
    from konigle._runtime.models import BaseFilters as BaseFilters
    from konigle._runtime.models import BaseResource as BaseResource
    from konigle._runtime.models import CreateModel as CreateModel
    from konigle._runtime.models import IDMixin as IDMixin
    from konigle._runtime.models import TimestampedResource as TimestampedResource
    from konigle._runtime.models import TimestampMixin as TimestampMixin
    from konigle._runtime.models import UpdateModel as UpdateModel

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
    dict.fromkeys(models.__all__, models.__name__) | dict.fromkeys(_BASES, "konigle._runtime.models"),
)
