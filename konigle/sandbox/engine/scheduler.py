"""Runs campaigns under the clock: starts them, sends e-mails, waits while a daily quota is used up.

Nothing runs in the background: before a request is handled, everything that became due since the last one is run in
the order of its due time. The result depends on the clock alone, not on how often it is polled.
"""

from __future__ import annotations

import heapq
import json

from konigle.sandbox.clock import DAY_US, iso, microseconds
from konigle.sandbox.engine.campaign_run import Run
from konigle.sandbox.engine.delivery import Quota, delivery_result, variables
from konigle.sandbox.engine.engine import Engine, missing_parts
from konigle.sandbox.engine.outbox import Outbox
from konigle.sandbox.spec import Json
from konigle.sandbox.store import Store, dumps


class Scheduler:
    """Does what is due; all else only changes what will be."""

    def __init__(self, store: Store, outbox: Outbox, engine: Engine) -> None:
        self._store = store
        self._outbox = outbox
        self._engine = engine
        self._next_due: int | None = None

    def advance(self, now: int) -> None:
        """Does everything that is due by now."""
        engine = self._engine
        if engine.is_changed:
            times = [microseconds(at) for _, at in engine.scheduled()]
            times += [run.next_us() for run in engine.runs_under_way() if run.moving]
            self._next_due = min(times, default=None)
            engine.is_changed = False
        if self._next_due is None or now < self._next_due:
            return
        with self._store.transaction():
            _Pass(self._store, self._outbox, engine, now).run()
        engine.changed()


class _Pass:
    """One pass over everything that is due, within one transaction."""

    def __init__(self, store: Store, outbox: Outbox, engine: Engine, now: int) -> None:
        self._store = store
        self._outbox = outbox
        self._engine = engine
        self._now = now
        self._quota = Quota(store)
        self._runs = {run.campaign: run for run in engine.runs_under_way()}
        self._sends: dict[str, list[int]] = {}
        self._order: list[tuple[int, str, int]] = []

    def run(self) -> None:
        """Processes the events in order of time, then writes the results."""
        due = [(run.next_us(), run.campaign) for run in self._runs.values() if run.moving]
        due += [(microseconds(at), campaign) for campaign, at in self._engine.scheduled()]
        heapq.heapify(due)
        while due and due[0][0] <= self._now:
            at, campaign = heapq.heappop(due)
            run = self._runs.get(campaign)
            if run is None:
                run = self._start(campaign, at)
            else:
                self._step(run, at)
            if run is not None and run.moving:
                heapq.heappush(due, (run.next_us(), campaign))
        self._send()
        for campaign in self._sends:
            self._finish(self._runs[campaign])
        self._quota.save()

    def _start(self, identifier: str, at: int) -> Run | None:
        campaign = self._store.get_or_404("campaigns", identifier)
        problems = missing_parts(self._store, campaign)
        if problems:
            self._engine.fail(campaign, at, " ".join(problems.values()))
            return None
        self._engine.begin(campaign, at)
        run = self._engine.run(identifier)
        if run is not None:
            self._runs[identifier] = run
        return run

    def _step(self, run: Run, at: int) -> None:
        """Processes one contact; if the quota of the day is used up, halts until midnight (UTC)."""
        sends = self._sends.setdefault(run.campaign, [])
        if self._quota.left(run.channel, at) == 0:
            run.stop(at)
            run.move((at // DAY_US + 1) * DAY_US)
            run.execution |= {"status": "halted", "next_run_at": iso(run.since_us)}
            return
        self._quota.take(run.channel, at)
        run.sent += 1
        sends.append(run.sent)
        self._order.append((at, run.campaign, run.sent))
        run.execution |= {"status": "processing", "next_run_at": None, "last_run_at": iso(at)}
        if run.sent == run.total:
            run.stop(at)

    def _send(self) -> None:
        """Writes the e-mails in order of time, for all campaigns."""
        contacts = {campaign: self._contacts(campaign, sends) for campaign, sends in self._sends.items()}
        rows: list[tuple[str, int, str, str, int]] = []
        for at, campaign, position in self._order:
            run = self._runs[campaign]
            contact = contacts[campaign].get(position)
            if contact is None or not contact["marketing_consent"]["email"]:
                run.count("failed")  # deleted, or consent withdrawn, since the start: gets no e-mail
                continue
            status = delivery_result(contact["email"])
            run.count(status)
            if status != "failed":
                head = {**run.head, "to": [contact["email"]], "contact_id": contact["id"], "status": status}
                rows.append((campaign, at, dumps(head), dumps(variables(contact)), run.content))
        self._outbox.add_many(rows)

    def _contacts(self, campaign: str, positions: list[int]) -> dict[int, Json]:
        if not positions:
            return {}
        rows = self._store.execute(
            "SELECT r.i, c.doc FROM recipients r JOIN contacts c ON c.n = r.contact "
            "WHERE r.campaign = ? AND r.i BETWEEN ? AND ?",
            (campaign, positions[0], positions[-1]),
        )
        return {row[0]: json.loads(row[1]) for row in rows}

    def _finish(self, run: Run) -> None:
        status = run.conclude()
        if status is not None:
            campaign = self._store.get_or_404("campaigns", run.campaign)
            ended = microseconds(run.execution["completed_at"])
            self._store.replace("campaigns", campaign, {**campaign, "status": status}, ended)
        self._engine.save(run)
