"""Starts campaigns and keeps their runs."""

# Table and field names in SQL are constants of this package; values are always bound.
# ruff: noqa: S608

from __future__ import annotations

import json
from dataclasses import asdict

from konigle.sandbox.clock import iso
from konigle.sandbox.engine.campaign_run import Run, new_execution, pace
from konigle.sandbox.engine.delivery import sender
from konigle.sandbox.engine.outbox import Outbox
from konigle.sandbox.spec import Json, Spec
from konigle.sandbox.store import Store, dumps

_UNDER_WAY = ("processing", "halted", "paused")


class Engine:
    """Starts campaigns and keeps their runs.

    Attributes:
        is_changed: Whether something about campaigns or channels may have changed, and with it the next due time.
    """

    def __init__(self, spec: Spec, store: Store, outbox: Outbox) -> None:
        self._spec = spec
        self._store = store
        self._outbox = outbox
        self.is_changed = True

    def changed(self) -> None:
        """Records that campaigns or channels may have changed."""
        self.is_changed = True

    def scheduled(self) -> list[tuple[str, str]]:
        """Returns identifier and time of the scheduled campaigns."""
        rows = self._store.execute(
            "SELECT json_extract(doc, '$.id'), json_extract(doc, '$.scheduled_at') FROM campaigns "
            "WHERE json_extract(doc, '$.status') = 'scheduled'"
        )
        return [(row[0], row[1]) for row in rows.fetchall()]

    def runs_under_way(self) -> list[Run]:
        """Returns the runs that are not over."""
        rows = self._store.execute("SELECT doc FROM runs WHERE active = 1 ORDER BY campaign")
        return [Run(**json.loads(row[0])) for row in rows.fetchall()]

    def run(self, campaign: str) -> Run | None:
        """Returns the run of a campaign, if it was started."""
        row = self._store.execute("SELECT doc FROM runs WHERE campaign = ?", (campaign,)).fetchone()
        return None if row is None else Run(**json.loads(row[0]))

    def save(self, run: Run) -> None:
        """Stores a run."""
        active = run.execution["status"] in _UNDER_WAY
        self._store.execute(
            "INSERT OR REPLACE INTO runs VALUES (?, ?, ?)", (run.campaign, active, dumps(asdict(run)))
        )
        self.is_changed = True

    def forget(self, campaign: str) -> None:
        """Deletes the run of a deleted campaign; its e-mails stay."""
        self._store.execute("DELETE FROM runs WHERE campaign = ?", (campaign,))
        self._store.execute("DELETE FROM recipients WHERE campaign = ?", (campaign,))
        self.is_changed = True

    def begin(self, campaign: Json, now: int) -> Json:
        """Selects the recipients and starts the run; without recipients it is completed immediately.

        Texts, sender, rate and recipients are those at the start: later changes do not affect a run in progress.
        """
        store = self._store
        channel = store.get_or_404("channels", campaign["email_channel"])
        template = store.get_or_404("email-templates", campaign["email_template"])
        audience = store.get_or_404("audiences", campaign["audience"])
        account = store.get_or_404("accounts", channel["account"])
        total = self._choose_recipients(campaign["id"], audience["tags"])
        amount, per_us = pace(total, channel["rate_limit"], campaign["execution_duration_minutes"])
        tracked = 0 if channel["enable_engagement_tracking"] else None
        content = self._outbox.keep_content(
            template["subject"], template["body_html"], template["body_text"] or ""
        )
        head: Json = {"kind": "campaign", "channel": channel["code"], "campaign_id": campaign["id"]}
        run = Run(
            campaign=campaign["id"],
            channel=channel["id"],
            content=content,
            head=head | sender(campaign, account),
            total=total,
            amount=amount,
            per_us=per_us,
            execution=new_execution(
                self._spec,
                status="processing",
                started_at=iso(now),
                total_contacts=total,
                total_opened=tracked,
                total_clicked=tracked,
            ),
        )
        run.move(now)
        if total == 0:
            run.stop(now)
        status = run.conclude() or "running"
        self.save(run)
        return store.replace("campaigns", campaign, {**campaign, "status": status}, now)

    def fail(self, campaign: Json, now: int, reason: str) -> None:
        """Records that a scheduled campaign could not be started."""
        execution = new_execution(self._spec, status="failed", error_message=reason)
        self.save(Run(campaign["id"], "", 0, {}, 0, execution=execution))
        self._store.replace("campaigns", campaign, {**campaign, "status": "failed"}, now)

    def _choose_recipients(self, campaign: str, tags: list[str]) -> int:
        """Stores the contacts with one of the tags and consent to e-mail, in the order they were created."""
        marks = ", ".join("?" * len(tags))
        cursor = self._store.execute(
            "INSERT INTO recipients SELECT ?, row_number() OVER (ORDER BY c.n), c.n FROM contacts c "
            f"WHERE c.n IN (SELECT n FROM tags WHERE kind = 'contacts' AND tag IN ({marks})) "
            "AND json_extract(c.doc, '$.marketing_consent.email')",
            (campaign, *tags),
        )
        return cursor.rowcount


def missing_parts(store: Store, campaign: Json) -> dict[str, str]:
    """Returns what prevents a campaign from being sent, by field; empty if it is ready."""
    problems: dict[str, str] = {}
    parts = (("email_channel", "channels"), ("email_template", "email-templates"), ("audience", "audiences"))
    for name, kind in parts:
        if not campaign[name]:
            problems[name] = "An email campaign needs this before it can be sent."
        elif store.text(kind, campaign[name]) is None:
            problems[name] = "It no longer exists."
    if "email_channel" not in problems:
        channel = store.get_or_404("channels", campaign["email_channel"])
        account = store.get_or_404("accounts", channel["account"])
        if channel["status"] != "active":
            problems["email_channel"] = f"The channel is {channel['status']}."
        if not sender(campaign, account)["from_email"]:
            problems["from_email"] = "Neither the campaign nor the account has a sender."
    return problems
