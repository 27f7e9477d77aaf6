"""The methods of the managers in Python: signature, body and docstring."""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from generator.methods.derived_methods import (
    iterator,
    list_body,
    overrides,
    record_type,
    variable_for,
    waiting,
)
from generator.methods.docstring_examples import Call, code_of
from generator.methods.endpoint_functions import (
    REPLAY,
    function_name,
    page_annotation,
    path_type,
    recovery_hint,
)
from generator.plan.deprecation import deprecation_text
from generator.plan.filters import query_class
from generator.plan.ir import Docstring, MethodPlan
from generator.plan.python_types import ARGUMENT, RESULT, SUFFIX, in_python
from generator.representation import (
    ABSENT,
    Argument,
    Error,
    Manager,
    Method,
    Pagination,
    Result,
    Sdk,
)

OPTIONS = "**options: Unpack[RequestOptions]"
_BY_ID = frozenset({"get", "update", "delete"})
_OF_A_COLLECTION = frozenset({"get", "create", "update", "delete", "list", "iter_all"})
_TO = (
    "A path, or an open binary file: the response is saved there instead of being held in memory. A file at a path "
    "appears once it is complete."
)
_ERRORS = {
    "invalid_argument": "InvalidArgumentError",
    "not_found": "NotFoundError",
    "refused": "ValueError, APIError",
    "outcome_unknown": "OutcomeUnknown",
}
_MODEL = "The model, or a dict with its fields; only fields that are set are sent."
_CHANGES = "The update model, or a dict. An explicit None clears a field that can be null."


@dataclass(frozen=True)
class ManagerPlan:
    """The generated class of one manager, without what is written by hand."""

    manager: Manager
    methods: tuple[MethodPlan, ...]


def plan_manager(
    sdk: Sdk, manager: Manager, by_hand: Iterable[str] = (), dicts: AbstractSet[str] = frozenset()
) -> ManagerPlan:
    """Plans the methods of one manager.

    Args:
        sdk: Everything, where a method names another one.
        manager: The manager.
        by_hand: Names of methods that are written by hand and are left out.
        dicts: Names of the dicts that may be given instead of a model.
    """
    methods = [one for one in manager.methods if one.name not in set(by_hand)]
    return ManagerPlan(manager, tuple(_plan(sdk, manager, one, dicts) for one in methods))


def _plan(sdk: Sdk, manager: Manager, method: Method, dicts: AbstractSet[str]) -> MethodPlan:
    if method.pagination:
        return _plan_list(sdk, manager, method, method.pagination)
    results = [method.result, *method.result.by_status.values()]
    arguments = [_parameter(one, method, dicts) for one in method.arguments if one.source != "parameter"]
    keywords = [_parameter(one, method, dicts) for one in method.of_source("parameter")]
    documented = [(_name(one, method), _argument_doc(one, method)) for one in method.arguments]
    if any(one.kind == "file" for one in results):
        keywords.append("to: SaveTo | None = None")
        documented.append(("to", _TO))
    return MethodPlan(
        method.name,
        (*arguments, *(["*", *keywords] if keywords else []), OPTIONS),
        _result(manager, method),
        Docstring(
            *_summary(sdk, method),
            arguments=(*documented, ("**options", _options_doc(method))),
            returns=_returns(method),
            raises=_raises(method.errors, recovery_hint(sdk, method)),
            example=_example(manager, method),
        ),
        _body(manager, method),
        beside=(waiting(sdk, manager, method, method.poll),) if method.poll else (),
        overrides=bool(manager.resource) and method.kind == "action" and method.name in _OF_A_COLLECTION,
        deprecated=_deprecated(sdk, manager, method),
    )


def _options_doc(method: Method) -> str:
    key = (
        " `idempotency_key` is the key that the server may use to apply the call once."
        if method.takes_key
        else ""
    )
    return f"Options of this call.{key}"


def _returns(method: Method) -> str:
    others = " ".join(f"After status {status}: {one.doc}" for status, one in method.result.by_status.items())
    said = "True once it is applied." if method.result.kind == "none" else method.result.doc
    return f"{said} {others}".strip()


def _deprecated(sdk: Sdk, manager: Manager, method: Method) -> str:
    name = f"client.{manager.name}.{method.name}() is deprecated"
    return deprecation_text(sdk, name, method.deprecated) if method.deprecated else ""


def _plan_list(sdk: Sdk, manager: Manager, method: Method, pagination: Pagination) -> MethodPlan:
    ids = method.of_source("path")
    paging = method.of_source("page")
    summary, text = _summary(sdk, method)
    deprecated = _deprecated(sdk, manager, method)
    is_page = pagination.style == "page"
    given = [f'"{one.name}"' for one in ids] + ([f"{paging[-1].name}=50"] if paging[1:] else [])
    return MethodPlan(
        method.name,
        (
            *(f"{one.name}: {path_type(one)}" for one in ids),
            *("{}: {} = {}".format(one.name, *page_annotation(one)) for one in paging),
            f"filters: {method.filters} | None = None",
            f"**filter_kwargs: Unpack[{query_class(method.filters)}]",
        ),
        f"AsyncPaginatedResponse[{record_type(manager, method.result.items)}]"
        if is_page
        else method.result.model,
        Docstring(
            summary,
            text,
            arguments=(
                *((one.name, one.doc) for one in (*ids, *paging)),
                ("filters", "Filters as an object."),
                ("**filter_kwargs", "Filters by name instead, and options of this call."),
            ),
            returns=method.result.doc,
            raises=_raises(method.errors, ""),
            example=f"page = await client.{manager.name}.{method.name}({', '.join(given)})",
        ),
        (list_body(manager, method, pagination),),
        overrides=overrides(manager, method),
        beside=(iterator(manager, method, pagination, deprecated),),
        deprecated=deprecated,
    )


def _name(argument: Argument, method: Method) -> str:
    """The documented name: in Python the common operations call the identifier `id_`."""
    return "id_" if argument.source == "path" and method.kind in _BY_ID else argument.name


def _parameter(argument: Argument, method: Method, dicts: AbstractSet[str]) -> str:
    name, kind = _name(argument, method), argument.type
    if argument.source == "body" and not (method.body and method.body.type):
        typed = f"{kind.name}{SUFFIX}"
        code = f"{kind.name} | {f'{typed} | UncheckedDict' if typed in dicts else 'dict[str, Any]'}"
    else:
        code = path_type(argument) if argument.source == "path" else in_python(kind, ARGUMENT).whole.text
    return f"{name}: {code}" if argument.required else f"{name}: {code} | None = None"


def _result(manager: Manager, method: Method) -> str:
    found = [_result_of(manager, one) for one in (method.result, *method.result.by_status.values())]
    return " | ".join("None" if one == "bool" and len(found) > 1 else one for one in found)


def _result_of(manager: Manager, result: Result) -> str:
    if result.type:
        return in_python(result.type, RESULT).whole.text
    record = record_type(manager, result.model)
    return {"none": "bool", "object": "dict[str, Any]", "file": "FileResponse"}.get(result.kind, record)


def _body(manager: Manager, method: Method) -> tuple[str, ...]:
    """What is configured goes by way of the configuration, which a subclass may replace."""
    more = method.of_source("parameter")
    names = ", ".join(_name(one, method) for one in method.arguments)
    is_plain = bool(manager.resource) and not more and (method.body is None or method.body.required)
    if method.kind == "update" and is_plain:
        call = f"self._update_call({names})"
    elif method.kind == "action" or not is_plain:
        sent = [_sent(one, method) for one in method.arguments if one.source != "parameter"]
        keywords = [f"{one.name}={one.name}" for one in more]
        call = f"api.{function_name(method)}({', '.join([*sent, *keywords])})"
    else:
        call = f"self._crud.{method.kind}({names})"
    results = [method.result, *method.result.by_status.values()]
    if any(one.kind == "file" for one in results):
        call = f"{call}.saving(to)"
    resource = manager.resource
    if resource and any(one.kind == "model" and one.model == resource for one in results):
        if len(results) == 1:
            return (f"return await self._one({call}, options)",)
        return (
            f"found = await self._client.transport.send({call}, **options)",
            f"return found.attach(self) if isinstance(found, {resource}) else found",
        )
    sent_call = f"await self._client.transport.send({call}, **options)"
    if [one.kind for one in results] == ["none"]:
        return (sent_call, "return True")
    return (f"return {sent_call}",)


def _sent(argument: Argument, method: Method) -> str:
    if argument.source != "field":
        return _name(argument, method)
    value = f'{{"{argument.name}": {argument.name}}}'
    return value if argument.required else f"{{}} if {argument.name} is None else {value}"


def _summary(sdk: Sdk, method: Method) -> tuple[str, str]:
    """The first sentence of the description, and the rest with what happens when a response is lost."""
    first, *rest = re.split(r"(?<=[.!?]) (?=[A-Z`])", method.description)
    old = [deprecation_text(sdk, "Deprecated", method.deprecated)] if method.deprecated else []
    return first, " ".join([*old, *rest, REPLAY[method.replay]])


def _argument_doc(argument: Argument, method: Method) -> str:
    if argument.source != "body" or (method.body and method.body.type):
        return argument.doc
    return _CHANGES if method.kind == "update" else f"{argument.doc} {_MODEL}"


def _raises(errors: Iterable[Error], hint: str) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for one in errors:
        doc = (
            f"One error that is both: {one.doc[0].lower()}{one.doc[1:]}" if one.kind == "refused" else one.doc
        )
        if one.kind == "outcome_unknown" and hint:
            doc = f"{doc} {hint} before calling again."
        name = _ERRORS[one.kind]
        found[name] = f"{found[name]} {doc}" if name in found else doc
    return tuple(found.items())


def _example(manager: Manager, method: Method) -> str:
    """A call with the example of the spec."""
    example = {} if method.example is ABSENT else method.example
    shown = [one for one in method.arguments if one.source != "parameter" or one.required]
    values = [_example_value(one, example) for one in shown]
    call = Call(f"client.{manager.name}.{method.name}", tuple(values))
    variable = {"none": "", "object": "result", "value": "result", "file": "file"}.get(method.result.kind)
    if variable is None:
        variable = variable_for(method.result.model)
    return call.layout(f"{variable} = await " if variable else "await ", indent=12)


def _example_value(argument: Argument, example: dict[str, object]) -> "str | Call":
    if argument.source == "path":
        return f'"{argument.name}"' if argument.type.kind in {"string", "enum"} else "1"
    if argument.source == "parameter":
        return f"{argument.name}={code_of(... if argument.example is ABSENT else argument.example)}"
    if argument.source == "body" and argument.type.kind != "model":
        return code_of(example)
    if argument.source == "body":
        return Call(argument.type.name, tuple(f"{name}={code_of(one)}" for name, one in example.items()))
    return code_of(example.get(argument.name, ...))
