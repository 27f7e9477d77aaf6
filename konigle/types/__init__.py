"""Types that stand in signatures: pages, kinds and states, files, options of a call, raw answers, bulk results."""

from typing import TYPE_CHECKING

from konigle._lazy import exports

if TYPE_CHECKING:
    from konigle._async.bulk import AsyncBulk as AsyncBulk
    from konigle._generated.models import CampaignChannelType as CampaignChannelType
    from konigle._generated.models import CampaignExecutionStatus as CampaignExecutionStatus
    from konigle._generated.models import CampaignStatus as CampaignStatus
    from konigle._generated.models import ContactSource as ContactSource
    from konigle._generated.models import EmailChannelStatus as EmailChannelStatus
    from konigle._generated.models import EmailChannelType as EmailChannelType
    from konigle._generated.models import EmailIdentityType as EmailIdentityType
    from konigle._generated.models import EmailVerificationStatus as EmailVerificationStatus
    from konigle._managers.email_accounts import AccountSetup as AccountSetup
    from konigle._runtime.books import ImportSummary as ImportSummary
    from konigle._runtime.bulk import BulkResult as BulkResult
    from konigle._runtime.bulk import BulkStatus as BulkStatus
    from konigle._runtime.bulk import BulkSummary as BulkSummary
    from konigle._runtime.exchange import RawResponse as RawResponse
    from konigle._runtime.export import ExportSummary as ExportSummary
    from konigle._runtime.fields import FileInput as FileInput
    from konigle._runtime.options import BulkOptions as BulkOptions
    from konigle._runtime.options import RequestOptions as RequestOptions
    from konigle._runtime.paging import PaginatedResponse as PaginatedResponse
    from konigle._runtime.progress import BulkProgress as BulkProgress
    from konigle._sync.bulk import Bulk as Bulk
    from konigle.exceptions import Attempt as Attempt

_FROM_SPEC = (
    "CampaignChannelType",
    "CampaignExecutionStatus",
    "CampaignStatus",
    "ContactSource",
    "EmailChannelStatus",
    "EmailChannelType",
    "EmailIdentityType",
    "EmailVerificationStatus",
)

__all__ = [
    "AccountSetup",
    "AsyncBulk",
    "Attempt",
    "Bulk",
    "BulkOptions",
    "BulkProgress",
    "BulkResult",
    "BulkStatus",
    "BulkSummary",
    "CampaignChannelType",
    "CampaignExecutionStatus",
    "CampaignStatus",
    "ContactSource",
    "EmailChannelStatus",
    "EmailChannelType",
    "EmailIdentityType",
    "EmailVerificationStatus",
    "ExportSummary",
    "FileInput",
    "ImportSummary",
    "PaginatedResponse",
    "RawResponse",
    "RequestOptions",
]

__getattr__, __dir__ = exports(
    __name__,
    dict.fromkeys(_FROM_SPEC, "konigle._generated.models")
    | {
        "AccountSetup": "konigle._managers.email_accounts",
        "AsyncBulk": "konigle._async.bulk",
        "Attempt": "konigle.exceptions",
        "Bulk": "konigle._sync.bulk",
        "BulkOptions": "konigle._runtime.options",
        "BulkProgress": "konigle._runtime.progress",
        "BulkResult": "konigle._runtime.bulk",
        "BulkStatus": "konigle._runtime.bulk",
        "BulkSummary": "konigle._runtime.bulk",
        "ExportSummary": "konigle._runtime.export",
        "FileInput": "konigle._runtime.fields",
        "ImportSummary": "konigle._runtime.books",
        "PaginatedResponse": "konigle._runtime.paging",
        "RawResponse": "konigle._runtime.exchange",
        "RequestOptions": "konigle._runtime.options",
    },
)
