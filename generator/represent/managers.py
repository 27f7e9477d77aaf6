"""Represents managers: what their methods are called, and what kind each of them is."""

import re
from dataclasses import replace

from generator.plan.code_names import snake
from generator.plan.deprecation import checked
from generator.plan.filters import filters_of, main_list, resource_of
from generator.plan.planner import Planner
from generator.read import contents
from generator.read.operations import Operation, flow
from generator.represent.arguments import arguments_of
from generator.represent.bodies import body_of, result_of
from generator.represent.models import Models
from generator.represent.operation_checks import check_recipients, poll_of, recovery_of, state_check_of
from generator.representation import ABSENT, Error, FinalStates, Kind, Manager, Method

_BY_ID: dict[str, Kind] = {"GET": "get", "PATCH": "update", "DELETE": "delete"}


class ManagerOf:
    """The manager of one tag."""

    def __init__(self, planner: Planner, models: Models, tag: str, doc: str) -> None:
        self.planner, self.models, self.tag, self.doc = planner, models, tag, doc
        self.operations = [one for one in planner.operations if one.tag == tag]
        self.list = main_list(planner, tag)
        self.resource = resource_of(planner, self.list)

    def manager(self) -> Manager:
        """The manager with its methods."""
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

    def _final_states(self) -> FinalStates | None:
        final = {one.name: one.final for one in self.models.enums() if one.final}
        fields = self.models.fields(self.resource) if self.resource else {}
        found = [(key, final[one.type.name]) for key, one in fields.items() if one.type.name in final]
        return FinalStates(*found[0]) if found else None

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
        kind, body, name = self._kind(operation), body_of(self.models, operation), self.name_of(operation)
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
            arguments=arguments_of(self.models, operation, kind),
            result=result_of(self.models, operation),
            errors=tuple(_errors(operation)),
            body=body,
            state_check=state_check_of(self.planner, operation),
            recipients=operation.recipients,
            recovery=recovery_of(self.planner, operation),
            example=operation.body.example if operation.body else ABSENT,
            deprecated=checked(
                self.planner.spec, self.planner.operations, operation.deprecated, operation.location
            ),
            accept=_accept(operation),
            takes_key=operation.takes_key,
            pagination=pagination,
            poll=poll_of(self.planner, operation, name),
            security=operation.security,
        )


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
