"""Packs the npm package and the Go module twice, compares them, and uses each from an empty folder."""

import json
import shutil
import sys
import tarfile
import zipfile
from pathlib import Path

from tools.release.steps import ROOT, ReleaseError, run, same_bytes

_TYPESCRIPT = ROOT / "clients" / "typescript"
_GO = ROOT / "clients" / "go"
_NPM_FILES = ("dist/", "package.json", "README.md", "LICENSE")
_GO_MODULE = "konigle.com/go/konigle/v2"
_CALL = 'new Client({ apiKey: "smoke-key", baseUrl: "http://127.0.0.1:9", retryCount: 0 }).contacts.list()'
_USE_NPM = {
    "use.mjs": f'import {{ Client }} from "@konigle/reachout";\n{_CALL}.catch((e) => console.log(e.name));\n',
    "use.cjs": f'const {{ Client }} = require("@konigle/reachout");\n{_CALL}.catch((e) => console.log(e.name));\n',
}
_USE_GO = """package main

import (
	"context"
	"fmt"

	"konigle.com/go/konigle/v2"
)

func main() {
	client, err := konigle.NewClient(konigle.WithAPIKey("smoke-key"), konigle.WithBaseURL("http://127.0.0.1:9"))
	if err != nil {
		panic(err)
	}
	_, err = client.Contacts.List(context.Background(), nil, konigle.WithRetryCount(0))
	fmt.Printf("%T", err)
}
"""


def npm_package(target: Path, scratch: Path) -> Path:
    """The npm package in `target`, used from an empty folder with `import` and with `require`.

    Raises:
        ReleaseError: Two packages differ, it holds something else than the build, or it cannot be used.
    """
    packed: list[Path] = []
    for folder in (target, scratch):
        said = run(["npm", "pack", "--json", "--silent", "--pack-destination", folder], _TYPESCRIPT)
        name: str = json.loads(said)[0]["filename"]
        packed.append(folder / name)
    digest = same_bytes(*packed)
    with tarfile.open(packed[0]) as archive:
        inside = [name.removeprefix("package/") for name in archive.getnames()]
    strange = [name for name in inside if not name.startswith(_NPM_FILES)]
    if strange:
        raise ReleaseError(f"{packed[0].name} holds {', '.join(strange)}")
    print(f"  {packed[0].name}: {packed[0].stat().st_size:,} bytes, sha256 {digest}")
    consumer = scratch / "npm"
    consumer.mkdir()
    (consumer / "package.json").write_text('{"private": true}', encoding="utf-8")
    run(["npm", "install", "--silent", "--no-audit", "--no-fund", packed[0]], consumer)
    for file, program in _USE_NPM.items():
        (consumer / file).write_text(program, encoding="utf-8")
        print(f"  {file}: {run(['node', file], consumer).strip()}")
    return packed[0]


def go_module(go: Path, version: str, target: Path, scratch: Path) -> Path:
    """The Go module as the archive that Go's proxies serve, used by a program in an empty folder.

    Args:
        go: The program `go`.
        version: As npm has it.
        target: Where the archive goes.
        scratch: For the second archive, and the program.

    Raises:
        ReleaseError: Two archives differ, the module needs others, or the program does not run.
    """
    archives = [_module_archive(folder, version) for folder in (target, scratch)]
    digest = same_bytes(*archives)
    print(f"  {archives[0].name}: {archives[0].stat().st_size:,} bytes, sha256 {digest}")
    prefix = f"{_GO_MODULE}@v{version}"
    with zipfile.ZipFile(archives[0]) as archive:
        archive.extractall(scratch / "go")  # noqa: S202 - made above
    consumer = scratch / "go" / "use"
    consumer.mkdir()
    (consumer / "main.go").write_text(_USE_GO, encoding="utf-8")
    (consumer / "go.mod").write_text(
        f"module use\n\ngo 1.23\n\nrequire {_GO_MODULE} v{version}\n\nreplace {_GO_MODULE} => ../{prefix}\n",
        encoding="utf-8",
    )
    offline = {
        "GOTOOLCHAIN": "local",
        "GOPROXY": "off",
        "GOFLAGS": "-mod=mod",
        "GOCACHE": str(scratch / "go-cache"),
    }
    run([go, "mod", "tidy", "-diff"], _GO, offline)
    printed = run([go, "run", "."], consumer, offline)
    print(f"  go run: {printed.strip()}")
    return archives[0]


def _module_archive(folder: Path, version: str) -> Path:
    """What https://go.dev/ref/mod#zip-files describes, without tests' data and with one time stamp."""
    path = folder / f"konigle-go-{version}.zip"
    tracked = run(["git", "ls-files", "-z"], _GO).split("\0")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(filter(None, tracked)):
            entry = zipfile.ZipInfo(f"{_GO_MODULE}@v{version}/{name}", (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, (_GO / name).read_bytes())
        if not (_GO / "LICENSE").exists():
            entry = zipfile.ZipInfo(f"{_GO_MODULE}@v{version}/LICENSE", (1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, (ROOT / "LICENSE").read_bytes())
    return path


def find_go() -> Path:
    """The program `go` of the environment that `make test-go` sets up, else the one on the path.

    Raises:
        ReleaseError: There is none.
    """
    found = ROOT / ".venv-go" / "bin" / "go"
    path = str(found) if found.exists() else shutil.which("go")
    if not path:
        raise ReleaseError(f"no go in .venv-go or on the path of {sys.executable}: run `make test-go` first")
    return Path(path)
