"""The Go SDK is made of the representation: names, types and rules as Go has them, and what is written by hand stays."""

import re
from pathlib import Path

import pytest

from generator.build import generated
from generator.write.go import text as go_text
from tests.generator.conftest import SmallProject

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """The files that are made of the spec of the project."""
    return {name: text for name, text in generated(ROOT).items() if name.startswith("clients/go/")}


def code(files: dict[str, str], name: str) -> str:
    """One file with its blanks folded."""
    return " ".join(files[f"clients/go/{name}_gen.go"].split())


def test_names_are_those_of_go() -> None:
    assert [go_text.exported(one) for one in ("add_ltv", "body_html", "-code", "CampaignAddLTV")] == [
        "AddLTV",
        "BodyHTML",
        "Code",
        "CampaignAddLTV",
    ]
    assert [go_text.local(one) for one in ("campaign_id", "enable", "type")] == [
        "campaignID",
        "enable",
        "typeValue",
    ]


def test_each_file_has_the_imports_that_it_uses(files: dict[str, str]) -> None:
    for name, text in files.items():
        found = re.search(r"^import \((.*?)\)\n", text, re.DOTALL | re.MULTILINE)
        imported = re.findall(r'(\w+)(?:/v\d+)?"$', found[1] if found else "", re.MULTILINE)
        rest = text[found.end() :] if found else text
        unused = [one for one in imported if not re.search(rf"\b{one}\.[A-Z]", rest)]
        assert not unused, name


def test_every_method_has_a_call_in_the_conformance_runner(files: dict[str, str]) -> None:
    calls = re.findall(r'^\t"(\w+\.\w+)": func', files["clients/go/conformance/calls_gen.go"], re.MULTILINE)
    assert {"campaigns.start", "contacts.iter_all", "emails.send", "email_accounts.setup"} <= set(calls)
    assert len(calls) == len(set(calls)) > 50


def test_a_field_that_may_be_missing_or_null_says_so(files: dict[str, str]) -> None:
    models = code(files, "models")
    contact = models.partition("type ContactCreate struct {")[2].partition("}")[0]
    assert "Email string" in contact
    assert "FirstName Optional[string]" in contact
    assert "Tags []string" in contact
    assert "MarketingConsent Optional[MarketingConsent]" in contact
    assert "Value Decimal" in models
    assert "CreatedAt time.Time" in models


def test_rules_come_with_what_is_sent_only(files: dict[str, str]) -> None:
    models = code(files, "models")
    channel = models.partition("var rulesOfEmailChannelCreate = []rule{")[2].partition("func")[0]
    assert '{name: "code", required: true, lower: true, limits: map[string]int{"maxLength": 50}' in channel
    read = models.partition("var rulesOfEmailChannel = []rule{")[2].partition("func")[0]
    assert "limits" not in read


def test_operations_say_what_may_be_repeated_and_how_to_find_out(files: dict[str, str]) -> None:
    operations = code(files, "operations")
    assert 'var opStartCampaign = operation{id: "startCampaign", method: "POST"' in operations
    assert 'values: []string{"paused"}, get: &opGetCampaign}' in operations
    assert (
        "Check with client.Contacts.List, filtered by q with its email, before calling again." in operations
    )
    assert 'case status == 400: return "validation"' in operations


def test_a_result_that_holds_one_resource_is_the_resource(files: dict[str, str]) -> None:
    managers = code(files, "managers")
    assert (
        "NewEmailCampaign(ctx context.Context, data CampaignCreateEmail, options ...CallOption) (*Campaign, error)"
        in managers
    )
    assert 'map[string]string{"name": "campaign_name"}' in managers


def test_a_method_by_hand_replaces_the_generated_one(small: SmallProject) -> None:
    name = "clients/go/managers_gen.go"
    made = re.findall(r"^func \(m \*(\w+)Manager\) (\w+)\(", generated(small.root)[name], re.MULTILINE)
    stem, method = next(one for one in made if one[1] != "All")
    by_hand = small.root / "clients/go/by_hand.go"
    by_hand.parent.mkdir(parents=True)
    by_hand.write_text(f"package konigle\n\nfunc (m *{stem}Manager) {method}() {{}}\n", encoding="utf-8")
    left = re.findall(r"^func \(m \*(\w+)Manager\) (\w+)\(", generated(small.root)[name], re.MULTILINE)
    assert set(made) - set(left) >= {(stem, method)}
