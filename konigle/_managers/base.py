"""What a manager is made of, the same in both worlds."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar, Generic, TypeVar, cast

import attrs
from pydantic import BaseModel
from pydantic_core import to_jsonable_python

from konigle._managers.arguments import as_filters, check_page, check_prefetch, split_options
from konigle._runtime.bodies import JsonBody, json_of
from konigle._runtime.call import Call, Operation, Replay
from konigle._runtime.models import Answer, BaseFilters, BaseResource, Payload
from konigle._runtime.options import RequestOptions
from konigle._runtime.plain import plain
from konigle._runtime.reading import read_item, read_model, read_nothing
from konigle._runtime.records import Record, changes_for
from konigle._runtime.validation import as_model
from konigle.exceptions import InvalidArgumentError

R = TypeVar("R", bound=BaseResource)
C = TypeVar("C", bound=BaseModel)
U = TypeVar("U", bound=BaseModel)
F = TypeVar("F", bound=BaseFilters)


@attrs.frozen
class Crud:
    """The five operations of one collection, as functions that check what they are given and make calls of it."""

    list: Callable[[Any, int, int], Call[Any]]
    get: Callable[[str], Call[Any]]
    create: Callable[[Any], Call[Any]]
    update: Callable[[str, Any], Call[Any]]
    delete: Callable[[str], Call[None]]


class BaseManager(Generic[R, C, U, F]):
    """Configuration every manager has.

    A manager of your own defines `resource_class` and `base_path`; the rest is optional.
    """

    base_path: ClassVar[str]
    """Path of the collection, such as `/reachout/api/v1/contacts`."""
    resource_class: ClassVar[type[Any]]
    """Model of what the manager returns."""
    resource_update_class: ClassVar[type[BaseModel] | None] = None
    """Model of a change; without one, any dict is sent as it is."""
    filter_class: ClassVar[type[BaseFilters] | None] = None
    """Model of the list's filters; without one, the list takes none."""
    is_async: ClassVar[bool]
    _crud: ClassVar[Crud]

    @classmethod
    def _configure(cls) -> None:
        """Checks a new subclass, and gives it the common operations where it has none of its own."""
        if missing := [name for name in ("resource_class", "base_path") if not hasattr(cls, name)]:
            raise TypeError(f"{cls.__name__} must define {' and '.join(missing)}")
        own = {"resource_class", "base_path", "resource_update_class", "filter_class"} & set(vars(cls))
        if not hasattr(cls, "_crud") or (own and "_crud" not in vars(cls)):
            cls._crud = crud_at(cls.base_path, cls.resource_class, cls.resource_update_class)

    def _list_call(
        self,
        page: int,
        page_size: int,
        filters: F | None,
        arguments: Mapping[str, Any],
        prefetch: int | None = None,
    ) -> tuple[Call[Any], RequestOptions]:
        """The call of a list and the options of the request, both of the arguments by name."""
        try:
            check_page(page, page_size)
            check_prefetch(prefetch)
            named, options = split_options(arguments)
            return self._crud.list(as_filters(self.filter_class, filters, named), page, page_size), options
        except InvalidArgumentError as error:
            error.operation = self._crud.list(None, 1, 1).operation.id
            raise

    def _update_call(self, id_: str, data: U | Mapping[str, Any]) -> Call[Any]:
        """The call of an update, which must change something."""
        call = self._crud.update(id_, data)
        if call.body is not None and not call.body.fields:
            raise InvalidArgumentError(
                "An update needs at least one field; nothing was sent.", operation=call.operation.id
            )
        return call

    def _changes(self, record: Record) -> Mapping[str, Any]:
        """What was changed in a record; an update must be able to change it."""
        update_class = self.resource_update_class
        try:
            return changes_for(record, update_class)
        except InvalidArgumentError as error:
            # not checked: a class of the user's own may have required fields
            nothing: BaseModel | dict[str, Any] = update_class.model_construct() if update_class else {}
            error.operation = self._crud.update("any", nothing).operation.id
            raise


class Page(Answer):
    """A page whose items are still raw."""

    payload: list[Any] | None = None
    results: list[Any] | None = None
    count: int | None = None
    next: str | None = None
    previous: str | None = None
    num_pages: int | None = None


def crud_at(base_path: str, resource_class: type[Any], update_class: type[BaseModel] | None) -> Crud:
    """The operations of a collection this package has no functions for: the common shape of all collections."""
    item = f"{base_path}/{{id}}"
    name = resource_class.__name__
    read = partial(read_model, resource_class)

    def operation(verb: str, method: str, path: str, replay: Replay) -> Operation:
        return Operation(f"{verb}{name}", method, path, replay)

    list_, get = operation("list", "GET", base_path, "safe"), operation("get", "GET", item, "safe")
    create = operation("create", "POST", base_path, "once")
    update, delete = (
        operation("update", "PATCH", item, "settled"),
        operation("delete", "DELETE", item, "settled"),
    )

    def list_call(filters: BaseFilters | None, page: int, page_size: int) -> Call[Any]:
        query = filters.to_wire() if filters else {}
        return Call(
            list_, partial(_read_page, resource_class), query={**query, "page": page, "page_size": page_size}
        )

    return Crud(
        list_call,
        lambda id_: Call(get, read, {"id": id_}),
        lambda data: Call(create, read, body=_body(create.id, None, data)),
        lambda id_, data: Call(update, read, {"id": id_}, body=_body(update.id, update_class, data)),
        lambda id_: Call(delete, read_nothing, {"id": id_}),
    )


def _read_page(resource_class: type[BaseModel], content: bytes) -> Page:
    page = read_model(Page, content)
    for name in ("payload", "results"):
        items: object = getattr(page, name)
        if isinstance(items, list):
            setattr(page, name, [read_item(resource_class, item) for item in cast("list[object]", items)])
    return page


def _body(operation: str, cls: type[BaseModel] | None, data: object) -> JsonBody:
    try:
        given = as_model(cls, data) if cls else data
        return json_of(given) if isinstance(given, Payload) else _plain_json(given)
    except InvalidArgumentError as error:
        error.operation = operation
        raise


def _plain_json(data: object) -> JsonBody:
    if not isinstance(data, (BaseModel, Mapping)):
        raise InvalidArgumentError(
            f"Expected a model or a dict, got {type(data).__name__}; nothing was sent."
        )
    try:
        if isinstance(data, BaseModel):
            fields = data.model_dump(mode="json", exclude_unset=True)
        else:
            given: dict[str, Any] = plain(dict(cast("Mapping[str, Any]", data)))
            fields = to_jsonable_python({name: _as_said(value) for name, value in given.items()})
        content = json.dumps(fields, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    except ValueError as problem:
        raise InvalidArgumentError(f"The data cannot be sent as JSON: {problem}. Nothing was sent.") from None
    return JsonBody(content, fields)


def _as_said(value: Any) -> Any:
    return value.model_dump(mode="json", exclude_unset=True) if isinstance(value, BaseModel) else value
