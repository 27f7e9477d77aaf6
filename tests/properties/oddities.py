"""Values of unexpected types; some fields accept some of them."""

import math
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

NUMBERS: list[Any] = [
    *(
        True,
        False,
        0,
        -1,
        1,
        10**30,
        -0.0,
        0.005,
        0.1 + 0.2,
        1e300,
        math.nan,
        math.inf,
        1893456000.5,
        -(10**12),
    ),
    *map(
        Decimal,
        ("NaN", "sNaN", "Infinity", "-0", "1E+20", "0.001", "00012.50", "1E-7", "99999999999999999.99"),
    ),
    *(Decimal(10) ** 17, Decimal(-1)),
]
TEXTS: list[Any] = [
    *(
        "",
        " ",
        "\x00",
        "a\r\nb",
        "\ud800",
        "ü" * 300,
        "x" * 300,
        "USD\n",
        "usd",
        "U D",
        "İ",
        "\u202e",
        "null",
    ),
    *("0", "0.00", "-1", "1e2", "1.005", "٣", "1_000", " 1 ", "+1", "1.", ".5", "NaN", "Infinity", "9" * 20),
    *("a@b", "Ada <ada@example.com>", " ada@example.com ", "ada@example.com\n", '"a b"@example.com'),
    *(
        "ada@[127.0.0.1]",
        "ada@example.com,eve@example.com",
        "ada@example..com",
        "ada@-example.com",
        "@",
        "İ@İ.com",
    ),
    *("ada@example.com\x00", "ada@exa\u00admple.com", "ada@example。com", "x" * 64 + "@" + "y" * 63 + ".com"),
    *("/etc/hostname", "https://example.com/a.pdf", "newsletter", "A-b_C", "-", "a--b", "\uff41-\uff42"),
]
TIMES: list[Any] = [
    *("2030-01-01", "2030-01-01T00:00:00", "2030-01-01T00:00:00Z", "2030-01-01 00:00:00+0000", "1893456000"),
    *("2030-01-01T00:00:00+24:00", "2030-01-01T24:00:00Z", "2030-01-01T00:00:60Z", "20300101T000000Z", "now"),
    *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2030-01-01T00:00:00.1234567Z"),
    *(
        datetime.fromisoformat("0001-01-01"),
        datetime(2030, 1, 1, tzinfo=UTC),
        date(2030, 1, 1),
        datetime.max.replace(tzinfo=UTC),
    ),
    datetime(2030, 1, 1, 0, 0, 0, 1, tzinfo=timezone(timedelta(hours=5, minutes=30, seconds=15))),
    datetime(800, 1, 1, tzinfo=timezone(-timedelta(hours=23, minutes=59))),
]
THINGS: list[Any] = [
    *(
        [],
        [None],
        ["a"],
        ["a\r\nb"],
        ["\ud800"],
        ["ada@example.com", ""],
        [["a"]],
        ("a", "b"),
        ("a",),
        {"a"},
        [1],
    ),
    *(
        b"bytes",
        bytearray(b"x"),
        [b"x"],
        [bytearray(b"x")],
        [(b"x", "a\r\nb")],
        [(b"x", "n", "t\r\n")],
        [b"x"] * 11,
    ),
    *(
        {},
        {"email": None},
        {"email": "yes"},
        {"email": 1},
        {"fax": True},
        {"X-A": "1"},
        {"X-A": None},
        {1: "1"},
    ),
    *(
        {"x-a": "1"},
        {"To": "eve@example.com"},
        {"X-A": "a\r\nTo: eve@example.com"},
        {"X-A\n": "1"},
        {"X-": ""},
    ),
    *({"X-Ü": "ü"}, {"X-A B": "1"}, {"X-A:": "1"}, {"X-\ud800": "1"}, object(), len, int),
]
ODDITIES: list[Any] = [None, *NUMBERS, *TEXTS, *TIMES, *THINGS]
