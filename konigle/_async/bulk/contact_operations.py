"""What is done with one contact of many: created, brought up to date, changed or deleted."""

from collections import deque
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from konigle._async.bulk.runner import BulkCalls
from konigle._bulk import contact_matching as rows
from konigle._bulk.results import BulkStatus
from konigle._concurrency import monotonic_clock as clock
from konigle._concurrency.ordered_map import AsyncJob
from konigle._concurrency.rate_limiter import Abandoned
from konigle._core.call import Call
from konigle._core.pagination import Walk, paged
from konigle._generated.api import contacts as api
from konigle._generated.filters import ContactFilters
from konigle._generated.models import Contact
from konigle.exceptions import ConflictError, KonigleError, NotFoundError, OutcomeUnknown, ValidationError

if TYPE_CHECKING:
    from konigle._async.managers.contacts import AsyncContactManager

Done = tuple[BulkStatus, Contact | None]
T = TypeVar("T")

_LOOK_UP_PAGE = 100  # a search for an address seldom brings more than one contact
_REMEMBERED = (
    10_000  # ids made lately; bounds the memory, and is more than are made while one answer is waited for
)


class ContactRows:
    """The rows of one run, each of which becomes a job.

    Args:
        manager: Records are attached to it.
        calls: The calls of the run.
    """

    def __init__(self, manager: "AsyncContactManager", calls: BulkCalls) -> None:
        self._manager = manager
        self._calls = calls
        self._made: deque[str] = deque(maxlen=_REMEMBERED)

    # -- what an item is to become; checked here, while it is taken -----------------------------------------

    def to_create(self, item: Any) -> AsyncJob[Done]:
        """One contact to be created."""
        call = api.create_contact(rows.given(item))
        return AsyncJob(_key(call), partial(self._create, call))

    def to_upsert(
        self, item: Any, *, stated: Mapping[str, Any] | None = None, look_first: bool = False
    ) -> AsyncJob[Done]:
        """One contact to be created, or to be brought up to date if its address is taken.

        Args:
            item: The contact.
            stated: What of it holds for a contact that exists as well; all of it when left out.
            look_first: Whether an earlier run may have created it already.
        """
        call = api.create_contact(rows.given(item))
        given = call.known() if stated is None else rows.without_added_consent(call.known(), stated)
        return AsyncJob(_key(call), partial(self._upsert, call, given, look_first=look_first))

    def to_resume(self, item: Any) -> AsyncJob[Done]:
        """One contact to be created, which an earlier run may have done already."""
        call = api.create_contact(rows.given(item))
        return AsyncJob(_key(call), partial(self._resume, call))

    def to_update(self, item: Any) -> AsyncJob[Done]:
        """One contact to be changed."""
        id_, changes, record = rows.id_and_changes(item)
        if record is not None:
            changes = self._manager._changes(record)  # noqa: SLF001 - refuses what is read-only
            if not changes:
                return AsyncJob(id_, partial(self._as_it_is, record))
        call = self._manager._update_call(id_, changes)  # noqa: SLF001 - refuses an update of nothing
        return AsyncJob(id_, partial(self._update, call, record))

    def to_delete(self, item: Any) -> AsyncJob[Done]:
        """One contact to be deleted."""
        id_ = rows.id_of(item)
        return AsyncJob(id_, partial(self._delete, api.delete_contact(id_)))

    # -- how -------------------------------------------------------------------------------------------------

    async def _create(self, call: Call[Contact]) -> Done:
        began_s = clock.monotonic()
        try:
            return await self._write("created", call)
        except OutcomeUnknown as unknown:
            found = await self._look_up(call, unknown, began_s)
            if found is None or not found[1] or rows.differences(call.known(), found[0]):
                raise
            return "created", self._remember(found[0])

    async def _upsert(self, call: Call[Contact], given: Mapping[str, Any], *, look_first: bool) -> Done:
        if look_first and (known := await self._find(call)) is not None:
            return await self._bring(given, known[0], "unchanged")
        lost: OutcomeUnknown | None = None
        while True:
            began_s = clock.monotonic()
            try:
                return await self._write("created", call)
            except OutcomeUnknown as unknown:
                found = await self._look_up(call, unknown, began_s)
                if found is not None:
                    return await self._bring(given, found[0], "created" if found[1] else "unchanged")
                if lost is not None:
                    raise
                lost = unknown  # and once more: an address has one contact, so the server refuses a second
            except (ValidationError, ConflictError) as refused:
                known = await self._find(call) if rows.may_be_taken(refused) else None
                if known is None:
                    raise
                return await self._bring(given, known[0], "unchanged")
            except Abandoned:
                if lost is None:
                    raise
                raise lost from None

    async def _resume(self, call: Call[Contact]) -> Done:
        found = await self._find(call)
        if found is None:
            return await self._create(call)
        if rows.differences(call.known(), found[0]):
            raise ConflictError(
                f"{call.operation}: the address has a contact with other data; nothing was changed.",
                operation=call.operation.id,
            )
        return "unchanged", found[0]

    async def _bring(self, given: Mapping[str, Any], found: Contact, as_given: BulkStatus) -> Done:
        """Changes what differs from the given fields, and nothing else."""
        changes = rows.differences(given, found)
        if not changes:
            return as_given, self._remember(found)
        return await self._write("updated", api.update_contact(found.id, changes))

    async def _update(self, call: Call[Contact], record: Contact | None) -> Done:
        status, changed = await self._write("updated", call)
        if record is None:
            return status, changed
        record.take(None if status == "unchanged" else changed)
        return status, record

    async def _delete(self, call: Call[None]) -> Done:
        answer = await self._calls.exchange(call)
        return ("unchanged" if answer.status_code is None else "deleted"), None

    async def _as_it_is(self, record: Contact) -> Done:
        return "unchanged", record

    async def _write(self, status: BulkStatus, call: Call[Contact]) -> Done:
        answer = await self._calls.exchange(call)
        record = answer.value.attach(self._manager, partial=answer.is_stand_in)
        if answer.status_code is None:  # a dry run
            return "unchanged", record
        return status, self._remember(record)

    def _remember(self, record: Contact) -> Contact:
        self._made.append(record.id)
        return record

    # -- looking ---------------------------------------------------------------------------------------------

    async def _look_up(
        self, call: Call[Contact], unknown: OutcomeUnknown, began_s: float
    ) -> tuple[Contact, bool] | None:
        """After a lost answer: the contact with the address, and whether this very create must have made it.

        Raises:
            OutcomeUnknown: The look-up failed, so nothing is known; the error that was given.
        """
        try:
            found = await self._find(call)
        except (KonigleError, Abandoned) as problem:
            _say(unknown, "A look-up of the address failed too.")
            raise unknown from problem
        if found is None:
            _say(unknown, "A look-up found no contact with this address.")
            return None
        contact, answered = found
        own = (
            rows.is_own(contact, answered, clock.monotonic() - began_s)
            and contact.id not in self._made.copy()
        )
        _say(
            unknown, "A look-up found a contact with this address; whether this call made it cannot be told."
        )
        return contact, own

    async def _find(self, call: Call[Contact]) -> tuple[Contact, str | None] | None:
        """The contact with the address that a create is about, and when the server said so."""
        address = str(call.known()["email"])
        filters, walk = ContactFilters(q=address), Walk()
        while True:
            listing = paged(api.list_contacts(filters, walk.page, _LOOK_UP_PAGE), walk.page, _LOOK_UP_PAGE)
            try:
                answer = await self._calls.exchange(listing)
            except NotFoundError:
                if walk.page == 1:
                    raise
                return None
            listed = walk.take(answer.value.payload)
            contact = rows.with_address(listed, address)
            if contact is not None:
                return contact.attach(self._manager, partial=True), answer.headers.get("date")
            if not walk.advance(answer.value, is_empty=not answer.value.payload):
                return None


def _key(call: Call[Any]) -> str | None:
    return rows.address_key(call.known().get("email"))


def _say(error: KonigleError, more: str) -> None:
    error.message = f"{error.message} {more}"
    error.args = (error.message,)
