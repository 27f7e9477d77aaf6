"""The faults of conformance/mutants.yaml fit the sources; `make conformance-mutants` builds and plays them."""

from typing import Any

import pytest

from conformance import mutants
from conformance.mutants import Mutant, PlantError, planted, read_mutants
from conformance.run import ROOT
from conformance.scenarios import read_scenarios

MUTANTS = read_mutants()


@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
def test_each_mutant_changes_one_part_of_the_source(mutant: Mutant) -> None:
    folder = {"go": "clients/go", "typescript": "clients/typescript/src"}[mutant.language]
    text = ROOT.joinpath(folder, mutant.file).read_text(encoding="utf-8")
    assert planted(mutant, text) != text


def test_mutants_name_known_scenarios() -> None:
    named = {name for mutant in MUTANTS for name in mutant.scenarios}
    assert named <= {scenario["id"] for scenario in read_scenarios()}


def mutant(original: str) -> Mutant:
    return Mutant("go", "a.go", original, "x", "a rule", ("contact-life",))


@pytest.mark.parametrize("original", ["missing", "a"])
def test_a_mutant_that_does_not_fit_is_refused(original: str) -> None:
    with pytest.raises(PlantError, match=r"times in a\.go"):
        planted(mutant(original), "a = a")


@pytest.mark.parametrize(("caught", "status"), [(["contact-life"], 0), ([], 1)])
def test_the_command_fails_if_a_mutant_survives(
    caught: list[str], status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(mutants, "read_mutants", lambda: [mutant("b")])

    def sound(_language: str, scenarios: dict[str, Any]) -> dict[str, str]:
        return dict.fromkeys(scenarios, "")

    def find(*_: object) -> list[str]:
        return caught

    monkeypatch.setattr(mutants, "_sound", sound)
    monkeypatch.setattr(mutants, "_caught", find)
    assert mutants.main([]) == status
    assert ("SURVIVED" in capsys.readouterr().out) == (status == 1)
