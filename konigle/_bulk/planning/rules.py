"""The arguments of an import about a file, validated before it is opened."""

import functools
from collections.abc import Mapping, Sequence
from typing import Any, Literal, get_args

import attrs

from konigle._bulk.contact_matching import TagMode
from konigle._core.body import as_model
from konigle._core.plain_values import plain
from konigle._generated.contact_presets import PresetName as PresetName
from konigle._generated.models import ContactCreate, MarketingConsent
from konigle.exceptions import InvalidArgumentError

Action = Literal["import", "unsubscribe", "delete"]
Unknown = Literal["error", "skip"]
Words = Mapping[str, bool | str | None]
StatedConsent = Literal["none"] | Mapping[str, bool]

CONSENT = "marketing_consent"
CHANNELS = tuple(MarketingConsent.model_fields)
_CHOICES: dict[str, tuple[Any, ...]] = {
    "preset": (None, *get_args(PresetName)),
    "action": get_args(Action),
    "tags": get_args(TagMode),
    "unknown": get_args(Unknown),
}


def _dict(given: Mapping[str, Any] | None) -> dict[str, Any]:
    found: dict[str, Any] = plain(dict(given or {}))
    return found


@attrs.frozen(kw_only=True)
class FileRules:
    """How the rows of a file become contacts; see `contacts.import_file`."""

    preset: str | None = None
    mapping: dict[str, str | None] = attrs.field(converter=_dict, default=None)
    values: dict[str, Words] = attrs.field(converter=_dict, default=None)
    consent: StatedConsent | None = attrs.field(converter=plain, default=None)
    defaults: dict[str, Any] = attrs.field(converter=_dict, default=None)
    tags: TagMode = "add"
    unknown: Unknown = "error"
    action: Action = "import"
    channels: Sequence[str] = ("email",)
    encoding: str | None = None
    header_row: int | None = None
    sheet: str | None = None

    def __attrs_post_init__(self) -> None:
        for name, choices in _CHOICES.items():
            if getattr(self, name) not in choices:
                said = ", ".join(repr(choice) for choice in choices if choice is not None)
                raise _refused(f"{name} must be one of {said}, not {getattr(self, name)!r}")
        self._check_consent()
        if isinstance(self.channels, str) or not self.channels or not set(self.channels) <= set(CHANNELS):
            raise _refused(f"channels must be some of {', '.join(CHANNELS)}")
        if wrong := {"email", CONSENT} & set(self.defaults):
            raise _refused(
                f"defaults cannot give {', '.join(sorted(wrong))}; consent= states consent for all rows"
            )
        as_model(ContactCreate, {"email": "any@example.com", **self.defaults})

    def _check_consent(self) -> None:
        consent: object = self.consent
        if consent is None or consent == "none":
            return
        if not isinstance(consent, Mapping) or not consent or not set(consent) <= set(CHANNELS):
            raise _refused(
                f"consent must be 'none' or a dict with some of {', '.join(CHANNELS)}, such as {{'email': True}}"
            )
        if not all(isinstance(agreed, bool) for agreed in consent.values()):
            raise _refused("consent must be True or False for each channel")

    @functools.cached_property
    def stated(self) -> Mapping[str, bool]:
        """Returns the consents that the caller states for every row."""
        return self.consent if isinstance(self.consent, Mapping) else {}

    def default_fields(self) -> dict[str, Any]:
        """Returns the defaults for missing fields, without tags, which are added to every row."""
        return {name: value for name, value in self.defaults.items() if name != "tags"}

    def as_json(self) -> dict[str, Any]:
        """Returns all rules, for the header of a journal."""
        return attrs.asdict(self, recurse=False)


def _refused(problem: str) -> InvalidArgumentError:
    return InvalidArgumentError(f"{problem}; nothing was sent.")
