"""`python -m tests.generator.constructs` writes the tables of constructs into docs/regenerating.md."""

from tests.generator.constructs.table import PAGE, with_tables

if __name__ == "__main__":
    PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
