# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Messages to an audience, from the draft to the revenue."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from konigle._core.body import json_body
from konigle._core.call import Call, Operation, Recipients, StateCheck
from konigle._core.decoding import decode_empty, decode_model, decode_object
from konigle._generated.filters.campaigns import CampaignFilters
from konigle._generated.models.campaign import Campaign
from konigle._generated.models.campaign_add_ltv import CampaignAddLTV
from konigle._generated.models.campaign_create import CampaignCreate
from konigle._generated.models.campaign_create_email import CampaignCreateEmail
from konigle._generated.models.campaign_create_email_result import CampaignCreateEmailResult
from konigle._generated.models.campaign_page import CampaignPage
from konigle._generated.models.campaign_schedule import CampaignSchedule
from konigle._generated.models.campaign_test_email import CampaignTestEmail
from konigle._generated.models.campaign_update import CampaignUpdate

_LIST_CAMPAIGNS = Operation("listCampaigns", "GET", "/reachout/api/v1/campaigns", "safe")
_CREATE_CAMPAIGN = Operation(
    "createCampaign",
    "POST",
    "/reachout/api/v1/campaigns",
    "once",
    recipients=Recipients("audience", "scheduled_at"),
    recovery="Check with `client.campaigns.list(q=…)`",
)
_GET_CAMPAIGN = Operation("getCampaign", "GET", "/reachout/api/v1/campaigns/{campaign_id}", "safe")
_UPDATE_CAMPAIGN = Operation(
    "updateCampaign",
    "PATCH",
    "/reachout/api/v1/campaigns/{campaign_id}",
    "settled",
    recipients=Recipients("audience", "scheduled_at"),
)
_DELETE_CAMPAIGN = Operation(
    "deleteCampaign", "DELETE", "/reachout/api/v1/campaigns/{campaign_id}", "settled"
)
_START_CAMPAIGN = Operation(
    "startCampaign",
    "POST",
    "/reachout/api/v1/campaigns/{campaign_id}/start",
    "once",
    recipients=Recipients("audience"),
    recovery="Check `status` with `client.campaigns.get(campaign_id)`",
)
_PAUSE_CAMPAIGN = Operation(
    "pauseCampaign",
    "POST",
    "/reachout/api/v1/campaigns/{campaign_id}/pause",
    "settled",
    StateCheck("status", ("paused",)),
)
_RESUME_CAMPAIGN = Operation(
    "resumeCampaign",
    "POST",
    "/reachout/api/v1/campaigns/{campaign_id}/resume",
    "settled",
    StateCheck("status", ("running", "completed")),
    recipients=Recipients("audience"),
)
_CANCEL_CAMPAIGN = Operation(
    "cancelCampaign",
    "POST",
    "/reachout/api/v1/campaigns/{campaign_id}/cancel",
    "settled",
    StateCheck("status", ("cancelled",)),
)
_SCHEDULE_CAMPAIGN = Operation(
    "scheduleCampaign",
    "POST",
    "/reachout/api/v1/campaigns/{campaign_id}/schedule",
    "settled",
    StateCheck("scheduled_at"),
    recipients=Recipients("audience"),
)
_ADD_CAMPAIGN_LTV = Operation(
    "addCampaignLtv",
    "POST",
    "/reachout/api/v1/campaigns/{campaign_id}/add-ltv",
    "once",
    recovery="Check `ltv` with `client.campaigns.get(campaign_id)`",
)
_SEND_CAMPAIGN_TEST_EMAIL = Operation(
    "sendCampaignTestEmail",
    "POST",
    "/reachout/api/v1/campaigns/{campaign_id}/send-test-email",
    "once",
    recipients=Recipients("addresses", "email_address"),
    recovery="The API keeps no list of single emails: ask the recipient",
)
_NEW_EMAIL_CAMPAIGN = Operation(
    "newEmailCampaign",
    "POST",
    "/reachout/api/v1/campaigns/new-email-campaign",
    "once",
    recipients=Recipients("audience", "scheduled_at"),
    recovery="Check with `client.campaigns.list(q=…)`",
)

__all__ = [
    "add_campaign_ltv",
    "cancel_campaign",
    "create_campaign",
    "delete_campaign",
    "get_campaign",
    "list_campaigns",
    "new_email_campaign",
    "pause_campaign",
    "resume_campaign",
    "schedule_campaign",
    "send_campaign_test_email",
    "start_campaign",
    "update_campaign",
]


def list_campaigns(
    filters: CampaignFilters | None = None, page: int = 1, page_size: int = 20
) -> Call[CampaignPage]:
    """List campaigns.

    Returns one page of campaigns that match the filters. Items may lack `execution`, which is returned for a
    single campaign.

    Args:
        filters: Conditions; none for the whole collection.
        page: Page number, from 1.
        page_size: Number of resources per page, at most 200.

    Returns:
        The call, not sent yet. Its result: A page of campaigns.

    Idempotent; retried automatically.
    """
    return Call(
        _LIST_CAMPAIGNS,
        partial(decode_model, CampaignPage),
        query={"page": page, "page_size": page_size, **(filters.to_wire() if filters else {})},
    )


def create_campaign(body: CampaignCreate | Mapping[str, Any]) -> Call[Campaign]:
    """Create a campaign.

    Creates a campaign for an existing audience, channel and template. It is not sent before it is started or
    its scheduled time is reached.

    Args:
        body: Fields for creating a campaign for an existing audience, channel and template.

    Returns:
        The call, not sent yet. Its result: The current campaign.

    Not retried if the response is lost.
    """
    return Call(
        _CREATE_CAMPAIGN,
        partial(decode_model, Campaign),
        body=json_body("createCampaign", CampaignCreate, body),
    )


def get_campaign(campaign_id: str) -> Call[Campaign]:
    """Get one campaign.

    Returns one campaign with all its fields, including the progress of its run in `execution`.

    Args:
        campaign_id: Identifier of the campaign.

    Returns:
        The call, not sent yet. Its result: The current campaign.

    Idempotent; retried automatically.
    """
    return Call(_GET_CAMPAIGN, partial(decode_model, Campaign), ids={"campaign_id": campaign_id})


def update_campaign(campaign_id: str, body: CampaignUpdate | Mapping[str, Any]) -> Call[Campaign]:
    """Change one campaign.

    Updates the fields in the body. The name and the description can be changed at any time, all other fields
    only while the campaign is a draft or scheduled; after that the server rejects the change.

    Args:
        campaign_id: Identifier of the campaign.
        body: Changes to a campaign; fields that are left out keep their values. Apart from name and
            description, a campaign can be changed only while it is a draft or scheduled.

    Returns:
        The call, not sent yet. Its result: The current campaign.

    Idempotent; retried automatically.
    """
    return Call(
        _UPDATE_CAMPAIGN,
        partial(decode_model, Campaign),
        ids={"campaign_id": campaign_id},
        body=json_body("updateCampaign", CampaignUpdate, body),
    )


def delete_campaign(campaign_id: str) -> Call[None]:
    """Delete one campaign.

    Deletes the campaign permanently. To stop it and keep its statistics, cancel it instead.

    Args:
        campaign_id: Identifier of the campaign.

    Returns:
        The call, not sent yet. Its result: Deleted; there is no body.

    Idempotent; retried automatically.
    """
    return Call(_DELETE_CAMPAIGN, decode_empty, ids={"campaign_id": campaign_id})


def start_campaign(campaign_id: str) -> Call[Campaign]:
    """Start a campaign.

    Starts sending to the audience and makes the campaign `running`. The campaign must be a draft or
    scheduled; in any other state the server rejects the request.

    Args:
        campaign_id: Identifier of the campaign.

    Returns:
        The call, not sent yet. Its result: The current campaign.

    Not retried if the response is lost.
    """
    return Call(_START_CAMPAIGN, partial(decode_model, Campaign), ids={"campaign_id": campaign_id})


def pause_campaign(campaign_id: str) -> Call[Campaign]:
    """Pause a campaign.

    Pauses a running campaign, which becomes `paused`. Unsent emails wait. In any other state the server
    rejects the request.

    Args:
        campaign_id: Identifier of the campaign.

    Returns:
        The call, not sent yet. Its result: The current campaign.

    Idempotent; retried automatically. If a retry is rejected, a GET checks the state: the call succeeds if
    `status` is `paused`.
    """
    return Call(_PAUSE_CAMPAIGN, partial(decode_model, Campaign), ids={"campaign_id": campaign_id})


def resume_campaign(campaign_id: str) -> Call[Campaign]:
    """Resume a campaign.

    Continues a paused campaign with the contacts it has not reached yet; it is `running` again. In any other
    state the server rejects the request.

    Args:
        campaign_id: Identifier of the campaign.

    Returns:
        The call, not sent yet. Its result: The current campaign.

    Idempotent; retried automatically. If a retry is rejected, a GET checks the state: the call succeeds if
    `status` is `running` or `completed`.
    """
    return Call(_RESUME_CAMPAIGN, partial(decode_model, Campaign), ids={"campaign_id": campaign_id})


def cancel_campaign(campaign_id: str) -> Call[Campaign]:
    """Cancel a campaign.

    Ends a campaign that is a draft, scheduled, running or paused; it is `cancelled` and cannot be resumed.
    Emails already sent are not affected. In any other state the server rejects the request.

    Args:
        campaign_id: Identifier of the campaign.

    Returns:
        The call, not sent yet. Its result: The current campaign.

    Idempotent; retried automatically. If a retry is rejected, a GET checks the state: the call succeeds if
    `status` is `cancelled`.
    """
    return Call(_CANCEL_CAMPAIGN, partial(decode_model, Campaign), ids={"campaign_id": campaign_id})


def schedule_campaign(campaign_id: str, body: CampaignSchedule | Mapping[str, Any]) -> Call[Campaign]:
    """Schedule a campaign.

    Sets or changes the time at which sending starts and makes the campaign `scheduled`. The campaign must be
    a draft or scheduled; in any other state the server rejects the request. An empty body keeps the current
    time.

    Args:
        campaign_id: Identifier of the campaign.
        body: The body of the request.

    Returns:
        The call, not sent yet. Its result: The current campaign.

    Idempotent; retried automatically. If a retry is rejected, a GET checks the state: the call succeeds if
    `scheduled_at` is the requested value.
    """
    return Call(
        _SCHEDULE_CAMPAIGN,
        partial(decode_model, Campaign),
        ids={"campaign_id": campaign_id},
        body=json_body("scheduleCampaign", CampaignSchedule, body),
    )


def add_campaign_ltv(campaign_id: str, body: CampaignAddLTV | Mapping[str, Any]) -> Call[Campaign]:
    """Credit a purchase to a campaign.

    Adds the amount of a purchase to the lifetime value of the campaign and, if the body names the buyer, to
    that of the contact as well. Each call adds the amount, so a repeated call counts twice.

    Args:
        campaign_id: Identifier of the campaign.
        body: A purchase to credit to a campaign, and to the buyer if one is named.

    Returns:
        The call, not sent yet. Its result: The current campaign.

    Not retried if the response is lost.
    """
    return Call(
        _ADD_CAMPAIGN_LTV,
        partial(decode_model, Campaign),
        ids={"campaign_id": campaign_id},
        body=json_body("addCampaignLtv", CampaignAddLTV, body),
    )


def send_campaign_test_email(
    campaign_id: str, body: CampaignTestEmail | Mapping[str, Any]
) -> Call[dict[str, Any]]:
    """Send a test email of a campaign.

    Sends the email of the campaign to one address for review. The state of the campaign does not change.

    Args:
        campaign_id: Identifier of the campaign.
        body: The body of the request.

    Returns:
        The call, not sent yet. Its result: The result of the test email.

    Not retried if the response is lost.
    """
    return Call(
        _SEND_CAMPAIGN_TEST_EMAIL,
        decode_object,
        ids={"campaign_id": campaign_id},
        body=json_body("sendCampaignTestEmail", CampaignTestEmail, body),
    )


def new_email_campaign(body: CampaignCreateEmail | Mapping[str, Any]) -> Call[CampaignCreateEmailResult]:
    """Create a campaign with its audience and template.

    Creates an audience from the given tags, a template from the given content, and an email campaign that
    uses both, in one call.

    Args:
        body: An email campaign together with the audience and the template to create for it.

    Returns:
        The call, not sent yet. Its result: The created resources.

    Not retried if the response is lost.
    """
    return Call(
        _NEW_EMAIL_CAMPAIGN,
        partial(decode_model, CampaignCreateEmailResult),
        body=json_body("newEmailCampaign", CampaignCreateEmail, body),
    )
