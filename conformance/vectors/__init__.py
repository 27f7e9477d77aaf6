"""The golden vectors: data that the SDK of every language plays without a server."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

__all__ = ["read_vectors"]

FOLDER = Path(__file__).parent


def read_vectors() -> dict[str, Any]:
    """Returns the vectors of all files, by the name of the file."""
    yaml = YAML(typ="safe", pure=True)
    return {path.stem: yaml.load(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.yaml"))}
