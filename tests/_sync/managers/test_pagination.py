# Derived from tests/_async/managers/test_pagination.py by `python -m generator`; do not edit.
"""Lists: filters, pages, and `iter_all` through a list that moves."""

import json
import logging
from typing import Any, ClassVar

import httpx
import pytest

from konigle import Client, InvalidArgumentError
from konigle import exceptions as errors
from konigle.filters.comm import AudienceFilters, ContactFilters, EmailTemplateFilters
from konigle.models.comm import Contact
from tests._sync.harness import CONTACT, TEMPLATE, Server, page, pages, reply
from tests.contract.steps import Step, first_steps
from tests.spec.document import operations

pytestmark = pytest.mark.anyio

LISTS = [step for step in first_steps() if operations()[step.operation].is_list]
NEXT = "https://tim.konigle.com/reachout/api/v1/contacts?page=next"


def contacts(*ids: str) -> list[dict[str, Any]]:
    return [{**CONTACT, "id": id_} for id_ in ids]


def ids_of(client: Client, **more: Any) -> list[str]:
    return [item.id for item in client.contacts.iter_all(**more)]


class TestFilters:
    @pytest.mark.parametrize(
        "given",
        [
            {"filters": ContactFilters(q="ada", source="lead", tags=["a", "b"])},
            {"q": "ada", "source": "lead", "tags": "a,b"},
            {"q": "ada", "source": "lead", "tags": ["a", "b"]},
            {"filters": {"q": "ada", "source": "lead", "tags": ("a", "b")}},
        ],
    )
    def test_an_object_and_names_say_the_same(self, client: Client, server: Server, given: Any) -> None:
        server.will(page())
        client.contacts.list(page=3, page_size=50, **given)
        ids_of(client, page_size=50, **given)
        wanted = {"page_size": "50", "q": "ada", "source": "lead", "tags": "a,b"}
        assert [dict(request.url.params) for request in server.requests] == [
            {**wanted, "page": "3"},
            {**wanted, "page": "1"},
        ]

    def test_booleans_are_spelt_small(self, client: Client, server: Server) -> None:
        server.will(page(TEMPLATE))
        client.email_templates.list(is_base=True)
        client.email_templates.list(filters=EmailTemplateFilters(is_base=False))
        assert [request.url.params["is_base"] for request in server.requests] == ["true", "false"]

    def test_none_is_not_sent(self, client: Client, server: Server) -> None:
        server.will(page())
        client.contacts.list(q=None, filters=None)
        assert "q" not in server.requests[0].url.params

    def test_both_are_a_value_error(self, client: Client, server: Server) -> None:
        with pytest.raises(ValueError, match="not both"):
            client.contacts.list(filters=ContactFilters(q="a"), source="lead")
        with pytest.raises(ValueError, match="not both"):
            client.contacts.iter_all(filters=ContactFilters(q="a"), source="lead")
        assert server.requests == []

    @pytest.mark.parametrize("step", LISTS, ids=lambda step: step.operation)
    def test_an_unknown_name_lists_the_supported_ones(
        self, client: Client, server: Server, step: Step
    ) -> None:
        manager = getattr(client, step.call.partition(".")[0])
        supported = ", ".join(operations()[step.operation].filters) or "This list has no filters"
        with pytest.raises(InvalidArgumentError, match=f"Unknown filter 'stauts'.*{supported}"):
            manager.list(stauts="x")
        with pytest.raises(InvalidArgumentError, match=f"Unknown filter 'stauts'.*{supported}"):
            manager.iter_all(stauts="x")
        assert server.requests == []

    def test_filters_of_another_list_are_refused(self, client: Client) -> None:
        other: Any = AudienceFilters(q="x")
        with pytest.raises(InvalidArgumentError, match="Expected ContactFilters"):
            client.contacts.list(filters=other)

    def test_options_go_beside_them(self, client: Client, server: Server) -> None:
        server.will(page())
        client.contacts.list(q="ada", timeout=3, extra_headers={"X-Trace": "t"})
        ids_of(client, q="ada", extra_headers={"X-Trace": "t"})
        assert [request.headers["X-Trace"] for request in server.requests] == ["t", "t"]
        assert set(server.requests[0].url.params) == {"page", "page_size", "q"}


class TestPages:
    @pytest.mark.parametrize("size", [0, 201, "20", True])
    def test_a_size_that_cannot_be_is_refused(self, client: Client, server: Server, size: Any) -> None:
        with pytest.raises(InvalidArgumentError, match="page_size"):
            client.contacts.list(page_size=size)
        with pytest.raises(InvalidArgumentError, match="page_size"):
            client.contacts.iter_all(page_size=size)
        with pytest.raises(InvalidArgumentError, match="page must"):
            client.contacts.list(page=0)
        assert server.requests == []

    def test_a_page_past_the_end_is_the_servers_word(self, client: Client, server: Server) -> None:
        server.will(reply(404, {"detail": "Invalid page."}))
        with pytest.raises(errors.NotFoundError, match="Invalid page"):
            client.contacts.list(page=9)


class TestIterAll:
    def test_it_reads_every_page(self, client: Client, server: Server) -> None:
        server.will(pages(page(*contacts("a", "b"), count=3, next=NEXT), page(*contacts("c"), count=3)))
        assert ids_of(client, page_size=2) == ["a", "b", "c"]
        assert [request.url.params["page"] for request in server.requests] == ["1", "2"]

    def test_nothing_is_asked_for_before_the_first_item_but_its_page(
        self, client: Client, server: Server
    ) -> None:
        server.will(pages(*[page(*contacts(f"{n}a", f"{n}b"), count=18, next=NEXT) for n in range(9)]))
        items = client.contacts.iter_all(page_size=2)
        assert server.requests == []
        assert (next(items)).id == "0a"
        assert [request.url.params["page"] for request in server.requests] == ["1"]

    def test_then_a_few_pages_ahead_of_the_loop(self, client: Client, server: Server) -> None:
        server.will(pages(*[page(*contacts(f"{n}a", f"{n}b"), count=18, next=NEXT) for n in range(9)]))
        items = client.contacts.iter_all(page_size=2, prefetch=2)
        assert [(next(items)).id for _ in range(3)] == ["0a", "0b", "1a"]
        items.close()
        assert {request.url.params["page"] for request in server.requests} <= {"1", "2", "3"}

    def test_or_none(self, client: Client, server: Server) -> None:
        server.will(pages(*[page(*contacts(f"{n}a", f"{n}b"), count=18, next=NEXT) for n in range(9)]))
        items = client.contacts.iter_all(page_size=2, prefetch=0)
        for wanted in (1, 1, 2, 2, 3):
            next(items)
            assert len(server.requests) == wanted
        items.close()

    def test_with_any_prefetch_the_items_come_in_order(self, client: Client, server: Server) -> None:
        last = page(*contacts("8a"), count=17)
        server.will(pages(*[page(*contacts(f"{n}a", f"{n}b"), count=17, next=NEXT) for n in range(8)], last))
        wanted = [f"{n}{side}" for n in range(8) for side in "ab"] + ["8a"]
        for prefetch in (0, 1, 3, 20):
            assert ids_of(client, page_size=2, prefetch=prefetch) == wanted

    @pytest.mark.parametrize("prefetch", [-1, 1.5, True, "2"])
    def test_a_prefetch_that_cannot_be_is_refused(
        self, client: Client, server: Server, prefetch: Any
    ) -> None:
        with pytest.raises(InvalidArgumentError, match="prefetch"):
            client.contacts.iter_all(prefetch=prefetch)

    def test_its_items_are_records(self, client: Client, server: Server) -> None:
        server.will(page(CONTACT), reply(200, CONTACT))
        for contact in client.contacts.iter_all():
            assert isinstance(contact, Contact)
            contact.first_name = "Grace"
            contact.save()
        assert server.seen[-1] == "PATCH /reachout/api/v1/contacts/c1"

    def test_the_first_page_that_is_missing_is_an_error(self, client: Client, server: Server) -> None:
        server.will(reply(404))
        with pytest.raises(errors.NotFoundError):
            ids_of(client)

    def test_a_last_page_that_vanished_ends_it(self, client: Client, server: Server) -> None:
        server.will(pages(page(*contacts("a"), count=200, next=NEXT)))
        assert ids_of(client) == ["a"]

    def test_an_empty_page_with_a_next_one_ends_it(self, client: Client, server: Server) -> None:
        server.will(pages(page(*contacts("a"), count=900, next=NEXT), page(count=900, next=NEXT)))
        assert ids_of(client, prefetch=0) == ["a"]
        assert len(server.requests) == 2

    def test_repeats_are_dropped_and_the_shift_is_logged_once(
        self, client: Client, server: Server, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.INFO, "konigle")
        server.will(
            pages(
                page(*contacts("a", "b"), count=4, next=NEXT),
                page(*contacts("b", "c"), count=5, next=NEXT),
                page(*contacts("c", "d"), count=6),
            )
        )
        assert ids_of(client, page_size=2) == ["a", "b", "c", "d"]
        said = [record.getMessage() for record in caplog.records if record.levelno == logging.INFO]
        assert len([text for text in said if "list changed" in text]) == 1

    @pytest.mark.parametrize(
        "left_out",
        [
            ["next"],
            ["count"],
            ["num_pages"],
            ["next", "count"],
            ["next", "num_pages"],
            ["next", "count", "num_pages"],
        ],
        ids=" ".join,
    )
    @pytest.mark.parametrize("array", ["payload", "results"])
    def test_whatever_is_left_out_everything_is_read(
        self,
        client: Client,
        server: Server,
        left_out: list[str],
        array: str,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        caplog.set_level(logging.INFO, "konigle")
        every = [contacts("a", "b"), contacts("c", "d"), contacts("e")]
        bodies: list[dict[str, Any]] = [
            {array: items, "count": 5, "num_pages": 3, "next": NEXT if n < 2 else None}
            for n, items in enumerate(every)
        ]
        for name in left_out:
            for body in bodies:
                del body[name]
        server.will(pages(*[reply(200, body) for body in bodies]))
        assert ids_of(client, page_size=2) == ["a", "b", "c", "d", "e"]
        assert len(server.requests) == 3
        assert "list changed" not in caplog.text

    def test_a_list_that_fills_its_last_page_ends_on_the_next_one(
        self, client: Client, server: Server
    ) -> None:
        for after in (reply(404), reply(200, {"payload": []})):
            server.will(pages(reply(200, {"payload": contacts("a", "b")}), after))
            assert ids_of(client, page_size=2) == ["a", "b"]

    def test_an_error_on_the_way_comes_out(self, client: Client, server: Server) -> None:
        server.will(pages(page(*contacts("a"), count=200, next=NEXT), reply(403)))
        items = client.contacts.iter_all()
        next(items)
        with pytest.raises(errors.AuthorizationError):
            next(items)

    def test_each_page_is_retried_for_itself(self, client: Client, server: Server) -> None:
        server.will(
            reply(500), page(*contacts("a"), count=2, next=NEXT), reply(503), page(*contacts("b"), count=2)
        )
        assert ids_of(client, prefetch=0) == ["a", "b"]
        assert len(server.requests) == 4


class TestLargePages:
    """Large pages are decoded in chunks, with the same result."""

    ROWS: ClassVar = [{**CONTACT, "id": f"c{number}", "first_name": "x" * 500} for number in range(120)]

    def whole(self) -> bytes:
        said = {"count": 121, "num_pages": 2, "next": NEXT, "payload": self.ROWS}
        return json.dumps(said).encode()

    def test_each_resource_comes_once_and_is_attached(self, client: Client, server: Server) -> None:
        server.will(pages(reply(200, self.whole()), page(*contacts("last"), num_pages=2, count=121)))
        found = [item for item in client.contacts.iter_all(page_size=120)]
        assert [item.id for item in found] == [*(row["id"] for row in self.ROWS), "last"]
        assert len(server.requests) == 2
        server.will(reply(204))
        assert found[70].delete()

    def test_one_with_objects_and_braces_inside_is_asked_for_once(
        self, client: Client, server: Server
    ) -> None:
        texts = "<p>{{ title }}, {{ name }}</p>" * 60
        rows = [{**TEMPLATE, "id": f"t{n}", "body_html": texts, "more": [{}, {}]} for n in range(60)]
        body = {"count": 60, "num_pages": 1, "next": None, "payload": rows, "warnings": []}
        server.will(reply(200, body))
        found = [item.id for item in client.email_templates.iter_all()]
        assert found == [row["id"] for row in rows]
        assert len(server.requests) == 1

    def test_one_without_ids_is_handed_out_once(self, client: Client, server: Server) -> None:
        rows = [{**CONTACT, "first_name": "x" * 500} for _ in range(120)]
        for row in rows:
            del row["id"]
        server.will(page(*rows, num_pages=1, warnings=[]))
        assert len(ids_of(client, page_size=200)) == 120
        assert len(server.requests) == 1

    @pytest.mark.parametrize("prefetch", [0, 3])
    def test_one_that_is_damaged_inside_is_asked_for_again(
        self, client: Client, server: Server, prefetch: int
    ) -> None:
        first = [self.whole().replace(b'"id": "c60"', b'"id" "c60"'), self.whole()]
        last = page(*contacts("last"), num_pages=2, count=121)

        def respond(request: httpx.Request) -> httpx.Response:
            return httpx.Response(200, content=first.pop(0))

        server.will(pages(respond, last))
        wanted = [*(row["id"] for row in self.ROWS), "last"]
        assert ids_of(client, page_size=120, prefetch=prefetch) == wanted
        assert len(server.requests) == 3

    def test_one_that_stays_damaged_is_an_error_after_what_could_be_read(
        self, client: Client, server: Server
    ) -> None:
        server.will(reply(200, self.whole().replace(b'"id": "c60"', b'"id" "c60"')))
        got: list[str] = []

        def read() -> None:
            for item in client.contacts.iter_all(page_size=120, retry_count=1):
                got.append(item.id)  # noqa: PERF401  # what was read before the error counts

        with pytest.raises(errors.InvalidResponseError):
            read()
        assert 0 < len(got) <= 60
        assert [request.url.params["page"] for request in server.requests].count("1") == 3

    def test_whoever_looks_at_the_calls_sees_whole_pages(self, client: Client, server: Server) -> None:
        server.will(pages(reply(200, self.whole()), page(*contacts("last"), num_pages=2, count=121)))
        with client.raw_responses() as calls:
            assert len(ids_of(client, page_size=120)) == 121
        assert [[item.id for item in call.value.payload] for call in calls] == [
            [row["id"] for row in self.ROWS],
            ["last"],
        ]
