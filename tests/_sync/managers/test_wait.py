# Derived from tests/_async/managers/test_wait.py by `python -m generator`; do not edit.
"""Waiting for a campaign: politely, not for ever, and not for what cannot come."""

import pickle
import time
from collections.abc import Callable
from typing import Any

import pytest

from konigle import Client, InvalidArgumentError, KonigleTimeoutError, UnexpectedStateError
from konigle._concurrency import pacing
from konigle.models.comm import Campaign
from tests._sync.harness import CAMPAIGN, Clock, Server, reply

pytestmark = pytest.mark.anyio

POLLING = "konigle._sync.polling"


@pytest.fixture(autouse=True)
def _fake_time(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{POLLING}.clock", clock)
    monkeypatch.setattr(f"{POLLING}.sync_sleep", clock.sleep)
    monkeypatch.setattr(pacing, "JITTER", 0.0)


def campaign(state: str, **more: Any) -> Any:
    return reply(200, {**CAMPAIGN, "status": state, **more})


def test_it_polls_less_and_less_often_until_the_state_is_there(
    client: Client, server: Server, clock: Clock
) -> None:
    server.will(*[campaign("running")] * 9, campaign("completed"))
    found = client.campaigns.wait("k1")
    assert isinstance(found, Campaign)
    assert found.status == "completed"
    assert [round(wait, 3) for wait in clock.slept] == [2, 3, 4.5, 6.75, 10.125, 15.188, 22.781, 30, 30]
    assert server.seen == ["GET /reachout/api/v1/campaigns/k1"] * 10


def test_a_state_that_is_there_needs_no_waiting(client: Client, server: Server, clock: Clock) -> None:
    server.will(campaign("paused"))
    assert (client.campaigns.wait("k1", until=["running", "paused"])).status == "paused"
    assert clock.slept == []


def test_the_first_wait_can_be_set(client: Client, server: Server, clock: Clock) -> None:
    server.will(campaign("draft"), campaign("draft"), campaign("running"))
    client.campaigns.wait("k1", until="running", poll=60.0)
    assert clock.slept == [60.0, 60.0]


@pytest.mark.parametrize("state", ["failed", "cancelled"])
def test_another_final_state_is_an_error_at_once(
    client: Client, server: Server, clock: Clock, state: str
) -> None:
    server.will(campaign("running"), campaign(state))
    with pytest.raises(
        UnexpectedStateError, match=f"ended as {state} and can no longer become completed"
    ) as caught:
        client.campaigns.wait("k1")
    assert len(clock.slept) == 1
    assert pickle.loads(pickle.dumps(caught.value)).state == caught.value.state == state


def test_a_final_state_can_be_what_is_waited_for(client: Client, server: Server) -> None:
    server.will(campaign("cancelled"))
    assert (client.campaigns.wait("k1", until=("completed", "cancelled"))).status == "cancelled"


def test_when_time_is_up_it_has_polled_at_the_very_end(client: Client, server: Server, clock: Clock) -> None:
    server.will(campaign("running"))
    with pytest.raises(
        KonigleTimeoutError, match="was not completed within 10 s; its state is running"
    ) as caught:
        client.campaigns.wait("k1", timeout=10)
    assert clock.slept == [2, 3, 4.5, 0.5]
    assert len(server.requests) == 5
    assert pickle.loads(pickle.dumps(caught.value)).state == caught.value.state == "running"


def test_a_request_may_not_outlast_the_wait(client: Client, server: Server) -> None:
    server.will(campaign("running"))
    server.takes_s = 2.0
    with pytest.raises(KonigleTimeoutError, match="its state is running"):
        client.campaigns.wait("k1", timeout=6)
    assert [limits["read"] for limits in server.limits] == [6, 2]


def test_no_time_at_all_is_one_request(client: Client, server: Server, clock: Clock) -> None:
    server.will(campaign("running"))
    with pytest.raises(KonigleTimeoutError):
        client.campaigns.wait("k1", timeout=0)
    assert len(server.requests) == 1
    assert clock.slept == []


def test_a_request_that_gets_no_response_is_time_out_too(
    client: Client, server: Server, clock: Clock
) -> None:
    def hang(request: Any) -> Any:
        clock.now += 9.0
        raise TimeoutError

    server.will(hang)
    with pytest.raises(KonigleTimeoutError, match="its state is not known") as caught:
        client.campaigns.wait("k1", timeout=5)
    assert caught.value.state is None


def test_a_time_out_of_a_single_request_is_its_own(
    make: Callable[..., Client], server: Server, clock: Clock
) -> None:
    def hang(request: Any) -> Any:
        raise TimeoutError

    server.will(hang)
    with pytest.raises(KonigleTimeoutError, match="getCampaign"):
        make(retry_count=0).campaigns.wait("k1", timeout=500)


@pytest.mark.parametrize(
    "arguments",
    [
        {"until": "done"},
        {"until": ()},
        {"until": ("completed", "done")},
        {"poll": 0},
        {"poll": -1},
        {"timeout": -1},
        {"timeout": float("nan")},
        {"timeout": "5"},
        {"poll": "1"},
        {"progress": "loud"},
    ],
)
def test_what_cannot_be_waited_for_is_an_error_and_nothing_is_sent(
    client: Client, server: Server, arguments: Any
) -> None:
    with pytest.raises(InvalidArgumentError, match="nothing was sent"):
        client.campaigns.wait("k1", **arguments)
    assert server.requests == []


def test_progress_gets_the_campaign_after_each_request(client: Client, server: Server) -> None:
    reported: list[Campaign] = []
    server.will(campaign("running"), campaign("completed"))
    found = client.campaigns.wait("k1", progress=reported.append)
    assert [each.status for each in reported] == ["running", "completed"]
    assert reported[-1] is found


def test_a_bar_shows_the_part_that_is_sent(
    client: Client, server: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    run = {"id": "x1", "status": "completed", "total_contacts": 1200, "total_sent": 1190, "total_failed": 10}
    server.will(campaign("running"), campaign("completed", execution=run))
    client.campaigns.wait("k1", progress=True)
    out, err = capfd.readouterr()
    assert out == ""
    assert "Campaign k1" in err
    assert "completed, 1,200 of 1,200" in err


def test_time_is_read_from_the_clock_of_the_test(clock: Clock) -> None:
    assert clock.monotonic() != time.monotonic()
