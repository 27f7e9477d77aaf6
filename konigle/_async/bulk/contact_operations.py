"""What is done with one contact of many: created, brought up to date, changed or deleted."""

from collections import deque
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from konigle._async.bulk.runner import BulkSession
from konigle._bulk import contact_matching as matching
from konigle._bulk.results import BulkStatus
from konigle._concurrency import monotonic_clock as clock
from konigle._concurrency.ordered_map import AsyncJob
from konigle._concurrency.rate_limiter import Abandoned
from konigle._core.call import Call
from konigle._core.pagination import PageCursor, list_page_call
from konigle._generated.api import contacts as api
from konigle._generated.filters import ContactFilters
from konigle._generated.models import Contact
from konigle.exceptions import ConflictError, KonigleError, NotFoundError, OutcomeUnknown, ValidationError

if TYPE_CHECKING:
    from konigle._async.managers.contacts import AsyncContactManager

Done = tuple[BulkStatus, Contact | None]
T = TypeVar("T")

_LOOKUP_PAGE_SIZE = 100  # a search for an address seldom brings more than one contact
_REMEMBERED = 10_000  # ids created lately; limits the memory, and is more than are created while waiting for one response


class ContactOperations:
    """The rows of one run, each of which becomes a job.

    Args:
        manager: Records are attached to it.
        session: The calls of the run.
    """

    def __init__(self, manager: "AsyncContactManager", session: BulkSession) -> None:
        self._manager = manager
        self._session = session
        self._made: deque[str] = deque(maxlen=_REMEMBERED)

    # -- what an item is to become; checked here, while it is taken -----------------------------------------

    def prepare_create(self, item: Any) -> AsyncJob[Done]:
        """One contact to be created."""
        call = api.create_contact(matching.given(item))
        return AsyncJob(_key(call), partial(self._create, call))

    def prepare_upsert(
        self, item: Any, *, stated: Mapping[str, Any] | None = None, check_first: bool = False
    ) -> AsyncJob[Done]:
        """One contact to be created, or to be brought up to date if its address is taken.

        Args:
            item: The contact.
            stated: What of it holds for a contact that exists as well; all of it when left out.
            check_first: Whether an earlier run may have created it already.
        """
        call = api.create_contact(matching.given(item))
        given = (
            call.sent_fields()
            if stated is None
            else matching.without_added_consent(call.sent_fields(), stated)
        )
        return AsyncJob(_key(call), partial(self._upsert, call, given, check_first=check_first))

    def prepare_resume(self, item: Any) -> AsyncJob[Done]:
        """One contact to be created, which an earlier run may have done already."""
        call = api.create_contact(matching.given(item))
        return AsyncJob(_key(call), partial(self._resume, call))

    def prepare_update(self, item: Any) -> AsyncJob[Done]:
        """One contact to be changed."""
        id_, changes, record = matching.id_and_changes(item)
        if record is not None:
            changes = self._manager._changes(record)  # noqa: SLF001 - refuses what is read-only
            if not changes:
                return AsyncJob(id_, partial(self._as_it_is, record))
        call = self._manager._update_call(id_, changes)  # noqa: SLF001 - refuses an update of nothing
        return AsyncJob(id_, partial(self._update, call, record))

    def prepare_delete(self, item: Any) -> AsyncJob[Done]:
        """One contact to be deleted."""
        id_ = matching.id_of(item)
        return AsyncJob(id_, partial(self._delete, api.delete_contact(id_)))

    # -- how -------------------------------------------------------------------------------------------------

    async def _create(self, call: Call[Contact]) -> Done:
        started_at = clock.monotonic()
        try:
            return await self._write("created", call)
        except OutcomeUnknown as unknown:
            found = await self._lookup(call, unknown, started_at)
            if found is None or not found[1] or matching.differences(call.sent_fields(), found[0]):
                raise
            return "created", self._remember(found[0])

    async def _upsert(self, call: Call[Contact], given: Mapping[str, Any], *, check_first: bool) -> Done:
        if check_first and (known := await self._find(call)) is not None:
            return await self._update_if_changed(given, known[0], "unchanged")
        lost: OutcomeUnknown | None = None
        while True:
            started_at = clock.monotonic()
            try:
                return await self._write("created", call)
            except OutcomeUnknown as unknown:
                found = await self._lookup(call, unknown, started_at)
                if found is not None:
                    return await self._update_if_changed(
                        given, found[0], "created" if found[1] else "unchanged"
                    )
                if lost is not None:
                    raise
                lost = unknown  # and once more: an address has one contact, so the server refuses a second
            except (ValidationError, ConflictError) as refused:
                known = await self._find(call) if matching.may_be_taken(refused) else None
                if known is None:
                    raise
                return await self._update_if_changed(given, known[0], "unchanged")
            except Abandoned:
                if lost is None:
                    raise
                raise lost from None

    async def _resume(self, call: Call[Contact]) -> Done:
        found = await self._find(call)
        if found is None:
            return await self._create(call)
        if matching.differences(call.sent_fields(), found[0]):
            raise ConflictError(
                f"{call.operation}: the address has a contact with other data; nothing was changed.",
                operation=call.operation.id,
            )
        return "unchanged", found[0]

    async def _update_if_changed(
        self, given: Mapping[str, Any], found: Contact, as_given: BulkStatus
    ) -> Done:
        """Changes what differs from the given fields, and nothing else."""
        changes = matching.differences(given, found)
        if not changes:
            return as_given, self._remember(found)
        return await self._write("updated", api.update_contact(found.id, changes))

    async def _update(self, call: Call[Contact], record: Contact | None) -> Done:
        status, changed = await self._write("updated", call)
        if record is None:
            return status, changed
        record.refresh_from(None if status == "unchanged" else changed)
        return status, record

    async def _delete(self, call: Call[None]) -> Done:
        response = await self._session.exchange(call)
        return ("unchanged" if response.status_code is None else "deleted"), None

    async def _as_it_is(self, record: Contact) -> Done:
        return "unchanged", record

    async def _write(self, status: BulkStatus, call: Call[Contact]) -> Done:
        response = await self._session.exchange(call)
        record = response.value.attach(self._manager, partial=response.is_synthesized)
        if response.status_code is None:  # a dry run
            return "unchanged", record
        return status, self._remember(record)

    def _remember(self, record: Contact) -> Contact:
        self._made.append(record.id)
        return record

    # -- looking ---------------------------------------------------------------------------------------------

    async def _lookup(
        self, call: Call[Contact], unknown: OutcomeUnknown, started_at: float
    ) -> tuple[Contact, bool] | None:
        """After a lost response: returns the contact with the e-mail address, and whether this create must have made it.

        Raises:
            OutcomeUnknown: The lookup failed, so nothing is known; the error that was given.
        """
        try:
            found = await self._find(call)
        except (KonigleError, Abandoned) as problem:
            _append_message(unknown, "The lookup of the e-mail address failed too.")
            raise unknown from problem
        if found is None:
            _append_message(unknown, "A lookup found no contact with this e-mail address.")
            return None
        contact, server_date = found
        own = (
            matching.is_own(contact, server_date, clock.monotonic() - started_at)
            and contact.id not in self._made.copy()
        )
        _append_message(
            unknown,
            "A lookup found a contact with this e-mail address; whether this call created it is unknown.",
        )
        return contact, own

    async def _find(self, call: Call[Contact]) -> tuple[Contact, str | None] | None:
        """The contact with the address that a create is about, and when the server said so."""
        address = str(call.sent_fields()["email"])
        filters, cursor = ContactFilters(q=address), PageCursor()
        while True:
            listing = list_page_call(
                api.list_contacts(filters, cursor.page, _LOOKUP_PAGE_SIZE), cursor.page, _LOOKUP_PAGE_SIZE
            )
            try:
                response = await self._session.exchange(listing)
            except NotFoundError:
                if cursor.page == 1:
                    raise
                return None
            listed = cursor.deduplicate(response.value.payload)
            contact = matching.with_address(listed, address)
            if contact is not None:
                return contact.attach(self._manager, partial=True), response.headers.get("date")
            if not cursor.advance(response.value, is_empty=not response.value.payload):
                return None


def _key(call: Call[Any]) -> str | None:
    return matching.address_key(call.sent_fields().get("email"))


def _append_message(error: KonigleError, more: str) -> None:
    error.message = f"{error.message} {more}"
    error.args = (error.message,)
