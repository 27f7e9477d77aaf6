"""Compares contacts before and after they are written: functions of values, for the bulk methods."""

import email.utils
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, TypeVar, cast

from konigle._core.body import as_model
from konigle._core.plain_values import plain, without_missing
from konigle._core.records import Record
from konigle._generated.models import Contact, ContactCreate, MarketingConsent
from konigle.exceptions import (
    ConflictError,
    InvalidArgumentError,
    InvalidResponseError,
    KonigleError,
    NotFoundError,
    ValidationError,
)

TagMode = Literal["add", "replace"]
T = TypeVar("T")

_CONSENT = "marketing_consent"
_SILENCE = dict.fromkeys(MarketingConsent.model_fields, False)
_CLOCKS_DIFFER_BY = timedelta(seconds=2)  # `Date` has whole seconds, and may come from another machine


def with_every_consent(given: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the fields of a new contact with a false for each missing channel: the server assumes consent for those."""
    said: object = given.get(_CONSENT, {})
    if not isinstance(said, dict):
        return dict(given)  # the model rejects it
    return {**given, _CONSENT: {**_SILENCE, **cast("dict[str, Any]", said)}}


def only_stated(fields: Mapping[str, Any], stated: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the fields of a create without the fields and channels that were added for a new contact only."""
    kept = {name: value for name, value in fields.items() if name in stated}
    if _CONSENT in kept:
        kept[_CONSENT] = {
            channel: agreed for channel, agreed in kept[_CONSENT].items() if channel in stated[_CONSENT]
        }
    return kept


def checked_address(address: object) -> str:
    """Validates an e-mail address to search for.

    Raises:
        InvalidArgumentError: It is not an e-mail address. Nothing was sent.
    """
    return as_model(ContactCreate, {"email": plain(address)}).email


def not_found(operation: str) -> NotFoundError:
    """Returns the error for an e-mail address without a contact."""
    return NotFoundError(
        f"{operation}: no contact has this e-mail address; nothing was changed.", 404, operation=operation
    )


def address_key(address: object) -> str | None:
    """Returns the e-mail address as the server compares it: in lower case."""
    return address.strip().lower() if isinstance(address, str) and address.strip() else None


def with_address(contacts: Iterable[T], address: str) -> T | None:
    """Returns the contact with exactly this e-mail address from search results, which match substrings too."""
    wanted = address_key(address)
    for contact in contacts:
        if isinstance(contact, Contact) and address_key(contact.email) == wanted:
            return contact
    return None


def may_be_taken(error: KonigleError) -> bool:
    """Whether a create may have been rejected because the e-mail address exists.

    The text of the error is the server's; a lookup decides whether it is true.
    """
    return isinstance(error, ConflictError) or (
        isinstance(error, ValidationError) and "email" in error.field_errors
    )


def differences(given: Mapping[str, Any], found: Contact, tags: TagMode = "replace") -> dict[str, Any]:
    """Returns the given fields that differ from the contact's, and for consent the channels that differ.

    The e-mail address is not compared, because the contact was found by it. Blank and null are equal; tags have no
    order. A field that the response left out differs from any value.

    Args:
        given: The given fields.
        found: The existing contact.
        tags: "add" to add the given tags to those of the contact, "replace" to remove all others.

    Raises:
        InvalidResponseError: Tags are to be added, and the response has no tags.
    """
    if tags == "add" and given.get("tags"):
        given = {**given, "tags": _added(given["tags"], found)}
    elif tags == "add":
        given = {name: value for name, value in given.items() if name != "tags"}
    changes = {
        name: value if name not in found.model_fields_set else _difference(value, getattr(found, name, None))
        for name, value in given.items()
        if name != "email"
    }
    return {name: value for name, value in changes.items() if value is not None}


def _added(given: Iterable[object], found: Contact) -> list[object]:
    if "tags" not in found.model_fields_set:
        raise InvalidResponseError(
            "The response has no tags, so none can be added to them; nothing was changed.", 200
        )
    known: list[object] = list(found.tags or ())
    names = set(map(str, known))
    return [*known, *(tag for tag in dict.fromkeys(given) if str(tag) not in names)]


def _difference(given: Any, found: Any) -> Any:
    if isinstance(given, dict):
        known = cast("dict[str, Any]", found if isinstance(found, dict) else vars(found) if found else {})
        said = cast("dict[str, Any]", given)
        return {key: value for key, value in said.items() if known.get(key) != value} or None
    if isinstance(given, list):
        tags = cast("list[object]", given)
        is_same = isinstance(found, list) and set(map(str, tags)) == set(
            map(str, cast("list[object]", found))
        )
        return None if is_same else tags
    return None if given == found or (not given and not found) else given


def is_own(found: Contact, server_date: str | None, ago_s: float) -> bool:
    """Whether a contact cannot be older than a create whose response was lost: then that create was applied.

    Args:
        found: The contact that a lookup found.
        server_date: The `Date` header of the lookup's response: the server's clock.
        ago_s: Seconds between sending the create and that response.
    """
    created: object = found.created_at
    try:
        now = email.utils.parsedate_to_datetime(server_date or "")
    except ValueError:
        return False  # unknown without the server's clock
    if not isinstance(created, datetime) or created.tzinfo is None:
        return False
    return created >= now.replace(tzinfo=now.tzinfo or UTC) - timedelta(seconds=ago_s) - _CLOCKS_DIFFER_BY


def given(item: Any) -> Any:
    """Returns what to create: of a dict the existing values, because tables use NaN, NaT and NA for missing ones."""
    return without_missing(cast("Mapping[str, Any]", item)) if isinstance(item, Mapping) else item


def id_and_changes(item: object) -> tuple[str, Any, Contact | None]:
    """Returns the id, the changes, and the record that contains them, if there is one.

    Args:
        item: A pair of id and changes, a dict with `id` and the changes, or a changed record.

    Raises:
        InvalidArgumentError: It is none of these.
    """
    kind = type(item)
    if isinstance(item, Contact):
        return item.id, None, item
    if isinstance(item, tuple) and len(pair := cast("tuple[Any, ...]", item)) == 2:  # noqa: PLR2004 - a pair
        return plain(pair[0]), given(pair[1]), None
    if isinstance(item, Mapping) and "id" in item:
        fields = dict(cast("Mapping[str, Any]", item))
        return plain(fields.pop("id")), without_missing(fields), None
    raise InvalidArgumentError(
        "An update needs a pair of id and changes, a dict with an id, or a changed Contact, "
        f"not {kind.__name__}; nothing was sent.",
        operation="updateContact",
    )


def id_of(item: object) -> Any:
    """Returns the id to delete: a given id, or that of a record or a row."""
    if isinstance(item, Mapping) and "id" in item:
        return plain(cast("Mapping[str, Any]", item)["id"])
    return cast("Contact", item).id if isinstance(item, Record) else plain(item)
