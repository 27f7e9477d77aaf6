# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import TYPE_CHECKING, Any, ClassVar, Required, TypedDict, overload

from pydantic import AliasChoices, Field

from konigle._core.models import Payload
from konigle._core.schema_types.fields import EmailOrBlank


class EmailAccountSetup(Payload):
    """Fields for creating an account together with its first channel and identity."""

    _blank_means_absent: ClassVar[frozenset[str]] = frozenset(
        {
            "default_from_email",
            "default_reply_to_email",
        }
    )

    account_name: str = Field(
        validation_alias=AliasChoices("account_name", "name"),
        title="Account Name",
        description="Name of the new account, for internal use.",
        max_length=255,
    )
    """Name of the new account, for internal use."""

    default_from_email: EmailOrBlank = Field(
        title="Default From Email",
        description="Sender address for emails without one; left out or blank for no default.",
    )
    """Sender address for emails without one; left out or blank for no default."""

    default_reply_to_email: EmailOrBlank | None = Field(
        default=None,
        title="Default Reply-To Email",
        description="Reply-to address for emails without one; blank or null for no default.",
    )
    """Reply-to address for emails without one; blank or null for no default."""

    identity_value: str = Field(
        title="Identity Value",
        description="Domain or address to send from; its DNS records are in the response.",
        max_length=255,
    )
    """Domain or address to send from; its DNS records are in the response."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            account_name: str,
            default_from_email: EmailOrBlank,
            default_reply_to_email: EmailOrBlank | None = ...,
            identity_value: str,
        ) -> None: ...

        @overload
        def __init__(
            self,
            *,
            name: str,
            default_from_email: EmailOrBlank,
            default_reply_to_email: EmailOrBlank | None = ...,
            identity_value: str,
        ) -> None: ...

        def __init__(self, **fields: Any) -> None: ...


class EmailAccountSetupDict(TypedDict, total=False):
    """`EmailAccountSetup` as a dict."""

    account_name: str
    name: str
    default_from_email: Required[str]
    default_reply_to_email: str | None
    identity_value: Required[str]
