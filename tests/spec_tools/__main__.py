"""Writes the table of docs/other-languages.md: tool, file and result."""

import json
import sys
from pathlib import Path

from tests.spec_tools.catalog import TOOLS, Tool

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs/other-languages.md"
BEGIN, END = "<!-- written by make check-tools -->\n", "<!-- end -->\n"
PACKAGES = {
    "hey-api": "@hey-api/openapi-ts",
    "kubb": "@kubb/cli",
    "typescript-axios": "openapi-generator-cli",
    "openapi-generator python": "openapi-generator-cli",
    "openapi-generator go": "openapi-generator-cli",
    "openapi-generator java": "openapi-generator-cli",
}


def table() -> str:
    """The table, as `make check-tools` has just found it."""
    versions: dict[str, str] = json.loads((HERE / "node/package.json").read_text("utf-8"))["dependencies"]
    lines = (HERE / "requirements.txt").read_text("utf-8").splitlines()
    versions |= dict(line.split("==") for line in lines if "==" in line)
    rows = ["| tool | makes | entry file | portable file | options |", "| --- | --- | --- | --- | --- |"]
    for tool in TOOLS:
        version = versions[PACKAGES.get(tool.name, tool.name)]
        good = _result(tool)
        entry = f"fails: {tool.entry_note}" if tool.entry_fault else good
        rows.append(
            f"| {tool.name} {version} | {tool.output} | {entry} | {good} | {tool.options or 'none'} |"
        )
    prism = versions["@stoplight/prism-cli"]
    rows.append(f"| Prism {prism} | mock server | serves the Python SDK | serves the Python SDK | none |")
    return "\n".join(rows) + "\n"


def _result(tool: Tool) -> str:
    return (
        "compiles, calls"
        if tool.walk and not tool.walk.endswith(".py")
        else "imports, calls"
        if tool.walk
        else "imports"
    )


def main() -> int:
    """Puts the table between its marks."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{table()}\n{END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
