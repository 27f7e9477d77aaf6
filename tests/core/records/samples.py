"""Records as they were read, and a manager that keeps what they ask for."""

import json
from typing import Any

from konigle._core.decoding import decode_model
from konigle._core.records import Record
from konigle.models.comm import Campaign, Contact

STAMPS = {"created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z"}


def contact(**more: Any) -> Contact:
    body = {
        "id": "c1",
        "email": "ada@example.com",
        "first_name": "Ada",
        "tags": ["a", "b"],
        "marketing_consent": {"email": True, "sms": True},
        **STAMPS,
        **more,
    }
    return decode_model(Contact, json.dumps(body).encode())


def campaign(**more: Any) -> Campaign:
    body = {"id": "k1", "name": "Spring", "audience": "a1", **STAMPS, **more}
    return decode_model(Campaign, json.dumps(body).encode())


class FakeManager:
    """Keeps what records ask for."""

    is_async = False

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []

    def save_record(self, record: Record, /, **options: Any) -> None:
        self.calls.append(("save", record.id, options))

    def reload_record(self, record: Record, /, **options: Any) -> None:
        self.calls.append(("reload", record.id, options))

    def delete(self, id_: str, /, **options: Any) -> bool:
        self.calls.append(("delete", id_, options))
        return True
