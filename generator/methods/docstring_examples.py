"""Lays out the calls that docstrings show."""

import json
from dataclasses import dataclass
from typing import Any

WIDTH = 110


@dataclass(frozen=True)
class Call:
    """A call with its arguments, each of them code or a call of its own."""

    name: str
    arguments: "tuple[str | Call, ...]"

    def line(self) -> str:
        """On one line."""
        return f"{self.name}({', '.join(_line(one) for one in self.arguments)})"

    def layout(self, before: str, indent: int) -> str:
        """On as few lines as fit, the way a formatter lays it out.

        Args:
            before: What stands before it on its line.
            indent: Columns before the line.
        """
        line = f"{before}{self.line()}"
        if indent + len(line) <= WIDTH or not self.arguments:
            return line
        inner = ", ".join(_line(one) for one in self.arguments)
        if indent + 4 + len(inner) <= WIDTH:
            return f"{before}{self.name}(\n    {inner}\n)"
        lines = [one.layout("", indent + 4) if isinstance(one, Call) else one for one in self.arguments]
        shown = "".join(f"    {line}\n" for one in lines for line in f"{one},".splitlines())
        return f"{before}{self.name}(\n{shown})"


def _line(argument: "str | Call") -> str:
    return argument.line() if isinstance(argument, Call) else argument


def code_of(value: Any) -> str:
    """A value of JSON as code with double quotes, as the formatter has them."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{code_of(name)}: {code_of(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(code_of, value))}]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return "..." if value is ... else repr(value)
