"""Imports a Dask data frame of contacts."""

import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Literal

import attrs
import pandas as pd
from distributed import get_client

from konigle import exceptions as errors
from konigle._bulk.contact_matching import address_key, with_every_consent
from konigle._bulk.import_state import ImportSummary
from konigle._bulk.results import BulkResult
from konigle._core.call import DEFAULT_CONCURRENCY
from konigle._generated.models import ContactCreate, MarketingConsent
from konigle._sync.bulk.contact_operations import ContactOperations
from konigle._sync.bulk.runner import Bulk, BulkSession
from konigle.arrow.frames import frame_rows
from konigle.config import ClientConfig
from konigle.dask.outcomes import Outcome, OutcomeStore
from konigle.dask.rate import RatePlugin
from konigle.dask.settings import Site
from konigle.exceptions import InvalidArgumentError, KonigleError

Consent = Literal["none"] | Mapping[str, bool] | None

BLOCK = 5_000  # rows whose outcomes are stored in one file
_CONSENT = "marketing_consent"
_CHANNELS = tuple(MarketingConsent.model_fields)
_PARTITION = "konigle_partition"
# the row is not the cause, and the next run sends it again
_NOT_DONE = (
    errors.NetworkError,
    errors.ServerError,
    errors.RateLimitError,
    errors.InvalidResponseError,
    errors.OutcomeUnknown,
)
_FATAL = (errors.AuthenticationError, errors.AuthorizationError, errors.ConfigurationError)


@attrs.frozen
class Order:
    """The settings for every worker, without a key."""

    site: Site
    outcomes: str
    row_key: str
    consent: Mapping[str, bool]
    concurrency: int


def import_contacts(
    ddf: Any,  # a dask.dataframe.DataFrame; its package is an extra
    config: ClientConfig,
    *,
    rate: float,
    outcomes: str,
    row_key: str,
    consent: Consent = None,
    api_key: Callable[[], str] | None = None,
    partitions: int | None = None,
    concurrency: int = DEFAULT_CONCURRENCY,
) -> ImportSummary:
    """Creates the contacts of a Dask data frame, and updates those that exist, on the workers of the current Dask client.

    Rows are partitioned by their lower-case e-mail address, so that one contact is never in two partitions. The outcome
    of each row is written to `outcomes` before its partition counts as done. After a worker or the scheduler was killed,
    repeat the call: rows with an outcome are not sent again, and rows that may have been sent are looked up first.

    Args:
        ddf: Columns are fields of a contact (`email`, `first_name`, `marketing_consent.email`, …) and `row_key`. Tags are
            added to those of an existing contact.
        config: Settings of the clients. The key is not sent to workers: each worker reads `KONIGLE_API_KEY`.
        rate: Requests per second of all workers together. A 429 on any worker slows all of them.
        outcomes: Folder for the outcomes, which all workers can write to: a path, or a URL that fsspec supports.
        row_key: Column whose values are unique and stay the same from run to run. It is not sent, unless it is a field.
        consent: For a data frame without consent columns: "none" gives new contacts an explicit no on each channel;
            `{"email": True}` states the consent of every row, and an explicit no in a row takes precedence.
        api_key: Function that returns the key on a worker, if its environment does not have it.
        partitions: The number of partitions of the first run; later runs keep it. By default that of `ddf`.
        concurrency: Maximum number of requests in progress on each worker thread.

    Returns:
        The outcomes of all rows; `resumed` counts those of earlier runs. Rows that could not be sent because
        of the service are `failed` without an outcome: the next run sends them.

    Raises:
        InvalidArgumentError: Columns, consent, rate or the folder of outcomes are invalid; nothing was sent.
        KonigleError: The key was rejected.

    Example:
        import_contacts(ddf, ClientConfig.from_env(), rate=100, outcomes="outcomes", row_key="number", consent="none")
    """
    began_s = time.monotonic()
    site = Site.of(config, api_key, rate)
    _check_columns(list(ddf.columns), row_key, consent)
    stated = dict(consent) if isinstance(consent, Mapping) else {}
    store = OutcomeStore(str(outcomes))
    rules = [site.config.base_url, row_key, consent if isinstance(consent, str) else sorted(stated.items())]
    count = store.prepare(partitions or ddf.npartitions, rules)
    get_client().register_plugin(RatePlugin())
    order = Order(site, str(outcomes), row_key, stated, concurrency)
    marked = ddf.map_partitions(_mark, count)
    by_address = marked.set_index(_PARTITION, divisions=list(range(count + 1)), sort=True)
    counts = by_address.map_partitions(
        partial(_import, order=order),
        meta=pd.DataFrame({"status": pd.Series(dtype=str), "rows": pd.Series(dtype=int)}),
    ).compute()
    sums: dict[str, Any] = Counter()
    for status, rows in zip(counts["status"], counts["rows"], strict=True):
        sums[str(status)] += int(rows)
    return ImportSummary(**sums, seconds=time.monotonic() - began_s)


def _check_columns(columns: list[Any], row_key: str, consent: object) -> None:
    """Rejects a data frame that cannot be imported, before anything is sent."""
    fields = {*ContactCreate.model_fields, *(f"{_CONSENT}.{channel}" for channel in _CHANNELS)}
    unknown = sorted(str(column) for column in columns if column not in fields and column != row_key)
    states = any(str(column).startswith(_CONSENT) for column in columns)
    if unknown:
        problem = f"columns that are not fields of a contact: {', '.join(unknown)}. Drop or rename them"
    elif "email" not in columns or row_key not in columns:
        problem = f"no column 'email', or no column {row_key!r} (row_key). Rename them"
    elif consent is None and not states:
        problem = (
            "no column that states consent. Pass consent='none', which gives new contacts an explicit no on each channel, "
            "or consent={'email': True}, with which you state it for every row"
        )
    elif consent is not None and consent != "none" and not _is_consent(consent):
        problem = (
            f"consent={consent!r}, which must be 'none' or a dict of {', '.join(_CHANNELS)} to True or False"
        )
    else:
        return
    raise InvalidArgumentError(f"The data frame has {problem}; nothing was sent.")


def _is_consent(consent: object) -> bool:
    return isinstance(consent, Mapping) and all(
        channel in _CHANNELS and isinstance(agreed, bool) for channel, agreed in consent.items()
    )


def _mark(frame: pd.DataFrame, count: int) -> pd.DataFrame:
    """Adds the number of each row's partition, by e-mail address."""
    numbers = [zlib.crc32((address_key(address) or "").encode()) % count for address in frame["email"]]
    return frame.assign(**{_PARTITION: pd.Series(numbers, index=frame.index, dtype="int64")})


def _import(frame: pd.DataFrame, order: Order) -> pd.DataFrame:
    """Sends the rows of one partition that have no outcome; returns the number of rows for each outcome."""
    counts: Counter[str] = Counter()
    for number, rows in frame.groupby(level=0):
        counts += _import_partition(int(str(number)), rows, order)
    return pd.DataFrame({"status": list(counts), "rows": list(counts.values())})


def _import_partition(number: int, frame: pd.DataFrame, order: Order) -> Counter[str]:
    store = OutcomeStore(order.outcomes)
    done = store.read(number)
    rows = frame_rows(frame.reset_index(drop=True))
    left = [row for row in rows if row.get(order.row_key) not in done]
    counts = Counter(done.values())
    counts["resumed"] = len(done)
    if left:
        in_doubt = store.was_started(number)
        store.start(number)
        block: list[Outcome] = []
        try:
            for outcome, is_final in _send(left, order, check_first=in_doubt):
                counts[outcome.status] += 1
                if is_final:
                    block.append(outcome)
                if len(block) == BLOCK:
                    store.add(number, block)
                    block = []
        finally:
            if block:
                store.add(number, block)
    return counts


def _send(rows: list[dict[str, Any]], order: Order, *, check_first: bool) -> Iterator[tuple[Outcome, bool]]:
    """Yields the outcome of each row, and whether the row is done."""
    client, _ = order.site.client()
    with client:
        session = BulkSession(client.transport, {}, client.contacts._crud.get("any"))  # noqa: SLF001 - internal to the SDK
        operations = ContactOperations(client.contacts, session)
        seen: set[Any] = set()

        def prepare(row: dict[str, Any]) -> Any:
            key = row.get(order.row_key)
            if key is None or key in seen:
                raise InvalidArgumentError(f"{order.row_key} is empty or repeated; nothing was sent.")
            seen.add(key)
            stated = _stated(row, order)
            return operations.prepare_upsert(
                with_every_consent(stated), stated=stated, check_first=check_first
            )

        with Bulk(rows, prepare, order.concurrency, session) as bulk:
            for result in bulk:
                yield _outcome(result, order.row_key)


def _stated(row: dict[str, Any], order: Order) -> dict[str, Any]:
    """Returns the fields that the row and the caller state; if their consents for a channel differ, the opt-out."""
    fields = {name: value for name, value in row.items() if name in ContactCreate.model_fields}
    own: object = fields.get(_CONSENT, {})
    if order.consent and isinstance(own, dict):
        fields[_CONSENT] = {
            **own,
            **{channel: agreed and own.get(channel, True) for channel, agreed in order.consent.items()},
        }
    return fields


def _outcome(result: BulkResult[Any], row_key: str) -> tuple[Outcome, bool]:
    error: KonigleError | None = result.error
    if isinstance(error, _FATAL):
        raise error
    key = result.input.get(row_key)
    id_ = None if result.record is None else result.record.id
    outcome = Outcome(key, result.status, id_, None if error is None else error.message)
    return outcome, key is not None and not isinstance(error, _NOT_DONE)
