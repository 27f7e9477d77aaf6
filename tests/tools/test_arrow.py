"""Data frames of pandas, Polars, DuckDB and pyarrow into the bulk methods, and records into Arrow tables."""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pydantic import BaseModel

from konigle import InvalidArgumentError, arrow
from konigle._core.decoding import decode_model
from konigle.models import comm
from konigle.models.comm import Campaign, Contact
from konigle.sandbox import Sandbox

NO = {"email": False, "sms": False, "whatsapp": False}
PEOPLE: dict[str, list[Any]] = {
    "email": ["ada@example.com", "bob@example.com", "nobody"],
    "first_name": ["Ada", None, "N."],
    "tags": [["a", "b"], None, []],
    "marketing_consent.email": [True, None, True],
}


def duck(columns: dict[str, list[Any]]) -> Any:
    connection = duckdb.connect()
    connection.register("people", pa.table(columns))
    return connection.sql("SELECT * FROM people")


FRAMES: dict[str, Callable[[dict[str, list[Any]]], Any]] = {
    "pandas": pd.DataFrame,
    "pandas nullable": lambda columns: pd.DataFrame(columns).convert_dtypes(),
    "polars": pl.DataFrame,
    "pyarrow": pa.table,
    "pyarrow reader": lambda columns: pa.table(columns).to_reader(),
    "duckdb": duck,
}


@pytest.fixture(params=FRAMES)
def frame(request: pytest.FixtureRequest) -> Any:
    return FRAMES[request.param]


def bodies(sandbox: Sandbox, operation: str) -> list[Any]:
    return [json.loads(request.body) for request in sandbox.requests if request.operation_id == operation]


def test_a_row_is_a_contact_and_what_is_missing_was_not_given(sandbox: Sandbox, frame: Any) -> None:
    with sandbox.client() as client:
        results = list(client.contacts.create_many(frame(PEOPLE), concurrency=1))
    assert [(result.status, result.key) for result in results] == [
        ("created", "ada@example.com"),
        ("created", "bob@example.com"),
        ("failed", None),
    ]
    assert bodies(sandbox, "createContact") == [
        {
            "email": "ada@example.com",
            "first_name": "Ada",
            "tags": ["a", "b"],
            "marketing_consent": {**NO, "email": True},
        },
        {"email": "bob@example.com", "marketing_consent": NO},  # a consent nobody gave is a no, as in files
    ]


def test_an_upsert_leaves_consent_alone_that_a_row_does_not_state(sandbox: Sandbox, frame: Any) -> None:
    with sandbox.client() as client:
        client.contacts.create(
            {"email": "bob@example.com", "marketing_consent": {"email": True, "sms": True, "whatsapp": False}}
        )
        results = list(client.contacts.upsert_many(frame(PEOPLE)))
        [bob] = client.contacts.list(q="bob").payload
    assert [result.status for result in results] == ["created", "unchanged", "failed"]
    assert bob.marketing_consent.model_dump() == {"email": True, "sms": True, "whatsapp": False}


def test_updates_and_deletes_by_id(sandbox: Sandbox, frame: Any) -> None:
    with sandbox.client() as client:
        ids = [client.contacts.create({"email": f"{name}@example.com"}).id for name in "abc"]
        changes = {"id": ids, "country": ["UK", None, None], "marketing_consent.sms": [None, False, None]}
        results = list(client.contacts.update_many(frame(changes), concurrency=1))
        assert [result.status for result in results] == ["updated", "updated", "failed"]
        assert [result.key for result in results[:2]] == ids[:2]
        assert bodies(sandbox, "updateContact") == [{"country": "UK"}, {"marketing_consent": {"sms": False}}]
        deleted = client.contacts.delete_many(frame({"id": ids, "note": ["x", "y", "z"]})).run()
    assert deleted.deleted == 3


@pytest.mark.parametrize("column", [pd.Series, pl.Series, lambda ids: pa.chunked_array([ids])])
def test_a_column_of_ids_is_many_ids(sandbox: Sandbox, column: Any) -> None:
    with sandbox.client() as client:
        ids = [client.contacts.create({"email": f"{name}@example.com"}).id for name in "ab"]
        assert client.contacts.delete_many(column(ids)).run().deleted == 2


@pytest.mark.parametrize("missing", [np.nan, pd.NA, pd.NaT, None])
def test_whatever_stands_for_a_missing_value(sandbox: Sandbox, missing: Any) -> None:
    frame = pd.DataFrame({"email": ["a@example.com", "b@example.com"], "country": ["UK", missing]})
    with sandbox.client() as client:
        client.contacts.create_many(frame, concurrency=1).run()
    assert ["country" in body for body in bodies(sandbox, "createContact")] == [True, False]


def test_a_struct_column_and_its_nulls(sandbox: Sandbox) -> None:
    consent = pa.array(
        [{"email": True, "sms": None}, None], pa.struct({"email": pa.bool_(), "sms": pa.bool_()})
    )
    table = pa.table({"email": ["a@example.com", "b@example.com"], "marketing_consent": consent})
    with sandbox.client() as client:
        client.contacts.create_many(table, concurrency=1).run()
    assert [body["marketing_consent"] for body in bodies(sandbox, "createContact")] == [
        {**NO, "email": True},
        NO,
    ]


def test_a_frame_with_a_length_is_compared_with_the_collection(sandbox: Sandbox) -> None:
    frame = pd.DataFrame({"email": [f"p{number}@example.com" for number in range(200)]})
    with sandbox.client() as client:
        client.contacts.create_many(frame).run()
        begun = len(sandbox.requests)
        assert client.contacts.upsert_many(frame).run().unchanged == 200
    assert {request.operation_id for request in sandbox.requests[begun:]} == {"listContacts"}
    assert len(sandbox.requests) - begun == 2


def test_an_async_client_takes_frames_too(sandbox: Sandbox) -> None:
    async def main() -> Any:
        async with sandbox.async_client() as client:
            return await client.contacts.create_many(pl.DataFrame(PEOPLE)).run()

    assert asyncio.run(main()).created == 2


# -- records into tables ---------------------------------------------------------------------------------------

CONSENT = pa.struct({"email": pa.bool_(), "sms": pa.bool_(), "whatsapp": pa.bool_()})
TIME = pa.timestamp("us", tz="UTC")


def test_the_schema_of_a_contact_is_fixed() -> None:
    columns = {
        "created_at": TIME,
        "updated_at": TIME,
        **dict.fromkeys(
            ["id", "email", "first_name", "last_name", "phone", "whatsapp", "country", "source"], pa.string()
        ),
        "tags": pa.list_(pa.string()),
        "marketing_consent": CONSENT,
        "customer_id": pa.string(),
        "ltv": pa.decimal128(19, 2),
        "ltv_currency": pa.string(),
        "last_purchased_at": TIME,
    }
    assert arrow.schema(Contact) == pa.schema(columns)
    assert [*columns] == [*Contact.model_fields]
    assert arrow.table([], Contact).schema == arrow.schema(Contact)


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in comm.__all__
        if isinstance(getattr(comm, name), type) and issubclass(getattr(comm, name), BaseModel)
    ],
)
def test_every_model_has_a_schema(name: str) -> None:
    model = getattr(comm, name)
    try:
        assert arrow.schema(model).names == list(model.model_fields)
    except InvalidArgumentError as error:
        assert "files" in str(error)  # noqa: PT017 - files to attach are sent, and never read


def contact(**fields: Any) -> Contact:
    said = {"id": "1", "created_at": "2026-01-05T09:30:00+02:00", "updated_at": "2026-01-05T09:30:00Z"}
    return decode_model(Contact, json.dumps({**said, "email": "ada@example.com", **fields}).encode())


def test_values_keep_their_meaning() -> None:
    consent = {"email": True}
    given = contact(ltv="129.9", tags=["a"], marketing_consent=consent, new_field="x", source="invented")
    [row] = arrow.table([given], Contact).to_pylist()
    assert row["created_at"] == datetime(2026, 1, 5, 7, 30, tzinfo=UTC)
    assert (row["ltv"], row["tags"], row["source"]) == (Decimal("129.90"), ["a"], "invented")
    assert row["marketing_consent"] == {"email": True, "sms": None, "whatsapp": None}
    assert (row["country"], row["last_purchased_at"]) == (None, None)  # what the response left out


def test_a_free_form_object_is_json(sandbox: Sandbox) -> None:
    column = arrow.schema(comm.EmailIdentity).field("dkim_records")
    assert "string" in str(column.type)


def test_a_value_that_does_not_fit_is_an_error_without_the_value() -> None:
    with pytest.raises(InvalidArgumentError, match=r"Contact\.ltv has a value that does not fit") as caught:
        arrow.table([contact(ltv="1.2345")], Contact)
    assert "1.2345" not in repr(caught.value)
    assert caught.value.__cause__ is caught.value.__context__ is None


def test_batches_stream(sandbox: Sandbox) -> None:
    taken: list[int] = []

    def records() -> Any:
        for number in range(7):
            taken.append(number)
            yield contact(id=str(number))

    found = arrow.batches(records(), 3)
    assert (next(found).num_rows, len(taken)) == (3, 3)
    assert [batch.num_rows for batch in found] == [3, 1]
    assert list(arrow.batches([], 3)) == []
    with pytest.raises(InvalidArgumentError, match="size must be"):
        arrow.batches([], 0)


@pytest.mark.parametrize("wrong", [dict, "Contact", 1])
def test_a_schema_needs_a_model(wrong: Any) -> None:
    with pytest.raises(InvalidArgumentError, match="needs a model"):
        arrow.schema(wrong)


# -- Parquet ---------------------------------------------------------------------------------------------------


def test_an_export_to_parquet(sandbox: Sandbox, tmp_path: Path) -> None:
    with sandbox.client() as client:
        file = tmp_path / "contacts.parquet"
        assert client.contacts.export_file(file).rows == 0
        assert pq.read_table(file).schema == arrow.schema(Contact)
        client.contacts.create_many(pd.DataFrame(PEOPLE)).run()
        assert client.contacts.export_file(file).rows == 2
        assert pq.read_table(file) == arrow.table(client.contacts.iter_all(), Contact)
        client.contacts.export_file(
            tmp_path / "some", format="parquet", fields=["marketing_consent.email", "email"]
        )
    some = pq.read_table(tmp_path / "some")
    assert some.schema.types == [pa.bool_(), pa.string()]
    assert sorted(row["email"] for row in some.to_pylist()) == ["ada@example.com", "bob@example.com"]
    assert sorted(tmp_path.iterdir()) == [file, tmp_path / "some"]


def test_an_export_that_fails_leaves_the_old_file(sandbox: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "contacts.parquet"
    with sandbox.client() as client:
        client.contacts.create({"email": "a@example.com"})
        client.contacts.export_file(file)
        before = file.read_bytes()
        sandbox.faults.add("listContacts", "status", status=403, body={"detail": "No."}, forever=True)
        with pytest.raises(Exception, match="No"):
            client.contacts.export_file(file)
    assert file.read_bytes() == before
    assert [*tmp_path.iterdir()] == [file]


def test_campaigns_have_a_table_too(sandbox: Sandbox) -> None:
    assert arrow.table([], Campaign).num_columns == len(Campaign.model_fields)
