"""Creates, upserts, changes or deletes one contact of a bulk run."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from konigle._async.bulk.ordered_map import AsyncJob
from konigle._async.bulk.runner import BulkSession
from konigle._bulk import contact_matching as matching
from konigle._bulk.collection_index import CollectionIndex, contact_of
from konigle._bulk.results import BulkStatus
from konigle._concurrency import monotonic_clock as clock
from konigle._concurrency.pacing import Abandoned
from konigle._core.call import Call
from konigle._core.pagination import PageCursor, list_page_call
from konigle._generated.api import contacts as api
from konigle._generated.filters import ContactFilters
from konigle._generated.models import AsyncContact, Contact
from konigle.exceptions import ConflictError, KonigleError, NotFoundError, OutcomeUnknown, ValidationError

if TYPE_CHECKING:
    from konigle._async.managers.contact_reads import ContactReads

Done = tuple[BulkStatus, Contact | None]
T = TypeVar("T")

_LOOKUP_PAGE_SIZE = 100  # a search for an e-mail address seldom returns more than one contact
_READ_AGAIN = frozenset({"marketing_consent", "tags"})
# ids made lately; bounds the memory, and is more than are made while one response is waited for
_REMEMBERED = 10_000


class ContactOperations:
    """The rows of one run, each of which becomes a job.

    Args:
        manager: Records are attached to it.
        session: The calls of the run.
        tags: Whether an upsert adds tags to those of an existing contact, or replaces them.
    """

    def __init__(self, manager: "ContactReads", session: BulkSession, tags: matching.TagMode = "add") -> None:
        self.index: CollectionIndex | None = None  # upserts are compared with it before anything is sent
        self._manager = manager
        self._session = session
        self._tags: matching.TagMode = tags
        self._made: deque[str] = deque(maxlen=_REMEMBERED)

    # -- jobs of items; validated here, when the item is taken -----------------------------------------

    def prepare_create(
        self, item: Any, *, stated: object = None, check_first: bool = False
    ) -> AsyncJob[Done]:
        """Prepares a create; `check_first` if an earlier run may have created the contact."""
        del stated  # all fields apply to a new contact
        call = api.create_contact(matching.given(item))
        return AsyncJob(_key(call), partial(self._resume if check_first else self._create, call))

    def prepare_upsert(
        self, item: Any, *, stated: Mapping[str, Any] | None = None, check_first: bool = False
    ) -> AsyncJob[Done]:
        """Prepares a create, or an update if the e-mail address exists.

        Args:
            item: The contact.
            stated: The fields that also apply to an existing contact; default all fields.
            check_first: Whether an earlier run may have created the contact.
        """
        call = api.create_contact(matching.given(item))
        given = call.sent_fields() if stated is None else matching.only_stated(call.sent_fields(), stated)
        key = _key(call)
        values = self.index.find(key) if self.index is not None else None
        if self.index is None or values is None:
            return AsyncJob(key, partial(self._upsert, call, given, check_first=check_first))
        known = contact_of(values).attach(self._manager, partial=True)
        if not matching.differences(given, known, tags=self._tags):
            return AsyncJob(key, partial(self._as_it_is, known))
        self.index.drop(key)
        return AsyncJob(key, partial(self._upsert_known, call, given, known))

    def prepare_update(self, item: Any, *, check_first: bool = False) -> AsyncJob[Done]:
        """Prepares an update, which may be applied twice."""
        del check_first
        id_, changes, record = matching.id_and_changes(item)
        if record is not None:
            changes = self._manager._changes(record)  # noqa: SLF001 - refuses what is read-only
            if not changes:
                return AsyncJob(id_, partial(self._as_it_is, record))
        call = self._manager._update_call(id_, changes)  # noqa: SLF001 - refuses an update of nothing
        return AsyncJob(id_, partial(self._update, call, record))

    def prepare_delete(self, item: Any, *, check_first: bool = False) -> AsyncJob[Done]:
        """Prepares a delete; `check_first` if an earlier run may have deleted the contact."""
        id_ = matching.id_of(item)
        return AsyncJob(id_, partial(self._delete, api.delete_contact(id_), may_be_gone=check_first))

    def prepare_delete_address(self, address: Any, *, check_first: bool = False) -> AsyncJob[Done]:
        """The contact with an address to be deleted; `check_first` if it is fine that there is none."""
        return self._prepare_found(
            matching.checked_address(address), self.prepare_delete, may_be_gone=check_first
        )

    def prepare_unsubscribe(self, address: str, channels: Iterable[str]) -> AsyncJob[Done]:
        """Prepares the withdrawal of consents; never creates a contact."""
        given = {"marketing_consent": dict.fromkeys(channels, False)}
        return self._prepare_found(
            address, lambda found: AsyncJob(None, partial(self._update_if_changed, given, found))
        )

    def prepare_lookup(self, address: str) -> AsyncJob[Done]:
        """The contact with an address to be read, if there is one; without a request if the collection was read."""
        if self.index is not None:
            values = self.index.find(address)
            known = contact_of(values).attach(self._manager, partial=True) if values is not None else None
            return AsyncJob(None, partial(self._as_it_is, known))
        return self._prepare_found(address, lambda found: AsyncJob(None, partial(self._as_it_is, found)))

    def _prepare_found(
        self, address: str, prepare: Callable[[Contact], AsyncJob[Done]], *, may_be_gone: bool = True
    ) -> AsyncJob[Done]:
        async def work() -> Done:
            found = await self.find(address)
            if found is not None:
                return await prepare(found[0]).work()
            if may_be_gone:
                return "unchanged", None
            raise matching.not_found("deleteContact")

        return AsyncJob(matching.address_key(address), work)

    # -- the jobs -------------------------------------------------------------------------------------------------

    async def _create(self, call: Call[Contact]) -> Done:
        started_at = clock.monotonic()
        try:
            return await self._write("created", call)
        except OutcomeUnknown as unknown:
            found = await self._lookup(call, unknown, started_at)
            if found is None or not found[1] or matching.differences(call.sent_fields(), found[0]):
                raise
            return "created", self._remember(found[0])

    async def _upsert(
        self, call: Call[Contact], given: Mapping[str, Any], *, check_first: bool = False
    ) -> Done:
        if check_first and (known := await self._find(call)) is not None:
            return await self._update_if_changed(given, known[0])
        lost: OutcomeUnknown | None = None
        while True:
            started_at = clock.monotonic()
            try:
                return await self._write("created", call)
            except OutcomeUnknown as unknown:
                found = await self._lookup(call, unknown, started_at)
                if found is not None:
                    as_given: BulkStatus = "created" if found[1] else "unchanged"
                    return await self._update_if_changed(given, found[0], as_given)
                if lost is not None:
                    raise
                lost = unknown  # and again: an e-mail address has one contact, so the server rejects a second
            except (ValidationError, ConflictError) as refused:
                known = await self._find(call) if matching.may_be_taken(refused) else None
                if known is None:
                    raise
                return await self._update_if_changed(given, known[0])
            except Abandoned as over:
                raise lost or over from None

    async def _upsert_known(self, call: Call[Contact], given: Mapping[str, Any], known: Contact) -> Done:
        """Changes a contact from a list, unless it was deleted or its e-mail address has changed.

        Consent must not be recorded for another person, and tags added meanwhile must not be lost. Both need the
        current contact.
        """
        changes = matching.differences(given, known, tags=self._tags)
        try:
            if _READ_AGAIN.isdisjoint(changes):
                return await self._write("updated", api.update_contact(known.id, changes))
            found = (await self._session.exchange(api.get_contact(known.id))).value
        except NotFoundError:
            found = None
        if found is None or matching.address_key(found.email) != _key(call):
            return await self._upsert(call, given)
        return await self._update_if_changed(given, found.attach(self._manager))

    async def _resume(self, call: Call[Contact]) -> Done:
        found = await self._find(call)
        if found is None:
            return await self._create(call)
        if matching.differences(call.sent_fields(), found[0]):
            raise ConflictError(
                f"{call.operation}: a contact with this e-mail address has other data; nothing was changed.",
                operation=call.operation.id,
            )
        return "unchanged", found[0]

    async def _update_if_changed(
        self, given: Mapping[str, Any], found: Contact, as_given: BulkStatus = "unchanged"
    ) -> Done:
        """Changes only the fields that differ from the given ones."""
        changes = matching.differences(given, found, tags=self._tags)
        if not changes:
            return as_given, self._remember(found)
        return await self._write("updated", api.update_contact(found.id, changes))

    async def _update(self, call: Call[Contact], record: Contact | None) -> Done:
        status, changed = await self._write("updated", call)
        if record is not None:
            record.refresh_from(None if status == "unchanged" else changed)
        return status, record or changed

    async def _delete(self, call: Call[None], *, may_be_gone: bool = False) -> Done:
        try:
            response = await self._session.exchange(call)
        except NotFoundError:
            if not may_be_gone:
                raise
            return "deleted", None
        return ("unchanged" if response.status_code is None else "deleted"), None

    async def _as_it_is(self, record: Contact | None) -> Done:
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

    # -- lookups ---------------------------------------------------------------------------------------------

    async def _lookup(
        self, call: Call[Contact], unknown: OutcomeUnknown, started_at: float
    ) -> tuple[Contact, bool] | None:
        """After a lost response: returns the contact with the e-mail address, and whether this create must have made it.

        Raises:
            OutcomeUnknown: The lookup failed, so the result is unknown; the given error is raised again.
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

    async def _find(self, call: Call[Contact]) -> tuple[AsyncContact, str | None] | None:
        """Returns the contact with the e-mail address of a create, and the server's time of the response."""
        return await self.find(str(call.sent_fields()["email"]))

    async def find(self, address: str) -> tuple[AsyncContact, str | None] | None:
        """Returns the contact with an e-mail address, and the server's time of the response."""
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
