# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from pydantic import Field

from konigle._core.call import RequestOptions
from konigle._core.models import BaseFilters
from konigle._generated.models.email_identity_ordering import EmailIdentityOrdering
from konigle._generated.models.email_identity_type import EmailIdentityTypeInput


class EmailIdentityFilters(BaseFilters):
    """Conditions of `list_email_identities`; those that are not set, or None, are not sent."""

    q: str | None = Field(
        default=None,
        title="Search Query",
        description="Text to search for in the domain or address of the identity.",
    )
    """Text to search for in the domain or address of the identity."""

    identity_type: EmailIdentityTypeInput | None = Field(
        default=None,
        title="Identity Type",
        description="Only identities of this kind.",
    )
    """Only identities of this kind."""

    ordering: EmailIdentityOrdering | None = Field(
        default=None,
        title="Ordering",
        description="Field to sort by; a leading minus sign sorts in descending order.",
    )
    """Field to sort by; a leading minus sign sorts in descending order."""


class EmailIdentityQuery(RequestOptions, total=False):
    """The same as keyword arguments, beside the options of a call.

    Attributes:
        q: Text to search for in the domain or address of the identity.
        identity_type: Only identities of this kind.
        ordering: Field to sort by; a leading minus sign sorts in descending order.
    """

    q: str | None
    identity_type: EmailIdentityTypeInput | None
    ordering: EmailIdentityOrdering | None
