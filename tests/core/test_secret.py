"""A secret shows itself to nobody who does not ask by name."""

import copy
import pickle
import traceback

import pytest

from konigle._core.secret import Secret, hide

KEY = "sk-live-0123456789"


@pytest.mark.parametrize("represent", [repr, str, "{}".format, "{!r}".format, ascii])
def test_no_representation_shows_it(represent: object) -> None:
    assert callable(represent)
    assert KEY not in represent(Secret(KEY))
    assert "***" in represent(Secret(KEY))


def test_it_reveals_itself_when_asked() -> None:
    assert Secret(KEY).reveal() == KEY


def test_it_equals_the_same_secret_only() -> None:
    assert Secret(KEY) == Secret(KEY)
    assert hash(Secret(KEY)) == hash(Secret(KEY))
    assert Secret(KEY) != Secret("other")
    assert Secret(KEY) != KEY


@pytest.mark.parametrize("duplicate", [pickle.dumps, copy.copy, copy.deepcopy])
def test_it_is_not_pickled_and_says_how_it_could_be(duplicate: object) -> None:
    assert callable(duplicate)
    with pytest.raises(TypeError, match="pickle_api_key=True"):
        duplicate(Secret(KEY))


def test_it_has_no_dict_to_inspect() -> None:
    assert not hasattr(Secret(KEY), "__dict__")


def test_hiding_keeps_none_and_secrets() -> None:
    secret = Secret(KEY)
    assert hide(None) is None
    assert hide(secret) is secret
    assert hide(KEY) == secret


def test_tracebacks_with_locals_do_not_show_it() -> None:
    def fail(secret: Secret) -> None:
        raise RuntimeError(str(secret))

    with pytest.raises(RuntimeError) as caught:
        fail(Secret(KEY))
    shown = "".join(traceback.TracebackException.from_exception(caught.value, capture_locals=True).format())
    assert "Secret('***')" in shown
    assert KEY not in shown
