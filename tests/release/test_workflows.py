"""Workflow files: pinned actions, and no more permissions than each job needs."""

import re
from typing import Any

import pytest
from ruamel.yaml import YAML

from tools.release.steps import ROOT

FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def workflow(name: str) -> Any:
    return YAML(typ="safe").load(ROOT / ".github" / "workflows" / name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_action_is_pinned_by_hash_with_its_version_beside_it(path: Any) -> None:
    uses = [line.strip().removeprefix("- ") for line in path.read_text().splitlines() if "uses:" in line]
    assert uses
    assert [line for line in uses if not PINNED.fullmatch(line)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_is_permitted_but_what_a_job_lists(path: Any) -> None:
    raw = workflow(path.name)
    assert raw["permissions"] == {}
    assert all("permissions" in job for job in raw["jobs"].values())


def test_the_job_that_builds_can_publish_nothing_and_those_that_publish_run_nothing_of_the_repository() -> (
    None
):
    jobs = workflow("release.yml")["jobs"]
    assert jobs["build"]["permissions"] == {"contents": "read"}
    publishing = {name: job for name, job in jobs.items() if job["permissions"].get("id-token") == "write"}
    assert set(publishing) == {"attest", "pypi", "npm"}
    for job in publishing.values():
        assert not any("checkout" in step.get("uses", "") for step in job["steps"])
        assert not any("make" in step.get("run", "") or ".ci" in step.get("run", "") for step in job["steps"])
    assert "secrets." not in (ROOT / ".github/workflows/release.yml").read_text()


def test_ci_tests_each_supported_python() -> None:
    matrix = workflow("ci.yml")["jobs"]["tests"]["strategy"]["matrix"]
    assert matrix["python"] == ["3.11", "3.12", "3.13"]
