"""Starting, stopping, several at once, and nothing left behind."""

from __future__ import annotations

import asyncio
import socket
import sqlite3
import sys
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

import konigle.sandbox
from konigle.sandbox import Sandbox, SandboxError
from konigle.sandbox.resources.handlers import handlers_for
from konigle.sandbox.server import _Server
from konigle.sandbox.spec import Spec, load_spec


def open_files() -> set[str]:
    found = set()
    for link in Path("/proc/self/fd").iterdir():
        try:
            found.add(f"{link.name} {link.readlink()}")
        except OSError:  # the listing itself
            continue
    return found


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counts open files the Linux way")
def test_nothing_is_left_behind(tmp_path: Path, api_of: Any) -> None:
    with Sandbox() as sandbox:  # what a process needs once is loaded here
        api_of(sandbox).contact()
    before, threads = open_files(), threading.active_count()
    with Sandbox(tmp_path / "data.db") as sandbox:
        client = httpx.Client(trust_env=False, verify=False)
        client.get(sandbox.url)
        assert threading.active_count() == threads + 1
    client.close()
    assert (open_files(), threading.active_count()) == (before, threads)
    assert [path.name for path in tmp_path.iterdir()] == ["data.db"]
    with pytest.raises(httpx.ConnectError):
        httpx.get(sandbox.url)


def test_several_run_at_once_and_share_nothing(api_of: Any) -> None:
    with Sandbox() as one, Sandbox() as two:
        assert one.url != two.url
        api_of(one).contact()
        one.clock.advance(60)
        one.faults.add("*", "status", forever=True)
        assert api_of(two).ok("GET", "/contacts")["count"] == 0
        assert two.clock.now() < one.clock.now()


def test_start_and_close_can_be_called_by_hand(api_of: Any) -> None:
    sandbox = Sandbox()
    assert repr(sandbox) == "<Sandbox, not running>"
    with pytest.raises(SandboxError, match="has not been started"):
        _ = sandbox.url
    assert sandbox.start() is sandbox
    assert repr(sandbox) == f"<Sandbox at {sandbox.url}>"
    with pytest.raises(SandboxError, match="already running"):
        sandbox.start()
    sandbox.close()
    sandbox.close()
    with pytest.raises(SandboxError, match="not running"):
        _ = sandbox.outbox


def test_a_closed_sandbox_can_be_started_again_under_its_address(tmp_path: Path, api_of: Any) -> None:
    sandbox = Sandbox(tmp_path / "data.db")
    with sandbox:
        address = sandbox.url
        api_of(sandbox).contact()
    with sandbox:
        assert sandbox.url == address
        assert api_of(sandbox).ok("GET", "/contacts")["count"] == 1


def test_a_taken_port_is_an_error_and_leaves_nothing() -> None:
    with Sandbox() as one, pytest.raises(OSError, match="in use"):
        Sandbox(port=int(one.url.rpartition(":")[2])).start()


def test_data_survive_in_a_file(tmp_path: Path, api_of: Any) -> None:
    with Sandbox(tmp_path / "data.db") as sandbox:
        contact = api_of(sandbox).contact(tags=["a"])
        api_of(sandbox).ok("DELETE", f"/contacts/{api_of(sandbox).contact('b@people.example')['id']}")
    with Sandbox(str(tmp_path / "data.db")) as sandbox:
        api = api_of(sandbox)
        assert api.ok("GET", "/contacts?tags=a")["payload"] == [contact]
        assert api.contact("c@people.example")["id"] == "con_000003"


def test_a_file_belongs_to_one_sandbox_at_a_time(tmp_path: Path) -> None:
    with Sandbox(tmp_path / "data.db"), pytest.raises(SandboxError, match="locked"):
        Sandbox(tmp_path / "data.db").start()


def test_a_file_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("not a database, but long enough to be checked" * 100)
    with pytest.raises(SandboxError, match="not a database"):
        Sandbox(tmp_path / "text.db").start()
    with pytest.raises(SandboxError, match="cannot use"):
        Sandbox(tmp_path / "none" / "data.db").start()
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE theirs (x)")
    other.close()
    with pytest.raises(SandboxError, match="not created by the sandbox"):
        Sandbox(tmp_path / "other.db").start()


def test_a_file_of_another_layout_is_refused(tmp_path: Path) -> None:
    with Sandbox(tmp_path / "data.db"):
        pass
    database = sqlite3.connect(tmp_path / "data.db", isolation_level=None)
    database.execute("UPDATE meta SET value = '0' WHERE name = 'layout'")
    database.close()
    with pytest.raises(SandboxError, match="another version"):
        Sandbox(tmp_path / "data.db").start()


def test_reset_empties_everything_and_counts_from_one(sandbox: Sandbox, api: Any) -> None:
    api.act(api.campaign(3), "start")
    sandbox.clock.advance(60)
    sandbox.faults.add("*", "status", first=10**6)
    sandbox.dns.verify("people.example")
    sandbox.reset()
    assert (sandbox.outbox, sandbox.requests, sandbox.faults.all()) == ([], [], [])
    assert sandbox.clock.now() == datetime(2026, 1, 1, tzinfo=UTC)
    assert api.contact()["id"] == "con_000001"
    identity = api.ok("POST", "/identities", {"identity_value": "people.example"})
    assert api.ok("POST", f"/identities/{identity['id']}/check-status")["verified"] is False


def test_it_stops_while_a_response_drips_and_another_waits(
    api_of: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("konigle.sandbox.server._GRACE_S", 0.01)
    with Sandbox() as sandbox:
        api = api_of(sandbox)
        sandbox.faults.add("listContacts", "drip", interval=3600)
        sandbox.faults.add("listAudiences", "delay", seconds=3600)
        for path in ("/contacts", "/audiences"):
            with pytest.raises(httpx.ReadTimeout):
                api("GET", path, timeout=httpx.Timeout(None, read=0.02))
        port = int(sandbox.url.rpartition(":")[2])
        connection = socket.create_connection(("127.0.0.1", port))
        connection.sendall(
            b"POST /reachout/api/v1/contacts HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: 5\r\n\r\n{"
            % port
        )
        while len(sandbox.requests) < 3:
            pass
    with suppress(ConnectionResetError):
        assert connection.recv(1) == b""
    connection.close()
    assert [record for record in caplog.records if record.levelname in ("WARNING", "ERROR")] == []


def test_a_client_that_goes_in_the_middle_of_its_request_changes_nothing(sandbox: Sandbox, api: Any) -> None:
    port = int(sandbox.url.rpartition(":")[2])
    connection = socket.create_connection(("127.0.0.1", port))
    body = b'{"email": "ann@people.example"}'
    head = f"POST /reachout/api/v1/contacts HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: {len(body)}\r\n"
    connection.sendall(head.encode() + b"Authorization: Token sandbox-key\r\n\r\n" + body[:-1])
    connection.close()
    assert api.ok("GET", "/contacts")["count"] == 0


def test_an_error_of_the_server_is_raised_by_start(monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("no luck")

    monkeypatch.setattr(_Server, "serve", fail)
    with pytest.raises(RuntimeError, match="no luck"):
        Sandbox().start()


def test_an_error_of_the_work_is_raised_where_it_was_ordered(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="cannot go back"):
        sandbox.clock.advance(-1)


def test_handles_can_be_used_from_a_running_event_loop(sandbox: Sandbox) -> None:
    async def use() -> datetime:
        return sandbox.clock.advance(1)

    assert asyncio.run(use()) == datetime(2026, 1, 1, 0, 0, 1, tzinfo=UTC)


@pytest.mark.parametrize("name", ["client", "async_client"])
def test_a_client_of_the_sdk_is_made_with_address_and_key(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    class Maker:
        def __init__(self, **options: Any) -> None:
            self.options = options

    for made in ("Client", "AsyncClient"):
        monkeypatch.setattr(konigle, made, Maker, raising=False)
    client: Any = getattr(sandbox, name)(timeout=3)
    assert client.options == {"api_key": "sandbox-key", "base_url": sandbox.url, "timeout": 3}


def test_responses_outside_the_spec_are_found_out(
    sandbox: Sandbox, api: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    contact = api.contact()
    monkeypatch.setattr("konigle.sandbox.store.Store.text", lambda *_: '{"id": 3}')
    assert "does not match the spec" in api.refused(500, "GET", f"/contacts/{contact['id']}")["detail"]
    assert "getContact does not match the spec" in caplog.text


def test_without_the_extra_the_import_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("konigle.sandbox.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "starlette", None)
    monkeypatch.setitem(sys.modules, "starlette.types", None)
    with pytest.raises(ModuleNotFoundError, match=r"pip install '\.\[sandbox\]'"):
        _ = konigle.sandbox.Sandbox


def test_a_package_of_another_version_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("konigle.sandbox.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("jsonschema_rs.Validator")
    with pytest.raises(ImportError, match=r"not compatible with the sandbox: .*'Validator'"):
        _ = konigle.sandbox.Sandbox


def test_another_missing_module_is_not_blamed_on_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "konigle.sandbox.control.faults")
    monkeypatch.setitem(sys.modules, "konigle.sandbox.control.faults", None)
    with pytest.raises(ModuleNotFoundError) as caught:
        _ = konigle.sandbox.FaultRule
    assert "pip install" not in str(caught.value)


def test_the_package_offers_its_names_lazily() -> None:
    assert set(dir(konigle.sandbox)) == set(konigle.sandbox.__all__)
    for name in konigle.sandbox.__all__:
        assert getattr(konigle.sandbox, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = konigle.sandbox.nothing


def test_the_clock_can_begin_anywhere() -> None:
    begin = datetime(2030, 5, 1, 12, tzinfo=UTC)
    with Sandbox(start_at=begin) as sandbox:
        assert sandbox.clock.now() == begin
        assert sandbox.clock.advance(timedelta(hours=1)) == begin + timedelta(hours=1)


def _spec_without(operation: str) -> Spec:
    spec = load_spec()
    paths = {
        path: {
            key: value
            for key, value in item.items()
            if not (isinstance(value, dict) and value.get("operationId") == operation)
        }
        for path, item in spec.document["paths"].items()
    }
    return Spec({**spec.document, "paths": paths})


def test_a_handler_without_an_operation_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    handlers = dict.fromkeys(load_spec().operations, lambda *_: None)
    monkeypatch.setattr("konigle.sandbox.resources.handlers.all_handlers", lambda: handlers)
    with pytest.raises(SandboxError, match="the spec has no operation sendEmail"):
        handlers_for(_spec_without("sendEmail"))


def test_an_operation_without_a_handler_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("konigle.sandbox.server.handlers_for", handlers_for)
    monkeypatch.setattr("konigle.sandbox.resources.handlers.email_handlers", dict)
    with pytest.raises(SandboxError, match=r"no handler for .*sendEmail"):
        Sandbox().start()


def test_an_operation_has_exactly_one_success() -> None:
    document = {"paths": {"/x": {"get": {"operationId": "x", "responses": {"200": {}, "201": {}}}}}}
    with pytest.raises(SandboxError, match="exactly one 2xx"):
        Spec(document)
