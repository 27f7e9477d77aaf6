"""A change of the API is one edit of the spec: the models, functions, filters and docs follow."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator import __main__ as command
from generator.build import SPEC, build
from generator.read.hints import KNOWN_WORDS
from tools.api_diff.__main__ import compare_projects
from tools.api_diff.changes import Level

PROJECT = Path(__file__).parents[2]

PAGE = (PROJECT / "docs" / "regenerating.md").read_text(encoding="utf-8")
NICKNAME, COUNTRY, *_ = re.findall(
    r"^```yaml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE
)  # the page's own examples
PROGRAM = """
import json
from konigle._generated.api import contacts
from konigle._generated.filters import ContactFilters
from konigle._generated.models import Contact, ContactCreate, ContactUpdate
from konigle._core.decoding import decode_model

made = contacts.create_contact(ContactCreate(email="ada@example.com", nickname="Ada"))
changed = contacts.update_contact("con_1", ContactUpdate(nickname=None))
listed = contacts.list_contacts(ContactFilters(country="Portugal"))
answer = {"id": "con_1", "email": "ada@example.com", "nickname": "Ada"}
times = {"created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z"}
print(json.dumps({
    "made": made.body.fields,
    "changed": changed.body.fields,
    "query": listed.query_strings(),
    "read": decode_model(Contact, json.dumps({**answer, **times}).encode()).nickname,
    "doc": ContactUpdate.model_fields["nickname"].description,
    "too_long": ContactCreate.model_json_schema()["properties"]["nickname"]["anyOf"][0]["maxLength"],
}))
"""
OVER_HTTP = """
import asyncio, json, httpx
from konigle.sandbox import Sandbox

async def nicknames(sandbox, **filters):
    async with sandbox.async_client() as client:
        return [contact.nickname async for contact in client.contacts.iter_all(**filters)]

with Sandbox(check_answers=True) as sandbox, sandbox.client() as client:
    for nickname, country in ("Ada", "Portugal"), ("Bob", "Spain"):
        email = f"{nickname}@example.com"
        client.contacts.create({"email": email, "nickname": nickname, "country": country})
    (ada,) = client.contacts.list(country="Portugal").payload
    found = [ada.nickname, *asyncio.run(nicknames(sandbox, country="Spain"))]
    ada.nickname = None
    ada.save()
    refused = httpx.post(
        f"{sandbox.url}/reachout/api/v1/contacts",
        headers={"Authorization": f"Token {sandbox.api_key}"},
        json={"email": "eve@example.com", "nickname": "E" * 41},
        trust_env=False,
    )
    print(json.dumps({
        "found": found,
        "cleared": client.contacts.get(ada.id).nickname,
        "refused": [refused.status_code, list(refused.json())],
    }))
"""


def edit(root: Path, mark: str, more: str) -> None:
    path = root / SPEC
    text = path.read_text()
    assert mark in text
    path.write_text(text.replace(mark, mark + more, 1))


@pytest.fixture(scope="module")
def changed(copy_project: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with one more field and one more filter, generated anew."""
    copy = copy_project(tmp_path_factory.mktemp("changed"))
    text = (copy / SPEC).read_text()
    start = text.index("    ContactFields:\n")
    properties = text[start : text.index("      properties:\n", start)] + "      properties:\n"
    edit(copy, properties, NICKNAME)
    start = text.index("operationId: listContacts")
    parameters = text[start : text.index("PageSize'\n", start)] + "PageSize'\n"
    edit(copy, parameters, COUNTRY)
    assert command.main([], copy) == 0
    return copy


def run(program: str, root: Path) -> Any:
    """What a program prints that imports the package of a copy."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_a_new_field_and_a_new_filter_work_after_one_edit_each(changed: Path) -> None:
    assert run(PROGRAM, changed) == {
        "made": {"email": "ada@example.com", "nickname": "Ada"},
        "changed": {"nickname": None},
        "query": {"page": "1", "page_size": "20", "country": "Portugal"},
        "read": "Ada",
        "doc": "What friends call the contact.",
        "too_long": 40,
    }


@pytest.mark.sandbox_process
def test_they_work_over_http_and_the_sandbox_keeps_them_checks_them_and_filters_by_them(
    changed: Path,
) -> None:
    assert run(OVER_HTTP, changed) == {
        "found": ["Ada", "Bob"],
        "cleared": None,
        "refused": [400, ["nickname"]],
    }


def test_the_comparison_calls_them_additive_and_sees_nothing_else(changed: Path) -> None:
    spec, surface, _ = compare_projects(PROJECT, changed)
    assert [(change.level, str(change)) for change in spec] == [
        (Level.ADDITIVE, "ContactFields.nickname: is a new property"),
        (Level.ADDITIVE, "listContacts: the query parameter country is new"),
    ]
    assert surface == []
    assert [change.models for change in spec] == [
        ("BaseContact", "Contact", "ContactCreate", "ContactUpdate"),
        ("ContactFilters", "ContactQuery"),
    ]
    assert spec[1].functions == ("contacts.list_contacts",)
    assert {"ContactManager.iter_all", "ContactManager.list"} <= set(spec[1].methods)


def test_only_what_the_change_is_about_is_written_anew(changed: Path) -> None:
    different = {
        path.relative_to(changed).as_posix()
        for path in (changed / "konigle").rglob("*")
        if path.is_file() and path.read_bytes() != (PROJECT / path.relative_to(changed)).read_bytes()
    }
    assert different == {
        "konigle/_generated/filters/contacts.py",
        "konigle/_generated/models/base_contact.py",
        "konigle/_generated/models/contact_create.py",  # its typed dict
        "konigle/_generated/models/contact_update.py",
        "konigle/_generated/openapi.json",
        "konigle/_generated/sdk.json",
    }


def test_the_descriptions_become_documentation(changed: Path) -> None:
    model = (changed / "konigle/_generated/models/base_contact.py").read_text()
    assert '"""What friends call the contact."""' in model
    filters = (changed / "konigle/_generated/filters/contacts.py").read_text()
    assert "        country: Only contacts who live in this country." in filters
    assert "    country: str | None" in filters


def test_an_operation_that_goes_takes_its_function_and_models_with_it(copy: Path) -> None:
    text = (copy / SPEC).read_text()
    start = text.index("  /reachout/api/v1/contacts/update-ltv:\n")
    stop = text.index("\n  /", start + 1) + 1 if "\n  /" in text[start + 1 :] else len(text)
    comment = text.find("\n  #", start)
    stop = min(stop, comment + 1) if comment != -1 else stop
    text = text[:start] + text[stop:]
    start = text.index("    ContactUpdateLTV:\n")
    stop = text.index("    ContactPage:\n", start)
    (copy / SPEC).write_text(text[:start] + text[stop:])
    files = build(copy).files
    assert "konigle/_generated/models/contact_update_ltv.py" not in files
    assert b"update_contact_ltv" not in files["konigle/_generated/api/contacts.py"]


def test_the_page_names_every_hint() -> None:
    table = PAGE[PAGE.index("## Hints for the Python SDK") : PAGE.index("## What the generator understands")]
    assert set(re.findall(r"^\| `(\w+)`", table, re.MULTILINE)) == set(KNOWN_WORDS)
