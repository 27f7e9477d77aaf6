"""Masks, and the values that were masked."""

import pytest

from konigle.mcp.personal_data import cut, mask, mask_text, masked_fields


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("jane@example.com", "j***@example.com"),
        ("jd@example.com", "***@example.com"),  # of a short one nothing is left
        ("Write to <jane.doe+x@mail.example.co.uk>, please.", "Write to <j***@mail.example.co.uk>, please."),
        ('<a href="mailto:jane@example.com">', '<a href="mailto:j***@example.com">'),
        ("https://x.example/u?e=jane%40example.com&a=1", "https://x.example/u?e=j***%40example.com&a=1"),
        ("jürgen@müller.example", "j***@müller.example"),
        ("call +49 (30) 123-4567 now", "call +***67 now"),
        (
            "2026-01-01T00:00:00+00:00, con_000001, 12345678",
            "2026-01-01T00:00:00+00:00, con_000001, 12345678",
        ),
        ("@media screen", "@media screen"),
    ],
)
def test_addresses_and_phone_numbers_in_a_text(text: str, masked: str) -> None:
    assert mask_text(text) == masked
    assert mask_text(masked) == masked


def test_fields_for_people_and_their_numbers_are_masked_whole() -> None:
    given = {
        "email": "no address",
        "first_name": "Jane",
        "reply_to_name": "Jane of Sales",
        "phone": "030 1234567",
        "whatsapp": "12345",
        "name": "Spring sale",
        "tags": ["jane@example.com", "vip"],
        "marketing_consent": {"email": True, "sms": False},
        "nested": [{"default_from_email": "jane@example.com", "last_name": ""}],
        "jane@example.com": None,
    }
    assert mask(given) == {
        "email": "***",
        "first_name": "J***",
        "reply_to_name": "J***",
        "phone": "***67",
        "whatsapp": "***",
        "name": "Spring sale",
        "tags": ["j***@example.com", "vip"],
        "marketing_consent": {"email": True, "sms": False},
        "nested": [{"default_from_email": "j***@example.com", "last_name": ""}],
        "j***@example.com": None,
    }


def test_every_mask_is_found_again_also_inside_other_texts() -> None:
    people = {
        "email": "jane@example.com",
        "to_email": ["jd@example.com"],
        "first_name": "Jane",
        "phone": "030 1234567",
        "whatsapp": "12345",
        "reply_to_email": "none",
    }
    masked = mask(people)
    assert masked_fields(masked) == list(people)
    assert masked_fields(people) == []
    for name in ("email", "first_name", "phone"):
        assert masked_fields({"body_html": f"<p>Dear {masked[name]}, hello</p>"}) == ["body_html"]
        assert masked_fields({"data": [{"q": masked[name]}]}) == ["q"]
    assert masked_fields({"body_text": mask_text("call +49 30 1234567")}) == ["body_text"]


@pytest.mark.parametrize("text", ["***", "a *** b", "****", "**bold** and ***both***", "x ***** y", "5 * 3"])
def test_asterisks_in_other_texts_are_not_a_mask(text: str) -> None:
    assert masked_fields({"body_text": text, "name": text}) == []


def test_a_text_that_was_cut_is_found_again() -> None:
    found = cut({"a": ["x" * 10, 5], "b": {"c": "short"}}, 6)
    assert found == {"a": ["xxxxxx…[cut: 10 characters in all]", 5], "b": {"c": "short"}}
    assert masked_fields(found) == ["a"]
    assert cut(["a\ud800b", "é\U0001f600"], 10) == ["a?b", "é\U0001f600"]


def test_a_long_text_takes_time_in_proportion() -> None:
    """Each of these would not end with a pattern that takes quadratic time."""
    for text in ("a" * 300_000, "a." * 150_000, "+1 " * 100_000, "a@" * 150_000, "a@b." * 75_000):
        assert isinstance(mask_text(text), str)
