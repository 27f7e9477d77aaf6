"""A command for each operation, with its fields as flags."""

import json
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from konigle._operations import load_representation, read_managers
from konigle.cli.app import make_program
from konigle.cli.commands import command_for, dashed, example_words
from konigle.cli.flags import flags_of
from konigle.sandbox import Sandbox
from tests.cli.conftest import Program

OPERATIONS = {
    f"{one.manager}.{one.method}": one
    for manager in read_managers(load_representation())
    for one in manager.operations
}
SHOP = {
    "accounts": [{"name": "Shop", "default_from_email": "shop@example.com"}],
    "channels": [{"code": "orders", "channel_type": "transactional", "status": "active"}],
    "identities": [{"identity_value": "example.com", "verified": True}],
}
EXAMPLES = [name for name, one in OPERATIONS.items() if one.facts.get("example") is not None]


def subcommands(group: click.Group) -> list[str]:
    return group.list_commands(click.Context(group))


def test_there_is_a_command_for_each_operation_and_no_other_but_those_by_hand() -> None:
    root = make_program()
    found = {
        f"{name}.{command}"
        for name in subcommands(root)
        if isinstance(group := root.get_command(click.Context(root), name), click.Group)
        for command in subcommands(group)
    }
    by_hand = {"contacts.import", "contacts.export", "contacts.preview", "campaigns.wait"}
    assert found == {dashed(name) for name in OPERATIONS} | by_hand


@pytest.mark.parametrize("name", OPERATIONS)
def test_no_two_flags_of_a_command_are_called_alike(name: str) -> None:
    flags = [
        word
        for one in command_for(OPERATIONS[name]).params
        if isinstance(one, click.Option)
        for word in [*one.opts, *one.secondary_opts]
    ]
    assert len(flags) == len(set(flags))


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_of_the_help_sends_the_example_of_the_spec(name: str, konigle: Program) -> None:
    operation = OPERATIONS[name]
    flags = flags_of(one for one in operation.parameters if one.source != "path")
    words = example_words(operation, flags)
    shown = konigle(*words[1:3], "--help").out.partition("Example:\n")[2]
    assert (
        shlex.split(shown.replace("\\\n", "")) == words
    )  # a backslash at the end of a line continues the command
    done = konigle(*words[1:], "--dry-run", "-o", "json")
    assert (done.code, done.err) == (0, "")
    assert done.json["body"] == operation.facts["example"]
    assert done.json["method"] == operation.facts["http_method"]


def test_help_shows_what_fields_are_for_and_their_limits(konigle: Program) -> None:
    text = " ".join(konigle("campaigns", "new-email-campaign", "--help").out.split())
    assert "Subject line" in text
    assert "[at most 255 characters; required]" in text
    assert "Sends e-mail if --scheduled-at is given" in text


def test_nested_fields_are_flags_of_their_own(konigle: Program) -> None:
    done = konigle(
        *("contacts", "create", "--email", "a@example.com", "--no-marketing-consent-email"),
        *("--marketing-consent-sms", "--dry-run", "-o", "json"),
    )
    assert done.json["body"]["marketing_consent"] == {"email": False, "sms": True}


def test_flags_override_the_fields_of_data(konigle: Program, tmp_path: Path) -> None:
    data = {"email": "a@example.com", "country": "UK", "marketing_consent": {"email": True, "sms": False}}
    (tmp_path / "contact.json").write_text(json.dumps(data))
    options = ("--country", "DE", "--no-marketing-consent-email", "--dry-run", "-o", "json")
    expected = {**data, "country": "DE", "marketing_consent": {"email": False, "sms": False}}
    for given in (json.dumps(data), f"@{tmp_path}/contact.json", "@-"):
        done = konigle("contacts", "create", "--data", given, *options, stdin=json.dumps(data))
        assert done.json["body"] == expected


@pytest.mark.parametrize(
    ("data", "problem"),
    [("{", "not JSON"), ("[]", "a JSON object is needed"), ("@nowhere.json", "cannot be read")],
)
def test_data_that_is_no_object_is_a_usage_error(konigle: Program, data: str, problem: str) -> None:
    done = konigle("contacts", "create", "--data", data)
    assert done.code == 2
    assert problem in done.err


def test_clear_empties_fields_and_lists(konigle: Program) -> None:
    clear = ("--clear", "country", "--clear", "tags", "--dry-run", "-o", "json")
    assert konigle("contacts", "update", "con_1", *clear).json["body"] == {"country": None, "tags": []}
    both = konigle("contacts", "update", "con_1", "--clear", "country", "--country", "UK")
    assert (both.code, "not both" in both.err) == (2, True)
    assert konigle("contacts", "update", "con_1", "--clear", "email").code == 2


def test_lists_are_repeated_or_separated_by_commas(konigle: Program) -> None:
    tags = ("--tags", "a, b", "--tags", "c", "--dry-run", "-o", "json")
    created = konigle("contacts", "create", "--email", "a@example.com", *tags)
    assert created.json["body"]["tags"] == ["a", "b", "c"]
    listed = konigle("contacts", "list", *tags)
    assert "tags=a%2Cb%2Cc" in listed.json["url"]


def test_mail_with_attachments_is_sent_once_confirmed(
    konigle: Program, sandbox: Sandbox, tmp_path: Path
) -> None:
    sandbox.seed(SHOP)
    (tmp_path / "mail.html").write_text("<p>On its way</p>")
    (tmp_path / "list.txt").write_text("1 pair of socks")
    words = ["emails", "send", "--to", "ada@example.com,eve@example.com", "--subject", "@home", "--yes"]
    words += ["--body-html", f"@{tmp_path}/mail.html", "--channel", "orders", "--headers", "X-Order=7"]
    done = konigle(*words, "--from", "shop@example.com", "--attach", f"{tmp_path}/list.txt", "-o", "json")
    assert (done.code, done.err) == (0, "")
    (mail,) = sandbox.outbox
    assert (mail.subject, mail.html) == ("@home", "<p>On its way</p>")
    assert [one.name for one in mail.attachments] == ["list.txt"]


def test_a_dry_run_shows_the_request_and_sends_nothing(konigle: Program, sandbox: Sandbox) -> None:
    done = konigle("contacts", "list", "--tags", "vip", "--dry-run")
    assert done.out.splitlines() == [
        f"GET {sandbox.url}/reachout/api/v1/contacts?page=1&page_size=20&tags=vip",
        "Authorization: (the API key)",
    ]
    assert konigle("campaigns", "start", "cmp_1", "--dry-run").code == 0
    assert sandbox.requests == []


def test_a_dry_run_names_the_files_of_a_mail(konigle: Program, sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("1 pair of socks")
    words = ["emails", "send", "--to", "ada@example.com", "--subject", "Hi", "--body-html", "<p>Hi</p>"]
    words += ["--channel", "orders", "--attach", str(tmp_path / "list.txt"), "--dry-run"]
    shown = konigle(*words).out
    assert shown.endswith(f"file: {tmp_path}/list.txt\n")
    assert '"<p>Hi</p>"' in shown
    assert konigle(*words, "-o", "json").json["files"] == [str(tmp_path / "list.txt")]
    assert sandbox.requests == []


def test_a_campaign_asks_only_where_mail_can_result(konigle: Program) -> None:
    words = ("campaigns", "create", "--name", "Sale", "--audience", "aud_1")
    assert "pass --yes" not in konigle(*words).err
    scheduled = konigle(*words, "--scheduled-at", "2027-01-01T09:00:00Z")
    assert (scheduled.code, "sends e-mail to a whole audience" in scheduled.err) == (1, True)
    test_mail = konigle("campaigns", "send-test-email", "cmp_1", "--email-address", "me@example.com")
    assert (test_mail.code, "sends e-mail to 1 address." in test_mail.err) == (1, True)


def test_the_key_is_in_no_output(konigle: Program) -> None:
    secret = "kg_live_0123456789abcdef"
    konigle.env["KONIGLE_API_KEY"] = secret
    for words in (
        ["contacts", "list"],
        ["contacts", "list", "--dry-run"],
        ["doctor"],
        ["doctor", "-o", "json"],
    ):
        done = konigle(*words)
        assert secret not in done.out + done.err
    assert done.code == 4


def test_no_command_takes_the_key_as_an_argument() -> None:
    for operation in OPERATIONS.values():
        flags = [flag for one in command_for(operation).params for flag in one.opts]
        assert not any("key" in flag for flag in flags)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["contcats"], "(did you mean `contacts`?)"),
        (["contacts", "lst"], "(did you mean `list`?)"),
        (["contacts", "create", "--emial", "x"], "--email"),
        (["contacts", "get"], "CONTACT_ID"),
        (["contacts", "list", "--page", "x"], "--page"),
        (["contacts", "list", "--page", "2", "--all"], "omit --page"),
        (["contacts", "list", "--query", "[?"], "--query"),
        (["contacts", "list", "--columns", "nope"], "there is no nope"),
        (["contacts", "create"], "--email: This field is required."),
        (["contacts", "create", "--email", "x"], "--email: not an email address"),
        (["contacts", "update", "con_1"], "at least one field"),
    ],
)
def test_wrong_usage_is_one_line_that_names_the_flag(
    konigle: Program, sandbox: Sandbox, words: list[str], expected: str
) -> None:
    done = konigle(*words)
    assert (done.code, done.out) == (2, "")
    assert expected in done.err
    assert done.err.count("\n") == 1
    assert sandbox.requests == []


def test_a_new_field_of_the_representation_is_a_flag() -> None:
    representation: Any = load_representation()
    create = next(one for one in representation["models"] if one["name"] == "ContactCreate")
    create["fields"].append(
        {"name": "shoe_size", "type": {"kind": "integer"}, "title": "", "doc": "In EU sizes."}
    )
    root = make_program(representation)
    group: Any = root.get_command(click.Context(root), "contacts")
    command = group.get_command(click.Context(group), "create")
    assert "--shoe-size" in [flag for one in command.params for flag in one.opts]


def all_commands(group: click.Group, context: click.Context) -> Iterator[tuple[click.Command, click.Context]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        inner = click.Context(command, parent=context, info_name=name, terminal_width=80)
        yield command, inner
        if isinstance(command, click.Group):
            yield from all_commands(command, inner)


def test_the_help_of_every_command_fits_eighty_columns() -> None:
    root = make_program()
    wide = [
        (context.command_path, line)
        for command, context in all_commands(
            root, click.Context(root, info_name="konigle", terminal_width=80)
        )
        for line in command.get_help(context).splitlines()
        if len(line) > 80
    ]
    assert wide == []
