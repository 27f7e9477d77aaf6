"""Whatever a file holds: nobody gets a consent that neither the file nor the caller states, and no refusal is lost."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from konigle._bulk.planning.rows import RowValues
from konigle._bulk.planning.rules import CHANNELS, FileRules
from konigle._bulk.planning.survey import FilePlan, survey
from konigle.exceptions import InvalidArgumentError
from tests.bulk.harness import Harness

YES, NO = ("yes", "TRUE", "1", " y "), ("no", "False", "0", "N")
OTHER = ("", "  ")
CONSENTS = {f"marketing_consent.{channel}": (channel,) for channel in CHANNELS}
OPT_OUTS = {
    "EMAIL_BLACKLISTED": ("email",),
    "SMS opt-out": ("sms",),
    "Unsubscribed": CHANNELS,
    "Do not contact": CHANNELS,
    "Désabonné WhatsApp": ("whatsapp",),
}
IGNORED = ("first_name", "Country", "phone")
ADDRESSES = (
    "ann@example.com",
    "ANN@example.com",
    "Ann <ann@Example.com>",
    "ben@example.com",
    "mailto:ben@example.com",
    "cat@example.com",
)

Row = dict[str, str]
Table = tuple[list[str], list[Row]]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(
        st.lists(st.sampled_from([*CONSENTS, *OPT_OUTS, *IGNORED]), unique=True, min_size=1, max_size=5)
    )
    cells = {
        **dict.fromkeys(CONSENTS, st.sampled_from([*YES, *NO, *OTHER])),
        **dict.fromkeys(OPT_OUTS, st.sampled_from([*YES, *NO, *OTHER, "2024-05-01"])),
        **dict.fromkeys(IGNORED, st.sampled_from(["", "12345678", "n/a"])),
    }
    row = st.fixed_dictionaries(
        {"email": st.sampled_from(ADDRESSES), **{column: cells[column] for column in columns}}
    )
    once = st.lists(row, min_size=1, max_size=3, unique_by=lambda row: person(row["email"]))
    return ["email", *columns], draw(once if draw(st.booleans()) else st.lists(row, min_size=1, max_size=8))


stated = st.dictionaries(st.sampled_from(CHANNELS), st.booleans(), min_size=1)
consents = st.one_of(stated, st.none(), st.just("none"), stated)


def person(text: str) -> str:
    return next(name for name in ("ann", "ben", "cat") if name in text.lower())


def wanted(table: Table, consent: Any) -> dict[str, dict[str, bool]]:
    """What each address may be written to by, read row by row: stated by somebody, and refused by nobody."""
    by_caller = dict(consent) if isinstance(consent, dict) else {}
    agreed: dict[str, set[str]] = {}
    refused: dict[str, set[str]] = {}
    sent: set[str] = set()
    for row in table[1]:
        name = person(row["email"])
        if not any(row.get(column) == "n/a" for column in IGNORED):
            sent.add(name)
            for column, channels in CONSENTS.items():
                if row.get(column) in YES:
                    agreed.setdefault(name, set()).update(channels)
        for column, channels in CONSENTS.items():
            if row.get(column) in NO:
                refused.setdefault(name, set()).update(channels)
        for column, channels in OPT_OUTS.items():
            if row.get(column) in (*YES, "2024-05-01"):
                refused.setdefault(name, set()).update(channels)
    return {
        name: {
            channel: (channel in agreed.get(name, ()) or by_caller.get(channel, False))
            and channel not in refused.get(name, ())
            and by_caller.get(channel, True)
            for channel in CHANNELS
        }
        for name in sent
    }


def is_refused(table: Table, consent: Any) -> bool:
    return consent is None and not set(CONSENTS) & set(table[0])


def write(path: Path, table: Table, form: str) -> Path:
    columns, rows = table
    file = path / f"file.{form}"
    if form == "csv":
        lines = [";".join(row[column] for column in columns) for row in rows]
        file.write_text("\n".join([";".join(columns), *lines]) + "\n", encoding="utf-8")
    else:
        file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return file


def outcome(
    file: Path, form: Any, consent: Any, final: dict[str, dict[str, bool]]
) -> dict[str, dict[str, bool]] | None:
    """What is stored in the end, if the first row of an address creates and the others update."""
    plan = FilePlan(file, form, FileRules(consent=consent))
    try:
        problems = survey(plan).problems
        if any("does not state who agreed" in problem for problem in problems):
            return None
        found: dict[str, dict[str, bool]] = {}
        with plan.open() as table:
            for row in table.rows():
                try:
                    new, stated = plan.read(row, RowValues())
                except InvalidArgumentError:
                    continue
                name = person(new["email"])
                if name in found:
                    found[name].update(stated.get("marketing_consent", {}))
                else:
                    found[name] = dict(new["marketing_consent"])
                assert agreed_in(found[name]) <= agreed_in(final[name]), "not even for a moment"
        return found
    finally:
        plan.close()


def agreed_in(stored: dict[str, bool]) -> set[str]:
    return {channel for channel, agreed in stored.items() if agreed}


@settings(derandomize=True, max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(table=tables(), consent=consents, form=st.sampled_from(["csv", "jsonl"]))
def test_nobody_is_opted_in_whom_nobody_opted_in(
    tmp_path_factory: pytest.TempPathFactory, table: Table, consent: Any, form: str
) -> None:
    file = write(tmp_path_factory.getbasetemp(), table, form)
    found = outcome(file, form, consent, wanted(table, consent))
    assert (found is None) == is_refused(table, consent)
    if found is not None:
        assert found == wanted(table, consent)


@settings(derandomize=True, max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(table=tables(), consent=consents)
def test_what_the_server_stores_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, harness: Harness, table: Table, consent: Any
) -> None:
    harness.sandbox.reset()
    file = write(tmp_path_factory.getbasetemp(), table, "csv")
    preview = harness.call("preview_file", file, consent=consent)
    assert not preview.problems or is_refused(table, consent) or "same reason" in preview.problems[0]
    if preview.problems:
        with pytest.raises(InvalidArgumentError):
            harness.call("import_file", file, consent=consent)
        assert not harness.sent()
        return
    harness.call("import_file", file, consent=consent)
    with harness.sandbox.client() as client:
        found = {
            person(contact.email): contact.marketing_consent.model_dump()
            for contact in client.contacts.iter_all(200)
        }
    assert found == wanted(table, consent)


@st.composite
def known_contacts(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Contacts that are on the server before an import."""
    agreed = st.fixed_dictionaries(dict.fromkeys(CHANNELS, st.booleans()))
    fields = {"first_name": st.sampled_from(["", "Ann"]), "phone": st.sampled_from(["", "12345678"])}
    return [
        {
            "email": f"{name}@Example.com",
            **{field: draw(values) for field, values in fields.items()},
            "marketing_consent": draw(agreed),
        }
        for name in draw(st.lists(st.sampled_from(["ann", "ben", "cat"]), unique=True))
    ]


@settings(derandomize=True, max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(table=tables(), known=known_contacts(), consent=stated)
def test_a_comparison_with_the_list_stores_the_same_as_row_by_row(
    tmp_path_factory: pytest.TempPathFactory,
    harness: Harness,
    table: Table,
    known: list[dict[str, Any]],
    consent: Any,
) -> None:
    file = write(tmp_path_factory.getbasetemp(), table, "csv")
    stored: list[Any] = []
    for compare in ("row", "list"):
        harness.sandbox.reset()
        with harness.sandbox.client() as client:
            client.contacts.create_many(known).run()
            try:
                harness.call("import_file", file, consent=consent, compare=compare)
            except InvalidArgumentError as refused:
                stored.append(refused.message)
                continue
            left_out = {"id", "created_at", "updated_at"}
            found = sorted(client.contacts.iter_all(200), key=lambda contact: contact.email.lower())
            stored.append([contact.model_dump(exclude=left_out) for contact in found])
    assert stored[0] == stored[1]
