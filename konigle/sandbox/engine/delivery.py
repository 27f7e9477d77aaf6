"""The code that every way of sending shares: sender, template variables, outcome and daily quota."""

from __future__ import annotations

from konigle.sandbox.clock import DAY_US
from konigle.sandbox.spec import Json
from konigle.sandbox.store import Store

# The outcome of an e-mail by the domain of its recipient; RFC 2606 reserves .example for such uses.
_DELIVERY_RESULTS = {"fail.example": "failed", "bounce.example": "bounced", "complaint.example": "complained"}


def delivery_result(email: str) -> str:
    """Returns `delivered`, or the outcome of the recipient's domain: `failed`, `bounced`, `complained`."""
    domain = "." + email.rpartition("@")[2].lower()
    return next((end for name, end in _DELIVERY_RESULTS.items() if domain.endswith("." + name)), "delivered")


def sender(message: Json, account: Json) -> Json:
    """Returns sender and reply-to: those of the message, else those of the account."""
    names = ("from_email", "from_name", "reply_to_email", "reply_to_name")
    return {name: message.get(name) or account.get(f"default_{name}") or "" for name in names}


def variables(contact: Json) -> Json:
    """Returns the values for `{{ name }}` in a template."""
    names = ("email", "first_name", "last_name", "phone", "country")
    return {name: contact.get(name) or "" for name in names}


class Quota:
    """The numbers of e-mails sent today, by channel; `save` writes changes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._used: dict[tuple[str, int], int] = {}
        self._channels: dict[str, Json] = {}

    def left(self, channel: str, now: int) -> int:
        """Returns how many e-mails the channel may still send on this day (UTC); 0 while it is not active."""
        if channel not in self._channels:
            self._channels[channel] = self._store.get("channels", channel) or {}
        document = self._channels[channel]
        if document.get("status") != "active":
            return 0
        return max(0, int(document["daily_quota"]) - self._count(channel, now // DAY_US))

    def take(self, channel: str, now: int, count: int = 1) -> None:
        """Counts e-mails as sent."""
        day = now // DAY_US
        self._used[channel, day] = self._count(channel, day) + count

    def save(self) -> None:
        """Writes the changed counts."""
        self._store.execute_many(
            "INSERT OR REPLACE INTO quota VALUES (?, ?, ?)",
            [(*key, used) for key, used in self._used.items()],
        )

    def _count(self, channel: str, day: int) -> int:
        if (channel, day) not in self._used:
            row = self._store.execute(
                "SELECT used FROM quota WHERE channel = ? AND day = ?", (channel, day)
            ).fetchone()
            self._used[channel, day] = row[0] if row else 0
        return self._used[channel, day]
