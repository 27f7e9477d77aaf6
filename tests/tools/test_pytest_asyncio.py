"""The fixture of the async client works under pytest-asyncio."""

import subprocess
import sys
from pathlib import Path

SOURCE = """
import pytest

@pytest.mark.asyncio
async def test_client(konigle_async_client):
    await konigle_async_client.contacts.create({"email": "ada@example.com"})
    assert (await konigle_async_client.contacts.list()).count == 1
"""


def test_the_async_client_works_under_pytest_asyncio(tmp_path: Path) -> None:
    file = tmp_path / "test_client.py"
    file.write_text(SOURCE, encoding="utf-8")
    plugins = ("-p", "pytest_asyncio.plugin", "-p", "konigle.pytest_plugin", "-p", "no:cacheprovider")
    options = ("-W", "error", "-o", "asyncio_default_fixture_loop_scope=function")
    command = [sys.executable, "-m", "pytest", "-q", *options, *plugins, str(file)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout
