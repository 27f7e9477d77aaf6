"""Subjects, names and custom headers stay on one line."""

from typing import Any

import pytest

from konigle import InvalidArgumentError
from konigle.models.comm import CampaignUpdate, ContactCreate, Email, EmailTemplateUpdate

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
