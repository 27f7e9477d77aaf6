"""A spec that cannot be parsed is reported with its line."""

import re
from typing import Any

import pytest

LABEL = "openapi/konigle-reachout.yaml"


def test_the_small_spec_builds_as_it_stands(small: Any) -> None:
    assert "class Widget(BaseWidget, TimestampedResource):" in small.text("models/widget.py")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("          maxLength: 20", "          maxLenght: 20"),
        ("      x-replay: once", "      x-replay: twice"),
        ("- $ref: '#/components/parameters/PageSize'", "- $ref: '#/components/parameters/Size'"),
        ("      enum: [idle, pressed]", "      enum:\n        - idle\n        - idle"),
        ("        code:\n          title: Code\n", "        code:\n"),
    ],
)
def test_the_message_has_the_line(small: Any, old: str, new: str) -> None:
    line = small.edit(old, new)
    assert small.problem().startswith(f"{LABEL}:{line}: ")


def test_yaml_that_cannot_be_read_is_reported_with_its_line(small: Any) -> None:
    line = small.edit("      tags: [widgets]", "      tags: [widgets")
    assert re.match(rf"{LABEL}:{line + 1}: not valid YAML: ", small.problem())


def test_a_key_given_twice_is_reported(small: Any) -> None:
    small.edit("      x-replay: once\n", "      x-replay: once\n      x-replay: safe\n")
    assert "duplicate key" in small.problem()


def test_an_anchor_defined_twice_is_reported(small: Any) -> None:
    small.edit("info: {title: Widgets", "info: &twice {title: Widgets")
    small.edit("servers: [{url", "servers: [&twice {url")
    assert "duplicate anchor 'twice'" in small.problem()


def test_a_spec_that_is_no_mapping_is_reported(small: Any) -> None:
    small.spec.write_text("- a\n")
    assert small.problem() == f"{LABEL}: must be a mapping at its top level"


def test_a_spec_without_schemas_is_reported(small: Any) -> None:
    small.spec.write_text("openapi: 3.1.0\n")
    assert small.problem() == f"{LABEL}: components.schemas: is missing"


def test_a_missing_spec_is_reported(small: Any) -> None:
    small.spec.unlink()
    assert small.problem() == f"{LABEL}: cannot be read (No such file or directory)"
