"""The facts of the spec that the TypeScript SDK needs while it runs, in the words of `facts.ts`."""

from typing import Any

from generator.representation import Field, Method, Model, Recovery, Result, Sdk, Type, only_in_python, plain
from generator.write.typescript.text import Constant, camel

Raw = dict[str, Any]
_FORMATS = ("email", "email-or-blank")
_LIMITS = ("minLength", "maxLength", "pattern", "minimum", "maximum", "minItems", "maxItems")
KINDS = {
    "list": {"method": "GET", "replay": "safe", "result": "page"},
    "get": {"method": "GET", "replay": "safe", "result": "object"},
    "create": {"method": "POST", "replay": "once", "result": "object"},
    "update": {"method": "PATCH", "replay": "settled", "result": "object"},
    "delete": {"method": "DELETE", "replay": "settled", "result": "nothing"},
    "action": {"method": "POST", "replay": "once", "result": "object"},
}
_JSON_TYPES = {
    "time": "string",
    "decimal": "string",
    "enum": "string",
    "list": "array",
    "map": "object",
    "model": "object",
}
_RESULTS = {"model": "object", "page": "page", "object": "free", "value": "free", "none": "nothing"}


def recovery_hint(sdk: Sdk, recovery: Recovery) -> str:
    """How to find out whether a call was applied; more may follow."""
    if not recovery.operation:
        return recovery.note
    manager, method = sdk.methods()[recovery.operation]
    query = " and ".join(f"{name} is its {field}" for name, field in recovery.query.items())
    where = f" where {query}" if query else ""
    compare = f" and compare {', '.join(recovery.compare)}" if recovery.compare else ""
    return f"Check with client.{camel(manager.name)}.{camel(method.name)}(){where}{compare}"


class Facts:
    """What an operation is, and what bodies and filters may hold."""

    def __init__(self, sdk: Sdk) -> None:
        self.sdk = sdk
        self._methods = [one for _, one in sdk.methods().values() if not only_in_python(sdk, one)]
        self.models = {one.name: one for one in sdk.models}
        self.enums = {one.name: one for one in sdk.enums}
        self.filters = {one.name: one for one in sdk.filters}
        self._recursive: list[str] = []
        self.constants: dict[str, Any] = {}
        self._open: list[str] = []

    def left_out(self) -> list[tuple[Method, str]]:
        """The methods that it cannot call yet, each with the reason."""
        found = [(one, only_in_python(self.sdk, one)) for _, one in self.sdk.methods().values()]
        return [(one, why) for one, why in found if why]

    def operations(self) -> Raw:
        """The facts of each operation by its id."""
        return {one.operation: self._operation(one) for one in self._methods}

    def shared(self) -> Raw:
        """The fields of the models that stand inside themselves, by the name of the model."""
        found: Raw = {}
        for name in self._recursive:  # grows while it is read
            found[name] = self.fields(name)
        return found

    def _operation(self, method: Method) -> Raw:
        facts: Raw = {"method": method.http_method, "path": method.path, "replay": method.replay}
        if (check := method.state_check) and check.operation:
            facts["settled"] = {"field": check.field, "values": list(check.values), "get": check.operation}
        for one in method.arguments:
            if one.source == "filters":
                found = self.filters[one.type.name].fields
                facts["filters"] = {
                    field.name: {"type": "list"} if field.comma_separated else self.type(field.type)
                    for field in found
                }
        if method.body:
            facts["body"] = self.fields(method.body.model)
        if method.body and method.body.files:
            most = method.body.most_files
            facts["files"] = {"field": method.body.files, **({} if most is None else {"most": most})}
        facts["result"] = _RESULTS[method.result.kind]
        if method.result.stand_ins:
            facts["standIns"] = self._stand_ins(method.result)
        if method.result.unwraps:
            facts["unwraps"] = method.result.unwraps
        if method.recipients:
            facts["recipients"] = plain(method.recipients)
        if method.recovery:
            facts["recovery"] = recovery_hint(self.sdk, method.recovery)
        usual = KINDS[method.kind]
        return {"kind": method.kind} | {
            name: value for name, value in facts.items() if usual.get(name) != value
        }

    def _stand_ins(self, result: Result) -> Raw:
        """What stands for the fields of an empty response: resources made of what was sent, and empty lists."""
        lists: Raw = {one.name: [] for one in self.models[result.model].fields if one.type.kind == "list"}
        return lists | result.stand_ins

    def fields(self, model: str) -> Raw:
        """What an object may hold."""
        self._open.append(model)
        found = {one.name: self._field(one, self.models[model]) for one in self.models[model].fields}
        self._open.pop()
        return found

    def _object(self, model: str) -> Raw:
        """An object by its fields; one that stands inside itself by its name."""
        if model not in self._open:
            return {"fields": self.fields(model)}
        if model not in self._recursive:
            self._recursive.append(model)
        return {"shared": model}

    def _field(self, field: Field, model: Model | None = None) -> Raw:
        facts = self.type(field.type)
        if model and model.takes_null(field):
            facts["nullable"] = True
        if field.required and not field.read_only:
            facts["required"] = True
        if field.read_only:
            facts["readOnly"] = True
        if field.type.currency:
            facts.pop("pattern", None)  # it says what the number of digits says
            facts["places"] = {
                "currency": field.type.currency,
                "digits": field.type.limits["max_digits"],
                "most": field.type.limits["decimal_places"],
                "more": self._constant("PLACES", field.type.currency_places),
            }
        if field.lower:
            facts["lower"] = True
        return facts

    def _constant(self, name: str, value: Any) -> Any:
        """A constant for what stands in several places; the value itself where the name has another one."""
        return Constant(name) if self.constants.setdefault(name, value) == value else value

    def type(self, kind: Type) -> Raw:
        """What one value may be."""
        json_type = _JSON_TYPES.get(kind.kind, kind.kind)
        facts: Raw = {} if json_type == "string" else {"type": json_type}
        if form := "date-time" if kind.kind == "time" else kind.format if kind.format in _FORMATS else "":
            facts["format"] = form
        facts |= {word: kind.limits[word] for word in _LIMITS if word in kind.limits}
        facts |= self._choices(kind)
        if kind.limits.get("uniqueItems"):
            facts["unique"] = True
        if kind.nullable:
            facts["nullable"] = True
        if kind.items:
            facts["items"] = self.type(kind.items)
        if kind.kind == "model":
            facts |= self._object(kind.name)
        if kind.values and kind.values.kind != "any":
            facts["values"] = self.type(kind.values)
        if kind.names:
            facts["names"] = kind.names
        return facts

    def _choices(self, kind: Type) -> Raw:
        """The values or the types among which there is a choice."""
        facts: Raw = {}
        if "const" in kind.limits or "enum" in kind.limits:
            facts["enum"] = kind.limits.get("enum", [kind.limits.get("const")])
        if kind.kind == "enum":
            facts["enum"] = list(self.enums[kind.name].values)
            if not all(isinstance(one, str) for one in facts["enum"]):
                facts["type"] = "any"
        if kind.members:
            facts["members"] = [self.type(one) for one in kind.members]
        return facts
