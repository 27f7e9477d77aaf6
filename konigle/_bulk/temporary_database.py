"""Temporary databases: in a file without a name that SQLite removes when it is closed."""

import sqlite3


def temporary_database(table: str, cache_kib: int) -> sqlite3.Connection:
    """A database with one empty table, which needs no protection against a crash.

    Args:
        table: The name and the columns of the table.
        cache_kib: The memory that it takes, whatever its size.
    """
    # the thread that fills it is another than the one that reads it; they take turns
    made = sqlite3.connect("", check_same_thread=False)
    made.executescript(
        f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -{cache_kib}; CREATE TABLE {table}"
    )
    return made
