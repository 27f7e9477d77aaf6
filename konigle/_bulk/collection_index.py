"""The contacts of the site by e-mail address, so that rows can be compared without a request for each.

Kept in memory up to a number of contacts, then in a temporary database that SQLite removes when it is closed.
"""

import pickle
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from konigle._bulk.contact_matching import address_key
from konigle._generated.models import Contact, MarketingConsent
from konigle.exceptions import ConfigurationError

if TYPE_CHECKING:
    import sqlite3

IN_MEMORY = 200_000  # contacts; some 200 MB
_BATCH = 1_000  # contacts of one transaction
_CACHE_KIB = 32_768  # of the database; it is the memory that a collection of any size takes
_TABLE = "contacts (address TEXT PRIMARY KEY, fields BLOB) WITHOUT ROWID"
_FIELDS = tuple(Contact.model_fields)
_POSITIONS = {name: position for position, name in enumerate(_FIELDS)}
_EMAIL, _TAGS, _CONSENT = (_POSITIONS[name] for name in ("email", "tags", "marketing_consent"))
_UNKNOWN = ...  # instead of fields that the response left out

Values = tuple[Any, ...]


class CollectionIndex:
    """Contacts by their lower-case e-mail address.

    Args:
        in_memory: Maximum number of contacts in memory.
    """

    def __init__(self, in_memory: int = IN_MEMORY) -> None:
        self._known: dict[str, Values] = {}
        self._consents: dict[Any, dict[str, Any]] = {}
        self._most = in_memory
        self._database: sqlite3.Connection | None = None

    def add(self, contact: Contact) -> bool:
        """Adds a contact; returns True if `spill` is due."""
        key = address_key(contact.email)
        if key is not None:
            fields = vars(contact)
            if contact.model_fields_set.issuperset(_FIELDS):
                values = [fields[name] for name in _FIELDS]
            else:
                was_read = contact.model_fields_set
                values = [fields[name] if name in was_read else _UNKNOWN for name in _FIELDS]
            values[_CONSENT] = self._shared(values[_CONSENT])
            self._known[key] = tuple(values)
        return len(self._known) > (self._most if self._database is None else _BATCH)

    def _shared(self, consent: Any) -> Any:
        """Returns the consent as a dict, one shared dict for equal consents."""
        if not isinstance(consent, MarketingConsent):
            return consent
        said = {name: agreed for name, agreed in vars(consent).items() if agreed is not None}
        return self._consents.setdefault(tuple(said.items()), said)

    def spill(self) -> None:
        """Moves the contacts in memory to the database.

        Raises:
            ConfigurationError: There is not enough space for the database.
        """
        import sqlite3

        from konigle._bulk.temporary_database import temporary_database

        rows = ((key, pickle.dumps(values)) for key, values in self._known.items())
        try:
            self._database = self._database or temporary_database(_TABLE, _CACHE_KIB)
            with self._database:
                self._database.executemany("INSERT OR REPLACE INTO contacts VALUES (?, ?)", rows)
        except sqlite3.Error as problem:
            raise ConfigurationError(
                f"The temporary database of the comparison cannot be written: {problem}. Use compare='row', or set "
                "SQLITE_TMPDIR to a folder with more space."
            ) from problem
        self._known = {}

    def find(self, address: object) -> Values | None:
        """Returns the values of the contact with an e-mail address, for `is_as_given` and `contact_of`."""
        key = address_key(address)
        if key is None or key in self._known or self._database is None:
            return self._known.get(key or "")
        found = self._database.execute("SELECT fields FROM contacts WHERE address = ?", (key,)).fetchone()
        # written by this process, to a file that no other process can open
        return cast("Values", pickle.loads(found[0])) if found else None  # noqa: S301

    def drop(self, address: object) -> None:
        """Removes a contact that is about to be changed."""
        key = address_key(address)
        self._known.pop(key or "", None)
        if self._database is not None:
            self._database.execute("DELETE FROM contacts WHERE address = ?", (key,))

    def close(self) -> None:
        """Removes the database."""
        self._known.clear()
        if self._database is not None:
            self._database.close()


def is_as_given(given: Mapping[str, Any], values: Values, *, add_tags: bool) -> bool:
    """Whether a contact has exactly the given values, so that nothing has to be validated or sent.

    Args:
        given: The given values.
        values: The values that `find` returned.
        add_tags: Whether given tags are added to those of the contact.
    """
    for name, value in given.items():
        position = _POSITIONS.get(name)
        if position is None:
            return False
        known = values[position]
        if position == _CONSENT and isinstance(value, dict) and isinstance(known, dict):
            if not cast("dict[str, Any]", value).items() <= cast("dict[str, Any]", known).items():
                return False
        elif known != value and position != _EMAIL:
            is_added = add_tags and position == _TAGS and isinstance(value, list) and isinstance(known, list)
            if not is_added or not set(cast("list[Any]", value)) <= set(cast("list[Any]", known)):
                return False
    return True


def contact_of(values: Values) -> Contact:
    """Returns the contact as in a list."""
    fields = {name: value for name, value in zip(_FIELDS, values, strict=True) if value is not _UNKNOWN}
    consent, tags = fields.get("marketing_consent"), fields.get("tags")
    if isinstance(consent, dict):
        said = cast("dict[str, Any]", consent)
        fields["marketing_consent"] = MarketingConsent.model_construct(set(said), **said)
    if isinstance(tags, list):
        fields["tags"] = [*cast("list[Any]", tags)]
    return Contact.model_construct(set(fields), **fields)
