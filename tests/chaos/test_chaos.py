"""The short form of `make chaos`: every operation, every world, every fault at least once on a part of them."""

from collections import defaultdict
from typing import Any

import pytest

from konigle.exceptions import KonigleError
from tests.chaos.calls import CLIENT_KINDS, PROBES, STEPS
from tests.chaos.faults import BELOW_HTTP, FAULTS, Fault
from tests.chaos.fuzz import fuzz
from tests.chaos.ledger import Entry, broken_promises, table
from tests.chaos.run import plan, run
from tests.chaos.storms import STORMS, storms
from tests.contract.walk import walk

SEED = 20_261_123
LENIENT_S = 2.0  # a machine that runs other tests is no proof of half a second; what never ends is still seen
RISKY = {"sendEmail", "addCampaignLtv", "startCampaign", "pauseCampaign", "deleteContact", "scheduleCampaign"}
UNKNOWN, NOT_APPLIED = KonigleError("x"), KonigleError("x")
UNKNOWN.applied, NOT_APPLIED.applied = "unknown", "no"


def test_the_plan_is_the_same_for_the_same_seed_and_meets_every_fault() -> None:
    first, second = list(plan(10_000, SEED)), list(plan(10_000, SEED))
    assert first == second
    assert sum(len(cases) for _, _, cases in first) >= 10_000
    quick = {fault.name for fault in BELOW_HTTP if not fault.is_slow}
    met: defaultdict[str, set[str]] = defaultdict(set)
    for step, _, cases in first:
        names = {fault.name for fault, _ in cases}
        assert names >= {fault.name for fault in FAULTS} | quick
        met[step.name] |= names
    assert all(names == {fault.name for fault in FAULTS + BELOW_HTTP} for names in met.values())


@pytest.mark.parametrize("client_kind", CLIENT_KINDS)
def test_no_promise_is_broken_under_faults(client_kind: str) -> None:
    steps = [step for step in STEPS if walk("sync")[step].error is None]
    risky = [step for step in steps if step.operation in RISKY]
    chosen = risky + [step for step in steps[::25] if step not in risky]
    entries = run(0, SEED, chosen, [client_kind])
    assert len(entries) >= len(chosen) * len(FAULTS)
    assert [(promise, str(entry)) for promise, entry in broken_promises(entries, LENIENT_S)] == [], table(
        entries
    )


@pytest.mark.parametrize("client_kind", CLIENT_KINDS)
def test_no_promise_is_broken_in_a_storm_and_the_client_works_after_it(client_kind: str) -> None:
    entries = storms(20, 5, SEED, worlds=[client_kind], max_response_bytes=2**20)
    assert {entry.fault.name for entry in entries if not entry.is_probe} == {storm.name for storm in STORMS}
    assert sum(entry.is_probe for entry in entries) == PROBES * len(STORMS)
    assert [(promise, str(entry)) for promise, entry in broken_promises(entries, LENIENT_S)] == [], table(
        entries
    )


def test_mutated_responses_never_escape_and_no_page_is_lost() -> None:
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
        ("reported as done, but was not", {"is_strangers": True}),
        ("reported as unknown, but never sent", {"seen": 0, "error": UNKNOWN}),
        ("reported as unknown, but never sent", {"gate": "refused", "error": UNKNOWN, "attempts": 4}),
        ("reported as unknown, but never sent", {"gate": "refused", "error": NOT_APPLIED, "attempts": 1}),
        ("did not recover", {"is_probe": True, "loose": 1}),
        ("did not recover", {"is_probe": True, "error": NOT_APPLIED}),
        ("ended late", {"limit_s": 1.0, "beats_s": 1.6}),
    ],
)
def test_a_broken_promise_is_seen(promise: str, changes: dict[str, Any]) -> None:
    facts = {"replay": "settled", "hits": 0, "applied": 1, "gate": None, **changes}
    fault = Fault("500", {"kind": "status"}, once_passes=True, gate=facts.pop("gate"))
    entry = Entry("x", facts.pop("replay"), "sync", fault, facts.pop("hits"), "id")
    for name, value in facts.items():
        setattr(entry, name, value)
    assert promise in {broken for broken, _ in broken_promises([entry])}


def test_a_call_that_keeps_its_promises_breaks_none() -> None:
    entry = Entry("x", "once", "sync", FAULTS[0], 0, "id", applied=1, is_probe=True, limit_s=1.0, beats_s=1.4)
    assert list(broken_promises([entry])) == []
    shut = Fault("refused", None, gate="refused", passes=False)
    entry = Entry("x", "once", "sync", shut, 0, "id", error=NOT_APPLIED, attempts=4, seen=0)
    assert list(broken_promises([entry])) == []
