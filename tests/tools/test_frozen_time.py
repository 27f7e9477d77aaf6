"""Tools that freeze time in tests: whatever is first used while time stands still works then and later.

Each script runs in a separate process, since models are built and modules imported once per process.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FREEZERS = {
    "freezegun": "from freezegun import freeze_time as frozen",
    "freezegun, ticking": "from functools import partial\nfrom freezegun import freeze_time\n"
    "frozen = partial(freeze_time, tick=True)",
    "freezegun, real_asyncio": "from functools import partial\nfrom freezegun import freeze_time\n"
    "frozen = partial(freeze_time, real_asyncio=True)",
    "time-machine": "from functools import partial\nfrom time_machine import travel\n"
    "frozen = partial(travel, tick=False)",
    "time-machine, ticking": "from time_machine import travel as frozen",
}

ALL_IN = """
with frozen("2020-01-01"):
    from konigle.sandbox import Sandbox
    with Sandbox() as sandbox, sandbox.client() as client:
        made = client.contacts.create({"email": "a@example.com"})
        assert client.contacts.list().payload[0].created_at == made.created_at
with Sandbox() as sandbox, sandbox.client() as client:
    client.contacts.create({"email": "a@example.com"})
    assert client.contacts.list().count == 1
"""

FIRST_CALL_IN = """
from konigle.sandbox import Sandbox
with Sandbox() as sandbox, sandbox.client() as client:
    with frozen("2020-01-01"):
        made = client.contacts.create({"email": "a@example.com"})
    assert client.contacts.get(made.id).created_at == made.created_at
    assert [c.id for c in client.contacts.iter_all()] == [made.id]
"""

IMPORTED_IN_USED_LATER = """
import datetime
real = datetime.datetime
with frozen("2020-01-01"):
    from konigle.models.comm import Campaign, Contact, EmailChannel
page = Contact.model_validate_json('{"id": 1, "email": "a@example.com", "created_at": "2026-01-01T00:00:00Z", '
                                   '"updated_at": "2026-01-01T00:00:00Z"}')
assert type(page.created_at) is real
"""

USED_IN_NOT_IMPORTED_IN = """
from konigle.models.comm import Campaign, CampaignUpdate, Contact, EmailChannel
from datetime import UTC, datetime
with frozen("2020-01-01"):
    for model in (Campaign, Contact, EmailChannel):
        model.model_rebuild()
        model.model_json_schema()
    data = CampaignUpdate(scheduled_at=datetime.now(UTC))
    assert data.to_wire()["scheduled_at"].startswith("2020-01-01T00:"), data.to_wire()
"""

OWN_MODEL = """
from datetime import datetime
from konigle.models import TimestampedResource
class Widget(TimestampedResource):
    seen_at: datetime
def check():
    stamp = "2026-01-01T00:00:00Z"
    found = Widget.model_validate({"id": "1", "created_at": stamp, "updated_at": stamp, "seen_at": stamp})
    assert found.seen_at == found.created_at
with frozen("2020-01-01"):
    check()
check()
"""

ASYNC = """
import asyncio
from konigle.sandbox import Sandbox
async def main():
    with Sandbox() as sandbox:
        async with sandbox.async_client() as client:
            made = await client.contacts.create({"email": "a@example.com"})
            assert (await client.contacts.get(made.id)).created_at == made.created_at
            assert [c.id async for c in client.contacts.iter_all()] == [made.id]
with frozen("2020-01-01"):
    asyncio.run(main())
asyncio.run(main())
"""

RETRIED = """
import asyncio
from konigle.sandbox import Sandbox
with frozen("2020-01-01"), Sandbox() as sandbox:
    sandbox.faults.add("listContacts", "status", status=503, last=2)
    with sandbox.client(retry_backoff=0.01) as client:
        assert client.contacts.list(deadline=60).count == 0
    async def main():
        sandbox.faults.add("listContacts", "status", status=503, last=2)
        async with sandbox.async_client(retry_backoff=0.01) as client:
            assert (await client.contacts.list(deadline=60)).count == 0
    asyncio.run(main())
    assert [request.status for request in sandbox.requests] == [503, 503, 200] * 2
"""

LIMITED = """
import asyncio
from konigle import KonigleTimeoutError
from konigle.sandbox import Sandbox
with frozen("2020-01-01"), Sandbox() as sandbox:
    sandbox.faults.add("listContacts", "delay", seconds=3600, forever=True)
    sandbox.faults.add("listAudiences", "drip", interval=0.01, forever=True)
    def expect(call):
        try:
            call()
        except KonigleTimeoutError:
            return
        raise AssertionError("no time-out")
    with sandbox.client(retry_count=0) as client:
        expect(lambda: client.contacts.list(timeout=0.2))
        expect(lambda: client.contacts.list(deadline=0.2))
        expect(lambda: client.audiences.list(timeout=0.1))
        expect(lambda: client.audiences.list(deadline=0.1))
    def later(manager, **limit):
        async def main():
            async with sandbox.async_client(retry_count=0) as client:
                await getattr(client, manager).list(**limit)
        return lambda: asyncio.run(main())
    expect(later("contacts", timeout=0.2))
    expect(later("contacts", deadline=0.2))
    expect(later("audiences", timeout=0.1))
    expect(later("audiences", deadline=0.1))
"""

WAITED_FOR = """
import asyncio
from konigle import KonigleTimeoutError
from konigle.sandbox import Sandbox
data = {
    "accounts": [{"name": "Shop", "default_from_email": "shop@example.com"}],
    "channels": [{"code": "news", "channel_type": "marketing"}],
    "email-templates": [{"name": "Sale", "code": "sale", "subject": "Hello", "body_html": "<p>Hello</p>"}],
    "audiences": [{"name": "Everybody", "tags": ["all"]}],
    "campaigns": [{"name": "S", "audience": "everybody", "email_channel": "news", "email_template": "sale"}],
}
with frozen("2020-01-01"), Sandbox(seed=data) as sandbox:
    with sandbox.client() as client:
        name = client.campaigns.list().payload[0].id
        try:
            client.campaigns.wait(name, timeout=0.2, poll=0.05)
        except KonigleTimeoutError:
            pass
        else:
            raise AssertionError("no time-out")
    async def main():
        async with sandbox.async_client() as client:
            try:
                await client.campaigns.wait(name, timeout=0.2, poll=0.05)
            except KonigleTimeoutError:
                return
            raise AssertionError("no time-out")
    asyncio.run(main())
"""

THROTTLED_IN_BULK = """
import asyncio
from konigle.sandbox import Sandbox
people = [{"email": f"p{i}@example.com"} for i in range(20)]
with frozen("2020-01-01"), Sandbox() as sandbox:
    rule = {"status": 429, "headers": {"Retry-After": "0.05"}, "last": 3}
    sandbox.faults.add("createContact", "status", **rule)
    with sandbox.client() as client:
        assert all(result.ok for result in client.contacts.create_many(people))
    sandbox.reset()
    sandbox.faults.add("createContact", "status", **rule)
    async def main():
        async with sandbox.async_client() as client:
            assert all([result.ok async for result in client.contacts.create_many(people)])
    asyncio.run(main())
"""

SCRIPTS = {
    "all of it": ALL_IN,
    "the first call": FIRST_CALL_IN,
    "the import": IMPORTED_IN_USED_LATER,
    "the first use of a model": USED_IN_NOT_IMPORTED_IN,
    "a model of the caller's": OWN_MODEL,
    "async calls": ASYNC,
    "a retry": RETRIED,
    "a time limit": LIMITED,
    "the wait for a campaign": WAITED_FOR,
    "a bulk call that is throttled": THROTTLED_IN_BULK,
}


@pytest.mark.parametrize("freezer", FREEZERS)
@pytest.mark.parametrize("name", SCRIPTS)
def test_time_may_stand_still_around(name: str, freezer: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"{FREEZERS[freezer]}\n{SCRIPTS[name]}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,  # it hangs where a wait goes by a clock that stands still
    )
    assert (ended.returncode, ended.stderr) == (0, "")
