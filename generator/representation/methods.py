"""Managers and their methods: what each takes and sends, what it results in, and what a lost response means."""

from dataclasses import dataclass, field
from typing import Any, Literal

from generator.representation.models import ABSENT, Deprecation, Sending, Type

Replay = Literal["safe", "settled", "once"]
Kind = Literal["list", "create", "get", "update", "delete", "action"]
Source = Literal["path", "body", "field", "filters", "page", "parameter"]


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
    source: Source
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

    def of_source(self, source: Source) -> list[Argument]:
        """The arguments whose values go to one place."""
        return [one for one in self.arguments if one.source == source]

    @property
    def filters(self) -> str:
        """The class of the conditions of a list; empty if it is none."""
        return next((one.type.name for one in self.of_source("filters")), "")


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
