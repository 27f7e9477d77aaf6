"""The environment of these tests is the same every time it is made."""

import re
from importlib.metadata import distributions
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
_PIN = re.compile(r"^([\w.-]+)==(\S+)$", re.MULTILINE)
_OF_EVERY_ENVIRONMENT = {"konigle", "pip", "setuptools"}


def name_of(text: str) -> str:
    """A package's name in the form in which names are compared."""
    return re.sub(r"[-_.]+", "-", text).lower()


def test_every_package_of_this_environment_is_pinned() -> None:
    files = (ROOT / "constraints.txt", HERE / "requirements.txt")
    pins = {
        (name_of(name), version)
        for file in files
        for name, version in _PIN.findall(file.read_text(encoding="utf-8"))
    }
    installed = {(name_of(found.name), found.version) for found in distributions()}
    assert {pair for pair in installed - pins if pair[0] not in _OF_EVERY_ENVIRONMENT} == set()


def test_each_package_that_is_asked_for_is_named_with_its_reason() -> None:
    asked, _ = (HERE / "requirements.txt").read_text(encoding="utf-8").split("\n\n", maxsplit=1)
    rows = "\n".join(
        line.split("|")[1]
        for line in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| ")
    )
    names = [name for name, _ in _PIN.findall(asked)]
    assert [name for name in names if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", rows)] == []
