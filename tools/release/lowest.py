"""`python lowest.py` prints a constraint for each dependency of the package and its extras: the lowest allowed version."""

import tomllib
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

_PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


def constraints(project: dict[str, Any]) -> list[str]:
    """Constraints for pip, such as `httpx==0.28`.

    Args:
        project: The table `project` of a `pyproject.toml`.

    Raises:
        ValueError: A dependency has no lower bound.
    """
    extras = {name: needed for name, needed in project["optional-dependencies"].items() if name != "dev"}
    lowest: dict[str, str] = {}
    for line in (*project["dependencies"], *(one for needed in extras.values() for one in needed)):
        requirement = Requirement(line)
        bounds = [each.version for each in requirement.specifier if each.operator == ">="]
        if len(bounds) != 1:
            raise ValueError(f"{line} has no lower bound")
        if lowest.setdefault(requirement.name, bounds[0]) != bounds[0]:
            raise ValueError(
                f"{requirement.name} has two lower bounds: {lowest[requirement.name]}, {bounds[0]}"
            )
    return [f"{name}=={version}" for name, version in sorted(lowest.items())]


if __name__ == "__main__":
    print("\n".join(constraints(tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"])))
