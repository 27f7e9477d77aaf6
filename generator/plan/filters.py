"""Plans the filter model of each list."""

import keyword

from generator.plan.deprecation import checked
from generator.plan.ir import FieldPlan, FilterPlan
from generator.plan.planner import Planner
from generator.plan.type_plan import CORE, Import, View, snake
from generator.read.operations import Operation, Parameter, flow
from generator.read.schemas import RESOURCE
from generator.read.spec import did_you_mean
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
        if plan.module in plans or plan.name in planner.spec.schemas:
            planner.spec.fail(
                operation.location, f"{plan.name} would be made a second time: one list for each tag"
            )
        plans[plan.module] = plan
    return list(plans.values())


def item_class(planner: Planner, operation: Operation) -> str:
    """The resource that a list is of."""
    page = operation.response.schema
    properties = planner.schemas.flat(page) if page and planner.types.kind_of(page) == "model" else {}
    payload = properties.get("payload")
    items = payload.raw.get("items", {}) if payload else {}
    if not payload or "$ref" not in items:
        planner.spec.fail(
            operation.response.location, "a list must return a page, with its resources under `payload`"
        )
    name = planner.spec.component(items, (*payload.location, "items"))
    if RESOURCE not in planner.schemas.parents(name):
        planner.spec.fail((*payload.location, "items"), f"a list must be of a {RESOURCE}, {name} is none")
    return name


def _plan(planner: Planner, operation: Operation) -> FilterPlan:
    resource = item_class(planner, operation)
    names = [parameter.name for parameter in operation.filters]
    fields = tuple(_field(planner, parameter, names) for parameter in operation.filters)
    imports = frozenset[Import]().union(*(one.imports for one in fields))
    if any(one.deprecated for one in fields):
        imports |= {(f"{CORE}.fields", "warn_when_set")}
    doc = f"Conditions of `{snake(operation.id)}`; those that are not set, or None, are not sent."
    return FilterPlan(f"{resource}Filters", f"{resource}Query", doc, snake(operation.tag), fields, imports)


def _field(planner: Planner, parameter: Parameter, names: list[str]) -> FieldPlan:
    name, (raw, location) = parameter.name, parameter.schema
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
    if "title" not in raw:
        planner.spec.fail(location, "a filter without title")
    kind = planner.types.plan(raw, location, View("written"))
    if kind.kind in {"array", "object", "model"} or kind.nullable:
        planner.spec.fail(location, "a filter must be one plain value")
    code, imports = kind.code, kind.imports
    if kind.target in planner.hints.enum_classes:  # the plain text will do, also for type checkers
        values = ", ".join(map(repr, planner.spec.schemas[kind.target]["enum"]))
        code, imports = f"{code} | Literal[{values}]", imports | {("typing", "Literal")}
    if name in planner.hints.comma_separated:
        if kind.code != "str" or kind.limits:
            planner.spec.fail(location, "a comma-separated filter must be a plain string")
        code, imports = "TagFilter", frozenset({(f"{CORE}.fields", "TagFilter")})
    doc = parameter.description
    deprecated = checked(
        planner.spec, planner.operations, parameter.deprecated(planner.spec), parameter.location, names
    )
    args = (
        ("default", "None"),
        ("title", repr(flow(raw["title"]))),
        ("description", repr(doc)),
        *kind.limits,
        *((("json_schema_extra", '{"deprecated": True}'),) if deprecated else ()),
    )
    return FieldPlan(
        name, f"{code} | None", args, doc, imports | {("pydantic", "Field")}, deprecated=deprecated
    )
