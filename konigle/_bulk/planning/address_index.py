"""The addresses of a file: which are there more than once, and what their rows refuse.

Beyond a number of addresses, SQLite keeps them in a private temporary file, of which a few MiB are in memory. An address is
kept as a hash of 64 bits: two that share one would be treated as one contact, with the more restrictive consent.
"""

from typing import TYPE_CHECKING

from konigle._bulk.contact_matching import address_key

if TYPE_CHECKING:
    import sqlite3

IN_MEMORY = 50_000  # addresses; 5 MiB
_CACHE_KIB = 8_000
_ROW = 8  # of an address, as a number whose lowest three bits are the channels that its rows refuse
_TABLE = "seen (address INTEGER PRIMARY KEY, times INTEGER NOT NULL, refused INTEGER NOT NULL)"
_ADD = """
INSERT INTO seen VALUES (?, ?, ?)
ON CONFLICT (address) DO UPDATE SET times = times + excluded.times, refused = refused | excluded.refused
"""
_TOTALS = "SELECT COUNT(*), COALESCE(SUM(times), 0), COALESCE(MAX(times > 1 AND refused), 0) FROM seen"


class AddressIndex:
    """Addresses and the channels that they refuse, as bits."""

    def __init__(self) -> None:
        self._seen: dict[int, int] = {}
        self._db: sqlite3.Connection | None = None
        self._is_needed = False

    def add(self, address: object, refused: int) -> None:
        """One more row of an address."""
        if (key := address_key(address)) is not None:
            number = hash(key)
            self._seen[number] = (self._seen.get(number, 0) + _ROW) | refused
            if len(self._seen) >= IN_MEMORY:
                self._flush()

    def _flush(self) -> "sqlite3.Connection":
        from konigle._bulk.temporary_database import temporary_database

        self._db = self._db or temporary_database(_TABLE, _CACHE_KIB)
        with self._db:  # in their order, which is faster
            self._db.executemany(
                _ADD, ((one, *divmod(rows, _ROW)) for one, rows in sorted(self._seen.items()))
            )
        self._seen.clear()
        return self._db

    def finish(self) -> tuple[int, int]:
        """All rows are added: how many addresses there are, and how many rows have one that an earlier row has."""
        if self._db is not None:
            addresses, rows, self._is_needed = self._flush().execute(_TOTALS).fetchone()
            return addresses, rows - addresses
        self._is_needed = any(rows > 2 * _ROW and rows % _ROW for rows in self._seen.values())
        return len(self._seen), sum(rows // _ROW for rows in self._seen.values()) - len(self._seen)

    def refused(self, address: object) -> int:
        """The channels that any row of an address refuses."""
        key = address_key(address) if self._is_needed else None
        if key is None or self._db is None:
            return self._seen.get(hash(key), 0) % _ROW if key is not None else 0
        found = self._db.execute("SELECT refused FROM seen WHERE address = ?", (hash(key),)).fetchone()
        return found[0] if found else 0

    def close(self) -> None:
        """Removes the temporary file."""
        if self._db is not None:
            self._db.close()
