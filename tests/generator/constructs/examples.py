"""The examples of constructs that the generator understands or refuses, and the document they make together.

Each `.yaml` beside this file is a list of examples. An example holds:

- `name`: a name in snake case, of the file and a number if it is left out; its operations have a tag of this name.
- `construct`: what it is, as the table of docs/regenerating.md has it.
- `schemas`, `paths`, `components`, `document`: parts of an OpenAPI document; the last is merged into its top level.
- `sent`, `read`, `both`: a schema that the body of a POST, the response of a GET, or both have. It makes the operations
  `send_<name>` and `read_<name>`.
- `values`: what is sent by them and read by them, unchanged each time; `reads`: what is only read.
- `rejects`: a `value`, or a call, that is refused before anything is sent, each with the message in `says`.
- `calls`: calls of operations of `paths`, each with `operation`, `arguments`, `keywords` and `options`, where
  `{$file: <text>, name: <name>}` is a file; the request that it must make (`sends`: `method`, `path`, `query`, `headers`,
  `json`, `text`, and `form`, the parts of a multipart form), the response (`receives`: `status`, `headers`, `json`,
  `text`) and the result as JSON (`gives`; what was received if it is left out).
- `methods`: calls of methods of the manager, each with `method`, `arguments`, `keywords`, and `gives` or what it `raises`;
  `exchanges` are the requests that it must make (`path`, `query`, `headers`), each with its response (`status`, `json`).
- `python`: what it becomes, for the table.
- `refused`: of a construct that stops the generator, the location; `says` is the message, with what to write instead.
"""

import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
Raw = dict[str, Any]


@dataclass
class Example:
    """One construct."""

    name: str
    construct: str
    python: str = ""
    document: Raw = field(default_factory=dict)
    schemas: Raw = field(default_factory=dict)
    components: Raw = field(default_factory=dict)
    paths: Raw = field(default_factory=dict)
    sent: str = ""
    read: str = ""
    both: str = ""
    values: list[Any] = field(default_factory=list)
    reads: list[Any] = field(default_factory=list)
    rejects: list[Raw] = field(default_factory=list)
    calls: list[Raw] = field(default_factory=list)
    methods: list[Raw] = field(default_factory=list)
    refused: str = ""
    says: str = ""

    def parts(self) -> Raw:
        """What it adds to a document."""
        paths = {path: _in_tag(item, self.name) for path, item in self.paths.items()}
        for way, name in (("send", self.sent or self.both), ("read", self.read or self.both)):
            if name:
                paths[f"/{self.name}/{way}"] = _operation(way, self.name, name)
        tag = {"name": self.name, "description": f"Calls with {self.name}."}
        parts = {"tags": [tag], "paths": paths, "components": {"schemas": self.schemas, **self.components}}
        return merged(parts, self.document)

    def steps(self) -> list[Raw]:
        """Every call, those of the values included."""
        sent = self.values if self.sent or self.both else []
        read = [*self.values, *self.reads] if self.read or self.both else []
        done: Raw = {"receives": {"status": 204}, "gives": None}
        return [
            *self.calls,
            *(
                {"operation": f"send_{self.name}", "arguments": [one], "sends": {"json": one}, **done}
                for one in sent
            ),
            *({"operation": f"read_{self.name}", "receives": {"json": one}} for one in read),
        ]


def _operation(way: str, tag: str, schema: str) -> Raw:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    raw: Raw = {
        "tags": [tag],
        "operationId": f"{way}_{tag}",
        "summary": f"{way.capitalize()} one",
        "description": f"For {tag}.",
        "x-replay": "settled" if way == "send" else "safe",
    }
    if way == "send":
        return {
            "post": {
                **raw,
                "requestBody": {"required": True, "content": content},
                "responses": {"204": {"description": "Done."}},
            }
        }
    return {"get": {**raw, "responses": {"200": {"description": "One.", "content": content}}}}


def _in_tag(item: Raw, tag: str) -> Raw:
    return {word: {"tags": [tag], **raw} if "operationId" in raw else raw for word, raw in item.items()}


def merged(one: Any, other: Any) -> Any:
    """Both, mapping by mapping and list after list; of plain values the other."""
    if isinstance(one, dict) and isinstance(other, dict):
        return {
            **one,
            **{word: merged(one[word], value) if word in one else value for word, value in other.items()},
        }
    if isinstance(one, list) and isinstance(other, list):
        return [*one, *other]
    return other


def examples() -> list[Example]:
    """All examples, in the order of the table."""
    found: list[Example] = []
    for path in sorted(FOLDER.glob("*.yaml")):
        if path.stem == "base":
            continue
        parts = enumerate(yaml.safe_load(path.read_text(encoding="utf-8")))
        found += [Example(**{"name": f"{path.stem}{index}", **raw}) for index, raw in parts]
    return found


def document(of: list[Example]) -> Raw:
    """One document of several examples."""
    whole: Raw = yaml.safe_load((FOLDER / "base.yaml").read_text(encoding="utf-8"))
    for example in of:
        whole = merged(whole, copy.deepcopy(example.parts()))
    return whole
