"""A deprecation that nothing would honour stops the build, with the file, the line and the reason."""

from typing import Any

import pytest

from generator.build import SPEC

TAGS = "        - name: tags\n"
FORCE = "description: How hard., minimum: 1"
NAME = "components.schemas.Press.properties.force"
BREAKS = {
    "nothing that could be used instead": (
        "      operationId: pressWidget\n",
        "      deprecated: true\n      x-deprecated: {use: pressWidgets}\n",
        "paths./widgets/{widget_id}/press.post.x-deprecated.use",
        "'pressWidgets' is neither an operation nor a name beside it (did you mean 'pressWidget'?)",
    ),
    "no such filter": (
        TAGS,
        "          deprecated: true\n          x-deprecated: {use: q}\n",
        "paths./widgets.get.parameters.2.x-deprecated.use",
        "'q' is neither an operation nor a name beside it",
    ),
    "no such field": (
        FORCE,
        ", deprecated: true, x-deprecated: {use: strength}",
        f"{NAME}.x-deprecated.use",
        "'strength' is neither an operation nor a name beside it",
    ),
    "other tools would not see it": (
        FORCE,
        ", x-deprecated: {since: 2.1.0}",
        f"{NAME}.x-deprecated",
        "must stand beside `deprecated: true`",
    ),
    "unknown word": (
        FORCE,
        ", deprecated: true, x-deprecated: {removed_in: 3.0.0}",
        f"{NAME}.x-deprecated",
        'may hold `since: "2.1.0"`, `use: <name>` and `removed-in: "3.0.0"`',
    ),
    "number for a version": (
        FORCE,
        ", deprecated: true, x-deprecated: {since: 2.1}",
        f"{NAME}.x-deprecated",
        "all of them texts",
    ),
    "no version": (
        FORCE,
        ", deprecated: true, x-deprecated: {since: soon}",
        f"{NAME}.x-deprecated.since",
        "'soon' is not a version",
    ),
    "parameter of the path": (
        "    WidgetId:\n",
        "      deprecated: true\n",
        "components.parameters.WidgetId.deprecated",
        "page and path parameters cannot be deprecated",
    ),
    "schema of a parameter": (
        "          schema: {type: string, title: Tags",
        ", deprecated: true",
        "paths./widgets.get.parameters.2.schema.deprecated",
        "say it on the parameter",
    ),
    "component": (
        "    Widget:\n      type: object\n",
        "      deprecated: true\n",
        "components.schemas.Widget.deprecated",
        "a component cannot be deprecated: say it on the properties and operations",
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_it_stops_the_build(small: Any, name: str) -> None:
    mark, more, location, words = BREAKS[name]
    small.edit(mark, mark + more)
    message = small.problem()
    head, _, rest = message.partition(f": {location}: ")
    label, _, line = head.rpartition(":")
    assert label == SPEC
    assert words in rest
    assert location.rpartition(".")[2] in small.spec.read_text().splitlines()[int(line) - 1]


def test_what_to_use_instead_may_be_left_out(small: Any) -> None:
    small.edit(FORCE, f"{FORCE}, deprecated: true")
    assert 'force="The field force is deprecated."' in small.text("models/press.py").replace("'", '"')


def test_each_field_warns_once_whatever_class_declares_it(small: Any) -> None:
    """A class that inherits a deprecated field inherits its warning."""
    small.edit("        due_at: {", "        due_at: {deprecated: true, ")
    assert "_warn_base_widget = warn_when_set(due_at=" in small.text("models/base_widget.py")
    assert "_warn_widget_update = warn_when_set(due_at=" in small.text("models/widget_update.py")
    for name in ("widget", "widget_create"):
        assert "warn_when_set" not in small.text(f"models/{name}.py")
