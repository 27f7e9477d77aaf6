"""What can be said of a contact before and after it is written: functions of values, for the bulk methods."""

import email.utils
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, cast

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

_CONSENT = "marketing_consent"
_SILENCE = dict.fromkeys(MarketingConsent.model_fields, False)
_CLOCKS_DIFFER_BY = timedelta(seconds=2)  # `Date` has whole seconds, and another machine may have set it


def with_every_consent(given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a new contact with a no for each channel that is not given: the server takes silence for a yes."""
    said: object = given.get(_CONSENT, {})
    if not isinstance(said, dict):
        return dict(given)  # which the model refuses
    return {**given, _CONSENT: {**_SILENCE, **cast("dict[str, Any]", said)}}


def only_stated(fields: Mapping[str, Any], stated: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a create less those, and those channels, that were added for a new contact alone."""
    kept = {name: value for name, value in fields.items() if name in stated}
    if _CONSENT in kept:
        kept[_CONSENT] = {
            channel: agreed for channel, agreed in kept[_CONSENT].items() if channel in stated[_CONSENT]
        }
    return kept


def checked_address(address: object) -> str:
    """An address that may be searched for.

    Raises:
        InvalidArgumentError: It is none. Nothing was sent.
    """
    return as_model(ContactCreate, {"email": plain(address)}).email


def not_found(operation: str) -> NotFoundError:
    """The error about an address without a contact."""
    return NotFoundError(
        f"{operation}: no contact has this address; nothing was changed.", 404, operation=operation
    )


def address_key(address: object) -> str | None:
    """The address as the server tells addresses apart: letter case does not count."""
    return address.strip().lower() if isinstance(address, str) and address.strip() else None


def with_address(contacts: Iterable[object], address: str) -> Contact | None:
    """Returns the contact with exactly this e-mail address from search results, which match substrings too."""
    wanted = address_key(address)
    for contact in contacts:
        if isinstance(contact, Contact) and address_key(contact.email) == wanted:
            return contact
    return None


def may_be_taken(error: KonigleError) -> bool:
    """Whether a create may have been refused because the address has a contact already.

    The text of the error is the server's; a lookup decides whether it is true.
    """
    return isinstance(error, ConflictError) or (
        isinstance(error, ValidationError) and "email" in error.field_errors
    )


def differences(given: Mapping[str, Any], found: Contact, tags: TagMode = "replace") -> dict[str, Any]:
    """The given fields whose value is another than the contact's, and of consent the channels that are.

    The address is what the contact was found by, so it never counts. Blank and null are the same; tags have no order.
    What the response left out is unknown, and so differs from any value.

    Args:
        given: What is given.
        found: The contact.
        tags: "add" to add the given tags to those of the contact, "replace" to remove all others.

    Raises:
        InvalidResponseError: Tags are to be added to those of a response that has none.
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
    """Whether a contact cannot be older than a create whose response was lost: then that create made it.

    Args:
        found: The contact that a lookup found.
        server_date: The `Date` header of the lookup's response: the server's clock.
        ago_s: Seconds from before the create was sent until that response.
    """
    created: object = found.created_at
    try:
        now = email.utils.parsedate_to_datetime(server_date or "")
    except ValueError:
        return False  # without the server's clock there is no telling
    if not isinstance(created, datetime) or created.tzinfo is None:
        return False
    return created >= now.replace(tzinfo=now.tzinfo or UTC) - timedelta(seconds=ago_s) - _CLOCKS_DIFFER_BY


def given(item: Any) -> Any:
    """What is to be created: of a dict what is there, for tables have NaN, NaT and NA where they have nothing."""
    return without_missing(cast("Mapping[str, Any]", item)) if isinstance(item, Mapping) else item


def id_and_changes(item: object) -> tuple[str, Any, Contact | None]:
    """What is to be updated: the id, the changes, and the record that they are in, if it is one.

    Args:
        item: A pair of id and changes, a dict with `id` among the changes, or a changed record.

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
    """The id of what is to be deleted: an id as it is, or that of a record or a row."""
    if isinstance(item, Mapping) and "id" in item:
        return plain(cast("Mapping[str, Any]", item)["id"])
    return cast("Contact", item).id if isinstance(item, Record) else plain(item)
