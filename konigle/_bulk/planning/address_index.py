"""The addresses of a file: which are there more than once, and what their rows refuse.

SQLite keeps them in a private temporary file, of which a few MiB are in memory, whatever the size of the file. An address
is kept as a hash of 64 bits: two that share one would be treated as one contact, with the more restrictive consent.
"""

from konigle._bulk.contact_matching import address_key
from konigle._bulk.temporary_database import temporary_database

_BATCH = 10_000
_CACHE_KIB = 8_000
_TABLE = "seen (address INTEGER PRIMARY KEY, times INTEGER NOT NULL, refused INTEGER NOT NULL)"
_ADD = """
INSERT INTO seen VALUES (?, 1, ?)
ON CONFLICT (address) DO UPDATE SET times = times + 1, refused = refused | excluded.refused
"""


class AddressIndex:
    """Addresses and the channels that they refuse, as bits."""

    def __init__(self) -> None:
        self._db = temporary_database(_TABLE, _CACHE_KIB)
        self._added: list[tuple[int, int]] = []
        self._is_needed = False

    def add(self, address: object, refused: int) -> None:
        """One more row of an address."""
        if (key := address_key(address)) is not None:
            self._added.append((hash(key), refused))
            if len(self._added) >= _BATCH:
                self._flush()

    def _flush(self) -> None:
        self._added.sort()  # which the database adds faster
        with self._db:
            self._db.executemany(_ADD, self._added)
        self._added.clear()

    def finish(self) -> tuple[int, int]:
        """All rows are added: how many addresses there are, and how many rows have one that an earlier row has."""
        self._flush()
        query = (
            "SELECT COUNT(*), COALESCE(SUM(times - 1), 0), COALESCE(MAX(times > 1 AND refused), 0) FROM seen"
        )
        addresses, repeated, self._is_needed = self._db.execute(query).fetchone()
        return addresses, repeated

    def refused(self, address: object) -> int:
        """The channels that any row of an address refuses."""
        key = address_key(address) if self._is_needed else None
        if key is None:
            return 0
        found = self._db.execute("SELECT refused FROM seen WHERE address = ?", (hash(key),)).fetchone()
        return found[0] if found else 0

    def close(self) -> None:
        """Removes the temporary file."""
        self._db.close()
