"""`make size` counts code, and finds it in every room."""

import pytest

from tools.size.__main__ import ROOMS, code_lines, main, slash_lines

SOURCE = '''"""Documentation."""

# a comment
NAME = 1  # another one
"""Documentation of a name."""


def work() -> tuple[int, str]:
    """Documentation."""

    return (
        NAME,
        """a text
        of two lines""",
    )
'''


def test_blanks_comments_and_docstrings_do_not_count() -> None:
    assert code_lines(SOURCE) == 7


def test_comments_of_other_languages_do_not_count() -> None:
    assert (
        slash_lines(
            '/** Documentation\n * of two lines. */\nconst a = 1; // one\n\n// two\n\t/* three */\nf("//");\n'
        )
        == 2
    )


def test_the_table_has_every_room(capsys: pytest.CaptureFixture[str]) -> None:
    main()
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(ROOMS) + 1
    assert all(room.files() for room in ROOMS)
