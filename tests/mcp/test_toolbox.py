"""The definitions of the tools."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from konigle._operations import Operation, load_representation, read_managers
from konigle.mcp.input_schemas import default_fields
from konigle.mcp.toolbox import Access, definition, offered, tool_name

MANAGERS = read_managers(load_representation())
ALL = offered(MANAGERS, Access(write=True, allowed=("example.com",)))
KINDS = {"string", "integer", "boolean", "object", "array", "number"}


@pytest.mark.parametrize("name", ALL)
def test_each_operation_is_a_tool_with_the_hints_of_its_replay_class(name: str) -> None:
    operation = ALL[name]
    tool, replay = definition(operation), operation.facts["replay"]
    hints = tool.annotations
    assert hints is not None
    assert (hints.read_only_hint, hints.idempotent_hint) == (replay == "safe", replay != "once")
    assert hints.destructive_hint == (replay == "settled" or bool(operation.recipients))
    assert tool.name.isidentifier()
    assert tool.title
    assert ("Sends e-mail" in str(tool.description)) == bool(operation.recipients)


def test_the_options_add_tools() -> None:
    everything = {tool_name(one) for manager in MANAGERS for one in manager.operations}
    read = offered(MANAGERS, Access()).keys()
    write = offered(MANAGERS, Access(write=True)).keys()
    send = offered(MANAGERS, Access(allowed=())).keys()
    assert ALL.keys() == everything == write | send
    assert read == {name for name, one in ALL.items() if not one.is_write}
    assert send - read == {
        "campaigns_start",
        "campaigns_resume",
        "campaigns_schedule",
        "campaigns_send_test_email",
        "emails_send",
    }


def test_no_tool_reads_files_of_this_machine() -> None:
    assert "attachments" not in definition(ALL["emails_send"]).input_schema["properties"]


@pytest.mark.parametrize("name", ALL)
def test_each_schema_is_one_that_clients_understand(name: str) -> None:
    schema = definition(ALL[name]).input_schema
    _check(schema)
    assert [one.name for one in ALL[name].parameters] == [
        one for one in schema["properties"] if one != "fields"
    ]
    assert set(default_fields(ALL[name])) <= {one.name for one in ALL[name].columns}


def _check(schema: Mapping[str, Any]) -> None:
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    assert set(kinds) <= KINDS | {"null"}
    for one in schema.get("properties", {}).values():
        _check(one)
    if "object" in kinds and "properties" in schema:
        assert schema["additionalProperties"] is False
        assert set(schema.get("required", ())) <= schema["properties"].keys()
    if "array" in kinds:
        _check(schema["items"])


def test_the_schema_of_one_tool() -> None:
    schema = definition(ALL["contacts_update"]).input_schema
    assert schema["required"] == ["contact_id"]
    properties = schema["properties"]
    assert properties["first_name"]["type"] == ["string", "null"]
    assert properties["first_name"]["maxLength"] == 100
    assert "purchase" in properties["source"]["enum"]
    assert properties["tags"] == {
        "type": "array",
        "items": {"type": "string"},
        "description": properties["tags"]["description"],
    }
    assert properties["marketing_consent"]["properties"]["email"]["type"] == "boolean"
    assert "email" in properties["fields"]["items"]["enum"]
    page_size = definition(ALL["contacts_list"]).input_schema["properties"]["page_size"]
    assert (page_size["maximum"], page_size["default"]) == (20, 20)
    assert (
        definition(ALL["campaigns_schedule"]).input_schema["properties"]["scheduled_at"]["format"]
        == "date-time"
    )
    assert definition(ALL["emails_send"]).input_schema["properties"]["headers"]["additionalProperties"]


def test_a_new_operation_needs_no_code() -> None:
    """As the representation gains an operation, there is a tool that calls it."""
    facts = {
        **ALL["contacts_get"].facts,
        "operation": "archiveContact",
        "replay": "settled",
        "summary": "Archive",
    }
    added = Operation(
        "contacts", "archive", facts, ALL["contacts_get"].parameters, ALL["contacts_get"].columns
    )
    manager = MANAGERS[0]._replace(operations=(added,))
    assert list(offered([manager], Access())) == []
    assert list(offered([manager], Access(write=True))) == ["contacts_archive"]

    class Contacts:
        async def archive(self, contact_id: str) -> str:
            return contact_id

    class Client:
        contacts = Contacts()

    assert asyncio.run(added.call(Client(), {"contact_id": "con_1"})) == "con_1"
