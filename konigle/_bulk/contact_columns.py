"""The columns of an export: the fields of a contact, with one column for each channel of the consent."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from konigle._generated.models import Contact, MarketingConsent
from konigle.exceptions import InvalidArgumentError

_CONSENT = "marketing_consent"
_CHANNELS = tuple(f"{_CONSENT}.{channel}" for channel in MarketingConsent.model_fields)


def flat(names: Iterable[str]) -> tuple[str, ...]:
    """Returns the columns of fields: the consent has one for each channel."""
    return tuple(flat for name in names for flat in (_CHANNELS if name == _CONSENT else (name,)))


EXPORTED = ("id", *(name for name in flat(Contact.model_fields) if name != "id"))


def export_fields(fields: Sequence[str] | None, *, nested: bool) -> tuple[str, ...] | None:
    """Returns the fields of an export in order; None for all fields of a contact that fit in a row.

    Raises:
        InvalidArgumentError: A field is unknown. Nothing was sent.
    """
    if fields is None:
        return None if nested else EXPORTED
    known = {*EXPORTED, _CONSENT} if nested else set(EXPORTED)
    unknown = [] if isinstance(fields, str) else [name for name in fields if name not in known]
    if isinstance(fields, str) or not fields or unknown:
        wrong = f"there is no {', '.join(map(repr, unknown))}" if unknown else "a list of names is needed"
        raise InvalidArgumentError(
            f"fields of the export: {wrong}; nothing was sent. Fields are: {', '.join(sorted(known))}."
        )
    return tuple(fields)


def exported(contact: Contact, fields: tuple[str, ...] | None) -> dict[str, Any]:
    """Returns the requested values of a contact as in JSON."""
    if fields is None:  # as the server sent it, so that an import does not read a value from a missing one
        return contact.model_dump(mode="json", warnings=False, exclude_unset=True)
    values = contact.model_dump(mode="json", warnings=False)
    return {name: _value(values, name) for name in fields}


def _value(values: Mapping[str, Any], name: str) -> Any:
    if name not in _CHANNELS:
        return values.get(name)
    consent = values.get(_CONSENT)
    return (
        cast("dict[str, Any]", consent).get(name.removeprefix(f"{_CONSENT}."))
        if isinstance(consent, dict)
        else None
    )


def cell(value: Any) -> str:
    """Returns a value as the text of a cell, from which an import reads the same value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        tags = [str(tag) for tag in cast("list[Any]", value)]
        plain = all(tag and tag.strip() == tag and not re.search(r"^\[|^\* |[,;\"]|:::", tag) for tag in tags)
        return ";".join(tags) if plain else json.dumps(tags, ensure_ascii=False)
    return str(value) if not isinstance(value, dict) else json.dumps(value, ensure_ascii=False)
