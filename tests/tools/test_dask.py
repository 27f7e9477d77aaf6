"""Contacts of Dask data frames, on a local cluster; `make dask-proof` kills a worker of a larger one."""

import json
import os
import pickle
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dask.dataframe as dd
import pandas as pd
import pytest
from distributed import Client as DaskClient
from distributed import LocalCluster
from distributed.client import FutureCancelledError

from konigle import AuthenticationError, InvalidArgumentError
from konigle._concurrency.pacing import Abandoned, Stop
from konigle.config import ClientConfig
from konigle.dask import import_contacts, read_contacts
from konigle.dask.imports import Order, _check_columns, _stated
from konigle.dask.outcomes import Outcome, OutcomeStore
from konigle.dask.rate import SharedRate, WorkerLimiter
from konigle.dask.settings import Site
from konigle.sandbox import Sandbox

KEY = "key-that-never-travels"
NO = {"email": False, "sms": False, "whatsapp": False}

# pandas and dask warn of what they do among themselves
pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture(scope="module")
def _cluster() -> Iterator[None]:
    os.environ["KONIGLE_API_KEY"] = KEY
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        DaskClient(cluster),
    ):
        yield
    del os.environ["KONIGLE_API_KEY"]


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(api_key=KEY) as running:
        yield running


@pytest.fixture
def order(sandbox: Sandbox, tmp_path: Path) -> dict[str, Any]:
    config = ClientConfig(api_key=KEY, base_url=sandbox.url)
    return {"config": config, "rate": 10_000, "outcomes": str(tmp_path / "outcomes"), "row_key": "number"}


def people(count: int, **columns: Any) -> Any:
    emails = [f"Person{number}@example.com" for number in range(count)]
    return dd.from_pandas(pd.DataFrame({"number": range(count), "email": emails, **columns}), npartitions=4)


def until(condition: Callable[[], object]) -> None:
    """Waits for what other processes do."""
    while not condition():
        time.sleep(0.01)


def bodies(sandbox: Sandbox) -> list[Any]:
    return [
        json.loads(request.body) for request in sandbox.requests if request.operation_id == "createContact"
    ]


# -- on a cluster ----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("_cluster")
def test_each_row_arrives_once_and_a_second_run_sends_nothing(
    sandbox: Sandbox, order: dict[str, Any]
) -> None:
    first = import_contacts(people(120, country="UK"), consent="none", **order)
    assert (first.created, first.total, first.resumed) == (120, 120, 0)
    assert Counter(body["email"] for body in bodies(sandbox)) == {
        f"Person{number}@example.com": 1 for number in range(120)
    }
    assert bodies(sandbox)[0]["marketing_consent"] == NO
    assert "number" not in bodies(sandbox)[0]
    sent = len(sandbox.requests)
    second = import_contacts(people(120, country="UK").repartition(npartitions=2), consent="none", **order)
    assert (second.created, second.resumed, len(sandbox.requests)) == (120, 120, sent)


@pytest.mark.usefixtures("_cluster")
def test_rows_of_one_contact_are_in_one_partition(sandbox: Sandbox, order: dict[str, Any]) -> None:
    frame = pd.DataFrame({"number": range(40), "email": ["ADA@example.com", "ada@Example.com"] * 20})
    frame["country"] = [f"C{number}" for number in range(40)]
    summary = import_contacts(dd.from_pandas(frame, npartitions=8), consent="none", **order)
    assert (summary.created, summary.updated) == (1, 39)
    assert len(bodies(sandbox)) == len({body["email"].lower() for body in bodies(sandbox)}) + 39


@pytest.mark.usefixtures("_cluster")
def test_bad_rows_have_an_outcome(sandbox: Sandbox, order: dict[str, Any]) -> None:
    frame = pd.DataFrame(
        {"number": [1, 2, 2, 3], "email": ["a@example.com", "nobody", "b@example.com", None]}
    )
    summary = import_contacts(dd.from_pandas(frame, npartitions=1), consent="none", **order)
    assert (summary.created + summary.failed, summary.total) == (4, 4)
    outcomes = OutcomeStore(order["outcomes"]).read(0)
    assert outcomes[1] == "created"
    assert outcomes[3] == "failed"


@pytest.mark.usefixtures("_cluster")
def test_rows_that_the_service_did_not_take_are_sent_by_the_next_run(
    sandbox: Sandbox, order: dict[str, Any]
) -> None:
    order["config"] = ClientConfig(api_key=KEY, base_url=sandbox.url, retry_count=0, retry_backoff=0)
    sandbox.faults.add("createContact", "status", status=500, first=5)
    sandbox.faults.add("listContacts", "status", status=500, first=1)
    first = import_contacts(people(20), consent="none", **order)
    assert (first.created, first.failed) == (19, 1)
    second = import_contacts(people(20), consent="none", **order)
    assert (second.created + second.unchanged, second.failed, second.resumed) == (20, 0, 19)
    created = [
        request for request in sandbox.requests if request.operation_id == "createContact" and request.applied
    ]
    assert len(created) == 20


@pytest.mark.usefixtures("_cluster")
def test_a_429_of_any_worker_is_waited_for(sandbox: Sandbox, order: dict[str, Any]) -> None:
    sandbox.faults.add("createContact", "status", status=429, headers={"Retry-After": "1"}, first=10)
    assert import_contacts(people(40), consent="none", **order).created == 40
    assert max(Counter(body["email"] for body in bodies(sandbox)).values()) == 2


@pytest.mark.usefixtures("_cluster")
def test_a_refused_key_ends_the_import(sandbox: Sandbox, order: dict[str, Any]) -> None:
    with pytest.raises(AuthenticationError):
        import_contacts(people(8), consent="none", api_key=lambda: "another-key", **order)
    assert not any(request.applied for request in sandbox.requests)
    assert import_contacts(people(8), consent="none", api_key=lambda: KEY, **order).created == 8


@contextmanager
def processes(folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A scheduler and two workers, each a process; yields the scheduler and its address."""
    file = folder / "scheduler.json"
    file.unlink(missing_ok=True)
    order = ["--no-dashboard", "--host", "127.0.0.1", "--scheduler-file", str(file)]
    environment = {**os.environ, "KONIGLE_API_KEY": KEY}
    started: list[subprocess.Popen[bytes]] = []
    worker = ["worker", *order, "--nthreads", "1", "--no-nanny", "--death-timeout", "20"]
    try:
        for arguments in (["scheduler", *order, "--port", "0"], worker, worker):
            command = [sys.executable, "-m", "dask", *arguments]
            started.append(subprocess.Popen(command, env=environment, cwd=folder, stderr=subprocess.DEVNULL))
            until(file.exists)
        yield started[0], json.loads(file.read_text())["address"]
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()


def test_after_the_scheduler_was_killed_a_second_run_sends_nothing_twice(
    order: dict[str, Any], tmp_path: Path
) -> None:
    rows = people(300)
    with Sandbox(api_key=KEY, keep_requests=None) as sandbox:
        order["config"] = ClientConfig(api_key=KEY, base_url=sandbox.url)
        order["rate"] = 100
        with processes(tmp_path) as (scheduler, address):
            killer = threading.Thread(
                target=lambda: (until(lambda: len(sandbox.requests) >= 60), scheduler.kill())
            )
            killer.start()
            with DaskClient(address, timeout=20), pytest.raises(FutureCancelledError):
                import_contacts(rows, consent="none", **order)
            killer.join()
        assert 60 <= len(bodies(sandbox)) < 300
        with processes(tmp_path) as (_, address), DaskClient(address, timeout=20):
            summary = import_contacts(rows, consent="none", **order)
            assert (summary.total, summary.failed) == (300, 0)
            sent = len(sandbox.requests)
            again = import_contacts(rows, consent="none", **order)
            assert (again.resumed, len(sandbox.requests)) == (300, sent)
        applied = [
            request
            for request in sandbox.requests
            if request.operation_id == "createContact" and request.applied
        ]
        assert Counter(json.loads(request.body)["email"] for request in applied) == {
            f"Person{number}@example.com": 1 for number in range(300)
        }


@pytest.mark.usefixtures("_cluster")
def test_a_folder_of_another_import_is_refused(sandbox: Sandbox, order: dict[str, Any]) -> None:
    import_contacts(people(4), consent="none", **order)
    sent = len(sandbox.requests)
    with pytest.raises(InvalidArgumentError, match="another row_key, consent or base URL"):
        import_contacts(people(4), consent={"email": True}, **order)
    assert len(sandbox.requests) == sent


@pytest.mark.usefixtures("_cluster")
@pytest.mark.parametrize("count", [0, 1, 450])
def test_a_site_is_a_data_frame(sandbox: Sandbox, count: int) -> None:
    with sandbox.client() as client:
        client.contacts.create_many(
            {"email": f"p{number}@example.com", "tags": ["a"]} for number in range(count)
        ).run()
    ddf = read_contacts(ClientConfig(api_key=KEY, base_url=sandbox.url), partitions=2, rate=1_000)
    assert ddf.npartitions == (2 if count > 200 else 1)
    frame = ddf.compute()
    assert (len(frame), frame["email"].nunique()) == (count, count)
    assert str(frame.dtypes["ltv"]) == "decimal128(19, 2)[pyarrow]"
    assert str(ddf.dtypes["marketing_consent"]).startswith("struct<email: bool")
    filtered = read_contacts(ClientConfig(api_key=KEY, base_url=sandbox.url), tags="nobody")
    assert len(filtered.compute()) == 0


# -- what is refused -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "consent", "said"),
    [
        (["number", "email"], None, "consent='none'"),
        (["number", "email", "vip", "age"], "none", "not fields of a contact: age, vip"),
        (["number", "first_name"], "none", "no column 'email'"),
        (["email"], "none", "no column 'number'"),
        (["number", "email"], {"fax": True}, "must be 'none' or a dict"),
        (["number", "email"], {"email": "yes"}, "must be 'none' or a dict"),
        (["number", "email"], "all", "must be 'none' or a dict"),
    ],
)
def test_a_data_frame_that_does_not_fit_is_refused(columns: list[str], consent: Any, said: str) -> None:
    with pytest.raises(InvalidArgumentError, match=said) as caught:
        _check_columns(columns, "number", consent)
    assert "nothing was sent" in str(caught.value)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"api_key": "text"}, "a function"),
        ({"rate": 0}, "rate must be"),
        ({"rate": True}, "rate must be"),
        ({"config": {}}, "a ClientConfig"),
    ],
)
def test_settings_that_do_not_fit_are_refused(given: dict[str, Any], said: str) -> None:
    usual: dict[str, Any] = {"config": ClientConfig(api_key=KEY), "api_key": None, "rate": 1}
    with pytest.raises(InvalidArgumentError, match=said):
        Site.of(**{**usual, **given})


def test_consent_is_what_the_row_or_the_caller_states_and_a_no_wins() -> None:
    site = Site.of(ClientConfig(api_key=KEY), None, 1)
    order = Order(site, "", "number", {"email": True, "sms": False}, 1)

    def consent(own: Any) -> Any:
        return _stated({"number": 1, "email": "a@example.com", **own}, order)["marketing_consent"]

    assert consent({}) == {"email": True, "sms": False}
    assert consent({"marketing_consent": {"email": False}}) == {"email": False, "sms": False}
    assert consent({"marketing_consent": {"sms": True, "whatsapp": True}}) == {
        "email": True,
        "sms": False,
        "whatsapp": True,
    }
    none = Order(site, "", "number", {}, 1)
    assert _stated({"number": 1, "email": "a@example.com"}, none) == {"email": "a@example.com"}


def test_the_key_never_travels() -> None:
    config = ClientConfig(api_key=KEY, pickle_api_key=True)
    order = Order(Site.of(config, None, 1), "outcomes", "number", {}, 1)
    assert KEY.encode() not in pickle.dumps(order)
    assert KEY not in repr(order)


# -- the rate --------------------------------------------------------------------------------------------------


def test_requests_are_spaced_by_the_rate() -> None:
    rate = SharedRate(10)
    assert [rate.reserve(100.0) for _ in range(3)] == pytest.approx([0, 0.1, 0.2])
    assert rate.reserve(200.0) == 0  # nothing is saved up
    assert rate.reserve(200.0) == pytest.approx(0.1)


def test_a_429_holds_back_everybody_and_halves_the_rate_until_it_has_grown_back() -> None:
    rate = SharedRate(100)
    rate.on_throttled(10.0, 5.0)
    assert rate.reserve(10.0) == pytest.approx(5.0)
    assert rate.current < 51
    for _ in range(300):
        rate.reserve(20.0)
    assert rate.current == 100
    for _ in range(50):
        rate.on_throttled(30.0, None)
    assert (rate.current, rate.reserve(30.0)) == (pytest.approx(100 / 64), pytest.approx(0.5, abs=3))


class Inner:
    def __init__(self) -> None:
        self.held = 0
        self.throttled: list[Any] = []

    def acquire(self, stop: Any) -> None:
        self.held += 1

    def release(self, *, well: bool) -> None:
        self.held -= 1

    def on_throttled(self, took_s: float, hold_s: float | None) -> None:
        self.throttled.append(hold_s)

    def wake(self) -> None: ...

    def hold_s(self) -> float:
        return 0.0

    def may_wait(self, since_s: float) -> bool:
        return True


def test_a_worker_asks_before_each_request_and_reports_a_429() -> None:
    asked: list[Any] = []

    def ask(handler: str, **arguments: Any) -> float:
        asked.append((handler, arguments))
        return 0.001

    inner = Inner()
    limiter = WorkerLimiter(inner, "https://x", 5.0, ask)
    limiter.acquire(Stop())
    limiter.on_throttled(0.1, 7.0)
    assert asked == [
        ("konigle_reserve", {"site": "https://x", "rate": 5.0}),
        ("konigle_throttled", {"site": "https://x", "rate": 5.0, "hold_s": 7.0}),
    ]
    assert (inner.held, inner.throttled) == (1, [7.0])


def test_a_run_that_has_ended_waits_no_longer() -> None:
    inner = Inner()
    with pytest.raises(Abandoned):
        WorkerLimiter(inner, "https://x", 5.0, lambda *_, **__: 1e6).acquire(Stop(over=True))
    assert inner.held == 0


# -- outcomes --------------------------------------------------------------------------------------------------


def test_outcomes_are_read_as_they_were_written(tmp_path: Path) -> None:
    store = OutcomeStore(str(tmp_path / "new" / "outcomes"))
    assert store.prepare(7, ["rules"]) == 7
    assert OutcomeStore(str(tmp_path / "new" / "outcomes")).prepare(9, ["rules"]) == 7
    assert not store.was_started(3)
    store.start(3)
    assert (store.was_started(3), store.was_started(4), store.read(3)) == (True, False, {})
    store.add(3, [Outcome(1, "created", "con_1")])
    store.add(3, [Outcome(2, "failed", None, "No.")])
    assert store.read(3) == {1: "created", 2: "failed"}
    with pytest.raises(InvalidArgumentError, match="another row_key"):
        store.prepare(7, ["other rules"])


def test_outcomes_may_be_anywhere_that_fsspec_knows() -> None:
    store = OutcomeStore("memory://outcomes")
    store.prepare(1, [])
    store.add(0, [Outcome("a", "created", "con_1")])
    assert OutcomeStore("memory://outcomes").read(0) == {"a": "created"}
