"""Proxies and certificates from the environment, as httpx documents them.

An invalid value raises a ConfigurationError that names the variable. httpx raises various other exceptions.
"""

import importlib.util
import ipaddress
import os
import ssl
from urllib.parse import urlsplit
from urllib.request import getproxies

import httpx

from konigle.config import is_local
from konigle.exceptions import ConfigurationError

_TLS_VARIABLES = ("SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE")
_SOCKS = ("socks5", "socks5h")
_HIGHEST_PORT = 65535
_PORTS = {"http": 80, "https": 443}


def make_ssl_context(base_url: str) -> ssl.SSLContext:
    """Creates the TLS context with the trusted certificates.

    Raises:
        ConfigurationError: A variable names a file that cannot be read.
    """
    if urlsplit(base_url).scheme == "http" and not getproxies():
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # unused; loading the certificates takes 20 ms
    try:
        return httpx.create_ssl_context()
    except (OSError, ssl.SSLError, UnicodeError) as problem:
        names = [name for name in _TLS_VARIABLES if os.environ.get(name)]
        raise ConfigurationError(
            f"{' or '.join(names) or 'The certificate store'} cannot be used: {problem}. Nothing was sent."
        ) from problem


def find_proxy(base_url: str) -> httpx.Proxy | None:
    """Returns the proxy for a base URL: `HTTP_PROXY` or `HTTPS_PROXY` by its scheme, else `ALL_PROXY`; see `NO_PROXY`.

    Calls to this machine never use a proxy.

    Raises:
        ConfigurationError: The variable's value is not the URL of a proxy, or the proxy needs an extra.
    """
    url = urlsplit(base_url)
    found = getproxies()
    scheme = next((name for name in (url.scheme, "all") if found.get(name)), None)
    if (
        scheme is None
        or is_local(base_url)
        or _is_excepted(url.hostname or "", url.port or _PORTS[url.scheme], found.get("no", ""))
    ):
        return None
    variable, text = f"{scheme.upper()}_PROXY", found[scheme].strip()
    text = text if "://" in text else f"http://{text}"
    proxy = _parse(text)
    if proxy is None:
        raise ConfigurationError(
            f"{variable} is not a valid proxy URL. It must start with http://, https://, socks5:// or socks5h:// "
            "and contain a host, and a port below 65536 if any. Nothing was sent."
        )
    if proxy.url.scheme in _SOCKS and importlib.util.find_spec("socksio") is None:
        raise ConfigurationError(
            f"{variable} names a SOCKS proxy, which needs the extra `socks`. Run pip install '.[socks]' in a checkout "
            "of this project. Nothing was sent."
        )
    return proxy


def _parse(text: str) -> httpx.Proxy | None:
    try:
        proxy = httpx.Proxy(text)
    except (ValueError, httpx.InvalidURL):
        return None
    return proxy if proxy.url.host and (proxy.url.port or 0) <= _HIGHEST_PORT else None


def _is_excepted(host: str, port: int, no_proxy: str) -> bool:
    """Whether `NO_PROXY` contains a host: `*`, a domain with its subdomains, an IP address or a network."""
    return any(_names(entry.strip().lower(), host.lower(), port) for entry in no_proxy.split(","))


def _names(entry: str, host: str, port: int) -> bool:
    entry = entry.partition("://")[2] or entry
    if entry == "*":
        return True
    try:
        address = ipaddress.ip_address(host)
        network = ipaddress.ip_network(entry.strip("[]"), strict=False)
    except ValueError:
        name, _, wanted = entry.partition(":") if entry.count(":") == 1 else (entry, "", "")
        name = name.strip("[]").removeprefix("*")
        if not name or (wanted and wanted != str(port)):
            return False
        return host == name or host.endswith(name if name.startswith(".") else f".{name}")
    return address in network
