"""Types for signatures: pages, kinds and states, files, options of a call, raw responses, bulk results."""

from typing import TYPE_CHECKING

from konigle._lazy import exports

if TYPE_CHECKING:
    from konigle._async.bulk.runner import AsyncBulk as AsyncBulk
    from konigle._bulk.atomic_writer import ExportSummary as ExportSummary
    from konigle._bulk.import_state import ImportSummary as ImportSummary
    from konigle._bulk.planning.preview import FilePreview as FilePreview
    from konigle._bulk.progress import BulkProgress as BulkProgress
    from konigle._bulk.results import BulkResult as BulkResult
    from konigle._bulk.results import BulkStatus as BulkStatus
    from konigle._bulk.results import BulkSummary as BulkSummary
    from konigle._core.call import BulkOptions as BulkOptions
    from konigle._core.call import FileResponse as FileResponse
    from konigle._core.call import RawResponse as RawResponse
    from konigle._core.call import RequestOptions as RequestOptions
    from konigle._core.call import SaveTo as SaveTo
    from konigle._core.pagination import AsyncPaginatedResponse as AsyncPaginatedResponse
    from konigle._core.pagination import PaginatedResponse as PaginatedResponse
    from konigle._core.schema_types.fields import FileInput as FileInput
    from konigle._generated.models import CampaignChannelType as CampaignChannelType
    from konigle._generated.models import CampaignExecutionStatus as CampaignExecutionStatus
    from konigle._generated.models import CampaignStatus as CampaignStatus
    from konigle._generated.models import ContactSource as ContactSource
    from konigle._generated.models import EmailChannelStatus as EmailChannelStatus
    from konigle._generated.models import EmailChannelType as EmailChannelType
    from konigle._generated.models import EmailIdentityType as EmailIdentityType
    from konigle._generated.models import EmailVerificationStatus as EmailVerificationStatus
    from konigle._managers.email_accounts import AccountSetup as AccountSetup
    from konigle._managers.email_accounts import AsyncAccountSetup as AsyncAccountSetup
    from konigle._managers.page_ranges import PageRange as PageRange
    from konigle._sync.bulk.runner import Bulk as Bulk
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
    "AsyncAccountSetup",
    "AsyncBulk",
    "AsyncPaginatedResponse",
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
    "FilePreview",
    "FileResponse",
    "ImportSummary",
    "PageRange",
    "PaginatedResponse",
    "RawResponse",
    "RequestOptions",
    "SaveTo",
]

__getattr__, __dir__ = exports(
    __name__,
    dict.fromkeys(_FROM_SPEC, "konigle._generated.models")
    | {
        "AccountSetup": "konigle._managers.email_accounts",
        "AsyncAccountSetup": "konigle._managers.email_accounts",
        "AsyncPaginatedResponse": "konigle._core.pagination",
        "AsyncBulk": "konigle._async.bulk.runner",
        "Attempt": "konigle.exceptions",
        "Bulk": "konigle._sync.bulk.runner",
        "BulkOptions": "konigle._core.call",
        "BulkProgress": "konigle._bulk.progress",
        "BulkResult": "konigle._bulk.results",
        "BulkStatus": "konigle._bulk.results",
        "BulkSummary": "konigle._bulk.results",
        "ExportSummary": "konigle._bulk.atomic_writer",
        "FileInput": "konigle._core.schema_types.fields",
        "FilePreview": "konigle._bulk.planning.preview",
        "FileResponse": "konigle._core.call",
        "ImportSummary": "konigle._bulk.import_state",
        "PageRange": "konigle._managers.page_ranges",
        "PaginatedResponse": "konigle._core.pagination",
        "RawResponse": "konigle._core.call",
        "RequestOptions": "konigle._core.call",
        "SaveTo": "konigle._core.call",
    },
)
