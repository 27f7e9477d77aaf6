# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Models of Konigle Reachout: resources, what creates and changes them, and the values inside them."""

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
    from konigle._generated.models import *

__all__ = [
    "BaseFilters",
    "BaseResource",
    "CreateModel",
    "IDMixin",
    "TimestampMixin",
    "TimestampedResource",
    "UpdateModel",
]
_modules = {
    "BaseFilters": "konigle._core.models",
    "BaseResource": "konigle._core.models",
    "CreateModel": "konigle._core.models",
    "IDMixin": "konigle._core.models",
    "TimestampMixin": "konigle._core.models",
    "TimestampedResource": "konigle._core.models",
    "UpdateModel": "konigle._core.models",
}
__all__ += models.__all__
_modules |= dict.fromkeys(models.__all__, models.__name__)

__getattr__, __dir__ = exports(__name__, _modules)
