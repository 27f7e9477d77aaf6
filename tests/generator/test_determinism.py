"""The same spec gives the same bytes, whatever Python, hash seed or folder the generator runs with."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.build import Build, build
from generator.write.output import differences

PROJECT = Path(__file__).parents[2]
PROGRAM = """
import hashlib, json, sys
from generator.build import Build, build
made = build().files
print(json.dumps({name: hashlib.sha256(content).hexdigest() for name, content in made.items()}))
"""


def interpreters() -> list[str]:
    """This Python, and every other supported one on the path that has the generator's packages."""
    found = [sys.executable]
    for name in ("python3.11", "python3.12", "python3.13"):
        path = shutil.which(name)
        if path and f"{sys.version_info.major}.{sys.version_info.minor}" not in name:
            needs = "import openapi_python_client, ruff"
            if subprocess.run([path, "-c", needs], capture_output=True, check=False).returncode == 0:
                found.append(path)
    return found


def run(python: str, seed: str, folder: Path) -> dict[str, str]:
    """Digests of all files, made by another process."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(PROJECT), "TZ": "Asia/Kathmandu"}
    done = subprocess.run(
        [python, "-c", PROGRAM], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    digests: dict[str, str] = json.loads(done.stdout)
    return digests


@pytest.fixture(scope="module")
def made() -> Build:
    """What this process makes, with the hash seed drawn at its start."""
    return build()


def test_what_is_checked_in_is_what_is_made(made: Build) -> None:
    assert list(differences(PROJECT, made.files, made.folders)) == []


@pytest.mark.parametrize("python", interpreters())
def test_the_bytes_depend_on_neither_python_nor_hash_seed_nor_folder(
    made: Build, tmp_path: Path, python: str
) -> None:
    here = {name: hashlib.sha256(content).hexdigest() for name, content in made.files.items()}
    assert run(python, "1", tmp_path) == here
