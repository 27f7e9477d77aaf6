"""Variables of the environment are read as httpx documents them; what cannot be used is named."""

import os
import subprocess
import sys

import pytest

from konigle import Client, ConfigurationError
from konigle._http.environment import find_proxy, make_ssl_context

SHOP = "https://shop.example"


def proxy(base_url: str = SHOP) -> str | None:
    found = find_proxy(base_url)
    return None if found is None else str(found.url)


@pytest.mark.parametrize(
    ("variables", "base_url", "expected"),
    [
        ({}, SHOP, None),
        ({"HTTPS_PROXY": "http://p.example:3128"}, SHOP, "http://p.example:3128"),
        ({"https_proxy": "p.example:3128"}, SHOP, "http://p.example:3128"),
        ({"https_proxy": " http://p.example:3128\t"}, SHOP, "http://p.example:3128"),
        ({"HTTP_PROXY": "http://p.example"}, SHOP, None),
        ({"HTTP_PROXY": "http://p.example"}, "http://shop.example", "http://p.example"),
        ({"ALL_PROXY": "http://all.example"}, SHOP, "http://all.example"),
        ({"ALL_PROXY": "http://all.example", "HTTPS_PROXY": "http://p.example"}, SHOP, "http://p.example"),
        ({"ALL_PROXY": "http://all.example"}, "http://127.0.0.1:8080", None),
        ({"ALL_PROXY": "http://all.example"}, "http://[::1]:8080", None),
    ],
)
def test_the_proxy_of_a_base_url(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], base_url: str, expected: str | None
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert proxy(base_url) == expected


@pytest.mark.parametrize(
    ("no_proxy", "base_url", "is_excepted"),
    [
        ("*", SHOP, True),
        ("shop.example", SHOP, True),
        ("SHOP.example", SHOP, True),
        ("example", SHOP, True),
        (".example", SHOP, True),
        (".shop.example", SHOP, False),
        ("hop.example", SHOP, False),
        ("other.example, shop.example", SHOP, True),
        ("https://shop.example", SHOP, True),
        ("shop.example:443", SHOP + ":443", True),
        ("shop.example:8443", SHOP + ":443", False),
        ("shop.example:443", SHOP, True),
        ("shop.example:80", SHOP, False),
        ("*.example", SHOP, True),
        ("*.shop.example", SHOP, False),
        ("localhost,[::1]", SHOP, False),
        ("[2001:db8::1]", "https://[2001:db8::1]", True),
        ("2001:db8::1", "https://[2001:db8::1]", True),
        ("fe80::/10", SHOP, False),
        ("2001:db8::/32", "https://[2001:db8::1]", True),
        ("192.0.2.0/24", "https://192.0.2.7", True),
        ("192.0.2.0/24", "https://192.0.3.7", False),
        ("192.0.2.7", "https://192.0.2.7", True),
        (",, ,", SHOP, False),
    ],
)
def test_no_proxy_names_hosts_domains_and_networks(
    monkeypatch: pytest.MonkeyPatch, no_proxy: str, base_url: str, is_excepted: bool
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://p.example:3128")
    monkeypatch.setenv("NO_PROXY", no_proxy)
    assert (proxy(base_url) is None) == is_excepted


@pytest.mark.parametrize(
    "value", ["socks://p.example:1", "ftp://p.example", "http://", "http://p:port", "http://p:65536"]
)
def test_a_value_that_is_no_proxys_url_is_an_error_that_names_the_variable(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("ALL_PROXY", value)
    with pytest.raises(ConfigurationError, match="ALL_PROXY"):
        Client("key", SHOP).contacts.list()


def test_a_password_in_it_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "sock://ada:hunter2@p.example")
    with pytest.raises(ConfigurationError) as caught:
        proxy()
    assert "hunter2" not in f"{caught.value} {caught.value.__cause__} {caught.value.__context__}"


@pytest.mark.parametrize("scheme", ["socks5", "socks5h"])
def test_a_socks_proxy_needs_its_extra(monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    monkeypatch.setenv("ALL_PROXY", f"{scheme}://127.0.0.1:1")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ConfigurationError, match=r"ALL_PROXY.*pip install '\.\[socks\]'"):
        proxy()


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "SSLKEYLOGFILE"])
def test_a_file_of_certificates_that_is_missing_is_an_error_that_names_the_variable(variable: str) -> None:
    script = (
        "from konigle import Client, ConfigurationError\n"
        f"try: Client('key', {SHOP!r}).contacts.list()\n"
        "except ConfigurationError as error: print(error)\n"
    )
    environment = {**os.environ, variable: "/nonexistent/file.pem"}
    run = subprocess.run(  # a separate process: the variable is read by the standard library, too
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False
    )
    assert variable in run.stdout, run.stderr


def test_without_tls_no_certificates_are_loaded_and_none_are_trusted() -> None:
    context = make_ssl_context("http://127.0.0.1:8080")
    assert context.cert_store_stats()["x509"] == 0
    assert context.check_hostname
