# Derived from konigle/_async/base_manager.py by `python -m generator`; do not edit.
"""Reading, writing and pagination, the same for every collection."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Unpack

from konigle._core.call import Call, RawResponse, RequestOptions
from konigle._core.pagination import PaginatedResponse
from konigle._core.records import Record
from konigle._managers.base import BaseManager, C, F, R, U
from konigle._managers.call_errors import explains_calls
from konigle._sync.lists import SyncNumberedList

if TYPE_CHECKING:
    from konigle._sync.client import Client


@explains_calls
class BaseSyncManager(BaseManager[R, C, U, F], Generic[R, C, U, F]):
    """Synchronous manager of one collection.

    Your own subclass needs `resource_class` and `base_path`, and is created with a client:
    `WidgetManager(client)`.

    Every method takes the options of one call as keyword arguments: `timeout`, `deadline`, `retry_count`,
    `idempotency_key` and `extra_headers`.
    """

    is_async: ClassVar[bool] = False

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Rejects a subclass without `resource_class` or `base_path`."""
        super().__init_subclass__(**kwargs)
        cls._configure()

    def __init__(self, client: "Client") -> None:
        self._client = client

    def create(self, data: C | dict[str, Any], **options: Unpack[RequestOptions]) -> R:
        """Creates a resource. Not retried if the response is lost.

        Args:
            data: The model of a new resource, or a dict with its fields. Only fields that are set are sent.
            **options: Options of this call.

        Returns:
            The new resource, attached to this manager.

        Raises:
            InvalidArgumentError: The data is invalid; nothing was sent.
            ValidationError: The server rejected the data; `field_errors` says why.
            OutcomeUnknown: The response was lost; the request may have been applied.
        """
        return self._one(self._crud.create(data), options)

    def get(self, id_: str, **options: Unpack[RequestOptions]) -> R:
        """Reads one resource with all its fields. Idempotent; retried automatically.

        Raises:
            NotFoundError: No resource has this id.
        """
        return self._one(self._crud.get(id_), options)

    def update(self, id_: str, data: U | dict[str, Any], **options: Unpack[RequestOptions]) -> R:
        """Changes the fields that are set and no others. Idempotent; retried automatically.

        Args:
            id_: Identifier of the resource.
            data: The update model, or a dict. An explicit None clears a field that can be null.
            **options: Options of this call.

        Returns:
            The updated resource.

        Raises:
            InvalidArgumentError: The data is invalid, or no field is set; nothing was sent.
            NotFoundError: No resource has this id.
        """
        return self._one(self._update_call(id_, data), options)

    def delete(self, id_: str, **options: Unpack[RequestOptions]) -> bool:
        """Deletes one resource. Idempotent; retried automatically.

        Returns:
            True once it is deleted.

        Raises:
            NotFoundError: No resource has this id.
        """
        self._client.transport.send(self._crud.delete(id_), **options)
        return True

    def list(
        self, page: int = 1, page_size: int = 20, filters: F | None = None, **filter_kwargs: Any
    ) -> PaginatedResponse[R]:
        """Reads one page. Idempotent; retried automatically.

        Args:
            page: Page number, from 1.
            page_size: Resources per page, 1 to 200.
            filters: Filters as an object.
            **filter_kwargs: Filters by name instead, and options of this call.

        Returns:
            The page. Its items may lack fields that only `get` returns (`load_detail()` fetches them).

        Raises:
            InvalidArgumentError: A filter is unknown or invalid; nothing was sent.
            NotFoundError: The page number is too large.
        """
        return self._items().list(page, page_size, filters, filter_kwargs)

    def iter_all(
        self,
        page_size: int = 100,
        filters: F | None = None,
        *,
        prefetch: int | None = None,
        **filter_kwargs: Any,
    ) -> Iterator[R]:
        """Iterates over all matching resources, requesting pages as needed. Memory does not grow with the list.

        A resource that appears on two pages, because the list changed meanwhile, is yielded once.

        Args:
            page_size: Resources per request, 1 to 200.
            filters: Filters as an object.
            prefetch: Number of pages to prefetch after the first item is used; 0 disables it. By default it adapts to
                the latency of the server, up to 8. Never more than `max_connections`.
            **filter_kwargs: Filters by name instead, and options of each request.
        """
        return self._items().iter_all(page_size, filters, prefetch, filter_kwargs)

    def _items(self) -> SyncNumberedList[R]:
        return SyncNumberedList(self._client, self._crud.list, self.filter_class, self.resource_class, self)

    def save_record(self, record: Record, /, **options: Unpack[RequestOptions]) -> None:
        """Sends the changed fields of a record; `record.save()` calls this."""
        changes = self._changes(record)
        if changes:
            call = self._update_call(record.id, changes)
            response = self._client.transport.exchange(call, **options)
            record.refresh_from(None if response.is_synthesized else response.value)

    def reload_record(self, record: Record, /, **options: Unpack[RequestOptions]) -> None:
        """Fetches a record again; `record.reload()` calls this."""
        record.refresh_from(self._client.transport.send(self._crud.get(record.id), **options))

    def _one(self, call: Call[Any], options: RequestOptions) -> R:
        response: RawResponse[R] = self._client.transport.exchange(call, **options)
        return response.value.attach(self, partial=response.is_synthesized)
