"""Which methods call which function is read from the source; the test names operations without a method."""

from pathlib import Path

import pytest

from generator.build import ROOT
from generator.plan.type_mapping import snake
from generator.write.skeleton import Skeletons
from tools.api_diff.facade import methods_of, names_of


@pytest.fixture(scope="module")
def skeletons() -> Skeletons:
    return Skeletons(ROOT)


def test_every_operation_has_a_method_of_a_manager(skeletons: Skeletons) -> None:
    methods = methods_of(ROOT)
    without = [
        skeletons.message(name)
        for name, operation in skeletons.operations.items()
        if f"{snake(operation.tag)}.{snake(name)}" not in methods
    ]
    if without:  # without pytest's own marks before each line, so that the method can be copied
        pytest.fail("No method of a manager calls:\n\n" + "\n".join(without), pytrace=False)


def test_a_function_that_is_configured_is_found_through_the_methods_of_the_base_class() -> None:
    methods = methods_of(ROOT)
    assert {"ContactManager.iter_all", "ContactManager.list"} <= set(methods["contacts.list_contacts"])
    assert "ContactManager.update" in methods["contacts.update_contact"]
    assert methods["emails.send_email"] == ("EmailManager.send",)


def test_a_form_has_the_class_of_the_body_it_adds_files_to() -> None:
    classes = names_of(ROOT).classes
    assert classes["EmailWithAttachments"] == "Email"
    assert "ContactFields" not in classes  # joined into others, never a class


def test_a_folder_without_a_package_has_no_names(tmp_path: Path) -> None:
    names = names_of(tmp_path)
    assert (names.classes, names.methods) == ({}, {})
