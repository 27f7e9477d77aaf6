# Derived from tests/_async/managers/test_collections.py by `python -m generator`; do not edit.
"""The five operations of each collection: method, path, body, and what comes back."""

from typing import Any, NamedTuple

import httpx
import pytest

from konigle import Client, InvalidArgumentError
from konigle import exceptions as errors
from konigle.models import comm as models
from tests._sync.harness import CONTACT, Server, page, reply
from tests.spec.document import SpecOperation, operations

pytestmark = pytest.mark.anyio


class Case(NamedTuple):
    """One collection: attribute of the client, path, resource, a response, data of a create and of an update."""

    name: str
    path: str
    kind: str
    body: dict[str, Any]
    new: dict[str, Any]
    change: dict[str, Any]

    @property
    def cls(self) -> Any:
        return getattr(models, self.kind)

    def of(self, client: Client) -> Any:
        return getattr(client, self.name)


def case_of(create: SpecOperation) -> Case:
    """The collection as the examples of the spec have it."""
    name, path = create.tag.replace("-", "_"), create.path.rpartition("/")[2]
    change = operations()[f"update{create.resource}"].body_example()
    return Case(name, path, create.resource, create.response_examples()[0], create.body_example(), change)


CASES = [case_of(operation) for operation in operations().values() if operation.is_create]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
class TestEachCollection:
    def test_create(self, client: Client, server: Server, case: Case) -> None:
        server.will(reply(201, case.body))
        for data in (case.new, getattr(models, f"{case.kind}Create")(**case.new)):
            made = case.of(client).create(data)
            assert type(made) is case.cls
            assert made.id == case.body["id"]
            assert server.seen[-1] == f"POST /reachout/api/v1/{case.path}"
            assert server.sent == case.new

    def test_get(self, client: Client, server: Server, case: Case) -> None:
        server.will(reply(200, case.body))
        made = case.of(client).get("x/1")
        assert type(made) is case.cls
        assert made.model_dump(mode="json", exclude_unset=True) == case.body
        assert server.seen == [f"GET /reachout/api/v1/{case.path}/x%2F1"]

    def test_update(self, client: Client, server: Server, case: Case) -> None:
        server.will(reply(200, case.body))
        for data in (case.change, getattr(models, f"{case.kind}Update")(**case.change)):
            made = case.of(client).update("x1", data)
            assert type(made) is case.cls
            assert server.seen[-1] == f"PATCH /reachout/api/v1/{case.path}/x1"
            assert server.sent == case.change

    def test_delete(self, client: Client, server: Server, case: Case) -> None:
        for status in (200, 202, 204):
            server.will(reply(status))
            assert case.of(client).delete("x1") is True
        assert set(server.seen) == {f"DELETE /reachout/api/v1/{case.path}/x1"}

    def test_list(self, client: Client, server: Server, case: Case) -> None:
        server.will(page(case.body, count=41))
        found = case.of(client).list()
        assert [type(item) for item in found.payload] == [case.cls]
        assert (found.count, found.current_page, found.page_size) == (41, 1, 20)
        assert server.seen == [f"GET /reachout/api/v1/{case.path}?page=1&page_size=20"]

    def test_iter_all(self, client: Client, server: Server, case: Case) -> None:
        server.will(page(case.body))
        found = [item for item in case.of(client).iter_all()]
        assert [type(item) for item in found] == [case.cls]
        assert server.seen == [f"GET /reachout/api/v1/{case.path}?page=1&page_size=100"]

    def test_save_reload_and_delete(self, client: Client, server: Server, case: Case) -> None:
        before = {name: case.body[name] if value is None else None for name, value in case.change.items()}
        server.will(reply(200, {**case.body, **before}), reply(200, case.body))
        record = case.of(client).get("x1")
        for name, value in case.change.items():
            setattr(record, name, value)
        record.save()
        assert server.seen[-1] == f"PATCH /reachout/api/v1/{case.path}/{case.body['id']}"
        assert server.sent == case.change
        assert record.reload() is record
        server.will(reply(204))
        assert record.delete() is True
        assert server.seen[-1] == f"DELETE /reachout/api/v1/{case.path}/{case.body['id']}"


class TestChecks:
    @pytest.mark.parametrize("id_", ["", " ", ".", "..", None, "a\nb"])
    def test_an_id_that_is_none_is_refused_before_anything_is_sent(
        self, client: Client, server: Server, id_: Any
    ) -> None:
        manager = client.contacts
        for use in (
            lambda: manager.get(id_),
            lambda: manager.update(id_, {"phone": "1"}),
            lambda: manager.delete(id_),
            lambda: client.campaigns.start(id_),
            lambda: client.email_channels.set_engagement_tracking(id_, True),
        ):
            with pytest.raises(InvalidArgumentError, match="nothing was sent"):
                use()
        assert server.requests == []

    @pytest.mark.parametrize("data", [{}, models.ContactUpdate()])
    def test_an_update_of_nothing_is_refused(self, client: Client, server: Server, data: Any) -> None:
        with pytest.raises(InvalidArgumentError, match="at least one field"):
            client.contacts.update("c1", data)
        assert server.requests == []

    @pytest.mark.parametrize(
        "data",
        [{"frist_name": "Ada"}, {"email": None}, {"tags": None}, {"first_name": "x" * 101}, {"ltv": "1"}, 5],
    )
    def test_so_is_one_that_does_not_fit(self, client: Client, server: Server, data: Any) -> None:
        with pytest.raises(ValueError, match=r"[Nn]othing was sent") as caught:
            client.contacts.update("c1", data)
        assert isinstance(caught.value, errors.KonigleError)
        assert server.requests == []

    def test_a_create_sends_no_consent_that_was_not_given(self, client: Client, server: Server) -> None:
        server.will(reply(201, CONTACT))
        consent = models.MarketingConsent(email=False)
        for data in (
            models.ContactCreate(email="ada@example.com", marketing_consent=consent),
            {"email": "ada@example.com", "marketing_consent": {"email": False}},
            {"email": "ada@example.com", "marketing_consent": consent},
        ):
            client.contacts.create(data)
            assert server.sent["marketing_consent"] == {"email": False}
        client.contacts.create({"email": "ada@example.com"})
        assert server.sent == {"email": "ada@example.com"}

    def test_a_refused_create_says_which_fields(self, client: Client, server: Server) -> None:
        server.will(reply(400, {"email": ["Taken."], "marketing_consent": {"sms": ["No."]}}))
        with pytest.raises(
            errors.ValidationError, match=r"email: Taken\.; marketing_consent.sms: No\."
        ) as caught:
            client.contacts.create({"email": "ada@example.com"})
        assert caught.value.field_errors == {"email": ["Taken."], "marketing_consent.sms": ["No."]}
        assert isinstance(caught.value, ValueError)

    def test_an_id_may_be_a_number(self, client: Client, server: Server) -> None:
        server.will(reply(200, {**CONTACT, "id": 7}))
        number: Any = 7
        assert (client.contacts.get(number)).id == "7"
        assert server.seen == ["GET /reachout/api/v1/contacts/7"]

    def test_a_response_with_odd_parts_is_read(self, client: Client, server: Server) -> None:
        def odd(request: httpx.Request) -> httpx.Response:
            return httpx.Response(200, json={"id": 5, "source": "hearsay", "loyalty": "gold"})

        server.will(odd)
        contact: Any = client.contacts.get("5")
        assert (contact.id, contact.source, contact.loyalty, contact.email) == ("5", "hearsay", "gold", None)
