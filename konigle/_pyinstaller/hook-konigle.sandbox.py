"""The sandbox reads the API's description from a file of the package, and imports uvicorn's parts by name."""

from PyInstaller.utils.hooks import (  # pyright: ignore[reportMissingModuleSource]  # not installed here
    collect_data_files,
    collect_submodules,
)

hiddenimports = collect_submodules("konigle.sandbox") + collect_submodules("uvicorn")
datas = collect_data_files("konigle", includes=["_generated/openapi.json"])
