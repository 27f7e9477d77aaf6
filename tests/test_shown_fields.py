"""What `help`, `inspect.signature`, `dir` and mocks with a spec show of a model that is not built yet."""

import inspect
import subprocess
import sys
from textwrap import dedent
from typing import Any
from unittest.mock import create_autospec

import pytest

from konigle.models.comm import Campaign, Contact, ContactCreate, ContactUpdate, Email


def printed(program: str) -> list[str]:
    """Runs a program in a process where nothing is built yet."""
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-c", dedent(program)], capture_output=True, text=True, check=True
    )
    return ended.stdout.splitlines()


BEFORE_THE_FIRST_USE = """
    import inspect, pydoc
    from unittest.mock import create_autospec
    from konigle.models.comm import Contact, ContactCreate
    print(list(inspect.signature(ContactCreate).parameters)[:2])
    print(list(inspect.signature(ContactCreate.__init__).parameters)[:2])
    print({"email", "tags"} <= set(dir(ContactCreate)))
    print(ContactCreate.__pydantic_complete__, Contact.__pydantic_complete__)
    print("email: str" in pydoc.render_doc(ContactCreate))
    create_autospec(ContactCreate)(email="ada@example.com")
    print(create_autospec(Contact, instance=True).ltv is not None)
"""


def test_the_fields_are_shown_before_the_first_use_and_without_building_anything() -> None:
    assert printed(BEFORE_THE_FIRST_USE) == [
        "['email', 'first_name']",
        "['self', 'email']",
        "True",
        "False False",
        "True",
        "True",
    ]


@pytest.mark.parametrize("model", [ContactCreate, ContactUpdate, Email, Contact, Campaign])
def test_the_signature_has_each_field_with_type_and_default_before_and_after(model: Any) -> None:
    before = inspect.signature(model.__init__)
    model.model_rebuild()
    after = inspect.signature(model)
    assert [*before.parameters] == ["self", *after.parameters] == ["self", *model.model_fields]
    required = {name for name, one in after.parameters.items() if one.default is one.empty}
    assert required == {name for name, field in model.model_fields.items() if field.is_required()}


def test_types_are_shown_without_what_only_validation_needs() -> None:
    text = str(inspect.signature(Contact.__init__))
    assert "ltv: decimal.Decimal | None = None" in text.replace(
        "Optional[decimal.Decimal]", "decimal.Decimal | None"
    )
    assert "Annotated" not in text


def test_a_mock_of_the_class_refuses_what_the_class_refuses() -> None:
    mock = create_autospec(ContactCreate)
    made = mock(email="ada@example.com")
    assert made.email is not None
    for wrong in ({"emial": "ada@example.com"}, {}):
        with pytest.raises(TypeError):
            mock(**wrong)
    with pytest.raises(AttributeError):
        _ = made.emial


def test_a_mock_of_a_record_has_its_fields_and_methods() -> None:
    record = create_autospec(Contact, instance=True)
    record.email, record.tags = "ada@example.com", ["vip"]
    record.save(timeout=3)
    record.save.assert_called_once_with(timeout=3)
    with pytest.raises(AttributeError):
        _ = record.emial


class TestSubclasses:
    def test_a_field_of_a_subclass_is_shown(self) -> None:
        class Mine(ContactCreate):
            nickname: str = "x"

        assert "nickname" in inspect.signature(Mine).parameters
        assert "nickname" in inspect.signature(Mine.__init__).parameters
        assert "nickname" not in inspect.signature(ContactCreate).parameters
        assert Mine(email="ada@example.com", nickname="y").nickname == "y"

    def test_a_constructor_of_a_subclass_stays(self) -> None:
        class Mine(ContactCreate):
            def __init__(self, address: str) -> None:
                super().__init__(email=address)

        assert [*inspect.signature(Mine).parameters] == ["address"]
        assert Mine("ada@example.com").email == "ada@example.com"


def test_a_field_without_a_value_is_an_attribute_error() -> None:
    empty = ContactCreate.model_construct()
    del vars(empty)["source"]
    with pytest.raises(AttributeError, match="source"):
        _ = empty.source
    assert not hasattr(ContactCreate, "email")
