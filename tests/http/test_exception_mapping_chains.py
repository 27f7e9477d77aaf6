"""Chains of exceptions, and what of them may be shown."""

import pytest

from konigle._http.exception_mapping import chain, without_frames


def stars(text: str) -> str:
    return text.replace("sesame", "***")


def raised(problem: Exception, cause: BaseException | None = None) -> Exception:
    try:
        raise problem from cause
    except type(problem) as caught:
        return caught


def test_causes_members_and_arguments_come_once_each() -> None:
    inner = OSError(1, "a")
    group = ExceptionGroup("m", [inner, ValueError("b")])
    outer = raised(RuntimeError(inner), group)
    assert list(chain(outer)) == [outer, group, inner, group.exceptions[1]]
    assert list(chain(None)) == []


def test_a_circle_ends() -> None:
    one, other = ValueError("a"), ValueError("b")
    one.__cause__, other.__cause__ = other, one
    assert list(chain(one)) == [one, other]


def test_types_and_texts_stay_and_tracebacks_go() -> None:
    inner = raised(OSError(111, "refused"))
    outer = raised(RuntimeError("failed"), inner)
    kept = without_frames(outer, stars)
    assert kept is outer
    assert (str(outer), outer.__cause__, str(inner)) == ("failed", inner, "[Errno 111] refused")
    assert outer.__traceback__ is inner.__traceback__ is outer.__context__ is None


def test_a_cause_that_was_kept_among_the_arguments_becomes_the_cause() -> None:
    inner = raised(OSError(111, "refused"))
    outer = raised(RuntimeError(inner))
    without_frames(outer, stars)
    assert outer.__cause__ is inner


def test_texts_are_redacted() -> None:
    outer = raised(RuntimeError("open sesame"), raised(ValueError("sesame")))
    without_frames(outer, stars)
    assert (str(outer), str(outer.__cause__)) == ("open ***", "***")


class OddError(Exception):
    """Shows more than its arguments."""

    def __str__(self) -> str:
        return "sesame"


def test_what_cannot_be_redacted_is_cut_off() -> None:
    outer = raised(RuntimeError("failed"), raised(OddError(), raised(ValueError("lost with it"))))
    assert without_frames(outer, stars) is outer
    assert outer.__cause__ is None
    assert without_frames(OddError(), stars) is None


@pytest.mark.parametrize("levels", [60, 10_000])
def test_a_long_chain_exhausts_nothing(levels: int) -> None:
    outer: Exception = ValueError("innermost")
    for _ in range(levels):
        outer = raised(RuntimeError("m"), outer)
    assert without_frames(outer, stars) is outer
