"""The table of generators in the docs is the one that `make check-tools` writes."""

from tests.spec_tools.__main__ import PAGE, table


def test_the_table_is_up_to_date() -> None:
    assert table() in PAGE.read_text(encoding="utf-8")
