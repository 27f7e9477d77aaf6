"""The seven collections: what is unique, what is searched, what points where."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Collection:
    """One collection of the API.

    Attributes:
        name: The last segment of its path.
        resource: Its schema in the spec; operation ids and messages are made from it.
        prefix: What its identifiers begin with.
        label: What it is called in messages.
        unique: The field no two of its resources may share, letter case aside.
        search: The fields `q` looks into.
        references: Fields that hold identifiers, and the collection they point into.
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
        """The name as SQL wants it."""
        return self.name.replace("-", "_")

    @property
    def plural(self) -> str:
        """The word operation ids use for a list of them."""
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
