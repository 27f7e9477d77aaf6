"""Unusual addresses: whatever is not refused here arrives as it was given."""

import json
from typing import Any

import pytest

from konigle import InvalidArgumentError
from konigle.sandbox import Sandbox
from tests.flows.conftest import User

UNUSUAL = [
    "a..b@docomo.ne.jp",
    "ada@printer.local",
    "Ada@Shop.TEST",
    "ada@xn--bcher-kva.example",
    '"a b"@[192.0.2.1]',
]


@pytest.mark.parametrize("address", UNUSUAL)
def test_an_unusual_address_works_everywhere(user: User, sandbox: Sandbox, address: str) -> None:
    made = user.contacts.create({"email": address})
    assert made.email == address
    user.contacts.update(made.id, {"email": address, "country": "Japan"})
    assert [contact.id for contact in user.contacts.list(q=address).payload] == [made.id]
    assert str(user.contacts.update_ltv({"email": address, "value": "1", "currency": "EUR"}).ltv) == "1.00"
    user.email_accounts.create({"name": "Shop", "default_from_email": address})
    user.email_channels.create({"code": "tx", "channel_type": "transactional"})
    mail: Any = {"subject": "s", "body_html": "x", "channel": "tx"}
    user.emails.send({**mail, "to_email": [address], "reply_to_email": address})
    assert (sandbox.outbox[-1].to, sandbox.outbox[-1].reply_to_email) == ([address], address)
    assert sandbox.outbox[-1].from_email == address
    for request in sandbox.requests:
        if b"@" in request.body:
            assert json.dumps(address) in request.body.decode()


def test_an_allowlist_covers_them(sandbox: Sandbox) -> None:
    with sandbox.client(recipients_allowlist=["docomo.ne.jp", "ada@printer.local"]) as client:
        client.email_channels.create({"code": "tx", "channel_type": "transactional"})
        mail: Any = {"subject": "s", "body_html": "x", "channel": "tx"}
        client.emails.send({**mail, "to_email": ["a..b@docomo.ne.jp", "ada@printer.local"]})
        for address in ("ada@docomo.ne.jp.example", '"x@docomo.ne.jp"@evil.example', "bob@printer.local"):
            with pytest.raises(InvalidArgumentError, match="recipients_allowlist"):
                client.emails.send({**mail, "to_email": [address]})
        with pytest.raises(InvalidArgumentError, match="plain address"):
            client.emails.send({**mail, "to_email": ["x@evil.example <a@docomo.ne.jp>"]})


def test_an_import_takes_the_address_out_of_a_name_around_it_and_says_so(user: User, tmp_path: Any) -> None:
    file = tmp_path / "contacts.csv"
    file.write_text("email\nShop <shop@example.com>\na..b@docomo.ne.jp\nA <a@b> <c@d>\n", encoding="utf-8")
    summary = user.contacts.import_file(file, consent="none")
    assert (summary.created, summary.failed) == (2, 1)
    assert summary.repairs == {"name around an address removed": 1}
    assert "plain address" in summary.reasons[0][1]
