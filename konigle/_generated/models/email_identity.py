# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import TYPE_CHECKING

from pydantic import Field

from konigle._core.models import TimestampedResource
from konigle._generated.models.base_email_identity import BaseEmailIdentity
from konigle._generated.models.email_identity_type import EmailIdentityType
from konigle._generated.models.email_verification_status import EmailVerificationStatus


class EmailIdentity(BaseEmailIdentity, TimestampedResource):
    """A domain or an address to send from once it is verified."""

    use_custom_mail_from: bool | None = Field(
        default=None,
        title="Use Custom MAIL FROM",
        description="Whether emails use the custom MAIL FROM domain of the identity as envelope sender.",
    )
    """Whether emails use the custom MAIL FROM domain of the identity as envelope sender."""

    account: str = Field(
        title="Account ID",
        description="Identifier of the account that the identity belongs to.",
    )
    """Identifier of the account that the identity belongs to."""

    identity_type: EmailIdentityType = Field(
        title="Identity Type",
        description="Whether it is a domain or an address; the server derives it from the value.",
    )
    """Whether it is a domain or an address; the server derives it from the value."""

    verified: bool | None = Field(
        default=None,
        title="Verified",
        description="Whether email can be sent from it.",
    )
    """Whether email can be sent from it."""

    dkim_verification_status: EmailVerificationStatus | None = Field(
        default=None,
        title="DKIM Verification Status",
        description="Status of the verification of the DKIM records.",
    )
    """Status of the verification of the DKIM records."""

    dkim_verified: bool | None = Field(
        default=None,
        title="DKIM Verified",
        description="Whether the DKIM records are in place.",
    )
    """Whether the DKIM records are in place."""

    mail_from_domain: str | None = Field(
        default=None,
        title="MAIL FROM Domain",
        description="Custom domain for the envelope sender; null if none was set up.",
        max_length=255,
    )
    """Custom domain for the envelope sender; null if none was set up."""

    mail_from_verification_status: EmailVerificationStatus | None = Field(
        default=None,
        title="MAIL FROM Verification Status",
        description="Status of the verification of the MAIL FROM records, including SPF.",
    )
    """Status of the verification of the MAIL FROM records, including SPF."""

    mail_from_verified: bool | None = Field(
        default=None,
        title="MAIL FROM Verified",
        description="Whether the records of the MAIL FROM domain are in place.",
    )
    """Whether the records of the MAIL FROM domain are in place."""

    dkim_records: list[dict[str, str]] | None = Field(
        default=None,
        title="DKIM Records",
        description="DNS records to add for DKIM.",
    )
    """DNS records to add for DKIM."""

    mail_from_records: list[dict[str, str]] | None = Field(
        default=None,
        title="MAIL FROM Records",
        description="DNS records to add for the MAIL FROM domain; empty if none was set up.",
    )
    """DNS records to add for the MAIL FROM domain; empty if none was set up."""

    def __str__(self) -> str:
        return f"EmailIdentity(id={self.id} identity_type={self.identity_type} identity_value={self.identity_value} verified={self.verified})"


if TYPE_CHECKING:
    from konigle._core.records import AsyncRecord

    class AsyncEmailIdentity(AsyncRecord, EmailIdentity):
        """The `EmailIdentity` of an async client, with `asave()` instead of `save()`; for type checkers."""

else:
    AsyncEmailIdentity = EmailIdentity
