"""Makes `konigle/_generated/contact_presets.py` of `generator/presets/*.yaml`: the package needs no YAML parser."""

from pathlib import Path
from pprint import pformat
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from generator.errors import BuildError

SOURCE = "generator/presets"
PATH = "konigle/_generated/contact_presets.py"
_PARTS = {"recognized_by": list, "columns": dict, "left_out": list}
_HEADER = f'''\
# Made from {SOURCE}/*.yaml by `python -m generator`; do not edit.
"""What the columns of vendors' exports mean."""

from typing import Any, Final, Literal

'''


def presets_file(root: Path) -> dict[str, str]:
    """The module of all presets, by the name of the vendor.

    Raises:
        BuildError: A file is no preset.
    """
    files = sorted((root / SOURCE).glob("*.yaml"))
    presets = {path.stem: _read(path) for path in files}
    text = pformat(presets, width=100, sort_dicts=False)
    names = f"PresetName = Literal{['auto', *presets]}\n"
    return {PATH: f"{_HEADER}{names}PRESETS: Final[dict[str, dict[str, Any]]] = {text}\n"} if files else {}


def _read(path: Path) -> dict[str, Any]:
    where = f"{SOURCE}/{path.name}"
    try:
        data = YAML(typ="safe", pure=True).load(path)
    except YAMLError as problem:
        raise BuildError(f"{where}: {problem}") from problem
    if not isinstance(data, dict) or data.keys() != _PARTS.keys():
        raise BuildError(f"{where}: a preset has {', '.join(_PARTS)}")
    for part, kind in _PARTS.items():
        if not isinstance(data[part], kind):
            raise BuildError(f"{where}: {part} is no {kind.__name__}")
    return data
