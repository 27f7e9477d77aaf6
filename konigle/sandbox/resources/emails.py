"""Single e-mails: send-email, and the validation that every way of sending shares."""

from __future__ import annotations

from konigle.sandbox.clock import DAY_US
from konigle.sandbox.context import Call, Context, Handler
from konigle.sandbox.engine.delivery import Quota, sender
from konigle.sandbox.errors import HttpError, conflict, field_error, invalid
from konigle.sandbox.formats import slugify
from konigle.sandbox.spec import Json

_LINE_BREAKS = frozenset("\r\n\0")


def email_handlers() -> dict[str, Handler]:
    """Returns the handler of send-email."""
    return {"sendEmail": _send}


def active_channel(context: Context, field: str, code: str) -> Json:
    """Returns the channel of a message by its code; 400 if it does not exist, 409 if it cannot send."""
    channel = context.store.by_key("channels", code)
    if channel is None:
        raise field_error(field, f'There is no channel with the code "{code}".')
    if channel["status"] != "active":
        raise conflict(f"The channel {channel['code']} is {channel['status']}.")
    return channel


def take_quota(context: Context, channel: Json, now: int, count: int) -> None:
    """Counts e-mails against the channel's quota of the day; 429 until midnight (UTC) if it is not enough for all."""
    quota = Quota(context.store)
    if channel["status"] == "active" and quota.left(channel["id"], now) < count:
        seconds = -(-(DAY_US - now % DAY_US) // 1_000_000)
        detail = f"The daily quota of channel {channel['code']} is used up."
        raise HttpError(429, {"detail": detail, "retry_after": seconds}, [("Retry-After", str(seconds))])
    quota.take(channel["id"], now, count)
    quota.save()


def _check_headers(body: Json) -> None:
    """Rejects line breaks that would end a header in the e-mail format (RFC 5322 section 2.2)."""
    problems: Json = {}
    if _LINE_BREAKS & set(body["subject"]):
        problems["subject"] = ["Line breaks are not allowed here."]
    headers: Json = body.get("headers") or {}
    wrong = [name for name, value in headers.items() if _LINE_BREAKS & set(name + value)]
    if wrong:
        problems["headers"] = {name: ["Line breaks are not allowed here."] for name in wrong}
    if problems:
        raise invalid(problems)


def _send(context: Context, call: Call) -> Json:
    body = call.body
    _check_headers(body)
    channel = active_channel(context, "channel", body["channel"])
    account = context.get_or_404("accounts", channel["account"])
    who = sender(body, account)
    if not who["from_email"]:
        raise field_error("from_email", "The account has no sender, so one must be given.")
    take_quota(context, channel, call.now, len(body["to_email"]))
    text = body.get("body_text") or ""
    head: Json = {
        "kind": "email",
        "to": body["to_email"],
        "channel": channel["code"],
        "category": body.get("category"),
        "headers": body.get("headers") or {},
        **who,
    }
    content = context.outbox.keep_content(body["subject"], body["body_html"], text)
    message_id = context.outbox.add(head, content, call.now, {}, call.files)
    template_id = None
    if body.get("save_as_template"):
        code = context.free_code("email-templates", slugify(body["subject"], "email"))
        values = {
            "name": body["subject"],
            "code": code,
            "subject": body["subject"],
            "body_html": body["body_html"],
        }
        values |= {"body_text": text, "account": account["id"]}
        template = context.store.insert(
            "email-templates", context.new_document("email-templates", values), call.now
        )
        template_id = template["id"]
    return {"status": "sent", "message_id": message_id, "template_id": template_id}
