"""Waiting for a state of a resource: which states end it, and how."""

from collections.abc import Collection

import attrs

from konigle._core.call import RequestOptions
from konigle._core.plain_values import plain
from konigle.exceptions import InvalidArgumentError, KonigleTimeoutError, UnexpectedStateError

_MIN_POLL_TIMEOUT_S = 1.0


@attrs.frozen
class WaitCondition:
    """The condition of a wait.

    Attributes:
        subject: The resource in words, such as `Campaign cmp_1`.
        operation: The operation that reads it.
        states: The wanted states.
        final: The states that nothing leads out of.
        timeout_s: Maximum number of seconds to wait; None for no limit.
        method: The method that waits.
    """

    subject: str
    operation: str
    states: frozenset[str]
    final: frozenset[str]
    timeout_s: float | None
    method: str = "wait"

    @classmethod
    def of(
        cls,
        subject: str,
        operation: str,
        states: Collection[str],
        final: Collection[str],
        *,
        timeout_s: float | None,
        poll_s: float,
        method: str = "wait",
    ) -> "WaitCondition":
        """Creates the condition.

        Raises:
            InvalidArgumentError: A number is invalid. Nothing was sent.
        """
        timeout_s, poll_s = plain((timeout_s, poll_s))
        if not all(isinstance(each, (int, float)) for each in (poll_s, timeout_s or 0)) or not (
            poll_s > 0 and (timeout_s is None or timeout_s >= 0)
        ):
            raise InvalidArgumentError(
                f"poll must be seconds above zero and timeout seconds or None, not {poll_s!r} and {timeout_s!r}; "
                "nothing was sent.",
                operation=operation,
            )
        return cls(subject, operation, frozenset(states), frozenset(final), timeout_s, method)

    def options(self, passed_s: float) -> RequestOptions:
        """Returns the options of the next request, which must not outlast the wait; the first one may take a second."""
        if self.timeout_s is None:
            return {}
        return {"deadline": max(_MIN_POLL_TIMEOUT_S, self.timeout_s - passed_s)}

    def is_reached(self, state: str | None) -> bool:
        """Whether a state is a wanted one.

        Raises:
            UnexpectedStateError: The state is final, and not a wanted one.
        """
        if state in self.states:
            return True
        if state in self.final:
            error = UnexpectedStateError(
                f"{self.subject} ended as {state} and can no longer become {self._wanted}.",
                operation=self.operation,
            )
            error.state = state
            raise error
        return False

    def is_late(self, passed_s: float) -> bool:
        """Whether the time is up."""
        return self.timeout_s is not None and passed_s >= self.timeout_s

    def timeout_error(self, state: str | None) -> KonigleTimeoutError:
        """Returns the error of a wait that timed out, with the last state received."""
        error = KonigleTimeoutError(
            f"{self.subject} was not {self._wanted} within {self.timeout_s:g} s; its state is "
            f"{state or 'not known'}. The wait changed nothing; you can call {self.method}() again.",
            operation=self.operation,
        )
        error.state = state
        return error

    @property
    def _wanted(self) -> str:
        return " or ".join(sorted(self.states))


def id_of(given: object, name: str) -> str:
    """Returns an identifier, or that of a resource: its field of that name, else its `id`."""
    if isinstance(given, str | int):
        return str(given)
    found: object = getattr(given, name, None) or getattr(given, "id", None)
    if not isinstance(found, str | int):
        raise InvalidArgumentError(
            f"{name} must be an identifier, or an object with one, not {type(given).__name__}; nothing was sent."
        )
    return str(found)
