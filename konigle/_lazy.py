"""Exports that are imported, and models that are built, on first use (PEP 562), under one lock."""

import importlib
import threading
from collections.abc import Callable, Mapping
from typing import Any

BUILD_LOCK = threading.RLock()  # building a model may build others


def exports(module: str, modules: Mapping[str, str]) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Returns `__getattr__` and `__dir__` for a module whose names are defined elsewhere.

    Args:
        module: `__name__` of the module.
        modules: The module that defines each exported name; of a submodule its own name.

    The value is not kept: pytest's `pytester` removes modules from `sys.modules` after each run, and `konigle`, which
    stays, would return classes of the removed ones beside those of the next run.
    """

    def load(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        value: Any = importlib.import_module(modules[name])
        return value if modules[name] in submodules else getattr(value, name)

    submodules = {f"{module}.{name}" for name in modules} & set(modules.values())
    return load, lambda: sorted(name for name in modules if modules[name] not in submodules)
