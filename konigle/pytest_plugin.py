"""Fixtures and a marker for tests of programs that use the SDK; pytest loads this plugin automatically.

One sandbox serves the whole test session; each test starts with an empty one. Nothing is imported or started before
a test requests a fixture. Needs the extra `sandbox`.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from konigle import AsyncClient, Client
    from konigle.sandbox import Mail, Sandbox
    from konigle.sandbox.control.python_api import ClockHandle

__all__ = [
    "Outbox",
    "konigle_async_client",
    "konigle_client",
    "konigle_clock",
    "konigle_outbox",
    "konigle_sandbox",
]

_MARKER = "konigle"
_SHOWN = 20  # e-mails that a failed assertion lists


def pytest_configure(config: pytest.Config) -> None:
    """Registers the marker."""
    config.addinivalue_line(
        "markers",
        "konigle(seed=None, faults=()): data that the sandbox of `konigle_sandbox` starts with, and fault rules, each a "
        "mapping with the arguments of `sandbox.faults.add`.",
    )


@pytest.fixture(scope="session")
def _konigle_server() -> Generator[Sandbox]:
    from konigle.sandbox import Sandbox

    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def konigle_sandbox(
    _konigle_server: Sandbox, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Sandbox:
    """An empty sandbox with a manual clock.

    `KONIGLE_API_KEY` and `KONIGLE_BASE_URL` point at it, so a `Client()` that the tested program creates during the test
    calls it. The marker `@pytest.mark.konigle(seed=…, faults=[…])` adds data and fault rules first; where several markers
    apply, such as on a class and on its method, the outer one is applied first.
    """
    _konigle_server.reset()
    for marker in reversed(list(request.node.iter_markers(_MARKER))):
        _apply(marker, _konigle_server)
    monkeypatch.setenv("KONIGLE_API_KEY", _konigle_server.api_key)
    monkeypatch.setenv("KONIGLE_BASE_URL", _konigle_server.url)
    return _konigle_server


def _apply(marker: pytest.Mark, sandbox: Sandbox) -> None:
    from konigle.sandbox import SandboxError

    unknown = sorted(marker.kwargs.keys() - {"seed", "faults"})
    if marker.args or unknown:
        named = ", ".join(unknown) or "positional arguments"
        raise pytest.UsageError(f"@pytest.mark.konigle takes seed= and faults=, not {named}")
    try:
        if seed := marker.kwargs.get("seed"):
            sandbox.seed(seed)
        for fault in marker.kwargs.get("faults", ()):
            sandbox.faults.add(**fault)
    except (SandboxError, TypeError, ValueError) as error:
        raise pytest.UsageError(f"@pytest.mark.konigle cannot be applied: {error}") from error


@pytest.fixture
def konigle_client(konigle_sandbox: Sandbox) -> Generator[Client]:
    """A client of the sandbox that waits a few milliseconds between retries; closed after the test."""
    with konigle_sandbox.client(retry_backoff=0.001) as client:
        yield client


@pytest.fixture
def konigle_async_client(konigle_sandbox: Sandbox) -> AsyncClient:
    """An asynchronous client of the sandbox, for tests under any async plugin.

    Its connections belong to the event loop of the test and are closed when that loop ends.
    """
    return konigle_sandbox.async_client(retry_backoff=0.001)


@pytest.fixture
def konigle_clock(konigle_sandbox: Sandbox) -> ClockHandle:
    """The sandbox's clock, which stands still until `konigle_clock.advance(…)`."""
    return konigle_sandbox.clock


@pytest.fixture
def konigle_outbox(konigle_sandbox: Sandbox) -> Outbox:
    """The e-mails that the sandbox sent during the test."""
    return Outbox(konigle_sandbox)


class Outbox:
    """The sandbox's outbox, with assertions whose failure lists what was sent."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    @property
    def mails(self) -> list[Mail]:
        """Every e-mail, in the order of sending."""
        return self._sandbox.outbox

    def __len__(self) -> int:
        return len(self.mails)

    def assert_sent(
        self,
        *,
        to: str | Iterable[str] | None = None,
        subject: str | None = None,
        kind: str | None = None,
        count: int | None = None,
    ) -> list[Mail]:
        """Fails unless e-mails were sent that match all given arguments.

        Args:
            to: A recipient, or several recipients of one e-mail; letter case is ignored.
            subject: The whole subject.
            kind: `email`, `campaign` or `test`.
            count: How many e-mails must match; by default at least one.

        Returns:
            The matching e-mails.

        Raises:
            AssertionError: Too few or too many match; the message lists the outbox.
        """
        __tracebackhide__ = True
        recipients = {one.lower() for one in ([to] if isinstance(to, str) else to or ())}
        conditions = {"to": to, "subject": subject, "kind": kind}
        mails = self.mails
        found = [
            mail
            for mail in mails
            if recipients <= {one.lower() for one in mail.to}
            and subject in {None, mail.subject}
            and kind in {None, mail.kind}
        ]
        if found if count is None else len(found) == count:
            return found
        wanted = ", ".join(f"{name}={value!r}" for name, value in conditions.items() if value is not None)
        expected = "an e-mail" if count is None else f"{count} e-mails"
        raise AssertionError(
            f"expected {expected} with {wanted or 'any content'}; {len(found)} of {len(mails)} match.\n{_listed(mails)}"
        )

    def assert_empty(self) -> None:
        """Fails if any e-mail was sent; the message lists the outbox."""
        __tracebackhide__ = True
        if mails := self.mails:
            raise AssertionError(f"expected no e-mail, but the outbox has {len(mails)}.\n{_listed(mails)}")

    def __repr__(self) -> str:
        return _listed(self.mails)


def _listed(mails: list[Mail]) -> str:
    if not mails:
        return "The outbox is empty."
    lines = [f"  {mail.kind}  to {', '.join(mail.to)}  {mail.subject!r}" for mail in mails[:_SHOWN]]
    more = [f"  and {len(mails) - _SHOWN} more"] if len(mails) > _SHOWN else []
    return "\n".join(["Outbox:", *lines, *more])
