"""The contacts of the site by e-mail address, so that rows can be compared without a request for each.

They are compared as in the JSON of the list, which costs a third of decoding them as models. Kept in memory up to a number of
contacts, then in a temporary database that SQLite removes when it is closed.
"""

import pickle
from collections.abc import Mapping
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

from pydantic_core import from_json

from konigle._bulk.contact_matching import address_key
from konigle._core.decoding import UnreadableResponseError, decode_item
from konigle._generated.models import Contact
from konigle.exceptions import ConfigurationError

if TYPE_CHECKING:
    import sqlite3

IN_MEMORY = 200_000  # contacts; some 180 MB
_BATCH = 1_000  # contacts of one transaction
_CACHE_KIB = 32_768  # of the database; it is the memory that a collection of any size takes
_TABLE = "contacts (address TEXT PRIMARY KEY, fields BLOB) WITHOUT ROWID"
_FIELDS = tuple(Contact.model_fields)
_POSITIONS = {name: position for position, name in enumerate(_FIELDS)}
_EMAIL, _TAGS, _CONSENT = (_POSITIONS[name] for name in ("email", "tags", "marketing_consent"))
_UNKNOWN = ...  # instead of fields that the response left out
_in_order: Any = cast("Any", itemgetter)(*_FIELDS)


class Listed(tuple[Any, ...]):
    """The values of a contact in the order of its fields, as in JSON or as in the model."""

    __slots__ = ()
    id = property(itemgetter(_POSITIONS["id"]))
    email = property(itemgetter(_EMAIL))


def decode_listed(content: bytes) -> list[Listed]:
    """Decodes the JSON array of contacts in a list, without validating them.

    Raises:
        UnreadableResponseError: It is not an array of objects.
    """
    try:
        return [_listed(fields) for fields in from_json(content)]
    except (ValueError, TypeError, AttributeError):
        raise UnreadableResponseError("it has no list of resources") from None


def _listed(fields: Mapping[str, Any]) -> Listed:
    try:
        return Listed(_in_order(fields))
    except KeyError:
        return Listed(fields.get(name, _UNKNOWN) for name in _FIELDS)


class CollectionIndex:
    """Contacts by their lower-case e-mail address.

    Args:
        in_memory: Maximum number of contacts in memory.
    """

    def __init__(self, in_memory: int = IN_MEMORY) -> None:
        self._known: dict[str, Listed] = {}
        self._most = in_memory
        self._database: sqlite3.Connection | None = None

    def add(self, contact: Any) -> bool:
        """Adds a contact of a list, as values or as a model; returns True if `spill` is due."""
        if isinstance(contact, Contact):  # of a page that was not decoded in chunks
            contact = _listed(contact.model_dump(exclude_unset=True))
        key = address_key(getattr(contact, "email", None))
        if key is not None:
            self._known[key] = contact
        return len(self._known) > (self._most if self._database is None else _BATCH)

    def spill(self) -> None:
        """Moves the contacts in memory to the database.

        Raises:
            ConfigurationError: There is not enough space for the database.
        """
        import sqlite3

        from konigle._bulk.temporary_database import temporary_database

        rows = ((key, pickle.dumps(tuple(values))) for key, values in self._known.items())
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

    def find(self, address: object) -> Listed | None:
        """Returns the values of the contact with an e-mail address, for `is_as_given` and `contact_of`; None if there is none."""
        key = address_key(address)
        if key is None or key in self._known or self._database is None:
            return self._known.get(key or "")
        found = self._database.execute("SELECT fields FROM contacts WHERE address = ?", (key,)).fetchone()
        # written by this process, to a file that no other process can open
        return Listed(pickle.loads(found[0])) if found else None  # noqa: S301

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


def is_as_given(given: Mapping[str, Any], values: Listed, *, add_tags: bool) -> bool:
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
        if known == value or position == _EMAIL:  # the contact was found by its e-mail address
            continue
        if position == _CONSENT and isinstance(value, dict) and isinstance(known, dict):
            if not cast("dict[str, Any]", value).items() <= cast("dict[str, Any]", known).items():
                return False
        elif add_tags and position == _TAGS and isinstance(value, list) and isinstance(known, list):
            if not all(tag in cast("list[Any]", known) for tag in cast("list[Any]", value)):
                return False
        else:
            return False
    return True


def contact_of(values: Listed) -> Contact:
    """Returns the contact as in a list."""
    fields = {name: value for name, value in zip(_FIELDS, values, strict=True) if value is not _UNKNOWN}
    return cast("Contact", decode_item(Contact, fields))
