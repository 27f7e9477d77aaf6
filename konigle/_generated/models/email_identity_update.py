# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.

from typing import TypedDict

from pydantic import Field

from konigle._core.models import UpdateModel
from konigle._core.schema_types.fields import not_given


class EmailIdentityUpdate(UpdateModel):
    """Changes to an email identity; only the use of its custom MAIL FROM domain can be changed."""

    use_custom_mail_from: bool = Field(
        default_factory=not_given,
        title="Use Custom MAIL FROM",
        description="Whether emails use the custom MAIL FROM domain of the identity as envelope sender.",
    )
    """Whether emails use the custom MAIL FROM domain of the identity as envelope sender."""


class EmailIdentityUpdateDict(TypedDict, total=False):
    """`EmailIdentityUpdate` as a dict."""

    use_custom_mail_from: bool
