"""Managers and their methods in the words of TypeScript."""

import re
from dataclasses import replace
from typing import Any

from generator.representation import (
    ABSENT,
    Argument,
    Enum,
    Filters,
    Manager,
    Method,
    Model,
    Result,
    Sdk,
    only_in_python,
)
from generator.write.typescript import text
from generator.write.typescript.facts import recovery_hint
from generator.write.typescript.models import Models

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
_IMPORTS = {
    "../managers/base.js": ("Manager", "type ApiPromise"),
    "../paging.js": ("type Page",),
    "../waiting.js": ("type States", "type WaitOptions", "waitFor"),
    "../wire.js": ("type RequestOptions",),
    "./settings.js": ("type PageOptions",),
}


class Managers:
    """What the templates of managers and of the client ask of the representation.

    Attributes:
        by_hand: The modules of managers that are written by hand, by the stem of the manager.
    """

    def __init__(self, sdk: Sdk, models: Models, by_hand: dict[str, str]) -> None:
        self.sdk = sdk
        self.models = models
        self.by_hand = by_hand

    def managers(self) -> list[Manager]:
        """The managers with at least one method that this SDK can call."""
        return [one for one in self.sdk.managers() if self.methods(one)]

    def methods(self, manager: Manager) -> list[Method]:
        """The methods that this SDK can call."""
        return [one for one in manager.methods if not only_in_python(self.sdk, one)]

    def classes(self) -> dict[str, list[str]]:
        """The classes of managers by their modules, as the client imports them."""
        found: dict[str, list[str]] = {}
        for one in self.managers():
            name = self.by_hand.get(one.stem)
            found.setdefault(f"../managers/{name}.js" if name else "./managers.js", []).append(
                f"{one.stem}Manager"
            )
        return dict(sorted(found.items()))

    def doc(self, manager: Manager, method: Method) -> str:
        """What a method does, whether it is retried, what it takes and returns, how it can fail, and an example."""
        hint = {"outcome_unknown": f" {recovery_hint(self.sdk, method.recovery)}."} if method.recovery else {}
        errors = [f"@throws {_ERRORS[one.kind]} {one.doc}{hint.get(one.kind, '')}" for one in method.errors]
        arguments = [one for one in method.arguments if one.source not in {"filters", "page"}]
        parameters = [f"@param {text.local(one.name)} {one.doc}" for one in arguments]
        if method.result.kind == "page":
            parameters = [
                "@param params Conditions, page number and page size; none for the first page of all."
            ]
        return text.comment(
            [
                f"{method.description} {_REPLAY[method.replay]}",
                *parameters,
                f"@returns {self._returned_doc(method.result)}",
                *errors,
                *self.models.deprecated(method.deprecated),
            ],
            2,
            self._example(manager, method),
        )

    def _example(self, manager: Manager, method: Method) -> str:
        """A call with the example of the spec."""
        body = {} if method.example is ABSENT else method.example
        given: list[Any] = []
        for one in method.arguments:
            if one.source == "field":
                given += [body[one.name]] if one.name in body else []
            elif one.source not in {"filters", "page"}:
                given.append(body if one.source == "body" else one.name)
        variable = {"none": "", "page": "const page = "}.get(method.result.kind, "const result = ")
        head = f"{variable}await client.{text.camel(manager.name)}.{text.camel(method.name)}("
        return head + ", ".join(text.literal(one, 1, len(head) + 6) for one in given) + ");"

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
            name, parameters, f": AsyncGenerator<{text.model(method.result.items)}, void, undefined> {{"
        )

    def conditions(self, method: Method) -> str:
        """The type of a list's filters."""
        return next((one.type.name for one in method.arguments if one.source == "filters"), "object")

    def _parameter(self, argument: Argument) -> str:
        kind = replace(argument.type, nullable=argument.type.nullable or not argument.required)
        return f"{text.local(argument.name)}{'' if argument.required else '?'}: {self.models.type(kind)}"

    def returned(self, result: Result) -> str:
        """What a method returns."""
        if result.kind == "model":
            model = next(one for one in self.sdk.models if one.name == result.model)
            inner = (one.type.name for one in model.fields if one.name == result.unwraps)
            return text.model(next(inner, model.name))
        return {"page": f"Page<{text.model(result.items)}>", "object": "Record<string, unknown>"}.get(
            result.kind, "true"
        )

    def _returned_doc(self, result: Result) -> str:
        model = next((one for one in self.sdk.models if one.name == result.model), None)
        inner = (one.doc for one in (model.fields if model else ()) if one.name == result.unwraps)
        return "True once it is done." if result.kind == "none" else next(inner, result.doc)

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
        models = tuple(f"type {text.model(one.name)}" for one in named)
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
        return self.models.enums[kinds[manager.final_states.field]]
