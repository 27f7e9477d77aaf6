"""What a caller gives, as the model it is to be."""

from typing import Any

import pydantic
import pytest

from konigle import InvalidArgumentError
from konigle._core.body import as_model, check_headers
from konigle.models.comm import AudienceCreate, CampaignUpdate, ContactCreate, Email, EmailTemplateUpdate


def test_a_model_stays_itself() -> None:
    data = ContactCreate(email="ada@example.com")
    assert as_model(ContactCreate, data) is data


def test_a_list_changed_in_place_is_checked_again() -> None:
    data = ContactCreate(email="ada@example.com", tags=["a"])
    data.tags.append(5)  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(InvalidArgumentError) as caught:
        as_model(ContactCreate, data)
    assert list(caught.value.field_errors) == ["tags.1"]
    data.tags[1] = "b"
    assert as_model(ContactCreate, data).to_wire() == {"email": "ada@example.com", "tags": ["a", "b"]}


def test_a_default_list_filled_in_place_is_said() -> None:
    data = ContactCreate(email="ada@example.com")
    data.tags.append("a")
    assert as_model(ContactCreate, data).to_wire() == {"email": "ada@example.com", "tags": ["a"]}


def test_a_dict_is_checked_by_the_same_rules() -> None:
    assert as_model(ContactCreate, {"email": "ada@example.com"}) == ContactCreate(email="ada@example.com")


def test_the_error_is_ours_flat_and_without_the_values() -> None:
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


def test_a_misspelt_field_lists_the_fields() -> None:
    fields = ", ".join(ContactCreate.model_fields)
    with pytest.raises(
        InvalidArgumentError, match=rf"There is no such field.*The fields of ContactCreate are: {fields}"
    ):
        as_model(ContactCreate, {"email": "ada@example.com", "frist_name": "Ada"})


def test_a_missing_one_is_named() -> None:
    with pytest.raises(InvalidArgumentError, match="tags: This field is required"):
        as_model(AudienceCreate, {"name": "n"})


def test_a_time_without_zone_says_what_to_write() -> None:
    with pytest.raises(
        InvalidArgumentError, match=r"scheduled_at: This time has no time zone: add an offset"
    ):
        as_model(CampaignUpdate, {"scheduled_at": "2030-01-01T09:00:00"})


@pytest.mark.parametrize("data", [None, 5, "x", [("email", "a")], AudienceCreate(name="n", tags=[])])
def test_what_is_neither_is_refused_by_its_kind(data: Any) -> None:
    with pytest.raises(InvalidArgumentError, match=f"got {type(data).__name__}; nothing was sent"):
        as_model(ContactCreate, data)


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


MAIL: dict[str, Any] = {"to_email": ["a@example.com"], "subject": "s", "body_html": "x\n", "channel": "c"}


@pytest.mark.parametrize("sign", ["\r", "\n", "\r\n", "\x00"])
@pytest.mark.parametrize(
    ("model", "where"),
    [
        (lambda text: Email(**MAIL | {"subject": text}), "subject"),
        (lambda text: Email(**MAIL, headers={"X-A": text}), "headers.X-A"),
        (lambda text: Email(**MAIL, headers={f"X-A{text}Bcc: b@example.com": "1"}), "headers.X-AaBcc"),
        (lambda text: CampaignUpdate(from_name=text), "from_name"),
        (lambda text: EmailTemplateUpdate(subject=text), "subject"),
        (lambda text: EmailTemplateUpdate(name=text), "name"),
        (lambda text: ContactCreate(email="a@example.com", first_name=text), "first_name"),
    ],
)
def test_a_break_in_the_head_of_a_mail_is_refused(model: Any, where: str, sign: str) -> None:
    with pytest.raises(InvalidArgumentError, match="Nothing was sent") as caught:
        model(f"a{sign}").to_wire()
    [field] = caught.value.field_errors
    assert field.startswith(where)
    assert sign not in field


def test_bodies_may_have_lines() -> None:
    assert Email(**MAIL).to_wire()["body_html"] == "x\n"


def test_custom_headers_start_with_x() -> None:
    with pytest.raises(ValueError, match="headers"):
        Email(**MAIL, headers={"Bcc": "b@example.com"})
