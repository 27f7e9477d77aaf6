"""The operations of the API as data: what programs are made of that build their surface when they run.

Imports neither httpx nor pydantic. Used by the command line and by the MCP server.
"""

import base64
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast

_PATH = Path(__file__).with_name("_generated") / "sdk.json"
_LABELS, _TIME_STAMPS = ("name", "email", "code", "subject"), ("created_at", "updated_at")
Source = Literal["path", "body", "field", "file", "filters", "page", "parameter"]


class Parameter(NamedTuple):
    """One input of an operation, or one field of a model.

    Attributes:
        name: As on the wire.
        type: As the schema of the representation defines it; `kind` is always there.
        doc: What it is for.
        required: Whether it must be given.
        source: Where its value goes: the path, a field of the body, the only field of the body, the files, a filter
            of a list, the page of one, or a parameter of its own.
        default: Of a page parameter.
        choices: The values of an enum of texts.
        fields: The fields of a model.
        comma_separated: Whether it is a list that is sent as one text.
    """

    name: str
    type: Mapping[str, Any]
    doc: str = ""
    required: bool = False
    source: Source = "body"
    default: Any = None
    choices: tuple[str, ...] = ()
    fields: "tuple[Parameter, ...]" = ()
    comma_separated: bool = False

    @property
    def kind(self) -> str:
        """The kind of its type, such as `string`."""
        return str(self.type["kind"])

    @property
    def item_type(self) -> Mapping[str, Any]:
        """The type of one value: of the items of a list, else its own."""
        found: Mapping[str, Any] = self.type.get("items") or self.type
        return found

    @property
    def is_list(self) -> bool:
        """Whether it takes several values."""
        return self.kind == "list" or self.comma_separated

    @property
    def is_long(self) -> bool:
        """Whether its values are too long for lists: mappings, and the bodies of mails."""
        return self.kind in {"map", "any"} or self.name.startswith("body_")

    @property
    def is_clearable(self) -> bool:
        """Whether an update can empty it."""
        return bool(self.type.get("nullable")) or self.kind == "list"


class Operation(NamedTuple):
    """One operation, as a method of a manager.

    Attributes:
        manager: Name of the manager on the client.
        method: Name of the method.
        facts: The rest of the method in the representation: `operation`, `kind`, `summary`, `description`, `replay`,
            `http_method`, `path`, and where they apply `recipients`, `recovery` and `example`.
        parameters: What it takes.
        columns: The fields of what it returns, of a list those of one item.
    """

    manager: str
    method: str
    facts: Mapping[str, Any]
    parameters: tuple[Parameter, ...]
    columns: tuple[Parameter, ...]

    @property
    def is_list(self) -> bool:
        """Whether it returns pages."""
        return bool(self.facts["kind"] == "list")

    @property
    def is_write(self) -> bool:
        """Whether it changes anything on the server."""
        return bool(self.facts["replay"] != "safe")

    @property
    def recipients(self) -> Mapping[str, str]:
        """Who receives mail: `kind` and `field` as in the representation; empty if nobody does."""
        found: Mapping[str, str] = self.facts.get("recipients") or {}
        return found

    def from_source(self, *sources: Source) -> tuple[Parameter, ...]:
        """The parameters whose values go to one of these."""
        return tuple(one for one in self.parameters if one.source in sources)

    def sends_mail(self, arguments: Mapping[str, Any]) -> bool:
        """Whether a call with these arguments makes somebody receive mail, now or at a scheduled time."""
        if not self.recipients:
            return False
        field = self.recipients.get("field") if self.recipients["kind"] == "audience" else None
        return not field or arguments.get(field) is not None

    @property
    def returns_file(self) -> bool:
        """Whether a success is a file."""
        return bool(self.facts["result"]["kind"] == "file")

    def call(self, client: Any, arguments: Mapping[str, Any], **more: Any) -> Any:
        """Calls the method of the manager; of an async client the result is awaitable.

        Args:
            client: A client.
            arguments: Values by name of the parameter; those of a path are required.
            **more: Further arguments of the method, such as `to` where a success is a file.
        """
        method = getattr(getattr(client, self.manager), self.method)
        given = dict(arguments)
        ids = [given.pop(one.name) for one in self.from_source("path")]
        if self.from_source("field", "filters", "page"):
            return method(*ids, **given, **more)
        own = {one.name: given.pop(one.name) for one in self.from_source("parameter") if one.name in given}
        body: Mapping[str, Any] = self.facts.get("body") or {}
        data = [given] if body and (given or body.get("required", True)) else []
        return method(*ids, *data, **own, **more)

    @property
    def paging(self) -> Mapping[str, str]:
        """Of a list: how it is paged, as in the representation; a list with numbered pages has `iterator` alone."""
        found: Mapping[str, str] = self.facts.get("pagination") or {}
        return found

    def iterate(self, client: Any, arguments: Mapping[str, Any]) -> Any:
        """Iterates over all items of a list; of an async client the iterator is asynchronous."""
        given = dict(arguments)
        ids = [given.pop(one.name) for one in self.from_source("path")]
        return getattr(getattr(client, self.manager), self.paging["iterator"])(*ids, **given)

    def shown(self, result: Any) -> Any:
        """A result as JSON has it, and of a page its items."""
        return to_json(getattr(result, self.paging["items"]) if "items" in self.paging else result)


class Manager(NamedTuple):
    """The operations on one kind of resource."""

    name: str
    doc: str
    operations: tuple[Operation, ...]


def rank(name: str, field: Parameter) -> int:
    """How early a field is shown: what names the resource first, its time stamps last.

    Args:
        name: Of a field of a nested model with that of the model, joined by a dot.
        field: The field.
    """
    if name in {"id", *_LABELS, *_TIME_STAMPS}:
        return 0 if name == "id" else 1 if name in _LABELS else 5
    if field.required and field.kind != "time":
        return 2
    return 3 if field.kind in {"enum", "list"} else 4


def load_representation() -> dict[str, Any]:
    """The representation that the package carries."""
    content: dict[str, Any] = json.loads(_PATH.read_text(encoding="utf-8"))
    return content


def read_managers(representation: Mapping[str, Any]) -> tuple[Manager, ...]:
    """The managers of a representation, with their operations."""
    reader = _Reader(representation)
    managers = [manager for area in representation["areas"] for manager in area["managers"]]
    return tuple(
        Manager(
            one["name"], one["doc"], tuple(reader.operation(one["name"], facts) for facts in one["methods"])
        )
        for one in managers
    )


def to_json(value: Any) -> Any:
    """What an operation returned, as JSON has it: of a page its items, of a model what the server sent, of a file its text."""
    if hasattr(value, "file_name") and hasattr(value, "content_type"):
        return _file_to_json(value)
    if hasattr(value, "payload") and hasattr(value, "num_pages"):
        return to_json(value.payload)
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json", exclude_unset=True)
    if isinstance(value, Mapping):
        return {name: to_json(one) for name, one in cast("Mapping[str, Any]", value).items()}
    return [to_json(one) for one in cast("list[Any]", value)] if isinstance(value, list | tuple) else value


def _file_to_json(file: Any) -> dict[str, Any]:
    found: dict[str, Any] = {
        name: getattr(file, name) for name in ("file_name", "content_type", "size") if getattr(file, name)
    }
    if file.content is None:
        return {**found, "path": str(file.path)}
    try:
        return {**found, "text": file.text}
    except ValueError:
        return {**found, "base64": base64.b64encode(file.content).decode()}


class _Reader:
    """Resolves the names of models, enums and filters in a representation."""

    def __init__(self, representation: Mapping[str, Any]) -> None:
        self._models = {
            one["name"]: one["fields"] for kind in ("models", "filters") for one in representation[kind]
        }
        self._enums = {
            one["name"]: tuple(one["values"])
            for one in representation["enums"]
            if all(isinstance(value, str) for value in one["values"])
        }

    def operation(self, manager: str, facts: Mapping[str, Any]) -> Operation:
        rest = {name: value for name, value in facts.items() if name not in {"name", "arguments"}}
        result = facts["result"]
        columns = self._fields(result.get("items") or result["model"], "body")
        if inner := result.get("unwraps"):
            columns = next(one.fields for one in columns if one.name == inner)
        return Operation(manager, facts["name"], rest, tuple(self._parameters(facts)), columns)

    def _parameters(self, facts: Mapping[str, Any]) -> Iterator[Parameter]:
        for one in facts["arguments"]:
            if one["source"] == "body" and one["type"]["kind"] != "model":
                yield self._parameter(one, "field")  # it is the argument of its method
            elif one["source"] in {"body", "filters"}:
                yield from self._fields(one["type"]["name"], one["source"])
            else:
                yield self._parameter(one, one["source"])
        body: Mapping[str, Any] = facts.get("body") or {}
        if files := body.get("files"):
            most = body.get("most_files")
            doc = f"Files to attach, {most} at most." if most else "Files to attach."
            yield Parameter(files, {"kind": "list", "items": {"kind": "file"}}, doc, source="file")

    def _fields(self, model: str, source: Source, around: tuple[str, ...] = ()) -> tuple[Parameter, ...]:
        if model in around:  # an object that stands inside itself has no end of fields
            return ()
        return tuple(self._parameter(one, source, (*around, model)) for one in self._models.get(model, ()))

    def _parameter(self, facts: Mapping[str, Any], source: Source, around: tuple[str, ...] = ()) -> Parameter:
        kind, name = facts["type"]["kind"], facts["type"].get("name", "")
        items: Mapping[str, Any] = facts["type"].get("items") or {}
        if "file" in {kind, items.get("kind")}:
            source = "file"
        return Parameter(
            facts["name"],
            facts["type"],
            facts["doc"],
            facts.get("required", False),
            source,
            facts.get("default") if source == "page" else None,
            self._enums.get(name, ()) if kind == "enum" else (),
            self._fields(name, source, around) if kind == "model" else (),
            facts.get("comma_separated", False),
        )
