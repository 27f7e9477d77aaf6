"""A clean clone, an environment with next to nothing in it, and the commands that the README begins with.

Runs before anything is installed, so it takes nothing but the standard library.
"""

import os
import re
import shlex
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

HEADING = "## Two commands"
FOLDER = "konigle"  # the name `git clone` gives it

# Beside these a newcomer has nothing. PYENV_*: where pyenv is used, the programs on PATH do not start without them.
_KEPT = re.compile(
    r"HOME|PATH|LANG|LANGUAGE|LC_\w+"
    r"|PIP_\w+|XDG_CONFIG_HOME|PYENV_ROOT|PYENV_VERSION|npm_config_\w+"
    r"|SSL_CERT_FILE|SSL_CERT_DIR|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|NODE_EXTRA_CA_CERTS"
    r"|(http|https|all|no)_proxy",
    re.IGNORECASE,
)
_FENCE = re.compile(r"^```bash\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def environment_of(current: Mapping[str, str]) -> dict[str, str]:
    """The variables a newcomer has: home, path, language, and the configuration of the package clients."""
    return {name: value for name, value in current.items() if _KEPT.fullmatch(name)}


def commands_in(readme: str) -> list[list[str]]:
    """The commands of the README's first section, in words.

    Raises:
        ValueError: There are not two of them.
    """
    section = readme.partition(f"\n{HEADING}\n")[2].partition("\n## ")[0]
    commands = [shlex.split(line) for block in _FENCE.findall(section) for line in block.splitlines()]
    if len(commands) != 2:
        raise ValueError(f"README.md has {len(commands)} commands below {HEADING!r}, not two")
    return commands


def visit(checkout: Path, settings: Sequence[str] = ()) -> int:
    """Clones what is committed in the checkout, and runs the README's commands there.

    Args:
        checkout: The project.
        settings: Variables of make, such as `PYTHON=python3.12`, that each command is given.

    Returns:
        0, or the exit code of the first command that failed; nothing runs after it.
    """
    environment = environment_of(os.environ)
    with tempfile.TemporaryDirectory(prefix="a newcomer ") as folder:
        clone = Path(folder, FOLDER)
        git = ["git", "clone", "--quiet", "--", os.fspath(checkout), os.fspath(clone)]
        code = run(git, checkout, environment)
        if code:
            return code
        for command in commands_in((clone / "README.md").read_text(encoding="utf-8")):
            code = run([*command, *settings], clone, environment)
            if code:
                return code
    return 0


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> int:
    """Runs a command and returns its exit code, as a shell tells it; nothing that it started outlives it."""
    print(f"{folder.name}$ {shlex.join(command)}", flush=True)
    with subprocess.Popen(
        command, cwd=folder, env=dict(environment), stdin=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            code = process.wait()
        finally:
            # macOS says EPERM for a group that has only zombies
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
    if code:
        print(f"{shlex.join(command)} failed with exit code {code}", file=sys.stderr)
    return code if code >= 0 else 128 - code
