"""`konigle doctor`, `konigle sandbox` and `konigle completion`."""

import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from konigle.cli.exit_codes import AUTHENTICATION, DONE, NOT_REACHED, code_of
from konigle.cli.output import Printer, output_options
from konigle.cli.profiles import NotAuthenticated, credentials, profile_option
from konigle.cli.terminal import plain, styled

if TYPE_CHECKING:
    from konigle import Client

_PACKAGES = ("httpx", "pydantic", "attrs", "click", "rich", "keyring", "starlette", "mcp")
_MOST_SKEW_S = 60


class Finding(NamedTuple):
    """The outcome of one check."""

    check: str
    state: str
    detail: str
    code: int = DONE


@click.command(params=[profile_option(), *output_options(columns=False)])
@click.pass_context
def doctor(context: click.Context, profile: str | None, output: str, query: str | None) -> None:
    """Check versions, API key, host, TLS, clock and access.

    Makes one request without the key and one with it. The exit code is 4 if the key is missing or refused, 5 if the
    host was not reached.
    """
    findings: list[Finding] = []
    for one in _findings(profile):
        findings.append(one)
        if output == "table" and query is None:
            colour = {"ok": "green", "warning": "yellow"}.get(one.state, "red")
            state = styled(f"{one.state:<8}", sys.stdout, fg=colour)
            click.echo(f"{state} {one.check:<9} {plain(one.detail)}")
    if output != "table" or query is not None:
        Printer(output, query, None).show([one._asdict() for one in findings])
    context.exit(max(one.code for one in findings))


def _findings(profile: str | None) -> Iterator[Finding]:
    yield Finding("versions", "ok", _versions())
    try:
        given = credentials(profile)
    except NotAuthenticated as missing:
        yield Finding("key", "failed", missing.message, AUTHENTICATION)
        return
    yield Finding("key", "ok", f"from {given.source}")
    from konigle import Client, KonigleError

    try:
        client = Client(**given.settings, retry_count=0)
    except KonigleError as problem:
        yield Finding("settings", "failed", str(problem), code_of(problem))
        return
    with client:
        reached = list(_host(client.config.base_url))
        yield from reached
        if any(one.code for one in reached):
            return
        yield _access(client)


def _versions() -> str:
    found = [f"konigle {_version('konigle')}", f"Python {sys.version.partition(' ')[0]}"]
    found += [f"{name} {number}" for name in _PACKAGES if (number := _version(name))]
    return ", ".join(found)


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _host(base_url: str) -> Iterator[Finding]:
    import httpx

    from konigle import ConfigurationError
    from konigle._http import exception_mapping
    from konigle._http.environment import find_proxy, make_ssl_context

    began = time.monotonic()
    try:
        proxy, context = find_proxy(base_url), make_ssl_context(base_url)
        if proxy is not None:
            yield Finding("proxy", "ok", f"calls go through {proxy.url.host}, as the environment says")
        with httpx.Client(verify=context, proxy=proxy, trust_env=False, timeout=10) as client:
            response = client.get(base_url)
    except ConfigurationError as problem:
        yield Finding("settings", "failed", problem.message, code_of(problem))
        return
    except httpx.HTTPError as problem:
        outcome = exception_mapping.result_of_exception(problem, time.monotonic() - began)
        where = exception_mapping.destination(problem, base_url)
        yield Finding("host", "failed", f"{where}: {outcome.what}. {outcome.advice}".rstrip(), NOT_REACHED)
        return
    yield Finding("host", "ok", f"{base_url} was reached")
    stream: Any = response.extensions.get("network_stream")
    tls: Any = stream.get_extra_info("ssl_object") if stream is not None else None
    secured = f"{tls.version()}, certificate verified" if tls else "no TLS: plain HTTP on this machine"
    yield Finding("tls", "ok" if tls or base_url.startswith("http://") else "warning", secured)
    yield _clock(response.headers.get("date"), datetime.now(UTC))


def _clock(date: str | None, now: datetime) -> Finding:
    from email.utils import parsedate_to_datetime

    try:
        skew_s = (now - parsedate_to_datetime(date or "")).total_seconds()
    except (ValueError, TypeError):
        return Finding("clock", "ok", "the response has no Date header")
    if abs(skew_s) <= _MOST_SKEW_S:
        return Finding("clock", "ok", "agrees with the server's")
    way = "ahead of" if skew_s > 0 else "behind"
    return Finding("clock", "warning", f"{abs(skew_s):,.0f} s {way} the server's: scheduled times are off")


def _access(client: "Client") -> Finding:
    from konigle import KonigleError

    try:
        page = client.contacts.list(page_size=1)
    except KonigleError as problem:
        advice = (
            " Check base_url: the API is not there." if problem.status_code == HTTPStatus.NOT_FOUND else ""
        )
        return Finding("access", "failed", f"{type(problem).__name__}: {problem}{advice}", code_of(problem))
    return Finding("access", "ok", f"the key is accepted; contacts: {page.count}")


@click.command()
@click.option("--port", type=int, default=0, help="Port on 127.0.0.1; 0 selects a free one.")
@click.option("--db", metavar="FILE", help="Keep the data in this file.")
@click.option(
    "--api-key", metavar="KEY", default="sandbox-key", show_default=True, help="The API key that it accepts."
)
@click.option(
    "--clock",
    type=click.Choice(("real", "fast", "manual")),
    default="real",
    show_default=True,
    help="Its time.",
)
@click.option("--seed", metavar="FILE", help="JSON file with initial data.")
@click.option(
    "--allow-origin", metavar="ORIGIN", multiple=True, help="Origin of web pages that may use it. Repeatable."
)
@click.pass_context
def sandbox(context: click.Context, /, allow_origin: tuple[str, ...], **settings: Any) -> None:
    """Serve a stateful local sandbox of the API until interrupted (extra `sandbox`)."""
    from konigle.sandbox.__main__ import main

    words = [word for origin in allow_origin for word in ("--allow-origin", origin)]
    for name, value in settings.items():
        if value is not None:
            words += [f"--{name.replace('_', '-')}", str(value)]
    context.exit(main(words))


@click.command()
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that completes commands and flags in a shell.

    bash: add `eval "$(konigle completion bash)"` to ~/.bashrc. zsh: the same with zsh in ~/.zshrc. fish: write it to
    ~/.config/fish/completions/konigle.fish.
    """
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    if found is None:  # of the choices none
        raise click.UsageError(shell)
    click.echo(found(context.find_root().command, {}, "konigle", "_KONIGLE_COMPLETE").source())
