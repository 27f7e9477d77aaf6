"""Changes for programs that import the package are found in its source, reported once for both clients."""

from pathlib import Path

import pytest

from tests.api_diff.package import write_package
from tools.api_diff.changes import Change, Level
from tools.api_diff.surface import Surface, compare_surfaces, load_surface

ASYNC, SYNC = "konigle/_async/managers.py", "konigle/_sync/managers.py"
MODELS, CONFIG = "konigle/_generated/models.py", "konigle/config.py"
START = ("AsyncContactManager.start", "ContactManager.start")
BREAKING, ADDITIVE, DOCUMENTATION = Level.BREAKING, Level.ADDITIVE, Level.DOCUMENTATION
HEAD = "def start(self, contact_id: str, when: str | None = None, *, retries: int = 2)"

Edit = tuple[str, str]
Expected = dict[str, Level]
BOTH_SIDES: dict[str, tuple[Edit, Expected]] = {
    "a removed method": (
        ("def stop(self, contact_id: str) -> bool:", "def _stop(self, contact_id: str) -> bool:"),
        {"ContactManager.stop: is gone": BREAKING},
    ),
    "a method that the base class lacks now": (
        ("def get(", "def _get("),
        {"BaseManager.get: is gone": BREAKING},
    ),
    "a renamed argument": (
        (HEAD, HEAD.replace("contact_id", "id_")),
        {
            "ContactManager.start: the argument contact_id is gone": BREAKING,
            "ContactManager.start: the argument id_ is new, and required": BREAKING,
        },
    ),
    "another default": (
        ("page: int = 1", "page: int = 0"),
        {"BaseManager.get: the default of page was 1 and is 0 now": BREAKING},
    ),
    "an argument that is required now": (
        ("when: str | None = None", "when: str | None"),
        {"ContactManager.start: the argument when is required now": BREAKING},
    ),
    "an argument that can only be named now": (
        ("when: str | None = None, *", "*, when: str | None = None"),
        {
            "ContactManager.start: the argument when was positional or keyword and is keyword-only now": BREAKING,
        },
    ),
    "a new optional argument": (
        ("retries: int = 2", "retries: int = 2, deep: bool = False"),
        {"ContactManager.start: takes the argument deep now": ADDITIVE},
    ),
    "an argument that takes more": (
        ("when: str | None = None", "when: str | int | None = None"),
        {"ContactManager.start: the argument when was str | None and is str | int | None now": ADDITIVE},
    ),
    "an argument that takes less": (
        ("when: str | None = None", "when: str = None"),
        {"ContactManager.start: the argument when was str | None and is str now": BREAKING},
    ),
    "a result that may be less": (
        ('retries: int = 2) -> "Contact | None"', 'retries: int = 2) -> "Contact"'),
        {"ContactManager.start: returned Contact | None and returns Contact now": ADDITIVE},
    ),
    "a result that may be more": (
        ("(self, contact_id: str) -> bool", "(self, contact_id: str) -> bool | None"),
        {"ContactManager.stop: returned bool and returns bool | None now": BREAKING},
    ),
    "a result that is no longer annotated": (
        ("(self, contact_id: str) -> bool", "(self, contact_id: str)"),
        {"ContactManager.stop: returned bool and does not say what it returns now": BREAKING},
    ),
    "another docstring": (
        ("Starts one.", "Starts one at once."),
        {"ContactManager.start: its docstring is another": DOCUMENTATION},
    ),
    "another private method": (("def _send(self)", "def _send(self, body: str)"), {}),
}
ONE_FILE: dict[str, tuple[str, Edit, Expected]] = {
    "a removed class": (CONFIG, ("class Settings:", "class _Settings:"), {"Settings: is gone": BREAKING}),
    "a removed module": (
        CONFIG,
        ("def helper(", "def _helper("),
        {"helper: is gone": BREAKING},
    ),
    "a new function": (
        CONFIG,
        ("def helper(", "def aid() -> None: ...\n\n\ndef helper("),
        {"aid: is new": ADDITIVE},
    ),
    "a class that becomes a function": (
        CONFIG,
        ("def helper(value: int) -> int:", "class helper:"),
        {"helper: was a function and is a class now": BREAKING},
    ),
    "another value of a setting": (
        CONFIG,
        ("timeout: float = 30.0", "timeout: float = 60.0"),
        {"Settings.timeout: its value was 30.0 and is 60.0 now": BREAKING},
    ),
    "another type of a setting": (
        CONFIG,
        ("timeout: float = 30.0", "timeout: int = 30.0"),
        {"Settings.timeout: was float and is int now": BREAKING},
    ),
    "a setting without a value": (
        CONFIG,
        ('name = "konigle"', "name: str"),
        {
            "Settings.name: was None and is str now": BREAKING,
            "Settings.name: its value was 'konigle' and is none now": BREAKING,
        },
    ),
    "a result where none was annotated": (
        CONFIG,
        ("def old(self)", "def old(self) -> int"),
        {"Settings.old: returned None and returns int now": ADDITIVE},
    ),
    "a field that is gone": (
        MODELS,
        ("    name: str", "    first_name: str"),
        {"Contact.name: is gone": BREAKING, "Contact.first_name: is new": ADDITIVE},
    ),
    "another default of a field": (
        MODELS,
        ("default=None, ", "default='', "),
        {
            "Contact.name: its value was default=None, max_length=9 and is default='', max_length=9 now": BREAKING
        },
    ),
    "other words for a field": (MODELS, ('title="Name", description="Its name."', 'title="Called"'), {}),
    "a value less": (
        MODELS,
        ('Literal["lead", "fair"]', 'Literal["lead"]'),
        {"Source: its value was Literal['lead', 'fair'] and is Literal['lead'] now": BREAKING},
    ),
}


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Surface:
    return load_surface(write_package(tmp_path_factory.mktemp("before")))


def compared(old: Surface, root: Path, edits: dict[str, Edit]) -> list[Change]:
    return compare_surfaces(old, load_surface(write_package(root, edits)))


def test_nothing_is_found_in_a_copy(old: Surface, tmp_path: Path) -> None:
    assert compared(old, tmp_path, {}) == []


@pytest.mark.parametrize("name", BOTH_SIDES)
def test_a_change_of_both_sides_is_reported_once(name: str, old: Surface, tmp_path: Path) -> None:
    edit, expected = BOTH_SIDES[name]
    changes = compared(old, tmp_path, {ASYNC: edit, SYNC: edit})
    assert {str(change): change.level for change in changes} == expected
    for change in changes:
        member = change.location.partition(".")[2]
        assert {f"{side}ContactManager.{member}" for side in ("", "Async")} <= set(change.methods)


@pytest.mark.parametrize("name", ONE_FILE)
def test_a_change_is_found_with_its_class(name: str, old: Surface, tmp_path: Path) -> None:
    path, edit, expected = ONE_FILE[name]
    changes = compared(old, tmp_path, {path: edit})
    assert {str(change): change.level for change in changes} == expected


def test_a_change_of_one_side_alone_names_the_one(old: Surface, tmp_path: Path) -> None:
    (change,) = compared(old, tmp_path, {ASYNC: ("retries: int = 2", "retries: int = 3")})
    assert change.methods == ("AsyncContactManager.start",)


@pytest.mark.parametrize(
    ("location", "models", "is_told"),
    [
        ("ContactFields.name", ("Contact",), True),
        ("ContactFields.email", ("Contact",), False),
        ("ContactFields.name", ("Campaign",), False),
        ("Name", ("Contact",), True),  # a scalar that the field is made of
    ],
)
def test_what_follows_from_the_spec_is_not_reported_again(
    location: str, models: tuple[str, ...], old: Surface, tmp_path: Path, *, is_told: bool
) -> None:
    spec = [Change(location, "maxLength 9 became 5", BREAKING, (), models)]
    new = load_surface(write_package(tmp_path, {MODELS: ("max_length=9", "max_length=5")}))
    assert (compare_surfaces(old, new, spec) == []) is is_told
