"""Rows about models and records, without a network."""

import json
import tracemalloc
from collections.abc import Callable, Sequence

from benchmarks import server
from benchmarks.data import CONTACT, KEY
from benchmarks.figures import Samples
from benchmarks.plain import CheckedContact, PlainContact, PlainPage
from benchmarks.rounds import CPU, in_turn
from konigle import Client
from konigle._core.pagination import list_page_call
from konigle._core.records import attach_all
from konigle._generated.api.contacts import list_contacts
from konigle.models.comm import Contact

PAGE_SIZE = 200
PAGES = 20


def decode(_port: int) -> Samples:
    """From the bytes of a page to records that know their manager."""
    content = server.page(20_000, 3, PAGE_SIZE)
    read = _reader()
    return in_turn(lambda: read(content), lambda: json.loads(content), rounds=301, calls=2, clock=CPU)


def _reader() -> Callable[[bytes], list[Contact]]:
    """What happens to a page in `contacts.list` once its bytes are there."""
    manager = Client(KEY, "http://127.0.0.1").contacts
    call = list_page_call(list_contacts(None, 3, PAGE_SIZE), 3, PAGE_SIZE)

    def read(content: bytes) -> list[Contact]:
        items = call.read(content).payload
        attach_all(items, manager)
        return items

    return read


def build(_port: int) -> Samples:
    """A contact made by hand."""
    return in_turn(
        lambda: Contact(**CONTACT), lambda: PlainContact(**CONTACT), rounds=301, calls=50, clock=CPU
    )


def assign(_port: int) -> Samples:
    """Setting a field."""
    record, plain = Contact(**CONTACT), CheckedContact(**CONTACT)

    def ours() -> None:
        record.first_name = "Grace"

    def baseline() -> None:
        plain.first_name = "Grace"

    return in_turn(ours, baseline, rounds=301, calls=200, clock=CPU)


def size(_port: int) -> Samples:
    """Memory of the records of some pages, all of it, as `tracemalloc` counts it."""
    read = _reader()
    contents = [server.page(20_000, number, PAGE_SIZE) for number in range(1, PAGES + 1)]

    def plainly(content: bytes) -> list[PlainContact]:
        return PlainPage.model_validate_json(content).payload

    return Samples([_bytes_per_item(read, contents)], [_bytes_per_item(plainly, contents)], "bytes")


def _bytes_per_item(read: Callable[[bytes], Sequence[object]], contents: list[bytes]) -> float:
    read(contents[0])  # builds the models
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    kept = [read(content) for content in contents]
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return (after - before) / sum(map(len, kept))
