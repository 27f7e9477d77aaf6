"""A deprecated operation, filter or field warns the caller once for each line, and says what to use instead."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from generator.build import SPEC
from tests.generator.project_copy import PROJECT, copy_of_the_project, edited_by_hand, run
from tools.api_diff.__main__ import compare_projects

SINCE = "deprecated: true, x-deprecated: {since: 2.1.0, use: %s, removed-in: 3.0.0}, "
PAGE = (PROJECT / "docs" / "regenerating.md").read_text(encoding="utf-8")
END = "is deprecated since version 2.1.0 and will be removed in version 3.0.0; use"
METHOD = f"client.contacts.update_ltv() {END} `client.contacts.update()` instead."
FILTER = f"The filter q {END} `tags` instead."
FIELD = f"The field whatsapp {END} `phone` instead."
CONSENT = f"The field sms {END} `email` instead."
HEAD = """
import asyncio, json, warnings
from konigle.filters.comm import ContactFilters
from konigle.models.comm import ContactCreate, ContactUpdate, ContactUpdateLTV, MarketingConsent
from konigle.sandbox import Sandbox

LTV = ContactUpdateLTV(email="ada@example.com", value="1.00", currency="EUR")

def caught(work, *arguments):
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("default")
        work(*arguments)
    ours = [one for one in found if one.category is DeprecationWarning]
    return [[str(one.message), one.filename.rpartition("/")[2], one.lineno] for one in ours]
"""
SYNC = """
def work(client):
    for number in range(2):
        client.contacts.create({"email": f"{number}@example.com", "whatsapp": "1", "marketing_consent": {"sms": False}})
    client.contacts.create(ContactCreate(
        email="ada@example.com", whatsapp="1"))
    for _ in range(2):
        client.contacts.update_ltv(LTV)
    page = client.contacts.list(q="ada")
    ada = page.payload[0]
    ada.whatsapp = "2"
    list(client.contacts.iter_all(filters=ContactFilters(q="ada")))
    consent = MarketingConsent()
    consent.sms = True
    client.contacts.list(q=None)
    assert ada.whatsapp == "2"

with Sandbox(check_answers=True) as sandbox, sandbox.client() as client:
    print(json.dumps(caught(work, client)))
"""
ASYNC = """
async def work(client):
    for number in range(2):
        await client.contacts.create({"email": f"{number}@example.com", "whatsapp": "1"})
    await client.contacts.create({"email": "ada@example.com"})
    for _ in range(2):
        await asyncio.create_task(client.contacts.update_ltv(LTV))
    await client.contacts.list(q="ada")
    [one async for one in client.contacts.iter_all(q="ada")]

async def main(sandbox):
    async with sandbox.async_client() as client:
        await work(client)

with Sandbox(check_answers=True) as sandbox:
    print(json.dumps(caught(asyncio.run, main(sandbox))))
"""

READ = """
import json
from konigle._core.decoding import decode_model
from konigle.models.comm import Contact, ContactCreate

whole = {"id": "con_1", "email": "ada@example.com", "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z"}
for whatsapp, sms in ("1", True), ([], "odd"):
    answer = {**whole, "whatsapp": whatsapp, "marketing_consent": {"sms": sms}}
    contact = decode_model(Contact, json.dumps(answer).encode())
    assert (contact.whatsapp, contact.marketing_consent.sms) == (whatsapp, sms)
print(json.dumps([
    ContactCreate.model_json_schema()["properties"]["whatsapp"]["deprecated"],
    Contact.model_json_schema()["properties"]["whatsapp"]["deprecated"],
]))
"""
METHODS = """
import asyncio, inspect, json
from konigle.managers.comm import AsyncContactManager, ContactManager

print(json.dumps([
    [kind.update_ltv.__deprecated__, asyncio.iscoroutinefunction(kind.update_ltv), kind.update_ltv.__doc__,
     [*inspect.signature(kind.update_ltv).parameters]]
    for kind in (AsyncContactManager, ContactManager)
]))
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in which an operation, a filter and two fields are deprecated."""
    root = copy_of_the_project(tmp_path_factory.mktemp("deprecated"))
    text = (root / SPEC).read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```yaml\n(      deprecated: true\n.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    for mark, more in (
        ("      operationId: updateContactLtv\n", shown),
        ("        - {name: q, in: query, ", SINCE % "tags"),
        ("        whatsapp: {title: WhatsApp Number, ", SINCE % "phone"),
        ("        sms: {title: SMS Consent, ", SINCE % "email"),
    ):
        head, start, rest = text.partition(
            "operationId: listContacts\n"
        )  # the first list that can be searched is another
        assert mark in rest
        text = head + start + rest.replace(mark, mark + more, 1)
    (root / SPEC).write_text(text, encoding="utf-8")
    made = run(root, "-m", "generator")
    assert made.returncode == 0, made.stderr
    return root


def warned(root: Path, program: str) -> list[Any]:
    """The warnings of a program: text, file and line."""
    done = run(root, "-c", HEAD + program)
    assert done.returncode == 0, done.stderr
    found: list[Any] = json.loads(done.stdout)
    lines = (HEAD + program).splitlines()
    assert {file for _, file, _ in found} <= {"<string>"}
    return [(text, lines[line - 1].strip().partition("(")[0]) for text, _, line in found]


@pytest.mark.sandbox_process
def test_each_line_warns_once_sync(copy: Path) -> None:
    assert warned(copy, SYNC) == [
        (FIELD, "client.contacts.create"),
        (CONSENT, "client.contacts.create"),
        (FIELD, "client.contacts.create"),
        (METHOD, "client.contacts.update_ltv"),
        (FILTER, "page = client.contacts.list"),
        (FIELD, 'ada.whatsapp = "2"'),
        (FILTER, "list"),
        (CONSENT, "consent.sms = True"),
    ]


@pytest.mark.sandbox_process
def test_each_line_warns_once_async_also_in_a_task(copy: Path) -> None:
    assert warned(copy, ASYNC) == [
        (FIELD, "await client.contacts.create"),
        (METHOD, "await asyncio.create_task"),
        (FILTER, "await client.contacts.list"),
        (FILTER, "[one async for one in client.contacts.iter_all"),
    ]


def test_reading_does_not_warn_and_json_schemas_say_it(copy: Path) -> None:
    done = run(copy, "-W", "error", "-c", READ)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [True, True]


def test_type_checkers_and_docstrings_say_it_of_the_method(copy: Path) -> None:
    done = run(copy, "-c", METHODS)
    assert done.returncode == 0, done.stderr
    for (text, is_async, doc, parameters), expected in zip(
        json.loads(done.stdout), (True, False), strict=True
    ):
        assert (text, is_async, parameters) == (METHOD, expected, ["self", "data", "options"])
        assert "Deprecated since version 2.1.0 and will be removed in version 3.0.0" in doc


def test_the_representation_says_it_once_for_every_emitter(copy: Path) -> None:
    sdk = json.loads((copy / "openapi/sdk.json").read_text(encoding="utf-8"))
    found = {"since": "2.1.0", "removed_in": "3.0.0"}
    methods = {
        one["operation"]: one
        for area in sdk["areas"]
        for manager in area["managers"]
        for one in manager["methods"]
    }
    fields = {
        (one["name"], field["name"]): field.get("deprecated")
        for one in [*sdk["models"], *sdk["filters"]]
        for field in one["fields"]
    }
    assert methods["updateContactLtv"]["deprecated"] == {**found, "use": "updateContact"}
    assert fields["ContactFilters", "q"] == {**found, "use": "tags"}
    assert fields["ContactCreate", "whatsapp"] == fields["Contact", "whatsapp"] == {**found, "use": "phone"}
    assert fields["ContactCreate", "phone"] is None


def test_one_file_is_edited_by_hand(copy: Path) -> None:
    assert edited_by_hand(copy) == {SPEC}


def test_the_comparison_reports_it_as_additive(copy: Path) -> None:
    spec, surface, _ = compare_projects(PROJECT, copy)
    assert [(change.level.name, str(change)) for change in spec] == [
        ("ADDITIVE", "ContactFields.whatsapp: is deprecated, until 3.0.0: use phone"),
        ("ADDITIVE", "MarketingConsent.sms: is deprecated, until 3.0.0: use email"),
        ("ADDITIVE", "listContacts parameters q: is deprecated, until 3.0.0: use tags"),
        ("ADDITIVE", "updateContactLtv: is deprecated, until 3.0.0: use updateContact"),
    ]
    assert [str(change) for change in surface] == ["ContactManager.update_ltv: its docstring is another"]


def test_a_method_written_by_hand_must_be_marked_by_hand(copy: Path) -> None:
    path = copy / "konigle/_async/managers/contacts.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\n    async def update_ltv(self) -> None: ...\n", encoding="utf-8")
    done = run(copy, "-m", "generator", "--check")
    path.write_text(text, encoding="utf-8")
    line = text.count("\n") + 2
    assert done.stderr.startswith(
        f"konigle/_async/managers/contacts.py:{line}: AsyncContactManager.update_ltv is written by hand"
    )
