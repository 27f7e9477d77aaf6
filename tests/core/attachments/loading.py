"""Attachments as both clients read them."""

import asyncio
from collections.abc import Callable
from typing import Any

from konigle._concurrency.attachment_reader import async_load, sync_load
from konigle._core.attachments import FilePart
from konigle._core.body import FormBody

MUCH = bytes(range(256)) * 1200  # more than a pipe or a socket gives at a time


def form(*values: Any) -> FormBody:
    return FormBody((), tuple(("attachments", value) for value in values), "sendEmail")


def load_in_either(*values: Callable[[], Any]) -> list[list[FilePart]]:
    """The files as both clients read them."""
    loaded = [sync_load(form(*(make() for make in values)))]
    loaded.append(asyncio.run(async_load(form(*(make() for make in values)))))
    return [[part for _, part in one.files] for one in loaded]


async def load_async(*values: Any) -> list[FilePart]:
    return [part for _, part in (await async_load(form(*values))).files]
