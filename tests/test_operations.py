"""The bundled representation as callable operations."""

import asyncio
import inspect
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from konigle import AsyncClient, InvalidArgumentError
from konigle._core.decoding import decode_tolerant
from konigle._operations import Operation, load_representation, read_managers, to_json
from konigle.models.comm import Campaign
from konigle.sandbox import Sandbox

MANAGERS = read_managers(load_representation())
OPERATIONS = {f"{one.manager}.{one.method}": one for manager in MANAGERS for one in manager.operations}


def names(operation: Operation, *sources: Any) -> list[str]:
    return [one.name for one in operation.from_source(*sources)]


def test_the_package_carries_the_representation_of_the_repository() -> None:
    content = json.loads((Path(__file__).parents[1] / "openapi/sdk.json").read_text(encoding="utf-8"))
    del content["$schema"]
    assert load_representation() == content


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_is_a_method_that_takes_its_path_parameters(name: str) -> None:
    operation = OPERATIONS[name]
    method = getattr(getattr(AsyncClient, operation.manager), operation.method)
    taken = [one for one in inspect.signature(method).parameters if one not in {"self", "options"}]
    assert len(taken) >= len(operation.from_source("path"))


def test_parameters_say_where_their_values_go() -> None:
    assert names(OPERATIONS["contacts.list"], "filters") == ["q", "source", "tags"]
    assert names(OPERATIONS["contacts.list"], "page") == ["page", "page_size"]
    assert names(OPERATIONS["campaigns.schedule"], "path", "field") == ["campaign_id", "scheduled_at"]
    assert names(OPERATIONS["emails.send"], "file") == ["attachments"]
    consent = next(one for one in OPERATIONS["contacts.create"].parameters if one.name == "marketing_consent")
    assert [one.name for one in consent.fields] == ["email", "sms", "whatsapp"]
    source = next(one for one in OPERATIONS["contacts.create"].parameters if one.name == "source")
    assert source.choices[:2] == ("purchase", "lead")


def test_calls_reach_the_methods_of_the_managers() -> None:
    with Sandbox() as sandbox, sandbox.client() as client:
        created = to_json(
            OPERATIONS["contacts.create"].call(client, {"email": "ada@example.com", "tags": ["x"]})
        )
        assert created["email"] == "ada@example.com"
        contact_id = created["id"]
        changed = OPERATIONS["contacts.update"].call(client, {"contact_id": contact_id, "country": "UK"})
        assert to_json(changed)["country"] == "UK"
        listed = OPERATIONS["contacts.list"].call(client, {"tags": ["x"], "page_size": 1})
        assert [one["id"] for one in to_json(listed)] == [contact_id]
        every = OPERATIONS["contacts.list"].iterate(client, {"tags": ["x"]})
        assert [one.id for one in every] == [contact_id]
        ltv = {"email": "ada@example.com", "value": Decimal("9.99"), "currency": "EUR"}
        assert Decimal(to_json(OPERATIONS["contacts.update_ltv"].call(client, ltv))["ltv"]) == Decimal("9.99")
        assert OPERATIONS["contacts.delete"].call(client, {"contact_id": contact_id}) is True
        with pytest.raises(InvalidArgumentError):
            OPERATIONS["contacts.list"].call(client, {"no_such_filter": 1})


async def _over_async(sandbox: Sandbox) -> tuple[Any, list[str]]:
    async with sandbox.async_client() as client:
        created = await OPERATIONS["contacts.create"].call(client, {"email": "ada@example.com"})
        return created, [one.email async for one in OPERATIONS["contacts.list"].iterate(client, {})]


def test_calls_of_an_async_client_are_awaitable() -> None:
    with Sandbox() as sandbox:
        created, addresses = asyncio.run(_over_async(sandbox))
    assert addresses == [created.email] == ["ada@example.com"]


def test_what_sends_mail_depends_on_the_arguments() -> None:
    assert OPERATIONS["emails.send"].sends_mail({})
    assert OPERATIONS["campaigns.start"].sends_mail({"campaign_id": "cmp_1"})
    assert OPERATIONS["campaigns.create"].sends_mail({"scheduled_at": "2026-05-01T09:00:00Z"})
    assert not OPERATIONS["campaigns.create"].sends_mail({"name": "Spring"})
    assert not OPERATIONS["contacts.delete"].sends_mail({})


def test_only_what_the_server_sent_is_in_the_result() -> None:
    campaign = decode_tolerant(Campaign, {"id": "cmp_1", "name": "Spring", "unheard_of": 1}, quiet=True)
    assert to_json({"campaigns": (campaign,)}) == {
        "campaigns": [{"id": "cmp_1", "name": "Spring", "unheard_of": 1}]
    }


def test_reading_it_loads_neither_httpx_nor_pydantic() -> None:
    script = (
        "import sys; from konigle._operations import *; from konigle import _operations as o;"
        "o.read_managers(o.load_representation()); print(*{'httpx', 'pydantic', 'asyncio'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == ("", "")


def test_the_columns_are_those_of_what_the_method_returns() -> None:
    """The server wraps the new campaign; the method returns it alone."""
    assert OPERATIONS["campaigns.new_email_campaign"].columns == OPERATIONS["campaigns.get"].columns
