"""Imports every module of the package `generated`, and names those that cannot be imported."""

import importlib
import pkgutil
import sys

package = importlib.import_module("generated")
broken = []
for module in pkgutil.walk_packages(getattr(package, "__path__", []), "generated."):
    try:
        importlib.import_module(module.name)
    except Exception as error:  # noqa: BLE001 - whatever keeps it from being imported
        broken.append(f"{module.name.removeprefix('generated.')}: {error}")
sys.exit("; ".join(broken) or None)
