"""Keys that `konigle login` keeps."""

import json
import stat
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from konigle.cli import profiles
from konigle.sandbox import Sandbox
from tests.cli.conftest import Program


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profiles, "find_spec", sys.modules.get)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "konigle" / "profiles.json"


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], str]:
    """A keyring, by the interface of the package."""
    kept: dict[tuple[str, str], str] = {}
    module, errors = ModuleType("keyring"), ModuleType("keyring.errors")
    found: Any = module
    found.get_password = lambda service, name: kept.get((service, name))
    found.set_password = lambda service, name, key: kept.__setitem__((service, name), key)
    found.delete_password = lambda service, name: kept.pop((service, name))
    errors.KeyringError = type("KeyringError", (Exception,), {})  # type: ignore[attr-defined]  # a module without attributes
    monkeypatch.setitem(sys.modules, "keyring", module)
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)
    return kept


def login(program: Program, sandbox: Sandbox, *words: str, key: str = "sandbox-key") -> Any:
    return program("login", "--base-url", sandbox.url, *words, stdin=f"{key}\n")


def test_a_key_is_kept_in_a_file_that_nobody_else_can_read(
    homeless: Program, sandbox: Sandbox, file: Path
) -> None:
    done = login(homeless, sandbox)
    assert (done.code, done.out) == (0, "")
    assert "sandbox-key" not in done.err
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert homeless("contacts", "list", "-o", "json").json == []
    assert homeless("profiles").out == f"default  {sandbox.url}  key in file\n"


def test_a_key_that_is_refused_is_not_kept(homeless: Program, sandbox: Sandbox, file: Path) -> None:
    assert login(homeless, sandbox, key="wrong").code == 4
    assert not file.exists()
    assert login(homeless, sandbox, "--no-check", key="wrong").code == 0
    assert homeless("contacts", "list").code == 4


@pytest.mark.parametrize("key", ["", "two words"])
def test_what_is_no_key_is_not_kept_and_not_shown(
    homeless: Program, sandbox: Sandbox, file: Path, key: str
) -> None:
    done = login(homeless, sandbox, "--no-check", key=key)
    assert (done.code, file.exists()) == (2, False)
    assert "two words" not in done.err


def test_a_key_is_kept_in_the_keyring_where_there_is_one(
    homeless: Program, sandbox: Sandbox, file: Path, keyring: dict[tuple[str, str], str]
) -> None:
    assert "keyring" in login(homeless, sandbox, "--profile", "work").err
    assert keyring == {("konigle", "work"): "sandbox-key"}
    assert json.loads(file.read_text()) == {"work": {"base_url": sandbox.url}}
    assert homeless("contacts", "list", "--profile", "work").code == 0
    assert homeless("logout", "--profile", "work").code == 0
    assert (keyring, homeless("contacts", "list", "--profile", "work").code) == ({}, 4)


def test_a_keyring_that_cannot_be_used_leaves_the_file(
    homeless: Program, sandbox: Sandbox, file: Path, keyring: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: str) -> None:
        raise sys.modules["keyring.errors"].KeyringError

    assert login(homeless, sandbox, "--profile", "locked").code == 0
    monkeypatch.setattr(sys.modules["keyring"], "set_password", fail)
    monkeypatch.setattr(sys.modules["keyring"], "get_password", fail)
    assert homeless("contacts", "list", "--profile", "locked").code == 4
    assert "cannot be used" in login(homeless, sandbox).err
    assert json.loads(file.read_text())["default"]["api_key"] == "sandbox-key"


def test_the_key_and_the_api_come_from_the_same_source(homeless: Program, sandbox: Sandbox) -> None:
    login(homeless, sandbox, "--profile", "work")
    homeless.env = {"KONIGLE_BASE_URL": "http://127.0.0.1:9", "KONIGLE_API_KEY": "other"}
    by_name = homeless("contacts", "list", "--profile", "work", "--dry-run", "-o", "json")
    assert by_name.json["url"].startswith(sandbox.url)
    by_environment = homeless("contacts", "list", "--dry-run", "-o", "json")
    assert by_environment.json["url"].startswith("http://127.0.0.1:9/")
    homeless.env["KONIGLE_PROFILE"] = "work"
    assert homeless("contacts", "list").code == 0


def test_a_profile_that_is_not_there_is_named(homeless: Program) -> None:
    done = homeless("contacts", "list", "--profile", "nope")
    assert (done.code, "konigle login --profile nope" in done.err) == (4, True)
    assert homeless("logout", "--profile", "nope").code == 2


def test_a_file_that_others_can_read_is_a_warning(homeless: Program, sandbox: Sandbox, file: Path) -> None:
    login(homeless, sandbox)
    file.chmod(0o644)
    assert "others can read" in homeless("contacts", "list").err
    file.write_text("{")
    broken = homeless("contacts", "list")
    assert (broken.code, "is not JSON" in broken.err) == (1, True)


def test_the_repr_of_credentials_has_no_key(homeless: Program, sandbox: Sandbox) -> None:
    login(homeless, sandbox)
    assert "sandbox-key" not in repr(profiles.credentials(None))


def test_without_profiles_the_list_says_how_to_make_one(homeless: Program) -> None:
    done = homeless("profiles")
    assert (done.code, done.out) == (0, "")
    assert "konigle login" in done.err
