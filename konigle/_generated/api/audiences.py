# Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
"""Segments of contacts, selected by tag, that campaigns are sent to."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from konigle._core.body import json_body
from konigle._core.call import Call, Operation
from konigle._core.decoding import decode_empty, decode_model
from konigle._generated.filters.audiences import AudienceFilters
from konigle._generated.models.audience import Audience
from konigle._generated.models.audience_create import AudienceCreate
from konigle._generated.models.audience_page import AudiencePage
from konigle._generated.models.audience_update import AudienceUpdate

_LIST_AUDIENCES = Operation("listAudiences", "GET", "/reachout/api/v1/audiences", "safe")
_CREATE_AUDIENCE = Operation(
    "createAudience",
    "POST",
    "/reachout/api/v1/audiences",
    "once",
    recovery="Check with `client.audiences.list(q=…)`",
)
_GET_AUDIENCE = Operation("getAudience", "GET", "/reachout/api/v1/audiences/{audience_id}", "safe")
_UPDATE_AUDIENCE = Operation("updateAudience", "PATCH", "/reachout/api/v1/audiences/{audience_id}", "settled")
_DELETE_AUDIENCE = Operation(
    "deleteAudience", "DELETE", "/reachout/api/v1/audiences/{audience_id}", "settled"
)

__all__ = [
    "create_audience",
    "delete_audience",
    "get_audience",
    "list_audiences",
    "update_audience",
]


def list_audiences(
    filters: AudienceFilters | None = None, page: int = 1, page_size: int = 20
) -> Call[AudiencePage]:
    """List audiences.

    Returns one page of audiences that match the filters.

    Args:
        filters: Conditions; none for the whole collection.
        page: Page number, from 1.
        page_size: Number of resources per page, at most 200.

    Returns:
        The call, not sent yet. Its result: A page of audiences.

    Idempotent; retried automatically.
    """
    return Call(
        _LIST_AUDIENCES,
        partial(decode_model, AudiencePage),
        query={"page": page, "page_size": page_size, **(filters.to_wire() if filters else {})},
    )


def create_audience(body: AudienceCreate | Mapping[str, Any]) -> Call[Audience]:
    """Create an audience.

    Creates a segment of all contacts that have one of its tags, including contacts tagged later. Sends
    nothing.

    Args:
        body: Fields for creating an audience.

    Returns:
        The call, not sent yet. Its result: The current audience.

    Not retried if the response is lost.
    """
    return Call(
        _CREATE_AUDIENCE,
        partial(decode_model, Audience),
        body=json_body("createAudience", AudienceCreate, body),
    )


def get_audience(audience_id: str) -> Call[Audience]:
    """Get one audience.

    Returns one audience with all its fields.

    Args:
        audience_id: Identifier of the audience.

    Returns:
        The call, not sent yet. Its result: The current audience.

    Idempotent; retried automatically.
    """
    return Call(_GET_AUDIENCE, partial(decode_model, Audience), ids={"audience_id": audience_id})


def update_audience(audience_id: str, body: AudienceUpdate | Mapping[str, Any]) -> Call[Audience]:
    """Change one audience.

    Updates the fields in the body. New tags replace all existing tags.

    Args:
        audience_id: Identifier of the audience.
        body: Changes to an audience; fields that are left out keep their values.

    Returns:
        The call, not sent yet. Its result: The current audience.

    Idempotent; retried automatically.
    """
    return Call(
        _UPDATE_AUDIENCE,
        partial(decode_model, Audience),
        ids={"audience_id": audience_id},
        body=json_body("updateAudience", AudienceUpdate, body),
    )


def delete_audience(audience_id: str) -> Call[None]:
    """Delete one audience.

    Deletes the audience permanently. Its contacts are not deleted.

    Args:
        audience_id: Identifier of the audience.

    Returns:
        The call, not sent yet. Its result: Deleted; there is no body.

    Idempotent; retried automatically.
    """
    return Call(_DELETE_AUDIENCE, decode_empty, ids={"audience_id": audience_id})
