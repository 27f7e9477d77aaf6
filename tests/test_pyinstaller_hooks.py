"""PyInstaller finds the hooks; tests/tools/test_pyinstaller.py runs it."""

from __future__ import annotations

import pkgutil
import tomllib
from importlib.resources import files
from pathlib import Path

PYPROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT, BUILD = PYPROJECT["project"], PYPROJECT["tool"]["hatch"]["build"]


def test_the_entry_point_names_a_folder_with_the_hooks() -> None:
    named = PROJECT["entry-points"]["pyinstaller40"]["hook-dirs"]
    (folder,) = pkgutil.resolve_name(named)()
    hooks = {path.name: path.read_text(encoding="utf-8") for path in Path(folder).glob("hook-*.py")}
    assert set(hooks) == {"hook-konigle.py", "hook-konigle.sandbox.py", "hook-konigle._operations.py"}
    assert '"_generated/openapi.json"' in hooks["hook-konigle.sandbox.py"]
    assert '"_generated/sdk.json"' in hooks["hook-konigle._operations.py"]


def test_the_package_has_no_data_beside_those() -> None:
    root = Path(str(files("konigle")))
    data = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    data = {name for name in data if not name.endswith((".py", ".pyc"))}
    # a module is made of the presets, and the wheel has none of them
    exclude = BUILD["targets"]["wheel"]["exclude"]
    data = {name for name in data if not f"konigle/{name}".startswith(tuple(exclude))}
    assert data == {"_generated/openapi.json", "_generated/sdk.json", "py.typed"}
