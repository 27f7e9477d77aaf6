"""Builds the wheel and the source distribution twice, compares and checks them, and tries the wheel with each extra."""

import tarfile
import zipfile
from collections.abc import Iterator
from email.parser import Parser
from pathlib import Path

from tools.release.steps import ROOT, ReleaseError, environment_with, run, same_bytes

LARGEST_WHEEL = 1_000_000  # bytes
_SMOKE = Path(__file__).with_name("smoke.py")
_REPOSITORY_ONLY = ("tests/", "generator/", "tools/", "clients/", "benchmarks/", "docs/", "examples/")


def build(python: Path, target: Path, scratch: Path, epoch: str) -> tuple[Path, Path]:
    """The wheel and the source distribution, in `target`; the wheel is built from the source distribution.

    Args:
        python: An interpreter that has `build` and `hatchling`.
        target: An empty folder for them.
        scratch: A folder for the second build.
        epoch: The moment that archives record, in seconds since 1970, as a string.

    Raises:
        ReleaseError: A build fails, or two builds differ.
    """
    for folder in (target, scratch):
        run(
            [python, "-m", "build", "--no-isolation", "--outdir", folder, ROOT],
            environment={"SOURCE_DATE_EPOCH": epoch},
        )
    built = sorted(path for path in target.iterdir() if path.name.startswith("konigle-"))
    for path in built:
        print(f"  {path.name}: {path.stat().st_size:,} bytes, sha256 {same_bytes(path, scratch / path.name)}")
    wheel, source = sorted(built, key=lambda path: path.suffix, reverse=True)
    return wheel, source


def check(python: Path, wheel: Path, source: Path) -> None:
    """Checks metadata and contents.

    Raises:
        ReleaseError: twine or check-wheel-contents complains, the wheel is too large or holds what only the repository
            needs, or the source distribution lacks what `make test` needs.
    """
    run([python, "-m", "twine", "check", "--strict", wheel, source])
    run([python, "-m", "check_wheel_contents", wheel])
    if wheel.stat().st_size > LARGEST_WHEEL:
        raise ReleaseError(
            f"{wheel.name} has {wheel.stat().st_size:,} bytes; at most {LARGEST_WHEEL:,} are allowed"
        )
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    strange = [name for name in names if not name.startswith(("konigle/", "konigle-")) or "/tests/" in name]
    if strange:
        raise ReleaseError(f"{wheel.name} holds {', '.join(strange)}")
    with tarfile.open(source) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    for folder in (*_REPOSITORY_ONLY, "Makefile", "constraints.txt"):
        if not any(name.startswith(folder) for name in inside):
            raise ReleaseError(f"{source.name} has no {folder}, which `make test` needs")


def extras(wheel: Path) -> Iterator[str]:
    """The extras of a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        path = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = Parser().parsestr(archive.read(path).decode())
    yield from (extra for extra in metadata.get_all("Provides-Extra") or () if extra != "dev")


def try_in_environments(wheel: Path, scratch: Path) -> None:
    """Installs the wheel without an extra, then with each extra alone, and runs the smoke test of each.

    Raises:
        ReleaseError: An installation or a smoke test fails, or an extra has no smoke test.
    """
    for extra in ("", *extras(wheel)):
        python = environment_with(scratch / "environment", f"{wheel}[{extra}]" if extra else str(wheel))
        printed = run([python, "-I", _SMOKE, extra or "none"], folder=scratch)
        print(f"  extra {extra or '(none)'}: {printed.strip()}")


def bill_of_materials(python: Path, wheel: Path, scratch: Path) -> Path:
    """Writes a CycloneDX document of what `pip install konigle` installs, beside the wheel."""
    installed = environment_with(scratch / "environment", str(wheel))
    path = wheel.with_name("konigle.cdx.json")
    settings = (
        "--pyproject",
        ROOT / "pyproject.toml",
        "--output-reproducible",
        "--of",
        "JSON",
        "--output-file",
        path,
    )
    run([python, "-m", "cyclonedx_py", "environment", *settings, installed])
    return path
