"""`unittest.mock` knows what a client can do."""

from __future__ import annotations

import asyncio
import inspect
import pydoc
import subprocess
import sys
from functools import cache, cached_property
from typing import Any
from unittest.mock import AsyncMock, Mock, create_autospec, patch

import pytest

from konigle import AsyncClient, Client
from konigle.managers.comm import AsyncContactManager, ContactManager
from tests.spec.document import managers

MANAGERS = managers()


def specimens(kind: type[Any]) -> list[Any]:
    return [create_autospec(kind), create_autospec(kind, instance=True), create_autospec(kind).return_value]


SPECIMENS = cache(specimens)


@pytest.mark.parametrize("kind", [Client, AsyncClient])
@pytest.mark.parametrize("name", MANAGERS)
def test_an_autospec_has_every_method_of_every_manager_and_no_other(kind: type[Any], name: str) -> None:
    real = getattr(kind(api_key="k"), name)
    methods = [each for each in dir(real) if not each.startswith("_") and callable(getattr(real, each))]
    assert methods
    for client in SPECIMENS(kind):
        manager = getattr(client, name)
        assert isinstance(manager, type(real))
        for method in methods:
            is_async = inspect.iscoroutinefunction(getattr(real, method))
            assert isinstance(getattr(manager, method), AsyncMock) is is_async
        with pytest.raises(AttributeError, match="nonsense"):
            _ = manager.nonsense
        with pytest.raises(AttributeError, match="nonsense"):
            _ = client.nonsense


def test_calls_are_noted_and_arguments_are_checked() -> None:
    for client in specimens(Client):
        client.contacts.create.return_value = "made"
        assert client.contacts.create({"email": "a@example.com"}) == "made"
        client.contacts.create.assert_called_once_with({"email": "a@example.com"})
        with pytest.raises(TypeError, match="data"):
            client.contacts.create()
        with pytest.raises(TypeError, match="too many"):
            client.contacts.get("1", "2")
        with pytest.raises(AttributeError):
            client.contacts.craete({})


def test_methods_of_the_async_client_are_awaited() -> None:
    async def main() -> None:
        for client in specimens(AsyncClient):
            client.contacts.create.return_value = "made"
            assert await client.contacts.create({"email": "a@example.com"}) == "made"
            client.contacts.create.assert_awaited_once_with({"email": "a@example.com"})
            assert not isinstance(client.contacts.iter_all, AsyncMock)

    asyncio.run(main())


def test_a_manager_is_patched_on_the_class_and_put_back() -> None:
    with Client(api_key="k") as client:
        with patch.object(Client, "contacts") as contacts:
            assert client.contacts is contacts
        with patch.object(Client, "contacts", autospec=True) as contacts:
            client.contacts.get("1")
            contacts.get.assert_called_once_with("1")
            with pytest.raises(AttributeError):
                _ = contacts.nonsense
        with patch.object(client.contacts, "get") as get:
            client.contacts.get("1")
            get.assert_called_once_with("1")
        assert isinstance(client.contacts, ContactManager)
        assert client.contacts is client.contacts
    assert isinstance(inspect.getattr_static(Client, "contacts"), cached_property)


def test_a_plain_mock_with_a_spec_has_the_managers() -> None:
    for made in (Mock(spec=Client), Mock(spec_set=Client), Mock(spec=AsyncClient)):
        made.contacts.get("1")
        with pytest.raises(AttributeError):
            _ = made.nonsense


def test_a_manager_of_the_class_says_that_it_needs_a_client() -> None:
    with pytest.raises(TypeError, match="need a client instance"):
        Client.contacts.get("1")
    with pytest.raises(TypeError, match="need a client instance"):
        asyncio.run(AsyncClient.contacts.get("1"))
    assert isinstance(AsyncClient.contacts, AsyncContactManager)


def test_a_class_of_the_callers_is_known_as_well() -> None:
    class Own(Client):
        @cached_property
        def people(self) -> ContactManager:
            return ContactManager(self)

        @cached_property
        def key_length(self) -> int:
            return len(self.config.base_url)

    create_autospec(Own).people.get("1")
    with pytest.raises(AttributeError):
        _ = create_autospec(Own).people.nonsense
    with Own(api_key="k", base_url="https://a.example") as client:
        assert (client.key_length, type(client.people)) == (17, ContactManager)
    assert isinstance(Own.key_length, cached_property)
    assert "func" in dir(Own.key_length)


def test_the_documentation_of_a_manager_is_still_there() -> None:
    text = pydoc.plain(pydoc.render_doc(Client))
    assert "People who can receive email" in text


def test_managers_are_still_loaded_by_their_first_use_only() -> None:
    script = (
        "import sys; from konigle import Client; Client(api_key='k');"
        "assert not [name for name in sys.modules if name.startswith('konigle._sync.managers.')], sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
