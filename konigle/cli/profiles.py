"""Profiles: a key and the API it belongs to, kept in the system's keyring or in a file that nobody else can read."""

import contextlib
import json
import os
import stat
import sys
import tempfile
from collections.abc import Generator, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from konigle.cli.terminal import is_terminal, note

if TYPE_CHECKING:
    from konigle import Client

DEFAULT = "default"
_SERVICE = "konigle"


class NotAuthenticated(click.ClickException):
    """There is no key."""

    exit_code = 4


class Credentials(NamedTuple):
    """What a client is made with.

    Attributes:
        settings: Arguments of the client, the key among them; empty if the environment has them.
        source: Where the key comes from, in words.
    """

    settings: Mapping[str, Any]
    source: str

    def __repr__(self) -> str:
        """Where they come from; never the key."""
        return f"Credentials({self.source!r})"


def profile_option() -> click.Option:
    """`--profile` of every command that makes requests."""
    text = "A profile created by `konigle login`. The default is $KONIGLE_PROFILE, $KONIGLE_API_KEY, or the profile default."
    return click.Option(["--profile"], metavar="NAME", help=text)


def credentials(profile: str | None) -> Credentials:
    """The key and the API it belongs to: of the named profile, else of the environment, else of the default profile.

    A key is never sent to an API that comes from somewhere else.

    Raises:
        NotAuthenticated: There is no key.
    """
    name = profile or os.environ.get("KONIGLE_PROFILE")
    if not name:
        for variable in ("KONIGLE_API_KEY", "KONIQ_API_KEY"):
            if os.environ.get(variable):
                return Credentials({}, f"the environment variable {variable}")
    found = _read().get(name or DEFAULT)
    if found is None:
        if name:
            raise NotAuthenticated(f"There is no profile {name!r}: run `konigle login --profile {name}`.")
        raise NotAuthenticated("No API key: run `konigle login`, or set KONIGLE_API_KEY.")
    label = f"the profile {name or DEFAULT!r}"
    if "api_key" in found:
        return Credentials(
            {"base_url": found["base_url"], "api_key": found["api_key"]}, f"{label} ({_path()})"
        )
    key = None
    if find_spec("keyring"):
        with contextlib.suppress(_keyring_error()):
            key = _keyring().get_password(_SERVICE, name or DEFAULT)
    if key is None:
        raise NotAuthenticated(f"The keyring has no key for {label}: run `konigle login` again.")
    return Credentials({"base_url": found["base_url"], "api_key": key}, f"{label} (keyring)")


@contextlib.contextmanager
def open_client(profile: str | None, *, needs_key: bool = True, **settings: Any) -> Generator["Client"]:
    """A client with the credentials of a profile; one that sends nothing needs no key."""
    try:
        given = credentials(profile).settings
    except NotAuthenticated:
        if needs_key:
            raise
        given = {"api_key": "none"}
    from konigle import Client

    with Client(**given, **settings) as client:
        yield client


@click.command()
@click.option("--profile", metavar="NAME", default=DEFAULT, show_default=True, help="Name of the profile.")
@click.option("--base-url", metavar="URL", help="The base URL of another API, such as a sandbox.")
@click.option("--check/--no-check", default=True, help="Check the key with one request first.")
def login(profile: str, base_url: str | None, *, check: bool) -> None:
    """Keep an API key, in the system's keyring if there is one, else in a file with mode 0600.

    Asks for the key; without a terminal the key is read from standard input.
    """
    from konigle.config import DEFAULT_BASE_URL

    asks = is_terminal(sys.stdin)
    key: str = click.prompt("API key", hide_input=True, err=True) if asks else sys.stdin.readline()
    settings: dict[str, Any] = {"api_key": key.strip(), "base_url": base_url or DEFAULT_BASE_URL}
    from konigle import Client

    with Client(**settings) as client:
        settings["base_url"] = client.config.base_url
        if check:
            client.contacts.list(page_size=1)
    where = _keep(profile, settings)
    note(f"The key for {settings['base_url']} is stored in {where}, as profile {profile}.")


@click.command()
@click.option("--profile", metavar="NAME", default=DEFAULT, show_default=True, help="Name of the profile.")
def logout(profile: str) -> None:
    """Remove a profile and its key."""
    profiles = _read()
    found = profiles.pop(profile, None)
    if found is None:
        raise click.UsageError(f"There is no profile {profile!r}.")
    if "api_key" not in found and find_spec("keyring"):
        with contextlib.suppress(_keyring_error()):
            _keyring().delete_password(_SERVICE, profile)
    _write(profiles)
    note(f"Removed the profile {profile}.")


@click.command("profiles")
def list_profiles() -> None:
    """List the profiles that `konigle login` made."""
    profiles = _read()
    if not profiles:
        note("There are no profiles: run `konigle login` to create one.")
    for name, found in profiles.items():
        click.echo(f"{name}  {found['base_url']}  key in {'file' if 'api_key' in found else 'keyring'}")


def _keep(profile: str, settings: dict[str, str]) -> str:
    profiles, where = _read(), ""
    if find_spec("keyring"):
        try:
            _keyring().set_password(_SERVICE, profile, settings["api_key"])
            where = "the system's keyring"
        except _keyring_error() as problem:
            note(f"The keyring cannot be used ({type(problem).__name__}).")
    profiles[profile] = {"base_url": settings["base_url"]} if where else settings
    _write(profiles)
    return where or f"{_path()} (mode 0600)"


def _keyring() -> Any:
    return import_module("keyring")


def _keyring_error() -> type[Exception]:
    found: type[Exception] = import_module("keyring.errors").KeyringError
    return found


def _path() -> Path:
    return Path(click.get_app_dir(_SERVICE)) / "profiles.json"


def _read() -> dict[str, dict[str, str]]:
    path = _path()
    try:
        content = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        note(f"Warning: others can read {path}. Run: chmod 600 {path}")
    try:
        found: dict[str, dict[str, str]] = json.loads(content)
    except ValueError:
        raise click.ClickException(f"{path} is not JSON; remove it and run `konigle login`.") from None
    return found


def _write(profiles: Mapping[str, Any]) -> None:
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent)  # with mode 0600
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(profiles, file, indent=1)
    Path(name).replace(path)
