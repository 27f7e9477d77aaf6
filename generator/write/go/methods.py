"""Methods of managers and the operations that they call, as Go."""

import re
from typing import Any

from generator.representation import Manager, Method, Recovery, Result, Sdk
from generator.write.go import text
from generator.write.go.models import Models
from generator.write.go.text import Code, Literal

_REPLAY = {
    "safe": "Idempotent; retried automatically.",
    "settled": "Idempotent; retried automatically.",
    "once": "Not retried if the response is lost: the error is then an [OutcomeUnknownError].",
}


class Methods:
    """What the templates ask of methods and operations."""

    def __init__(self, sdk: Sdk, types: Models, by_hand: set[tuple[str, str]]) -> None:
        self.sdk = sdk
        self.types = types
        self.by_hand = by_hand
        self.files = {one.body.model: one.body.files for _, one in sdk.methods().values() if one.body}

    def of(self, manager: Manager) -> list[Method]:
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
                found.append(f"{text.local(one.name)} {self.types.type(one.type)}")
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

    def example_arguments(self, method: Method) -> str:
        """The arguments of a method as the conformance runner reads them from JSON."""
        found = ["ctx"]
        for index, one in enumerate(one for one in method.arguments if one.source != "page"):
            name = re.sub(r"^(\[\])?([A-Z])", r"\1konigle.\2", self.types.type(one.type))
            found.append(f"argument[{'*' if one.source == 'filters' else ''}{name}](a, {index})")
        return ", ".join(found)
