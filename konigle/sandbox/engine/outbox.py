"""Every e-mail that the sandbox would have sent. Texts of a campaign are stored once and rendered when read."""

# Table and field names in SQL are constants of this package and names of the spec; values are always bound.
# ruff: noqa: S608

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from konigle.sandbox.clock import to_datetime
from konigle.sandbox.http.request_body import Attachment
from konigle.sandbox.spec import Json
from konigle.sandbox.store import Store, dumps

_VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def render(text: str, variables: Mapping[str, str], escape: bool = False) -> str:
    """Replaces `{{ name }}` by its value; names without a value are not replaced."""

    def value(match: re.Match[str]) -> str:
        found = variables.get(match[1])
        if found is None:
            return match[0]
        return html.escape(found) if escape else found

    return _VARIABLE.sub(value, text)


@dataclass(frozen=True, slots=True)
class Mail:
    """One e-mail that would have been sent.

    Attributes:
        id: The message id in the response.
        kind: `email` (send-email), `campaign`, or `test` (send-test-email).
        from_email: E-mail address of the sender; `from_name` may be empty.
        to: E-mail addresses of the recipients.
        html: The rendered HTML body; `text` is the plain one.
        headers: The custom headers.
        channel: Code of the channel.
        category: Notification category, or None.
        campaign_id: The campaign it belongs to, or None.
        contact_id: The contact it went to, or None.
        status: `delivered`, `bounced` or `complained`.
        sent_at: When, on the sandbox's clock.
        attachments: The files.
    """

    id: str
    kind: str
    from_email: str
    from_name: str
    to: list[str]
    reply_to_email: str
    reply_to_name: str
    subject: str
    html: str
    text: str
    headers: dict[str, str]
    channel: str
    category: str | None
    campaign_id: str | None
    contact_id: str | None
    status: str
    sent_at: datetime
    attachments: list[Attachment]


class Outbox:
    """The stored e-mails."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep_content(self, subject: str, html_body: str, text_body: str) -> int:
        """Stores a subject and bodies once, for many e-mails."""
        cursor = self._store.execute(
            "INSERT INTO contents (subject, html, text) VALUES (?, ?, ?)", (subject, html_body, text_body)
        )
        return int(cursor.lastrowid or 0)

    def add(
        self, head: Json, content: int, now_us: int, variables: Json, attachments: Sequence[Attachment] = ()
    ) -> str:
        """Stores one e-mail; returns its message id."""
        cursor = self._store.execute(
            "INSERT INTO mails (campaign, sent_us, head, variables, content) VALUES (?, ?, ?, ?, ?)",
            (head.get("campaign_id"), now_us, dumps(head), dumps(variables), content),
        )
        self._store.execute_many(
            "INSERT INTO attachments VALUES (?, ?, ?, ?, ?)",
            [(cursor.lastrowid, i, file.name, file.type, file.content) for i, file in enumerate(attachments)],
        )
        return f"msg_{cursor.lastrowid:06d}"

    def add_many(self, rows: Iterable[tuple[str, int, str, str, int]]) -> None:
        """Stores the e-mails of a campaign: campaign, instant, head and variables as JSON, content."""
        self._store.execute_many(
            "INSERT INTO mails (campaign, sent_us, head, variables, content) VALUES (?, ?, ?, ?, ?)", rows
        )

    def count(self) -> int:
        """Returns the number of stored e-mails."""
        return int(self._store.execute("SELECT count(*) FROM mails").fetchone()[0])

    def mails(self, first: int = 0, count: int | None = None, campaign: str | None = None) -> list[Mail]:
        """Returns the e-mails in the order they were sent, all of them or a part."""
        where, values = ("WHERE campaign = ?", [campaign]) if campaign is not None else ("", [])
        rows = self._store.execute(
            "SELECT m.n, m.sent_us, m.head, m.variables, c.subject, c.html, c.text FROM mails m "
            f"JOIN contents c ON c.n = m.content {where} ORDER BY m.n LIMIT ? OFFSET ?",
            [*values, -1 if count is None else count, first],
        )
        return [self._mail(row) for row in rows.fetchall()]

    def _mail(self, row: tuple[Any, ...]) -> Mail:
        number, sent_us, head_text, variables_text, subject, html_body, text_body = row
        head: Json = json.loads(head_text)
        variables: dict[str, str] = json.loads(variables_text)
        files = self._store.execute(
            "SELECT name, type, content FROM attachments WHERE mail = ? ORDER BY i", (number,)
        )
        return Mail(
            id=f"msg_{number:06d}",
            kind=head["kind"],
            from_email=head["from_email"],
            from_name=head.get("from_name") or "",
            to=head["to"],
            reply_to_email=head.get("reply_to_email") or "",
            reply_to_name=head.get("reply_to_name") or "",
            subject=render(subject, variables),
            html=render(html_body, variables, escape=True),
            text=render(text_body, variables),
            headers=head.get("headers") or {},
            channel=head["channel"],
            category=head.get("category"),
            campaign_id=head.get("campaign_id"),
            contact_id=head.get("contact_id"),
            status=head.get("status", "delivered"),
            sent_at=to_datetime(sent_us),
            attachments=[Attachment(*file) for file in files],
        )
