"""E-mail addresses: the same verdicts as pydantic's own type, which asks email-validator about the whole address."""

import pydantic
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import BaseModel, validate_email

from konigle._runtime import addresses
from konigle._runtime.addresses import EmailAddress, check_address

SIGNS = "abzABZ019.+_-!#'\"@ <>äß\n"


def verdict(value: str) -> tuple[bool, str]:
    try:
        return True, validate_email(value)[1]
    except ValueError as problem:
        return False, str(problem)


def ours(value: str) -> tuple[bool, str]:
    try:
        return True, check_address(value)
    except ValueError as problem:
        return False, str(problem)


@given(
    local=st.text(SIGNS, max_size=70),
    domain=st.sampled_from(
        [
            "example.com",
            "EXAMPLE.Com",
            "a.b-c.org",
            "xn--bcher-kva.example.org",
            "bücher.de",
            "com",
            "localhost",
        ]
    )
    | st.text(SIGNS, max_size=12),
)
@example("postmaster", "example.com")
@example("Postmaster", "example.com")
@example("a" * 64, "example.com")
@example("a" * 65, "example.com")
@example("a" * 60, f"{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 8}.com")
@example("a", f"{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.com")
@example(" a", "example.com ")
@example("Ada <ada", "example.com>")
@example(".a", "example.com")
@example("a..b", "example.com")
@example("a@b", "example.com")
def test_every_address_is_judged_as_pydantic_does(local: str, domain: str) -> None:
    value = f"{local}@{domain}"
    assert ours(value) == verdict(value)


@pytest.mark.parametrize("value", ["", "@", "ada", "ada@", "@example.com"])
def test_so_is_what_lacks_a_part(value: str) -> None:
    assert ours(value) == verdict(value)


def test_a_domain_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    addresses._domain.cache_clear()
    check_address("ada@example.com")
    monkeypatch.setattr(addresses, "_whole", lambda value: pytest.fail("asked again"))
    assert check_address("grace@example.com") == "grace@example.com"


def test_the_json_schema_says_what_it_is() -> None:
    class Fields(BaseModel):
        address: EmailAddress

    assert Fields.model_json_schema()["properties"]["address"]["format"] == "email"
    with pytest.raises(pydantic.ValidationError, match="valid email address"):
        Fields(address="ada")
