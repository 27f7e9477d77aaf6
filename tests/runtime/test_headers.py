"""Headers a caller may add."""

from typing import Any

import pytest

from konigle import InvalidArgumentError
from konigle._runtime.headers import check_headers


def test_names_are_lower_cased_and_values_kept() -> None:
    headers = {"X-Trace": "a b\tc", "Accept-Language": "", "x-Odd!#$%&'*+-.^_`|~": "1"}
    assert check_headers("op", headers) == {
        "x-trace": "a b\tc",
        "accept-language": "",
        "x-odd!#$%&'*+-.^_`|~": "1",
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-A", "a\r\nAuthorization: Token stolen"),
        ("X-A", "a\nb"),
        ("X-A", "a\x00"),
        ("X-A", "ä"),
        ("X-A", " a"),
        ("X-A", "a "),
        ("X-A", "\x7f"),
        ("X-A", 5),
        ("X-A", None),
        ("X-A", b"a"),
        ("X-A\r\nB", "a"),
        ("X A", "a"),
        ("X:A", "a"),
        ("", "a"),
        ("X-Ä", "a"),
        (5, "a"),
    ],
)
def test_what_is_no_header_is_refused(name: Any, value: Any) -> None:
    with pytest.raises(InvalidArgumentError, match="nothing was sent") as caught:
        check_headers("getContact", {name: value})
    assert "getContact" in str(caught.value)
    assert caught.value.operation == "getContact"
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "name",
    [
        "Authorization",
        "authorization",
        "HOST",
        "Content-Length",
        "Content-Type",
        "Transfer-Encoding",
        "Cookie",
    ],
)
def test_the_clients_own_cannot_be_replaced(name: str) -> None:
    with pytest.raises(InvalidArgumentError, match="set by the client itself"):
        check_headers("op", {name: "x"})


def test_a_refused_value_is_not_shown() -> None:
    with pytest.raises(InvalidArgumentError) as caught:
        check_headers("op", {"X-A": "secret\n"})
    assert "secret" not in str(caught.value)
