"""How each operation of the spec is reached through the client.

The five operations of a collection are found by convention: the tag names the manager, the method and the path name
the call. Actions are listed. Bodies and filters are made of what the spec has for examples and schemas, so a new
collection or field needs nothing here; a failing test names a new action until it is listed.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from tests.contract.harness import Harness
from tests.spec.document import Json, SpecOperation, operations, resolve

ATTACK = (
    b'--+++\r\nContent-Disposition: form-data; name="to_email"\r\n\r\nmallory@evil.example\r\n--+++--\r\n'
)


@dataclass(frozen=True)
class Step:
    """One call through the client.

    Attributes:
        operation: Operation id it must arrive as.
        call: Manager and method, such as `campaigns.start`.
        arguments: Positional and keyword arguments in a world.
        variant: What sets it apart from other steps of the same operation.
        picked: The key of the response that is returned, if it is not the whole response.
        as_model: Pass a body as its model instead of as a dict.
    """

    operation: str
    call: str
    arguments: Callable[[Harness], tuple[tuple[Any, ...], dict[str, Any]]]
    variant: str = ""
    picked: str | None = None
    as_model: bool = False

    @property
    def name(self) -> str:
        """What the test report calls it."""
        return f"{self.operation}-{self.variant}" if self.variant else self.operation


Arguments = Callable[[Harness, Json], tuple[Any, ...]]

# Operation id: the call, and its arguments made of the world and the example of the request body.
ACTIONS: dict[str, tuple[str, Arguments]] = {
    "startCampaign": ("campaigns.start", lambda harness, _: (harness.campaigns["draft"],)),
    "pauseCampaign": ("campaigns.pause", lambda harness, _: (harness.campaigns["running"],)),
    "resumeCampaign": ("campaigns.resume", lambda harness, _: (harness.campaigns["paused"],)),
    "cancelCampaign": ("campaigns.cancel", lambda harness, _: (harness.campaigns["running"],)),
    "scheduleCampaign": (
        "campaigns.schedule",
        lambda harness, body: (harness.campaigns["draft"], body["scheduled_at"]),
    ),
    "addCampaignLtv": ("campaigns.add_ltv", lambda harness, body: (harness.campaigns["running"], body)),
    "sendCampaignTestEmail": (
        "campaigns.send_test_email",
        lambda harness, body: (harness.campaigns["draft"], body["email_address"]),
    ),
    "newEmailCampaign": ("campaigns.new_email_campaign", lambda _, body: (body,)),
    "updateContactLtv": ("contacts.update_ltv", lambda _, body: (body,)),
    "setupEmailAccount": ("email_accounts.setup", lambda _, body: (body,)),
    "checkEmailAccountStatus": ("email_accounts.check_status", lambda _harness, _body: ()),
    "setEngagementTracking": (
        "email_channels.set_engagement_tracking",
        lambda harness, body: (harness.ids["channel_id"], body["enable"]),
    ),
    "checkEmailIdentityStatus": (
        "email_identities.check_verification_status",
        lambda harness, _: (harness.ids["identity_id"],),
    ),
    "setupCustomMailFrom": (
        "email_identities.setup_custom_mail_from",
        lambda harness, body: (harness.ids["identity_id"], body["mail_from_domain"]),
    ),
    "sendEmail": ("emails.send", lambda _, body: (body,)),
}
PICKED = {"newEmailCampaign": "campaign"}


@cache
def all_steps() -> list[Step]:
    """At least one step for every operation that can be reached."""
    return [step for operation in operations().values() for step in steps_for(operation)]


def steps_for(operation: SpecOperation) -> Iterator[Step]:
    """The steps of one operation; none for an action that is not listed."""
    manager = operation.tag.replace("-", "_")
    if operation.id in ACTIONS:
        yield from _action(operation)
    elif operation.path.endswith("}") and operation.method in {"GET", "DELETE"}:
        yield _by_id(operation, manager)
    elif operation.path.endswith("}") and operation.method == "PATCH":
        yield from _with_body(
            operation, f"{manager}.update", lambda harness, body: (_id(harness, operation), body)
        )
    elif operation.id.startswith("create"):
        yield from _with_body(operation, f"{manager}.create", lambda _, body: (body,))
    elif operation.id.startswith("list"):
        yield from _list(operation, manager)


def _id(harness: Harness, operation: SpecOperation) -> str:
    (name,) = operation.parameters_in("path")
    return harness.ids[name]


def _by_id(operation: SpecOperation, manager: str) -> Step:
    method = {"GET": "get", "DELETE": "delete"}[operation.method]

    def arguments(harness: Harness) -> tuple[tuple[Any, ...], dict[str, Any]]:
        return (_id(harness, operation) if method == "get" else harness.spares[operation.id],), {}

    return Step(operation.id, f"{manager}.{method}", arguments)


def _action(operation: SpecOperation) -> Iterator[Step]:
    call, arguments = ACTIONS[operation.id]
    picked = PICKED.get(operation.id)
    if not operation.bodies:
        yield Step(operation.id, call, lambda harness: (arguments(harness, {}), {}))
    for media_type in operation.bodies:

        def made(harness: Harness, media_type: str = media_type) -> tuple[tuple[Any, ...], dict[str, Any]]:
            body = harness.with_real_names(operation.body_example(media_type))
            if media_type.startswith("multipart/"):
                body["attachments"] = [
                    b"plain",
                    (ATTACK, "+++.bin"),
                    (io.BytesIO(b"\x00\xff"), "ü.pdf", "a/b"),
                ]
            return arguments(harness, body), {}

        variant = media_type.partition("/")[2].partition("-")[0] if len(operation.bodies) > 1 else ""
        yield from _both_forms(Step(operation.id, call, made, variant, picked))
    if operation.id == "scheduleCampaign":
        yield Step(
            operation.id, call, lambda harness: ((harness.campaigns["scheduled"], None), {}), "as-it-is"
        )


def _with_body(operation: SpecOperation, call: str, arguments: Arguments) -> Iterator[Step]:
    def made(harness: Harness) -> tuple[tuple[Any, ...], dict[str, Any]]:
        return arguments(harness, harness.with_real_ids(operation.body_example())), {}

    yield from _both_forms(Step(operation.id, call, made))


def _both_forms(step: Step) -> Iterator[Step]:
    """With the body as a dict and as its model, where the call takes a body."""
    yield step
    if any(isinstance(argument, dict) for argument in step.arguments(nowhere())[0]):
        yield replace(step, variant=f"{step.variant}-model".removeprefix("-"), as_model=True)


def nowhere() -> Harness:
    """A world of which any identifier can be asked, though nothing is there."""
    return Harness(_Anything(), _Anything(), _Anything())


class _Anything(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return name


def _list(operation: SpecOperation, manager: str) -> Iterator[Step]:
    filters = {
        name: _filter_value(name, parameter["schema"])
        for name, parameter in operation.parameters_in("query").items()
        if name not in {"page", "page_size"}
    }
    yield Step(operation.id, f"{manager}.list", lambda _: ((), {}))
    yield Step(operation.id, f"{manager}.iter_all", lambda _: ((2,), {"prefetch": 0}), "iter-all")
    if filters:
        yield Step(operation.id, f"{manager}.list", lambda _: ((1, 7), filters), "filtered")


def _filter_value(name: str, schema: Json) -> Any:
    """A value that a parameter may have."""
    if name == "tags":
        return ["world", "ü & co"]
    for part in (schema, *map(resolve, schema.get("allOf", ()))):
        if "enum" in part:
            return part["enum"][-1]
    return True if schema.get("type") == "boolean" else "wörld & co"
