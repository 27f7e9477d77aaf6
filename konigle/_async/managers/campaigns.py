"""Asynchronous manager of campaigns."""

from collections.abc import AsyncIterator, Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any, Unpack

from konigle._async.managers.base import BaseAsyncManager
from konigle._concurrency import monotonic_clock as clock
from konigle._concurrency.sleep import async_sleep
from konigle._core.call import RequestOptions
from konigle._core.pagination import PaginatedResponse
from konigle._generated.api import campaigns as api
from konigle._generated.filters import CampaignFilters, CampaignQuery
from konigle._generated.models import (
    Campaign,
    CampaignAddLTV,
    CampaignCreate,
    CampaignCreateEmail,
    CampaignStatus,
    CampaignUpdate,
)
from konigle._managers.call_errors import explains_calls
from konigle._managers.campaigns import BaseCampaignManager, WaitCondition, campaign_of, sent_so_far
from konigle.exceptions import KonigleTimeoutError

if TYPE_CHECKING:
    from konigle._bulk.progress import Progress


@explains_calls
class AsyncCampaignManager(
    BaseCampaignManager, BaseAsyncManager[Campaign, CampaignCreate, CampaignUpdate, CampaignFilters]
):
    """Asynchronous manager of campaigns."""

    async def list(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page: int = 1,
        page_size: int = 20,
        filters: CampaignFilters | None = None,
        **filter_kwargs: Unpack[CampaignQuery],
    ) -> PaginatedResponse[Campaign]:
        """Requests one page of campaigns. Idempotent; retried automatically.

        Args:
            page: Page number, from 1.
            page_size: Campaigns per page, 1 to 200.
            filters: Filters as an object.
            **filter_kwargs: Filters by name instead, and options of this call.
        """
        return await super().list(page, page_size, filters, **filter_kwargs)

    def iter_all(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page_size: int = 100,
        filters: CampaignFilters | None = None,
        *,
        prefetch: int | None = None,
        **filter_kwargs: Unpack[CampaignQuery],
    ) -> AsyncIterator[Campaign]:
        """Iterates over all matches, requesting pages as needed.

        Args:
            page_size: Campaigns per request, 1 to 200.
            filters: Filters as an object.
            prefetch: Number of pages to prefetch after the first item is used; 0 disables it. By default it adapts to
                the latency of the server, up to 8. Never more than `max_connections`.
            **filter_kwargs: Filters by name instead, and options of each request.
        """
        return super().iter_all(page_size, filters, prefetch=prefetch, **filter_kwargs)

    async def create(
        self, data: CampaignCreate | dict[str, Any], **options: Unpack[RequestOptions]
    ) -> Campaign:
        """Creates a campaign. Not retried if the response is lost.

        Args:
            data: The model, or a dict with its fields. Only fields that are set are sent.
            **options: Options of this call.

        Returns:
            The new campaign, which can be changed and saved.

        Raises:
            InvalidArgumentError: The data is invalid; nothing was sent.
            ValidationError: The server rejected the data, such as an unknown audience.
            OutcomeUnknown: The response was lost; the campaign may exist.

        Example:
            campaign = await client.campaigns.create(
                CampaignCreate(name="Spring", audience="audience_id", email_channel="channel_id", email_template="template_id")
            )
        """
        return await super().create(data, **options)

    async def start(self, campaign_id: str, **options: Unpack[RequestOptions]) -> Campaign:
        """Starts sending a campaign that is a draft or scheduled. Not retried if the response is lost.

        Raises:
            ValueError, APIError: One error that is both: the campaign's state does not allow it.
            OutcomeUnknown: The response was lost; the campaign may be running.

        Example:
            campaign = await client.campaigns.start("campaign_id")
        """
        return await self._one(api.start_campaign(campaign_id), options)

    async def pause(self, campaign_id: str, **options: Unpack[RequestOptions]) -> Campaign:
        """Pauses a running campaign. Idempotent; retried automatically.

        Raises:
            ValueError, APIError: One error that is both: the campaign is not running.

        Example:
            campaign = await client.campaigns.pause("campaign_id")
        """
        return await self._one(api.pause_campaign(campaign_id), options)

    async def resume(self, campaign_id: str, **options: Unpack[RequestOptions]) -> Campaign:
        """Resumes a paused campaign. Idempotent; retried automatically.

        Raises:
            ValueError, APIError: One error that is both: the campaign is not paused.

        Example:
            campaign = await client.campaigns.resume("campaign_id")
        """
        return await self._one(api.resume_campaign(campaign_id), options)

    async def cancel(self, campaign_id: str, **options: Unpack[RequestOptions]) -> Campaign:
        """Cancels a campaign that is a draft, scheduled, running or paused. Idempotent; retried automatically.

        Raises:
            ValueError, APIError: One error that is both: the campaign has already ended.

        Example:
            campaign = await client.campaigns.cancel("campaign_id")
        """
        return await self._one(api.cancel_campaign(campaign_id), options)

    async def schedule(
        self, campaign_id: str, scheduled_at: str | datetime | None = None, **options: Unpack[RequestOptions]
    ) -> Campaign:
        """Sets the start time of a draft or scheduled campaign. Idempotent; retried automatically.

        Args:
            campaign_id: Identifier of the campaign.
            scheduled_at: A datetime with a time zone, or ISO 8601 text with an offset; None keeps the current time.
            **options: Options of this call.

        Raises:
            InvalidArgumentError: The time has no time zone, or is not a time; nothing was sent.
            ValueError, APIError: One error that is both: the campaign is neither a draft nor scheduled.

        Example:
            campaign = await client.campaigns.schedule("campaign_id", "2030-05-01T09:00:00+02:00")
        """
        body = {} if scheduled_at is None else {"scheduled_at": scheduled_at}
        return await self._one(api.schedule_campaign(campaign_id, body), options)

    async def add_ltv(
        self, campaign_id: str, data: CampaignAddLTV | dict[str, Any], **options: Unpack[RequestOptions]
    ) -> Campaign:
        """Adds the revenue of a purchase to a campaign, and to a contact if its e-mail address is given.

        Not retried if the response is lost, because the amount could count twice.

        Args:
            campaign_id: Identifier of the campaign.
            data: Amount, currency and, if known, the buyer's e-mail address.
            **options: Options of this call.

        Returns:
            The campaign with its new lifetime value.

        Raises:
            InvalidArgumentError: The amount is not positive or has more decimal places than its currency; nothing was
                sent.
            OutcomeUnknown: The response was lost; compare the campaign's `ltv` before adding again.

        Example:
            campaign = await client.campaigns.add_ltv(
                "campaign_id", CampaignAddLTV(contact_email="ada@example.com", value=Decimal("99.99"), currency="EUR")
            )
        """
        return await self._one(api.add_campaign_ltv(campaign_id, data), options)

    async def new_email_campaign(
        self, data: CampaignCreateEmail | dict[str, Any], **options: Unpack[RequestOptions]
    ) -> Campaign:
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
        return campaign_of(response).attach(self, partial=response.is_synthesized)

    async def send_test_email(
        self, campaign_id: str, email_address: str, **options: Unpack[RequestOptions]
    ) -> dict[str, Any]:
        """Sends the campaign's e-mail to one e-mail address. Not retried if the response is lost.

        Returns:
            The server's result; its keys are not documented.

        Example:
            result = await client.campaigns.send_test_email("campaign_id", "ada@example.com")
        """
        call = api.send_campaign_test_email(campaign_id, {"email_address": email_address})
        return await self._client.transport.send(call, **options)

    async def wait(
        self,
        campaign_id: str,
        *,
        until: CampaignStatus | Collection[CampaignStatus] = "completed",
        timeout: float | None = None,  # noqa: ASYNC109 - a documented name, the same on both sides
        poll: float = 2.0,
        progress: "Progress[Campaign]" = None,
    ) -> Campaign:
        """Polls a campaign, at increasing intervals, until it is in one of the given states.

        Args:
            campaign_id: Identifier of the campaign.
            until: The state or states to wait for.
            timeout: Maximum number of seconds to wait; None for no limit.
            poll: Seconds before the second request; each wait is 1.5 times as long as the one before, up to 30 s.
            progress: True for a progress bar on standard error (extra `progress`), "auto" for one if that is a
                terminal, or
                    a function that is called with the campaign after each request. By default nothing is shown.

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
        from konigle._concurrency.polling import Polling

        condition = WaitCondition.of(campaign_id, until, timeout, poll)
        polling, started_at, state = Polling(poll, timeout), clock.monotonic(), None
        with progress_reporter(progress, f"Campaign {campaign_id}", sent_so_far, "getCampaign") as report:
            while True:
                passed_s = clock.monotonic() - started_at
                try:
                    campaign = await self.get(campaign_id, **condition.options(passed_s))
                except KonigleTimeoutError as late:
                    if not condition.is_late(clock.monotonic() - started_at):
                        raise
                    raise condition.timeout_error(state) from late
                report(campaign)
                state = campaign.status
                if condition.is_reached(state):
                    return campaign
                wait_s = polling.wait_s(clock.monotonic() - started_at)
                if wait_s is None:
                    raise condition.timeout_error(state)
                await async_sleep(wait_s)
