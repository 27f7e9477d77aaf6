"""The sandbox in this process: a uvicorn server in a separate thread, and the objects that control it."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import Future
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

import h11
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from konigle._concurrency import monotonic_clock as clock
from konigle.sandbox.clock import Clock, ClockMode
from konigle.sandbox.context import Context, describe_resources
from konigle.sandbox.control.faults import FaultRules
from konigle.sandbox.control.http_api import control_app
from konigle.sandbox.control.python_api import ChannelHandle, ClockHandle, DnsHandle, FaultsHandle
from konigle.sandbox.control.request_log import ReceivedRequest, RequestLog
from konigle.sandbox.control.seed import Seed, load_seed, read_seed
from konigle.sandbox.control.service import ControlService
from konigle.sandbox.engine.engine import Engine
from konigle.sandbox.engine.outbox import Mail, Outbox
from konigle.sandbox.engine.scheduler import Scheduler
from konigle.sandbox.errors import SandboxError
from konigle.sandbox.http.app import Api
from konigle.sandbox.http.origin_check import OriginCheck, read_origins
from konigle.sandbox.http.responses import TRANSPORT
from konigle.sandbox.resources.handlers import handlers_for
from konigle.sandbox.spec import load_spec
from konigle.sandbox.store import Store

if TYPE_CHECKING:
    from konigle import AsyncClient, Client

_T = TypeVar("_T")
_GRACE_S = 1.0  # how long pending responses may take when the sandbox stops
_KEEP_ALIVE_S = 75  # longer than clients keep idle connections, so that none is closed under a request


class _Protocol(H11Protocol):
    """uvicorn's h11 protocol, handing the connection's transport to the application."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        self.access_log = False
        app = self.app
        extensions = {TRANSPORT: transport}

        async def with_transport(scope: Any, receive: Any, send: Any) -> None:
            scope["extensions"] = extensions
            with suppress(
                asyncio.CancelledError
            ):  # at the end of the server; uvicorn would call it a failure
                await app(scope, receive, send)

        self.app = with_transport


class _Loop(asyncio.SelectorEventLoop):
    """An event loop whose timers work while a test has frozen the time."""

    def time(self) -> float:
        return clock.monotonic()


class _Server(uvicorn.Server):
    """uvicorn's server, started and stopped immediately instead of at the next tenth of a second."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready: Future[None] = Future()
        self._stop = asyncio.Event()

    def stop(self) -> None:
        """Ends the main loop; call it in the server's thread."""
        self._stop.set()

    async def main_loop(self) -> None:
        """Serves until it is stopped."""
        await self.on_tick(0)
        self.ready.set_result(None)
        await self._stop.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:  # noqa: ARG002  # uvicorn's
        """Rejects new connections, lets pending responses finish briefly, and cuts the rest."""
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            with suppress(h11.LocalProtocolError):  # one that is broken already is cut below
                connection.shutdown()
        tasks = set(self.server_state.tasks)
        late = (await asyncio.wait(tasks, timeout=_GRACE_S))[1] if tasks else tasks
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        await asyncio.sleep(0)  # the cut reaches the protocols before the tasks end
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late)


class Sandbox:
    """A stateful, strict implementation of the reachout API, over real HTTP on 127.0.0.1.

    Use it as a context manager, or call `start` and `close`. You can run any number at once; they share nothing.

    Args:
        db: The database file, created if it does not exist; None keeps the data in memory.
        api_key: The only API key that it accepts.
        clock: `manual` moves only with `sandbox.clock.advance`; `fast` runs 600 times as fast as the wall clock;
            `real` follows it.
        latency: Seconds that every request is delayed before it is processed.
        port: The port to listen on; 0 selects a free one.
        seed: Initial data, or the path of a JSON file with it; ignored if `db` already contains data.
        start_at: Initial time of the clock (with an offset); default 2026-01-01 UTC for a manual clock, otherwise now.
        check_answers: Also validate every response against the spec, and respond with 500 if one is invalid.
        keep_requests: How many of the newest requests `sandbox.requests` keeps; None for all.
        allow_origins: Origins of web pages that may use it, such as `http://localhost:3000`; others are rejected.

    Example:
        >>> from konigle.sandbox import Sandbox
        >>> with Sandbox() as sandbox:
        ...     sandbox.url.startswith("http://127.0.0.1:")
        True
    """

    def __init__(
        self,
        db: str | Path | None = None,
        *,
        api_key: str = "sandbox-key",
        clock: ClockMode = "manual",
        latency: float = 0.0,
        port: int = 0,
        seed: Seed | str | Path | None = None,
        start_at: datetime | None = None,
        check_answers: bool = False,
        keep_requests: int | None = 20_000,
        allow_origins: Sequence[str] = (),
    ) -> None:
        self.api_key = api_key
        self._db = None if db is None else str(db)
        self._time = Clock(clock, start_at)
        self._latency = latency
        self._port = port
        self._seed = None if seed is None else read_seed(seed)
        self._check_answers = check_answers
        self._origins = read_origins(allow_origins)
        self._arrivals = RequestLog(keep_requests)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._service: ControlService | None = None
        self._server: _Server | None = None
        self.faults = FaultsHandle(self._call)
        self.clock = ClockHandle(self._call)
        self.dns = DnsHandle(self._call)
        self.channels = ChannelHandle(self._call)

    def __repr__(self) -> str:
        """Shows the base URL, never the key."""
        return f"<Sandbox at {self.url}>" if self._service is not None else "<Sandbox, not running>"

    @property
    def url(self) -> str:
        """The base URL, such as `http://127.0.0.1:43210`.

        Raises:
            SandboxError: The sandbox was never started.
        """
        if not self._port:
            raise SandboxError("the sandbox has not been started; use `with Sandbox() as sandbox:`")
        return f"http://127.0.0.1:{self._port}"

    @property
    def outbox(self) -> list[Mail]:
        """Every e-mail sent so far, in the order of sending."""
        return self._call(_all_mails)

    def mails(self, *, first: int = 0, count: int | None = None, campaign: str | None = None) -> list[Mail]:
        """Returns a part of the outbox: from the `first`-th on (from zero), at most `count`, of one campaign."""

        def read_mails(service: ControlService) -> list[Mail]:
            service.catch_up()
            return service.context.outbox.mails(first, count, campaign)

        return self._call(read_mails)

    @property
    def requests(self) -> list[ReceivedRequest]:
        """The requests received by the API, oldest first; also available after `close()`."""
        return (
            self._arrivals.all()
            if self._service is None
            else self._call(lambda service: service.request_log.all())
        )

    def client(self, **options: Any) -> Client:
        """Creates a `konigle.Client` for this sandbox; options go to its constructor."""
        from konigle import Client

        merged: dict[str, Any] = {"api_key": self.api_key, "base_url": self.url, **options}
        return Client(**merged)

    def async_client(self, **options: Any) -> AsyncClient:
        """Creates a `konigle.AsyncClient` for this sandbox; options go to its constructor."""
        from konigle import AsyncClient

        merged: dict[str, Any] = {"api_key": self.api_key, "base_url": self.url, **options}
        return AsyncClient(**merged)

    def reset(self) -> None:
        """Deletes all data: resources, e-mails, requests, fault rules; resets the clock and the identifiers."""
        self._wait_for(ControlService.reset)

    def seed(self, seed: Seed | str | Path) -> None:
        """Adds resources: a mapping from collection to items, or the path of a JSON file with one."""
        content = read_seed(seed)
        self._wait_for(lambda service: service.seed(content))

    def start(self) -> Self:
        """Starts the server; returns when it accepts requests.

        Raises:
            SandboxError: The database file or the seed is invalid, or the spec and the handlers do not match.
            OSError: The port is taken.
        """
        if self._service is not None:
            raise SandboxError("the sandbox is already running")
        listener = _listen(self._port)
        try:
            service, app = self._build()
        except BaseException:
            listener.close()
            raise
        self._port = listener.getsockname()[1]
        app = OriginCheck(app, self._port, self._origins)
        ready: Future[None] = Future()
        self._thread = threading.Thread(
            target=self._serve, args=(app, listener, ready), name=f"konigle-sandbox-{self._port}", daemon=True
        )
        self._thread.start()
        try:
            ready.result()
        except BaseException:
            self._thread.join()
            service.context.store.close()
            raise
        self._service = service
        return self

    def close(self) -> None:
        """Stops the server and releases the port, the thread and the database file. May be called repeatedly."""
        service, self._service = self._service, None
        if service is None or self._loop is None or self._thread is None or self._server is None:
            return
        self._loop.call_soon_threadsafe(self._server.stop)
        self._thread.join()
        store = service.context.store
        store.set_meta("clock", str(service.context.clock.now()))
        store.close()

    def __enter__(self) -> Self:
        """Start."""
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

    def _build(self) -> tuple[ControlService, ASGIApp]:
        spec = load_spec()
        handlers = handlers_for(spec)
        resources = describe_resources(spec)
        store = Store(self._db, {name: list(resource.filters) for name, resource in resources.items()})
        try:
            self._time.not_before(int(store.meta("clock", "0")))
            outbox = Outbox(store)
            engine = Engine(spec, store, outbox)
            scheduler = Scheduler(store, outbox, engine)
            context = Context(spec, resources, store, self._time, outbox, engine, scheduler)
            faults = FaultRules(spec.operations)
            service = ControlService(context, self._arrivals, faults)
            if self._seed is not None and service.is_empty():
                load_seed(context, self._seed)
        except BaseException:
            store.close()
            raise
        api = Api(
            context,
            handlers,
            self._arrivals,
            faults,
            api_key=self.api_key,
            latency=self._latency,
            check_answers=self._check_answers,
        )
        control = control_app(service)
        return service, _split(api, control)

    def _serve(self, app: ASGIApp, listener: socket.socket, ready: Future[None]) -> None:
        async def main() -> None:
            self._loop = asyncio.get_running_loop()
            config = uvicorn.Config(
                app,
                http=_Protocol,
                ws="none",
                lifespan="off",
                log_config=None,
                server_header=False,
                date_header=False,
                timeout_keep_alive=_KEEP_ALIVE_S,
            )
            self._server = _Server(config)
            self._server.ready = ready
            await self._server.serve(sockets=[listener])

        try:
            with asyncio.Runner(loop_factory=_Loop) as runner:
                runner.run(main())
        except BaseException as error:
            if ready.done():
                raise
            ready.set_exception(error)
        finally:
            listener.close()

    def _call(self, work: Callable[[ControlService], _T]) -> _T:
        """Runs a function in the server's thread and returns its result."""
        service, loop = self._service, self._loop
        if service is None or loop is None:
            raise SandboxError("the sandbox is not running")
        result: Future[_T] = Future()

        def run() -> None:
            try:
                result.set_result(work(service))
            except BaseException as error:  # noqa: BLE001  # raised in the calling thread
                result.set_exception(error)

        loop.call_soon_threadsafe(run)
        return result.result()

    def _wait_for(self, work: Callable[[ControlService], Coroutine[Any, Any, None]]) -> None:
        """Runs work that lets other requests be served in between."""
        service, loop = self._service, self._loop
        if service is None or loop is None:
            raise SandboxError("the sandbox is not running")
        asyncio.run_coroutine_threadsafe(work(service), loop).result()


def _listen(port: int) -> socket.socket:
    # asyncio disables Nagle's algorithm only if the protocol is named as TCP; otherwise a response sent in two parts
    # waits 40 ms for the client's delayed acknowledgement.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen(1024)
    except BaseException:
        listener.close()
        raise
    return listener


def _all_mails(service: ControlService) -> list[Mail]:
    service.catch_up()
    return service.context.outbox.mails()


def _split(api: ASGIApp, control: ASGIApp) -> ASGIApp:
    """Routes paths with the control prefix to one application, all others to the other."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await (control if scope["path"].startswith("/__sandbox") else api)(scope, receive, send)

    return app
