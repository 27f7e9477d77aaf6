"""`konigle mcp`."""

import contextlib
import re
import signal
import sys
from collections.abc import Generator, Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import click

from konigle.cli.profiles import credentials, profile_option
from konigle.cli.terminal import is_terminal, note

if TYPE_CHECKING:
    from konigle import Client

_ALLOWED = re.compile(r"([^@\s*,]*@)?[^@\s*,]+\.[^@\s*,]+")


@click.command(params=[profile_option()])
@click.option("--write", is_flag=True, help="Offer tools that change data.")
@click.option("--send", is_flag=True, help="Offer tools that send e-mail. Needs --allow.")
@click.option(
    "--allow",
    metavar="ADDRESS|DOMAIN",
    multiple=True,
    help="With --send: the recipients of single e-mails. Repeatable.",
)
@click.option(
    "--show-personal-data", is_flag=True, help="Do not mask e-mail addresses, names and phone numbers."
)
@click.option(
    "--sandbox", "in_sandbox", is_flag=True, help="Use a sandbox with a few contacts (extra `sandbox`)."
)
def mcp(
    *,
    profile: str | None,
    write: bool,
    send: bool,
    allow: tuple[str, ...],
    show_personal_data: bool,
    in_sandbox: bool,
) -> None:
    """Serve the API as tools for an AI model over the Model Context Protocol (extra `mcp`).

    Speaks over standard input and output, until the client that started it closes them. The tools only read, unless
    --write or --send is given. What reaches the audience of a campaign needs --send, and asks the user each time.
    """
    _check(send=send, allow=allow)
    if find_spec("mcp") is None:
        raise click.UsageError(
            "konigle mcp needs the extra `mcp`. Run pip install '.[mcp]' in a checkout of this project."
        )
    import asyncio

    from konigle.mcp.serving import serve
    from konigle.mcp.toolbox import Access

    if in_sandbox and profile:
        raise click.UsageError("--sandbox has its own key: omit --profile.")
    access = Access(write, allow if send else None, show_personal_data)
    with _sandbox() if in_sandbox else contextlib.nullcontext(credentials(profile).settings) as settings:
        # a thread waits for standard input, and nothing but its end wakes it: Ctrl-C has to end the process
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        if is_terminal(sys.stdin):
            note("Serving over standard input and output. An MCP client starts this command; Ctrl-D ends it.")
        asyncio.run(serve(settings, access))


def _check(*, send: bool, allow: tuple[str, ...]) -> None:
    if send and not allow:
        raise click.UsageError("--send needs --allow ADDRESS or --allow DOMAIN: the allowed recipients.")
    if allow and not send:
        raise click.UsageError("--allow requires --send.")
    for one in allow:
        if not _ALLOWED.fullmatch(one):
            raise click.BadParameter(
                f"{one!r} is neither an e-mail address nor a domain", param_hint="--allow"
            )


@contextlib.contextmanager
def _sandbox() -> Generator[Mapping[str, Any]]:
    """A sandbox with a campaign that can be started; yields the settings of a client for it."""
    try:
        from konigle.sandbox import Sandbox
    except ImportError as missing:
        raise click.UsageError(f"--sandbox: {missing}") from None
    with Sandbox(clock="real") as sandbox:
        with sandbox.client() as client:
            _fill(client)
        yield {"base_url": sandbox.url, "api_key": sandbox.api_key}


def _fill(client: "Client") -> None:
    client.email_accounts.create({"name": "Shop", "default_from_email": "shop@example.com"})
    channel = client.email_channels.create({"code": "news", "channel_type": "marketing"})
    template = client.email_templates.create(
        {
            "name": "Summer",
            "code": "summer",
            "subject": "Summer",
            "body_html": "<p>Hello {{ first_name }}</p>",
        }
    )
    audience = client.audiences.create({"name": "Readers", "code": "readers", "tags": ["readers"]})
    for first, last in (("Ada", "Lovelace"), ("Grace", "Hopper"), ("Mary", "Somerville")):
        client.contacts.create(
            {
                "email": f"{first}@example.com".lower(),
                "first_name": first,
                "last_name": last,
                "tags": ["readers"],
            }
        )
    client.campaigns.create(
        {
            "name": "Summer",
            "audience": audience.id,
            "email_channel": channel.id,
            "email_template": template.id,
        }
    )
