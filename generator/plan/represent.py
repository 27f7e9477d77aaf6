"""Makes the representation of the SDK from the spec: areas, managers and their methods."""

import re
from dataclasses import replace
from typing import Any

from generator import representation as neutral
from generator.plan.client_facts import ERROR_KINDS, SETTINGS, retry_constants
from generator.plan.deprecation import checked
from generator.plan.filters import (
    filters_of,
    item_class,
    main_list,
    plan_filters,
    resource_of,
    sending_of,
)
from generator.plan.operation_checks import check_recipients, poll_of, recovery_of, state_check_of
from generator.plan.planner import Planner
from generator.plan.represent_models import Models
from generator.plan.type_plan import ANY, View, snake
from generator.read import contents
from generator.read.areas import area_name
from generator.read.contents import ResponseBody
from generator.read.extensions import groups_of
from generator.read.operations import Operation, Parameter, flow
from generator.read.security import read_schemes, read_servers
from generator.read.spec import Raw, described
from generator.read.spec_grammar import types_of
from generator.read.webhooks import read_webhooks
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
    TypeKind,
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
    return Sdk(
        format=FORMAT,
        version=spec.raw["info"]["version"],
        servers=read_servers(spec),
        errors={
            **{str(status): kind.__name__ for status, kind in error_mapping.BY_STATUS.items()},
            **{f"{status // 100}XX": error_mapping.error_class(status).__name__ for status in (499, 599)},
        },
        error_kinds=ERROR_KINDS,
        settings=SETTINGS,
        paging=neutral.Paging("page", "page_size", "payload", "results", MAX_PAGE_SIZE),
        retry=retry_constants(),
        areas=_areas(planner, models),
        models=models.all(),
        enums=models.enums(),
        filters=tuple(models.filters(one) for one in planner.operations if one.is_list),
        schemes=tuple(read_schemes(spec).values()),
        webhooks=_webhooks(planner),
    )


def _areas(planner: Planner, models: Models) -> tuple[neutral.Area, ...]:
    spec = planner.spec
    owners = {tag: area.name for area in spec.areas for tag in area.tags}
    managers: dict[str, Manager] = {}
    for index, (tag, doc) in enumerate(spec.tags.items()):
        if any(one.tag == tag for one in planner.operations):
            made = _ManagerOf(planner, models, tag, doc).manager()
            for other, one in managers.items():
                if one.name == made.name:
                    spec.fail(
                        ("tags", str(index), "name"),
                        f"its manager is called {one.name!r}, as that of {other!r}",
                    )
            managers[tag] = made
    groups = groups_of(spec)
    found: list[neutral.Area] = []
    for name, info, externals in (
        (area_name(spec), spec.raw["info"], spec.raw),
        *((one.name, one.info, {}) for one in spec.areas),
    ):
        is_own = {tag: owners.get(tag, area_name(spec)) == name for tag in spec.tags}
        about = info.get("description", "").partition("\n## ")[0]
        found.append(
            neutral.Area(
                name,
                info["title"],
                described({**externals, "description": about}).strip(),
                tuple(one for tag, one in managers.items() if is_own[tag]),
                tuple(
                    replace(one, managers=tuple(map(snake, one.managers)))
                    for one in groups
                    if all(is_own[tag] for tag in one.managers)
                ),
            )
        )
    return tuple(found)


def _webhooks(planner: Planner) -> tuple[neutral.Webhook, ...]:
    found = read_webhooks(planner.spec)
    for one in found:
        if not planner.is_class(one.model):
            planner.spec.fail(
                ("webhooks", one.name, "post", "requestBody"),
                f"the payload {one.model} must be an object with properties",
            )
    return found


class _ManagerOf:
    """The manager of one tag."""

    def __init__(self, planner: Planner, models: Models, tag: str, doc: str) -> None:
        self.planner, self.models, self.tag, self.doc = planner, models, tag, doc
        self.operations = [one for one in planner.operations if one.tag == tag]
        self.list = main_list(planner, tag)
        self.resource = resource_of(planner, self.list)

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
            filters=filters_of(self.planner, self.list)[0] if self.list else "",
            final_states=self._final_states(),
        )

    def _check_names(self, methods: tuple[Method, ...]) -> None:
        seen: dict[str, str] = {}
        for operation, method in zip(self.operations, methods, strict=True):
            beside = [method.pagination.iterator] if method.pagination else []
            beside += [method.poll.method] if method.poll else []
            for name in (method.name, *beside):
                if name in seen:
                    self.planner.spec.fail(
                        operation.location,
                        f"its method would be called {name!r}, as that of {seen[name]}: "
                        "say `x-method: <another name>`",
                    )
                seen[name] = operation.id

    def _final_states(self) -> neutral.FinalStates | None:
        final = {one.name: one.final for one in self.models.enums() if one.final}
        fields = self.models.fields(self.resource) if self.resource else {}
        found = [(key, final[one.type.name]) for key, one in fields.items() if one.type.name in final]
        return neutral.FinalStates(*found[0]) if found else None

    # -- methods -------------------------------------------------------------------------------------------

    def _kind(self, operation: Operation) -> Kind:
        if operation.is_list:
            return "list"
        if self.list is None:
            return "action"
        kind: Kind = "action"
        if operation.path == self.list.path and operation.method == "POST":
            kind = "create"
        elif re.fullmatch(re.escape(self.list.path) + r"/{\w+}", operation.path):
            kind = _BY_ID.get(operation.method, "action")
        return kind if _is_common(kind, operation) else "action"

    def name_of(self, operation: Operation) -> str:
        """The method's name: that of the operation without the resource, which the manager says already."""
        kind = self._kind(operation)
        if operation.method_name:
            return operation.method_name
        if kind != "action" and (kind != "list" or operation is self.list):
            return kind
        words = snake(operation.id)
        nouns = {snake(self.tag), snake(self.tag).removesuffix("s"), snake(self.resource)} - {""}
        for noun in sorted(nouns, key=len, reverse=True):
            words = re.sub(rf"(^|_){noun}(?=_|$)", "", words).strip("_")
        return words or snake(operation.id)

    def _method(self, operation: Operation) -> Method:
        kind, body, name = self._kind(operation), self._body(operation), self.name_of(operation)
        check_recipients(self.planner, operation)
        pagination = operation.pagination
        if pagination and operation is not self.list:
            pagination = replace(pagination, iterator=f"iter_{name}")
        return Method(
            name=name,
            operation=operation.id,
            http_method=operation.method,
            path=operation.path,
            kind=kind,
            summary=operation.summary,
            description=operation.description,
            replay=operation.replay,
            arguments=(
                *map(self._path_argument, operation.path_parameters),
                *self._more_arguments(operation, kind),
                *map(self._argument, () if operation.is_list else operation.filters),
            ),
            result=self._results(operation),
            errors=tuple(_errors(operation)),
            body=body,
            state_check=state_check_of(self.planner, operation),
            recipients=operation.recipients,
            recovery=recovery_of(self.planner, operation),
            example=self._example(operation),
            deprecated=checked(
                self.planner.spec, self.planner.operations, operation.deprecated, operation.location
            ),
            accept=_accept(operation),
            takes_key=operation.takes_key,
            pagination=pagination,
            poll=poll_of(self.planner, operation, name),
            security=operation.security,
        )

    # -- arguments, body and result ------------------------------------------------------------------------

    def _more_arguments(self, operation: Operation, kind: Kind) -> list[Argument]:
        if operation.is_list:
            filters = Argument(
                "filters",
                "filters",
                Type("model", filters_of(self.planner, operation)[0]),
                required=False,
                doc="Conditions; none for the whole collection.",
            )
            return [filters, *(self._paging_argument(operation, one) for one in operation.paging)]
        body = operation.body
        if body is None:
            return []
        if self.planner.types.kind_of(body.schema) != "model":
            kind_of_body = self.planner.types.reference(body.schema, View("written")).neutral
            doc = flow(self.planner.spec.schemas[body.schema].get("description", "The body of the request."))
            return [Argument("body", "body", kind_of_body, required=body.required, doc=doc)]
        fields = list(self.models.fields(body.schema).values())
        is_one_value = self.planner.spec.is_own and len(fields) == 1 and fields[0].type.kind in _SCALARS
        if kind == "action" and is_one_value and body.required and not body.form:
            only = fields[0]
            return [Argument(only.name, "field", only.type, required=only.required, doc=only.doc)]
        doc = flow(self.planner.spec.schemas[body.schema].get("description", ""))
        return [Argument("data", "body", Type("model", body.schema), required=body.required, doc=doc)]

    def _path_argument(self, parameter: Parameter) -> Argument:
        raw, location = parameter.schema
        plan = self.planner.types.plan(raw, location, View("written"))
        if plan.nullable or plan.neutral.kind not in {"string", "integer", "number", "boolean", "enum"}:
            self.planner.spec.fail(
                location, "a path parameter must be one plain value: write `type: string` or another"
            )
        return Argument(parameter.name, "path", plan.neutral, required=True, doc=parameter.description)

    def _argument(self, parameter: Parameter) -> Argument:
        """A parameter of an operation that is no list."""
        raw, location = parameter.schema
        return Argument(
            parameter.python_name,
            "parameter",
            self.planner.types.plan(raw, location, View("written")).neutral,
            required=parameter.is_required,
            doc=parameter.description,
            sending=sending_of(self.planner, parameter),
            example=parameter.raw.get("example", ABSENT),
            deprecated=parameter.deprecated(self.planner.spec),
        )

    def _paging_argument(self, operation: Operation, parameter: Parameter) -> Argument:
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
            self.planner.spec.fail(location, f"{parameter.name} must be an {problem}")
        return Argument(
            parameter.name,
            "page",
            Type(kind),
            required=False,
            doc=parameter.description,
            default=ABSENT if default is None else default,
        )

    def _body(self, operation: Operation) -> Body | None:
        body, hints = operation.body, self.planner.hints
        if body is None:
            return None
        if self.planner.types.kind_of(body.schema) != "model":
            if body.form or not contents.is_json(body.content_type):
                self.planner.spec.fail(
                    body.location, f"the form {body.schema} must be an object with properties"
                )
            kind = self.planner.types.reference(body.schema, View("written")).neutral
            return Body(body.schema, content_type=body.content_type, required=body.required, type=kind)
        hinted = hints.of(body.schema).form
        if not body.form:
            if hinted:
                hints.fail(("schemas", body.schema, "form"), f"{operation.id} has no form")
            return Body(
                body.schema,
                content_type=body.content_type,
                file_fields=self._file_fields(body),
                required=body.required,
            )
        if hinted != body.form:
            self.planner.spec.fail(
                body.location, f"has two ways: say in hints.yaml `{body.schema}: {{form: {body.form}}}`"
            )
        files = self._file_field(body.schema, body.form)
        most = files.type.limits.get("maxItems")
        return Body(body.schema, body.form, files.name, most, body.content_type, required=body.required)

    def _file_fields(self, body: contents.Body) -> tuple[str, ...]:
        """The fields with files, which only a form can have."""
        fields = self.models.fields(body.schema)
        found = [
            key
            for key, one in fields.items()
            if "file" in {one.type.kind, getattr(one.type.items, "kind", "")}
        ]
        if found and body.content_type != contents.FORM:
            location = self.planner.schemas.flat(body.schema)[found[0]].location
            self.planner.spec.fail(
                location, f"a file in a body of {body.content_type}: send it as {contents.FORM}"
            )
        return tuple(found)

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

    def _results(self, operation: Operation) -> Result:
        """What a call results in, with what other status codes of success mean instead."""
        main, *others = operation.responses
        by_status = {str(one.status): self._result(operation, one) for one in others}
        if by_status and operation.is_list:
            self.planner.spec.fail(others[0].location, "a list with two kinds of success: leave one")
        return replace(self._result(operation, main), by_status=by_status)

    def _result(self, operation: Operation, response: ResponseBody) -> Result:
        schema, doc = response.schema, response.description
        if not schema:
            return Result("file" if response.kind == "file" else "none", "", doc)
        if self.planner.types.kind_of(schema) == "model":
            if operation.is_list:
                return Result("page", schema, doc, items=item_class(self.planner, operation))
            return self._model_result(operation, response)
        found = self.planner.types.reference(schema, View("read")).neutral
        if found == Type("map", values=ANY):
            return Result("object", "", doc)
        return Result("value", "", doc, type=found)

    def _model_result(self, operation: Operation, response: ResponseBody) -> Result:
        """One model; if it only holds resources, they can be made of what was sent."""
        schema = response.schema
        fields = self.models.fields(schema)
        body = operation.body.schema if operation.body else ""
        sent = self.models.fields(body) if body and self.planner.types.kind_of(body) == "model" else {}
        stand_ins = {
            key: {"name": f"{key}_name"} if f"{key}_name" in sent else {}
            for key, one in fields.items()
            if one.required and one.type.kind == "model"
        }
        unwraps = next(iter(stand_ins)) if stand_ins and len(fields) == 1 else ""
        return Result("model", schema, response.description, unwraps=unwraps, stand_ins=stand_ins)

    def _example(self, operation: Operation) -> Any:
        """The example of the body."""
        if operation.body is None:
            return ABSENT
        content: Raw = self.planner.spec.follow(
            self.planner.spec.raw["paths"][operation.path][operation.method.lower()]["requestBody"],
            operation.location,
        ).raw["content"]
        media: Raw = content.get(operation.body.content_type, {})
        return media.get("example", ABSENT)


def _is_common(kind: Kind, operation: Operation) -> bool:
    """Whether an operation can be called as every collection's can: `update(id_, data)`, with no more that is required."""
    if any(one.is_required for one in operation.filters):
        return False
    needs_body, body = kind in {"create", "update"}, operation.body
    return needs_body if body and body.required else not needs_body


def _accept(operation: Operation) -> str:
    """The `Accept` header; after a file anything, as errors are JSON."""
    kinds = list(dict.fromkeys(one.content_type for one in operation.responses if one.content_type))
    if any(one.kind == "file" for one in operation.responses) and "*/*" not in kinds:
        kinds.append("*/*;q=0.1")
    accept = ", ".join(kinds)
    return "" if accept == contents.JSON else accept


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
