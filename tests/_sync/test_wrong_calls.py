# Derived from tests/_async/test_wrong_calls.py by `python -m generator`; do not edit.
"""A call with arguments that do not exist says what was meant, and sends nothing."""

import inspect
import traceback
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from konigle import Client, InvalidArgumentError
from tests._sync.harness import MAIL, Server, run
from tests.contract.steps import NOWHERE, Step, first_steps
from tests.spec.document import operations

pytestmark = pytest.mark.anyio

Use = Callable[[Any], Awaitable[Any]]
WITH_BODY = [step for step in first_steps() if step.media_type and step.takes_body]


def test_a_wrong_call_says_what_was_meant(client: Client, server: Server) -> None:
    cases: list[tuple[Use, str]] = [
        (
            lambda c: c.contacts.get("c1", timeuot=3),
            r"get\(\) has no argument 'timeuot' \(did you mean `timeout`\?\)",
        ),
        (lambda c: c.contacts.delete("c1", deadlin=3), "did you mean `deadline`"),
        (lambda c: c.contacts.create({"email": "a@b.de"}, retrycount=3), "did you mean `retry_count`"),
        (lambda c: c.contacts.create(emial="a@b.de", tags=[]), r"pass ContactCreate\(…\) or a dict"),
        (
            lambda c: c.contacts.create({"email": "a@b.de"}, first_name="A"),
            r"'first_name': pass ContactCreate\(…\)",
        ),
        (lambda c: c.contacts.create(), r"create\(\) needs data: pass ContactCreate\(…\) or a dict"),
        (lambda c: c.contacts.create(dta={}), "did you mean `data` for 'dta'"),
        (lambda c: c.campaigns.schedule("k1", schedule_at="x"), "did you mean `scheduled_at`"),
        (lambda c: c.campaigns.wait("k1", untl="paused"), "did you mean `until`"),
        (lambda c: c.campaigns.send_test_email("k1", email="a@b.de"), "did you mean `email_address`"),
        (lambda c: c.email_accounts.check_status(timout=3), "did you mean `timeout`"),
        (lambda c: c.email_channels.set_engagement_tracking("h1", enabled=True), "did you mean `enable`"),
        (lambda c: c.emails.send(MAIL, timout=3), "did you mean `timeout`"),
        (lambda c: c.contacts.import_file("a.csv", maping={}), "did you mean `mapping`"),
    ]
    for use, said in cases:
        with pytest.raises(TypeError, match=said) as caught:
            use(client)
        assert "Nothing was sent." in str(caught.value)
        assert "a@b.de" not in str(caught.value)
    assert server.requests == []


@pytest.mark.parametrize("step", WITH_BODY, ids=lambda step: step.operation)
def test_fields_given_by_name_belong_into_the_model(client: Client, server: Server, step: Step) -> None:
    (*ids, body), _ = step.arguments(NOWHERE)
    model = operations()[step.operation].body_schema
    names = ", ".join(map(repr, body))
    with pytest.raises(TypeError, match=rf"no argument {names}: pass {model}\(…\) or a dict") as caught:
        run(client, step.call, *ids, **body)
    assert "Nothing was sent." in str(caught.value)
    assert "@" not in str(caught.value)
    assert server.requests == []


def test_so_does_an_unknown_filter(client: Client, server: Server) -> None:
    some: Any = client
    for use, said in (
        (lambda: some.contacts.list(timeuot=3), r"Unknown filter 'timeuot' \(did you mean `timeout`\?\)"),
        (lambda: some.contacts.list(tag="a"), "did you mean `tags`"),
        (lambda: some.contacts.list(pagesize=5), "did you mean `page_size`"),
        (lambda: some.campaigns.list(stauts="draft"), "did you mean `status`"),
        (lambda: some.contacts.list(filters={"sorce": "lead"}), "did you mean `source`"),
    ):
        with pytest.raises(InvalidArgumentError, match=said):
            use()
    with pytest.raises(InvalidArgumentError, match="mean `prefetch`"):
        some.contacts.iter_all(pre_fetch=3)
    assert server.requests == []


def test_so_does_a_misspelt_field_of_a_dict(client: Client, server: Server) -> None:
    for data, said in (
        ({"emial": "a@b.de"}, "emial: There is no such field \\(did you mean `email`\\?\\)"),
        ({"email": "a@b.de", "firstName": "A"}, "did you mean `first_name`"),
        ({"email": "a@b.de", "marketing_consent": {"emial": True}}, "marketing_consent.emial: .*`email`"),
        ({"email": "a@b.de", "qqqqqq": 1}, "qqqqqq: There is no such field\\."),
    ):
        with pytest.raises(InvalidArgumentError, match=said):
            client.contacts.create(data)
    assert server.requests == []


def test_so_does_a_bulk_call(client: Client) -> None:
    some: Any = client
    with pytest.raises(TypeError, match="did you mean `concurrency`"):
        some.contacts.create_many([], concurency=3)
    with pytest.raises(TypeError, match="did you mean `retry_count`"):
        some.contacts.delete_many([], retrycount=3)


def test_a_misspelt_manager_names_the_right_one(client: Client) -> None:
    some: Any = client
    with pytest.raises(AttributeError, match=r"no attribute 'contact' \(did you mean `contacts`\?\)"):
        _ = some.contact
    with pytest.raises(AttributeError, match=r"no attribute 'zzz'$"):
        _ = some.zzz
    assert not hasattr(client, "_repr_html_")


def test_a_type_error_of_the_callers_own_code_comes_through(client: Client) -> None:
    def progress(campaign: Any) -> None:
        raise TypeError("mine")

    with pytest.raises(TypeError, match=r"^mine$"):
        client.campaigns.wait("k1", progress=progress)


def test_python_s_own_words_stay_where_nothing_is_misspelt(client: Client) -> None:
    some: Any = client
    with pytest.raises(TypeError, match="missing 1 required positional argument"):
        some.contacts.get()
    with pytest.raises(TypeError, match="positional arguments but 9 were given"):
        some.contacts.get(*range(8))


def test_methods_keep_their_kind_and_their_signature(client: Client) -> None:
    get: Any = client.contacts.get
    assert list(inspect.signature(get).parameters) == ["id_", "options"]
    assert get.__doc__.startswith("Returns one contact")
    assert inspect.iscoroutinefunction(get) is inspect.iscoroutinefunction(get.__wrapped__)


def test_the_explanation_has_no_other_error_above_it(client: Client) -> None:
    some: Any = client
    with pytest.raises(TypeError) as caught:
        some.contacts.create(email="a@b.de")
    assert "During handling" not in "".join(traceback.format_exception(caught.value))
