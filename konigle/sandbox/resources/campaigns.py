"""The operations of a campaign, and the states that allow them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from konigle.sandbox.clock import iso, microseconds
from konigle.sandbox.context import Call, Context, Handler
from konigle.sandbox.engine.delivery import sender, variables
from konigle.sandbox.engine.engine import missing_parts
from konigle.sandbox.errors import conflict, field_error, invalid
from konigle.sandbox.formats import slugify
from konigle.sandbox.resources.accounts import release, template_rules
from konigle.sandbox.resources.collections import AUDIENCES, CAMPAIGNS, TEMPLATES
from konigle.sandbox.resources.contacts import add_value
from konigle.sandbox.resources.crud import NO_RULES, Rules, create, detail
from konigle.sandbox.resources.emails import active_channel, take_quota
from konigle.sandbox.spec import Json
from konigle.sandbox.store import dumps

_OPEN = ("draft", "scheduled")  # the states in which a campaign can be changed
_ALWAYS_CHANGEABLE = {"name", "description"}
_ALLOWED_FROM = {
    "start": _OPEN,
    "schedule": _OPEN,
    "pause": ("running",),
    "resume": ("paused",),
    "cancel": ("draft", "scheduled", "running", "paused"),
}
_DONE = {
    "start": "started",
    "schedule": "scheduled",
    "pause": "paused",
    "resume": "resumed",
    "cancel": "cancelled",
}


def campaign_handlers() -> dict[str, Handler]:
    """Returns the handlers of campaigns beyond CRUD."""
    return {
        "startCampaign": partial(_act, "start", _start),
        "pauseCampaign": partial(_act, "pause", _pause),
        "resumeCampaign": partial(_act, "resume", _resume),
        "cancelCampaign": partial(_act, "cancel", _cancel),
        "scheduleCampaign": partial(_act, "schedule", _schedule),
        "addCampaignLtv": _add_ltv,
        "sendCampaignTestEmail": _send_test,
        "newEmailCampaign": _new_email_campaign,
    }


def _act(action: str, carry_out: Callable[[Context, Call, Json], Json], context: Context, call: Call) -> str:
    """Checks the state, runs the action, and returns the campaign."""
    campaign = context.get_or_404("campaigns", call.ids[0])
    allowed = _ALLOWED_FROM[action]
    if campaign["status"] not in allowed:
        raise conflict(
            f"A campaign that is {campaign['status']} cannot be {_DONE[action]}; it must be {' or '.join(allowed)}."
        )
    new = carry_out(context, call, campaign)
    context.engine.changed()
    return detail(context, "campaigns", dumps(new), call.ids[0])


def _must_be_ready(context: Context, campaign: Json) -> None:
    problems = missing_parts(context.store, campaign)
    if problems:
        raise invalid({name: [message] for name, message in problems.items()})


def _start(context: Context, call: Call, campaign: Json) -> Json:
    _must_be_ready(context, campaign)
    return context.engine.begin(campaign, call.now)


def _schedule(context: Context, call: Call, campaign: Json) -> Json:
    given = call.body.get("scheduled_at")
    if given is None and campaign["scheduled_at"] is None:
        raise field_error("scheduled_at", "The campaign has no time yet, so one must be given.")
    _must_be_ready(context, campaign)
    at = iso(microseconds(given)) if given is not None else campaign["scheduled_at"]
    return context.store.replace(
        "campaigns", campaign, {**campaign, "scheduled_at": at, "status": "scheduled"}, call.now
    )


def _pause(context: Context, call: Call, campaign: Json) -> Json:
    return _stop(context, call, campaign, "paused")


def _cancel(context: Context, call: Call, campaign: Json) -> Json:
    return _stop(context, call, campaign, "cancelled")


def _stop(context: Context, call: Call, campaign: Json, status: str) -> Json:
    run = context.engine.run(campaign["id"])
    if run is not None:
        run.stop(call.now)
        run.execution |= {"status": status, f"{status}_at": iso(call.now), "next_run_at": None}
        context.engine.save(run)
    return context.store.replace("campaigns", campaign, {**campaign, "status": status}, call.now)


def _resume(context: Context, call: Call, campaign: Json) -> Json:
    run = context.engine.run(campaign["id"])
    if run is not None:  # always true: only a campaign that is being sent can be paused
        run.execution |= {"status": "processing", "resumed_at": iso(call.now)}
        run.move(call.now)
        context.engine.save(run)
    return context.store.replace("campaigns", campaign, {**campaign, "status": "running"}, call.now)


def _add_ltv(context: Context, call: Call) -> str:
    campaign = context.get_or_404("campaigns", call.ids[0])
    email = call.body.get("contact_email")
    if email:
        contact = context.store.by_key("contacts", email)
        if contact is None:
            raise field_error("contact_email", "There is no contact with this email address.")
        add_value(context, "contacts", contact, call)
    return detail(context, "campaigns", dumps(add_value(context, "campaigns", campaign, call)), call.ids[0])


def _send_test(context: Context, call: Call) -> Json:
    campaign = context.get_or_404("campaigns", call.ids[0])
    problems = missing_parts(context.store, campaign)
    problems.pop("audience", None)
    if problems:
        raise invalid({name: [message] for name, message in problems.items()})
    channel = context.get_or_404("channels", campaign["email_channel"])
    template = context.get_or_404("email-templates", campaign["email_template"])
    account = context.get_or_404("accounts", channel["account"])
    email = call.body["email_address"]
    take_quota(context, channel, call.now, 1)
    contact = context.store.by_key("contacts", email)
    content = context.outbox.keep_content(
        template["subject"], template["body_html"], template["body_text"] or ""
    )
    head: Json = {
        "kind": "test",
        "to": [email],
        "channel": channel["code"],
        "campaign_id": campaign["id"],
        "contact_id": contact["id"] if contact else None,
        **sender(campaign, account),
    }
    known = variables(contact) if contact else {"email": email}
    message_id = context.outbox.add(head, content, call.now, known)
    return {"status": "sent", "message_id": message_id, "detail": "Test email sent."}


def _new_email_campaign(context: Context, call: Call) -> Json:
    body = call.body
    channel = active_channel(context, "email_channel", body["email_channel"])
    account = context.get_or_404("accounts", channel["account"])
    if not sender(body, account)["from_email"]:
        raise field_error("from_email", "The account has no sender, so one must be given.")
    name = body["campaign_name"]
    audience = create(
        AUDIENCES,
        Rules(create=_audience_code),
        context,
        call,
        {"name": body.get("audience_name") or name, "tags": body["contact_tags"]},
    )
    template_name = body.get("template_name") or name
    template = create(
        TEMPLATES,
        template_rules(),
        context,
        call,
        {
            "name": template_name,
            "code": context.free_code("email-templates", slugify(template_name, "template")),
            **{part: body[part] for part in ("subject", "body_html", "body_text") if part in body},
        },
    )
    shared = [
        field
        for field in context.resources["campaigns"].defaults
        if field in body and field != "email_channel"
    ]
    values = {field: body[field] for field in shared}
    values |= {
        "name": name,
        "email_channel": channel["id"],
        "email_template": template["id"],
        "audience": audience["id"],
    }
    campaign = create(CAMPAIGNS, NO_RULES, context, call, values)
    return {"campaign": {**campaign, "execution": None}, "audience": audience, "template": template}


def _audience_code(context: Context, _call: Call, values: Json) -> Json:
    if values.get("code"):
        return values
    return {**values, "code": context.free_code("audiences", slugify(values["name"], "audience"))}


def audience_rules() -> Rules:
    """Rules of audiences: one without a code gets one from its name; one that is being sent to cannot be deleted."""
    return Rules(create=_audience_code, delete=partial(release, "audience"))


def campaign_rules() -> Rules:
    """Rules of campaigns: one can be changed while it is open, and deleted while it is not being sent."""

    def update(context: Context, _call: Call, old: Json, changes: Json) -> Json:
        late = sorted(set(changes) - _ALWAYS_CHANGEABLE)
        if late and old["status"] not in _OPEN:
            raise conflict(f"A campaign that is {old['status']} can only change its name and description.")
        if old["status"] == "scheduled" and "scheduled_at" in changes and changes["scheduled_at"] is None:
            raise field_error("scheduled_at", "A scheduled campaign needs a time; cancel it to stop it.")
        context.engine.changed()
        return changes

    def delete(context: Context, _call: Call, old: Json) -> None:
        if old["status"] in ("running", "paused"):
            raise conflict(f"A campaign that is {old['status']} cannot be deleted; cancel it first.")
        context.engine.forget(old["id"])

    return Rules(update=update, delete=delete)
