"""The handler of every operation by operation id, compared with the spec in both directions."""

from __future__ import annotations

from typing import NoReturn

from konigle.sandbox.context import Handler
from konigle.sandbox.errors import HttpError, SandboxError
from konigle.sandbox.resources.accounts import (
    account_handlers,
    account_rules,
    channel_rules,
    identity_rules,
    template_rules,
)
from konigle.sandbox.resources.campaigns import audience_rules, campaign_handlers, campaign_rules
from konigle.sandbox.resources.contacts import contact_handlers
from konigle.sandbox.resources.crud import Rules, crud_handlers
from konigle.sandbox.resources.emails import email_handlers
from konigle.sandbox.spec import Operation, Spec


def collection_rules() -> dict[str, Rules]:
    """The rules of collections beyond CRUD."""
    return {
        "accounts": account_rules(),
        "audiences": audience_rules(),
        "campaigns": campaign_rules(),
        "channels": channel_rules(),
        "email-templates": template_rules(),
        "identities": identity_rules(),
    }


def all_handlers() -> dict[str, Handler]:
    """All handlers, by operation id."""
    handlers = crud_handlers(collection_rules())
    for more in (account_handlers(), campaign_handlers(), contact_handlers(), email_handlers()):
        handlers.update(more)
    return handlers


def handlers_for(spec: Spec) -> dict[str, Handler]:
    """Returns the handlers of exactly the spec's operations.

    An operation of a further area may lack a handler: its requests are checked, and the response is a 501 that says so.

    Raises:
        SandboxError: An operation has no handler, or a handler has no operation.
    """
    handlers = all_handlers()
    further = {one.id: _not_implemented(one) for one in spec.operations.values() if one.area}
    handlers = further | handlers
    missing = sorted(set(spec.operations) - set(handlers))
    spare = sorted(set(handlers) - set(spec.operations))
    if missing:
        raise SandboxError(f"no handler for {', '.join(missing)}; add one in konigle/sandbox")
    if spare:
        raise SandboxError(f"the spec has no operation {', '.join(spare)}, but konigle/sandbox handles it")
    return handlers


def _not_implemented(operation: Operation) -> Handler:
    def handler(*_: object) -> NoReturn:
        raise HttpError(
            501, {"detail": f"The sandbox does not implement {operation.id} of the area {operation.area}."}
        )

    return handler
