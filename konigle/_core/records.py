"""Active records: resources that have a manager and track their changes.

The state lives in slots that are empty until something changes: pydantic's private attributes would cost time and
memory for every resource of a page, and would take part in `==`.
"""

import copy
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import repeat
from typing import TYPE_CHECKING, Any, ClassVar, ForwardRef, Protocol, Self, Unpack, get_args

import attrs
from pydantic import BaseModel, ConfigDict

from konigle._core.call import RequestOptions
from konigle.exceptions import DetachedRecordError, InvalidArgumentError

_SLOTS = ("_manager", "_original", "_is_whole")


@attrs.frozen(eq=False)
class _Absent:
    """The original value of a field that the response left out. No value equals it."""

    reads_as: Any


class Manager(Protocol):
    """The interface of a manager that a record needs."""

    is_async: ClassVar[bool]


class SyncManager(Manager, Protocol):
    """The methods that `save()` and the other sync methods call."""

    def save_record(self, record: "Record", /, **options: Unpack[RequestOptions]) -> None: ...
    def reload_record(self, record: "Record", /, **options: Unpack[RequestOptions]) -> None: ...
    def delete(self, id_: str, /, **options: Unpack[RequestOptions]) -> bool: ...


class AsyncManager(Manager, Protocol):
    """The methods that `asave()` and the other async methods call."""

    async def save_record(self, record: "Record", /, **options: Unpack[RequestOptions]) -> None: ...
    async def reload_record(self, record: "Record", /, **options: Unpack[RequestOptions]) -> None: ...
    async def delete(self, id_: str, /, **options: Unpack[RequestOptions]) -> bool: ...


def _slot(record: "Record", name: str) -> Any:
    """Returns the value of a slot, None if it is not set; attribute access would find an extra field of that name."""
    try:
        return object.__getattribute__(record, name)
    except AttributeError:
        return None


class Tracked:
    """Class attribute for a field that can be changed in place: records its value before returning it."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, record: "Record | None", owner: type | None = None) -> Any:
        if record is None:
            # pydantic must not use this as the field's default when a subclass is created
            raise AttributeError(self._name)
        try:
            value: Any = vars(record)[self._name]
        except KeyError:
            raise AttributeError(self._name) from None
        if value is not None and not isinstance(value, str):
            remembered = record._remembered()
            if self._name not in remembered:
                remembered[self._name] = copy.deepcopy(value)
        return value

    def __set__(self, record: "Record", value: Any) -> None:
        # only reached without Record.__setattr__, when pydantic itself stores a value
        vars(record)[self._name] = value


class Record(BaseModel):
    """Change tracking, and methods that call the manager of the resource."""

    model_config = ConfigDict(defer_build=True)
    __slots__ = _SLOTS
    _detail_only_fields: ClassVar[frozenset[str]] = frozenset()

    if TYPE_CHECKING:
        _manager: Any
        _original: dict[str, Any]
        _is_whole: bool
        id: str

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        for name, field in cls.model_fields.items():
            if _can_change_in_place(field.annotation):
                setattr(cls, name, Tracked(name))

    if not TYPE_CHECKING:  # otherwise type checkers would accept any field name

        def __setattr__(self, name: str, value: Any) -> None:
            if name in _SLOTS:
                object.__setattr__(self, name, value)
                return
            if name not in self.__pydantic_fields__:
                raise InvalidArgumentError(
                    f"{type(self).__name__} has no field {name!r}; nothing was changed. "
                    f"Its fields are: {', '.join(sorted(self.__pydantic_fields__))}."
                )
            # assigning a field that the response left out is always a change: the server's value is unknown
            known = self.__dict__.get(name)
            before = known if name in self.__pydantic_fields_set__ else _Absent(known)
            super().__setattr__(name, value)  # validates first: a rejected value changes nothing
            self._remembered().setdefault(name, before)

    def _remembered(self) -> dict[str, Any]:
        """Original values of the fields that were assigned, or that were read and can be changed in place."""
        remembered: dict[str, Any] | None = _slot(self, "_original")
        if remembered is None:
            remembered = self._original = {}
        return remembered

    # -- what was changed --------------------------------------------------------------------------------

    @property
    def dirty_fields(self) -> set[str]:
        """Names of the fields whose value differs from the original."""
        return set(self._changes())

    @property
    def is_dirty(self) -> bool:
        """Whether any field differs from its original value."""
        return bool(self._changes())

    def _changes(self) -> dict[str, Any]:
        values = vars(self)
        return {name: values[name] for name, before in self._remembered().items() if values[name] != before}

    def reset_changes(self) -> None:
        """Restores the original value of every changed field. Nothing is sent."""
        values = vars(self)
        for name, before in self._remembered().items():
            if isinstance(before, _Absent):
                values[name] = before.reads_as
                self.__pydantic_fields_set__.discard(name)
            elif values[name] != before:
                values[name] = before
        self._original = {}

    def is_detail_loaded(self) -> bool:
        """Whether the fields that lists leave out are loaded; False for an item of a list without them."""
        is_of_a_list = _slot(self, "_manager") is not None and not _slot(self, "_is_whole")
        return not is_of_a_list or self._detail_only_fields <= self.model_fields_set

    # -- sync --------------------------------------------------------------------------------------------

    def save(self, **options: Unpack[RequestOptions]) -> Self:
        """Sends the changed fields (PATCH) and updates the record from the response. Idempotent; retried automatically.

        Sends nothing if nothing was changed. If `save()` fails, the changes are kept.

        Raises:
            InvalidArgumentError: A read-only field was changed, or a value is invalid; nothing was sent.
            ValueError: The record is not attached to a sync manager.
            APIError: The server rejected the update; the changes are kept.
        """
        self._sync_manager("save").save_record(self, **options)
        return self

    def delete(self, **options: Unpack[RequestOptions]) -> bool:
        """Deletes the resource; returns True once it is deleted. Idempotent; retried automatically."""
        return self._sync_manager("delete").delete(self.id, **options)

    def reload(self, **options: Unpack[RequestOptions]) -> Self:
        """Fetches the resource again and discards unsaved changes."""
        self._sync_manager("reload").reload_record(self, **options)
        return self

    def load_detail(self, **options: Unpack[RequestOptions]) -> Self:
        """Fetches the fields that an item of a list lacks; sends nothing if they are loaded."""
        manager = self._sync_manager("load_detail")
        if not self.is_detail_loaded():
            manager.reload_record(self, **options)
        return self

    # -- async -------------------------------------------------------------------------------------------

    async def asave(self, **options: Unpack[RequestOptions]) -> Self:
        """Like `save()`, on a record from an async manager."""
        await self._async_manager("asave").save_record(self, **options)
        return self

    async def adelete(self, **options: Unpack[RequestOptions]) -> bool:
        """Like `delete()`, on a record from an async manager."""
        return await self._async_manager("adelete").delete(self.id, **options)

    async def areload(self, **options: Unpack[RequestOptions]) -> Self:
        """Like `reload()`, on a record from an async manager."""
        await self._async_manager("areload").reload_record(self, **options)
        return self

    async def aload_detail(self, **options: Unpack[RequestOptions]) -> Self:
        """Like `load_detail()`, on a record from an async manager."""
        manager = self._async_manager("aload_detail")
        if not self.is_detail_loaded():
            await manager.reload_record(self, **options)
        return self

    def _sync_manager(self, wanted: str) -> SyncManager:
        manager: SyncManager = self._attached(wanted)
        if manager.is_async:
            raise DetachedRecordError(
                f"This {type(self).__name__} came from an async manager: use `await record.a{wanted}()` "
                f"instead of {wanted}()."
            )
        return manager

    def _async_manager(self, wanted: str) -> AsyncManager:
        manager: AsyncManager = self._attached(wanted)
        if not manager.is_async:
            raise DetachedRecordError(
                f"This {type(self).__name__} came from a sync manager: use {wanted[1:]}() instead of {wanted}()."
            )
        return manager

    def _attached(self, wanted: str) -> Any:
        manager = _slot(self, "_manager")
        if manager is None:
            raise DetachedRecordError(
                f"This {type(self).__name__} is not attached to a manager (it was constructed, copied or unpickled), "
                f"so {wanted}() cannot be called. Call the manager instead: client.….update(id, changes), .get(id) or "
                ".delete(id)."
            )
        return manager

    # -- for managers --------------------------------------------------------------------------------------

    def refresh_from(self, response: "Record | None") -> None:
        """Updates the record from a response; without one, the fields that were sent become the original values."""
        if response is not None:
            object.__setattr__(self, "__dict__", vars(response))
            object.__setattr__(self, "__pydantic_extra__", response.__pydantic_extra__)
            object.__setattr__(self, "__pydantic_fields_set__", response.__pydantic_fields_set__)
            self._is_whole = True
        self._original = {}

    def __getstate__(self) -> dict[Any, Any]:
        return {**super().__getstate__(), "_original": self._remembered()}

    def __setstate__(self, state: dict[Any, Any]) -> None:
        original = state.pop("_original", {})
        super().__setstate__(state)
        self._original = original

    def __copy__(self) -> Self:
        twin = super().__copy__()
        twin._original = dict(self._remembered())
        return twin

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        twin = super().__deepcopy__(memo)
        twin._original = copy.deepcopy(self._remembered(), memo)
        return twin


if TYPE_CHECKING:

    class AwaitTheAsyncMethod:
        """The type of `save` and the like on a record of an async client: `await record.asave()` instead."""

    class AsyncRecord(Record):
        """A record of an async client, for type checkers; when the program runs, both are one class."""

        save: ClassVar[AwaitTheAsyncMethod]  # type: ignore[assignment]  # pyright: ignore[reportIncompatibleMethodOverride]  # a call is an error
        delete: ClassVar[AwaitTheAsyncMethod]  # type: ignore[assignment]  # pyright: ignore[reportIncompatibleMethodOverride]  # as above
        reload: ClassVar[AwaitTheAsyncMethod]  # type: ignore[assignment]  # pyright: ignore[reportIncompatibleMethodOverride]  # as above
        load_detail: ClassVar[AwaitTheAsyncMethod]  # type: ignore[assignment]  # pyright: ignore[reportIncompatibleMethodOverride]  # as above


_put_manager: Callable[[object, Manager], None] = vars(Record)["_manager"].__set__


def attach_all(items: Iterable[object], manager: Manager) -> None:
    """Attaches the items of a list to their manager; items that are not records stay unchanged."""
    # Called once per page; the common case avoids a Python loop. Without `_is_whole` a record with a manager counts as
    # an item of a list.
    try:
        deque(map(_put_manager, items, repeat(manager)), maxlen=0)
    except TypeError:
        for item in items:
            if isinstance(item, Record):
                _put_manager(item, manager)


def changes_for(record: Record, update_class: type[BaseModel] | None) -> Mapping[str, Any]:
    """Returns the changed fields, ready for the update model.

    Raises:
        InvalidArgumentError: A changed field cannot be updated.
    """
    changes = record._changes()
    writable = set(update_class.model_fields) if update_class else set(changes)
    if read_only := sorted(set(changes) - writable):
        raise InvalidArgumentError(
            f"{', '.join(read_only)} of {type(record).__name__} cannot be changed by an update; nothing was sent. "
            f"Fields that can: {', '.join(sorted(writable))}. Call reset_changes() to discard the changes.",
            field_errors={name: ["This field is read-only."] for name in read_only},
        )
    return changes


def _can_change_in_place(annotation: Any) -> bool:
    # of a name that is resolved later, and of any value, nothing is known
    return any(kind is Any or issubclass(kind, (list, dict, BaseModel)) for kind in _classes(annotation))


def _classes(annotation: Any) -> Iterator[type]:
    origin = getattr(annotation, "__origin__", annotation)
    if isinstance(origin, (str, ForwardRef)):
        yield BaseModel
    if isinstance(origin, type):
        yield origin
        return
    for part in get_args(annotation):
        yield from _classes(part)
