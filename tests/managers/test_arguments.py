"""Arguments of manager methods, checked before anything is sent."""

from typing import Any

import pytest

from konigle import InvalidArgumentError
from konigle._managers.list_arguments import as_filters, check_page, split_options
from konigle.filters.comm import AudienceFilters, ContactFilters, EmailAccountFilters


class TestFilters:
    def test_an_object_stays_itself(self) -> None:
        filters = ContactFilters(q="ada")
        assert as_filters(ContactFilters, filters, {}) is filters

    def test_names_become_one(self) -> None:
        assert as_filters(ContactFilters, None, {"q": "ada", "tags": ["a", "b"]}) == ContactFilters(
            q="ada", tags="a,b"
        )

    def test_so_does_a_dict(self) -> None:
        assert as_filters(ContactFilters, {"q": "ada"}, {}) == ContactFilters(q="ada")

    def test_none_is_not_sent(self) -> None:
        assert as_filters(ContactFilters, None, {"q": None}) is None
        assert as_filters(ContactFilters, None, {}) is None

    def test_both_are_too_much(self) -> None:
        with pytest.raises(ValueError, match=r"not both; nothing was sent. Given by name: q, source"):
            as_filters(ContactFilters, ContactFilters(q="a"), {"source": "lead", "q": "b"})

    @pytest.mark.parametrize("cls", [EmailAccountFilters, None])
    def test_a_list_without_filters_says_so(self, cls: Any) -> None:
        with pytest.raises(InvalidArgumentError, match="has no filters"):
            as_filters(cls, None, {"q": "x"})

    def test_a_value_that_does_not_fit_is_refused(self) -> None:
        with pytest.raises(InvalidArgumentError, match="source"):
            as_filters(ContactFilters, None, {"source": "hearsay"})

    def test_the_object_of_another_list_is_refused(self) -> None:
        with pytest.raises(InvalidArgumentError, match="Expected ContactFilters, got AudienceFilters"):
            as_filters(ContactFilters, AudienceFilters(q="x"), {})

    @pytest.mark.parametrize(("cls", "expected"), [(ContactFilters, "ContactFilters"), (None, "a dict")])
    def test_so_is_what_is_no_filters_at_all(self, cls: Any, expected: str) -> None:
        filters: Any = 5
        with pytest.raises(InvalidArgumentError, match=f"Expected {expected}, got int; nothing was sent"):
            as_filters(cls, filters, {})


def test_options_of_the_call_are_parted_from_filters() -> None:
    filters, options = split_options({"q": "x", "timeout": 3, "extra_headers": {}, "page": 2})
    assert filters == {"q": "x", "page": 2}
    assert options == {"timeout": 3, "extra_headers": {}}


@pytest.mark.parametrize(("page", "size"), [(1, 1), (1, 200), (10_000, 20)])
def test_pages_that_can_be(page: int, size: int) -> None:
    check_page(page, size)


@pytest.mark.parametrize(
    ("page", "size", "what"),
    [
        (0, 20, "page must be a whole number, 1 or more"),
        (-1, 20, "page must"),
        ("2", 20, "page must"),
        (True, 20, "page must"),
        (None, 20, "page must"),
        (1, 0, "page_size must be a whole number, from 1 to 200"),
        (1, 201, "page_size must"),
        (1, 20.0, "page_size must"),
    ],
)
def test_pages_that_cannot(page: Any, size: Any, what: str) -> None:
    with pytest.raises(InvalidArgumentError, match=what):
        check_page(page, size)
