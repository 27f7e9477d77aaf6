"""`kill -9` in the middle of an import, then the same call again: every contact once, nothing sent twice."""

from collections import Counter
from pathlib import Path

import attrs
import pytest

from tests.bulk.kill import Proof, kill_and_resume


@pytest.mark.parametrize(("kind", "rows", "kills"), [("sync", 1_500, 1), ("async", 900, 2)])
def test_a_killed_import_goes_on_and_every_contact_is_there_once(
    kind: str, rows: int, kills: int, tmp_path: Path
) -> None:
    proof = kill_and_resume(kind, rows, kills, tmp_path)
    assert proof.problems() == [], proof


GOOD = Proof(
    rows=2,
    bad=1,
    kills=1,
    killed_at=[3],
    done_at=[1],
    stored=Counter("ab"),
    applied=Counter("ab"),
    sent=2,
    lookups=0,
    touched_again=0,
    rejected=[2],
    summary=[3, 2, 0, 0, 1, 1],
    seconds=1.0,
)


@pytest.mark.parametrize(
    "change",
    [
        {"stored": Counter("a")},
        {"stored": Counter("aab")},
        {"applied": Counter("aab")},
        {"done_at": [0]},
        {"done_at": [2]},
        {"touched_again": 1},
        {"lookups": 401},
        {"sent": 11},
        {"summary": [3, 2, 0, 1, 1, 1]},
        {"rejected": [2, 2]},
        {"rejected": []},
    ],
)
def test_the_proof_would_fail_if_it_were_not_so(change: dict[str, object]) -> None:
    assert GOOD.problems() == []
    assert attrs.evolve(GOOD, **change).problems() != []
