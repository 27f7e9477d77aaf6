"""One command per operation, made of the representation."""

import json
import shlex
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import click

from konigle._operations import Operation, to_json
from konigle.cli import flags as flag
from konigle.cli.output import Printer, output_options
from konigle.cli.profiles import open_client, profile_option
from konigle.cli.terminal import confirm, is_terminal, note

if TYPE_CHECKING:
    from konigle import Client
    from konigle._core.call import Call, FileResponse

_EXAMPLE_WIDTH = (
    50  # characters after which a line of an example ends, so that the next flag and its value fit too
)
_REPLAY = {
    "safe": "Idempotent; retried automatically.",
    "settled": "Idempotent; retried automatically.",
    "once": "If the response is lost, the command is not retried and exits with 3.",
}


def dashed(name: str) -> str:
    """A name of the library as a command."""
    return name.replace("_", "-")


def command_for(operation: Operation) -> click.Command:
    """The command of an operation."""
    flags = flag.flags_of(one for one in operation.parameters if one.source != "path")
    extras = [
        *flag.clear_option(operation),
        *flag.data_option(operation),
        *flag.save_option(operation),
        *output_options(),
        profile_option(),
    ]
    if operation.is_list:
        extras.append(click.Option(["--all"], is_flag=True, help="All pages, requested as they are printed."))
    if _may_ask(operation):
        extras.append(click.Option(["-y", "--yes"], is_flag=True, help="Do not ask."))
    extras.append(click.Option(["--dry-run"], is_flag=True, help="Show the request; send nothing."))
    arguments = [flag.argument(one) for one in operation.from_source("path")]
    return click.Command(
        dashed(operation.method),
        params=[*arguments, *(one.option for one in flags), *extras],
        help="\n\n".join(_texts(operation)),
        short_help=operation.facts["summary"],
        epilog=_example(operation, flags),
        callback=partial(_run, operation, flags),
    )


def request_of(client: "Client", operation: Operation, arguments: Mapping[str, Any]) -> "Call[Any]":
    """The call that an operation would make, after all checks of the library.

    Raises:
        InvalidArgumentError: The arguments do not fit.
    """
    transport = client.transport
    client.transport = cast("Any", _Capture(client.config))
    try:
        operation.call(client, arguments)
    except _Captured as captured:
        return captured.call
    finally:
        client.transport = transport
    raise AssertionError(operation.facts["operation"])


class _Captured(Exception):  # noqa: N818 - not an error
    def __init__(self, call: "Call[Any]") -> None:
        super().__init__()
        self.call = call


class _Capture:
    """In place of a client's transport: hands the call back instead of sending it."""

    def __init__(self, config: Any) -> None:
        self.config = config

    def exchange(self, call: "Call[Any]", **options: Any) -> Any:
        """Raises the call."""
        del options
        raise _Captured(call)

    send = exchange


def _run(operation: Operation, flags: Sequence[flag.Flag], **params: Any) -> None:
    printer = Printer(params["output"], params["query"], params["columns"], operation.columns)
    arguments = _arguments(operation, flags, params)
    start = operation.paging.get("parameter", "page")
    if params.get("all") and start in arguments:
        raise click.UsageError(f"--all shows every page: omit --{dashed(start)}.")
    with open_client(params["profile"], needs_key=not params["dry_run"]) as client:
        if params["dry_run"]:
            _show_request(request_of(client, operation, arguments), client.config.base_url, params["output"])
            return
        question = _question(operation, arguments)
        if question:
            request_of(client, operation, arguments)  # so that an error comes before the question
            confirm(question, yes=params["yes"])
        if params.get("all"):
            printer.show(map(to_json, operation.iterate(client, arguments)))
            return
        if operation.returns_file:
            _save(operation.call(client, arguments, to=params["save_to"]))
            return
        result = operation.call(client, arguments)
    if operation.facts["result"]["kind"] == "none" and params["output"] == "table":
        note("Done.")
        return
    printer.show(operation.shown(result))
    if params["output"] == "table" and params["query"] is None:
        _more(operation, result)


def _save(file: "FileResponse") -> None:
    """Says where a file is; one that was not saved is written to standard output as it is."""
    if file.content is None:
        note(f"{file.path}: {file.size:,} bytes.")
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(file.content)
    sys.stdout.buffer.flush()


def _arguments(operation: Operation, flags: Sequence[flag.Flag], params: Mapping[str, Any]) -> dict[str, Any]:
    data = flag.read_object(params.get("data"), "--data")
    cleared = {one.name: one for one in operation.from_source("body") if one.name in params.get("clear", ())}
    empty: dict[str, Any] = {name: None if one.type.get("nullable") else [] for name, one in cleared.items()}
    given = flag.values(flags, params, {**data, **empty})
    if both := sorted(name for name in empty if given[name] != empty[name]):
        raise click.UsageError(f"{', '.join(both)}: give a value or --clear, not both.")
    paths = {one.name: params[f"field__{one.name}"] for one in operation.from_source("path")}
    return {**given, **paths}


def _may_ask(operation: Operation) -> bool:
    return operation.facts["kind"] == "delete" or bool(operation.recipients)


def _question(operation: Operation, arguments: Mapping[str, Any]) -> str:
    """What is asked before a call that deletes or sends mail; empty for all others."""
    ids = [str(arguments[one.name]) for one in operation.from_source("path")]
    what = " ".join([dashed(operation.manager), dashed(operation.method), *ids])
    if operation.facts["kind"] == "delete":
        return f"{what} deletes for good. Continue?"
    if not operation.sends_mail(arguments):
        return ""
    if operation.recipients["kind"] == "audience":
        return f"{what} sends e-mail to a whole audience. Continue?"
    to: Any = arguments.get(operation.recipients["field"]) or []
    count = 1 if isinstance(to, str) else len(to)
    return f"{what} sends e-mail to {count} address{'' if count == 1 else 'es'}. Continue?"


def _more(operation: Operation, result: Any) -> None:
    """Notes on a terminal that there are more pages."""
    following = getattr(result, operation.paging["next"], None) if "next" in operation.paging else None
    if following and is_terminal(sys.stdout):
        note(f"--{dashed(operation.paging['parameter'])} {following} is the next page, --all shows all.")
    pages, page = getattr(result, "num_pages", None), getattr(result, "current_page", None)
    if pages and page and pages > page and is_terminal(sys.stdout):
        note(
            f"Page {page} of {pages:,}, {result.count:,} in all: --page {page + 1} is the next, --all shows all."
        )


def _show_request(call: "Call[Any]", base_url: str, form: str) -> None:
    from urllib.parse import urlencode

    from konigle._core.parameters import cookie_header

    query = call.query_strings()
    body: Any = call.body
    fields: Any = body.fields if body is not None else None
    files = [str(one) for _, one in getattr(body, "files", ())]
    request: dict[str, Any] = {
        "method": call.operation.method,
        "url": f"{base_url}{call.path}{f'?{urlencode(query, doseq=True)}' if query else ''}",
    }
    if call.headers or call.cookies:
        request["headers"] = {
            **call.headers,
            **({"cookie": cookie_header(call.cookies)} if call.cookies else {}),
        }
    if fields is not None:
        request["body"] = fields if isinstance(fields, dict) else list(map(list, fields))
    if files:
        request["files"] = files
    if form != "table":
        Printer(form, None, None).show(request)
        return
    click.echo(f"{request['method']} {request['url']}")
    click.echo("Authorization: (the API key)")
    for name, value in request.get("headers", {}).items():
        click.echo(f"{name}: {value}")
    if "body" in request:
        click.echo(f"\n{json.dumps(request['body'], ensure_ascii=True, indent=2)}")
    for file in files:
        click.echo(f"file: {file}")


def _texts(operation: Operation) -> list[str]:
    texts = [operation.facts["description"] or operation.facts["summary"], _REPLAY[operation.facts["replay"]]]
    if _may_ask(operation):
        what = "Deletes" if operation.facts["kind"] == "delete" else "Sends mail"
        if operation.recipients.get("kind") == "audience":
            field = operation.recipients.get("field")
            what = f"Sends e-mail if --{dashed(field)} is given" if field else what
        texts.append(
            f"{what}: asks for confirmation; without a terminal, it is rejected unless --yes is given."
        )
    return texts


def _example(operation: Operation, flags: Sequence[flag.Flag]) -> str | None:
    words = example_words(operation, flags)
    if not words:
        return None
    lines = [""]
    for word in words:
        is_flag, quoted = word.startswith("--"), shlex.quote(word)
        if is_flag and len(lines[-1]) + len(quoted) > _EXAMPLE_WIDTH:
            lines.append("   ")
        lines[-1] += f" {quoted}"
    shown = " \\\n ".join(lines)
    return f"Example:\n\n\b\n {shown}"


def example_words(operation: Operation, flags: Sequence[flag.Flag]) -> list[str]:
    """The command with the example of the spec; empty where there is none."""
    example: Any = operation.facts.get("example")
    if example is None:
        return []
    words = ["konigle", dashed(operation.manager), dashed(operation.method)]
    words += [one.name.upper() for one in operation.from_source("path")]
    for one in flags:
        value: Any = example
        for step in one.path:
            value = cast("dict[str, Any]", value).get(step) if isinstance(value, dict) else None
        name = one.option.opts[0]
        if isinstance(value, bool):
            words.append(name if value else one.option.secondary_opts[0])
        elif isinstance(value, dict):
            for key, text in cast("dict[str, Any]", value).items():
                words += [name, f"{key}={text}"]
        elif isinstance(value, list):
            for text in cast("list[Any]", value):
                words += [name, str(text)]
        elif value is not None:
            words += [name, str(value)]
    cleared = [name for name, value in cast("dict[str, Any]", example).items() if value is None]
    return [*words, *(word for name in cleared for word in ("--clear", name))]
