"""Validates the arguments of a request and encodes them as a JSON body or as a form.

The files of a form are read just before the first attempt.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_args
from urllib.parse import urlencode

import attrs
import pydantic
from pydantic import BaseModel, ValidationInfo, field_validator

from konigle._core.attachments import FilePart
from konigle._core.plain_values import AS_IS, TAG_MARK, is_missing, lone_surrogate, plain
from konigle._suggestions import did_you_mean
from konigle.exceptions import InvalidArgumentError

if TYPE_CHECKING:
    from konigle._core.models import Payload

M = TypeVar("M", bound=BaseModel)

JSON = "application/json"


class _ValueOfTypeAny:
    """The type of no value but `Any`, see `UncheckedDict`."""


UncheckedDict = Mapping[str, _ValueOfTypeAny]
"""A dict with values of type `Any`, such as a row of a file, whose keys type checkers cannot check.

A dict that is written out in the call is none, so that its keys are checked by the dict of the model.
"""


NOT_BY_CALLER: dict[str, Any] = {}
"""Context of a validation of values that the caller does not set in this moment; deprecated fields do not warn there."""


@attrs.frozen
class JsonBody:
    """A body that is encoded already: JSON, or a URL-encoded form. Hidden in reprs: it may contain e-mail addresses."""

    content: bytes = attrs.field(repr=False)
    fields: dict[str, Any] = attrs.field(repr=False, factory=dict[str, Any])
    content_type: str = JSON


@attrs.frozen
class FormBody:
    """A multipart form: text fields in order, and files as the caller gave them."""

    fields: tuple[tuple[str, str], ...] = attrs.field(repr=False)
    files: tuple[tuple[str, Any], ...] = attrs.field(repr=False)
    operation: str | None = None


@attrs.frozen
class LoadedForm:
    """A form whose files are read, so that nothing can change between attempts."""

    fields: tuple[tuple[str, str], ...] = attrs.field(repr=False)
    files: tuple[tuple[str, FilePart], ...] = attrs.field(repr=False)


Body = JsonBody | FormBody
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def json_body(operation: str, cls: "type[Payload]", data: object, *, content_type: str = JSON) -> JsonBody:
    """Returns the fields that the caller set, as JSON; see `Payload.to_wire` for those left out.

    Args:
        operation: The operation, for errors.
        cls: Model of the body.
        data: The model, or a dict with its fields.
        content_type: The media type, one of JSON.

    Raises:
        InvalidArgumentError: The data is invalid, or cannot be encoded.
    """
    try:
        body = json_of(as_model(cls, data))
    except InvalidArgumentError as error:
        error.operation = operation
        raise
    return body if content_type == JSON else attrs.evolve(body, content_type=content_type)


def json_of(model: "Payload") -> JsonBody:
    """Returns a validated model as JSON."""
    return _encoded(model.to_wire())


def _encoded(fields: dict[str, Any]) -> JsonBody:
    try:
        content = _compact(fields).encode()
    except UnicodeEncodeError:
        raise lone_surrogate(None, fields) from None
    return JsonBody(content, fields)


def json_or_form(operation: str, cls: "type[Payload]", data: object, file_field: str) -> Body:
    """Returns a form if the data has files, otherwise JSON; arguments and errors as for `json_body`.

    A list becomes one repeated field per item, an object one field of JSON text, a boolean `true`/`false`.
    """
    try:
        return _json_or_form(operation, as_model(cls, data), file_field)
    except InvalidArgumentError as error:
        error.operation = operation
        raise


def _json_or_form(operation: str, model: "Payload", file_field: str) -> Body:
    if not getattr(model, file_field):
        return _encoded(model.to_wire(leave_out={file_field}))  # the JSON body does not have the empty list
    return _form(operation, model, (file_field,))


def form_body(operation: str, cls: "type[Payload]", data: object, *file_fields: str) -> FormBody:
    """Returns a multipart form, whether or not there are files; arguments and errors as for `json_body`.

    Values are written as by `json_or_form`.
    """
    try:
        return _form(operation, as_model(cls, data), file_fields)
    except InvalidArgumentError as error:
        error.operation = operation
        raise


def _form(operation: str, model: "Payload", file_fields: tuple[str, ...]) -> FormBody:
    names = {one.serialization_alias or name: name for name, one in type(model).model_fields.items()}
    fields = _form_fields(model.to_wire(leave_out={names[one] for one in file_fields}))
    given = [(one, file) for one in file_fields for file in _items(getattr(model, names[one]))]
    return FormBody(tuple(fields), tuple(pair for pair in given if pair[1] is not None), operation)


def url_encoded_body(operation: str, cls: "type[Payload]", data: object) -> JsonBody:
    """Returns a URL-encoded form, written as by `json_or_form`; arguments and errors as for `json_body`."""
    said: dict[str, Any] = {}
    try:
        said = as_model(cls, data).to_wire()
        content = urlencode(_form_fields(said)).encode()
    except UnicodeEncodeError:
        raise lone_surrogate(operation, said) from None
    except InvalidArgumentError as error:
        error.operation = operation
        raise
    return JsonBody(content, said, "application/x-www-form-urlencoded")


def _form_fields(said: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(name, form_text(item)) for name, value in said.items() for item in _items(value)]


def _items(value: Any) -> list[Any]:
    return cast("list[Any]", value) if isinstance(value, list) else [value]


def form_text(value: Any) -> str:
    """Returns the text of one form field."""
    if isinstance(value, str):
        return value
    return _compact(value)


_WORDS = {
    "extra_forbidden": "There is no such field.",
    "missing": "This field is required.",
    "timezone_aware": "This time has no time zone: add an offset (2026-05-01T09:00:00+02:00), or pass "
    "datetime(…, tzinfo=…).",
}
_MISSING = "NaN, NaT and NA mean a missing value: leave the field out."


def plain_fields(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Fields of a model as plain Python, see `plain`; those that are plain already, as nearly all are, cost little."""
    values: list[Any] = [value for value in data.values() if type(value) not in AS_IS]
    for value in values:
        kind = cast("object", type(value))
        inner = value.values() if kind is dict else value if kind is list else (value,)
        if not AS_IS.issuperset(map(type, inner)):  # it holds something else, or lists within lists
            return cast("dict[str, Any]", plain(data))
    return data


def as_model(cls: type[M], data: object) -> M:
    """Returns the data of a write as a model; a dict is validated by the same rules.

    Raises:
        InvalidArgumentError: The data is invalid; `field_errors` lists the fields. Nothing was sent.
    """
    if isinstance(data, cls):
        return _checked_again(data)
    if not isinstance(data, Mapping):
        raise InvalidArgumentError(
            f"Expected {cls.__name__} or a dict, got {type(data).__name__}; nothing was sent."
        )
    try:
        return cls.model_validate(plain_fields(dict(cast("Mapping[str, Any]", data))))
    except pydantic.ValidationError as problem:
        raise refused(cls, problem) from None  # pydantic's text would contain the values


def _checked_again(data: M) -> M:
    """Validates lists, dicts and nested values again, because they may have been changed in place."""
    cls = type(data)
    values: dict[str, Any] = vars(data)
    changed = [name for name, value in values.items() if value and isinstance(value, (list, dict))]
    if not changed:
        return data
    copied = data.model_copy()
    was_set = set(data.model_fields_set)
    try:
        for name in changed:
            cls.__pydantic_validator__.validate_assignment(
                copied, name, plain(values[name]), context=NOT_BY_CALLER
            )
    except pydantic.ValidationError as problem:
        raise refused(cls, problem) from None
    object.__setattr__(copied, "__pydantic_fields_set__", was_set)
    return copied


def _fields_at(cls: type[BaseModel], where: tuple[int | str, ...]) -> list[str]:
    """Returns the field names of the nested model at a location; none if there is no model."""
    inner: list[type[BaseModel]] = [cls]
    for name in where:
        if isinstance(name, str) and any(name in one.model_fields for one in inner):
            fields = [one.model_fields[name] for one in inner if name in one.model_fields]
            inner = [model for field in fields for model in models_in(field.annotation)]
    return [name for one in inner for name in one.model_fields]


def models_in(annotation: Any) -> list[type[BaseModel]]:
    """Returns the models in an annotation."""
    if isinstance(annotation, type) and not get_args(annotation):
        return [annotation] if issubclass(annotation, BaseModel) else []
    return [model for part in get_args(annotation) for model in models_in(part)]


def refused(cls: type[BaseModel], problem: pydantic.ValidationError) -> InvalidArgumentError:
    """Converts pydantic's error to an InvalidArgumentError without the invalid values."""
    errors: dict[str, list[str]] = {}
    for item in problem.errors(include_url=False, include_context=False):
        # pydantic adds "[key]" where the name of an entry is wrong, and the member of a union
        path = [str(part) for part in item["loc"]]
        where = ".".join(part for part in path if part != "[key]" and not part.startswith(TAG_MARK))
        text = _WORDS.get(item["type"], f"{item['msg'].removeprefix('Value error, ').rstrip('.')}.")
        if item["type"] == "extra_forbidden":
            text = f"{text.rstrip('.')}{did_you_mean(item['loc'][-1], _fields_at(cls, item['loc'][:-1]))}."
        errors.setdefault(where, []).append(_MISSING if is_missing(item["input"]) else text)
    said = "; ".join(_said(where, " ".join(texts)) for where, texts in errors.items())
    known = ""
    if any(
        item["type"] == "extra_forbidden" for item in problem.errors(include_url=False, include_input=False)
    ):
        known = f" The fields of {cls.__name__} are: {', '.join(cls.model_fields)}."
    return InvalidArgumentError(
        f"{cls.__name__} is not valid: {said}{known} Nothing was sent.", field_errors=errors
    )


def _said(where: str, text: str) -> str:
    """A sentence about a field, which may already begin with its name."""
    return text if text.startswith(f"{where} ") else f"{where}: {text}"


_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")  # token, RFC 9110, 5.6.2
_VALUE = re.compile(r"([\x21-\x7e]([\t\x20-\x7e]*[\x21-\x7e])?)?")  # field-value, RFC 9110, 5.5
SET_BY_CLIENT = frozenset(
    {"authorization", "host", "content-length", "content-type", "transfer-encoding", "connection", "cookie"}
)


def check_headers(operation: str, headers: Mapping[str, str]) -> dict[str, str]:
    """Returns the headers with lower-cased names.

    Raises:
        InvalidArgumentError: A name or value is invalid, or the client sets the header.
    """
    if not hasattr(headers, "items"):
        raise InvalidArgumentError(
            f"Headers of {operation} must be a dict, not {type(headers).__name__}; nothing was sent.",
            operation=operation,
        )
    checked: dict[str, str] = {}
    for name, value in plain(dict(headers.items())).items():
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            problem = f"{name!r} is not a valid header name"
        elif name.lower() in SET_BY_CLIENT:
            problem = f"{name} is set by the client itself"
        elif not isinstance(value, str) or not _VALUE.fullmatch(value):
            problem = f"the value of {name} must be printable ASCII text without white space around it"
        else:
            checked[name.lower()] = value
            continue
        raise InvalidArgumentError(
            f"Headers of {operation}: {problem}; nothing was sent.", operation=operation
        )
    return checked


def reject_text(**lists: str) -> Any:
    """Returns a validator that rejects one text where a list is meant, with an error that says what to write."""

    def check(value: Any, info: ValidationInfo) -> Any:
        if isinstance(value, str):
            name = str(info.field_name)
            raise ValueError(f"{name} must be {lists[name]}: write ['…']")  # noqa: TRY004 - an error of the field
        return value

    return field_validator(*lists, mode="before")(check)


_BREAK = re.compile(r"[\r\n\x00]")


def reject_header_injection(owner: str, fields: Mapping[str, Any]) -> None:
    """Rejects line breaks and NUL in subjects, names and custom headers.

    Raises:
        InvalidArgumentError: A text contains one; `field_errors` lists the fields. Nothing was sent.
    """
    if broken := [where for where, text in _head_texts(fields) if _BREAK.search(text)]:
        raise InvalidArgumentError(
            f"{owner} is not valid: {', '.join(broken)} must be on one line, without line breaks and NUL. "
            "Nothing was sent.",
            field_errors={where: ["This text must be on one line."] for where in broken},
        )


def _head_texts(fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in fields.items():
        if isinstance(value, str) and (name in {"subject", "name"} or name.endswith("_name")):
            yield name, value
        elif name == "headers" and isinstance(value, dict):
            for header, text in cast("dict[str, str]", value).items():
                yield f"headers.{_BREAK.sub('', header)}", f"{header}{text}"


_LONGEST = 254  # octets; RFC 5321, 4.5.3.1.3, without the angle brackets of a path
_LONGEST_LOCAL = 64  # octets; RFC 5321, 4.5.3.1.1
_PLAIN = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*", re.ASCII)
_QUOTED = re.compile(r'("(?:[^"\\]|\\.)*")@(.*)', re.DOTALL)  # local part in quotes; RFC 5321, 4.1.2
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def check_address(value: str) -> str:
    """Returns the e-mail address unchanged.

    Raises:
        ValueError: It is not an e-mail address; pydantic reports it as an error of the field.
    """
    if len(value) <= _LONGEST and _PLAIN.fullmatch(value):
        return value
    if problem := _problem(value):
        raise ValueError(f"not an email address: it {problem}")
    return value


def _problem(value: str) -> str:
    quoted = _QUOTED.fullmatch(value)
    local, at, domain = (quoted[1], "@", quoted[2]) if quoted else value.rpartition("@")
    outside = domain if quoted else value
    checks = (
        (_CONTROL.search(value), "contains a line break or another control character"),
        (
            "<" in outside or ">" in outside,
            "has a name or angle brackets around it; pass the plain address, such as ada@example.com",
        ),
        (any(map(str.isspace, outside)), "contains a blank"),
        (not at, "has no @"),
        (
            not local or not domain or ("" in domain.split(".") and not domain.startswith("[")),
            "has an empty part",
        ),
        ("@" in outside.removesuffix(f"@{domain}"), "has more than one @"),
        (
            _octets(local) > _LONGEST_LOCAL or _octets(value) > _LONGEST,
            f"is longer than {_LONGEST_LOCAL} octets before the @ or {_LONGEST} in total",
        ),
    )
    return next((problem for found, problem in checks if found), "")


def _octets(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
