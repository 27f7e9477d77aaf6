"""Methods in Python that make more than one call: iterating over a list, and waiting for what has only started."""

import keyword

from generator.methods.endpoint_functions import function_name, page_annotation, path_type
from generator.plan.code_names import snake
from generator.plan.filters import query_class
from generator.plan.ir import Docstring, MethodPlan
from generator.representation import Argument, Manager, Method, Pagination, Poll, Sdk

_ITEMS = 100  # of a request while iterating, if the server allows as many
_PREFETCH = (
    "Number of pages to prefetch after the first item is used; 0 disables it. By default it adapts to the latency of the "
    "server, up to 8. Never more than `max_connections`."
)


def variable_for(model: str) -> str:
    """What one of its resources is called in an example."""
    name = snake(model).rsplit("_", maxsplit=1)[-1]
    return name if name.isidentifier() and not keyword.iskeyword(name) else "result"


def record_type(manager: Manager, model: str) -> str:
    """The type of a result: of a record that is attached to the manager, the one without `save()`."""
    return f"Async{model}" if model and model == manager.resource else model


def overrides(manager: Manager, method: Method) -> bool:
    """Whether the base class of the manager has the list, and iterates over it, with other arguments."""
    return bool(manager.resource) and method is manager.of_kind("list")


def list_body(manager: Manager, method: Method, pagination: Pagination) -> str:
    """The code that reads one page."""
    names = [one.name for one in method.of_source("page")]
    if _is_inherited(manager, method, pagination):
        return f"return await super().list({', '.join(names)}, filters, **filter_kwargs)"
    names += [] if pagination.limit else ["None"]
    return (
        f"return await {_list(manager, method, pagination)}.list({', '.join(names)}, filters, filter_kwargs)"
    )


def iterator(manager: Manager, method: Method, pagination: Pagination, deprecated: str) -> MethodPlan:
    """The method that iterates over all items of a list."""
    paging, is_page = method.of_source("page"), pagination.style == "page"
    limit = next((one for one in paging if one.name == pagination.limit), None)
    ids = method.of_source("path")
    docs = [(one.name, one.doc) for one in ids]
    if limit:
        said = "Resources per request, from 1 to 200." if is_page else f"Per request: {limit.doc}"
        docs.append((limit.name, said))
    docs.append(("filters", "Filters as an object."))
    docs += [("prefetch", _PREFETCH)] if is_page else []
    docs.append(("**filter_kwargs", "Filters by name instead, and options of each request."))
    shown = ".id" if method.result.items == manager.resource else ""
    variable, given = variable_for(method.result.items), ", ".join(f'"{one.name}"' for one in ids)
    return MethodPlan(
        pagination.iterator,
        (
            *(f"{one.name}: {path_type(one)}" for one in ids),
            *([_limit_parameter(limit, pagination)] if limit else []),
            f"filters: {method.filters} | None = None",
            *(["*", "prefetch: int | None = None"] if is_page else []),
            f"**filter_kwargs: Unpack[{query_class(method.filters)}]",
        ),
        f"AsyncIterator[{record_type(manager, method.result.items)}]",
        Docstring(
            f"Iterates over all matching {_nouns(manager, method)}, requesting pages as needed.",
            "Idempotent; retried automatically. Memory does not grow with the list.",
            arguments=tuple(docs),
            returns="",
            raises=(),
            example=f"async for {variable} in client.{manager.name}.{pagination.iterator}({given}):\n    print({variable}{shown})",
        ),
        (_iterator_body(manager, method, pagination, limit),),
        is_coroutine=False,
        overrides=overrides(manager, method),
        deprecated=deprecated,
    )


def _iterator_body(manager: Manager, method: Method, pagination: Pagination, limit: Argument | None) -> str:
    name = limit.name if limit else "None"
    if _is_inherited(manager, method, pagination):
        return f"return super().iter_all({name}, filters, prefetch=prefetch, **filter_kwargs)"
    prefetch = "prefetch, " if pagination.style == "page" else ""
    return f"return {_list(manager, method, pagination)}.iter_all({name}, filters, {prefetch}filter_kwargs)"


def _is_inherited(manager: Manager, method: Method, pagination: Pagination) -> bool:
    """Whether the base class reads the list, which then is what a subclass configures."""
    return pagination.style == "page" and overrides(manager, method)


def _list(manager: Manager, method: Method, pagination: Pagination) -> str:
    """The list as an expression."""
    ids = ", ".join(one.name for one in method.of_source("path"))
    function = f"api.{function_name(method)}"
    owner = ", self" if method.result.items == manager.resource else ""
    made = f"partial({function}, {ids})" if ids else function
    if pagination.style == "page":
        return f"AsyncNumberedList(self._client, {made}, {method.filters}, {method.result.items}{owner})"
    words = [
        repr(pagination.parameter),
        repr(pagination.items),
        repr(pagination.limit),
        repr(pagination.most),
    ]
    words += [f"next={pagination.next!r}"] if pagination.next else []
    paging = f"{pagination.style.capitalize()}Paging({', '.join(words)})"
    return f"AsyncSequentialList(self._client, {made}, {method.filters}, {paging}{owner})"


def _limit_parameter(limit: Argument, pagination: Pagination) -> str:
    annotation, default = page_annotation(limit)
    if pagination.style == "page":
        return f"{limit.name}: int = {_ITEMS}"
    if pagination.most is not None:
        return f"{limit.name}: int = {min(_ITEMS, pagination.most)}"
    return f"{limit.name}: {annotation} = {default}"


def _nouns(manager: Manager, method: Method) -> str:
    is_main = method is manager.of_kind("list")
    return manager.name.replace("_", " ") if is_main else "items"


def waiting(sdk: Sdk, manager: Manager, method: Method, poll: Poll) -> MethodPlan:
    """The method that polls until the work is done."""
    owner, read = sdk.methods()[poll.operation]
    ids = read.of_source("path")
    results = (method.result, *method.result.by_status.values())
    started = next((f" | {one.model}" for one in results if one.kind == "model"), "")
    kinds = [path_type(one) + (started if one is ids[-1] else "") for one in ids]
    reader = f"self.{read.name}" if owner is manager else f"self._client.{owner.name}.{read.name}"
    subject = " ".join([read.result.model, *(f"{{{one.name}}}" for one in ids[-1:])])
    read_it = f"partial({', '.join([reader, *(one.name for one in ids)])})"
    done, failed = (repr(list(states)) for states in (poll.done, poll.failed))
    return MethodPlan(
        poll.method,
        (
            *(f"{one.name}: {kind}" for one, kind in zip(ids, kinds, strict=True)),
            "*",
            "timeout: float | None = None",
            "poll: float = 2.0",
        ),
        record_type(owner, read.result.model),
        _waiting_docstring(manager, method, poll, read),
        (
            *(f'{one.name} = id_of({one.name}, "{one.name}")' for one in ids[-1:]),
            "condition = WaitCondition.of(",
            f"    f{subject!r}, {poll.operation!r}, {done}, {failed},",
            f"    timeout_s=timeout, poll_s=poll, method={poll.method!r})",
            f"return await wait_for_state({read_it}, lambda found: found.{poll.field}, condition, poll)",
        ),
    )


def _waiting_docstring(manager: Manager, method: Method, poll: Poll, read: Method) -> Docstring:
    ids = read.of_source("path")
    names = ", ".join(f"`{state}`" for state in poll.done)
    return Docstring(
        f"Waits until the work that `{method.name}` has started is done, polling at increasing intervals.",
        f"It is done once `{poll.field}` is {names}. Idempotent; retried automatically.",
        arguments=(
            *((one.name, one.doc) for one in ids[:-1]),
            *((one.name, f"{one.doc} What `{method.name}` returned will do.") for one in ids[-1:]),
            ("timeout", "Maximum number of seconds to wait; None for no limit."),
            (
                "poll",
                "Seconds before the second request; each wait is 1.5 times as long as the one before, up to 30 s.",
            ),
        ),
        returns=read.result.doc,
        raises=(
            ("UnexpectedStateError", "The work failed; see `state`."),
            ("KonigleTimeoutError", "The wait timed out; `state` is the last state received."),
        ),
        example=f"{variable_for(read.result.model)} = await client.{manager.name}.{poll.method}(started, timeout=600)",
    )
