"""The tables of constructs in docs/regenerating.md, made of the examples."""

from pathlib import Path

from tests.generator.constructs.examples import examples

PAGE = Path(__file__).parents[3] / "docs" / "regenerating.md"
START = "<!-- constructs: written by `python -m tests.generator.constructs`, from tests/generator/constructs -->\n"
END = "<!-- end of constructs -->\n"


def with_tables(page: str) -> str:
    """The page with the tables as the examples make them."""
    before, rest = page.split(START)
    return before + START + tables() + END + rest.split(END)[1]


def tables() -> str:
    """What is understood, and what is refused."""
    understood = [(one.construct, one.python) for one in examples() if not one.refused]
    refused = [(one.construct, one.says) for one in examples() if one.refused]
    return f"\n{_table(('understood', 'in Python'), understood)}\n{_table(('refused', 'the message'), refused)}\n"


def _table(head: tuple[str, str], rows: list[tuple[str, str]]) -> str:
    return "".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |\n"
        for row in (head, ("---", "---"), *rows)
    )
