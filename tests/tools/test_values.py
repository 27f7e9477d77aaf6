"""Values and objects of real packages.

A value works wherever its plain value works, from the call to what arrives. An object that cannot carry calls is refused
when the client is made, not by the first call.
"""

import asyncio
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiofiles
import anyio
import httpx
import httpx2
import numpy as np
import pandas as pd
import pytest
import requests
from babel.support import LazyProxy
from django.conf import settings
from django.db.models import IntegerChoices, TextChoices
from django.utils.functional import SimpleLazyObject, lazystr
from django.utils.translation import gettext_lazy
from starlette.datastructures import UploadFile

from konigle import AsyncClient, Client, ConfigurationError, InvalidArgumentError, NotFoundError
from konigle.models.comm import ContactCreate
from konigle.sandbox import Sandbox
from tests.tools.harness import KEY

if not settings.configured:
    settings.configure(USE_I18N=False)

MUCH = bytes(range(256)) * 1200
MAIL: dict[str, Any] = {"to_email": ["a@example.com"], "subject": "s", "body_html": "x", "channel": "tx"}


class Tag(TextChoices):
    VIP = "vip", "Very important"


class Size(IntegerChoices):
    FIFTY = 50, "Fifty"


TEXTS = [
    Tag.VIP,
    np.str_("vip"),
    np.array("vip"),
    gettext_lazy("vip"),
    lazystr("vip"),
    SimpleLazyObject(lambda: "vip"),
    LazyProxy(lambda: "vip"),
]
WHOLE = [Size.FIFTY, np.int64(50), np.int8(50), np.uint16(50), np.array(50), pd.Series([50]).iloc[0]]
MISSING = [np.nan, np.float64("nan"), np.float32("nan"), pd.NaT, pd.NA, np.datetime64("NaT"), np.ma.masked]


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[Client]:
    with sandbox.client() as made:
        yield made


def sent(sandbox: Sandbox) -> Any:
    return json.loads(sandbox.requests[-1].body)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: type(text).__name__)
def test_texts(sandbox: Sandbox, client: Client, text: Any) -> None:
    client.contacts.create({"email": "ada@example.com", "country": text, "tags": [text, "x"]})
    assert sent(sandbox) == {"email": "ada@example.com", "country": "vip", "tags": ["vip", "x"]}
    contact = ContactCreate(email="bob@example.com", first_name=text, tags=[text])
    assert contact.to_wire() == {"email": "bob@example.com", "first_name": "vip", "tags": ["vip"]}
    for tags in (text, [text], (text, text)):
        assert client.contacts.list(tags=tags).count == 1
    found = client.contacts.list(q=text, extra_headers={"X-Kind": text})
    assert found.count == 0
    with pytest.raises(InvalidArgumentError, match="email"):
        client.contacts.create({"email": text})
    with pytest.raises(NotFoundError):
        client.contacts.get(text)
    assert sandbox.requests[-1].path.endswith("/contacts/vip")


@pytest.mark.parametrize("number", WHOLE, ids=lambda number: type(number).__name__)
def test_whole_numbers(client: Client, number: Any) -> None:
    found = client.contacts.list(page_size=number, timeout=number, retry_count=number)
    assert repr(found.page_size) == "50"
    client.contacts.create({"email": "ada@example.com"})
    credited = client.contacts.update_ltv({"email": "ada@example.com", "value": number, "currency": "EUR"})
    assert str(credited.ltv) == "50.00"


@pytest.mark.parametrize("kind", [np.float64, np.float32, np.longdouble])
def test_amounts(sandbox: Sandbox, client: Client, kind: Any) -> None:
    client.contacts.create({"email": "ada@example.com"})
    client.contacts.update_ltv({"email": "ada@example.com", "value": kind("19.99"), "currency": "EUR"})
    assert sent(sandbox)["value"] == "19.99"


def test_truth_values(sandbox: Sandbox, client: Client) -> None:
    consent = {"email": np.bool_(False), "sms": np.bool_(True)}
    client.contacts.create({"email": "ada@example.com", "marketing_consent": consent})
    assert sent(sandbox)["marketing_consent"] == {"email": False, "sms": True}


def test_times(sandbox: Sandbox, client: Client) -> None:
    audience = client.audiences.create({"name": "All", "tags": ["x"]})
    campaign = client.campaigns.create({"name": "Spring", "audience": audience.id})
    moment = pd.Timestamp("2030-05-01T09:00:00.123456789", tz="Europe/Berlin")
    client.campaigns.update(campaign.id, {"scheduled_at": moment})
    assert sent(sandbox) == {"scheduled_at": "2030-05-01T09:00:00.123456+02:00"}
    for naive in (
        pd.Timestamp("2030-05-01"),
        np.datetime64("2030-05-01"),
        np.datetime64("2030-05-01T09:00", "ns"),
    ):
        with pytest.raises(InvalidArgumentError, match="no time zone"):
            client.campaigns.update(campaign.id, {"scheduled_at": naive})
    for missing in MISSING:
        with pytest.raises(InvalidArgumentError, match="leave the field out"):
            client.campaigns.update(campaign.id, {"scheduled_at": missing})


@pytest.mark.parametrize("missing", MISSING, ids=lambda missing: type(missing).__name__)
def test_what_is_missing(sandbox: Sandbox, client: Client, missing: Any) -> None:
    row = {"email": "ada@example.com", "country": missing, "tags": missing, "source": missing}
    assert client.contacts.create_many([row]).run().created == 1
    assert sent(sandbox) == {"email": "ada@example.com"}
    assert client.contacts.upsert_many([{**row, "first_name": "Ada"}]).run().updated == 1
    assert sent(sandbox) == {"first_name": "Ada"}
    [contact] = client.contacts.list().payload
    changes = {"country": "Portugal", "first_name": missing}
    assert (
        client.contacts.update_many([{"id": contact.id, **changes}, (contact.id, changes)]).run().updated == 2
    )
    assert sent(sandbox) == {"country": "Portugal"}
    assert client.contacts.delete_many([missing, contact.id]).run().failed == 1
    for call in (client.contacts.create, lambda data: client.contacts.update("con_1", data)):
        with pytest.raises(InvalidArgumentError, match="leave the field out"):
            call({"email": "eve@example.com", "country": missing})


def test_a_table(sandbox: Sandbox, client: Client) -> None:
    table = pd.DataFrame(
        {
            "email": ["ada@example.com", "bob@example.com"],
            "first_name": ["Ada", None],
            "country": pd.array(["Portugal", pd.NA], dtype="string"),
            "source": pd.Categorical(["lead", None]),
        }
    )
    assert client.contacts.create_many(table.to_dict("records")).run().created == 2
    bodies = sorted(request.body for request in sandbox.requests)
    assert json.loads(bodies[1]) == {"email": "bob@example.com"}
    assert json.loads(bodies[0])["country"] == "Portugal"
    ids = pd.Series([contact.id for contact in client.contacts.list().payload])
    assert client.contacts.delete_many(ids).run().deleted == 2


class TestFiles:
    @pytest.fixture(autouse=True)
    def channel(self, client: Client) -> None:
        client.email_channels.create({"code": "tx", "channel_type": "transactional"})

    def test_async_files(self, sandbox: Sandbox, tmp_path: Path) -> None:
        path = tmp_path / "report.csv"
        path.write_bytes(MUCH)

        async def send() -> None:
            async with (
                sandbox.async_client() as client,
                aiofiles.open(path, "rb") as one,
                await anyio.open_file(path, "rb") as two,
            ):
                await one.seek(7)
                with path.open("rb") as plain:
                    upload = UploadFile(plain, filename="upload.csv")
                    await client.emails.send({**MAIL, "attachments": [one, two, (upload, "b.csv"), upload]})
                assert await one.tell() == 7

        asyncio.run(send())
        found = sandbox.outbox[-1].attachments
        assert [file.name for file in found] == ["report.csv", "report.csv", "b.csv", "upload.csv"]
        assert {file.content for file in found} == {MUCH}

    def test_the_sync_client_says_what_to_do(self, client: Client, tmp_path: Path) -> None:
        path = tmp_path / "report.csv"
        path.write_bytes(MUCH)

        async def send() -> None:
            async with aiofiles.open(path, "rb") as one, await anyio.open_file(path, "rb") as two:
                for file in (one, two):
                    with pytest.raises(
                        InvalidArgumentError, match=r"report\.csv'\) .* only AsyncClient reads"
                    ):
                        client.emails.send({**MAIL, "attachments": [file]})

        asyncio.run(send())

    def test_lazy_names(self, sandbox: Sandbox, client: Client) -> None:
        client.emails.send(
            {**MAIL, "attachments": [(b"x", gettext_lazy("a.txt")), (b"x", LazyProxy(lambda: "b.txt"))]}
        )
        assert [file.name for file in sandbox.outbox[-1].attachments] == ["a.txt", "b.txt"]


class Lookalike:
    def send(self, request: object) -> None: ...


SYNC_CLIENTS = [httpx.AsyncClient, httpx2.AsyncClient]
ASYNC_CLIENTS = [httpx.Client, httpx2.Client]
NO_CLIENTS = [requests.Session, object, Lookalike, httpx.HTTPTransport, lambda: "http2", lambda: httpx.Client]
NO_TRANSPORTS = [
    requests.adapters.HTTPAdapter,
    httpx.Client,
    httpx2.Client,
    Lookalike,
    lambda: httpx.HTTPTransport,
    lambda: "htttp2",
    lambda: b"http2",
]


@pytest.mark.parametrize("make", [*SYNC_CLIENTS, *NO_CLIENTS])
def test_a_sync_client_refuses_other_http_clients(make: Any) -> None:
    with pytest.raises(ConfigurationError, match="http_client"):
        Client(api_key=KEY, http_client=make())


@pytest.mark.parametrize("make", [*ASYNC_CLIENTS, *NO_CLIENTS])
def test_an_async_client_refuses_other_http_clients(make: Any) -> None:
    with pytest.raises(ConfigurationError, match="http_client"):
        AsyncClient(api_key=KEY, http_client=make())


@pytest.mark.parametrize(
    "make", [*NO_TRANSPORTS, httpx.AsyncHTTPTransport, httpx2.AsyncHTTPTransport, lambda: "aiohttp"]
)
def test_a_sync_client_refuses_other_transports(make: Any) -> None:
    with pytest.raises(ConfigurationError, match="transport"):
        Client(api_key=KEY, transport=make())


@pytest.mark.parametrize("make", [*NO_TRANSPORTS, httpx.HTTPTransport, httpx2.HTTPTransport])
def test_an_async_client_refuses_other_transports(make: Any) -> None:
    with pytest.raises(ConfigurationError, match="transport"):
        AsyncClient(api_key=KEY, transport=make())


@pytest.mark.parametrize(
    ("client", "name", "missing"),
    [
        (Client, "http2", "h2"),
        (AsyncClient, "http2", "h2"),
        (AsyncClient, "aiohttp", "httpx_aiohttp"),
        (AsyncClient, "aiohttp", "aiohttp"),
    ],
)
def test_a_name_whose_extra_is_missing_is_refused(
    client: Any, name: str, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    monkeypatch.delitem(sys.modules, "konigle._http.aiohttp_transport", raising=False)
    with pytest.raises(ConfigurationError, match=f"extra.*{name}|{name}.*extra"):
        client(api_key=KEY, transport=name)
