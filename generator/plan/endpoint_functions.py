"""What the endpoint functions look like: arguments, result, and how a request is made of them."""

from dataclasses import dataclass

from generator.plan.filters import item_class
from generator.plan.planner import Planner
from generator.plan.type_mapping import CORE, MODELS, Import, snake
from generator.read.operations import Operation, Parameter, flow
from generator.read.spec import Named

_REPLAY = {
    "safe": "Idempotent; retried automatically. It changes nothing on the server.",
    "settled": "Idempotent; retried automatically. Applied twice, it leaves the same state as applied once.",
    "once": "Not retried if the response is lost, because the server may already have applied the request.",
}


@dataclass(frozen=True)
class Argument:
    """One argument of a function."""

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
        operation: The operation it makes a call of.
        arguments: Its arguments, in order.
        result: Annotation of what the call results in.
        result_doc: What that is.
        read: Code of the function that decodes the response.
        ids: Names of the path parameters.
        paging: Whether page, page size and filters make up the query.
        body: Code of the body; empty for none.
        replay_doc: What to do after a lost response, in words.
        imports: What all this needs.
    """

    name: str
    operation: Operation
    arguments: tuple[Argument, ...]
    result: str
    result_doc: str
    read: str
    ids: tuple[str, ...]
    paging: bool
    body: str
    replay_doc: str
    imports: frozenset[Import]

    @property
    def constant(self) -> str:
        """Name of the constant that holds the operation's facts."""
        return f"_{self.name.upper()}"


def plan_function(planner: Planner, operation: Operation, name: str) -> FunctionPlan:
    """Plans one function.

    Args:
        planner: Knows the schemas.
        operation: What to call.
        name: Name of the function, as the library makes it from the operation id.
    """
    imports: set[Import] = {(f"{CORE}.call", "Call"), (f"{CORE}.call", "Operation")}
    if operation.state_check:
        imports.add((f"{CORE}.call", "StateCheck"))
    result, read, more = _result(planner, operation)
    imports |= more
    arguments = [Argument(one.name, "str", "", one.description) for one in operation.path_parameters]
    body, body_arguments, more = _body(planner, operation)
    arguments += body_arguments
    imports |= more
    if operation.is_list:
        filters = f"{item_class(planner, operation)}Filters"
        imports.add((f"konigle._generated.filters.{snake(operation.tag)}", filters))
        arguments.append(
            Argument("filters", f"{filters} | None", "None", "Conditions; none for the whole collection.")
        )
        arguments += [
            _paging_argument(planner, one)
            for one in operation.query_parameters
            if one not in operation.filters
        ]
    _check_settled(planner, operation)
    return FunctionPlan(
        name=name,
        operation=operation,
        arguments=tuple(arguments),
        result=result,
        result_doc=operation.response.description,
        read=read,
        ids=tuple(one.name for one in operation.path_parameters),
        paging=operation.is_list,
        body=body,
        replay_doc=_replay_doc(operation),
        imports=frozenset(imports),
    )


def _paging_argument(planner: Planner, parameter: Parameter) -> Argument:
    schema, location = parameter.schema
    default = schema.get("default")
    if schema.get("type") != "integer" or not isinstance(default, int):
        planner.spec.fail(location, f"{parameter.name} must be an integer with a default")
    return Argument(parameter.name, "int", repr(default), parameter.description)


def _result(planner: Planner, operation: Operation) -> tuple[str, str, set[Import]]:
    """Annotation, decoder and imports of the response."""
    schema, reading = operation.response.schema, f"{CORE}.decoding"
    if not schema:
        return "None", "decode_empty", {(reading, "decode_empty")}
    kind = planner.types.kind_of(schema)
    if kind == "model":
        imports = {(reading, "decode_model"), ("functools", "partial"), (f"{MODELS}.{snake(schema)}", schema)}
        return schema, f"partial(decode_model, {schema})", imports
    raw = planner.spec.schemas[schema]
    if kind != "mapping" or raw.get("additionalProperties", True) is not True or "propertyNames" in raw:
        planner.spec.fail(
            operation.response.location,
            f"the response {schema} must be an object: with properties, or free-form",
        )
    return "dict[str, Any]", "decode_object", {(reading, "decode_object"), ("typing", "Any")}


def _body(planner: Planner, operation: Operation) -> tuple[str, list[Argument], set[Import]]:
    """Code, arguments and imports of the request body."""
    body = operation.body
    if body is None:
        return "", [], set()
    if planner.types.kind_of(body.schema) != "model":
        planner.spec.fail(body.location, f"the body {body.schema} must be an object with properties")
    doc = flow(planner.spec.schemas[body.schema].get("description", ""))
    argument = Argument("body", f"{body.schema} | Mapping[str, Any]", "", doc)
    imports = {
        (f"{MODELS}.{snake(body.schema)}", body.schema),
        ("collections.abc", "Mapping"),
        ("typing", "Any"),
    }
    if not body.form:
        if planner.hints.of(body.schema).form:
            planner.hints.fail(("schemas", body.schema, "form"), f"{operation.id} has no form")
        code = f'json_body("{operation.id}", {body.schema}, body)'
        return code, [argument], imports | {(f"{CORE}.body", "json_body")}
    if planner.hints.of(body.schema).form != body.form:
        planner.spec.fail(
            body.location, f"has two ways: say in hints.yaml `{body.schema}: {{form: {body.form}}}`"
        )
    files = _file_field(planner, body.schema, body.form)
    code = f'json_or_form("{operation.id}", {body.schema}, body, "{files}")'
    return code, [argument], imports | {(f"{CORE}.body", "json_or_form")}


def _file_field(planner: Planner, schema: str, form: str) -> str:
    """The one property that the form has beyond the JSON body: a list of files."""
    known = planner.schemas.flat(schema)
    more = [prop for key, prop in planner.schemas.flat(form).items() if key not in known]
    lost = [key for key in known if key not in planner.schemas.flat(form)]
    if lost or len(more) != 1 or more[0].raw.get("items") != {"type": "string", "format": "binary"}:
        planner.spec.fail(
            planner.schemas.location(form),
            f"must be {schema} and one more property: a list of strings of format binary",
        )
    return more[0].name


def _check_settled(planner: Planner, operation: Operation) -> None:
    state_check = operation.state_check
    if not state_check:
        return
    named = Named({}, (*operation.location, "x-settled"))
    response = operation.response.schema
    fields = planner.schemas.flat(response) if response and planner.types.kind_of(response) == "model" else {}
    if state_check.field not in fields:
        planner.spec.fail(named.location, f"the response has no property {state_check.field!r}")
    if not state_check.values:
        carried = planner.schemas.flat(operation.body.schema) if operation.body else {}
        if state_check.field not in carried:
            planner.spec.fail(named.location, f"the body has no property {state_check.field!r}")
        return
    target = planner.fields(response)[state_check.field].annotation.removesuffix(" | None")
    words = planner.spec.schemas.get(target, {}).get("enum", state_check.values)
    for value in state_check.values:
        if value not in words:
            planner.spec.fail(named.location, f"{value!r} is none of {', '.join(words)}")


def _replay_doc(operation: Operation) -> str:
    state_check = operation.state_check
    if state_check is None:
        return _REPLAY[operation.replay]
    values = " or ".join(f"`{value}`" for value in state_check.values) or "the requested value"
    return (
        "Idempotent; retried automatically. If a retry is rejected, a GET checks the state: the call succeeds "
        f"if `{state_check.field}` is {values}."
    )
