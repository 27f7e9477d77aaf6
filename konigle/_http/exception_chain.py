"""Chains of exceptions: their causes, and which parts may be shown."""

from collections.abc import Callable, Iterator
from typing import cast

_LONGEST = 50


def chain(problem: BaseException | None) -> Iterator[BaseException]:
    """Yields an exception, its causes, and the members of groups; each once, the outermost first.

    Contexts are not included: one of them may be an exception that the caller of this package was handling. Some
    libraries (httpcore) raise `from None` and keep the cause among the arguments.
    """
    waiting, seen = [problem], set[int]()
    while waiting and len(seen) < _LONGEST:
        one = waiting.pop(0)
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [one.__cause__, *_in_arguments(one)]
        if isinstance(one, BaseExceptionGroup):
            waiting += cast("BaseExceptionGroup[BaseException]", one).exceptions


def without_frames(problem: Exception | None, redact: Callable[[str], str]) -> Exception | None:
    """Returns the exception and its causes without tracebacks, and without texts that `redact` changes.

    The frames of HTTP libraries hold the headers of the request as plain bytes.
    """
    found = list(chain(problem))
    for one in found:
        one.__traceback__ = None
        one.__context__ = None
        one.args = tuple(redact(part) if isinstance(part, str) else part for part in one.args)
    clean = {id(one) for one in found if _is_clean(one, redact)}
    for one in found:
        cause = one.__cause__ or next(_in_arguments(one), None)
        one.__cause__ = cause if id(cause) in clean else None
    return problem if id(problem) in clean else None


def _in_arguments(problem: BaseException) -> Iterator[BaseException]:
    return (part for part in problem.args if isinstance(part, BaseException))


def _is_clean(problem: BaseException, redact: Callable[[str], str]) -> bool:
    text = f"{problem} {problem!r}"
    return redact(text) == text
