"""Makes the Go SDK's generated files from the representation: client, managers, models, operations and error kinds.

The templates write what gofmt would, so that making the files needs no Go; `make test-go` checks that gofmt agrees.
"""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.representation import (
    Enum,
    ErrorKind,
    Field,
    Manager,
    Method,
    Model,
    Recovery,
    Result,
    Sdk,
    Setting,
    Type,
    only_in_python,
)
from generator.write import go_text as text
from generator.write.go_text import Code, Literal

FOLDER = "clients/go"
_TEMPLATES = Path(__file__).parent / "templates"
_PLAIN = {
    "string": "string",
    "integer": "int",
    "number": "float64",
    "boolean": "bool",
    "decimal": "Decimal",
    "time": "time.Time",
    "any": "any",
    "union": "any",
}
_SETTINGS = {
    "text": "string",
    "texts": "[]string",
    "seconds": "time.Duration",
    "count": "int",
    "flag": "bool",
}
_REPLAY = {
    "safe": "Idempotent; retried automatically.",
    "settled": "Idempotent; retried automatically.",
    "once": "Not retried if the response is lost: the error is then an [OutcomeUnknownError].",
}


def go_files(root: Path, sdk: Sdk) -> dict[str, str]:
    """The generated files of the package; methods that are written by hand are left out."""
    sdk = _without_unsupported(sdk)
    facade = _Facade(sdk, _hand_written(root))
    env = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701  # this writes Go, not HTML
    )
    env.filters.update(
        go=text.exported,
        local=text.local,
        quote=text.quote,
        comment=text.comment,
        lower_first=text.lower_first,
    )
    return {
        f"{FOLDER}/{path}_gen.go": text.with_imports(
            env.get_template(f"{path.rpartition('/')[2]}.go.jinja").render(sdk=sdk, go=facade)
        )
        for path in ("client", "managers", "models", "operations", "conformance/calls")
    }


def _without_unsupported(sdk: Sdk) -> Sdk:
    """The SDK without the methods that this package cannot call; the comment of their manager names them."""

    def reduced(manager: Manager) -> Manager:
        left_out = [
            f"{one.operation} ({why})" for one in manager.methods if (why := only_in_python(sdk, one))
        ]
        doc = f"{manager.doc} Not in this package: {', '.join(left_out)}." if left_out else manager.doc
        return replace(
            manager, doc=doc, methods=tuple(one for one in manager.methods if not only_in_python(sdk, one))
        )

    areas = tuple(replace(area, managers=tuple(map(reduced, area.managers))) for area in sdk.areas)
    models = tuple(model for model in sdk.models if not any(map(_has_file, model.fields)))
    return replace(sdk, areas=areas, models=models)


def _has_file(field: Field) -> bool:
    return "file" in {field.type.kind, field.type.items.kind if field.type.items else ""}


def _hand_written(root: Path) -> set[tuple[str, str]]:
    """The stems of managers, each with a method, that are written by hand; they replace generated ones."""
    files = (path for path in (root / FOLDER).glob("*.go") if not path.name.endswith("_gen.go"))
    pattern = re.compile(r"^func \(\w+ \*?(\w+)Manager\) (\w+)\(", re.MULTILINE)
    return {found for path in files for found in pattern.findall(path.read_text(encoding="utf-8"))}


class _Facade:
    """What the templates ask of the representation, in the words of Go."""

    def __init__(self, sdk: Sdk, by_hand: set[tuple[str, str]]) -> None:
        self.sdk = sdk
        self.by_hand = by_hand
        self.enums = {one.name: one for one in sdk.enums}
        self.circular = {one.name for one in sdk.models if one.name in self._within(one, set())}
        self.files = {one.body.model: one.body.files for _, one in sdk.methods().values() if one.body}

    def _within(self, model: Model, found: set[str]) -> set[str]:
        """The models that stand inside a model, however deep."""
        models = {one.name: one for one in self.sdk.models}
        for field in model.fields:
            for kind in (field.type, field.type.items, field.type.values):
                if kind and kind.kind == "model" and kind.name not in found:
                    found.add(kind.name)
                    self._within(models[kind.name], found)
        return found

    # -- models --------------------------------------------------------------------------------------------

    def models(self) -> list[Model]:
        """The models that are structs; a page is generic."""
        filters = [
            Model(
                one.name,
                f"The conditions of a list: {one.name}.",
                "value",
                sent=True,
                received=False,
                fields=one.fields,
            )
            for one in self.sdk.filters
        ]
        return [*(one for one in self.sdk.models if one.role != "page"), *filters]

    def extra(self, model: Model) -> str:
        """The struct's field for what no field has; programs see it where they read responses."""
        return "Extra" if model.received else "extra"

    def type(self, kind: Type) -> str:
        """The type of a value."""
        if kind.kind == "model" and kind.name in self.circular:
            return f"*{kind.name}"
        if kind.kind in {"enum", "model"}:
            return kind.name
        if kind.kind == "list":
            return f"[]{self.type(kind.items) if kind.items else 'any'}"
        if kind.kind == "map":
            return f"map[string]{self.type(kind.values) if kind.values else 'any'}"
        return _PLAIN[kind.kind]

    def field_type(self, field: Field) -> str:
        """The type of a field: one that may be missing or null says so, lists and maps by being nil."""
        if field.comma_separated:
            return "[]string"
        found, is_container = self.type(field.type), field.type.kind in {"list", "map"}
        plain = not field.type.nullable and (field.required or is_container)
        return found if plain else f"Optional[{found}]"

    def rule(self, model: Model, field: Field) -> Literal:
        """The rule of a field; of what is only read, no more than its name."""
        facts: dict[str, Any] = {"name": field.name, "required": field.required}
        if model.sent:
            facts |= {
                "nullable": model.takes_null(field),
                "lower": field.lower,
                "commaSeparated": field.comma_separated,
                "oneLine": re.search(r"^(subject|name)$|_name$", field.name) is not None,
                **self._type_rule(field.type),
            }
        return Literal("", facts)

    def _type_rule(self, kind: Type) -> dict[str, Any]:
        pattern = kind.names or ("" if kind.kind == "decimal" else kind.limits.get("pattern", ""))
        values = self.enums[kind.name].values if kind.kind == "enum" else kind.limits.get("enum", ())
        inner = kind.items or kind.values
        return {
            "email": kind.format in {"email", "email-or-blank"},
            "blank": kind.format == "email-or-blank",
            "limits": {
                word: one for word, one in kind.limits.items() if type(one) is int and word != "const"
            },
            "pattern": pattern and Code(f"regexp.MustCompile(`{pattern}`)"),
            "enum": values if all(isinstance(one, str) for one in values) else (),
            "items": inner
            and inner.kind != "any"
            and Literal("&rule", {"oneLine": bool(kind.names), **self._type_rule(inner)}),
            "currency": kind.currency,
            "places": kind.currency_places,
        }

    def base(self, enum: Enum) -> str:
        """The type that an enum is made of."""
        kinds = [
            name
            for kind, name in ((str, "string"), (int, "int"))
            if all(type(one) is kind for one in enum.values)
        ]
        return kinds[0] if kinds else "any"

    def constants(self, enum: Enum) -> list[tuple[str, Any]]:
        """The values of an enum with the names of their constants, which are as wide as the longest."""
        if self.base(enum) == "any":
            return []
        names = [
            f"{enum.name}{text.exported(one)}{'Desc' if one.startswith('-') else ''}"
            for one in map(str, enum.values)
        ]
        width = max(map(len, names))
        return [(name.ljust(width), value) for name, value in zip(names, enum.values, strict=True)]

    def state_type(self, manager: Manager) -> str:
        """The enum of the field that holds the state of a resource."""
        model = next(one for one in self.sdk.models if one.name == manager.resource)
        return next(
            one.type.name
            for one in model.fields
            if manager.final_states and one.name == manager.final_states.field
        )

    def states(self, enum: str, values: tuple[str, ...] | None = None) -> str:
        """States as a list of constants; all of the enum if no others are given."""
        found = self.enums[enum].values if values is None else values
        return f"[]{enum}{{" + ", ".join(enum + text.exported(one) for one in found) + "}"

    # -- methods -------------------------------------------------------------------------------------------

    def methods(self, manager: Manager) -> list[Method]:
        """The methods that are not written by hand."""
        return [one for one in manager.methods if (manager.stem, text.exported(one.name)) not in self.by_hand]

    def doc(self, method: Method) -> str:
        """What a method does, and whether it is retried."""
        summary = f"{text.exported(method.name)} {text.lower_first(' '.join(method.description.split()))}"
        return f"{text.comment(summary)}\n//\n{text.comment(_REPLAY[method.replay])}"

    def parameters(self, method: Method) -> str:
        """The parameters of a method, with their types."""
        found = ["ctx context.Context"]
        for one in method.arguments:
            if one.source == "filters":
                found.append(f"filters *{one.type.name}")
            elif one.source != "page":
                found.append(f"{text.local(one.name)} {self.type(one.type)}")
        return ", ".join([*found, "options ...CallOption"])

    def returned(self, result: Result) -> str:
        """The model that a method returns."""
        model = next(one for one in self.sdk.models if one.name == result.model)
        inner = next((one.type.name for one in model.fields if one.name == result.unwraps), "")
        return inner or model.name

    def request(self, method: Method) -> Literal:
        """The request that a method makes of its arguments."""
        facts: dict[str, Any] = {"op": Code(f"&{self.operation(method.operation)}")}
        for one in method.arguments:
            name = Code(text.local(one.name))
            if one.source == "path":
                facts["id"] = name
            elif one.source == "body":
                files = self.files.get(one.type.name)
                facts |= {"body": Code(f"&{name}"), "files": files and Code(f"{name}.{text.exported(files)}")}
            elif one.source == "field" and method.body:
                is_plain = one.required and not one.type.nullable
                given = name if is_plain else Code(f"given({name})")
                facts["body"] = Literal(f"&{method.body.model}", {text.exported(one.name): given})
        return Literal("request", facts)

    def operation_facts(self, method: Method) -> Literal:
        """What is known of an operation."""
        body, check, to = method.body, method.state_check, method.recipients
        get = Code(f"&{self.operation(check.operation)}") if check and check.operation else None
        return Literal(
            "operation",
            {
                "id": method.operation,
                "method": method.http_method,
                "path": method.path,
                "replay": method.replay,
                "result": method.result.kind,
                "update": method.kind == "update",
                "files": body and body.files,
                "mostFiles": body and body.files and body.most_files,
                "check": get
                and check
                and Literal("&stateCheck", {"field": check.field, "values": check.values, "get": get}),
                "recipients": to and Literal("&recipients", {"kind": to.kind, "field": to.field}),
                "recovery": method.recovery and self._recovery(method.recovery),
            },
        )

    def operation(self, operation: str) -> str:
        """The variable of an operation."""
        return f"op{operation[0].upper()}{operation[1:]}"

    def _recovery(self, recovery: Recovery) -> str:
        if not recovery.operation:
            return f"{recovery.note} before calling again."
        manager, method = self.sdk.methods()[recovery.operation]
        query = "".join(f", filtered by {name} with its {one}," for name, one in recovery.query.items())
        compare = f" and compare {', '.join(recovery.compare)}" if recovery.compare else ""
        return f"Check with client.{text.exported(manager.name)}.{text.exported(method.name)}{query}{compare} before calling again."

    def default_page_size(self) -> int:
        """Resources of a page where a call does not say how many."""
        found = (one for _, method in self.sdk.methods().values() for one in method.arguments)
        return next((int(one.default) for one in found if one.name == self.sdk.paging.page_size), 1)

    def milliseconds(self, seconds: float) -> int:
        """A duration as a whole number."""
        return round(seconds * 1000)

    def setting_type(self, setting: Setting) -> str:
        """The type of a setting."""
        return _SETTINGS[setting.kind]

    def setting_value(self, setting: Setting) -> str:
        """A setting as the conformance runner reads it from JSON."""
        return {
            "seconds": "seconds(value)",
            "count": "int(value.(float64))",
            "flag": "",
            "texts": "convert[[]string](value)...",
        }.get(setting.kind, "value.(string)")

    def example_arguments(self, method: Method) -> str:
        """The arguments of a method as the conformance runner reads them from JSON."""
        found = ["ctx"]
        for index, one in enumerate(one for one in method.arguments if one.source != "page"):
            name = re.sub(r"^(\[\])?([A-Z])", r"\1konigle.\2", self.type(one.type))
            found.append(f"argument[{'*' if one.source == 'filters' else ''}{name}](a, {index})")
        return ", ".join(found)

    def setting_fields(self, *, per_call: bool) -> list[str]:
        """The fields of a struct of settings, their types in one column."""
        found = [
            (text.local(one.name), _SETTINGS[one.kind])
            for one in self.sdk.settings
            if one.per_call == per_call
        ]
        width = max(len(name) for name, _ in found)
        return [f"{name.ljust(width)} {kind}" for name, kind in found]

    # -- error kinds ---------------------------------------------------------------------------------------

    def parents(self, kind: ErrorKind) -> list[str]:
        """The more general kinds of an error, the nearest first."""
        known = {one.name: one for one in self.sdk.error_kinds}
        return [kind.parent, *self.parents(known[kind.parent])] if kind.parent else ["CallError"]

    def new_error(self, kind: ErrorKind) -> str:
        """An error of a kind around the error of a call `e`."""
        made = "e"
        for name in reversed([kind.name, *self.parents(kind)[:-1]]):
            made = f"&{name}{{{made}}}"
        return made

    def status_kinds(self) -> list[tuple[str, str]]:
        """Conditions of a status code, each with the kind of error that it means."""
        known = {one.name: one.kind for one in self.sdk.error_kinds}
        return [(_condition(status), known[name]) for status, name in self.sdk.errors.items()]


def _condition(status: str) -> str:
    return f"status/100 == {status[0]}" if status.endswith("XX") else f"status == {status}"
