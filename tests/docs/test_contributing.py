"""CONTRIBUTING.md leaves out no dependency and no target."""

import re
import tomllib

from tests.docs.documents import ROOT

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_every_dependency_is_named_with_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    names = {re.split(r"[^\w.-]", requirement)[0] for group in groups for requirement in group}
    rows = "\n".join(line.split("|")[1] for line in TEXT.splitlines() if line.startswith("| "))
    assert {name for name in names if not re.search(rf"(?<![\w-]){name}(?![\w-])", rows)} == set()


def test_every_target_is_listed() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    assert targets == set(re.findall(r"^\| `make ([a-z-]+)`", TEXT, re.MULTILINE))
