"""`konigle contacts import`, `export` and `preview`, and `konigle campaigns wait`."""

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

import click

from konigle._operations import Operation, to_json
from konigle.cli import flags as flag
from konigle.cli.output import Printer, output_options
from konigle.cli.profiles import open_client, profile_option
from konigle.cli.terminal import Refused, confirm, note, plain

_VENDORS = "mailchimp klaviyo shopify woocommerce hubspot brevo salesforce google outlook"
PRESETS = ("auto", *_VENDORS.split())
_CHANNELS = ("email", "sms", "whatsapp")
_AS_FLAGS = (
    " As flags: mapping={'A': None, 'B': 'email'} is --mapping A= --mapping B=email, consent={'email': True} is "
    "--consent email=yes, and values={…} is --values with JSON."
)
_YES_NO = {"yes": True, "true": True, "no": False, "false": False, "": None}


def _flag(
    names: str, text: str, kind: "click.ParamType[Any] | tuple[str, ...] | None" = None, **settings: Any
) -> click.Option:
    found: Any = click.Choice(kind) if isinstance(kind, tuple) else kind
    return click.Option(names.split(), help=text, type=found, **settings)


def _many(name: str, metavar: str, text: str) -> click.Option:
    return _flag(name, f"{text} Repeatable.", metavar=metavar, multiple=True)


def _file_options() -> list[click.Parameter]:
    """What import and preview have in common."""
    consent = "The consent that you state for every row, or none if only the file states consent."
    words = 'The meaning of words in columns: {"Status": {"SUBSCRIBED": true}}, or @FILE.'
    defaults = "A field of new contacts whose rows do not give it; tags are added to every row."
    return [
        click.Argument(["file"], type=click.Path()),
        _flag(
            "--preset",
            f"The vendor that exported the file, one of: {', '.join(PRESETS)}.",
            PRESETS,
            metavar="VENDOR",
        ),
        _many("--mapping", "COLUMN=FIELD", "The field of a column; `COLUMN=` skips it."),
        _flag("--values", words, metavar="JSON"),
        _many("--consent", "none|CHANNEL=yes|no", consent),
        _many("--default defaults", "FIELD=VALUE", defaults),
        _flag("--tags", "What to do with the tags of existing contacts.", ("add", "replace")),
        _flag("--unknown", "What to do with unknown columns.", ("error", "skip")),
        _flag("--action", "The last two create no contact.", ("import", "unsubscribe", "delete")),
        _many("--channels", "NAMES", "The channels that unsubscribe withdraws; the default is email."),
        _flag("--format", "By default, from the file name extension.", ("csv", "json", "jsonl", "xlsx")),
        _flag("--encoding", "The encoding of text that is neither UTF-8 nor has a byte order mark."),
        _flag("--header-row", "Line of the header, from 1.", click.INT),
        _flag("--sheet", "Sheet of a workbook, if several hold something."),
    ]


def _common_options() -> list[click.Parameter]:
    text = "A progress bar on standard error, if that is a terminal."
    return [
        _flag("--progress/--no-progress", text, default=True),
        *output_options(columns=False),
        profile_option(),
    ]


def import_command() -> click.Command:
    """`konigle contacts import`."""
    params: list[click.Parameter] = [
        *_file_options(),
        _flag("--upsert/--no-upsert", "Whether to update existing contacts.", default=None),
        _flag("--compare", "How to find existing contacts.", ("auto", "row", "list")),
        _flag("--concurrency", "The maximum number of rows in progress.", click.INT),
        _flag("--journal", "Records the progress, to resume after a crash.", click.Path()),
        _flag("--rejects", "The file for rejected rows, with their reasons.", click.Path()),
        *_common_options(),
        _flag("-y --yes", "Do not ask before --action delete.", is_flag=True),
        _flag("--dry-run", "Read and check the file; write nothing to the server.", is_flag=True),
    ]
    text = (
        "Sends the contacts in a file, row by row; an invalid row does not stop the others.\n\n"
        "With --journal, the same command resumes an import that was killed, and sends nothing twice. "
        "A new contact gets an explicit no for each channel that neither its row nor --consent states. "
        "The exit code is 1 if rows were rejected."
    )
    return _command("import", "Import contacts from a file", text, params, _import)


def preview_command() -> click.Command:
    """`konigle contacts preview`."""
    online = _flag("--online", "Look up each e-mail address on the server.", is_flag=True)
    text = "Reads a file and shows what `konigle contacts import` would do with it. Sends nothing."
    params = [*_file_options(), online, *_common_options()[1:]]
    return _command("preview", "Show what an import would do", text, params, _preview)


def export_command(contacts_list: Operation) -> click.Command:
    """`konigle contacts export`, with the filters of the list."""
    filters = flag.flags_of(contacts_list.from_source("filters"))
    params: list[click.Parameter] = [
        click.Argument(["file"], type=click.Path()),
        *(one.option for one in filters),
        _many("--fields", "NAMES", "The fields to write, in this order; by default all."),
        _flag("--format", "By default, from the file name extension.", ("csv", "jsonl")),
        *_common_options(),
    ]
    text = "Writes contacts to a CSV or JSON Lines file, which appears when it is complete."
    return _command("export", "Export contacts to a file", text, params, partial(_export, filters))


def wait_command(campaigns_get: Operation) -> click.Command:
    """`konigle campaigns wait`."""
    until: dict[str, Any] = {"multiple": True, "default": ("completed",), "show_default": True}
    params: list[click.Parameter] = [
        click.Argument(["campaign_id"]),
        _flag("--until", "A wanted state. Repeatable.", metavar="STATE", **until),
        _flag("--timeout", "The maximum time to wait.", click.FLOAT, metavar="SECONDS"),
        _flag("--poll", "Seconds before the second request.", click.FLOAT, default=2.0, show_default=True),
        *_common_options(),
    ]
    text = (
        "Polls a campaign at increasing intervals until it is in a wanted state.\n\n"
        "The exit code is 1 if it has ended in another state, or if it is not in a wanted one in time."
    )
    return _command(
        "wait", "Wait until a campaign is in a state", text, params, partial(_wait, campaigns_get)
    )


def _command(
    name: str, summary: str, text: str, params: list[click.Parameter], callback: Callable[..., None]
) -> click.Command:
    return click.Command(name, params=params, help=text, short_help=summary, callback=callback)


def _export(filters: Sequence[flag.Flag], **params: Any) -> None:
    settings = _given(params, "format") | flag.values(filters, params, {})
    if params["fields"]:
        settings["fields"] = flag.separated(params["fields"])
    with open_client(params["profile"]) as client:
        _show(client.contacts.export_file(params["file"], progress=_progress(params), **settings), params)


def _import(**params: Any) -> None:
    settings = _rules(params) | _given(params, "upsert", "compare", "concurrency", "journal", "rejects")
    if params["action"] == "delete" and not params["dry_run"]:
        confirm(
            f"contacts import deletes the contacts of {params['file']} for good. Continue?", yes=params["yes"]
        )
    with open_client(params["profile"], dry_run=params["dry_run"]) as client, _in_flags():
        summary = client.contacts.import_file(params["file"], progress=_progress(params), **settings)
    _show(summary.preview or summary, params)
    if summary.failed:
        rejects = f" They are in {params['rejects']}." if params["rejects"] else ""
        raise Refused(f"{summary.failed:,} rows were rejected.{rejects}")


def _preview(**params: Any) -> None:
    with open_client(params["profile"]) as client, _in_flags():
        preview = client.contacts.preview_file(params["file"], online=params["online"], **_rules(params))
    _show(preview, params)


def _wait(campaigns_get: Operation, **params: Any) -> None:
    with open_client(params["profile"]) as client:
        campaign = client.campaigns.wait(
            params["campaign_id"],
            until=params["until"],
            timeout=params["timeout"],
            poll=params["poll"],
            progress=_progress(params),
        )
    Printer(params["output"], params["query"], None, campaigns_get.columns).show(to_json(campaign))


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
    names = ("preset", "tags", "unknown", "action", "format", "encoding", "header_row", "sheet")
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
        if any("={" in problem for problem in getattr(result, "problems", ())):
            note(_AS_FLAGS.strip())
        for row, reason in getattr(result, "reasons", ()) if not hasattr(result, "problems") else ():
            click.echo(plain(f"row {row}: {reason}"))
        return
    import attrs

    fields: dict[str, Any] = attrs.asdict(result, filter=lambda one, _: one.name != "preview")
    Printer(params["output"], params["query"], None).show(_jsonable(fields))


def _jsonable(value: Any) -> Any:
    from pydantic_core import to_jsonable_python

    return to_jsonable_python(value, fallback=str)
