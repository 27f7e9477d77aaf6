"""The whole SDK: its areas, and what all calls share, such as settings, kinds of errors and retry rules."""

from dataclasses import dataclass
from typing import Literal

from generator.representation.methods import Manager, Method
from generator.representation.models import Enum, Filters, Model


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
        kind: `seconds` is a duration, `texts` a list.
        doc: What it is for.
        per_call: Whether one call may have another value.
    """

    name: str
    kind: Literal["text", "texts", "seconds", "count", "flag"]
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
    body, ids, paging = method.body, method.of_source("path"), method.pagination
    sendings = [field.sending for one in sdk.filters if one.name == method.filters for field in one.fields]
    found = {
        "a further list": paging is not None and paging.iterator != "iter_all",
        "a list of one resource": paging is not None and bool(ids),
        "pages without numbers": paging is not None and paging.style != "page",
        "several identifiers": len(ids) > 1,
        "parameters": bool(method.of_source("parameter")) or any(sendings),
        "an optional body": body is not None and not body.required,
        "another kind of body": body is not None and body.content_type != "application/json",
        "a body that is no object": body is not None and body.type is not None,
        "a file": method.result.kind == "file",
        "a value that is no object": method.result.kind == "value",
        "several kinds of success": bool(method.result.by_status),
        "another credential": method.security is not None,
    }
    return ", ".join(what for what, is_so in found.items() if is_so)
