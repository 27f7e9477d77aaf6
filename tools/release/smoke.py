"""`python -I smoke.py EXTRA`: uses the installed package as that extra allows, and prints what it did. `none` is no extra.

It imports nothing but the package, what the extra brings and the standard library, so that a missing dependency shows.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import konigle
from konigle import AsyncClient, Client

_PAGE: dict[str, object] = {
    "count": 0,
    "num_pages": 1,
    "page_size": 10,
    "current_page": 1,
    "next": None,
    "previous": None,
    "payload": [],
}


class _Empty(BaseHTTPRequestHandler):
    """Has no contacts."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = json.dumps(_PAGE).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        """Prints nothing."""


@contextmanager
def server() -> Generator[str]:
    """The base URL of a server without contacts."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Empty) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def none() -> str:
    """A call, and what each missing extra says."""
    with server() as url, Client(api_key="smoke-key", base_url=url) as client:
        count = client.contacts.list().count
    said = subprocess.run(
        [sys.executable, "-I", "-m", "konigle.sandbox"], capture_output=True, text=True, check=False
    )
    if said.returncode == 0 or "[sandbox]" not in said.stderr:
        raise SystemExit(f"python -m konigle.sandbox without its extra said: {said.stderr}")
    program = Path(sys.executable).with_name("konigle")
    said = subprocess.run([program, "--help"], capture_output=True, text=True, check=False)
    if said.returncode == 0 or "extra `cli`" not in said.stderr:
        raise SystemExit(f"konigle without the extra cli said: {said.stderr}")
    return f"{count} contacts over HTTP; the sandbox and the command line name the extra that they need"


def sandbox() -> str:
    """A contact in the sandbox."""
    from konigle.sandbox import Sandbox

    with Sandbox() as running, running.client() as client:
        client.contacts.create({"email": "ada@example.com"})
        return f"{client.contacts.list().count} contact in a sandbox"


def aiohttp() -> str:
    """A call over aiohttp."""

    async def call(url: str) -> int:
        async with AsyncClient(api_key="smoke-key", base_url=url, transport="aiohttp") as client:
            return (await client.contacts.list()).count

    with server() as url:
        return f"{asyncio.run(call(url))} contacts over aiohttp"


def http2() -> str:
    """A call with HTTP/2 switched on; a server without TLS speaks HTTP/1.1."""
    with server() as url, Client(api_key="smoke-key", base_url=url, transport="http2") as client:
        return f"{client.contacts.list().count} contacts with HTTP/2 switched on"


def socks() -> str:
    """A call through a proxy that is not there."""
    import httpx

    with (
        httpx.Client(proxy="socks5://127.0.0.1:9") as proxied,
        Client(
            api_key="smoke-key", base_url="http://127.0.0.1:9", http_client=proxied, retry_count=0
        ) as client,
    ):
        try:
            client.contacts.list()
        except konigle.NetworkError as error:
            return f"{type(error).__name__} from a SOCKS proxy that is not there"
    raise SystemExit("a call through a proxy that is not there succeeded")


def excel() -> str:
    """The preview of a workbook."""
    import openpyxl  # type: ignore[import-untyped]  # it has no types

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "contacts.xlsx"
        book = openpyxl.Workbook()
        sheet = book.create_sheet(index=0)
        sheet.append(["Email", "First Name"])
        sheet.append(["ada@example.com", "Ada"])
        book.save(path)
        with Client(api_key="smoke-key", base_url="http://127.0.0.1:9") as client:
            return f"{client.contacts.preview_file(path, consent='none').rows} row of a workbook"


def progress() -> str:
    """The library that draws the bar."""
    import rich.progress

    with rich.progress.Progress(disable=True) as bar:
        bar.add_task("contacts", total=1)
    return "a progress bar"


def cli() -> str:
    """A command over HTTP."""
    program = Path(sys.executable).with_name("konigle")
    with server() as url:
        done = subprocess.run(
            [program, "contacts", "list", "-o", "json"],
            env={"KONIGLE_API_KEY": "smoke-key", "KONIGLE_BASE_URL": url, "HOME": tempfile.gettempdir()},
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise SystemExit(done.stderr)
    return f"konigle contacts list -o json: {json.dumps(json.loads(done.stdout))[:40]}"


def arrow() -> str:
    """The schema of a model."""
    from konigle import arrow as room
    from konigle.models.comm import Contact

    return f"{len(room.schema(Contact))} columns of Contact"


def dask() -> str:
    """The two functions."""
    from konigle import dask as room

    return f"{room.import_contacts.__name__}, {room.read_contacts.__name__}"


def mcp() -> str:
    """A tool, called over stdio."""
    from mcp import Client as ModelClient
    from mcp.client.stdio import StdioServerParameters

    async def call(url: str) -> int:
        program = StdioServerParameters(
            command=str(Path(sys.executable).with_name("konigle")),
            args=["mcp"],
            env={"KONIGLE_API_KEY": "smoke-key", "KONIGLE_BASE_URL": url, "HOME": tempfile.gettempdir()},
        )
        async with ModelClient(program) as client:
            result = await client.call_tool("contacts_list", {})
            content: dict[str, int] = result.structured_content or {}
            return content["count"]

    with server() as url:
        return f"{asyncio.run(call(url))} contacts through a tool of konigle mcp"


def otel() -> str:
    """A call with the hook, which makes no spans without an SDK."""
    from konigle.otel import OpenTelemetryHook

    with server() as url, Client(api_key="smoke-key", base_url=url, hooks=[OpenTelemetryHook()]) as client:
        return f"{client.contacts.list().count} contacts with the hook"


SMOKES: dict[str, Callable[[], str]] = {
    check.__name__: check
    for check in (none, sandbox, aiohttp, http2, socks, excel, progress, cli, arrow, dask, mcp, otel)
}

if __name__ == "__main__":
    if sys.argv[1] not in SMOKES:
        raise SystemExit(f"the extra {sys.argv[1]} has no smoke test: add one to tools/release/smoke.py")
    print(SMOKES[sys.argv[1]]())
