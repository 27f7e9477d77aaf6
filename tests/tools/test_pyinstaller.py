"""PyInstaller finds what is loaded by name, and the data of the sandbox: the finished program needs no more help."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CLIENT = """
import asyncio
from konigle import AsyncClient, Client, NetworkError
from konigle.models.comm import ContactCreate
with Client(api_key="k", base_url="http://127.0.0.1:9", enable_retry=False) as client:
    try:
        client.contacts.create(ContactCreate(email="a@example.com"))
    except NetworkError as error:
        print("no server:", error.operation)
"""
SANDBOX = """
import asyncio
from konigle.sandbox import Sandbox
async def main(sandbox):
    async with sandbox.async_client() as client:
        return [contact.email async for contact in client.contacts.iter_all()]
with Sandbox(check_answers=True) as sandbox:
    with sandbox.client() as client:
        client.contacts.create({"email": "a@example.com"})
    print(asyncio.run(main(sandbox)))
"""


@pytest.mark.parametrize(
    ("program", "output"), [(CLIENT, "no server: createContact\n"), (SANDBOX, "['a@example.com']\n")], ids=["client", "sandbox"]
)  # fmt: skip
def test_a_frozen_program_runs(tmp_path: Path, program: str, output: str) -> None:
    (tmp_path / "program.py").write_text(program, encoding="utf-8")
    made = subprocess.run(
        [sys.executable, "-m", "PyInstaller", "--onedir", "--noconfirm", "--log-level", "WARN", "program.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert made.returncode == 0, made.stderr
    ended = subprocess.run(
        [str(tmp_path / "dist" / "program" / "program")],
        cwd=tmp_path,
        env={},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, output, "")
    bundle = {path.name for path in (tmp_path / "dist" / "program").rglob("*")}
    assert ("openapi.json" in bundle) is (program is SANDBOX)
