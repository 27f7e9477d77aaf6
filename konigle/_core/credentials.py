"""Which credentials a call sends: what its operation asks for, of what the client has."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Literal

import attrs

from konigle._suggestions import did_you_mean
from konigle.exceptions import ConfigurationError

if TYPE_CHECKING:
    from konigle._core.call import Operation


@attrs.frozen
class Scheme:
    """How a credential is sent.

    Attributes:
        name: Its name in the spec, and in `Client(credentials={…})`.
        location: Where it is sent.
        parameter: The header or query parameter.
        prefix: The word before it in a header; empty for none.
        is_main: Whether it is the API key of the client.
    """

    name: str
    location: Literal["header", "query"] = "header"
    parameter: str = "Authorization"
    prefix: str = ""
    is_main: bool = False


def schemes_for(operation: "Operation", names: Collection[str]) -> tuple[Scheme, ...] | None:
    """Returns the schemes of the first alternative that the client has all credentials for.

    Args:
        operation: The operation.
        names: The names of the credentials beside the API key.

    Returns:
        The schemes, none where a call needs no credential; None for the API key alone.

    Raises:
        ConfigurationError: The client lacks a credential. Nothing was sent.
    """
    alternatives = operation.security
    if alternatives is None:
        return None
    for one in sorted(alternatives, key=lambda schemes: not schemes):  # a call without any is the last resort
        if all(scheme.is_main or scheme.name in names for scheme in one):
            return one
    if not alternatives:
        return ()
    missing = [
        [scheme.name for scheme in one if not scheme.is_main and scheme.name not in names]
        for one in alternatives
    ]
    wanted = " or ".join(" and ".join(map(repr, one)) for one in missing)
    hint = did_you_mean(missing[0][0], names)
    raise ConfigurationError(
        f"{operation} needs the credential {wanted}, which this client does not have{hint}; nothing was sent. Create the "
        f"client with credentials={{{missing[0][0]!r}: …}}.",
        operation=operation.id,
    )
