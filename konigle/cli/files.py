"""`konigle contacts import`, `export` and `preview`, and `konigle campaigns wait`."""

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from typing import Any

import click

from konigle._operations import Operation
from konigle.cli import flags as flag
from konigle.cli.output import FORMATS, Printer
from konigle.cli.profiles import open_client, profile_option
from konigle.cli.terminal import Refused, confirm, plain

PRESETS = (
    "auto",
    "mailchimp",
    "klaviyo",
    "shopify",
    "woocommerce",
    "hubspot",
    "brevo",
    "salesforce",
    "google",
    "outlook",
)
_CHANNELS = ("email", "sms", "whatsapp")
_AS_FLAGS = (
    " As flags: mapping={'A': None, 'B': 'email'} is --mapping A= --mapping B=email, consent={'email': True} is "
    "--consent email=yes, and values={…} is --values with JSON."
)
_YES_NO = {"yes": True, "true": True, "no": False, "false": False, "": None}


def _file_options() -> list[click.Parameter]:
    """What import and preview have in common."""

    def choice(*values: str) -> click.Choice[str]:
        return click.Choice(values)

    return [
        click.Argument(["file"], type=click.Path()),
        click.Option(
            ["--preset"], type=choice(*PRESETS), help="The vendor that wrote it; auto to recognize it."
        ),
        click.Option(
            ["--mapping"],
            metavar="COLUMN=FIELD",
            multiple=True,
            help="Field of a column; `COLUMN=` leaves it out. Repeatable.",
        ),
        click.Option(
            ["--values"],
            metavar="JSON",
            help='What words of columns mean: \'{"Status": {"SUBSCRIBED": true}}\', or @FILE.',
        ),
        click.Option(
            ["--consent"],
            metavar="none|CHANNEL=yes|no",
            multiple=True,
            help="What you state for every row, or none if only the file states a consent. Repeatable.",
        ),
        click.Option(
            ["--default", "defaults"],
            metavar="FIELD=VALUE",
            multiple=True,
            help="A field of new contacts whose rows do not give it; tags are added to every row. Repeatable.",
        ),
        click.Option(
            ["--tags"], type=choice("add", "replace"), help="What to do with the tags of contacts that exist."
        ),
        click.Option(
            ["--unknown"],
            type=choice("error", "skip"),
            help="What to do with columns that are not understood.",
        ),
        click.Option(
            ["--action"],
            type=choice("import", "unsubscribe", "delete"),
            help="unsubscribe and delete create no contact.",
        ),
        click.Option(
            ["--channels"],
            metavar="NAMES",
            multiple=True,
            help="What unsubscribe withdraws; email if left out.",
        ),
        click.Option(
            ["--format"], type=choice("csv", "json", "jsonl", "xlsx"), help="Else by the end of the name."
        ),
        click.Option(["--encoding"], help="Of a text that is neither UTF-8 nor has a byte order mark."),
        click.Option(["--header-row"], type=click.INT, help="Line of the header, from 1."),
    ]


def _result_options() -> list[click.Parameter]:
    form = click.Option(
        ["-o", "--output"], type=click.Choice(FORMATS), default="table", help="Format of the result."
    )
    return [
        form,
        click.Option(["--query"], metavar="JMESPATH", help="Selects from the result."),
        profile_option(),
    ]


def import_command() -> click.Command:
    """`konigle contacts import`."""
    params: list[click.Parameter] = [
        *_file_options(),
        click.Option(["--upsert/--no-upsert"], default=None, help="Whether to update contacts that exist."),
        click.Option(["--concurrency"], type=click.INT, help="How many rows may be under way."),
        click.Option(["--journal"], type=click.Path(), help="Records the progress, to resume after a crash."),
        click.Option(["--rejects"], type=click.Path(), help="Where bad rows go, with the reason."),
        click.Option(
            ["--progress/--no-progress"], default=True, help="A bar on standard error, if a terminal."
        ),
        *_result_options(),
        click.Option(["-y", "--yes"], is_flag=True, help="Do not ask before --action delete."),
        click.Option(
            ["--dry-run"], is_flag=True, help="Read and check the file; write nothing to the server."
        ),
    ]
    text = (
        "Sends the contacts of a file, row by row; a bad row never stops the others.\n\n"
        "With --journal the same command resumes an import that was killed, and sends nothing twice. "
        "A new contact gets an explicit no for each channel that neither its row nor --consent states. "
        "The exit code is 1 if rows were rejected."
    )
    return click.Command(
        "import", params=params, help=text, short_help="Import contacts from a file", callback=_import
    )


def preview_command() -> click.Command:
    """`konigle contacts preview`."""
    online = click.Option(["--online"], is_flag=True, help="Look up each address on the server.")
    text = "Reads a file and shows what `konigle contacts import` would do with it. Sends nothing."
    params = [*_file_options(), online, *_result_options()]
    return click.Command(
        "preview", params=params, help=text, short_help="Show what an import would do", callback=_preview
    )


def export_command(contacts_list: Operation) -> click.Command:
    """`konigle contacts export`, with the filters of the list."""
    filters = flag.flags_of(contacts_list.from_source("filters"))
    params: list[click.Parameter] = [
        click.Argument(["file"], type=click.Path()),
        *(one.option for one in filters),
        click.Option(
            ["--fields"],
            metavar="NAMES",
            multiple=True,
            help="What to write, in this order; else all fields.",
        ),
        click.Option(["--format"], type=click.Choice(("csv", "jsonl")), help="Else by the end of the name."),
        click.Option(
            ["--progress/--no-progress"], default=True, help="A bar on standard error, if a terminal."
        ),
        *_result_options(),
    ]

    def export(**params: Any) -> None:
        settings = _given(params, "format") | flag.values(filters, params, {})
        if params["fields"]:
            settings["fields"] = flag.separated(params["fields"])
        with open_client(params["profile"]) as client:
            summary = client.contacts.export_file(params["file"], progress=_progress(params), **settings)
        _show(summary, params)

    text = "Writes contacts to a CSV or JSON Lines file, which appears when it is complete."
    return click.Command(
        "export", params=params, help=text, short_help="Export contacts to a file", callback=export
    )


def wait_command() -> click.Command:
    """`konigle campaigns wait`."""
    params: list[click.Parameter] = [
        click.Argument(["campaign_id"]),
        click.Option(
            ["--until"], multiple=True, default=("completed",), show_default=True, help="A wanted state."
        ),
        click.Option(["--timeout"], type=click.FLOAT, metavar="SECONDS", help="How long to wait at most."),
        click.Option(
            ["--poll"],
            type=click.FLOAT,
            default=2.0,
            show_default=True,
            help="Seconds to the second request.",
        ),
        click.Option(
            ["--progress/--no-progress"], default=True, help="A bar on standard error, if a terminal."
        ),
        *_result_options(),
    ]
    text = (
        "Polls a campaign with growing waits until it is in a wanted state.\n\n"
        "The exit code is 1 if it has ended in another state, or if it is not in a wanted one in time."
    )
    return click.Command("wait", params=params, help=text, short_help="Wait for a state", callback=_wait)


def _import(**params: Any) -> None:
    settings = _rules(params) | _given(params, "upsert", "concurrency", "journal", "rejects")
    if params["action"] == "delete" and not params["dry_run"]:
        confirm(
            f"contacts import deletes the contacts of {params['file']} for good. Go on?", yes=params["yes"]
        )
    with open_client(params["profile"], dry_run=params["dry_run"]) as client, _in_flags():
        summary = client.contacts.import_file(params["file"], progress=_progress(params), **settings)
    preview = getattr(summary, "preview", None)
    _show(summary if preview is None else preview, params)
    if summary.failed:
        rejects = f" They are in {params['rejects']}." if params["rejects"] else ""
        raise Refused(f"{summary.failed:,} rows were rejected.{rejects}")


def _preview(**params: Any) -> None:
    with open_client(params["profile"]) as client, _in_flags():
        read: Callable[..., Any] = getattr(client.contacts, "preview_file")  # noqa: B009
        _show(read(params["file"], online=params["online"], **_rules(params)), params)


def _wait(**params: Any) -> None:
    with open_client(params["profile"]) as client:
        campaign = client.campaigns.wait(
            params["campaign_id"],
            until=params["until"],
            timeout=params["timeout"],
            poll=params["poll"],
            progress=_progress(params),
        )
    from konigle._operations import to_json

    Printer(params["output"], params["query"], None).show(to_json(campaign))


@contextmanager
def _in_flags() -> Generator[None]:
    """Adds to an error of the library how its arguments are written as flags."""
    from konigle import InvalidArgumentError

    try:
        yield
    except InvalidArgumentError as error:
        if "={" in error.message:
            error.message += _AS_FLAGS
        raise


def _given(params: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: params[name] for name in names if params[name] is not None}


def _progress(params: Mapping[str, Any]) -> Any:
    return "auto" if params["progress"] else None


def _rules(params: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of `import_file` that were given."""
    names = ("preset", "tags", "unknown", "action", "format", "encoding", "header_row")
    rules = _given(params, *names)
    if params["mapping"]:
        mapping = flag.pairs(params["mapping"], "--mapping")
        rules["mapping"] = {column: field or None for column, field in mapping.items()}
    if params["values"] is not None:
        rules["values"] = flag.read_object(params["values"], "--values")
    if params["consent"]:
        rules["consent"] = _consent(flag.separated(params["consent"]))
    if params["defaults"]:
        defaults: dict[str, Any] = flag.pairs(params["defaults"], "--default")
        if "tags" in defaults:
            defaults["tags"] = flag.separated([defaults["tags"]])
        rules["defaults"] = defaults
    if params["channels"]:
        rules["channels"] = flag.separated(params["channels"])
    return rules


def _consent(given: list[str]) -> Any:
    if given == ["none"]:
        return "none"
    stated = {channel: _YES_NO.get(word) for channel, word in flag.pairs(given, "--consent").items()}
    if not set(stated) <= set(_CHANNELS) or None in stated.values():
        problem = f"none, or {' or '.join(_CHANNELS)} with =yes or =no"
        raise click.BadParameter(f"must be {problem}", param_hint="--consent")
    return stated


def _show(result: Any, params: Mapping[str, Any]) -> None:
    """A summary or preview: as the library shows it, or its fields."""
    if params["output"] == "table" and params["query"] is None:
        for line in str(result).splitlines():
            click.echo(plain(line))
        for row, reason in getattr(result, "reasons", ()) if not hasattr(result, "problems") else ():
            click.echo(plain(f"row {row}: {reason}"))
        return
    import attrs

    fields: dict[str, Any] = attrs.asdict(result, filter=lambda one, _: one.name != "preview")
    Printer(params["output"], params["query"], None).show(_jsonable(fields))


def _jsonable(value: Any) -> Any:
    from pydantic_core import to_jsonable_python

    return to_jsonable_python(value, fallback=str)
