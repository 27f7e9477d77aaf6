# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Typed methods of `client.campaigns`, generated from the spec."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any, Unpack

from konigle._async.base_manager import BaseAsyncManager
from konigle._core.body import UncheckedDict
from konigle._core.call import RequestOptions
from konigle._core.pagination import AsyncPaginatedResponse
from konigle._generated.api import campaigns as api
from konigle._generated.filters import CampaignFilters, CampaignQuery
from konigle._generated.managers.campaigns import BaseCampaignManager
from konigle._generated.models import (
    AsyncCampaign,
    CampaignAddLTV,
    CampaignAddLTVDict,
    CampaignCreate,
    CampaignCreateDict,
    CampaignUpdate,
    CampaignUpdateDict,
)
from konigle._managers.call_errors import explains_calls


@explains_calls
class CampaignMethods(
    BaseCampaignManager, BaseAsyncManager[AsyncCampaign, CampaignCreate, CampaignUpdate, CampaignFilters]
):
    """The generated methods of `AsyncCampaignManager`."""

    async def list(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page: int = 1,
        page_size: int = 20,
        filters: CampaignFilters | None = None,
        **filter_kwargs: Unpack[CampaignQuery],
    ) -> AsyncPaginatedResponse[AsyncCampaign]:
        """Returns one page of campaigns that match the filters.

        Items may lack `execution`, which is returned for a single campaign. Idempotent; retried
        automatically.

        Args:
            page: Page number, from 1.
            page_size: Number of resources per page, at most 200.
            filters: Filters as an object.
            **filter_kwargs: Filters by name instead, and options of this call.

        Returns:
            A page of campaigns.

        Raises:
            InvalidArgumentError: A filter is unknown or invalid; nothing was sent.
            NotFoundError: The page is past the end.

        Example:
            page = await client.campaigns.list(page_size=50)
        """
        return await super().list(page, page_size, filters, **filter_kwargs)

    def iter_all(  # type: ignore[override]  # names the filters, where the base class takes any
        self,
        page_size: int = 100,
        filters: CampaignFilters | None = None,
        *,
        prefetch: int | None = None,
        **filter_kwargs: Unpack[CampaignQuery],
    ) -> AsyncIterator[AsyncCampaign]:
        """Iterates over all matching campaigns, requesting pages as needed.

        Idempotent; retried automatically. Memory does not grow with the list.

        Args:
            page_size: Resources per request, from 1 to 200.
            filters: Filters as an object.
            prefetch: Number of pages to prefetch after the first item is used; 0 disables it. By default it
                adapts to the latency of the server, up to 8. Never more than `max_connections`.
            **filter_kwargs: Filters by name instead, and options of each request.

        Example:
            async for campaign in client.campaigns.iter_all():
                print(campaign.id)
        """
        return super().iter_all(page_size, filters, prefetch=prefetch, **filter_kwargs)

    async def create(
        self, data: CampaignCreate | CampaignCreateDict | UncheckedDict, **options: Unpack[RequestOptions]
    ) -> AsyncCampaign:
        """Creates a campaign for an existing audience, channel and template.

        It is not sent before it is started or its scheduled time is reached. Not retried if the response is
        lost.

        Args:
            data: Fields for creating a campaign for an existing audience, channel and template. The model, or
                a dict with its fields; only fields that are set are sent.
            **options: Options of this call. `idempotency_key` is the key that the server may use to apply the
                call once.

        Returns:
            The current campaign.

        Raises:
            InvalidArgumentError: The data is invalid; nothing was sent.
            ValueError, APIError: One error that is both: the server refused the data.
            OutcomeUnknown: The response was lost; the request may have been applied. Check with
                `client.campaigns.list(q=…)` before calling again.

        Example:
            campaign = await client.campaigns.create(
                CampaignCreate(
                    name="Summer sale",
                    audience="aud_5kx2",
                    email_channel="chn_3mq8",
                    email_template="tpl_9wd4",
                    execution_duration_minutes=60,
                    utm_code="summer-sale",
                ),
            )
        """
        return await self._one(self._crud.create(data), options)

    async def get(self, id_: str, **options: Unpack[RequestOptions]) -> AsyncCampaign:
        """Returns one campaign with all its fields, including the progress of its run in `execution`.

        Idempotent; retried automatically.

        Args:
            id_: Identifier of the campaign.
            **options: Options of this call.

        Returns:
            The current campaign.

        Raises:
            NotFoundError: No resource has this id.

        Example:
            campaign = await client.campaigns.get("campaign_id")
        """
        return await self._one(self._crud.get(id_), options)

    async def update(
        self,
        id_: str,
        data: CampaignUpdate | CampaignUpdateDict | UncheckedDict,
        **options: Unpack[RequestOptions],
    ) -> AsyncCampaign:
        """Updates the fields in the body.

        The name and the description can be changed at any time, all other fields only while the campaign is a
        draft or scheduled; after that the server rejects the change. Idempotent; retried automatically.

        Args:
            id_: Identifier of the campaign.
            data: The update model, or a dict. An explicit None clears a field that can be null.
            **options: Options of this call.

        Returns:
            The current campaign.

        Raises:
            InvalidArgumentError: The data is invalid; nothing was sent.
            NotFoundError: No resource has this id.
            ValueError, APIError: One error that is both: the server refused the data.

        Example:
            campaign = await client.campaigns.update(
                "campaign_id", CampaignUpdate(name="Late summer sale", reply_to_name=None)
            )
        """
        return await self._one(self._update_call(id_, data), options)

    async def delete(self, id_: str, **options: Unpack[RequestOptions]) -> bool:
        """Deletes the campaign permanently.

        To stop it and keep its statistics, cancel it instead. Idempotent; retried automatically.

        Args:
            id_: Identifier of the campaign.
            **options: Options of this call.

        Returns:
            True once it is applied.

        Raises:
            NotFoundError: No resource has this id.

        Example:
            await client.campaigns.delete("campaign_id")
        """
        await self._client.transport.send(self._crud.delete(id_), **options)
        return True

    async def start(self, campaign_id: str, **options: Unpack[RequestOptions]) -> AsyncCampaign:
        """Starts sending to the audience and makes the campaign `running`.

        The campaign must be a draft or scheduled; in any other state the server rejects the request. Not
        retried if the response is lost.

        Args:
            campaign_id: Identifier of the campaign.
            **options: Options of this call. `idempotency_key` is the key that the server may use to apply the
                call once.

        Returns:
            The current campaign.

        Raises:
            NotFoundError: No resource has this id.
            ValueError, APIError: One error that is both: the state of the resource does not allow it.
            OutcomeUnknown: The response was lost; the request may have been applied. Check `status` with
                `client.campaigns.get(campaign_id)` before calling again.

        Example:
            campaign = await client.campaigns.start("campaign_id")
        """
        return await self._one(api.start_campaign(campaign_id), options)

    async def pause(self, campaign_id: str, **options: Unpack[RequestOptions]) -> AsyncCampaign:
        """Pauses a running campaign, which becomes `paused`.

        Unsent emails wait. In any other state the server rejects the request. Idempotent; retried
        automatically.

        Args:
            campaign_id: Identifier of the campaign.
            **options: Options of this call.

        Returns:
            The current campaign.

        Raises:
            NotFoundError: No resource has this id.
            ValueError, APIError: One error that is both: the state of the resource does not allow it.

        Example:
            campaign = await client.campaigns.pause("campaign_id")
        """
        return await self._one(api.pause_campaign(campaign_id), options)

    async def resume(self, campaign_id: str, **options: Unpack[RequestOptions]) -> AsyncCampaign:
        """Continues a paused campaign with the contacts it has not reached yet; it is `running` again.

        In any other state the server rejects the request. Idempotent; retried automatically.

        Args:
            campaign_id: Identifier of the campaign.
            **options: Options of this call.

        Returns:
            The current campaign.

        Raises:
            NotFoundError: No resource has this id.
            ValueError, APIError: One error that is both: the state of the resource does not allow it.

        Example:
            campaign = await client.campaigns.resume("campaign_id")
        """
        return await self._one(api.resume_campaign(campaign_id), options)

    async def cancel(self, campaign_id: str, **options: Unpack[RequestOptions]) -> AsyncCampaign:
        """Ends a campaign that is a draft, scheduled, running or paused; it is `cancelled` and cannot be
        resumed.

        Emails already sent are not affected. In any other state the server rejects the request. Idempotent;
        retried automatically.

        Args:
            campaign_id: Identifier of the campaign.
            **options: Options of this call.

        Returns:
            The current campaign.

        Raises:
            NotFoundError: No resource has this id.
            ValueError, APIError: One error that is both: the state of the resource does not allow it.

        Example:
            campaign = await client.campaigns.cancel("campaign_id")
        """
        return await self._one(api.cancel_campaign(campaign_id), options)

    async def schedule(
        self, campaign_id: str, scheduled_at: datetime | str | None = None, **options: Unpack[RequestOptions]
    ) -> AsyncCampaign:
        """Sets or changes the time at which sending starts and makes the campaign `scheduled`.

        The campaign must be a draft or scheduled; in any other state the server rejects the request. An empty
        body keeps the current time. Idempotent; retried automatically.

        Args:
            campaign_id: Identifier of the campaign.
            scheduled_at: When sending starts, with a UTC offset; if left out, the campaign keeps its time.
            **options: Options of this call.

        Returns:
            The current campaign.

        Raises:
            InvalidArgumentError: The data is invalid; nothing was sent.
            NotFoundError: No resource has this id.
            ValueError, APIError: One error that is both: the server refused the data.

        Example:
            campaign = await client.campaigns.schedule("campaign_id", "2026-07-01T09:00:00+02:00")
        """
        return await self._one(
            api.schedule_campaign(
                campaign_id, {} if scheduled_at is None else {"scheduled_at": scheduled_at}
            ),
            options,
        )

    async def add_ltv(
        self,
        campaign_id: str,
        data: CampaignAddLTV | CampaignAddLTVDict | UncheckedDict,
        **options: Unpack[RequestOptions],
    ) -> AsyncCampaign:
        """Adds the amount of a purchase to the lifetime value of the campaign and, if the body names the
        buyer, to that of the contact as well.

        Each call adds the amount, so a repeated call counts twice. Not retried if the response is lost.

        Args:
            campaign_id: Identifier of the campaign.
            data: A purchase to credit to a campaign, and to the buyer if one is named. The model, or a dict
                with its fields; only fields that are set are sent.
            **options: Options of this call. `idempotency_key` is the key that the server may use to apply the
                call once.

        Returns:
            The current campaign.

        Raises:
            InvalidArgumentError: The data is invalid; nothing was sent.
            NotFoundError: No resource has this id.
            ValueError, APIError: One error that is both: the server refused the data.
            OutcomeUnknown: The response was lost; the request may have been applied. Check `ltv` with
                `client.campaigns.get(campaign_id)` before calling again.

        Example:
            campaign = await client.campaigns.add_ltv(
                "campaign_id",
                CampaignAddLTV(value="99.99", currency="USD", contact_email="maria@example.com"),
            )
        """
        return await self._one(api.add_campaign_ltv(campaign_id, data), options)

    async def send_test_email(
        self, campaign_id: str, email_address: str, **options: Unpack[RequestOptions]
    ) -> dict[str, Any]:
        """Sends the email of the campaign to one address for review.

        The state of the campaign does not change. Not retried if the response is lost.

        Args:
            campaign_id: Identifier of the campaign.
            email_address: Address of the recipient; it need not be a contact.
            **options: Options of this call. `idempotency_key` is the key that the server may use to apply the
                call once.

        Returns:
            The result of the test email.

        Raises:
            InvalidArgumentError: The data is invalid; nothing was sent.
            NotFoundError: No resource has this id.
            ValueError, APIError: One error that is both: the server refused the data.
            OutcomeUnknown: The response was lost; the request may have been applied. The API keeps no list of
                single emails: ask the recipient before calling again.

        Example:
            result = await client.campaigns.send_test_email("campaign_id", "reviewer@example.com")
        """
        return await self._client.transport.send(
            api.send_campaign_test_email(campaign_id, {"email_address": email_address}), **options
        )
