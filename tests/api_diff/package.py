"""A little package of the same build as the real one, and a little project around it."""

import json
import shutil
import subprocess
from pathlib import Path

from generator.build import HINTS, SPEC
from tests.api_diff.planting import Json, before

_MANAGER = '''\
"""Managers."""

from konigle._generated.models import Contact


class Base{side}Manager:
    """What managers share."""

    {a}def get(self, id_: str, page: int = 1) -> "Contact | None":
        """Reads one."""

    {a}def _send(self) -> None: ...


class {prefix}ContactManager(Base{side}Manager):
    """Manager of contacts."""

    {a}def start(self, contact_id: str, when: str | None = None, *, retries: int = 2) -> "Contact | None":
        """Starts one."""

    {a}def stop(self, contact_id: str) -> bool:
        """Stops one."""
'''
FILES = {
    "konigle/__init__.py": '''\
"""A package."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from konigle._async.managers import AsyncContactManager as AsyncContactManager
    from konigle._generated.models import Contact as Contact
    from konigle._generated.models import Source as Source
    from konigle._sync.managers import ContactManager as ContactManager
    from konigle.config import Settings as Settings

__all__ = ["AsyncContactManager", "Contact", "ContactManager", "Settings", "Source"]
''',
    "konigle/_version.py": '__version__ = "2.1.0"\n',
    "konigle/_async/__init__.py": "",
    "konigle/_async/managers.py": _MANAGER.format(side="Async", prefix="Async", a="async "),
    "konigle/_sync/__init__.py": "",
    "konigle/_sync/managers.py": _MANAGER.format(side="Sync", prefix="", a=""),
    "konigle/_generated/__init__.py": "",
    "konigle/_generated/models.py": '''\
"""Models."""

from typing import Literal, TypeAlias

from pydantic import Field

Source: TypeAlias = Literal["lead", "fair"]


class Contact:
    """A person."""

    name: str | None = Field(default=None, title="Name", description="Its name.", max_length=9)
    """Its name."""
''',
    "konigle/config.py": '''\
"""Settings."""


class Settings:
    """How clients behave."""

    timeout: float = 30.0
    """Seconds."""

    name = "konigle"

    def copy(self, **changes: object) -> "Settings":
        """Another one with changes."""

    def old(self): ...


def helper(value: int) -> int:
    """Helps."""
''',
}


def write_package(root: Path, edits: dict[str, tuple[str, str]] | None = None) -> Path:
    """Writes the package into a folder, a text in some of its files replaced."""
    for name, text in FILES.items():
        old, new = (edits or {}).get(name, ("", ""))
        assert old in text
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(old, new) if old else text, encoding="utf-8")
    return root


def write_spec(root: Path, document: Json) -> None:
    """Writes a spec and what is bundled of it; YAML is a superset of JSON."""
    text = json.dumps(document)
    for name in (SPEC, "konigle/_generated/openapi.json"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def git(root: Path, *arguments: str) -> None:
    program = shutil.which("git")
    assert program
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    subprocess.run([program, *identity, *arguments], cwd=root, check=True, capture_output=True)


def tagged_project(root: Path) -> Path:
    """A project with one commit, tagged v2.1.0."""
    write_package(root)
    write_spec(root, before())
    (root / HINTS).parent.mkdir()
    (root / HINTS).write_text("schemas: {Email: {form: EmailForm}}\n", encoding="utf-8")
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "First")
    git(root, "tag", "v2.1.0")
    return root
