"""With `compare="list"` the collection is read once, and only rows that differ from it are sent."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from konigle import InvalidArgumentError
from konigle._bulk import collection_index
from konigle.sandbox import Sandbox
from tests.bulk.harness import Harness, address, people, statuses

NO = {"email": False, "sms": False, "whatsapp": False}
ROWS = 230


@pytest.fixture
def many(harness: Harness) -> None:
    with harness.sandbox.client() as client:
        client.contacts.create_many(people(ROWS, country="UK", marketing_consent=NO)).run()
    harness.forget()


def table(path: Path, *rows: str, header: str = "email,country,marketing_consent.email") -> Path:
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def everyone(path: Path, change: Callable[[int], str] = lambda number: "UK") -> Path:
    return table(path, *(f"{address(number).upper()},{change(number)},no" for number in range(ROWS)))


def operations(harness: Harness) -> list[str | None]:
    return sorted({request.operation_id or "" for request in harness.seen()})


@pytest.mark.parametrize("in_memory", [10_000, 50])
@pytest.mark.usefixtures("many")
def test_an_unchanged_file_costs_the_pages_of_the_collection(
    harness: Harness, tmp_path: Path, monkeypatch: Any, in_memory: int
) -> None:
    monkeypatch.setattr(collection_index, "IN_MEMORY", in_memory)
    summary = harness.call("import_file", everyone(tmp_path / "all.csv"), compare="list")
    assert (summary.unchanged, summary.total) == (ROWS, ROWS)
    assert operations(harness) == ["listContacts"]
    assert len(harness.seen()) == 2


@pytest.mark.usefixtures("many")
def test_only_rows_that_differ_are_sent(harness: Harness, tmp_path: Path) -> None:
    file = everyone(tmp_path / "all.csv", lambda number: "France" if number % 100 == 7 else "UK")
    with file.open("a") as more:
        more.write("new@example.com,Spain,\n")
    summary = harness.call("import_file", file, compare="list", journal=tmp_path / "journal")
    assert (summary.updated, summary.created, summary.unchanged) == (3, 1, ROWS - 3)
    assert [json.loads(request.body) for request in harness.sent("updateContact")] == [
        {"country": "France"}
    ] * 3
    assert len(harness.sent("listContacts")) == 2
    assert harness.sent("getContact") == []
    again = harness.call("import_file", file, compare="list", journal=tmp_path / "journal")
    assert (again.resumed, again.updated) == (ROWS + 1, 3)


@pytest.mark.usefixtures("many")
def test_bad_rows_are_rejected_in_their_order(harness: Harness, tmp_path: Path) -> None:
    rows = ["nobody,UK,no", f"{address(1)},UK,no", "also nobody,UK,no", f"{address(3)},,"]
    summary = harness.call(
        "import_file",
        table(tmp_path / "some.csv", *rows),
        compare="list",
        rejects=tmp_path / "rejects.csv",
    )
    assert (summary.failed, summary.unchanged) == (2, 2)
    assert [row for row, _ in summary.reasons] == [1, 3]
    assert (tmp_path / "rejects.csv").read_text().count("\n") == 3


def test_consent_changes_by_what_the_row_says_only(
    harness: Harness, sandbox: Sandbox, tmp_path: Path
) -> None:
    with sandbox.client() as client:
        for name in "abc":
            said = {"email": name == "a", "sms": True, "whatsapp": False}
            client.contacts.create({"email": f"{name}@example.com", "marketing_consent": said})
    rows = ["a@example.com,UK,", "b@example.com,,no", "c@example.com,,yes"]
    harness.call("import_file", table(tmp_path / "some.csv", *rows), compare="list")
    assert sorted(
        (item for request in harness.sent("updateContact") for item in json.loads(request.body).items()),
        key=str,
    ) == [
        ("country", "UK"),
        ("marketing_consent", {"email": True}),
    ]
    with sandbox.client() as client:
        consents = {
            contact.email[0]: contact.marketing_consent.model_dump() for contact in client.contacts.iter_all()
        }
    assert consents == {
        "a": {"email": True, "sms": True, "whatsapp": False},
        "b": {"email": False, "sms": True, "whatsapp": False},
        "c": {"email": True, "sms": True, "whatsapp": False},
    }


def test_an_opt_out_in_any_row_of_an_address_wins(harness: Harness, sandbox: Sandbox, tmp_path: Path) -> None:
    with sandbox.client() as client:
        client.contacts.create({"email": "a@example.com", "marketing_consent": {**NO, "email": True}})
    rows = ["a@example.com,,yes", "b@example.com,,yes", "A@example.com,,no", "a@example.com,,yes"]
    summary = harness.call("import_file", table(tmp_path / "some.csv", *rows), compare="list")
    assert (summary.created, summary.updated, summary.unchanged) == (1, 1, 2)
    with sandbox.client() as client:
        consents = {contact.email: contact.marketing_consent.email for contact in client.contacts.iter_all()}
    assert consents == {"a@example.com": False, "b@example.com": True}


@pytest.mark.usefixtures("many")
def test_tags_that_are_there_already_are_no_difference(
    harness: Harness, sandbox: Sandbox, tmp_path: Path
) -> None:
    with sandbox.client() as client:
        client.contacts.create({"email": "a@example.com", "tags": ["x", "y", "z"], "marketing_consent": NO})
    harness.forget()
    file = table(tmp_path / "tags.csv", "a@example.com,y;x,no", header="email,tags,marketing_consent.email")
    assert harness.call("import_file", file, compare="list").unchanged == 1
    assert operations(harness) == ["listContacts"]
    assert harness.call("import_file", file, compare="list", tags="replace").updated == 1
    assert [json.loads(request.body) for request in harness.sent("updateContact")] == [{"tags": ["y", "x"]}]


@pytest.mark.usefixtures("many")
def test_a_file_whose_header_does_not_fit_is_refused_without_a_request(
    harness: Harness, tmp_path: Path
) -> None:
    file = table(tmp_path / "some.csv", "a@example.com,x,no", header="email,colour,marketing_consent.email")
    with pytest.raises(InvalidArgumentError, match="colour"):
        harness.call("import_file", file, compare="list")
    assert harness.seen() == []


@pytest.mark.usefixtures("many")
def test_a_file_with_unknown_words_is_refused_and_nothing_is_sent(harness: Harness, tmp_path: Path) -> None:
    file = everyone(tmp_path / "all.csv")
    with file.open("a") as more:
        more.write("new@example.com,,perhaps\n")
    with pytest.raises(InvalidArgumentError, match="perhaps"):
        harness.call("import_file", file, compare="list")
    assert operations(harness) == ["listContacts"]


# -- what changed between the list and the row ---------------------------------------------------------------


def meanwhile(harness: Harness, change: Callable[[Any], Any], items: list[dict[str, Any]]) -> Any:
    """Upserts items whose source changes the collection once it has been read."""

    return harness.many("upsert_many", _late(harness, change, items), compare="list")


def _late(harness: Harness, change: Callable[[Any], Any], items: list[dict[str, Any]]) -> Any:
    # a generator begins when its first item is taken: after the collection was read
    with harness.sandbox.client() as client:
        change(client.contacts)
    harness.forget()
    yield from items


def ada(sandbox: Sandbox) -> str:
    with sandbox.client() as client:
        made = client.contacts.create(
            {"email": "ada@example.com", "country": "UK", "tags": ["a"], "marketing_consent": NO}
        )
    return str(made.id)


@pytest.mark.parametrize("given", [{"country": "France"}, {"tags": ["b"]}])
def test_a_contact_that_was_deleted_meanwhile_is_created(
    harness: Harness, sandbox: Sandbox, given: Any
) -> None:
    id_ = ada(sandbox)
    item = {"email": "ada@example.com", "marketing_consent": NO, **given}
    [result], _ = meanwhile(harness, lambda contacts: contacts.delete(id_), [item])
    assert (result.status, harness.stored()) == ("created", {"ada@example.com": 1})


def test_a_contact_that_was_created_meanwhile_is_brought_up_to_date(harness: Harness) -> None:
    item = {"email": "ada@example.com", "country": "France"}
    [result], _ = meanwhile(
        harness, lambda contacts: contacts.create({"email": "ada@example.com", "country": "UK"}), [item]
    )
    assert (result.status, result.record.country) == ("updated", "France")


def test_consent_never_goes_to_somebody_who_got_the_record_meanwhile(
    harness: Harness, sandbox: Sandbox
) -> None:
    id_ = ada(sandbox)
    item = {"email": "ada@example.com", "marketing_consent": {**NO, "email": True}}
    [result], _ = meanwhile(
        harness, lambda contacts: contacts.update(id_, {"email": "eve@example.com"}), [item]
    )
    assert result.status == "created"
    with sandbox.client() as client:
        consents = {contact.email: contact.marketing_consent.email for contact in client.contacts.iter_all()}
    assert consents == {"eve@example.com": False, "ada@example.com": True}


def test_consent_that_was_given_meanwhile_is_not_sent_again(harness: Harness, sandbox: Sandbox) -> None:
    id_ = ada(sandbox)
    item = {"email": "ada@example.com", "marketing_consent": {"email": True}}
    [result], _ = meanwhile(
        harness, lambda contacts: contacts.update(id_, {"marketing_consent": {"email": True}}), [item]
    )
    assert result.status == "unchanged"
    assert harness.sent("updateContact") == []


@pytest.mark.usefixtures("many")
def test_the_last_item_with_an_address_wins(harness: Harness) -> None:
    items = [{"email": address(3), "country": country} for country in ("UK", "France", "UK", "UK")]
    results, _ = harness.many("upsert_many", items, compare="list")
    assert statuses(results) == ["unchanged", "updated", "updated", "unchanged"]
    assert results[-1].record.country == "UK"


@pytest.mark.usefixtures("many")
def test_an_unchanged_record_is_attached_and_has_all_its_fields(harness: Harness) -> None:
    [result], _ = harness.many("upsert_many", [{"email": address(3), "country": "UK"}], compare="list")
    record = result.record
    assert (record.email, record.tags, record.ltv) == (address(3), [], None)
    assert record.created_at.tzinfo is not None
    assert record.marketing_consent.model_dump() == NO
    assert result.key == address(3)


# -- which rule ----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    ("count", "stored", "pages"), [(199, ROWS, 0), (200, ROWS, 2), (200, 10_001, 0), (200, 10_000, 2)]
)
def test_auto_reads_the_collection_where_it_has_few_contacts_a_row(
    harness: Harness, sandbox: Sandbox, count: int, stored: int, pages: int
) -> None:
    if stored != ROWS:
        body = {"payload": [], "count": stored, "next": None, "num_pages": 1}
        sandbox.faults.add("listContacts", "status", status=200, body=body, first=1)
    items = list(people(count, country="UK"))
    results, _ = harness.many("upsert_many", items)
    assert set(statuses(results)) == {"unchanged"}
    listed = [request for request in harness.sent("listContacts") if "q" not in request.query]
    assert len(listed) == (pages + 1 if count >= 200 else 0)


def test_auto_takes_an_iterable_without_a_length_row_by_row(harness: Harness) -> None:
    results, _ = harness.many("upsert_many", people(201))
    assert set(statuses(results)) == {"created"}
    assert harness.sent("listContacts") == []


@pytest.mark.parametrize(
    ("method", "options", "said"),
    [
        ("upsert_many", {"compare": "all"}, "compare must be 'auto', 'row' or 'list', not 'all'"),
        ("import_file", {"compare": 1}, "compare must be 'auto', 'row' or 'list', not 1"),
        ("import_file", {"compare": "list", "upsert": False}, "Use compare='auto'"),
    ],
)
def test_a_rule_that_does_not_exist_is_refused(
    harness: Harness, tmp_path: Path, method: str, options: Any, said: str
) -> None:
    items = table(tmp_path / "one.csv", "a@example.com,,") if method == "import_file" else []
    with pytest.raises(InvalidArgumentError, match=said):
        harness.call(method, items, **options) if method == "import_file" else harness.many(
            method, items, **options
        )
    assert not harness.seen()


@pytest.mark.usefixtures("many")
def test_a_refused_key_ends_the_run_before_the_first_row(harness: Harness, sandbox: Sandbox) -> None:
    sandbox.faults.add("listContacts", "status", status=401, body={"detail": "No."})
    with pytest.raises(Exception, match="No"):
        harness.many("upsert_many", [{"email": address(1)}], compare="list")
    assert harness.sent() == []


@pytest.mark.usefixtures("many")
def test_an_online_preview_reads_the_list_if_that_takes_fewer_requests(
    harness: Harness, tmp_path: Path
) -> None:
    file = everyone(tmp_path / "all.csv")
    with file.open("a") as more:
        more.write("new@example.com,,no\nnobody,,no\nNEW@example.com,,no\n")
    online = harness.call("preview_file", file, online=True).online
    assert (online.existing, online.new) == (ROWS, 1)
    assert len(harness.seen()) == 3  # the number of contacts, and two pages of them
