"""Ranges of pages, for readers that share one list."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import attrs

from konigle.exceptions import InvalidArgumentError


@attrs.frozen
class PageRange:
    """Some pages of a list; it can be pickled and read by any client of the same site.

    Attributes:
        first: Number of its first page, from 1.
        last: Number of its last page; None for all pages from the first on.
        page_size: Resources per page.
        filters: Conditions of the list, by name.
    """

    first: int
    last: int | None
    page_size: int
    filters: Mapping[str, Any] = attrs.field(factory=dict[str, Any])


def split_pages(pages: int, parts: object, page_size: int, filters: Mapping[str, Any]) -> list[PageRange]:
    """Ranges that cover all pages, at most `parts` of them, as equal as can be; the last one has an open end.

    Raises:
        InvalidArgumentError: `parts` is no whole number from 1. Nothing was sent.
    """
    if isinstance(parts, bool) or not isinstance(parts, int) or parts < 1:
        raise InvalidArgumentError(
            f"The number of partitions must be a whole number, 1 or more, not {parts!r}; nothing was sent."
        )
    count = min(parts, max(1, pages))
    ends = [pages * number // count for number in range(count + 1)]
    return [
        PageRange(start + 1, end if number < count - 1 else None, page_size, dict(filters))
        for number, (start, end) in enumerate(pairwise(ends))
    ]
