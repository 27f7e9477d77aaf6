"""Represents the arguments of methods."""

from generator.plan.filters import field_of, filters_of
from generator.read.operations import Operation, Parameter, flow
from generator.read.spec_grammar import types_of
from generator.represent.models import Models
from generator.representation import ABSENT, Argument, Kind, Type, TypeKind

_SCALARS = frozenset({"string", "integer", "number", "boolean", "decimal", "time", "enum"})


def arguments_of(models: Models, operation: Operation, kind: Kind) -> tuple[Argument, ...]:
    """The arguments of a method, those of the path first."""
    more = () if operation.is_list else operation.filters
    return (
        *(_path_argument(models, one) for one in operation.path_parameters),
        *_more_arguments(models, operation, kind),
        *(_argument(models, one) for one in more),
    )


def _more_arguments(models: Models, operation: Operation, kind: Kind) -> list[Argument]:
    if operation.is_list:
        filters = Argument(
            "filters",
            "filters",
            Type("model", filters_of(models.planner, operation)[0]),
            required=False,
            doc="Conditions; none for the whole collection.",
        )
        return [filters, *(_paging_argument(models, operation, one) for one in operation.paging)]
    body = operation.body
    if body is None:
        return []
    spec, types = models.planner.spec, models.planner.types
    doc = flow(spec.schemas[body.schema].get("description", "The body of the request."))
    type_of_body = types.reference(body.schema)
    if not types.is_model(body.schema):
        return [Argument("body", "body", type_of_body, required=body.required, doc=doc)]
    fields = list(models.fields(body.schema).values())
    is_one_value = spec.is_own and len(fields) == 1 and fields[0].type.kind in _SCALARS
    if kind == "action" and is_one_value and body.required and not body.form:
        only = fields[0]
        return [Argument(only.name, "field", only.type, required=only.required, doc=only.doc)]
    return [Argument("data", "body", type_of_body, required=body.required, doc=doc)]


def _path_argument(models: Models, parameter: Parameter) -> Argument:
    kind = models.planner.types.of_parameter(parameter)
    if kind.nullable or kind.kind not in {"string", "integer", "number", "boolean", "enum"}:
        models.planner.spec.fail(
            parameter.schema.location,
            "a path parameter must be one plain value: write `type: string` or another",
        )
    return Argument(parameter.name, "path", kind, required=True, doc=parameter.description)


def _argument(models: Models, parameter: Parameter) -> Argument:
    """A parameter of an operation that is no list."""
    field = field_of(models.planner, parameter)
    return Argument(
        field.name,
        "parameter",
        field.type,
        required=field.required,
        doc=field.doc,
        sending=field.sending,
        example=parameter.raw.get("example", ABSENT),
        deprecated=field.deprecated,
    )


def _paging_argument(models: Models, operation: Operation, parameter: Parameter) -> Argument:
    schema, location = parameter.schema
    style = operation.pagination.style if operation.pagination else "page"
    is_cursor = style == "cursor" and operation.paging[0] is parameter
    kinds: tuple[TypeKind, ...] = ("string", "integer") if is_cursor else ("integer",)
    kind = next((one for one in kinds if one in types_of(schema)), None)
    default = schema.get("default")
    if style == "offset" and operation.paging[0] is parameter:
        default = 0
    if (
        kind is None
        or (style == "page" and not isinstance(default, int))
        or (is_cursor and default is not None)
    ):
        problem = " or ".join(kinds) + {"page": " with a default"}.get(style, "")
        models.planner.spec.fail(location, f"{parameter.name} must be an {problem}")
    return Argument(
        parameter.name,
        "page",
        Type(kind),
        required=False,
        doc=parameter.description,
        default=ABSENT if default is None else default,
    )
