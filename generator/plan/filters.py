"""Plans the filter model of each list."""

import keyword

from generator.plan.code_names import CORE, Import, snake
from generator.plan.deprecation import checked
from generator.plan.ir import FieldPlan, FilterPlan
from generator.plan.planner import Planner
from generator.plan.python_types import in_python
from generator.read.operations import Operation, Parameter
from generator.read.schemas import RESOURCE
from generator.read.spec import did_you_mean
from generator.representation import Field, Pagination, Sending
from konigle._core.call import RequestOptions
from konigle._core.models import BaseFilters


def plan_filters(planner: Planner) -> list[FilterPlan]:
    """The filter model of every list, in the order of the spec.

    Raises:
        BuildError: A filter cannot be honoured, or a hint names none.
    """
    lists = [operation for operation in planner.operations if operation.is_list]
    known = {parameter.name for operation in lists for parameter in operation.filters}
    for name in sorted(planner.hints.comma_separated - known):
        planner.hints.fail(("comma_separated",), f"no list has a filter {name!r}{did_you_mean(name, known)}")
    plans: dict[str, FilterPlan] = {}
    for operation in lists:
        plan = _plan(planner, operation)
        taken = {*planner.spec.schemas, *(one.name for one in plans.values())}
        if plan.module in plans or plan.name in taken:
            planner.spec.fail(
                operation.location,
                f"{plan.name} would be made a second time: rename the schema or the operation",
            )
        plans[plan.module] = plan
    return list(plans.values())


def main_list(planner: Planner, tag: str) -> Operation | None:
    """The list that is `list` of its manager: the first one of the whole collection, else the first one."""
    lists = [one for one in planner.operations if one.tag == tag and one.is_list]
    return next((one for one in lists if not one.path_parameters), next(iter(lists), None))


def filters_of(planner: Planner, operation: Operation) -> tuple[str, str]:
    """The name of the class of a list's filters, and its module; that of a further list is called after the operation."""
    main = main_list(planner, operation.tag)
    if operation is main:
        return f"{item_class(planner, operation)}Filters", snake(operation.tag)
    return f"{operation.id[:1].upper()}{operation.id[1:]}Filters", snake(operation.id)


def query_class(filters: str) -> str:
    """The name of the keyword arguments that stand for filters."""
    return f"{filters.removesuffix('Filters')}Query"


def item_class(planner: Planner, operation: Operation) -> str:
    """The class of what a list is of.

    Raises:
        BuildError: The response is no page, or its items have no class.
    """
    page, paging = operation.response.schema, operation.pagination or Pagination("iter_all")
    properties = planner.schemas.flat(page) if page and planner.types.is_model(page) else {}
    payload = properties.get(paging.items)
    items = payload.raw.get("items", {}) if payload else {}
    if not payload or "$ref" not in items:
        planner.spec.fail(
            operation.response.location,
            f"a list must return a page, with its items under `{paging.items}`, a list of a component",
        )
    name = planner.spec.component(items, (*payload.location, "items"))
    if not planner.types.is_model(name):
        planner.spec.fail(
            (*payload.location, "items"), f"a list must be of objects with properties, {name} is none"
        )
    if paging.next and paging.next not in properties:
        problem = f"the page has no property {paging.next!r}{did_you_mean(paging.next, properties)}"
        planner.spec.fail((*operation.location, "x-pagination", "next"), problem)
    return name


def plan_parameters(planner: Planner, operation: Operation) -> FilterPlan | None:
    """Plans the parameters of an operation that is no list; None if it has none beside those of the path."""
    if operation.is_list or not operation.filters:
        return None
    name = f"{operation.id[:1].upper()}{operation.id[1:]}Parameters"
    fields, imports = _fields(planner, operation)
    doc = f"Parameters of `{snake(operation.id)}`; those that are None are not sent."
    return FilterPlan(operation.location, name, "", doc, "", fields, imports)


def _sending(planner: Planner, parameter: Parameter) -> Sending | None:
    """How a parameter is sent; None for one plain value of the query under its own name.

    Raises:
        BuildError: A value of its type cannot be written in its style.
    """
    kind = planner.types.of_parameter(parameter).kind
    is_plain = kind not in {"list", "map", "model", "any"}
    where = "in a query" if parameter.where == "query" else f"in a {parameter.where}"
    if parameter.style == "deepObject" and kind not in {"map", "model"}:
        planner.spec.fail(
            (*parameter.location, "style"),
            f"deepObject is for objects, this is a {kind}: write `style: form`",
        )
    if parameter.where == "cookie" and not is_plain and parameter.explode and parameter.style != "json":
        planner.spec.fail(parameter.location, f"a {kind} {where}: write `explode: false`")
    if parameter.where == "path":
        return None
    if is_plain and parameter.style == "form" and parameter.where == "query":
        if parameter.name == parameter.python_name:
            return None
        return Sending(parameter.name, "query", "form", explode=True)
    return Sending(parameter.name, parameter.where, parameter.style, explode=parameter.explode)


def resource_of(planner: Planner, operation: Operation | None) -> str:
    """The resource that the methods of a manager concern: what its list is of, if that can be read again by its id."""
    if operation is None or operation.path_parameters:
        return ""
    item = item_class(planner, operation)
    return item if RESOURCE in planner.schemas.parents(item) else ""


def _fields(planner: Planner, operation: Operation) -> tuple[tuple[FieldPlan, ...], frozenset[Import]]:
    names = [parameter.name for parameter in operation.filters]
    fields = tuple(_field(planner, parameter, names) for parameter in operation.filters)
    imports = frozenset[Import]().union(*(one.imports for one in fields))
    if any(one.neutral.deprecated for one in fields):
        imports |= {(f"{CORE}.schema_types.fields", "warn_when_set")}
    if any(one.neutral.sending for one in fields):
        imports |= {(f"{CORE}.parameters", "Style"), ("typing", "ClassVar"), ("collections.abc", "Mapping")}
    taken = {one.name for one in operation.path_parameters} | {"self", "data", "body", "to", "sent"}
    for parameter, one in zip(operation.filters, fields, strict=True):
        if one.name in taken:
            planner.spec.fail(
                parameter.location, f"{one.name!r} is another argument of its method: rename the parameter"
            )
        taken.add(one.name)
    return fields, imports


def _plan(planner: Planner, operation: Operation) -> FilterPlan:
    name, module = filters_of(planner, operation)
    fields, imports = _fields(planner, operation)
    doc = f"Conditions of `{snake(operation.id)}`; those that are not set, or None, are not sent."
    return FilterPlan(operation.location, name, query_class(name), doc, module, fields, imports)


def _field(planner: Planner, parameter: Parameter, names: list[str]) -> FieldPlan:
    name, (raw, location) = parameter.python_name, parameter.schema
    if not name.isidentifier() or keyword.iskeyword(name) or hasattr(BaseFilters, name):
        planner.spec.fail(parameter.location, f"{name!r} cannot be the name of a filter in Python")
    if name in RequestOptions.__annotations__:
        planner.spec.fail(
            parameter.location, f"{name!r} is an option of every call: a filter cannot have this name"
        )
    if "default" in raw:
        planner.spec.fail(
            (*location, "default"), "a default of a filter: a filter that is not given is not sent"
        )
    if not parameter.title:
        planner.spec.fail(location, "a filter without title")
    kind = in_python(planner.types.of_parameter(parameter), planner.notations["written"])
    if kind.nullable:
        planner.spec.fail(location, "a filter that can be null: None means that it is not sent")
    code, imports = kind.text, kind.imports
    if name in planner.hints.comma_separated:
        if code != "str" or kind.limits:
            planner.spec.fail(location, "a comma-separated filter must be a plain string")
        code, imports = "TagFilter", frozenset({(f"{CORE}.schema_types.fields", "TagFilter")})
    neutral = field_of(planner, parameter)
    checked(planner.spec, planner.operations, neutral.deprecated, parameter.location, names)
    args = (
        *(() if neutral.required else (("default", "None"),)),
        ("title", repr(neutral.title)),
        ("description", repr(neutral.doc)),
        *kind.limits,
        *((("json_schema_extra", '{"deprecated": True}'),) if neutral.deprecated else ()),
    )
    return FieldPlan(
        name,
        code if neutral.required else f"{code} | None",
        args,
        neutral.doc,
        imports | {("pydantic", "Field")},
        neutral,
    )


def field_of(planner: Planner, parameter: Parameter) -> Field:
    """A parameter that is no part of the path, in no language."""
    return Field(
        parameter.python_name,
        planner.types.of_parameter(parameter),
        parameter.title,
        parameter.description,
        required=parameter.is_required,
        comma_separated=parameter.name in planner.hints.comma_separated,
        deprecated=parameter.deprecated(planner.spec),
        sending=_sending(planner, parameter),
    )
