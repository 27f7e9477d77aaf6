"""After fork a child opens its own connections; a client can be pickled, its key only by choice."""

import pickle
import subprocess
import sys

import httpx
import pytest

from konigle import Client, ConfigurationError
from konigle.sandbox import Sandbox

# Its own process: the sandbox's thread must not be there when it forks.
FORKING = """
import os, sys
from konigle import Client

client = Client("sandbox-key", sys.argv[1])
assert client.contacts.list().count == 0
parent_pool = client.transport.pools.route
child = os.fork()
if not child:
    fresh = client.transport.pools.route is None
    counted = client.contacts.list().count == 0
    client.close()
    os._exit(0 if fresh and counted and client.transport.pools.route is not parent_pool else 1)
_, status = os.waitpid(child, 0)
assert os.waitstatus_to_exitcode(status) == 0
assert client.transport.pools.route is parent_pool
assert client.contacts.list().count == 0
client.close()
"""


def test_a_forked_child_opens_its_own_connections_and_the_parent_keeps_its() -> None:
    with Sandbox() as sandbox:
        command = [sys.executable, "-W", "error", "-c", FORKING, sandbox.url]
        done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert len(sandbox.requests) == 3


def test_a_pickled_client_reads_its_key_where_it_is_unpickled(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = pickle.dumps(Client("secret-key", "https://example.com/prefix/", retry_count=7))
    assert b"secret-key" not in packed
    monkeypatch.setenv("KONIGLE_API_KEY", "other-key")
    client = pickle.loads(packed)
    assert client.config.base_url == "https://example.com/prefix"
    assert client.config.retry_count == 7
    assert client.config.key().reveal() == "other-key"


def test_a_client_unpickled_without_a_key_says_so_at_the_first_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KONIGLE_API_KEY", raising=False)
    client = pickle.loads(pickle.dumps(Client("secret-key")))
    with pytest.raises(ConfigurationError, match="KONIGLE_API_KEY"):
        client.contacts.list()
    client.close()


def test_the_key_is_pickled_only_by_choice() -> None:
    client = pickle.loads(pickle.dumps(Client("secret-key", pickle_api_key=True)))
    assert client.config.key().reveal() == "secret-key"


def test_a_client_with_a_transport_of_the_caller_is_not_pickled() -> None:
    client = Client("secret-key", transport=httpx.MockTransport(lambda _: httpx.Response(200)))
    with pytest.raises(TypeError, match="transport"):
        pickle.dumps(client)
