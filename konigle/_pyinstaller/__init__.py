"""Tells PyInstaller what programs with this package need; it finds this by the entry point `pyinstaller40`."""

from pathlib import Path


def hook_dirs() -> list[str]:
    """Where the hooks stand."""
    return [str(Path(__file__).parent)]
