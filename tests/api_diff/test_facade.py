"""Which methods call which function is read from the source; every operation has one."""

from pathlib import Path

from generator.build import ROOT, SPEC
from generator.plan.code_names import snake
from generator.read.operations import read_operations
from generator.read.spec import Spec
from tools.api_diff.facade import methods_of, names_of


def test_every_operation_has_a_method_of_a_manager() -> None:
    methods = methods_of(ROOT)
    operations = read_operations(Spec(ROOT / SPEC, ROOT))
    assert [one.id for one in operations if f"{snake(one.tag)}.{snake(one.id)}" not in methods] == []


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
