"""The endpoint functions in Python: arguments, result, and how a request is made of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.plan.code_names import CORE, GENERATED, MODELS, Import, snake
from generator.plan.ir import FilterPlan
from generator.plan.python_types import ARGUMENT, DECODER, RESULT, Notation, in_python
from generator.read.contents import FORM, JSON, URL_ENCODED
from generator.representation import ABSENT, Argument, Body, Manager, Method, Result, Scheme, Sdk, Type

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
        if not self.annotation:
            return self.name
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
        ids: Names of the path parameters, each with its value as code.
        body: Code of the body; empty for none.
        by_status: Code of the decoders by status code; empty if every success means the same.
        parameters: The parameters beside those of the path, of an operation that is no list.
        list_locations: Where the filters of a list are sent besides the query.
        replay_doc: What to do after a lost response, in words.
        imports: What all this needs.
    """

    name: str
    method: Method
    facts: str
    arguments: tuple[Parameter, ...]
    result: str
    read: str
    ids: tuple[tuple[str, str], ...]
    body: str
    by_status: str
    parameters: FilterPlan | None
    list_locations: tuple[str, ...]
    replay_doc: str
    imports: frozenset[Import]

    @property
    def constant(self) -> str:
        """Name of the constant that holds the operation's facts."""
        return f"_{self.name.upper()}"


def plan_function(
    sdk: Sdk, manager: Manager, method: Method, sent: Notation, more: FilterPlan | None = None
) -> FunctionPlan:
    """Plans the function of one method.

    Args:
        sdk: Everything.
        manager: The manager.
        method: The method.
        sent: How types of values are written that are sent.
        more: Its parameters beside those of the path, unless it is a list.
    """
    result, read, imports = _result(method.result)
    by_status: dict[str, str] = {}
    for status, other in method.result.by_status.items():
        annotation, by_status[status], needed_by_it = _result(other)
        result, imports = f"{result} | {annotation}", imports | needed_by_it
    body, parameters, needed_by_body = _body(method, sent)
    keywords, needed_by_them = _keywords(manager, method, more)
    facts, needed = _facts(sdk, method)
    ids = method.of_source("path")
    modules = {"Scheme": "secret"}
    imports |= {(f"{CORE}.{modules.get(name, 'call')}", name) for name in ("Call", *needed)}
    imports |= {("konigle._core.parameters", "parameter_text") for one in ids if _as_text(one) != one.name}
    return FunctionPlan(
        name=function_name(method),
        method=method,
        facts=facts,
        arguments=(
            *(Parameter(one.name, path_type(one), "", one.doc) for one in ids),
            *parameters,
            *keywords,
        ),
        result=result,
        read=read,
        ids=tuple((one.name, _as_text(one)) for one in ids),
        body=body,
        by_status=", ".join(f"{status}: {code}" for status, code in by_status.items()),
        parameters=more,
        list_locations=_list_locations(sdk, method),
        replay_doc=_replay_doc(method),
        imports=frozenset(imports | needed_by_body | needed_by_them),
    )


def _list_locations(sdk: Sdk, method: Method) -> tuple[str, ...]:
    fields = [one for filters in sdk.filters if filters.name == method.filters for one in filters.fields]
    return tuple(sorted({one.sending.location for one in fields if one.sending} - {"query"}))


def _keywords(
    manager: Manager, method: Method, more: FilterPlan | None
) -> tuple[list[Parameter], set[Import]]:
    """The arguments beside the path and the body, and what they need."""
    parameters: list[Parameter] = []
    imports: set[Import] = set()
    if more:
        own = method.of_source("parameter")
        parameters = [Parameter("*", "", "", ""), *map(_keyword, own)]
        imports |= {needed for one in own for needed in in_python(one.type, ARGUMENT).imports}
        imports |= more.imports | {(f"{CORE}.parameters", "as_parameters"), (f"{CORE}.models", "BaseFilters")}
    for one in method.arguments:
        if one.source == "filters":
            imports.add((f"{GENERATED}.filters.{filters_module(manager, method)}", one.type.name))
            parameters.append(Parameter(one.name, f"{one.type.name} | None", "None", one.doc))
        elif one.source == "page":
            parameters.append(Parameter(one.name, *page_annotation(one), one.doc))
    return parameters, imports


def _keyword(argument: Argument) -> Parameter:
    annotation = in_python(argument.type, ARGUMENT).whole.text
    if argument.required:
        return Parameter(argument.name, annotation, "", argument.doc)
    return Parameter(argument.name, f"{annotation} | None", "None", argument.doc)


def path_type(argument: Argument) -> str:
    """Annotation of a path parameter; a number may also be given as text, as ids of resources are."""
    return {"integer": "str | int", "number": "str | float", "boolean": "str | bool"}.get(
        argument.type.kind, "str"
    )


def _as_text(argument: Argument) -> str:
    is_text = argument.type.kind not in {"number", "boolean"}
    return argument.name if is_text else f"parameter_text({argument.name})"


def filters_module(manager: Manager, method: Method) -> str:
    """The module of a list's filters."""
    return manager.name if method is manager.of_kind("list") else function_name(method)


def page_annotation(argument: Argument) -> tuple[str, str]:
    """Annotation and default of an argument that says which page."""
    kind = {"string": "str", "integer": "int"}[argument.type.kind]
    return (f"{kind} | None", "None") if argument.default is ABSENT else (kind, repr(argument.default))


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
    if method.accept:
        parts.append(f"accept={method.accept!r}")
    if method.security is not None:
        needed |= {"Scheme"} if any(method.security) else set()
        parts.append(f"security={_security(sdk, method.security)}")
    return f"Operation({', '.join(parts)})", needed


def _security(sdk: Sdk, alternatives: tuple[tuple[str, ...], ...]) -> str:
    schemes = {one.name: one for one in sdk.schemes}
    return _tuple(_tuple(_scheme(schemes[name]) for name in one) for one in alternatives)


def _tuple(parts: Iterable[str]) -> str:
    return f"({''.join(f'{one}, ' for one in parts)})"


def _scheme(scheme: Scheme) -> str:
    if scheme.is_main:
        return f"Scheme({scheme.name!r}, is_main=True)"
    more = f", {scheme.prefix!r}" if scheme.prefix else ""
    return f"Scheme({scheme.name!r}, {scheme.location!r}, {scheme.parameter!r}{more})"


def recovery_hint(sdk: Sdk, method: Method) -> str:
    """Returns what to check before calling again after a lost response; it contains no value of the call."""
    recovery = method.recovery
    if recovery is None or not recovery.operation:
        return recovery.note if recovery else ""
    manager, other = sdk.methods()[recovery.operation]
    ids = [one.name for one in other.of_source("path")]
    arguments = ", ".join([*ids, *(f"{name}=…" for name in recovery.query)])
    compared = " and ".join(f"`{name}`" for name in recovery.compare)
    return f"Check {compared + ' ' if compared else ''}with `client.{manager.name}.{other.name}({arguments})`"


def _result(result: Result) -> tuple[str, str, set[Import]]:
    """Annotation, decoder and imports of the response."""
    if result.kind == "none":
        return "None", "decode_empty", {(_READING, "decode_empty")}
    if result.kind == "file":
        names = ("FileResponse", "decode_file")
        return names[0], names[1], {(f"{CORE}.call", name) for name in names}
    if result.kind == "object":
        return "dict[str, Any]", "decode_object", {(_READING, "decode_object"), ("typing", "Any")}
    if result.type:
        code, decoder = in_python(result.type, RESULT).whole, in_python(result.type, DECODER).whole
        needed = {(_READING, "decode_value"), ("functools", "partial")}
        return code.text, f"partial(decode_value, {decoder.text})", needed | code.imports | decoder.imports
    model = (f"{MODELS}.{snake(result.model)}", result.model)
    imports = {(_READING, "decode_model"), ("functools", "partial"), model}
    return result.model, f"partial(decode_model, {result.model})", imports


def _body(method: Method, sent: Notation) -> tuple[str, list[Parameter], set[Import]]:
    """Code, arguments and imports of the request body."""
    body = method.body
    if body is None:
        return "", [], set()
    doc = next((one.doc for one in method.of_source("body")), "The body of the request.")
    given = in_python(body.type or Type("model", body.model), ARGUMENT).whole
    argument = (
        Parameter("body", given.text, "", doc)
        if body.required
        else Parameter("body", f"{given.text} | None", "None", doc)
    )
    maker, more = _maker(body)
    if body.type:
        value = in_python(body.type, sent).whole
        code = f'json_value("{method.operation}", {", ".join([value.text, "body", *more])})'
        imports = {*value.imports, *given.imports, (f"{CORE}.schema_types.json_values", "json_value")}
    else:
        code = f'{maker}("{method.operation}", {", ".join([body.model, "body", *more])})'
        imports = {*given.imports, (f"{CORE}.body", maker)}
    return code if body.required else f"None if body is None else {code}", [argument], imports


def _maker(body: Body) -> tuple[str, list[str]]:
    """The function that encodes a body, and its further arguments."""
    if body.form:
        return "json_or_form", [f'"{body.files}"']
    if body.content_type == FORM:
        return "form_body", [f'"{name}"' for name in body.file_fields]
    if body.content_type == URL_ENCODED:
        return "url_encoded_body", []
    is_usual = body.content_type == JSON
    return "json_body", [] if is_usual else [f'content_type="{body.content_type}"']


def _replay_doc(method: Method) -> str:
    state = method.state_check
    if state is None:
        return REPLAY[method.replay]
    values = " or ".join(f"`{value}`" for value in state.values) or "the requested value"
    return (
        "Idempotent; retried automatically. If a retry is rejected, a GET checks the state: the call succeeds "
        f"if `{state.field}` is {values}."
    )
