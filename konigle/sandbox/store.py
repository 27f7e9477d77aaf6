"""The data: SQLite, one document per row, stored as the text of the response.

A page must cost the same at every position, so no page is found by OFFSET. Each collection keeps its row numbers in
memory in the order of creation. A filtered or ordered list keeps the row numbers of its last queries until the
collection changes.
"""

# Table and field names in SQL are constants of this package and names of the spec; values are always bound.
# ruff: noqa: S608

from __future__ import annotations

import json
import sqlite3
from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from typing import Any

from konigle.sandbox.clock import iso
from konigle.sandbox.errors import HttpError, SandboxError, field_error, not_found
from konigle.sandbox.resources.collections import COLLECTIONS, Collection
from konigle.sandbox.spec import Json

# Field and value pairs that must match, words to search for, tags of which one must match, and a field to sort by.
Question = tuple[tuple[tuple[str, Any], ...], str, tuple[str, ...], str]
ALL: Question = ((), "", (), "")
_REMEMBERED = 16  # queries per collection; a reader uses one or two at a time
_MAX_DIGITS = 18  # this many always fit in SQLite's integers
_LAYOUT = 1  # increased when the tables change, so that an old file is rejected with a clear message

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tags (
    kind TEXT NOT NULL, tag TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (kind, tag, n)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS idempotency (
    key TEXT NOT NULL, operation TEXT NOT NULL, fingerprint TEXT NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (key, operation)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS dns (value TEXT PRIMARY KEY, outcome TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS contents (n INTEGER PRIMARY KEY, subject TEXT, html TEXT, text TEXT);
CREATE TABLE IF NOT EXISTS mails (
    n INTEGER PRIMARY KEY AUTOINCREMENT, campaign TEXT, sent_us INTEGER NOT NULL, head TEXT NOT NULL,
    variables TEXT NOT NULL, content INTEGER NOT NULL REFERENCES contents
);
CREATE INDEX IF NOT EXISTS mails_campaign ON mails (campaign);
CREATE TABLE IF NOT EXISTS attachments (
    mail INTEGER NOT NULL, i INTEGER NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, content BLOB NOT NULL,
    PRIMARY KEY (mail, i)
);
CREATE TABLE IF NOT EXISTS quota (
    channel TEXT NOT NULL, day INTEGER NOT NULL, used INTEGER NOT NULL, PRIMARY KEY (channel, day)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS runs (campaign TEXT PRIMARY KEY, active INTEGER NOT NULL, doc TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS recipients (
    campaign TEXT NOT NULL, i INTEGER NOT NULL, contact INTEGER NOT NULL, PRIMARY KEY (campaign, i)
) WITHOUT ROWID;
"""


def dumps(value: Any) -> str:
    """Returns compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _row(document: Json) -> int:
    """Returns the row number of a stored resource."""
    return int(str(document["id"]).rpartition("_")[2])


class Store:
    """One database file, or memory. Used by the server's thread only.

    Args:
        path: A file, created if it does not exist, or None for memory.
        indexed: By collection, the fields that lists filter by.
    """

    def __init__(self, path: str | None, indexed: dict[str, list[str]]) -> None:
        # Isolation level None: transactions are started and ended here, never by the driver.
        try:
            self._db = sqlite3.connect(
                path or ":memory:", isolation_level=None, check_same_thread=False, cached_statements=512
            )
        except sqlite3.Error as error:
            raise SandboxError(f"cannot use {path} as the sandbox's data: {error}") from error
        self._ids: dict[str, array[int]] = {}
        self._last: dict[str, int] = {}
        self._cached_queries: dict[str, OrderedDict[Question, array[int]]] = {
            name: OrderedDict() for name in COLLECTIONS
        }
        self._touched: set[str] = set()
        try:
            self._open(indexed)
        except sqlite3.Error as error:
            self._db.close()
            raise SandboxError(f"cannot use {path} as the sandbox's data: {error}") from error
        except SandboxError:
            self._db.close()
            raise

    def _open(self, indexed: dict[str, list[str]]) -> None:
        # Exclusive: a second sandbox with the same file gets an error.
        self._db.execute("PRAGMA busy_timeout = 0")
        self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        tables = {row[0] for row in self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if tables and "meta" not in tables:
            raise SandboxError("this database was not created by the sandbox")
        self._db.executescript(_TABLES)
        for collection in COLLECTIONS.values():
            self._db.execute(
                f"CREATE TABLE IF NOT EXISTS {collection.table} "
                "(n INTEGER PRIMARY KEY AUTOINCREMENT, doc TEXT NOT NULL, ukey TEXT UNIQUE, search TEXT NOT NULL)"
            )
            for field in indexed.get(collection.name, ()):
                self._db.execute(
                    f"CREATE INDEX IF NOT EXISTS {collection.table}_{field} "
                    f"ON {collection.table} (json_extract(doc, '$.{field}'))"
                )
        if int(self.meta("layout", str(_LAYOUT))) != _LAYOUT:
            raise SandboxError("this database was created by another version of the sandbox; use a new file")
        self.set_meta("layout", str(_LAYOUT))
        self._load(COLLECTIONS)

    def close(self) -> None:
        """Writes everything and closes the file."""
        self._db.close()

    def _load(self, names: Iterable[str]) -> None:
        for name in names:
            table = COLLECTIONS[name].table
            self._ids[name] = array(
                "q", (row[0] for row in self._db.execute(f"SELECT n FROM {table} ORDER BY n"))
            )
            last = self._db.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
            self._last[name] = last[0] if last else 0
            self._cached_queries[name].clear()

    @contextmanager
    def transaction(self) -> Generator[None, None, None]:
        """Runs a transaction: all of it or nothing is applied."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            self._load(self._touched)
            raise
        else:
            self._db.execute("COMMIT")
        finally:
            self._touched.clear()

    def clear(self) -> None:
        """Deletes all rows and restarts the identifiers at one."""
        with self.transaction():
            tables = self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            for (table,) in tables:
                self._db.execute(f"DELETE FROM {table}")
            self.set_meta("layout", str(_LAYOUT))
        self._load(COLLECTIONS)

    def execute(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Runs one statement on the tables other than the collections."""
        return self._db.execute(sql, values)

    def execute_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Runs one statement for many rows."""
        self._db.executemany(sql, rows)

    def meta(self, name: str, default: str = "") -> str:
        """Returns a stored value."""
        row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else default

    def set_meta(self, name: str, value: str) -> None:
        """Stores a value."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    # Identifiers: the prefix of the collection and the row's number; opaque to callers, the same in every run.

    def next_id(self, kind: str) -> str:
        """Returns the identifier of the next resource of a collection."""
        return self.identifier(kind, self._last[kind] + 1)

    def last(self, kind: str) -> int:
        """Returns the number of the resource that was added last."""
        return self._last[kind]

    def count_from(self, kind: str, number: int) -> None:
        """Restarts the numbering after this number."""
        if not self._ids[kind] or self._ids[kind][-1] <= number:
            table = COLLECTIONS[kind].table
            self._db.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", (number, table))
            self._last[kind] = number

    @staticmethod
    def identifier(kind: str, number: int) -> str:
        """Returns the identifier of the resource with a number."""
        return f"{COLLECTIONS[kind].prefix}_{number:06d}"

    @staticmethod
    def number(kind: str, identifier: str) -> int | None:
        """Returns the row of an identifier, or None if no row can have it."""
        prefix, _, digits = identifier.partition("_")
        if (
            prefix != COLLECTIONS[kind].prefix
            or not (digits.isascii() and digits.isdigit())
            or len(digits) > _MAX_DIGITS
        ):
            return None
        number = int(digits)
        return number if f"{number:06d}" == digits else None

    # Documents

    def text(self, kind: str, identifier: str) -> str | None:
        """Returns a resource as stored, or None."""
        number = self.number(kind, identifier)
        row = self._db.execute(f"SELECT doc FROM {COLLECTIONS[kind].table} WHERE n = ?", (number,)).fetchone()
        return None if row is None else row[0]

    def get(self, kind: str, identifier: str) -> Json | None:
        """Returns a resource as a dict, or None."""
        text = self.text(kind, identifier)
        return None if text is None else json.loads(text)

    def get_or_404(self, kind: str, identifier: str) -> Json:
        """Returns a resource, or raises 404."""
        found = self.get(kind, identifier)
        if found is None:
            raise not_found()
        return found

    def by_key(self, kind: str, key: str) -> Json | None:
        """Returns the resource whose unique field has this value, ignoring letter case."""
        table = COLLECTIONS[kind].table
        row = self._db.execute(f"SELECT doc FROM {table} WHERE ukey = ?", (key.casefold(),)).fetchone()
        return None if row is None else json.loads(row[0])

    def all(self, kind: str) -> list[Json]:
        """Returns every resource of a (small) collection, oldest first."""
        return [
            json.loads(row[0])
            for row in self._db.execute(f"SELECT doc FROM {COLLECTIONS[kind].table} ORDER BY n")
        ]

    def insert(self, kind: str, document: Json, now_us: int) -> Json:
        """Adds a resource whose `id` is `next_id`; raises 400 if its unique field is taken."""
        collection = COLLECTIONS[kind]
        document["created_at"] = document.get("created_at") or iso(now_us)
        document["updated_at"] = document.get("updated_at") or document["created_at"]
        number = self._last[kind] + 1
        key = self._key(collection, document)
        self._touch(kind)
        self._db.execute(
            f"INSERT INTO {collection.table} VALUES (?, ?, ?, ?)",
            (number, dumps(document), key, self._search_text(collection, document)),
        )
        self._last[kind] = number
        self._ids[kind].append(number)
        self._tag(kind, number, (), document.get("tags", ()))
        return document

    def insert_many(self, kind: str, documents: Iterable[Json], now_us: int) -> range:
        """Adds validated resources; returns their numbers. Identifiers and times are set here.

        Raises:
            HttpError: 400 if the unique field of one is taken.
        """
        collection = COLLECTIONS[kind]
        stamps = {"created_at": iso(now_us), "updated_at": iso(now_us)}
        rows: list[tuple[int, str, str | None, str]] = []
        tags: list[tuple[str, str, int]] = []
        for number, document in enumerate(documents, self._last[kind] + 1):
            full = {**document, "id": self.identifier(kind, number), **stamps}
            key = None if collection.unique is None else str(full[collection.unique]).casefold()
            rows.append((number, dumps(full), key, self._search_text(collection, full)))
            tags.extend((kind, tag, number) for tag in full.get("tags", ()))
        self._touch(kind)
        try:
            self._db.executemany(f"INSERT INTO {collection.table} VALUES (?, ?, ?, ?)", rows)
        except sqlite3.IntegrityError as error:
            raise self._taken(collection) from error
        self._db.executemany("INSERT OR IGNORE INTO tags VALUES (?, ?, ?)", tags)
        self._ids[kind].extend(row[0] for row in rows)
        self._last[kind] += len(rows)
        return range(self._last[kind] - len(rows) + 1, self._last[kind] + 1)

    def replace(self, kind: str, old: Json, new: Json, now_us: int) -> Json:
        """Stores a changed resource; raises 400 if its unique field is taken by another."""
        collection = COLLECTIONS[kind]
        new["updated_at"] = iso(now_us)
        number = _row(old)
        unique = collection.unique
        key = None
        if unique is not None:
            key = str(new[unique]).casefold()
            if key != str(old[unique]).casefold():
                self._key(collection, new)
        self._touch(kind)
        self._db.execute(
            f"UPDATE {collection.table} SET doc = ?, ukey = ?, search = ? WHERE n = ?",
            (dumps(new), key, self._search_text(collection, new), number),
        )
        self._tag(kind, number, old.get("tags", ()), new.get("tags", ()))
        return new

    def delete(self, kind: str, document: Json) -> None:
        """Deletes a resource."""
        number = _row(document)
        self._touch(kind)
        self._db.execute(f"DELETE FROM {COLLECTIONS[kind].table} WHERE n = ?", (number,))
        self._tag(kind, number, document.get("tags", ()), ())
        rows = self._ids[kind]
        del rows[bisect_left(rows, number)]

    def _touch(self, kind: str) -> None:
        self._touched.add(kind)
        self._cached_queries[kind].clear()

    def _key(self, collection: Collection, document: Json) -> str | None:
        if collection.unique is None:
            return None
        key = str(document[collection.unique]).casefold()
        taken = self._db.execute(f"SELECT 1 FROM {collection.table} WHERE ukey = ?", (key,)).fetchone()
        if taken:
            raise self._taken(collection)
        return key

    @staticmethod
    def _taken(collection: Collection) -> HttpError:
        field = collection.unique or ""
        return field_error(field, f"{collection.label} with this {field.replace('_', ' ')} already exists.")

    @staticmethod
    def _search_text(collection: Collection, document: Json) -> str:
        values: list[str | list[str] | None] = [document.get(name) for name in collection.search]
        return "\n".join(" ".join(v) if isinstance(v, list) else v or "" for v in values).casefold()

    def _tag(self, kind: str, number: int, old: Sequence[str], new: Sequence[str]) -> None:
        if old != new:
            self._db.executemany(
                "DELETE FROM tags WHERE kind = ? AND tag = ? AND n = ?", [(kind, tag, number) for tag in old]
            )
            self._db.executemany(
                "INSERT OR IGNORE INTO tags VALUES (?, ?, ?)", [(kind, tag, number) for tag in new]
            )

    # Lists

    def numbers(self, kind: str, question: Question = ALL) -> Sequence[int]:
        """Returns the rows that match a query, in its order; oldest first if it has none."""
        if question == ALL:
            return self._ids[kind]
        remembered = self._cached_queries[kind]
        if question in remembered:
            remembered.move_to_end(question)
            return remembered[question]
        sql, values = self._sql(COLLECTIONS[kind], question)
        found = remembered[question] = array("q", (row[0] for row in self._db.execute(sql, values)))
        if len(remembered) > _REMEMBERED:
            remembered.popitem(last=False)
        return found

    @staticmethod
    def _sql(collection: Collection, question: Question) -> tuple[str, list[Any]]:
        equal, words, tags, ordering = question
        conditions = [f"json_extract(doc, '$.{field}') = ?" for field, _ in equal]
        values: list[Any] = [value for _, value in equal]
        if words:
            conditions.append("instr(search, ?) > 0")
            values.append(words.casefold())
        if tags:
            marks = ", ".join("?" * len(tags))
            conditions.append(f"n IN (SELECT n FROM tags WHERE kind = ? AND tag IN ({marks}))")
            values += [collection.name, *tags]
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        field = ordering.removeprefix("-")
        direction = "DESC" if ordering.startswith("-") else "ASC"
        order = f"json_extract(doc, '$.{field}') {direction}, n {direction}" if field else "n"
        return f"SELECT n FROM {collection.table}{where} ORDER BY {order}", values

    def texts(self, kind: str, numbers: Sequence[int]) -> list[str]:
        """Returns the resources of these rows as stored, in the given order."""
        marks = ", ".join("?" * len(numbers))
        found = dict(
            self._db.execute(f"SELECT n, doc FROM {COLLECTIONS[kind].table} WHERE n IN ({marks})", numbers)
        )
        return [found[number] for number in numbers]
