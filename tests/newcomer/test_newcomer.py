"""`make newcomer` shows what the README promises to whoever has just cloned the project."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.newcomer.visit import commands_in, environment_of, visit

PROJECT = Path(__file__).parents[2]
README = """# konigle

## Two commands

```bash
make demo
```

Text.

```bash
make test
```

## Install

```bash
pip install .
```
"""
# each command notes what it finds, in a file that outlives the clone
PROGRAM = """
import json, os, sys
from pathlib import Path
with open(sys.argv[2], "a") as out:
    found = {"argv": sys.argv[1], "folder": os.getcwd(), "names": sorted(os.environ), "readme": Path("README.md").exists(),
             "draft": Path("draft").exists(), "python": os.environ.get("MADE_WITH")}
    print(json.dumps(found), file=out)
"""


class Project:
    """A project of two commands in a git repository."""

    def __init__(self, root: Path) -> None:
        self.root = root / "checkout"
        self.notes = root / "notes"
        self.root.mkdir()
        (self.root / "README.md").write_text(README, encoding="utf-8")
        (self.root / "program.py").write_text(PROGRAM, encoding="utf-8")
        self.write_makefile()
        git(self.root, "init", "--quiet")
        self.commit()

    def write_makefile(self, **instead: str) -> None:
        """Targets that note what they find, or do something else instead."""
        note = f"@MADE_WITH='$(PYTHON)' '{sys.executable}' program.py $@ '{self.notes}'"
        rules = [f"{name}:\n\t{instead.get(name, note)}\n" for name in ("demo", "test")]
        (self.root / "Makefile").write_text("\n".join(rules), encoding="utf-8")

    def commit(self) -> None:
        git(self.root, "add", ".")
        git(self.root, "commit", "--quiet", "-m", "One")

    def noted(self) -> list[dict[str, object]]:
        return (
            [json.loads(line) for line in self.notes.read_text().splitlines()] if self.notes.exists() else []
        )


def git(root: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where temporary folders are made."""
    path = tmp_path / "scratch"
    path.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(path))
    return path


def test_both_commands_run_in_a_folder_of_that_name_below_one_with_a_space(
    project: Project, scratch: Path
) -> None:
    (project.root / "draft").write_text("not committed", encoding="utf-8")
    assert visit(project.root) == 0
    noted = project.noted()
    assert [one["argv"] for one in noted] == ["demo", "test"]
    for one in noted:
        folder = Path(str(one["folder"]))
        assert (folder.name, folder.parents[1]) == ("konigle", scratch.resolve())
        assert " " in folder.parent.name
        assert (one["readme"], one["draft"]) == (True, False)
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("how", ["worktree", "shallow", "detached"])
def test_any_kind_of_checkout_can_be_cloned(
    project: Project, scratch: Path, tmp_path: Path, how: str
) -> None:
    root = tmp_path / "of another kind"
    (project.root / "later").write_text("", encoding="utf-8")
    project.commit()
    if how == "worktree":
        git(project.root, "worktree", "add", "--quiet", "--detach", str(root))
    else:
        git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{project.root}", str(root))
    if how == "detached":
        git(root, "checkout", "--quiet", "--detach")
    assert visit(root) == 0
    assert len(project.noted()) == 2


def test_settings_are_given_to_each_command(project: Project, scratch: Path) -> None:
    assert visit(project.root, ["PYTHON=/a b/python"]) == 0
    assert [one["python"] for one in project.noted()] == ["/a b/python"] * 2


@pytest.mark.usefixtures("scratch")
def test_the_environment_is_a_newcomers(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KONIGLE_API_KEY", "PYTHONPATH", "VIRTUAL_ENV", "CI", "MAKEFLAGS", "GIT_DIR"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("PIP_DEFAULT_TIMEOUT", "180")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert visit(project.root) == 0
    by_make_and_shell = {
        "MAKEFLAGS",
        "MAKELEVEL",
        "MFLAGS",
        "MAKE_TERMERR",
        "MAKE_TERMOUT",
        "MADE_WITH",
        "PWD",
    }
    for one in project.noted():
        names = one["names"]
        assert isinstance(names, list)
        left = set(names) - by_make_and_shell - {"_", "SHLVL", "OLDPWD"}
        assert left == set(environment_of(os.environ))
        assert {"PATH", "PIP_DEFAULT_TIMEOUT", "LC_ALL"} <= left


@pytest.mark.parametrize(
    "name",
    [
        "HOME",
        "PATH",
        "LANG",
        "LC_CTYPE",
        "PIP_INDEX_URL",
        "SSL_CERT_FILE",
        "https_proxy",
        "NO_PROXY",
        "PYENV_ROOT",
        "npm_config_registry",
        "NPM_CONFIG_CAFILE",
        "NODE_EXTRA_CA_CERTS",
    ],
)
def test_it_has_what_installing_needs(name: str) -> None:
    assert environment_of({name: "x"}) == {name: "x"}


@pytest.mark.parametrize(
    "name", ["KONIGLE_API_KEY", "PYTHONPATH", "VIRTUAL_ENV", "TMPDIR", "CI", "PATHEXT", "XPIP_A"]
)
def test_and_nothing_else(name: str) -> None:
    assert environment_of({name: "x"}) == {}


def test_the_first_failure_ends_it_with_its_exit_code(
    project: Project, scratch: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    project.write_makefile(demo="@exit 3")
    project.commit()
    assert visit(project.root) == 2  # what make makes of it
    assert project.noted() == []
    assert "make demo failed with exit code 2" in capfd.readouterr().err
    assert list(scratch.iterdir()) == []


def test_without_a_repository_nothing_runs(tmp_path: Path, scratch: Path) -> None:
    assert visit(tmp_path) != 0
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_all_of_it_and_leaves_nothing(
    project: Project, tmp_path: Path, number: signal.Signals
) -> None:
    """A copy of the command in the small project is stopped while its second command waits for ever."""
    fifo, scratch = tmp_path / "fifo", tmp_path / "scratch"
    os.mkfifo(fifo)
    scratch.mkdir()
    shutil.copytree(PROJECT / "tests/newcomer", project.root / "tests/newcomer")
    project.write_makefile(test=f"@echo here > '{fifo}'; exec cat '{fifo}'")
    project.commit()
    with subprocess.Popen(
        [sys.executable, "-m", "tests.newcomer"],
        cwd=project.root,
        env={**os.environ, "TMPDIR": str(scratch)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert fifo.read_text() == "here\n"
        assert [path.name for path in scratch.glob("*/*")] == ["konigle"]
        process.send_signal(number)
        assert process.wait(timeout=60) == 128 + number
    assert list(scratch.iterdir()) == []


class TestReadme:
    def test_its_commands_are_the_two(self) -> None:
        readme = (PROJECT / "README.md").read_text(encoding="utf-8")
        assert commands_in(readme) == [["make", "demo"], ["make", "test"]] == commands_in(README)

    @pytest.mark.parametrize(
        "readme", ["", README.replace("Two commands", "Start"), README.replace("make test\n", "")]
    )
    def test_one_without_them_is_refused(self, readme: str) -> None:
        with pytest.raises(ValueError, match="commands below"):
            commands_in(readme)

    def test_ci_runs_them_as_a_newcomer_and_in_no_other_way(self) -> None:
        lines = (PROJECT / ".ci/run").read_text(encoding="utf-8").splitlines()
        targets = [line.removeprefix("make ") for line in lines if line.startswith("make ")]
        assert "newcomer" in targets
        assert {"demo", "test"}.isdisjoint(targets)
        assert re.search(r"^newcomer:", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
