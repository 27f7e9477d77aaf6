"""The command line is made of a file of the package."""

from PyInstaller.utils.hooks import (  # pyright: ignore[reportMissingModuleSource]  # not installed here
    collect_data_files,
)

datas = collect_data_files("konigle", includes=["_generated/sdk.json"])
