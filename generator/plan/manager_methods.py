"""The methods of the managers in Python: signature, body and docstring."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.plan.deprecation import deprecation_text
from generator.plan.docstring_examples import Call, code_of
from generator.plan.endpoint_functions import REPLAY, function_name, recovery_hint
from generator.plan.type_plan import snake
from generator.representation import ABSENT, Argument, Error, Manager, Method, Sdk

OPTIONS = "**options: Unpack[RequestOptions]"
_SCALARS = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "decimal": "Decimal | str",
    "time": "str | datetime",
}
_BY_ID = frozenset({"get", "update", "delete"})
_ERRORS = {
    "invalid_argument": "InvalidArgumentError",
    "not_found": "NotFoundError",
    "refused": "ValueError, APIError",
    "outcome_unknown": "OutcomeUnknown",
}
_MODEL = "The model, or a dict with its fields; only fields that are set are sent."
_CHANGES = "The update model, or a dict. An explicit None clears a field that can be null."


@dataclass(frozen=True)
class MethodPlan:
    """One method.

    Attributes:
        name: Its name.
        parameters: Its arguments as code, without `self`.
        result: Annotation of what it returns.
        docstring: Lines of its docstring; continued lines of one text stand in one.
        body: Lines of its code.
        is_list: Whether it is `list`, which has `iter_all` beside it.
        deprecated: What a call of it warns of; empty if it is not deprecated.
    """

    name: str
    parameters: tuple[str, ...]
    result: str
    docstring: "Docstring"
    body: tuple[str, ...]
    is_list: bool = False
    deprecated: str = ""


@dataclass(frozen=True)
class Docstring:
    """The parts of a docstring."""

    summary: str
    text: str
    arguments: tuple[tuple[str, str], ...]
    returns: str
    raises: tuple[tuple[str, str], ...]
    example: str


@dataclass(frozen=True)
class ManagerPlan:
    """The generated class of one manager, without what is written by hand."""

    manager: Manager
    methods: tuple[MethodPlan, ...]

    @property
    def nouns(self) -> str:
        """What its resources are called in a sentence."""
        return self.manager.name.replace("_", " ")

    @property
    def variable(self) -> str:
        """What one of its resources is called in an example."""
        return _variable(self.manager.resource)


def _variable(model: str) -> str:
    return snake(model).rsplit("_", maxsplit=1)[-1]


def plan_manager(sdk: Sdk, manager: Manager, by_hand: Iterable[str] = ()) -> ManagerPlan:
    """Plans the methods of one manager.

    Args:
        sdk: Everything, where a method names another one.
        manager: The manager.
        by_hand: Names of methods that are written by hand and are left out.
    """
    methods = [one for one in manager.methods if one.name not in set(by_hand)]
    return ManagerPlan(manager, tuple(_plan(sdk, manager, one) for one in methods))


def _plan(sdk: Sdk, manager: Manager, method: Method) -> MethodPlan:
    if method.kind == "list":
        return _plan_list(sdk, manager, method)
    arguments = [_parameter(one, method) for one in method.arguments]
    return MethodPlan(
        method.name,
        (*arguments, OPTIONS),
        _result(method),
        Docstring(
            *_summary(sdk, method),
            arguments=(
                *((_name(one, method), _argument_doc(one, method)) for one in method.arguments),
                ("**options", "Options of this call."),
            ),
            returns="True once it is applied." if method.result.kind == "none" else method.result.doc,
            raises=_raises(method.errors, recovery_hint(sdk, method)),
            example=_example(manager, method),
        ),
        _body(manager, method),
        deprecated=_deprecated(sdk, manager, method),
    )


def _deprecated(sdk: Sdk, manager: Manager, method: Method) -> str:
    name = f"client.{manager.name}.{method.name}() is deprecated"
    return deprecation_text(sdk, name, method.deprecated) if method.deprecated else ""


def _plan_list(sdk: Sdk, manager: Manager, method: Method) -> MethodPlan:
    resource = manager.resource
    paging = {one.name: one for one in method.arguments if one.source == "page"}
    summary, text = _summary(sdk, method)
    return MethodPlan(
        method.name,
        (
            *(f"{name}: int = {one.default}" for name, one in paging.items()),
            f"filters: {resource}Filters | None = None",
            f"**filter_kwargs: Unpack[{resource}Query]",
        ),
        f"PaginatedResponse[{resource}]",
        Docstring(
            summary,
            text,
            arguments=(
                *((name, one.doc) for name, one in paging.items()),
                ("filters", "Filters as an object."),
                ("**filter_kwargs", "Filters by name instead, and options of this call."),
            ),
            returns=method.result.doc,
            raises=_raises(method.errors, ""),
            example=f"page = await client.{manager.name}.list(page_size=50)",
        ),
        (f"return await super().list({', '.join(paging)}, filters, **filter_kwargs)",),
        is_list=True,
        deprecated=_deprecated(sdk, manager, method),
    )


def _name(argument: Argument, method: Method) -> str:
    """The documented name: in Python the common operations call the identifier `id_`."""
    return "id_" if argument.source == "path" and method.kind in _BY_ID else argument.name


def _parameter(argument: Argument, method: Method) -> str:
    name, kind = _name(argument, method), argument.type
    if argument.source == "body":
        return f"{name}: {kind.name} | dict[str, Any]"
    code = _SCALARS.get(kind.kind, kind.name)
    return f"{name}: {code}" if argument.required else f"{name}: {code} | None = None"


def _result(method: Method) -> str:
    return {"none": "bool", "object": "dict[str, Any]"}.get(method.result.kind, method.result.model)


def _body(manager: Manager, method: Method) -> tuple[str, ...]:
    """What is configured goes by way of the configuration, which a subclass may replace."""
    names = ", ".join(_name(one, method) for one in method.arguments)
    if method.kind == "update":
        call = f"self._update_call({names})"
    elif method.kind == "action":
        call = f"api.{function_name(method)}({', '.join(_sent(one) for one in method.arguments)})"
    else:
        call = f"self._crud.{method.kind}({names})"
    if method.result.kind == "model" and method.result.model == manager.resource:
        return (f"return await self._one({call}, options)",)
    sent = f"await self._client.transport.send({call}, **options)"
    return (sent, "return True") if method.result.kind == "none" else (f"return {sent}",)


def _sent(argument: Argument) -> str:
    if argument.source != "field":
        return argument.name
    value = f'{{"{argument.name}": {argument.name}}}'
    return value if argument.required else f"{{}} if {argument.name} is None else {value}"


def _summary(sdk: Sdk, method: Method) -> tuple[str, str]:
    """The first sentence of the description, and the rest with what happens when a response is lost."""
    first, *rest = re.split(r"(?<=[.!?]) (?=[A-Z`])", method.description)
    old = [deprecation_text(sdk, "Deprecated", method.deprecated)] if method.deprecated else []
    return first, " ".join([*old, *rest, REPLAY[method.replay]])


def _argument_doc(argument: Argument, method: Method) -> str:
    if argument.source != "body":
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
    values = [_example_value(one, example) for one in method.arguments]
    call = Call(f"client.{manager.name}.{method.name}", tuple(values))
    variable = {"none": "", "object": "result"}.get(method.result.kind)
    if variable is None:
        variable = _variable(method.result.model)
    return call.layout(f"{variable} = await " if variable else "await ", indent=12)


def _example_value(argument: Argument, example: dict[str, object]) -> "str | Call":
    if argument.source == "path":
        return f'"{argument.name}"'
    if argument.source == "body":
        return Call(argument.type.name, tuple(f"{name}={code_of(one)}" for name, one in example.items()))
    return code_of(example.get(argument.name, ...))
