"""The endpoint functions in Python: arguments, result, and how a request is made of them."""

from dataclasses import dataclass

from generator.plan.type_plan import CORE, GENERATED, MODELS, Import, snake
from generator.representation import Manager, Method, Sdk

REPLAY = {
    "safe": "Idempotent; retried automatically.",
    "settled": "Idempotent; retried automatically.",
    "once": "Not retried if the response is lost.",
}
_READING = f"{CORE}.decoding"


@dataclass(frozen=True)
class Parameter:
    """One argument of a function, as code.

    Attributes:
        name: Its name.
        annotation: Its type.
        default: Empty if it must be given.
        doc: What it is for.
    """

    name: str
    annotation: str
    default: str
    doc: str

    @property
    def code(self) -> str:
        """As it stands in the signature."""
        return f"{self.name}: {self.annotation}" + (f" = {self.default}" if self.default else "")


@dataclass(frozen=True)
class FunctionPlan:
    """One endpoint function.

    Attributes:
        name: Its name.
        method: The method it makes a call of.
        facts: The operation as code.
        arguments: Its arguments, in order.
        result: Annotation of what the call results in.
        read: Code of the function that decodes the response.
        ids: Names of the path parameters.
        body: Code of the body; empty for none.
        replay_doc: What to do after a lost response, in words.
        imports: What all this needs.
    """

    name: str
    method: Method
    facts: str
    arguments: tuple[Parameter, ...]
    result: str
    read: str
    ids: tuple[str, ...]
    body: str
    replay_doc: str
    imports: frozenset[Import]

    @property
    def constant(self) -> str:
        """Name of the constant that holds the operation's facts."""
        return f"_{self.name.upper()}"


def plan_function(sdk: Sdk, manager: Manager, method: Method) -> FunctionPlan:
    """Plans the function of one method."""
    result, read, imports = _result(method)
    body, parameters, more = _body(method)
    facts, needed = _facts(sdk, method)
    ids = [one for one in method.arguments if one.source == "path"]
    parameters = [*(Parameter(one.name, "str", "", one.doc) for one in ids), *parameters]
    imports |= more | {(f"{CORE}.call", name) for name in ("Call", *needed)}
    for one in method.arguments:
        if one.source == "filters":
            imports.add((f"{GENERATED}.filters.{manager.name}", one.type.name))
            parameters.append(Parameter(one.name, f"{one.type.name} | None", "None", one.doc))
        elif one.source == "page":
            parameters.append(Parameter(one.name, "int", repr(one.default), one.doc))
    return FunctionPlan(
        name=function_name(method),
        method=method,
        facts=facts,
        arguments=tuple(parameters),
        result=result,
        read=read,
        ids=tuple(one.name for one in ids),
        body=body,
        replay_doc=_replay_doc(method),
        imports=frozenset(imports),
    )


def function_name(method: Method) -> str:
    """Name of the function that makes a call of a method."""
    return snake(method.operation)


def _facts(sdk: Sdk, method: Method) -> tuple[str, set[str]]:
    """The constant of an operation, and the classes it takes from the core."""
    state, recipients, needed = method.state_check, method.recipients, {"Operation"}
    words = [method.operation, method.http_method, method.path, method.replay]
    parts = [repr(one) for one in words]
    if state:
        needed.add("StateCheck")
        parts.append(f"StateCheck({state.field!r}{f', {state.values!r}' if state.values else ''})")
    if recipients:
        needed.add("Recipients")
        field = f", {recipients.field!r}" if recipients.field else ""
        parts.append(f"recipients=Recipients({recipients.kind!r}{field})")
    if method.recovery:
        parts.append(f"recovery={recovery_hint(sdk, method)!r}")
    return f"Operation({', '.join(parts)})", needed


def recovery_hint(sdk: Sdk, method: Method) -> str:
    """Returns what to check before calling again after a lost response; it contains no value of the call."""
    recovery = method.recovery
    if recovery is None or not recovery.operation:
        return recovery.note if recovery else ""
    manager, other = sdk.methods()[recovery.operation]
    ids = [one.name for one in other.arguments if one.source == "path"]
    arguments = ", ".join([*ids, *(f"{name}=…" for name in recovery.query)])
    compared = " and ".join(f"`{name}`" for name in recovery.compare)
    return f"Check {compared + ' ' if compared else ''}with `client.{manager.name}.{other.name}({arguments})`"


def _result(method: Method) -> tuple[str, str, set[Import]]:
    """Annotation, decoder and imports of the response."""
    result = method.result
    if result.kind == "none":
        return "None", "decode_empty", {(_READING, "decode_empty")}
    if result.kind == "object":
        return "dict[str, Any]", "decode_object", {(_READING, "decode_object"), ("typing", "Any")}
    model = (f"{MODELS}.{snake(result.model)}", result.model)
    imports = {(_READING, "decode_model"), ("functools", "partial"), model}
    return result.model, f"partial(decode_model, {result.model})", imports


def _body(method: Method) -> tuple[str, list[Parameter], set[Import]]:
    """Code, arguments and imports of the request body."""
    body = method.body
    if body is None:
        return "", [], set()
    doc = next((one.doc for one in method.arguments if one.source == "body"), "The body of the request.")
    argument = Parameter("body", f"{body.model} | Mapping[str, Any]", "", doc)
    maker = "json_or_form" if body.form else "json_body"
    files = f', "{body.files}"' if body.form else ""
    imports = {
        (f"{MODELS}.{snake(body.model)}", body.model),
        ("collections.abc", "Mapping"),
        ("typing", "Any"),
        (f"{CORE}.body", maker),
    }
    return f'{maker}("{method.operation}", {body.model}, body{files})', [argument], imports


def _replay_doc(method: Method) -> str:
    state = method.state_check
    if state is None:
        return REPLAY[method.replay]
    values = " or ".join(f"`{value}`" for value in state.values) or "the requested value"
    return (
        "Idempotent; retried automatically. If a retry is rejected, a GET checks the state: the call succeeds "
        f"if `{state.field}` is {values}."
    )
