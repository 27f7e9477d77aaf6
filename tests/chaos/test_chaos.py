"""The short form of `make chaos`: every operation, every world, every fault at least once on a part of them."""

import pytest

from tests.chaos.faults import FAULTS, Fault
from tests.chaos.fuzz import fuzz
from tests.chaos.ledger import Entry, broken_promises, table
from tests.chaos.run import WORLDS, plan, run
from tests.chaos.scenarios import SCENARIOS
from tests.spec.document import operations

SEED = 20_261_123


def test_every_operation_of_the_spec_has_a_scenario() -> None:
    assert sorted(scenario.operation for scenario in SCENARIOS) == sorted(operations())


def test_the_plan_is_the_same_for_the_same_seed_and_meets_every_fault() -> None:
    first, second = list(plan(10_000, SEED)), list(plan(10_000, SEED))
    assert first == second
    assert sum(len(cases) for _, _, cases in first) >= 10_000
    for _, _, cases in first:
        assert {fault.name for fault, _ in cases} == {fault.name for fault in FAULTS}


def test_no_promise_is_broken_under_faults() -> None:
    chosen = SCENARIOS[::7] + [scenario for scenario in SCENARIOS if scenario.operation in RISKY]
    entries = run(0, SEED, scenarios=chosen)
    assert len(entries) >= len(chosen) * len(WORLDS) * len(FAULTS)
    assert [(promise, str(entry)) for promise, entry in broken_promises(entries)] == [], table(entries)


def test_mutated_answers_never_escape_and_no_page_is_lost() -> None:
    found = fuzz(3_000, SEED)
    assert (found.strange, found.lost) == ([], [])
    assert found.returned > found.calls / 10


@pytest.mark.parametrize(
    ("promise", "changes"),
    [
        ("applied twice", {"applied": 2, "replay": "once"}),
        ("reported as done, but was not", {"applied": 0}),
        ("an exception outside the tree", {"error": KeyError("x")}),
        ("failed under a fault that passes", {"error": KeyError("x"), "hits": 1}),
        ("hung", {"took_s": 100.0}),
    ],
)
def test_a_broken_promise_is_seen(promise: str, changes: dict[str, object]) -> None:
    fault = Fault("500", {"kind": "status"}, once_passes=True)
    facts: dict[str, object] = {"replay": "settled", "hits": 0, "applied": 1, **changes}
    entry = Entry("x", str(facts.pop("replay")), "sync", fault, int(str(facts.pop("hits"))), "id")
    for name, value in facts.items():
        setattr(entry, name, value)
    assert promise in {broken for broken, _ in broken_promises([entry])}


RISKY = {"sendEmail", "addCampaignLtv", "startCampaign", "pauseCampaign", "deleteContact", "scheduleCampaign"}
