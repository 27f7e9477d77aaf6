"""Arguments of manager methods, checked before anything is sent."""

from typing import Any

import pydantic
import pytest

from konigle import InvalidArgumentError
from konigle._managers.arguments import as_filters, as_model, check_page, split_options
from konigle.filters.comm import AudienceFilters, ContactFilters, EmailAccountFilters
from konigle.models.comm import AudienceCreate, CampaignUpdate, ContactCreate


class TestModels:
    def test_a_model_stays_itself(self) -> None:
        data = ContactCreate(email="ada@example.com")
        assert as_model(ContactCreate, data) is data

    def test_a_list_changed_in_place_is_checked_again(self) -> None:
        data = ContactCreate(email="ada@example.com", tags=["a"])
        data.tags.append(5)  # type: ignore[arg-type]  # wrong on purpose
        with pytest.raises(InvalidArgumentError) as caught:
            as_model(ContactCreate, data)
        assert list(caught.value.field_errors) == ["tags.1"]
        data.tags[1] = "b"
        assert as_model(ContactCreate, data).to_wire() == {"email": "ada@example.com", "tags": ["a", "b"]}

    def test_a_default_list_filled_in_place_is_said(self) -> None:
        data = ContactCreate(email="ada@example.com")
        data.tags.append("a")
        assert as_model(ContactCreate, data).to_wire() == {"email": "ada@example.com", "tags": ["a"]}

    def test_a_dict_is_checked_by_the_same_rules(self) -> None:
        assert as_model(ContactCreate, {"email": "ada@example.com"}) == ContactCreate(email="ada@example.com")

    def test_the_error_is_ours_flat_and_without_the_values(self) -> None:
        data = {"email": "secret-nobody", "marketing_consent": {"email": "secret"}, "tags": [5]}
        with pytest.raises(InvalidArgumentError) as caught:
            as_model(ContactCreate, data)
        error = caught.value
        assert set(error.field_errors) == {"email", "marketing_consent.email", "tags.0"}
        assert "Nothing was sent" in str(error)
        assert "secret" not in str(error)
        assert error.__cause__ is None
        assert error.__suppress_context__
        assert not isinstance(error, pydantic.ValidationError)

    def test_a_misspelt_field_lists_the_fields(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"There is no such field.*The fields of ContactCreate are: email"
        ):
            as_model(ContactCreate, {"email": "ada@example.com", "frist_name": "Ada"})

    def test_a_missing_one_is_named(self) -> None:
        with pytest.raises(InvalidArgumentError, match="tags: This field is required"):
            as_model(AudienceCreate, {"name": "n"})

    def test_a_time_without_zone_says_what_to_write(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"scheduled_at: This time has no time zone: write an offset"
        ):
            as_model(CampaignUpdate, {"scheduled_at": "2030-01-01T09:00:00"})

    @pytest.mark.parametrize("data", [None, 5, "x", [("email", "a")], AudienceCreate(name="n", tags=[])])
    def test_what_is_neither_is_refused_by_its_kind(self, data: Any) -> None:
        with pytest.raises(InvalidArgumentError, match=f"got {type(data).__name__}; nothing was sent"):
            as_model(ContactCreate, data)


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
        with pytest.raises(ValueError, match=r"not both; nothing was sent. By name were given: q, source"):
            as_filters(ContactFilters, ContactFilters(q="a"), {"source": "lead", "q": "b"})

    def test_an_unknown_name_lists_the_supported_ones(self) -> None:
        with pytest.raises(
            InvalidArgumentError, match=r"Unknown filter 'queue'.*Supported filters: q, source, tags"
        ):
            as_filters(ContactFilters, None, {"queue": "x"})

    @pytest.mark.parametrize("cls", [EmailAccountFilters, None])
    def test_a_list_without_filters_says_so(self, cls: Any) -> None:
        with pytest.raises(InvalidArgumentError, match="takes no filters"):
            as_filters(cls, None, {"q": "x"})

    def test_a_value_that_does_not_fit_is_refused(self) -> None:
        with pytest.raises(InvalidArgumentError, match="source"):
            as_filters(ContactFilters, None, {"source": "hearsay"})

    def test_the_object_of_another_list_is_refused(self) -> None:
        with pytest.raises(InvalidArgumentError, match="Expected ContactFilters, got AudienceFilters"):
            as_filters(ContactFilters, AudienceFilters(q="x"), {})


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
