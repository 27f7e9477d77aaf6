"""Pages: iterated over, counted, and followed by the next ones."""

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from konigle import AsyncClient
from konigle import exceptions as errors
from konigle.managers.comm import BaseAsyncManager
from konigle.models.comm import TimestampedResource
from konigle.types import PaginatedResponse
from tests._async.harness import CONTACT, STAMPS, Server, page, pages, reply

pytestmark = pytest.mark.anyio

Make = Callable[..., AsyncClient]
NEXT = "https://tim.konigle.com/reachout/api/v1/contacts?page=2"


def contact(number: int) -> dict[str, Any]:
    return {**CONTACT, "id": f"c{number}"}


def three_pages() -> Any:
    return pages(
        page(contact(1), contact(2), count=5, next=NEXT),
        page(contact(3), contact(4), count=5, next=NEXT),
        page(contact(5), count=5),
    )


class TestOnePage:
    async def test_it_iterates_over_its_resources_and_has_a_length(
        self, client: AsyncClient, server: Server
    ) -> None:
        server.will(three_pages())
        found = await client.contacts.list(page_size=2)
        assert [one.id for one in found] == ["c1", "c2"]
        assert list(found) == found.payload
        assert len(found) == 2
        assert found.payload[0] in found
        assert len(server.requests) == 1

    async def test_an_empty_one_is_false_and_has_no_items(self, client: AsyncClient, server: Server) -> None:
        server.will(page())
        found = await client.contacts.list()
        assert (len(found), list(found), bool(found)) == (0, [], False)

    async def test_its_repr_has_counts_and_no_addresses(self, client: AsyncClient, server: Server) -> None:
        server.will(page(*map(contact, range(50)), count=120, next=NEXT))
        found = await client.contacts.list(page_size=50)
        assert repr(found).endswith("(len=50, count=120, page_size=50, current_page=1, num_pages=3)")
        assert "ada@example.com" not in f"{found!r} {found}"

    async def test_it_is_dumped_with_everything(self, client: AsyncClient, server: Server) -> None:
        server.will(three_pages())
        found = await client.contacts.list(page_size=2)
        assert [item["id"] for item in found.model_dump()["payload"]] == ["c1", "c2"]
        assert found.model_dump()["count"] == 5


class TestTheNextPage:
    async def test_it_has_the_same_filters_and_options(self, client: AsyncClient, server: Server) -> None:
        server.will(three_pages())
        first = await client.contacts.list(page_size=2, tags=["a", "b"], q="ada", timeout=3)
        second = await first.next_page()
        assert second is not None
        assert (second.current_page, [one.id for one in second]) == (2, ["c3", "c4"])
        assert server.seen[1] == server.seen[0].replace("page=1", "page=2")
        assert "tags=a%2Cb" in server.seen[1]
        assert [limits["read"] for limits in server.limits] == [3, 3]

    async def test_there_is_none_after_the_last(self, client: AsyncClient, server: Server) -> None:
        server.will(three_pages())
        last = await client.contacts.list(page=3, page_size=2)
        assert await last.next_page() is None
        assert len(server.requests) == 1

    async def test_nor_when_the_list_became_shorter(self, client: AsyncClient, server: Server) -> None:
        server.will(page(contact(1), count=2, next=NEXT), reply(404, {"detail": "Invalid page."}))
        first = await client.contacts.list(page_size=1)
        assert await first.next_page() is None

    async def test_its_records_are_attached(self, client: AsyncClient, server: Server) -> None:
        server.will(three_pages())
        second = await (await client.contacts.list(page_size=2)).next_page()
        assert second is not None
        server.will(reply(200, contact(3)))
        second.payload[0].first_name = "Grace"
        await second.payload[0].asave()
        assert server.seen[-1] == "PATCH /reachout/api/v1/contacts/c3"

    async def test_an_error_is_one_of_the_call(self, client: AsyncClient, server: Server) -> None:
        server.will(page(contact(1), count=2, next=NEXT), reply(401))
        first = await client.contacts.list(page_size=1)
        with pytest.raises(errors.AuthenticationError, match="listContacts"):
            await first.next_page()

    async def test_raw_responses_have_it(self, client: AsyncClient, server: Server) -> None:
        server.will(three_pages())
        first = await client.contacts.list(page_size=2)
        with client.raw_responses() as calls:
            second = await first.next_page()
        assert calls[0].value is second

    async def test_a_view_keeps_its_settings(self, client: AsyncClient, server: Server) -> None:
        server.will(three_pages())
        first = await client.with_options(timeout=7).contacts.list(page_size=2)
        await first.next_page()
        assert [limits["read"] for limits in server.limits] == [7, 7]

    async def test_after_close_it_is_refused(self, client: AsyncClient, server: Server) -> None:
        server.will(three_pages())
        first = await client.contacts.list(page_size=2)
        await client.aclose()
        with pytest.raises(errors.ClientClosedError):
            await first.next_page()

    async def test_managers_that_users_write_have_it(self, client: AsyncClient, server: Server) -> None:
        class Widget(TimestampedResource):
            label: str

        class WidgetManager(BaseAsyncManager[Widget, Any, Any, Any]):
            resource_class = Widget
            base_path = "/reachout/api/v1/widgets"

        one, two = ({"id": f"w{number}", "label": "x", **STAMPS} for number in (1, 2))
        server.will(pages(page(one, count=2, next=NEXT), page(two, count=2)))
        first = await WidgetManager(client).list(page_size=1)
        second = await first.next_page()
        assert second is not None
        assert [one.id for one in second] == ["w2"]


class TestAllPages:
    async def test_they_begin_with_this_one(self, client: AsyncClient, server: Server) -> None:
        server.will(three_pages())
        second = await client.contacts.list(page=2, page_size=2)
        numbers = [(each.current_page, len(each)) async for each in second.iter_pages()]
        assert numbers == [(2, 2), (3, 1)]
        assert len(server.requests) == 2

    async def test_they_are_requested_when_needed(self, client: AsyncClient, server: Server) -> None:
        server.will(three_pages())
        async for _ in (await client.contacts.list(page_size=2)).iter_pages():
            break
        assert len(server.requests) == 1

    async def test_one_page_is_all_there_is(self, client: AsyncClient, server: Server) -> None:
        server.will(page())
        only = await client.contacts.list()
        assert [each async for each in only.iter_pages()] == [only]

    @pytest.mark.parametrize("item", [contact(1), None])
    async def test_a_server_that_ignores_page_numbers_does_not_hold_it(
        self, client: AsyncClient, server: Server, item: Any
    ) -> None:
        server.will(page(*([item] if item else []), next=NEXT))
        first = await client.contacts.list(page_size=1)
        seen = [each async for each in first.iter_pages()]
        assert len(seen) == (6 if item else 1)


class TestDetached:
    @pytest.mark.parametrize(
        "change",
        [
            copy.copy,
            copy.deepcopy,
            lambda page: pickle.loads(pickle.dumps(page)),
            lambda page: page.model_copy(),
            lambda page: PaginatedResponse(**dict(vars(page))),
        ],
        ids=["copy", "deepcopy", "pickle", "model_copy", "by hand"],
    )
    async def test_a_copy_has_the_resources_but_no_client(
        self, client: AsyncClient, server: Server, change: Callable[[Any], Any]
    ) -> None:
        server.will(three_pages())
        found = change(await client.contacts.list(page_size=2))
        assert [one.id for one in found] == ["c1", "c2"]
        assert (len(found), found.count, found.has_next()) == (2, 5, True)
        for method in ("next_page", "iter_pages"):
            with pytest.raises(errors.DetachedRecordError, match=rf"{method}\(\) cannot be called"):
                getattr(found, method)()
        assert len(server.requests) == 1

    async def test_the_page_itself_stays_attached(self, client: AsyncClient, server: Server) -> None:
        server.will(three_pages())
        found = await client.contacts.list(page_size=2)
        assert copy.copy(found) == found
        assert await found.next_page() is not None
