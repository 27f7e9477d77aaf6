"""Makes the TypeScript SDK's generated files from the representation: client, managers, models and facts of operations.

The templates write what prettier would, so that making the files needs no Node.js; `make check-typescript` checks that
prettier agrees. openapi-typescript makes the types of requests and responses (`schema.ts`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.plan.deprecation import deprecation_text
from generator.representation import (
    Argument,
    Deprecation,
    Enum,
    ErrorKind,
    Field,
    Filters,
    Manager,
    Method,
    Model,
    Result,
    Sdk,
    Setting,
    Type,
    only_in_python,
)
from generator.write import typescript_text as text
from generator.write.typescript_facts import KINDS, Facts

FOLDER = "clients/typescript/src"
_TEMPLATES = Path(__file__).parent / "templates"
_PLAIN = {
    "string": "string",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "decimal": "string",
}
_REPLAY = {
    "safe": "Idempotent; retried automatically.",
    "settled": "Idempotent; retried automatically.",
    "once": "Not retried if the response is lost.",
}
_ERRORS = {
    "invalid_argument": "InvalidArgumentError",
    "refused": "ApiError",
    "not_found": "NotFoundError",
    "outcome_unknown": "OutcomeUnknownError",
}
_NO_LIMIT = "; zero for none"
_IMPORTS = {
    "../managers/base.js": ("Manager", "type ApiPromise"),
    "../paging.js": ("type Page",),
    "../waiting.js": ("type States", "type WaitOptions", "waitFor"),
    "../wire.js": ("type RequestOptions",),
    "./settings.js": ("type PageOptions",),
}


def typescript_files(root: Path, sdk: Sdk) -> dict[str, str]:
    """The generated files; a class of `managers/` stands in the client for the generated one that it extends."""
    facade = _Facade(sdk, _hand_written(root), _kinds_by_hand(root))
    env = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701  # this writes TypeScript, not HTML
    )
    env.filters.update(
        camel=text.camel,
        comment=text.comment,
        error=text.error,
        imports=text.imports,
        literal=text.literal,
        quote=text.quote,
    )
    return {
        f"{FOLDER}/generated/{name}.ts": env.get_template(f"{name}.ts.jinja").render(sdk=sdk, ts=facade)
        for name in ("client", "errors", "managers", "models", "operations", "settings")
    }


def _hand_written(root: Path) -> dict[str, str]:
    """The modules of managers that are written by hand, by the stem of the manager."""
    found: dict[str, str] = {}
    for path in sorted((root / FOLDER / "managers").glob("*.ts")):
        for stem in re.findall(
            r"^export class (\w+)Manager ", path.read_text(encoding="utf-8"), re.MULTILINE
        ):
            found[stem] = path.stem
    return found


def _kinds_by_hand(root: Path) -> list[str]:
    """The kinds of the errors whose classes are written by hand."""
    path = root / FOLDER / "errorBase.ts"
    return (
        re.findall(r'kind: ErrorKind = "(\w+)"', path.read_text(encoding="utf-8")) if path.is_file() else []
    )


class _Facade:
    """What the templates ask of the representation, in the words of TypeScript."""

    def __init__(self, sdk: Sdk, by_hand: dict[str, str], base_kinds: list[str]) -> None:
        self.sdk = sdk
        self.by_hand = by_hand
        self.base_kinds = base_kinds
        self.kinds_by_name = {one.name: one.kind for one in sdk.error_kinds}
        self.facts = Facts(sdk)
        self.kinds = KINDS
        self.enums = {one.name: one for one in sdk.enums}
        self.files = {
            one.body.model: one.body for _, one in sdk.methods().values() if one.body and one.body.files
        }

    # -- models --------------------------------------------------------------------------------------------

    def models(self) -> list[Model]:
        """The models that are interfaces: a page is a class, and no method takes a form with files yet."""
        return [
            one
            for one in self.sdk.models
            if one.role != "page" and not any(_has_file(field.type) for field in one.fields)
        ]

    def union(self, name: str, values: Iterable[Any]) -> str:
        """A type as a union of values."""
        return text.union(f"export type {name} =", [text.quote(one) for one in values], ";", 0)

    def field(self, model: Model, field: Field) -> str:
        """One field of a model. A response has every field, since the server fills in what was left out."""
        is_there = not model.sent or (field.required and not field.read_only)
        head = f"{text.key(field.name)}{'' if is_there else '?'}:"
        return text.union(head, self._members(field.type, is_open=model.received), ";", 2)

    def filter(self, field: Field) -> str:
        """One condition of a list; null and undefined are not sent."""
        several = ["readonly string[]"] if field.comma_separated else []
        members = [*self._members(field.type), *several, "null", "undefined"]
        return text.union(f"{text.key(field.name)}?:", list(dict.fromkeys(members)), ";", 2)

    def field_doc(self, field: Field) -> str:
        """What a field is for."""
        doc = f"{field.doc} Items of a list lack it." if field.detail_only else field.doc
        return text.comment([doc, *self._deprecated(field.deprecated)], 2)

    def _deprecated(self, found: Deprecation | None) -> list[str]:
        if found is None:
            return []
        said = deprecation_text(self.sdk, "Deprecated", found)
        named = re.sub(
            r"(?<=`client\.)(\w+)\.(\w+)", lambda path: ".".join(map(text.camel, path.groups())), said
        )
        return [f"@deprecated {named}"]

    def type(self, kind: Type, *, is_open: bool = False) -> str:
        """The type of a value; where it is open, a newer server may send other words than those of an enum."""
        return " | ".join(self._members(kind, is_open=is_open))

    def _members(self, kind: Type, *, is_open: bool = False) -> list[str]:
        """The types that a value may have."""
        found = list(dict.fromkeys(self._plain_members(kind, is_open=is_open)))
        return [*found, "null"] if kind.nullable and "unknown" not in found else found

    def _plain_members(self, kind: Type, *, is_open: bool) -> Iterator[str]:
        words = self.enums[kind.name].values if kind.kind == "enum" else kind.limits.get("enum", ())
        if kind.kind == "enum" and not is_open:
            yield kind.name
        elif words and all(isinstance(one, str) for one in words):
            yield from [*map(text.quote, words), *(["(string & {})"] if is_open else [])]
        elif words or "const" in kind.limits:
            yield from map(text.quote, words or [kind.limits["const"]])
        elif kind.kind == "time":
            yield from ["string"] if is_open else ["Date", "string"]
        elif kind.kind == "union":
            for one in kind.members:
                yield from self._members(one, is_open=is_open)
        elif kind.kind == "list":
            item = self.type(kind.items, is_open=is_open) if kind.items else "unknown"
            yield f"({item})[]" if " | " in item else f"{item}[]"
        elif kind.kind == "map":
            yield f"Record<string, {self.type(kind.values, is_open=is_open) if kind.values else 'unknown'}>"
        else:
            yield kind.name if kind.kind == "model" else _PLAIN.get(kind.kind, "unknown")

    # -- settings ------------------------------------------------------------------------------------------

    def setting_groups(self) -> list[tuple[str, str, list[Setting]]]:
        """The interfaces of settings: name, doc and what each holds."""
        pages, calls = {self.sdk.paging.page, self.sdk.paging.page_size}, {"idempotency_key"}
        settings = [one for one in self.sdk.settings if one.name not in pages]
        return [
            ("ClientSettings", "Settings of a client.", [one for one in settings if one.name not in calls]),
            ("CallSettings", "Settings of a call.", [one for one in settings if one.per_call]),
            (
                "PageOptions",
                "The page that a list reads.",
                [one for one in self.sdk.settings if one.name in pages],
            ),
        ]

    def call_settings(self) -> list[str]:
        """The names of the settings of a call."""
        return [self.setting_name(one) for one in self.setting_groups()[1][2]]

    def setting_name(self, setting: Setting) -> str:
        """The name of a setting, with its unit."""
        return text.camel(setting.name) + ("Ms" if setting.kind == "seconds" else "")

    def setting_type(self, setting: Setting) -> str:
        """The type of a setting; a time limit of null is none."""
        plain = {"text": "string", "seconds": "number", "count": "number", "flag": "boolean"}[setting.kind]
        return f"{plain} | null" if _NO_LIMIT in setting.doc else plain

    def setting_doc(self, setting: Setting, *, is_call: bool) -> str:
        """What a setting is for, with its unit and its default."""
        retry = self.sdk.retry
        usual = {
            "timeout": self.milliseconds(retry.timeout_s),
            "retry_count": str(retry.retry_count),
            "retry_backoff": self.milliseconds(retry.backoff_s),
            self.sdk.paging.page_size: f"{self.page_size()}, and the most {self.sdk.paging.max_page_size}",
        }.get(setting.name, "").replace("_", ",")
        if is_call and setting.name != "idempotency_key":
            usual = "that of the client"
        doc = setting.doc.replace(_NO_LIMIT, "; null for none")
        unit = "In milliseconds." if setting.kind == "seconds" else ""
        return " ".join(filter(None, [doc, unit, f"The default is {usual}." if usual else ""]))

    def milliseconds(self, seconds: float) -> str:
        """A duration as a number of TypeScript."""
        return f"{round(seconds * 1000):_}"

    def page_size(self) -> int:
        """Resources of a page where a call does not say how many."""
        found = (one for _, method in self.sdk.methods().values() for one in method.arguments)
        return next((int(one.default) for one in found if one.name == self.sdk.paging.page_size), 1)

    # -- errors --------------------------------------------------------------------------------------------

    def error_kinds(self) -> list[ErrorKind]:
        """The kinds whose classes are generated; a call that is cancelled rejects with the reason of its signal."""
        return [one for one in self.sdk.error_kinds if one.kind not in {*self.base_kinds, "canceled"}]

    def error_words(self) -> list[str]:
        """All kinds, those of classes that are written by hand first."""
        return [*self.base_kinds, *(one.kind for one in self.error_kinds())]

    def base_errors(self) -> list[str]:
        """The classes that are written by hand and have others below them."""
        generated = {text.error(one.kind) for one in self.error_kinds()}
        return sorted({self.parent(one) for one in self.error_kinds()} - generated)

    def parent(self, kind: ErrorKind) -> str:
        """The class of the more general kind."""
        return text.error(self.kinds_by_name[kind.parent]) if kind.parent else "KonigleError"

    def statuses(self) -> dict[str, str]:
        """The kind of error by status code."""
        return {status: self.kinds_by_name[name] for status, name in self.sdk.errors.items()}

    # -- managers ------------------------------------------------------------------------------------------

    def methods(self, manager: Manager) -> list[Method]:
        """The methods that this SDK can call."""
        return [one for one in manager.methods if not only_in_python(self.sdk, one)]

    def left_out(self) -> list[tuple[Method, str]]:
        """The methods that it cannot call yet, each with the reason."""
        found = [(one, only_in_python(self.sdk, one)) for _, one in self.sdk.methods().values()]
        return [(one, why) for one, why in found if why]

    def classes(self) -> dict[str, list[str]]:
        """The classes of managers by their modules, as the client imports them."""
        found: dict[str, list[str]] = {}
        for one in self.sdk.managers():
            name = self.by_hand.get(one.stem)
            found.setdefault(f"../managers/{name}.js" if name else "./managers.js", []).append(
                f"{one.stem}Manager"
            )
        return dict(sorted(found.items()))

    def doc(self, method: Method) -> str:
        """What a method does, whether it is retried, what it takes and returns, and how it can fail."""
        errors = [f"@throws {_ERRORS[one.kind]} {one.doc}" for one in method.errors]
        arguments = [one for one in method.arguments if one.source not in {"filters", "page"}]
        parameters = [f"@param {text.local(one.name)} {one.doc}" for one in arguments]
        if method.result.kind == "page":
            parameters = [
                "@param params Conditions, page number and page size; none for the first page of all."
            ]
        result = "True once it is done." if method.result.kind == "none" else method.result.doc
        return text.comment(
            [
                f"{method.description} {_REPLAY[method.replay]}",
                *parameters,
                f"@returns {result}",
                *errors,
                *self._deprecated(method.deprecated),
            ],
            2,
        )

    def signature(self, method: Method) -> str:
        """The first line of a method."""
        found = [self._parameter(one) for one in method.arguments if one.source not in {"filters", "page"}]
        if method.result.kind == "page":
            found = [f"params?: {self.conditions(method)} & PageOptions"]
        tail = f": ApiPromise<{self.returned(method.result)}> {{"
        return text.signature(text.camel(method.name), [*found, "options?: RequestOptions"], tail)

    def iterator(self, method: Method) -> str:
        """The first line of the method that iterates over all of a list."""
        parameters = [
            f'params?: {self.conditions(method)} & Omit<PageOptions, "page">',
            "options?: RequestOptions",
        ]
        name = text.camel(method.pagination.iterator if method.pagination else "iter_all")
        return text.signature(
            name, parameters, f": AsyncGenerator<{method.result.items}, void, undefined> {{"
        )

    def conditions(self, method: Method) -> str:
        """The type of a list's filters."""
        return next((one.type.name for one in method.arguments if one.source == "filters"), "object")

    def _parameter(self, argument: Argument) -> str:
        kind = replace(argument.type, nullable=argument.type.nullable or not argument.required)
        return f"{text.local(argument.name)}{'' if argument.required else '?'}: {self.type(kind)}"

    def returned(self, result: Result) -> str:
        """What a method returns."""
        if result.kind == "model":
            model = next(one for one in self.sdk.models if one.name == result.model)
            return next((one.type.name for one in model.fields if one.name == result.unwraps), model.name)
        return {"page": f"Page<{result.items}>", "object": "Record<string, unknown>"}.get(result.kind, "true")

    def call(self, method: Method) -> str:
        """The statement that makes a call of the arguments."""
        given = [
            f"{{ {text.key(one.name)}: {text.local(one.name)} }}"
            if one.source == "field"
            else text.local(one.name)
            for one in method.arguments
        ]
        return f"    return this.call({text.quote(method.operation)}, [{', '.join(given)}], options);"

    def imports(self, code: str) -> str:
        """The imports of a module of managers: of what its code names."""
        without = re.sub(r"/\*\*.*?\*/", "", code, flags=re.DOTALL)
        named: list[Model | Enum | Filters] = [*self.sdk.models, *self.sdk.enums, *self.sdk.filters]
        models = tuple(f"type {one.name}" for one in named)
        found: list[str] = []
        for path, names in {**_IMPORTS, "./models.js": models}.items():
            used = [one for one in names if re.search(rf"\b{one.removeprefix('type ')}\b", without)]
            if used:
                found.append(text.imports(used, path))
        return "\n".join(found)

    def states(self, manager: Manager) -> Enum | None:
        """The states of a resource that can be read until it is in one of them."""
        resource = next((one for one in self.sdk.models if one.name == manager.resource), None)
        if not resource or not manager.final_states or not manager.of_kind("get"):
            return None
        kinds = {one.name: one.type.name for one in resource.fields}
        return self.enums[kinds[manager.final_states.field]]


def _has_file(kind: Type | None) -> bool:
    return kind is not None and (kind.kind == "file" or _has_file(kind.items))
