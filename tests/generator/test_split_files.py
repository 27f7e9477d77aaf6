"""A document that is split over files is the same document; messages name the file and the line."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.build import generated, renderer_of

PARTS = "openapi/parts/widgets.yaml"


@pytest.fixture
def split(small: Any) -> Any:
    """The small project with a path and the schemas of widgets in other files."""
    raw = yaml.safe_load(small.spec.read_text())
    schemas = raw["components"]["schemas"]
    moved = {name: schemas.pop(name) for name in list(schemas) if "Widget" in name}
    path = raw["paths"]["/widgets/{widget_id}"]
    raw["paths"]["/widgets/{widget_id}"] = {"$ref": "parts/one_widget.yaml"}
    _write(
        small.root / PARTS,
        _pointing({"components": {"schemas": moved}}, moved, "#", "../konigle-reachout.yaml"),
    )
    _write(
        small.root / "openapi/parts/one_widget.yaml",
        _pointing(path, moved, "widgets.yaml", "../konigle-reachout.yaml"),
    )
    small.spec.write_text(yaml.safe_dump(_pointing(raw, moved, "parts/widgets.yaml", ""), sort_keys=False))
    return small


def _write(path: Path, raw: Any) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.safe_dump(raw, sort_keys=False))


def _pointing(value: Any, moved: Any, to_moved: str, to_entry: str) -> Any:
    """The same part in another file."""
    text = json.dumps(value)
    for name in sorted(moved, key=len, reverse=True):
        file = "" if to_moved == "#" else to_moved
        text = text.replace(f'"#/components/schemas/{name}"', f'"{file}#MOVED/components/schemas/{name}"')
    text = text.replace('"#/components', f'"{to_entry}#/components').replace("#MOVED", "#")
    return json.loads(text)


def test_it_makes_the_same_code(split: Any, small: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    from tests.generator.conftest import SmallProject

    whole = generated(SmallProject(tmp_path_factory.mktemp("whole")).root)
    parts = generated(split.root)
    assert parts.keys() == whole.keys()
    code = {name for name in whole if name.startswith("konigle/_generated/") and name.endswith(".py")}
    headers = {name: parts[name].partition("\n")[0] for name in code}
    assert {name: parts[name].removeprefix(headers[name]) for name in code} == {
        name: whole[name].removeprefix(whole[name].partition("\n")[0]) for name in code
    }
    models = "konigle/_generated/models"
    assert headers[f"{models}/widget.py"].startswith(f"# Made from {PARTS} by ")
    assert headers[f"{models}/__init__.py"].startswith("# Made from openapi/konigle-reachout.yaml by ")
    assert headers["konigle/_generated/api/widgets.py"].startswith(
        "# Made from openapi/konigle-reachout.yaml, openapi/parts/one_widget.yaml by "
    )


def test_the_bundled_document_has_no_other_file(split: Any) -> None:
    assert ".yaml" not in renderer_of(split.root).spec.bundled()


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            PARTS,
            "maxLength: 20",
            "maxlength: 20",
            "components.schemas.WidgetFields.properties.name.maxlength: unknown",
        ),
        (
            "openapi/parts/one_widget.yaml",
            "x-replay: settled",
            "x-replay: twice",
            "patch.x-replay: 'twice' is none of",
        ),
        (PARTS, "schemas/WidgetFields", "schemas/WidgetFeilds", "$ref: broken reference"),
        (
            "openapi/parts/one_widget.yaml",
            "widgets.yaml#",
            "widget.yaml#",
            "$ref: there is no file 'widget.yaml'",
        ),
    ],
)
def test_messages_name_the_file_and_the_line(split: Any, file: str, old: str, new: str, said: str) -> None:
    line = split.edit(old, new, path=split.root / file)
    message = split.problem()
    assert message.startswith(f"{file}:{line}: "), message
    assert said in message
