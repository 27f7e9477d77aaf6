"""The base of a manager, for the async and the sync client."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar, Generic, TypeVar, cast

import attrs
from pydantic import BaseModel
from pydantic_core import to_jsonable_python

from konigle._core.body import JsonBody, as_model, json_of
from konigle._core.call import Call, Crud, Operation
from konigle._core.decoding import decode_empty, decode_item, decode_model
from konigle._core.models import BaseFilters, BaseResource, Payload, ResponseModel
from konigle._core.plain_values import plain
from konigle._core.records import Record, changes_for
from konigle.exceptions import InvalidArgumentError, Replay

R = TypeVar("R", bound=BaseResource)
C = TypeVar("C", bound=BaseModel)
U = TypeVar("U", bound=BaseModel)
F = TypeVar("F", bound=BaseFilters)


class BaseManager(Generic[R, C, U, F]):
    """Configuration that every manager has.

    A custom manager defines `resource_class` and `base_path`; the rest is optional.
    """

    base_path: ClassVar[str]
    """Path of the collection, such as `/reachout/api/v1/contacts`."""
    resource_class: ClassVar[type[Any]]
    """Model of the resources that the manager returns."""
    resource_update_class: ClassVar[type[BaseModel] | None] = None
    """Model of an update; without one, any dict is sent unchanged."""
    filter_class: ClassVar[type[BaseFilters] | None] = None
    """Model of the list's filters; without one, the list has no filters."""
    is_async: ClassVar[bool]
    _crud: ClassVar[Crud]
    _own_crud: ClassVar[Mapping[str, Callable[..., Call[Any]]]] = {}

    @classmethod
    def _configure(cls) -> None:
        """Checks a new subclass, and adds the common operations if it defines none."""
        if missing := [name for name in ("resource_class", "base_path") if not hasattr(cls, name)]:
            raise TypeError(f"{cls.__name__} must define {' and '.join(missing)}")
        own = {"resource_class", "base_path", "resource_update_class", "filter_class"} & set(vars(cls))
        if not hasattr(cls, "_crud") or (own and "_crud" not in vars(cls)):
            common = crud_for(cls.base_path, cls.resource_class, cls.resource_update_class)
            is_described = not own or "_own_crud" in vars(cls)
            cls._crud = attrs.evolve(common, **(cls._own_crud if is_described else {}))

    def _update_call(self, id_: str, data: U | Mapping[str, Any]) -> Call[Any]:
        """Returns the call of an update, which must change at least one field."""
        call = self._crud.update(id_, data)
        if call.body is not None and not call.body.fields:
            raise InvalidArgumentError(
                "An update needs at least one field; nothing was sent.", operation=call.operation.id
            )
        return call

    def _changes(self, record: Record) -> Mapping[str, Any]:
        """Returns the changed fields of a record, which an update must be able to change."""
        update_class = self.resource_update_class
        try:
            return changes_for(record, update_class)
        except InvalidArgumentError as error:
            # not validated: a custom class may have required fields
            nothing: BaseModel | dict[str, Any] = update_class.model_construct() if update_class else {}
            error.operation = self._crud.update("any", nothing).operation.id
            raise


class Page(ResponseModel):
    """A page whose items are still raw."""

    payload: list[Any] | None = None
    results: list[Any] | None = None
    count: int | None = None
    next: str | None = None
    previous: str | None = None
    num_pages: int | None = None


def crud_for(base_path: str, resource_class: type[Any], update_class: type[BaseModel] | None) -> Crud:
    """Returns the common operations, for a collection without generated functions."""
    item = f"{base_path}/{{id}}"
    name = resource_class.__name__
    read = partial(decode_model, resource_class)

    def operation(verb: str, method: str, path: str, replay: Replay) -> Operation:
        return Operation(f"{verb}{name}", method, path, replay)

    list_, get = operation("list", "GET", base_path, "safe"), operation("get", "GET", item, "safe")
    create = attrs.evolve(
        operation("create", "POST", base_path, "once"), recovery="Check with the manager's `list()`"
    )
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
        lambda id_: Call(delete, decode_empty, {"id": id_}),
    )


def _read_page(resource_class: type[BaseModel], content: bytes) -> Page:
    page = decode_model(Page, content)
    for name in ("payload", "results"):
        items: object = getattr(page, name)
        if isinstance(items, list):
            setattr(page, name, [decode_item(resource_class, item) for item in cast("list[object]", items)])
    return page


def _body(operation: str, cls: type[BaseModel] | None, data: object) -> JsonBody:
    try:
        given = as_model(cls, data) if cls else data
        return _plain_json(given)
    except InvalidArgumentError as error:
        error.operation = operation
        raise


def _plain_json(data: object) -> JsonBody:
    if not isinstance(data, (BaseModel, Mapping)):
        raise InvalidArgumentError(
            f"Expected a model or a dict, got {type(data).__name__}; nothing was sent."
        )
    return any_json(cast("object", data))


def any_json(data: object) -> JsonBody:
    """Returns a model, a dict or any other value that JSON has as a body; of a model the fields that were set.

    Raises:
        InvalidArgumentError: The data has something that JSON does not have. Nothing was sent.
    """
    try:
        if isinstance(data, Payload):
            return json_of(data)
        if isinstance(data, Mapping):
            given: dict[str, Any] = plain(dict(cast("Mapping[str, Any]", data)))
            said = to_jsonable_python({name: _as_said(value) for name, value in given.items()})
        else:
            said = to_jsonable_python(_as_said(plain(data)))
        content = json.dumps(said, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    except ValueError as problem:
        raise InvalidArgumentError(f"The data cannot be sent as JSON: {problem}. Nothing was sent.") from None
    return JsonBody(content, cast("dict[str, Any]", said) if isinstance(said, dict) else {})


def _as_said(value: Any) -> Any:
    return value.model_dump(mode="json", exclude_unset=True) if isinstance(value, BaseModel) else value
