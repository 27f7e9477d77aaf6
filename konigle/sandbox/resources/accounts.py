"""The email account of a site, and the resources that belong to it: channels, identities, templates."""

# Table and field names in SQL are constants of this package and names of the spec; values are always bound.
# ruff: noqa: S608

from __future__ import annotations

import json
from functools import partial

from konigle.sandbox.context import Call, Context, Handler
from konigle.sandbox.errors import conflict, field_error, not_found
from konigle.sandbox.formats import is_domain, is_email
from konigle.sandbox.resources.collections import ACCOUNTS, CHANNELS, IDENTITIES
from konigle.sandbox.resources.crud import NO_RULES, Rules, create
from konigle.sandbox.spec import Json
from konigle.sandbox.store import dumps

# Targets of the sandbox's DNS records; .example is reserved (RFC 2606), so they match no real host.
_DKIM_HOST = "dkim.mail.example"
_MAIL_FROM_HOST = "feedback.mail.example"
_SELECTORS = ("k1", "k2", "k3")
_DEFAULT_CHANNELS = (("transactional", "transactional"), ("marketing", "marketing"))


def account_handlers() -> dict[str, Handler]:
    """Returns the handlers of accounts, channels and identities beyond CRUD."""
    return {
        "setupEmailAccount": _setup,
        "checkEmailAccountStatus": _account_status,
        "setEngagementTracking": _set_tracking,
        "checkEmailIdentityStatus": _identity_status,
        "setupCustomMailFrom": _setup_mail_from,
    }


def current_account(context: Context, call: Call) -> Json:
    """Returns the newest account, to which new channels, identities and templates belong; creates one if necessary."""
    numbers = context.store.numbers("accounts")
    if numbers:
        account: Json = json.loads(context.store.texts("accounts", numbers[-1:])[0])
        return account
    values = {
        "name": "Sandbox",
        "default_from_email": "sender@sandbox.example",
        "default_from_name": "Sandbox",
    }
    return create(ACCOUNTS, NO_RULES, context, call, values)


def account_rules() -> Rules:
    """Deletes an account with everything that belongs to it, unless an active campaign needs it."""

    def delete(context: Context, call: Call, old: Json) -> None:
        for kind, field in (
            ("channels", "email_channel"),
            ("email-templates", "email_template"),
            ("identities", ""),
        ):
            for document in context.store.all(kind):
                if document["account"] == old["id"]:
                    if field:
                        release(field, context, call, document)
                    context.store.delete(kind, document)

    return Rules(delete=delete)


def template_rules() -> Rules:
    """Rules of templates: one belongs to the current account; one that is being sent cannot be deleted."""

    def complete(context: Context, call: Call, values: Json) -> Json:
        return {**values, "account": current_account(context, call)["id"]}

    return Rules(create=complete, delete=partial(release, "email_template"))


def channel_rules() -> Rules:
    """Rules of channels: one belongs to the current account; its code is stored in lower case."""

    def complete(context: Context, call: Call, values: Json) -> Json:
        return {**values, "code": values["code"].lower(), "account": current_account(context, call)["id"]}

    def update(_context: Context, _call: Call, _old: Json, changes: Json) -> Json:
        return {**changes, "code": changes["code"].lower()} if "code" in changes else changes

    return Rules(create=complete, update=update, delete=partial(release, "email_channel"))


def identity_rules() -> Rules:
    """Rules of identities: a domain or an e-mail address; a domain needs three DKIM records."""

    def complete(context: Context, call: Call, values: Json) -> Json:
        value = values["identity_value"].lower()
        kind = "email" if is_email(value) else "domain"
        if kind == "domain" and not is_domain(value):
            raise field_error("identity_value", "Enter a domain or an email address.")
        records = [
            {"type": "CNAME", "name": f"{selector}._domainkey.{value}", "value": f"{selector}.{_DKIM_HOST}"}
            for selector in _SELECTORS
        ]
        account = values.get("account") or current_account(context, call)["id"]
        return {
            "account": account,
            "identity_type": kind,
            "identity_value": value,
            "dkim_records": records if kind == "domain" else [],
        }

    return Rules(create=complete)


def release(field: str, context: Context, call: Call, used: Json) -> None:
    """Raises 409 while an active campaign needs the resource.

    Drafts and ended campaigns drop a channel or template (the field becomes null). The audience of a campaign cannot be
    null, so they keep the identifier of a deleted one.
    """
    rows = context.store.execute(
        f"SELECT doc FROM campaigns WHERE json_extract(doc, '$.{field}') = ?", (used["id"],)
    )
    campaigns = [json.loads(row[0]) for row in rows.fetchall()]
    for campaign in campaigns:
        if campaign["status"] in ("scheduled", "running", "paused"):
            raise conflict(f"Campaign {campaign['id']} needs this and is {campaign['status']}.")
    if field != "audience":
        for campaign in campaigns:
            context.store.replace("campaigns", campaign, {**campaign, field: None}, call.now)


def _setup(context: Context, call: Call) -> Json:
    body = call.body
    value = body["identity_value"].lower()
    values = {
        "name": body["account_name"],
        "default_from_email": body.get("default_from_email") or "",
        "default_reply_to_email": body.get("default_reply_to_email") or "",
    }
    account = create(ACCOUNTS, NO_RULES, context, call, values)
    identity = create(
        IDENTITIES, identity_rules(), context, call, {"identity_value": value, "account": account["id"]}
    )
    channels: list[Json] = []
    for code, kind in _DEFAULT_CHANNELS:
        # The channels of a second account cannot have the codes of the first one's.
        values = {"code": context.free_code("channels", code), "channel_type": kind}
        channels.append(create(CHANNELS, channel_rules(), context, call, values))
    return {"account": account, "channels": channels, "identity": identity}


def _account_status(context: Context, call: Call) -> Json:
    if not context.store.numbers("accounts"):
        raise not_found("There is no email account yet.")
    account = current_account(context, call)
    identities = [
        _check_dns(context, identity, call.now)
        for identity in context.store.all("identities")
        if identity["account"] == account["id"]
    ]
    verified = any(identity["verified"] for identity in identities)
    return {
        "status": "verified" if verified else "pending",
        "account": account["id"],
        "is_active": account["is_active"],
        "identities": [
            {name: identity[name] for name in ("id", "identity_value", "verified")} for identity in identities
        ],
    }


def _set_tracking(context: Context, call: Call) -> str:
    channel = context.get_or_404("channels", call.ids[0])
    new = {**channel, "enable_engagement_tracking": call.body["enable"]}
    return dumps(context.store.replace("channels", channel, new, call.now))


def _identity_status(context: Context, call: Call) -> str:
    return dumps(_check_dns(context, context.get_or_404("identities", call.ids[0]), call.now))


def _check_dns(context: Context, identity: Json, now: int) -> Json:
    """Sets the status of the identity and of its MAIL FROM domain from the sandbox's DNS."""
    outcome = dns_outcome(context, identity["identity_value"])
    new = {**identity, "verified": outcome == "success"}
    new |= {"dkim_verification_status": outcome, "dkim_verified": outcome == "success"}
    domain = identity["mail_from_domain"]
    if domain:
        mail_from = dns_outcome(context, domain)
        # The DNS outcome of the identity also applies to the MAIL FROM domain, unless that has its own.
        mail_from = outcome if mail_from == "pending" else mail_from
        new |= {"mail_from_verification_status": mail_from, "mail_from_verified": mail_from == "success"}
    return identity if new == identity else context.store.replace("identities", identity, new, now)


def dns_outcome(context: Context, value: str) -> str:
    """Returns the DNS outcome: `pending` unless it was set to `success` or `failed`."""
    row = context.store.execute("SELECT outcome FROM dns WHERE value = ?", (value.lower(),)).fetchone()
    return str(row[0]) if row else "pending"


def _setup_mail_from(context: Context, call: Call) -> str:
    identity = context.get_or_404("identities", call.ids[0])
    domain = call.body["mail_from_domain"].lower()
    if not is_domain(domain):
        raise field_error("mail_from_domain", "Enter a domain.")
    records = [
        {"type": "MX", "name": domain, "value": f"10 {_MAIL_FROM_HOST}"},
        {"type": "TXT", "name": domain, "value": f"v=spf1 include:{_MAIL_FROM_HOST} ~all"},
    ]
    new = {**identity, "mail_from_domain": domain, "use_custom_mail_from": True, "mail_from_records": records}
    new |= {"mail_from_verification_status": "pending", "mail_from_verified": False}
    return dumps(context.store.replace("identities", identity, new, call.now))
