"""No difference between two documents goes unseen: whatever is changed or taken out is found."""

import copy
from typing import Any

import pytest

from tests.api_diff.planting import Json, before, locations, patched
from tools.api_diff.changes import Level
from tools.api_diff.compare import Names, compare_apis, compare_specs
from tools.api_diff.operations import Api

# Under these words stand names, one as good as another.
NAMES = {
    "paths",
    "properties",
    "schemas",
    "parameters",
    "responses",
    "headers",
    "examples",
    "content",
    "example",
    "webhooks",
}
# What says nothing: the type of what is an object anyway, and the permission to add names where nothing forbids it.
BEFORE = before()
API = Api(before())
EMPTY: list[Any] = ["object", {"type": "object"}, True]


def parts(document: Json) -> list[tuple[Any, ...]]:
    """The location of one part of every kind: a limit of a property, a tag of an operation."""
    kinds: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for path in locations(document):
        pairs = zip(("", *path), path, strict=False)
        kind = tuple("*" if parent in NAMES or isinstance(key, int) else key for parent, key in pairs)
        kinds.setdefault(kind, path)
    return list(kinds.values())


def is_seen(document: Json, path: tuple[Any, ...], *, is_removed: bool) -> bool:
    """Whether it is found when one part is taken out or has another value; the document is as before afterwards.

    A document that is none any more (broken references, parameters without a name) cannot be compared, which is seen.
    """
    holder, key = at(document, path[:-1]), path[-1]
    old = copy.copy(holder)
    if is_removed:
        del holder[key]
    else:
        value = holder[key]
        holder[key] = not value if isinstance(value, bool) else value + ("x" if isinstance(value, str) else 1)
    try:
        return bool(compare_apis(API, Api(document), Names()))
    except KeyError:
        return True
    finally:
        if isinstance(holder, list):
            holder[:] = old
        else:
            holder.clear()
            holder.update(old)


def at(document: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        document = document[key]
    return document


def test_nothing_is_found_in_a_copy() -> None:
    assert compare_specs(before(), copy.deepcopy(before())) == []


def test_whatever_is_taken_out_is_found() -> None:
    document = before()
    unseen = [path for path in parts(document) if not is_seen(document, path, is_removed=True)]
    assert [path for path in unseen if at(document, path) not in EMPTY] == []
    assert document == BEFORE


def test_whatever_is_replaced_is_found() -> None:
    document = before()
    leaves = [path for path in parts(document) if isinstance(at(document, path), str | int | float)]
    assert [path for path in leaves if not is_seen(document, path, is_removed=False)] == []


@pytest.mark.parametrize(
    ("location", "word"),
    [
        ("/components/schemas/Slug", "if"),
        ("/components/schemas/Contact", "dependentRequired"),
        ("/paths/~1contacts/get", "callbacks"),
        ("/paths/~1contacts", "servers"),
        ("/webhooks/contact.changed/post", "callbacks"),
        ("", "jsonSchemaDialect"),
    ],
)
def test_a_word_that_the_comparison_does_not_know_counts_as_breaking(location: str, word: str) -> None:
    changes = compare_specs(
        before(), patched(before(), [{"op": "add", "path": f"{location}/{word}", "value": {}}])
    )
    assert changes
    assert all(change.level is Level.BREAKING for change in changes)
    assert all("does not know" in " ".join(change.why) for change in changes)
