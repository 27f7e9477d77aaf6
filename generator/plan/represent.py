"""Makes the representation of the SDK from the spec: areas, managers and their methods."""

import re
from typing import Any

from generator import representation as neutral
from generator.plan.client_facts import ERROR_KINDS, SETTINGS, retry_constants
from generator.plan.deprecation import checked
from generator.plan.filters import item_class, plan_filters
from generator.plan.operation_checks import check_recipients, recovery_of, state_check_of
from generator.plan.planner import Planner
from generator.plan.represent_models import Models
from generator.plan.type_plan import snake
from generator.read.extensions import area_of
from generator.read.operations import Operation, Parameter, flow
from generator.read.spec import Raw
from generator.representation import (
    ABSENT,
    Argument,
    Body,
    Error,
    Kind,
    Manager,
    Method,
    Result,
    Sdk,
    Type,
)
from konigle._core import error_mapping
from konigle._core.pagination import MAX_PAGE_SIZE

FORMAT = 1
_BY_ID: dict[str, Kind] = {"GET": "get", "PATCH": "update", "DELETE": "delete"}
_SCALARS = frozenset({"string", "integer", "number", "boolean", "decimal", "time", "enum"})


def represent(planner: Planner) -> Sdk:
    """The representation of everything that the spec holds.

    Raises:
        BuildError: Something in it does not fit together.
    """
    plan_filters(planner)  # checks them
    spec, models = planner.spec, Models(planner)
    info = spec.raw["info"]
    managers = tuple(
        _ManagerOf(planner, models, tag, doc).manager()
        for tag, doc in spec.tags.items()
        if any(one.tag == tag for one in planner.operations)
    )
    area = neutral.Area(area_of(spec), info["title"], flow(info.get("description", "")), managers)
    return Sdk(
        format=FORMAT,
        version=info["version"],
        servers=tuple(str(one["url"]) for one in spec.raw.get("servers", ())),
        errors={
            **{str(status): kind.__name__ for status, kind in error_mapping.BY_STATUS.items()},
            **{f"{status // 100}XX": error_mapping.error_class(status).__name__ for status in (499, 599)},
        },
        error_kinds=ERROR_KINDS,
        settings=SETTINGS,
        paging=neutral.Paging("page", "page_size", "payload", "results", MAX_PAGE_SIZE),
        retry=retry_constants(),
        areas=(area,),
        models=models.all(),
        enums=models.enums(),
        filters=tuple(models.filters(one) for one in planner.operations if one.is_list),
    )


class _ManagerOf:
    """The manager of one tag."""

    def __init__(self, planner: Planner, models: Models, tag: str, doc: str) -> None:
        self.planner, self.models, self.tag, self.doc = planner, models, tag, doc
        self.operations = [one for one in planner.operations if one.tag == tag]
        self.list = next((one for one in self.operations if one.is_list), None)
        self.resource = item_class(planner, self.list) if self.list else ""

    def manager(self) -> Manager:
        methods = tuple(self._method(one) for one in self.operations)
        self._check_names(methods)
        bodies = {one.kind: one.body.model for one in methods if one.body}
        words = re.split(r"[-_ ]", self.tag.removesuffix("s"))
        return Manager(
            name=snake(self.tag),
            stem=self.resource or "".join(word.capitalize() for word in words),
            doc=flow(self.doc),
            base_path=(self.list or self.operations[0]).path,
            methods=methods,
            resource=self.resource,
            create=bodies.get("create", ""),
            update=bodies.get("update", ""),
            filters=f"{self.resource}Filters" if self.list else "",
            final_states=self._final_states(),
        )

    def _check_names(self, methods: tuple[Method, ...]) -> None:
        seen: dict[str, str] = {}
        for operation, method in zip(self.operations, methods, strict=True):
            if method.name in seen:
                self.planner.spec.fail(
                    operation.location,
                    f"its method would be called {method.name!r}, as that of {seen[method.name]}: "
                    "say `x-method: <another name>`",
                )
            seen[method.name] = operation.id

    def _final_states(self) -> neutral.FinalStates | None:
        final = {one.name: one.final for one in self.models.enums() if one.final}
        fields = self.models.fields(self.resource) if self.resource else {}
        found = [(key, final[one.type.name]) for key, one in fields.items() if one.type.name in final]
        return neutral.FinalStates(*found[0]) if found else None

    # -- methods -------------------------------------------------------------------------------------------

    def _kind(self, operation: Operation) -> Kind:
        if self.list is None:
            return "action"
        if operation is self.list:
            return "list"
        if operation.path == self.list.path and operation.method == "POST":
            return "create"
        if re.fullmatch(re.escape(self.list.path) + r"/{\w+}", operation.path):
            return _BY_ID.get(operation.method, "action")
        return "action"

    def name_of(self, operation: Operation) -> str:
        """The method's name: that of the operation without the resource, which the manager says already."""
        kind = self._kind(operation)
        if operation.method_name:
            return operation.method_name
        if kind != "action":
            return kind
        words = snake(operation.id)
        nouns = {snake(self.tag), snake(self.tag).removesuffix("s"), snake(self.resource)} - {""}
        for noun in sorted(nouns, key=len, reverse=True):
            words = re.sub(rf"(^|_){noun}(?=_|$)", "", words).strip("_")
        return words or snake(operation.id)

    def _method(self, operation: Operation) -> Method:
        kind, body = self._kind(operation), self._body(operation)
        check_recipients(self.planner, operation)
        return Method(
            name=self.name_of(operation),
            operation=operation.id,
            http_method=operation.method,
            path=operation.path,
            kind=kind,
            summary=operation.summary,
            description=operation.description,
            replay=operation.replay,
            arguments=(
                *map(_path_argument, operation.path_parameters),
                *self._more_arguments(operation, kind),
            ),
            result=self._result(operation),
            errors=tuple(_errors(operation)),
            body=body,
            state_check=state_check_of(self.planner, operation),
            recipients=operation.recipients,
            recovery=recovery_of(self.planner, operation),
            example=self._example(operation),
            deprecated=checked(
                self.planner.spec, self.planner.operations, operation.deprecated, operation.location
            ),
        )

    # -- arguments, body and result ------------------------------------------------------------------------

    def _more_arguments(self, operation: Operation, kind: Kind) -> list[Argument]:
        if operation.is_list:
            filters = Argument(
                "filters",
                "filters",
                Type("model", f"{item_class(self.planner, operation)}Filters"),
                required=False,
                doc="Conditions; none for the whole collection.",
            )
            paging = [one for one in operation.query_parameters if one not in operation.filters]
            return [filters, *map(self._paging_argument, paging)]
        body = operation.body
        if body is None:
            return []
        fields = list(self.models.fields(body.schema).values())
        if kind == "action" and len(fields) == 1 and not body.form and fields[0].type.kind in _SCALARS:
            only = fields[0]
            return [Argument(only.name, "field", only.type, required=only.required, doc=only.doc)]
        doc = flow(self.planner.spec.schemas[body.schema].get("description", ""))
        return [Argument("data", "body", Type("model", body.schema), required=True, doc=doc)]

    def _paging_argument(self, parameter: Parameter) -> Argument:
        schema, location = parameter.schema
        default = schema.get("default")
        if schema.get("type") != "integer" or not isinstance(default, int):
            self.planner.spec.fail(location, f"{parameter.name} must be an integer with a default")
        return Argument(
            parameter.name,
            "page",
            Type("integer"),
            required=False,
            doc=parameter.description,
            default=default,
        )

    def _body(self, operation: Operation) -> Body | None:
        body, hints = operation.body, self.planner.hints
        if body is None:
            return None
        if self.planner.types.kind_of(body.schema) != "model":
            self.planner.spec.fail(body.location, f"the body {body.schema} must be an object with properties")
        hinted = hints.of(body.schema).form
        if not body.form:
            if hinted:
                hints.fail(("schemas", body.schema, "form"), f"{operation.id} has no form")
            return Body(body.schema)
        if hinted != body.form:
            self.planner.spec.fail(
                body.location, f"has two ways: say in hints.yaml `{body.schema}: {{form: {body.form}}}`"
            )
        files = self._file_field(body.schema, body.form)
        return Body(body.schema, body.form, files.name, files.type.limits.get("maxItems"))

    def _file_field(self, schema: str, form: str) -> neutral.Field:
        """The one field that the form has beyond the JSON body: a list of files."""
        known, fields = self.planner.schemas.flat(schema), self.models.fields(form)
        more = [one for key, one in fields.items() if key not in known]
        items = more[0].type.items if len(more) == 1 else None
        if any(key not in fields for key in known) or items is None or items.kind != "file":
            self.planner.spec.fail(
                self.planner.schemas.location(form),
                f"must be {schema} and one more property: a list of strings of format binary",
            )
        return more[0]

    def _result(self, operation: Operation) -> Result:
        schema, doc = operation.response.schema, operation.response.description
        if not schema:
            return Result("none", "", doc)
        if self.planner.types.kind_of(schema) == "model":
            if operation.is_list:
                return Result("page", schema, doc, items=item_class(self.planner, operation))
            return self._model_result(operation, schema)
        raw = self.planner.spec.schemas[schema]
        is_free = self.planner.types.kind_of(schema) == "mapping" and "propertyNames" not in raw
        if not is_free or raw.get("additionalProperties", True) is not True:
            self.planner.spec.fail(
                operation.response.location,
                f"the response {schema} must be an object: with properties, or free-form",
            )
        return Result("object", "", doc)

    def _model_result(self, operation: Operation, schema: str) -> Result:
        """One model; if it only holds resources, they can be made of what was sent."""
        fields = self.models.fields(schema)
        sent = self.models.fields(operation.body.schema) if operation.body else {}
        stand_ins = {
            key: {"name": f"{key}_name"} if f"{key}_name" in sent else {}
            for key, one in fields.items()
            if one.required and one.type.kind == "model"
        }
        unwraps = next(iter(stand_ins)) if stand_ins and len(fields) == 1 else ""
        return Result("model", schema, operation.response.description, unwraps=unwraps, stand_ins=stand_ins)

    def _example(self, operation: Operation) -> Any:
        """The example of the JSON body."""
        if operation.body is None:
            return ABSENT
        media: Raw = self.planner.spec.follow(
            self.planner.spec.raw["paths"][operation.path][operation.method.lower()]["requestBody"],
            operation.location,
        ).raw["content"]["application/json"]
        return media.get("example", ABSENT)


def _path_argument(parameter: Parameter) -> Argument:
    return Argument(parameter.name, "path", Type("string"), required=True, doc=parameter.description)


def _errors(operation: Operation) -> list[Error]:
    found: list[Error] = []
    if operation.body:
        found.append(Error("invalid_argument", "The data is invalid; nothing was sent."))
    if operation.is_list:
        found.append(Error("invalid_argument", "A filter is unknown or invalid; nothing was sent."))
    if operation.path_parameters:
        found.append(Error("not_found", "No resource has this id."))
    if operation.is_list:
        found.append(Error("not_found", "The page is past the end."))
    if operation.replay != "safe" and operation.method != "DELETE":
        doc = (
            "The server refused the data."
            if operation.body
            else "The state of the resource does not allow it."
        )
        found.append(Error("refused", doc))
    if operation.replay == "once":
        found.append(Error("outcome_unknown", "The response was lost; the request may have been applied."))
    return found
