"""Every code example of the documentation page runs, sync and async, and does what it says."""

import ast
import asyncio
import inspect
import io
import re
from contextlib import redirect_stdout
from typing import Any

import pytest

import konigle.managers.comm
import konigle.models.comm
from konigle import Client
from konigle.models.comm import EmailAccount, EmailChannel, EmailIdentity
from konigle.sandbox import Sandbox
from tests.contract.documentation_examples import EXAMPLES, Example
from tests.contract.walk import MODES, Mode

each_mode = pytest.mark.parametrize("mode", MODES)
each_example = pytest.mark.parametrize(
    "example", EXAMPLES, ids=lambda example: f"{example.manager}.{example.method}"
)
_CALL = re.compile(r"\bclient\.\w+\.\w+\(")


def make_what_is_spoken_of(client: Client) -> dict[str, str]:
    """The channels, the template, the audience, the campaign and the buyer; the identifiers by placeholder."""
    account = client.email_accounts.create({"name": "Shop", "default_from_email": "shop@example.org"})
    channel = client.email_channels.create({"code": "marketing", "channel_type": "marketing"})
    client.email_channels.create({"code": "welcome-emails", "channel_type": "transactional"})
    template = client.email_templates.create({"name": "T", "code": "t", "subject": "S", "body_html": "B"})
    audience = client.audiences.create({"name": "A", "tags": ["newsletter"]})
    campaign = client.campaigns.create({"name": "C", "audience": audience.id})
    client.contacts.create({"email": "customer@example.com"})
    made = {"channel_id": channel, "template_id": template, "audience_id": audience, "campaign_id": campaign}
    return {name: resource.id for name, resource in made.items()} | {"account_id": account.id}


def run(example: Example, mode: Mode) -> tuple[dict[str, Any], str, Sandbox]:
    """Runs an example in a separate sandbox; returns its variables, its output, and the sandbox."""
    with Sandbox() as sandbox:
        with sandbox.client() as client:
            ids = make_what_is_spoken_of(client)
        source = re.sub(r'"(\w+_id)"', lambda found: repr(ids[found[1]]), example.source)
        names: dict[str, Any] = {}
        if not example.is_complete:
            names = {name: getattr(konigle.models.comm, name) for name in konigle.models.comm.__all__}
        printed = io.StringIO()
        with redirect_stdout(printed):
            if mode == "sync":
                with sandbox.client() as names["client"]:
                    exec(source, names)
            else:
                asyncio.run(_run_async(sandbox, _CALL.sub(r"await \g<0>", source), names))
    return names, printed.getvalue(), sandbox


async def _run_async(sandbox: Sandbox, source: str, names: dict[str, Any]) -> None:
    code = compile(source, "<example>", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    async with sandbox.async_client() as names["client"]:
        await eval(code, names)


@each_mode
@each_example
def test_the_example_runs_and_prints_what_it_says(example: Example, mode: Mode) -> None:
    _, printed, sandbox = run(example, mode)
    assert (sandbox.requests[-1].operation_id, sandbox.requests[-1].applied) == (example.operation, True)
    assert printed.startswith(example.prints)
    assert printed.count("\n") == bool(example.prints)
    assert "None" not in printed


@each_mode
def test_the_set_up_example_gives_three_resources_and_sends_no_blank_address(mode: Mode) -> None:
    (example,) = [example for example in EXAMPLES if example.method == "setup"]
    names, _, sandbox = run(example, mode)
    kinds = [type(names[name]) for name in ("account", "channel", "identity")]
    assert kinds == [EmailAccount, EmailChannel, EmailIdentity]
    assert sandbox.requests[-1].json == {"account_name": "Marketing Account", "identity_value": "example.com"}


@each_example
def test_the_example_uses_the_method_it_is_shown_for(example: Example) -> None:
    manager = "client." + _attribute_of(example.manager)
    assert f"{manager}.{example.method}(" in example.source
    for name in (example.manager, f"Async{example.manager}"):
        assert inspect.isfunction(getattr(getattr(konigle.managers.comm, name), example.method))


def _attribute_of(manager: str) -> str:
    words = re.findall("[A-Z][a-z]+", manager.removesuffix("Manager"))
    singular = "_".join(words).lower()
    return singular.removesuffix("y") + ("ies" if singular.endswith("y") else "s")


def test_the_page_has_eight_examples_for_each_client() -> None:
    assert len(EXAMPLES) == 8
