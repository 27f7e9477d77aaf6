"""An error that is found before anything is sent names the operation that was to be called."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from konigle import AsyncClient, InvalidArgumentError
from konigle.filters.comm import ContactFilters
from tests._async.harness import CONTACT, MAIL, Server, reply, run
from tests.contract.steps import NOWHERE, Step, all_steps

pytestmark = pytest.mark.anyio

STEPS = [step for step in all_steps() if not step.as_model]
GETS = [step for step in STEPS if step.call.endswith(".get")]
MISFIT: Any = object()


def misfits(step: Step) -> Iterator[tuple[list[Any], dict[str, Any]]]:
    """The arguments of a step, each time with another one of them wrong."""
    given, named = step.arguments(NOWHERE)
    for number, value in enumerate(given):
        wrong = [MISFIT, {**value, "nonsense": 1}, {}] if isinstance(value, dict) else [MISFIT]
        for one in wrong:
            yield [*given[:number], one, *given[number + 1 :]], named
    for name in (*named, "timeout", "deadline", "retry_count"):
        yield [*given], {**named, name: MISFIT}
    yield [*given], {**named, "extra_headers": {"Authorization": "x"}}
    if "list" in step.operation:
        yield [*given], {**named, "nonsense": 1}
        yield [*given], {**named, "filters": {"nonsense": 1}}
        yield [*given], {**named, "filters": MISFIT}
        yield [*given], {"filters": ContactFilters(), "q": "both"}


@pytest.mark.parametrize("step", STEPS, ids=[step.name for step in STEPS])
async def test_every_operation_says_that_it_was_called_wrongly(
    client: AsyncClient, server: Server, step: Step
) -> None:
    for given, named in misfits(step):
        with pytest.raises(InvalidArgumentError) as caught:
            await run(client, step.call, *given, **named)
        assert caught.value.operation == step.operation, (given, named, str(caught.value))
    assert server.requests == []


@pytest.mark.parametrize("step", GETS, ids=[step.call for step in GETS])
async def test_a_record_names_the_update_it_cannot_be_saved_by(
    client: AsyncClient, server: Server, step: Step
) -> None:
    server.will(reply(200, {"id": "x1"}))
    record = await run(client, step.call, "x1")
    record.id = "x2"
    with pytest.raises(InvalidArgumentError, match=r"id of .* cannot be changed") as caught:
        await record.asave()
    assert caught.value.operation == step.operation.replace("get", "update")
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "more", [{"subject": "a\nb"}, {"attachments": ["/no/such/file"]}, {"attachments": ["http://x.example"]}]
)
async def test_a_mail_that_cannot_be_made_was_to_be_sent(client: AsyncClient, more: Any) -> None:
    with pytest.raises(InvalidArgumentError) as caught:
        await client.emails.send({**MAIL, **more})
    assert caught.value.operation == "sendEmail"


@pytest.mark.parametrize("options", [{"until": "done"}, {"poll": 0}, {"progress": "yes"}])
async def test_waiting_polls_the_campaign(client: AsyncClient, options: Any) -> None:
    with pytest.raises(InvalidArgumentError) as caught:
        await client.campaigns.wait("k1", **options)
    assert caught.value.operation == "getCampaign"


@pytest.mark.parametrize(
    "options", [{"format": "xml"}, {"fields": ["nonsense"]}, {"nonsense": 1}, {"progress": "yes"}]
)
async def test_an_export_lists(client: AsyncClient, tmp_path: Path, options: Any) -> None:
    with pytest.raises(InvalidArgumentError) as caught:
        await client.contacts.export_file(tmp_path / "contacts.csv", **options)
    assert caught.value.operation == "listContacts"


@pytest.mark.parametrize(
    ("call", "operation"),
    [
        ("create_many", "createContact"),
        ("update_many", "updateContact"),
        ("delete_many", "deleteContact"),
        ("upsert_many", None),  # of several operations it is none in particular
    ],
)
@pytest.mark.parametrize("options", [{"concurrency": 0}, {"timeout": -1}, {"idempotency_key": "k"}])
def test_many_calls_of_one_operation_name_it(
    client: AsyncClient, call: str, operation: str | None, options: Any
) -> None:
    with pytest.raises(InvalidArgumentError) as caught:
        getattr(client.contacts, call)([], **options)
    assert caught.value.operation == operation


@pytest.mark.parametrize(
    ("call", "item", "operation"),
    [
        ("create_many", {"email": "nobody"}, "createContact"),
        ("upsert_many", {"email": "nobody"}, "createContact"),
        ("update_many", 5, "updateContact"),
        ("update_many", ("c1", {}), "updateContact"),
        ("update_many", ("c1", {"nonsense": 1}), "updateContact"),
        ("delete_many", "", "deleteContact"),
    ],
)
async def test_an_item_of_many_names_its_own(
    client: AsyncClient, call: str, item: Any, operation: str
) -> None:
    [result] = [one async for one in getattr(client.contacts, call)([item])]
    assert result.error.operation == operation


async def test_so_does_a_record_among_many(client: AsyncClient, server: Server) -> None:
    server.will(reply(200, CONTACT))
    contact = await client.contacts.get("c1")
    contact.id = "c2"
    [result] = [one async for one in client.contacts.update_many([contact])]
    assert result.error is not None
    assert result.error.operation == "updateContact"
