"""Everything is imported when it is first used, by names in tables, which PyInstaller does not read."""

from PyInstaller.utils.hooks import (  # pyright: ignore[reportMissingModuleSource]  # not installed here
    collect_submodules,
)

_EXTRAS = (
    "konigle.arrow",
    "konigle.cli",
    "konigle.dask",
    "konigle.mcp",
    "konigle.pytest_plugin",
    "konigle.sandbox",
)
_ONLY_WHERE_USED = (*_EXTRAS, "konigle._operations", "konigle._pyinstaller")

hiddenimports = collect_submodules("konigle", filter=lambda name: not name.startswith(_ONLY_WHERE_USED))
