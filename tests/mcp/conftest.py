"""A sandbox with a campaign, and MCP clients of the server: in this process, and of a program over stdio."""

import contextlib
import json
import os
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

import pytest
from mcp import Client, types
from mcp.client.stdio import StdioServerParameters

from konigle import AsyncClient
from konigle.mcp.serving import make_server
from konigle.mcp.toolbox import Access
from konigle.sandbox import Sandbox

READ = Access()
WRITE = Access(write=True)
SEND = Access(write=True, allowed=("example.com",))
LEGACY, MODERN = "legacy", "auto"


class Person:
    """Who is asked by a client: accepts or declines, and notes the questions."""

    def __init__(self, action: str = "accept") -> None:
        self.action: Any = action
        self.asked: list[str] = []

    async def __call__(self, context: Any, params: Any) -> types.ElicitResult:
        self.asked.append(params.message)
        return types.ElicitResult(action=self.action, content={} if self.action == "accept" else None)


class Session:
    """A client that is connected."""

    def __init__(self, client: Client) -> None:
        self.client = client

    async def tools(self) -> dict[str, types.Tool]:
        return {tool.name: tool for tool in (await self.client.list_tools()).tools}

    async def __call__(self, tool: str, **arguments: Any) -> Any:
        """What a successful call returned."""
        result = await self.client.call_tool(tool, arguments)
        assert not result.is_error, result.structured_content
        return _read(result)

    async def error(self, tool: str, **arguments: Any) -> Any:
        """The error of a call that failed."""
        result = await self.client.call_tool(tool, arguments)
        assert result.is_error, result.structured_content
        return _read(result)["error"]


def _read(result: types.CallToolResult) -> Any:
    (content,) = result.content
    assert isinstance(content, types.TextContent)
    assert json.loads(content.text) == result.structured_content
    return result.structured_content


@contextlib.asynccontextmanager
async def connected(
    sandbox: Sandbox, access: Access, person: Person | None = None, mode: str = LEGACY, **options: Any
) -> AsyncIterator[Session]:
    """A session with a server in this process."""
    settings: dict[str, Any] = {
        "api_key": sandbox.api_key,
        "base_url": sandbox.url,
        "retry_backoff": 0.0,
        **options,
    }
    async with AsyncClient(**settings, recipients_allowlist=access.allowed or ()) as api:
        server = make_server(api, access)
        async with Client(server, mode=mode, elicitation_callback=person) as client:
            yield Session(client)


@contextlib.asynccontextmanager
async def program(
    *options: str, env: Mapping[str, str] | None = None, person: Person | None = None, mode: str = LEGACY
) -> AsyncIterator[Session]:
    """A session with `konigle mcp` over standard input and output."""
    parameters = StdioServerParameters(
        command=sys.executable, args=["-m", "konigle.cli", "mcp", *options], env={**os.environ, **(env or {})}
    )
    async with Client(parameters, mode=mode, elicitation_callback=person) as client:
        yield Session(client)


def env_of(sandbox: Sandbox) -> dict[str, str]:
    return {"KONIGLE_API_KEY": sandbox.api_key, "KONIGLE_BASE_URL": sandbox.url}


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(api_key="key-that-nobody-sees") as sandbox:
        with sandbox.client() as client:
            client.email_accounts.create({"name": "Shop", "default_from_email": "shop@example.com"})
            channel = client.email_channels.create({"code": "news", "channel_type": "marketing"})
            template = client.email_templates.create(
                {
                    "name": "Sale",
                    "code": "sale",
                    "subject": "Sale",
                    "body_html": "<p>Ask sales@shop.example</p>",
                }
            )
            audience = client.audiences.create({"name": "Readers", "code": "readers", "tags": ["readers"]})
            for number, name in enumerate(("ada", "grace", "mary")):
                client.contacts.create(
                    {
                        "email": f"{name}@example.com",
                        "first_name": name.title(),
                        "last_name": "Lovelace",
                        "phone": f"+49 30 12345{number}",
                        "tags": ["readers"],
                        "marketing_consent": {"email": name != "mary"},
                    }
                )
            client.campaigns.create(
                {
                    "name": "Sale",
                    "audience": audience.id,
                    "email_channel": channel.id,
                    "email_template": template.id,
                }
            )
        yield sandbox
