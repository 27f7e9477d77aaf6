"""An enum gets a value, a field is renamed in two steps, and an operation is removed."""

import json
import re
import shutil
from pathlib import Path

import pytest

from generator.build import SPEC
from tests.generator.project_copy import PROJECT, copy_of_the_project, edited_by_hand, run
from tools.api_diff.__main__ import compare_projects

pytestmark = pytest.mark.sandbox_process

HANDLERS = "konigle/sandbox/resources/accounts.py"
OLD = "        description: {title: Description, type: [string, 'null'], default: '',\n"
OLD_DOC = '          description: "Free text about the segment; blank or null for none."}\n'
NEW = "        about: {title: About, type: [string, 'null'], description: Free text about the segment.}\n"
GROWN = """
import json, warnings
from konigle.models.comm import AudienceCreate, ContactCreate
from konigle.sandbox import Sandbox

with Sandbox(check_answers=True) as sandbox, sandbox.client() as client:
    client.contacts.create(ContactCreate(email="ada@example.com", source="webinar"))
    client.contacts.create({"email": "bob@example.com", "source": "lead"})
    found = [(one.email, one.source) for one in client.contacts.iter_all(source="webinar")]
    new = client.audiences.create(AudienceCreate(name="New", tags=["new"], about="With the new name."))
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        old = client.audiences.create(AudienceCreate(name="Old", tags=["old"], description="With the old name."))
    print(json.dumps([found, new.about, old.description, [str(one.message) for one in warned]]))
"""
REMOVED = """
import json
from konigle.managers.comm import AsyncEmailIdentityManager, EmailIdentityManager
from konigle.models import comm
from konigle.models.comm import AudienceCreate
from konigle.sandbox import Sandbox

with Sandbox(check_answers=True) as sandbox, sandbox.client() as client:
    new = client.audiences.create({"name": "New", "tags": ["new"], "about": "With the new name."})
managers = EmailIdentityManager, AsyncEmailIdentityManager
print(json.dumps([
    new.about,
    sorted(AudienceCreate.model_fields),
    [hasattr(one, "setup_custom_mail_from") for one in managers],
    "CustomMailFrom" in comm.__all__,
]))
"""


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def delete(path: Path, start: str, stop: str) -> None:
    """Deletes from one text up to another."""
    text = path.read_text(encoding="utf-8")
    first = text.index(start)
    path.write_text(text[:first] + text[text.index(stop, first + 1) :], encoding="utf-8")


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with one more enum value, and a new name for a field beside the old one."""
    root = copy_of_the_project(tmp_path_factory.mktemp("grown"))
    edit(root / SPEC, "enum: [purchase, lead, ", "enum: [purchase, lead, webinar, ")
    deprecated = (
        OLD + "          deprecated: true, x-deprecated: {since: 2.1.0, use: about, removed-in: 3.0.0},\n"
    )
    edit(root / SPEC, OLD + OLD_DOC, NEW + deprecated + OLD_DOC)
    made = run(root, "-m", "generator")
    assert made.returncode == 0, made.stderr
    return root


@pytest.fixture(scope="module")
def refused(grown: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A copy of that without the old name and without an operation, and what is said until all of it is gone."""
    root = tmp_path_factory.mktemp("removed") / "copy"
    shutil.copytree(grown, root)
    delete(root / SPEC, OLD, "        tags: {title: Tags")
    delete(root / SPEC, "        description: Signed up on the site", "tags: [newsletter, engaged]")
    edit(
        root / SPEC, "{name: Loyal newsletter readers, description: null}", "{name: Loyal newsletter readers}"
    )
    path = "  /reachout/api/v1/identities/{identity_id}/setup-custom-mail-from:\n"
    delete(root / SPEC, path, "\n  # ---- email templates")
    said = [run(root, "-m", "generator").stderr]
    delete(root / SPEC, "    CustomMailFrom:\n", "\n    Email")
    made = run(root, "-m", "generator")
    assert made.returncode == 0, made.stderr
    said.append(run(root, "-c", "from konigle.sandbox import Sandbox; Sandbox().start()").stderr)
    return root, said


@pytest.fixture(scope="module")
def removed(refused: tuple[Path, list[str]]) -> Path:
    """The same without the handler of the operation."""
    root, _ = refused
    edit(root / HANDLERS, '        "setupCustomMailFrom": _setup_mail_from,\n', "")
    return root


def changes(before: Path, after: Path) -> list[tuple[str, str]]:
    """What the comparison of the spec reports."""
    return [(one.level.name, str(one)) for one in compare_projects(before, after)[0]]


def test_a_new_enum_value_and_a_new_name_need_no_edit_but_the_spec(grown: Path) -> None:
    done = run(grown, "-c", GROWN)
    assert done.returncode == 0, done.stderr
    text = "is deprecated since version 2.1.0 and will be removed in version 3.0.0; use `about` instead."
    assert json.loads(done.stdout) == [
        [["ada@example.com", "webinar"]],
        "With the new name.",
        "With the old name.",
        [f"The field description {text}"],
    ]
    assert edited_by_hand(grown) == {SPEC}


def test_both_are_additive(grown: Path) -> None:
    assert changes(PROJECT, grown) == [
        ("ADDITIVE", "AudienceFields.about: is a new property"),
        ("ADDITIVE", "AudienceFields.description: is deprecated, until 3.0.0: use about"),
        ("ADDITIVE", 'ContactSource: the value "webinar" is new'),
    ]


def test_what_a_removed_operation_leaves_behind_is_named(refused: tuple[Path, list[str]]) -> None:
    generator, sandbox = refused[1]
    assert re.match(rf"{SPEC}:\d+: components.schemas.CustomMailFrom: is used by no operation", generator)
    assert "the spec has no operation setupCustomMailFrom, but konigle/sandbox handles it" in sandbox


def test_the_old_name_and_the_operation_are_gone_from_everything_that_is_generated(removed: Path) -> None:
    done = run(removed, "-W", "error", "-c", REMOVED)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [
        "With the new name.",
        ["about", "code", "name", "tags"],
        [False, False],
        False,
    ]


def test_both_removals_are_breaking(grown: Path, removed: Path) -> None:
    assert [one for one in changes(grown, removed) if one[0] != "DOCUMENTATION"] == [
        ("BREAKING", "AudienceFields.description: the property is gone"),
        (
            "BREAKING",
            "setupCustomMailFrom: POST /reachout/api/v1/identities/{identity_id}/setup-custom-mail-from is gone",
        ),
    ]


def test_the_names_of_a_removed_operation_lead_to_the_other_files(removed: Path) -> None:
    """As the page finds them with `git grep -lw`."""
    names = re.compile(r"\b(setupCustomMailFrom|setup_custom_mail_from)\b")
    files = [
        path
        for part in ("clients", "conformance", "konigle", "openapi")
        for path in (removed / part).rglob("*.*")
    ]
    found = {
        path.relative_to(removed).as_posix()
        for path in files
        if path.is_file()
        and "generated" not in path.parts
        and names.search(path.read_text(encoding="utf-8", errors="replace"))
    }
    assert found == {
        "conformance/scenarios/classes.yaml",
        "conformance/scenarios/collections.yaml",
    }
