"""The base of both clients: arguments, repr, copies and pickles."""

import copy
import pickle
from typing import Any

import httpx
import pytest

from konigle import AsyncClient, Client, ClientConfig, ConfigurationError
from tests.spec.document import managers

KEY = "sk-live-0123456789abcdef"
BOTH = pytest.mark.parametrize("make", [Client, AsyncClient])
MANAGERS = managers()


def nothing(request: httpx.Request) -> httpx.Response:
    return httpx.Response(204)


@BOTH
def test_it_has_every_documented_manager_and_makes_each_once(make: Any) -> None:
    client = make(KEY)
    for name in MANAGERS:
        manager = getattr(client, name)
        assert manager is getattr(client, name)
        assert type(manager).__name__.startswith("Async") is (make is AsyncClient)


@BOTH
def test_it_shows_its_address(make: Any) -> None:
    assert (
        repr(make(KEY, "https://api.example.com")) == f"{make.__name__}(base_url='https://api.example.com')"
    )


@BOTH
def test_it_can_be_looked_at_before_it_is_made(make: Any) -> None:
    assert make.__name__ in repr(make.__new__(make))


@BOTH
@pytest.mark.parametrize(
    ("argument", "meant"),
    [("timeuot", "timeout"), ("api_kye", "api_key"), ("baseUrl", "base_url"), ("zzz", None)],
)
def test_a_misspelt_argument_is_a_type_error_that_names_the_right_one(
    make: Any, argument: str, meant: str | None
) -> None:
    said = rf"no argument '{argument}'" + (rf" \(did you mean `{meant}`\?\)" if meant else r"\.")
    for made in (make, ClientConfig):
        with pytest.raises(TypeError, match=said):
            made(**{"api_key": KEY, argument: 1})


@BOTH
@pytest.mark.parametrize("argument", ["log_level", "log_requests", "log_responses"])
def test_arguments_of_version_one_that_are_gone_say_what_to_do(make: Any, argument: str) -> None:
    with pytest.raises(TypeError, match=rf"{argument} of version 1 was removed.*logging.getLogger"):
        make(**{"api_key": KEY, argument: True})


@BOTH
def test_a_client_is_made_of_a_config(make: Any) -> None:
    config = ClientConfig(api_key=KEY, retry_count=1)
    assert make.from_config(config).config is config


@BOTH
def test_its_own_user_agent_is_used_when_none_is_given(make: Any) -> None:
    assert make(KEY).config.user_agent.startswith("konigle-python/")
    assert make(KEY, user_agent=None).config.user_agent.startswith("konigle-python/")
    assert make(KEY, user_agent="shop/1").config.user_agent == "shop/1"


@pytest.mark.parametrize(("make", "other"), [(Client, httpx.AsyncClient()), (AsyncClient, httpx.Client())])
def test_an_http_client_of_the_other_kind_is_refused(make: Any, other: Any) -> None:
    with pytest.raises(ConfigurationError, match="http_client must be an httpx"):
        make(KEY, http_client=other)


@pytest.mark.parametrize(("make", "own"), [(Client, httpx.Client()), (AsyncClient, httpx.AsyncClient())])
def test_a_client_and_a_transport_exclude_each_other(make: Any, own: Any) -> None:
    with pytest.raises(ConfigurationError, match="not both"):
        make(KEY, http_client=own, transport=httpx.MockTransport(nothing))


class TestCopies:
    @BOTH
    @pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy])
    def test_a_copy_is_a_client_of_its_own_with_the_same_settings(self, make: Any, duplicate: Any) -> None:
        client = make(KEY, retry_count=7)
        twin = duplicate(client)
        assert twin.config == client.config
        assert twin.config.key().reveal() == KEY
        assert twin.transport is not client.transport
        assert twin.contacts is not client.contacts

    @BOTH
    def test_a_pickle_is_its_configuration_without_the_key(self, make: Any) -> None:
        client = make(KEY, retry_count=7)
        assert client.contacts is not None
        data = pickle.dumps(client)
        assert KEY.encode() not in data
        twin = pickle.loads(data)
        assert type(twin) is make
        assert twin.config.retry_count == 7
        assert twin.config.api_key is None

    @BOTH
    def test_it_carries_the_key_by_explicit_choice(self, make: Any) -> None:
        twin = pickle.loads(pickle.dumps(make(KEY, pickle_api_key=True)))
        assert twin.config.key().reveal() == KEY

    @pytest.mark.parametrize(
        "client",
        [
            Client(KEY, transport=httpx.MockTransport(nothing)),
            Client(KEY, http_client=httpx.Client()),
            AsyncClient(KEY, http_client=httpx.AsyncClient()),
        ],
    )
    def test_a_connection_of_the_callers_own_cannot_be_copied(self, client: Any) -> None:
        for duplicate in (pickle.dumps, copy.copy, copy.deepcopy):
            with pytest.raises(TypeError, match="Create a new client where it is needed"):
                duplicate(client)

    def test_a_client_without_a_key_says_so_at_its_first_call(self) -> None:
        twin = pickle.loads(pickle.dumps(Client(KEY)))
        with pytest.raises(ConfigurationError, match="Set KONIGLE_API_KEY"):
            twin.contacts.get("c1")
