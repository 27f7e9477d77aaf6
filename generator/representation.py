"""The SDK as plain values that belong to no language: what every emitter starts from."""

import dataclasses
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from typing import Any, Literal

Replay = Literal["safe", "settled", "once"]
Kind = Literal["list", "create", "get", "update", "delete", "action"]
TypeKind = Literal[
    "string",
    "integer",
    "number",
    "boolean",
    "decimal",
    "time",
    "file",
    "list",
    "map",
    "any",
    "enum",
    "model",
    "union",
]
ABSENT: Any = ...
"""The default of what has none."""


@dataclass(frozen=True)
class Type:
    """What a value may be.

    Attributes:
        kind: `decimal` is a number in a string, `time` a date-time of RFC 3339 in a string.
        name: Of an enum or a model.
        format: Of a string: `email`, `email-or-blank`, `uuid`, `uri`, `date` or `byte` (base64 text); of an integer: `int32`
            or `int64`.
        nullable: Whether null is a value.
        limits: Words of JSON Schema, `const` and `enum` among them, and those of `x-decimal`.
        items: Of a list.
        values: Of a map.
        names: The pattern of a map's names.
        currency: Of a decimal: the field with the currency, of which some have more decimal places.
        currency_places: Those, each with its number of decimal places.
        members: Of a union.
        discriminator: Of a union of models: the field whose value names the member.
        tags: Those values, each with the name of its model.
    """

    kind: TypeKind
    name: str = ""
    format: str = ""
    nullable: bool = False
    limits: dict[str, Any] = field(default_factory=dict)
    items: "Type | None" = None
    values: "Type | None" = None
    names: str = ""
    currency: str = ""
    currency_places: dict[str, int] = field(default_factory=dict)
    members: tuple["Type", ...] = ()
    discriminator: str = ""
    tags: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Deprecation:
    """That something is deprecated.

    Attributes:
        since: The version of the API that deprecates it.
        use: What to use instead: an operation id, or a field or filter beside it.
        removed_in: The version that removes it.
    """

    since: str = ""
    use: str = ""
    removed_in: str = ""


@dataclass(frozen=True)
class Sending:
    """How a parameter is sent that is not one plain value of the query under its own name.

    Attributes:
        name: As on the wire.
        location: Where it is sent.
        style: The style of OpenAPI; `json` for JSON text.
        explode: Whether each item of a list, or each property of an object, is sent separately.
    """

    name: str
    location: Literal["query", "header", "cookie"]
    style: str
    explode: bool


@dataclass(frozen=True)
class Field:
    """One field of a model, or one filter.

    Attributes:
        name: As on the wire.
        type: What it may be.
        title: A short name for people.
        doc: What it is for.
        required: Whether it must be there.
        default: What the server takes when a create leaves it out.
        lower: Whether the API keeps the text in lower case.
        comma_separated: Whether it is a list that is sent as one text, joined by commas.
        detail_only: Whether items of a list lack it.
        synonym: A second name that is accepted for it.
        deprecated: Whether callers should no longer set it.
        read_only: Of a model that is sent and received: whether it is never sent, even if it is required.
        write_only: Of such a model: whether it is never received.
        sending: Of a filter: how it is sent, if that needs to be said.
    """

    name: str
    type: Type
    title: str
    doc: str
    required: bool = False
    default: Any = ABSENT
    lower: bool = False
    comma_separated: bool = False
    detail_only: bool = False
    synonym: str = ""
    deprecated: Deprecation | None = None
    read_only: bool = False
    write_only: bool = False
    sending: Sending | None = None


@dataclass(frozen=True)
class Model:
    """An object with known fields.

    Attributes:
        name: Its name.
        doc: What it is.
        role: `body` is sent with a POST, `update` with a PATCH; `value` stands inside others.
        sent: Whether programs send it.
        received: Whether programs receive it.
        fields: All of its fields, those of its bases first.
        shown: The fields that tell one from another at a glance.
    """

    name: str
    doc: str
    role: Literal["resource", "body", "update", "page", "response", "value"]
    sent: bool
    received: bool
    fields: tuple[Field, ...]
    shown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Enum:
    """A named set of words, whole numbers or booleans; `final` are states that nothing leads out of."""

    name: str
    doc: str
    values: tuple[Any, ...]
    final: tuple[str, ...] = ()


@dataclass(frozen=True)
class Filters:
    """The conditions of one list."""

    name: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Argument:
    """One argument of a method.

    Attributes:
        name: Its name.
        source: Where its value goes: into the path, a page parameter, the filters, the whole body, the one field of the
            body, or a parameter of its own.
        type: What it may be; of filters and bodies the model.
        required: Whether it must be given.
        default: Of a page parameter.
        doc: What it is for.
        sending: How a parameter of its own is sent, if that needs to be said.
        example: A value of it.
        deprecated: Whether callers should no longer set it.
    """

    name: str
    source: Literal["path", "body", "field", "filters", "page", "parameter"]
    type: Type
    required: bool
    doc: str
    default: Any = ABSENT
    sending: Sending | None = None
    example: Any = ABSENT
    deprecated: Deprecation | None = None


@dataclass(frozen=True)
class Body:
    """What a request carries.

    Attributes:
        model: The model.
        form: The schema of the multipart form, sent instead of JSON when there are files.
        files: The field of the form that holds files.
        most_files: How many there may be.
        content_type: How the model is sent: a JSON media type, or a form.
        file_fields: Of a form: the fields that hold a file, or a list of files.
        required: Whether a request needs it.
        type: Of a body that is no object with known fields: what it may be; `model` then names its schema.
    """

    model: str
    form: str = ""
    files: str = ""
    most_files: int | None = None
    content_type: str = "application/json"
    file_fields: tuple[str, ...] = ()
    required: bool = True
    type: Type | None = None


@dataclass(frozen=True)
class Result:
    """What a call results in: one model, one page of it, an object of no fixed form, another value, a file, or nothing.

    Attributes:
        kind: Which of these.
        model: Its name.
        doc: What it is.
        items: Of a page: the model of what it lists.
        unwraps: The only field of the model; the method returns its value instead.
        stand_ins: Fields that hold a resource each. Where the response is empty, the resource is made of what was sent:
            the fields of the body, and more of them under another name.
        by_status: What other status codes of success mean instead.
        type: Of another value: what it may be.
    """

    kind: Literal["model", "page", "object", "value", "file", "none"]
    model: str
    doc: str
    items: str = ""
    unwraps: str = ""
    stand_ins: dict[str, dict[str, str]] = field(default_factory=dict)
    by_status: "dict[str, Result]" = field(default_factory=dict)
    type: Type | None = None


@dataclass(frozen=True)
class Pagination:
    """How a list is paged, and what iterates over all of it.

    Attributes:
        iterator: The name of the method that does.
        style: `page` numbers pages from 1 and is described by `paging` of the SDK; the parameter of an `offset` list is the
            number of items before the page, that of a `cursor` list what the page before names as `next`.
        parameter: The parameter that says where a page begins.
        limit: The parameter with the number of items on a page; empty if there is none.
        items: The field of a page that holds its items.
        next: The field of a page that holds the next cursor; the last page has none.
        most: The largest number of items; null if the spec does not say it.
    """

    iterator: str
    style: Literal["page", "offset", "cursor"] = "page"
    parameter: str = "page"
    limit: str = "page_size"
    items: str = "payload"
    next: str = ""
    most: int | None = None


@dataclass(frozen=True)
class Scheme:
    """How a credential is sent.

    Attributes:
        name: Its name in the spec.
        location: Where it is sent.
        parameter: The header or query parameter.
        prefix: The word before it in a header; empty for none, or where the client is told it (`auth_prefix`).
        is_main: Whether it is the API key of a client.
    """

    name: str
    location: Literal["header", "query"]
    parameter: str
    prefix: str = ""
    is_main: bool = False


@dataclass(frozen=True)
class Poll:
    """How to wait for what an operation has only started.

    Attributes:
        method: The name of the method that waits.
        operation: The operation that reads the state.
        field: The field of its response that holds the state.
        done: The states in which the work is done.
        failed: The states in which it has failed.
    """

    method: str
    operation: str
    field: str
    done: tuple[str, ...]
    failed: tuple[str, ...] = ()


@dataclass(frozen=True)
class StateCheck:
    """How a GET shows that a refused retry had been applied before.

    Attributes:
        field: The field of the resource that shows it.
        values: What it then is; the value that was sent, if there are none.
        operation: The GET to call with the identifier of the path; empty if the spec has none.
    """

    field: str
    values: tuple[str, ...] = ()
    operation: str = ""


@dataclass(frozen=True)
class Recipients:
    """Who receives mail: the addresses in a field of the body, or an audience, if need be only where a field is set."""

    kind: Literal["addresses", "audience"]
    field: str = ""


@dataclass(frozen=True)
class Recovery:
    """How to find out whether a call was applied when its response is lost.

    Attributes:
        operation: The operation to call; empty where none can tell.
        query: Filters, each with the field of the body whose value it takes.
        compare: Fields of the resource to compare.
        note: What to do where no operation can tell.
    """

    operation: str = ""
    query: dict[str, str] = field(default_factory=dict)
    compare: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Error:
    """A way in which a call can fail that is its own, beside those that every call has."""

    kind: Literal["invalid_argument", "refused", "not_found", "outcome_unknown"]
    doc: str


@dataclass(frozen=True)
class Method:
    """One operation as a method of its manager.

    Attributes:
        accept: The `Accept` header, if it is not `application/json`.
        takes_key: Whether the spec declares the header `Idempotency-Key`, which is an option of a call.
        security: Alternatives of schemes whose credentials it needs all of; null for the API key.
    """

    name: str
    operation: str
    http_method: str
    path: str
    kind: Kind
    summary: str
    description: str
    replay: Replay
    arguments: tuple[Argument, ...]
    result: Result
    errors: tuple[Error, ...]
    body: Body | None = None
    state_check: StateCheck | None = None
    recipients: Recipients | None = None
    recovery: Recovery | None = None
    example: Any = ABSENT
    deprecated: Deprecation | None = None
    pagination: Pagination | None = None
    poll: Poll | None = None
    security: tuple[tuple[str, ...], ...] | None = None
    accept: str = ""
    takes_key: bool = False


@dataclass(frozen=True)
class FinalStates:
    """The field of a resource that holds its state, and the states that nothing leads out of."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Manager:
    """What can be done with one kind of resource.

    Attributes:
        name: Its name on the client.
        stem: What its class is called after, `<stem>Manager`.
        doc: What it is for.
        base_path: Path of the collection, or of the only operation.
        resource: The model of what it returns; empty if it keeps nothing.
        create: The model of a new resource.
        update: The model of a change.
        filters: The conditions of its list.
        methods: In the order of the spec.
        final_states: If the resource has any.
    """

    name: str
    stem: str
    doc: str
    base_path: str
    methods: tuple[Method, ...]
    resource: str = ""
    create: str = ""
    update: str = ""
    filters: str = ""
    final_states: FinalStates | None = None

    def of_kind(self, kind: Kind) -> Method | None:
        """The method of a kind; of several lists the one that `iter_all` iterates over."""
        found = (one for one in self.methods if one.kind == kind)
        return next(
            (one for one in found if not one.pagination or one.pagination.iterator == "iter_all"), None
        )


@dataclass(frozen=True)
class Paging:
    """Page parameters, and where a page holds its items; `older_items` is read where `items` is not there."""

    page: str
    page_size: str
    items: str
    older_items: str
    max_page_size: int


@dataclass(frozen=True)
class ErrorKind:
    """A kind of error.

    Attributes:
        name: What its class is called after.
        kind: In the words of conformance scenarios.
        doc: What it means.
        parent: The name of the more general kind; empty for those that every call shares.
    """

    name: str
    kind: str
    doc: str
    parent: str = ""


@dataclass(frozen=True)
class Setting:
    """A setting of a client.

    Attributes:
        name: Its name.
        kind: `seconds` is a duration.
        doc: What it is for.
        per_call: Whether one call may have another value.
    """

    name: str
    kind: Literal["text", "seconds", "count", "flag"]
    doc: str
    per_call: bool = False


@dataclass(frozen=True)
class Retry:
    """Constants of the retry rules, and the defaults of a client. Times are in seconds.

    Attributes:
        timeout_s: Default limit of one attempt.
        retry_count: Default number of attempts after the first.
        backoff_s: Default width of the range that the first wait is drawn from.
        max_backoff_s: No range is wider.
        max_retry_after_s: A longer wait is left to the caller, unless a deadline allows it.
        budget: Tokens of a client's retry budget.
        retry_cost: Tokens that one retry takes.
        timeout_cost: Tokens that a retry after a timeout takes.
        see_other: Redirects that may mean that a write was applied.
        refusals: Status codes of a retry that an earlier attempt may explain.
    """

    timeout_s: float
    retry_count: int
    backoff_s: float
    max_backoff_s: float
    max_retry_after_s: float
    budget: int
    retry_cost: int
    timeout_cost: int
    see_other: tuple[int, ...]
    refusals: tuple[int, ...]


@dataclass(frozen=True)
class Group:
    """Managers that belong together, by their names."""

    name: str
    managers: tuple[str, ...]


@dataclass(frozen=True)
class Signature:
    """How a webhook is signed: an HMAC with a secret that the API and its receiver share.

    Attributes:
        header: The header with the signature; it may hold several, separated by blanks.
        algorithm: The hash.
        encoding: How the signature is written.
        prefix: What stands before it.
        signed: What is signed: `{body}`, and the values of headers by their names in braces.
        timestamp: The header with the time of sending, in seconds since 1970; empty for none.
        tolerance_s: How far that may be from now, in seconds.
    """

    header: str
    algorithm: Literal["hmac-sha256", "hmac-sha512"]
    encoding: Literal["hex", "base64"]
    prefix: str = ""
    signed: str = "{body}"
    timestamp: str = ""
    tolerance_s: int = 300


@dataclass(frozen=True)
class Webhook:
    """A request that the API sends.

    Attributes:
        name: Its name in the spec.
        model: The model of its body.
        doc: When it is sent.
        signature: How it is signed; null if it is not.
    """

    name: str
    model: str
    doc: str
    signature: Signature | None = None


@dataclass(frozen=True)
class Area:
    """What one document of the API holds: a package of its own in each language."""

    name: str
    title: str
    doc: str
    managers: tuple[Manager, ...]
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True)
class Sdk:
    """Everything that is made of the spec.

    Attributes:
        format: Goes up when a program that reads this must change.
        version: Of the API.
        servers: Base URLs.
        errors: The kind of error by status code, `4XX` and `5XX` for all others.
        error_kinds: All kinds of errors, the more general ones first.
        settings: Settings of a client.
        paging: How lists are paged.
        retry: Constants of the retry rules.
        schemes: How credentials are sent.
    """

    format: int
    version: str
    servers: tuple[str, ...]
    errors: dict[str, str]
    error_kinds: tuple[ErrorKind, ...]
    settings: tuple[Setting, ...]
    paging: Paging
    retry: Retry
    areas: tuple[Area, ...]
    models: tuple[Model, ...]
    enums: tuple[Enum, ...]
    filters: tuple[Filters, ...]
    schemes: tuple[Scheme, ...] = ()
    webhooks: tuple[Webhook, ...] = ()

    @property
    def main_scheme(self) -> Scheme:
        """How the API key of a client is sent."""
        return next(one for one in self.schemes if one.is_main)

    def managers(self) -> list[Manager]:
        """The managers of all areas."""
        return [manager for area in self.areas for manager in area.managers]

    def methods(self) -> dict[str, tuple[Manager, Method]]:
        """Every method with its manager, by operation id."""
        return {one.operation: (manager, one) for manager in self.managers() for one in manager.methods}


def only_in_python(sdk: Sdk, method: Method) -> str:
    """What a call of a method needs that the SDKs of other languages cannot send or read yet; empty for nothing."""
    body, arguments, paging = method.body, method.arguments, method.pagination
    filters = {one.type.name for one in arguments if one.source == "filters"}
    sendings = [field.sending for one in sdk.filters if one.name in filters for field in one.fields]
    found = {
        "a further list": paging is not None and paging.iterator != "iter_all",
        "a list of one resource": paging is not None and any(one.source == "path" for one in arguments),
        "pages without numbers": paging is not None and paging.style != "page",
        "several identifiers": len([one for one in arguments if one.source == "path"]) > 1,
        "parameters": any(one.source == "parameter" for one in arguments) or any(sendings),
        "an optional body": body is not None and not body.required,
        "another kind of body": body is not None and body.content_type != "application/json",
        "a body that is no object": body is not None and body.type is not None,
        "a file": method.result.kind == "file",
        "a value that is no object": method.result.kind == "value",
        "several kinds of success": bool(method.result.by_status),
        "another credential": method.security is not None,
    }
    return ", ".join(what for what, is_so in found.items() if is_so)


def plain(value: Any) -> Any:
    """A representation as JSON has it; what is as its default is left out."""
    if is_dataclass(value) and not isinstance(value, type):
        pairs = [(one, getattr(value, one.name)) for one in fields(value)]
        return {one.name: plain(found) for one, found in pairs if found != default_of(one)}
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, tuple | list) else value


def default_of(one: "dataclasses.Field[Any]") -> Any:
    """The default of a field; `MISSING` if it has none."""
    return one.default if one.default_factory is MISSING else one.default_factory()
