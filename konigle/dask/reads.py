"""Reads the contacts of a site as a Dask data frame."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import attrs
import dask.dataframe as dd
import pandas as pd
from distributed import get_client

from konigle import Client
from konigle._concurrency.pacing import Stop
from konigle._generated.models import Contact
from konigle._managers.page_ranges import PageRange
from konigle.arrow import table
from konigle.config import ClientConfig
from konigle.dask.rate import RatePlugin
from konigle.dask.settings import Site


def read_contacts(
    config: ClientConfig,
    *,
    partitions: int = 8,
    rate: float | None = None,
    api_key: Callable[[], str] | None = None,
    **filters: Any,
) -> Any:  # a dask.dataframe.DataFrame
    """Returns the contacts of a site as a Dask data frame; each worker reads some of the pages.

    The number of pages is read now, the pages when the data frame is computed. If a contact is created or deleted
    meanwhile, others move to another page, so that a contact may appear twice or be missing.

    Args:
        config: Settings of the clients. The key is not sent to workers: each worker reads `KONIGLE_API_KEY`.
        partitions: Maximum number of partitions.
        rate: Requests per second of all workers together; None for no limit.
        api_key: Function that returns the key on a worker, if its environment does not have it.
        **filters: Filters by name, as for `contacts.list`.

    Returns:
        A `dask.dataframe.DataFrame` with a column of an Arrow type for each field of a contact.

    Example:
        read_contacts(ClientConfig.from_env(), partitions=16, tags="readers")
    """
    site = Site.of(config, api_key, rate)
    here = config if api_key is None else attrs.evolve(config, api_key=api_key())
    with Client.from_config(here) as client:
        parts = client.contacts.list_partitions(partitions, **filters)
    if rate is not None:
        get_client().register_plugin(RatePlugin())
    return dd.from_map(partial(_read, site=site), parts, meta=_frame(iter(())))


def _read(part: PageRange, site: Site) -> pd.DataFrame:
    client, limiter = site.client()
    with client:
        return _frame(_contacts(client, part, limiter))


def _contacts(client: Client, part: PageRange, limiter: Any) -> Iterator[Contact]:
    """Returns the contacts of a range of pages, with a rate-limited request for each page."""
    number, never = part.first, Stop()
    while part.last is None or number <= part.last:
        if limiter is not None:
            limiter.acquire(never)
            limiter.release(well=True)
        found = list(client.contacts.iter_partition(attrs.evolve(part, first=number, last=number)))
        yield from found
        if len(found) < part.page_size:
            return
        number += 1


def _frame(contacts: Iterator[Contact]) -> pd.DataFrame:
    frame: pd.DataFrame = table(contacts, Contact).to_pandas(types_mapper=pd.ArrowDtype)
    return frame
