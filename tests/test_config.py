"""Settings of a client: what is refused, where they come from, and that they never show the key."""

import base64
import copy
import pickle
from typing import Any
from urllib.parse import quote

import attrs
import httpx
import pytest

from konigle import AsyncClient, Client, ClientConfig, ConfigurationError
from tests.frames import package_frames

KEY = "sk-live-0123456789abcdef"


def config(**more: Any) -> ClientConfig:
    return ClientConfig(**{"api_key": KEY, **more})


def shapes_of(key: str) -> list[str]:
    """The key, and what it could be recognised by."""
    return [key, quote(key, safe=""), base64.b64encode(key.encode()).decode(), key[:10]]


class TestKey:
    @pytest.mark.parametrize(
        "key",
        [
            f"{KEY}\n",
            f" {KEY}",
            f"{KEY[:12]} {KEY[12:]}",
            f"{KEY}\t",
            f"{KEY}\x00",
            f"{KEY}\x7f",
            f"{KEY}ä",
            f"{KEY}\u2028",
            f"{KEY}\r\nX-Evil: 1",
        ],
    )
    @pytest.mark.parametrize("make", [ClientConfig, Client, AsyncClient])
    def test_one_that_fits_no_header_is_refused_without_showing_it(self, make: Any, key: str) -> None:
        with pytest.raises(ConfigurationError, match="api_key") as caught:
            make(api_key=key)
        for shape in shapes_of(key.strip()):
            assert shape not in str(caught.value)
            assert shape not in repr(caught.value)

    @pytest.mark.parametrize("key", ["", 5, b"key", ["key"]])
    def test_one_that_is_no_text_is_refused(self, key: Any) -> None:
        with pytest.raises(ConfigurationError, match="api_key"):
            ClientConfig(api_key=key)

    def test_an_empty_one_says_where_it_may_come_from(self) -> None:
        with pytest.raises(ConfigurationError, match="KONIGLE_API_KEY"):
            Client("")

    @pytest.mark.parametrize("make", [Client, AsyncClient])
    def test_without_one_the_error_names_argument_and_variable(self, make: Any) -> None:
        with pytest.raises(ConfigurationError, match=r"api_key=.*KONIGLE_API_KEY"):
            make()
        with pytest.raises(ConfigurationError, match=r"api_key=.*KONIGLE_API_KEY"):
            make.from_env()

    def test_it_is_in_no_repr(self) -> None:
        for made in (config(), Client(KEY), AsyncClient(api_key=KEY)):
            for shape in shapes_of(KEY):
                assert shape not in repr(made)
                assert shape not in str(made)
        assert config().key().reveal() == KEY

    @pytest.mark.parametrize(
        "broken", [{"base_url": "nowhere"}, {"retry_count": -1}, {"timeout": "x"}, {"api_key": f"{KEY} "}]
    )
    @pytest.mark.parametrize("make", [Client, AsyncClient, ClientConfig.from_env])
    def test_no_local_variable_of_ours_holds_it_when_an_argument_is_refused(
        self, make: Any, broken: dict[str, Any]
    ) -> None:
        with pytest.raises(ConfigurationError) as caught:
            make(**{"api_key": KEY, **broken})
        seen = 0
        for frame in package_frames(caught.value):
            seen += 1
            for name, value in frame.f_locals.items():
                assert KEY not in repr(value), (frame.f_code.co_name, name)
        assert seen > 0

    def test_nor_when_it_comes_by_position(self) -> None:
        with pytest.raises(ConfigurationError) as caught:
            Client(KEY, "nowhere")
        frames = list(package_frames(caught.value))
        assert frames
        for frame in frames:
            assert KEY not in repr(frame.f_locals)


class TestBaseUrl:
    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            ("https://api.example.com", "https://api.example.com"),
            ("https://api.example.com/", "https://api.example.com"),
            ("https://api.example.com/prefix/", "https://api.example.com/prefix"),
            ("https://api.example.com:8443/a/b", "https://api.example.com:8443/a/b"),
            ("HTTPS://api.example.com", "HTTPS://api.example.com"),
            ("http://localhost:8000", "http://localhost:8000"),
            ("http://127.0.0.1:8000/", "http://127.0.0.1:8000"),
            ("http://127.8.9.1", "http://127.8.9.1"),
            ("http://[::1]:8000", "http://[::1]:8000"),
        ],
    )
    def test_it_loses_a_trailing_slash_and_keeps_a_prefix(self, given: str, kept: str) -> None:
        assert config(base_url=given).base_url == kept

    @pytest.mark.parametrize(
        ("url", "why"),
        [
            ("api.example.com", "needs a scheme and a host"),
            ("//api.example.com", "needs a scheme and a host"),
            ("ftp://api.example.com", "needs a scheme and a host"),
            ("https://", "needs a scheme and a host"),
            ("https:///path", "needs a scheme and a host"),
            ("", "needs a scheme and a host"),
            ("https://api.example.com?a=1", "no '\\?'"),
            ("https://api.example.com/#part", "no '#'"),
            ("https://ada:pass@api.example.com", "user name or password"),
            ("https://api.example.com:99999", "is not a valid URL"),
            ("https://[::1", "is not a valid URL"),
            ("https://api.example.com\r\nX: 1", "white space"),
            ("https://api. example.com", "white space"),
            (5, "must be text"),
        ],
    )
    def test_what_is_no_address_is_refused(self, url: Any, why: str) -> None:
        with pytest.raises(ConfigurationError, match=why):
            config(base_url=url)

    def test_a_password_in_it_is_not_shown(self) -> None:
        with pytest.raises(ConfigurationError) as caught:
            config(base_url="https://ada:pass1234@api.example.com")
        assert "pass1234" not in str(caught.value)

    @pytest.mark.parametrize(
        "url",
        [
            "http://api.example.com",
            "http://localhost.example.com",
            "http://127.0.0.1.example.com",
            "http://127.example.com",
            "http://10.0.0.1",
            "http://0.0.0.0",
            "HTTP://api.example.com",
        ],
    )
    def test_plain_http_is_for_this_machine_only(self, url: str) -> None:
        with pytest.raises(ConfigurationError, match="unencrypted"):
            config(base_url=url)
        assert config(base_url=url, allow_http=True).base_url == url


class TestNumbers:
    @pytest.mark.parametrize(
        "name",
        ["timeout", "deadline", "retry_count", "retry_backoff", "max_connections", "keepalive_connections"],
    )
    @pytest.mark.parametrize("value", [-1, float("nan"), "3", True, [1]])
    def test_what_is_no_amount_is_refused_by_name(self, name: str, value: Any) -> None:
        with pytest.raises(ConfigurationError, match=name):
            config(**{name: value})

    @pytest.mark.parametrize("name", ["retry_count", "max_connections", "keepalive_connections"])
    def test_counts_are_whole(self, name: str) -> None:
        with pytest.raises(ConfigurationError, match="whole number"):
            config(**{name: 1.5})

    def test_none_is_no_limit_where_that_makes_sense(self) -> None:
        made = config(timeout=None, deadline=None)
        assert (made.timeout, made.deadline) == (None, None)
        for name in ("retry_count", "retry_backoff", "max_connections"):
            with pytest.raises(ConfigurationError, match=name):
                config(**{name: None})

    def test_a_timeout_may_have_phases(self) -> None:
        phases = httpx.Timeout(5, connect=1)
        assert config(timeout=phases).timeout is phases

    def test_the_defaults_are_the_observed_ones(self) -> None:
        made = config()
        assert (made.timeout, made.retry_count, made.retry_backoff, made.enable_retry) == (30.0, 3, 0.5, True)
        assert (made.max_connections, made.keepalive_connections, made.auth_prefix) == (100, 20, "Token")
        assert made.base_url == "https://tim.konigle.com"


@pytest.mark.parametrize("name", ["user_agent", "auth_prefix"])
@pytest.mark.parametrize("value", ["a\r\nb", "ä", "a\x00", " a", 5])
def test_header_texts_are_printable_ascii(name: str, value: Any) -> None:
    with pytest.raises(ConfigurationError, match=name):
        config(**{name: value})


class TestAllowlist:
    def test_entries_are_put_into_one_form(self) -> None:
        made = config(recipients_allowlist=[" Ada@Example.com ", "@example.org", "EXAMPLE.net"])
        assert made.recipients_allowlist == ("ada@example.com", "example.org", "example.net")

    @pytest.mark.parametrize("entries", ["ada@example.com", [5], [None]])
    def test_it_is_a_list_of_texts(self, entries: Any) -> None:
        with pytest.raises(ConfigurationError, match="must be a list"):
            config(recipients_allowlist=entries)


class TestEnvironment:
    def test_both_are_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("KONIGLE_API_KEY", "env-key")
        monkeypatch.setenv("KONIGLE_BASE_URL", "https://env.example.com/")
        for made in (Client(), Client.from_env(), AsyncClient.from_env()):
            assert made.config.key().reveal() == "env-key"
            assert made.config.base_url == "https://env.example.com"

    def test_the_older_names_are_a_fallback(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("KONIQ_API_KEY", "old-key")
        monkeypatch.setenv("KONIQ_BASE_URL", "https://old.example.com")
        assert ClientConfig.from_env().key().reveal() == "old-key"
        assert ClientConfig.from_env().base_url == "https://old.example.com"
        monkeypatch.setenv("KONIGLE_API_KEY", "new-key")
        assert ClientConfig.from_env().key().reveal() == "new-key"

    def test_arguments_go_first(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("KONIGLE_API_KEY", "env-key")
        monkeypatch.setenv("KONIGLE_BASE_URL", "https://env.example.com")
        made = Client("own-key", "https://own.example.com").config
        assert (made.key().reveal(), made.base_url) == ("own-key", "https://own.example.com")

    def test_an_empty_variable_is_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("KONIGLE_API_KEY", "")
        with pytest.raises(ConfigurationError, match="No API key"):
            Client()

    def test_other_settings_pass_through(self) -> None:
        assert Client.from_env(api_key=KEY, retry_count=7).config.retry_count == 7


class TestCopies:
    def test_it_cannot_be_changed(self) -> None:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            config().retry_count = 5  # type: ignore[misc]  # wrong on purpose

    def test_a_copy_within_the_program_keeps_the_key(self) -> None:
        made = config(retry_count=7)
        for twin in (copy.copy(made), copy.deepcopy(made), attrs.evolve(made)):
            assert twin == made
            assert twin.key().reveal() == KEY

    def test_a_pickle_leaves_the_key_out(self) -> None:
        data = pickle.dumps(config(retry_count=7))
        assert KEY.encode() not in data
        assert KEY[:10].encode() not in data
        twin = pickle.loads(data)
        assert twin.retry_count == 7
        with pytest.raises(ConfigurationError, match="unpickled without its API key"):
            twin.key()

    def test_and_finds_it_in_the_environment_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        data = pickle.dumps(config())
        monkeypatch.setenv("KONIGLE_API_KEY", "env-key")
        assert pickle.loads(data).key().reveal() == "env-key"

    def test_it_carries_the_key_by_explicit_choice(self) -> None:
        twin = pickle.loads(pickle.dumps(config(pickle_api_key=True)))
        assert twin == config(pickle_api_key=True)
        assert twin.key().reveal() == KEY

    def test_a_pickle_keeps_a_timeout_with_phases(self) -> None:
        twin = pickle.loads(pickle.dumps(config(timeout=httpx.Timeout(5, connect=1), pickle_api_key=True)))
        assert twin.timeout == httpx.Timeout(5, connect=1)
