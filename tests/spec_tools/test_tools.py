"""Generators that others wrote read both specs; their output compiles and calls the sandbox.

`make check-tools` runs this, since it takes Node.js, Java and an environment of its own.
"""

import contextlib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from konigle import Client
from konigle.sandbox import Sandbox
from tests.portable.documents import ROOT, operations, portable_document
from tests.spec_tools.catalog import TOOLS, Tool

HERE = Path(__file__).parent
ENVIRONMENT = Path(os.environ.get("SPEC_TOOLS", ROOT / ".venv-spec-tools")).absolute()
SPECS = {"entry": ROOT / "openapi/konigle-reachout.yaml", "portable": ROOT / "openapi/portable.json"}
TSCONFIG = {
    "compilerOptions": {
        "target": "ES2022",
        "module": "ESNext",
        "moduleResolution": "bundler",
        "strict": True,
        "noEmit": True,
        "skipLibCheck": True,
        "allowImportingTsExtensions": True,
        "lib": ["ES2022", "DOM", "DOM.Iterable"],
    },
}
SENT = {
    "createContact": {
        "email": "ada@example.com",
        "first_name": "Ada",
        "tags": ["news"],
        "marketing_consent": {"sms": False},
    },
    "updateContact": {"phone": "+4915112345678"},
}
EXPECTED = {
    "created": "ada@example.com",
    "sms": False,
    "listed": ["ada@example.com"],
    "first_name": "Ada",
    "phone": "+4915112345678",
    "missing": 404,
}


class Workshop:
    """A folder in which one tool works on one spec."""

    def __init__(self, folder: Path, tool: Tool, spec: Path) -> None:
        self.folder, self.tool = folder, tool
        self.out = folder / "generated"
        self.words = {
            "spec": os.fspath(spec),
            "out": os.fspath(self.out),
            "work": os.fspath(folder),
            "here": os.fspath(HERE),
            "node": os.fspath(ENVIRONMENT / "node"),
            "bin": os.fspath(ENVIRONMENT / "node/node_modules/.bin"),
            "python": os.fspath(ENVIRONMENT / "bin/python"),
            "python_bin": os.fspath(ENVIRONMENT / "bin"),
            "go": os.fspath(ENVIRONMENT / "bin/go"),
            "jar": os.fspath(next(ENVIRONMENT.glob("lib/python*/site-packages/openapi_generator_cli/*.jar"))),
        }

    def run(self, command: tuple[str, ...], *more: str) -> str:
        """What a command prints.

        Raises:
            AssertionError: It failed; the text is its output.
        """
        parts: list[str] = []
        for part in command:
            parts += self._java_files() if part == "{java_files}" else [part.format(**self.words)]
        done = subprocess.run(
            [*parts, *more],
            capture_output=True,
            text=True,
            check=False,
            cwd=self._folder(),
            env=self._environment(),
        )
        assert done.returncode == 0, f"{' '.join(parts)}\n{done.stdout}{done.stderr}"
        return done.stdout

    def generate(self) -> None:
        """Makes the output."""
        self.out.mkdir()
        (self.folder / "node_modules").symlink_to(ENVIRONMENT / "node/node_modules")
        if "openapi-python-client" in self.tool.generate[0]:
            self.out.rmdir()
        self.run(self.tool.generate)

    def check(self) -> None:
        """Compiles or imports the output together with the walk."""
        if self.tool.walk.endswith(".go"):
            (self.out / "walk").mkdir()
            shutil.copy(HERE / "walks/walk.go", self.out / "walk")
        else:
            for path in (HERE / "walks").iterdir():
                shutil.copy(path, self.folder)
        if self.tool.walk.endswith(".ts"):
            config = json.dumps(TSCONFIG | {"files": [self.tool.walk]})
            (self.folder / "tsconfig.json").write_text(config, encoding="utf-8")
            (self.folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
        self.run(self.tool.check)

    def text(self) -> str:
        """All of the output."""
        files = [path for path in self.out.rglob("*") if path.is_file()]
        return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in files)

    def _folder(self) -> Path:
        return self.out if self.tool.walk.endswith(".go") and self.out.is_dir() else self.folder

    def _java_files(self) -> list[str]:
        files = [*(self.out / "src/main/java").rglob("*.java"), HERE / "walks/Walk.java"]
        return [os.fspath(path) for path in files]

    def _environment(self) -> dict[str, str]:
        paths = os.pathsep.join([self.words["python_bin"], self.words["bin"], os.environ["PATH"]])
        caches = {name: os.fspath(ENVIRONMENT / name.lower()) for name in ("GOCACHE", "GOPATH")}
        offline = {"GOTOOLCHAIN": "local", "GOPROXY": "off", "DO_NOT_TRACK": "1", "SCARF_ANALYTICS": "false"}
        return {
            **os.environ,
            "PATH": paths,
            "SPEC": self.words["spec"],
            "OUT": "generated",
            **caches,
            **offline,
        }


@pytest.mark.parametrize("file", SPECS)
@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name.replace(" ", "-"))
def test_a_tool_reads_the_spec_and_its_output_calls_the_sandbox(
    tool: Tool, file: str, tmp_path: Path
) -> None:
    workshop = Workshop(tmp_path, tool, SPECS[file])
    workshop.generate()
    fault = tool.entry_fault if file == "entry" else ""
    with pytest.raises(AssertionError, match=fault) if fault else contextlib.nullcontext():
        try_out(workshop)


def try_out(workshop: Workshop) -> None:
    """Compiles the output and, where it is a client, makes the four calls with it.

    Raises:
        AssertionError: It does not compile, lacks an operation, or sends or reads something else.
    """
    workshop.check()
    if not workshop.tool.walk:
        return
    assert lost_operations(workshop.text()) == []
    with Sandbox() as sandbox:
        printed = json.loads(workshop.run(workshop.tool.run, sandbox.url, sandbox.api_key))
        sent = {request.operation_id: request.json for request in sandbox.requests if request.body}
    assert sent == SENT, "a field that was not set was sent"
    assert printed == EXPECTED


def lost_operations(text: str) -> list[str]:
    """The operations that the output has no word of, in whatever case it names things."""
    known = re.sub(r"[^a-z0-9]", "", text.lower())
    ids = [operation["operationId"] for operation in operations(portable_document())]
    paths = [operation["path"] for operation in operations(portable_document())]
    return [
        one for one, path in zip(ids, paths, strict=True) if one.lower() not in known and path not in text
    ]


@pytest.mark.parametrize("file", SPECS)
def test_prism_mocks_the_spec_for_the_python_sdk(file: str) -> None:
    with prism(SPECS[file]) as url, Client(api_key="key", base_url=url, retry_count=0) as client:
        contact = client.contacts.create({"email": "ada@example.com", "tags": ["news"]})
        assert contact.id
        assert client.contacts.list(q="ada").payload
        assert client.contacts.update(contact.id, {"phone": "+4915112345678"}).email
        assert client.contacts.delete(contact.id) is True


@contextlib.contextmanager
def prism(spec: Path) -> Iterator[str]:
    """The URL of a mock server that Prism makes of a spec; it refuses requests that do not fit."""
    program = ENVIRONMENT / "node/node_modules/.bin/prism"
    command = [program, "mock", "--errors", "--port", "0", "--host", "127.0.0.1", spec]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            assert process.stdout
            said: list[str] = []
            for line in process.stdout:
                said.append(line)
                if found := re.search(r"listening on (http://127\.0\.0\.1:\d+)", line):
                    yield found[1]
                    return
            pytest.fail("".join(said))
        finally:
            process.terminate()
            process.communicate()
