"""The code that both managers of campaigns share: decoding a result, and waiting for a state."""

from collections.abc import Collection
from typing import Any, get_args

from konigle._core.call import RawResponse
from konigle._core.decoding import decode_tolerant
from konigle._core.plain_values import plain
from konigle._generated.models import (
    Campaign,
    CampaignCreateEmailResult,
    CampaignExecution,
    CampaignStatus,
)
from konigle._generated.models.campaign_status import FINAL_STATES
from konigle._managers.waiting import WaitCondition
from konigle.exceptions import InvalidArgumentError


def campaign_of(
    response: RawResponse[CampaignCreateEmailResult],
) -> Any:  # the two managers have their own types
    """Returns the `Campaign` from the response of the one-call form; synthesized from the request if missing."""
    result: CampaignCreateEmailResult = response.value
    if isinstance(result.campaign, Campaign):  # in an invalid response it may be anything
        return result.campaign
    extra = result.model_extra or {}
    name = extra.get("campaign_name")
    return decode_tolerant(Campaign, {**extra, "name": name} if name else extra, quiet=True)


def wait_condition(
    campaign_id: str, until: str | Collection[str], timeout_s: float | None, poll_s: float
) -> WaitCondition:
    """Returns the condition of a wait for a state of a campaign.

    Raises:
        InvalidArgumentError: A state is unknown, or a number is invalid. Nothing was sent.
    """
    campaign_id, until = plain((campaign_id, until))
    states = frozenset([until] if isinstance(until, str) else map(plain, until))
    known = get_args(CampaignStatus)
    if not states or not states <= set(known):
        raise InvalidArgumentError(
            f"until must be some of {', '.join(known)}, not {until!r}; nothing was sent.",
            operation="getCampaign",
        )
    subject = f"Campaign {campaign_id}"
    return WaitCondition.of(subject, "getCampaign", states, FINAL_STATES, timeout_s=timeout_s, poll_s=poll_s)


def sent_so_far(campaign: Campaign) -> tuple[float | None, str]:
    """Returns the share of a campaign's e-mails that is sent, and its state, for a progress bar."""
    run: object = campaign.execution
    state = campaign.status or "unknown state"
    if not isinstance(run, CampaignExecution) or not run.total_contacts:
        return None, state
    done = (run.total_sent or 0) + (run.total_failed or 0)
    return min(1.0, done / run.total_contacts), f"{state}, {done:,} of {run.total_contacts:,}"
