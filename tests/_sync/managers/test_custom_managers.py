# Derived from tests/_async/managers/test_custom_managers.py by `python -m generator`; do not edit.
"""A manager of the user's own: `resource_class` and `base_path` are enough."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from pydantic import BaseModel, Field

from konigle import Client, InvalidArgumentError
from konigle import exceptions as errors
from konigle.managers.comm import BaseManager, BaseSyncManager, ContactManager
from konigle.models.comm import BaseFilters, CreateModel, MarketingConsent, TimestampedResource, UpdateModel
from tests._sync.harness import CONTACT, STAMPS, Server, page, pages, reply

pytestmark = pytest.mark.anyio

WIDGET = {"id": "w1", "label": "One", "tags": ["a"], **STAMPS}


class Widget(TimestampedResource):
    label: str
    tags: list[str] = Field(default_factory=list)


class WidgetManager(BaseSyncManager[Widget, Any, Any, Any]):
    resource_class = Widget
    base_path = "/reachout/api/v1/widgets"


class WidgetUpdate(UpdateModel):
    label: str | None = None


class WidgetFilters(BaseFilters):
    color: str | None = None
    name: str | None = None


class StrictManager(WidgetManager):
    resource_update_class = WidgetUpdate
    filter_class = WidgetFilters


@pytest.fixture
def widgets(client: Client) -> WidgetManager:
    return WidgetManager(client)


def test_the_five_operations_work(widgets: WidgetManager, server: Server) -> None:
    server.will(reply(200, WIDGET))
    made = widgets.create({"label": "One"})
    assert (type(made), made.label) == (Widget, "One")
    assert (widgets.get("w/1")).tags == ["a"]
    assert (widgets.update("w1", {"label": "Two"})).id == "w1"
    server.will(page(WIDGET, count=1))
    assert [item.label for item in (widgets.list(page=1, page_size=5)).payload] == ["One"]
    server.will(reply(204))
    assert widgets.delete("w1") is True
    path = "/reachout/api/v1/widgets"
    assert server.seen == [
        f"POST {path}",
        f"GET {path}/w%2F1",
        f"PATCH {path}/w1",
        f"GET {path}?page=1&page_size=5",
        f"DELETE {path}/w1",
    ]
    assert [body for body in server.bodies if body] == [b'{"label":"One"}', b'{"label":"Two"}']


def test_iter_all_reads_every_page(widgets: WidgetManager, server: Server) -> None:
    bodies = [{"payload": [{**WIDGET, "id": str(n)}], "count": 3} for n in range(3)]
    server.will(pages(*[reply(200, body) for body in bodies]))
    assert [item.id for item in widgets.iter_all(page_size=1)] == ["0", "1", "2"]


def test_its_records_save_reload_and_delete(widgets: WidgetManager, server: Server) -> None:
    server.will(reply(200, WIDGET))
    widget = widgets.get("w1")
    widget.label = "Two"
    widget.tags.append("b")
    widget.save()
    assert server.sent == {"label": "Two", "tags": ["a", "b"]}
    widget.reload()
    assert widget.delete() is True


def test_odd_items_and_missing_fields_are_read(widgets: WidgetManager, server: Server) -> None:
    server.will(page({"id": 5, "size": 3}, "odd", WIDGET))
    found: list[Any] = (widgets.list()).payload
    assert (found[0].id, found[0].label, found[0].size) == ("5", None, 3)
    assert found[1] == "odd"
    assert found[2].label == "One"
    found[0].tags = ["x"]
    server.will(reply(204))
    found[0].save()
    assert server.sent == {"tags": ["x"]}


def test_its_list_takes_no_filters(widgets: WidgetManager, server: Server) -> None:
    with pytest.raises(InvalidArgumentError, match="has no filters") as caught:
        widgets.list(color="red")
    assert caught.value.operation == "listWidget"
    assert server.requests == []


@pytest.mark.parametrize(
    ("data", "sent"),
    [
        ({"when": datetime(2030, 1, 1, tzinfo=UTC)}, {"when": "2030-01-01T00:00:00Z"}),
        ({"amount": Decimal("9.90")}, {"amount": "9.90"}),
        ({"consent": MarketingConsent(sms=False)}, {"consent": {"sms": False}}),
        ({"label": "ü", "none": None}, {"label": "ü", "none": None}),
        (WidgetUpdate(label=None), {"label": None}),
    ],
)
def test_data_is_sent_as_json(widgets: WidgetManager, server: Server, data: Any, sent: Any) -> None:
    server.will(reply(200, WIDGET))
    widgets.create(data)
    assert server.sent == sent
    assert json.loads(server.bodies[0]) == sent


def test_any_pydantic_model_will_do(widgets: WidgetManager, server: Server) -> None:
    class Draft(BaseModel):
        label: str
        size: int = 0

    server.will(reply(200, WIDGET))
    draft: Any = Draft(label="One")
    widgets.create(draft)
    assert server.sent == {"label": "One"}


@pytest.mark.parametrize("data", [5, None, "x", ["a"], {"a": object()}, {"a": float("nan")}, {"a": "\ud800"}])
def test_what_cannot_be_sent_is_refused(widgets: WidgetManager, server: Server, data: Any) -> None:
    with pytest.raises(InvalidArgumentError, match=r"[Nn]othing was sent") as caught:
        widgets.create(data)
    assert caught.value.operation == "createWidget"
    assert server.requests == []


class TestWithModels:
    def test_the_update_model_checks(self, client: Client, server: Server) -> None:
        server.will(reply(200, WIDGET))
        manager = StrictManager(client)
        manager.update("w1", {"label": None})
        assert server.sent == {"label": None}
        with pytest.raises(InvalidArgumentError, match="no such field") as misspelt:
            manager.update("w1", {"size": 3})
        with pytest.raises(InvalidArgumentError, match="at least one field") as empty:
            manager.update("w1", {})
        widget = manager.get("w1")
        widget.tags.append("b")
        with pytest.raises(InvalidArgumentError, match="tags of Widget cannot be changed") as read_only:
            widget.save()
        assert {caught.value.operation for caught in (misspelt, empty, read_only)} == {"updateWidget"}

    def test_one_with_a_required_field_names_the_operation_too(self, client: Client, server: Server) -> None:
        class Full(BaseModel):
            label: str

        class FullManager(WidgetManager):
            resource_update_class = Full

        server.will(reply(200, WIDGET))
        widget = FullManager(client).get("w1")
        widget.label, widget.tags = "Two", []
        with pytest.raises(InvalidArgumentError, match="tags of Widget cannot be changed") as caught:
            widget.save()
        assert caught.value.operation == "updateWidget"
        widget.tags = ["a"]
        widget.save()
        assert server.sent == {"label": "Two"}

    def test_the_filters_filter(self, client: Client, server: Server) -> None:
        server.will(page())
        StrictManager(client).list(color="red")
        StrictManager(client).list(filters=WidgetFilters(color="red"))
        with pytest.raises(InvalidArgumentError, match="name must be on one line") as caught:
            StrictManager(client).iter_all(name="a\nb")
        assert caught.value.operation == "listWidget"
        assert [request.url.params["color"] for request in server.requests] == ["red", "red"]

    def test_a_lost_create_has_no_known_outcome(self, widgets: WidgetManager, server: Server) -> None:
        server.will(reply(500))
        with pytest.raises(errors.OutcomeUnknown, match="createWidget"):
            widgets.create({"label": "One"})
        with pytest.raises(errors.ServerError):
            widgets.update("w1", {"label": "One"})
        assert len(server.requests) == 1 + 4


class TestDefinition:
    @pytest.mark.parametrize(
        ("attributes", "missing"),
        [
            ({}, "resource_class and base_path"),
            ({"resource_class": Widget}, "base_path"),
            ({"base_path": "/x"}, "resource_class"),
        ],
    )
    def test_a_class_without_them_is_refused(self, attributes: dict[str, Any], missing: str) -> None:
        with pytest.raises(TypeError, match=f"Half must define {missing}"):
            type("Half", (BaseSyncManager,), attributes)

    def test_the_optional_ones_have_defaults(self) -> None:
        assert WidgetManager.resource_update_class is None
        assert WidgetManager.filter_class is None
        assert issubclass(WidgetManager, BaseManager)

    def test_a_documented_manager_can_be_extended(self, client: Client, server: Server) -> None:
        class Loud(ContactManager):
            def shout(self, id_: str) -> str:
                return (self.get(id_)).email.upper()

        server.will(reply(200, CONTACT))
        assert Loud(client).shout("c1") == "ADA@EXAMPLE.COM"

    def test_or_turned_to_another_resource(self, make: Callable[..., Client], server: Server) -> None:
        class Other(ContactManager):
            base_path = "/reachout/api/v2/contacts"

        server.will(reply(200, CONTACT))
        assert (Other(make()).get("c1")).email == "ada@example.com"
        assert server.seen == ["GET /reachout/api/v2/contacts/c1"]

    def test_create_models_of_ones_own_are_payloads(self) -> None:
        class WidgetCreate(CreateModel):
            label: str
            note: str | None = None

        assert WidgetCreate(label="One", note=None).to_wire() == {"label": "One"}
