"""The seven collections: their unique fields, search fields and references."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Collection:
    """One collection of the API.

    Attributes:
        name: The last segment of its path.
        resource: Its schema in the spec; operation ids and messages are derived from it.
        prefix: The prefix of its identifiers.
        label: Its name in messages.
        unique: The field that is unique, ignoring letter case.
        search: The fields that `q` searches.
        references: Fields that contain identifiers, and the collection they refer to.
    """

    name: str
    resource: str
    prefix: str
    label: str
    unique: str | None = None
    search: tuple[str, ...] = ()
    references: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def table(self) -> str:
        """The table name in SQL."""
        return self.name.replace("-", "_")

    @property
    def manager(self) -> str:
        """The name of its manager on the client, which is its key in a seed."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", self.plural).lower()

    @property
    def plural(self) -> str:
        """The plural in operation ids."""
        return self.resource.removesuffix("y") + ("ies" if self.resource.endswith("y") else "s")


AUDIENCES = Collection("audiences", "Audience", "aud", "audience", unique="code", search=("name",))
CAMPAIGNS = Collection(
    "campaigns",
    "Campaign",
    "cmp",
    "campaign",
    search=("name", "description"),
    references={"audience": "audiences", "email_channel": "channels", "email_template": "email-templates"},
)
CONTACTS = Collection("contacts", "Contact", "con", "contact", unique="email", search=("email",))
ACCOUNTS = Collection("accounts", "EmailAccount", "acc", "account")
CHANNELS = Collection(
    "channels", "EmailChannel", "chn", "channel", unique="code", search=("code", "channel_type")
)
IDENTITIES = Collection(
    "identities", "EmailIdentity", "idn", "identity", unique="identity_value", search=("identity_value",)
)
TEMPLATES = Collection(
    "email-templates", "EmailTemplate", "tpl", "template", unique="code", search=("name", "code", "tags")
)

COLLECTIONS: dict[str, Collection] = {
    collection.name: collection
    for collection in (ACCOUNTS, CHANNELS, IDENTITIES, TEMPLATES, AUDIENCES, CONTACTS, CAMPAIGNS)
}
