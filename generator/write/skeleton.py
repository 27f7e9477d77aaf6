"""Writes the manager's method to start from when the spec has an operation that no method calls yet."""

import json
import re
from pathlib import Path
from typing import Any

from generator.build import HINTS, ROOT, SPEC
from generator.plan.endpoint_functions import FunctionPlan, plan_function
from generator.plan.filters import item_class
from generator.plan.planner import Planner
from generator.plan.type_mapping import MODELS, snake
from generator.read.hints import Hints
from generator.read.operations import Operation, read_operations
from generator.read.spec import Raw, Spec
from generator.write.render import wrapped

MANAGERS = "konigle/_async/managers"
_REPLAY = {
    "safe": "Idempotent; retried automatically.",
    "settled": "Idempotent; retried automatically.",
    "once": "Not retried if the response is lost.",
}
_INDENT = 8
_OPTIONS = "**options: Unpack[RequestOptions]"


class Skeletons:
    """Reads the spec once and writes a method for any of its operations.

    Args:
        root: The project.
    """

    def __init__(self, root: Path = ROOT) -> None:
        self.root = root
        self.spec = Spec(root / SPEC, root)
        self.operations = {one.id: one for one in read_operations(self.spec)}
        hints = Hints(root / HINTS, root, self.spec)
        self.planner = Planner(self.spec, hints, list(self.operations.values()))

    def message(self, operation_id: str) -> str:
        """Which operation lacks a method, where that belongs, and the method to start from."""
        operation = self.operations[operation_id]
        path = f"{MANAGERS}/{snake(operation.tag)}.py"
        source = (self.root / path).read_text(encoding="utf-8") if (self.root / path).is_file() else ""
        found = re.search(r"^class (Async\w+)\b", source, re.MULTILINE)
        location = f"{found[1]}, {path}" if found else f"a new manager, {path} (see {MANAGERS}/audiences.py)"
        plan = plan_function(self.planner, operation, snake(operation.id))
        needs = "".join(
            f"    {line}\n" for line in self._imports(plan) if line.rpartition(" ")[2] not in source
        )
        return (
            f"{operation.id} ({operation.method} {operation.path}), tag {operation.tag}: belongs in {location}."
            + (f"\nIt needs:\n\n{needs}" if needs else "\n")
            + f"\nStart from:\n\n{self.method(operation_id)}"
        )

    def method(self, operation_id: str) -> str:
        """The method's source, indented as in its class."""
        operation = self.operations[operation_id]
        plan = plan_function(self.planner, operation, snake(operation.id))
        resource = self._resource(operation.tag)
        arguments = ["self", *(_parameter(one.name, one.code, operation) for one in plan.arguments), _OPTIONS]
        result = "bool" if plan.result == "None" else plan.result
        head = f"    async def {self._name(operation, resource)}({', '.join(arguments)}) -> {result}:\n"
        if len(head) > 111:  # noqa: PLR2004 - the line length, and the line end
            lines = "".join(f"        {one},\n" for one in arguments)
            head = f"    async def {self._name(operation, resource)}(\n{lines}    ) -> {result}:\n"
        return head + self._docstring(plan, resource) + _body(plan, resource)

    def _resource(self, tag: str) -> str:
        """The resource of the tag's list; "" if it has none."""
        lists = [one for one in self.operations.values() if one.tag == tag and one.is_list]
        return item_class(self.planner, lists[0]) if lists else ""

    @staticmethod
    def _name(operation: Operation, resource: str) -> str:
        """The function's name without the resource, which the manager says already."""
        words = snake(operation.id)
        short = re.sub(rf"(^|_){snake(resource)}s?(?=_|$)", "", words).strip("_") if resource else words
        return short or words

    @staticmethod
    def _imports(plan: FunctionPlan) -> list[str]:
        names = sorted(name for module, name in plan.imports if module.startswith(f"{MODELS}."))
        return [f"from konigle._generated.models import {name}" for name in names]

    def _docstring(self, plan: FunctionPlan, resource: str) -> str:
        operation = plan.operation
        lines = [f'"""{operation.summary}. {_REPLAY[operation.replay]}', "", operation.description]
        arguments = [(_argument(one.name), one.doc) for one in plan.arguments]
        lines += [
            "",
            "Args:",
            *(f"    {name}: {doc}" for name, doc in arguments),
            "    **options: Options of this call.",
        ]
        lines += [
            "",
            "Returns:",
            f"    {'True once it is applied.' if plan.result == 'None' else plan.result_doc}",
        ]
        lines += ["", "Raises:"]
        if plan.body:
            lines += ["    InvalidArgumentError: The data is invalid; nothing was sent."]
        if plan.ids:
            lines += ["    NotFoundError: No resource has this id."]
        if operation.replay == "once":
            lines += ["    OutcomeUnknown: The response was lost; the request may have been applied."]
        if lines[-1] == "Raises:":
            lines = lines[:-2]
        lines += ["", "Example:", f"    {self._example(plan, resource)}", '"""']
        return "".join(_line(line) for line in lines)

    def _example(self, plan: FunctionPlan, resource: str) -> str:
        operation = plan.operation
        values = [f'"{name}"' for name in plan.ids]
        if operation.body:
            values.append(_code(self._media(operation).get("example", ...)))
        variable = snake(plan.result) if plan.result.isidentifier() and plan.result != "None" else "result"
        call = f"client.{snake(operation.tag)}.{self._name(operation, resource)}({', '.join(values)})"
        return f"{variable} = await {call}"

    def _media(self, operation: Operation) -> Raw:
        """The JSON body as the spec has it."""
        raw = self.spec.raw["paths"][operation.path][operation.method.lower()]
        body: Raw = self.spec.follow(raw["requestBody"], operation.location).raw
        media: Raw = body["content"]["application/json"]
        return media


def _code(value: Any) -> str:
    """A value as code with double quotes, as the formatter has them; the example stands in a docstring."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_code(name)}: {_code(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(_code, value))}]"
    return (
        json.dumps(value, ensure_ascii=False)
        if isinstance(value, str)
        else "..."
        if value is ...
        else repr(value)
    )


def _argument(name: str) -> str:
    return "data" if name == "body" else name


def _parameter(name: str, code: str, operation: Operation) -> str:
    return f"data: {operation.body.schema} | dict[str, Any]" if name == "body" and operation.body else code


def _line(line: str) -> str:
    if not line:
        return "\n"
    indent = _INDENT + len(line) - len(line.lstrip())
    hang = 4 if line.startswith("    ") else 0
    text = (
        line.strip()
        if line.startswith('"""') or "await client." in line
        else wrapped(line.strip(), indent + hang, -hang)
    )
    return f"{' ' * indent}{text}\n"


def _body(plan: FunctionPlan, resource: str) -> str:
    call = f"api.{plan.name}({', '.join(_argument(one.name) for one in plan.arguments)})"
    if plan.result == resource:
        return f"        return await self._one({call}, options)\n"
    sent = f"await self._client.transport.send({call}, **options)\n"
    return f"        {sent}        return True\n" if plan.result == "None" else f"        return {sent}"
