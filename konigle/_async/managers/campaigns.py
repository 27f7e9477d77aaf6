"""Asynchronous manager of campaigns."""

from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING, Unpack

from konigle._async.generated.campaigns import CampaignMethods
from konigle._async.polling import wait_for_state
from konigle._core.body import UncheckedDict
from konigle._core.call import RequestOptions
from konigle._generated.api import campaigns as api
from konigle._generated.models import (
    AsyncCampaign,
    Campaign,
    CampaignCreateEmail,
    CampaignCreateEmailDict,
    CampaignStatus,
)
from konigle._managers.call_errors import explains_calls
from konigle._managers.campaigns import campaign_of, sent_so_far, wait_condition

if TYPE_CHECKING:
    from konigle._bulk.progress import Progress


@explains_calls
class AsyncCampaignManager(CampaignMethods):
    """Asynchronous manager of campaigns."""

    async def new_email_campaign(
        self,
        data: CampaignCreateEmail | CampaignCreateEmailDict | UncheckedDict,
        **options: Unpack[RequestOptions],
    ) -> AsyncCampaign:
        """Creates a campaign together with its audience and template. Not retried if the response is lost.

        Returns:
            The new campaign.

        Example:
            campaign = await client.campaigns.new_email_campaign(
                CampaignCreateEmail(
                    campaign_name="Spring",
                    email_channel="marketing",
                    contact_tags=["newsletter"],
                    subject="Spring is here",
                    body_html="<h1>Spring</h1>",
                )
            )
        """
        response = await self._client.transport.exchange(api.new_email_campaign(data), **options)
        campaign: AsyncCampaign = campaign_of(response).attach(self, partial=response.is_synthesized)
        return campaign

    async def wait(
        self,
        campaign_id: str,
        *,
        until: CampaignStatus | Collection[CampaignStatus] = "completed",
        timeout: float | None = None,  # noqa: ASYNC109 - a documented name, the same on both sides
        poll: float = 2.0,
        progress: "Progress[Campaign]" = None,
    ) -> AsyncCampaign:
        """Polls a campaign, at increasing intervals, until it is in one of the given states.

        Args:
            campaign_id: Identifier of the campaign.
            until: The state or states to wait for.
            timeout: Maximum number of seconds to wait; None for no limit.
            poll: Seconds before the second request; each wait is 1.5 times as long as the one before, up to 30 s.
            progress: True for a progress bar on standard error (extra `progress`), "auto" for one if that is a
                terminal, or a function that is called with the campaign after each request. By default nothing is shown.

        Returns:
            The campaign in one of the states.

        Raises:
            UnexpectedStateError: The campaign ended in another state; see `state`.
            KonigleTimeoutError: The wait timed out; `state` is the last state received.
            InvalidArgumentError: A state is unknown, or a number is invalid; nothing was sent.

        Example:
            campaign = await client.campaigns.wait("campaign_id", timeout=3600)
        """
        from konigle._bulk.progress import progress_reporter

        condition = wait_condition(campaign_id, until, timeout, poll)
        with progress_reporter(progress, condition.subject, sent_so_far, condition.operation) as report:
            return await wait_for_state(
                partial(self.get, campaign_id), lambda found: found.status, condition, poll, report
            )
