"""The output of the example: a progress bar on a terminal, plain lines in a file or a pipe."""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager

from figures import Figure
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

_PLAIN_LINES = 5  # lines of progress without a terminal


class Screen:
    """Steps, details, progress and the closing table."""

    def __init__(self) -> None:
        self._console = Console(highlight=False, soft_wrap=True)

    def step(self, title: str) -> None:
        """Prints the title of a step."""
        self._console.print(Text(f"\n{title}", style="bold cyan"))

    def say(self, detail: str) -> None:
        """Prints a detail of a step."""
        self._console.print(Text(f"  {detail}"))

    def warn(self, detail: str) -> None:
        """Prints a warning."""
        self._console.print(Text(f"  ! {detail}", style="yellow"))

    def fail(self, message: str) -> None:
        """Prints why the example failed."""
        self._console.print(Text(f"\nFAILED: {message}", style="bold red"))

    def done(self, message: str) -> None:
        """Prints that the example succeeded."""
        self._console.print(Text(f"\n{message}", style="bold green"))

    @contextmanager
    def progress(self, what: str, total: int) -> Generator[Callable[[int], None], None, None]:
        """Shows progress up to a total; yields a function that updates the count."""
        if not self._console.is_terminal:
            yield self._plain_progress(what, total)
            return
        columns = (TextColumn(f"  {what}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=self._console) as bar:
            task = bar.add_task(what, total=total)
            yield lambda done: bar.update(task, completed=done)

    def _plain_progress(self, what: str, total: int) -> Callable[[int], None]:
        shown = 0

        def update(done: int) -> None:
            nonlocal shown
            part = _PLAIN_LINES * done // max(total, 1)
            if part > shown:
                shown = part
                self.say(f"{what}: {done} of {total}")

        return update

    def table(self, figures: Sequence[Figure]) -> None:
        """Prints the figures and marks wrong ones."""
        table = Table(title="\nIn figures", title_justify="left", title_style="bold cyan")
        table.add_column("what")
        table.add_column("counted", justify="right")
        table.add_column("expected", justify="right")
        for figure in figures:
            style = "" if figure.adds_up else "bold red"
            table.add_row(figure.name, str(figure.value), str(figure.expected), style=style)
        self._console.print(table)
