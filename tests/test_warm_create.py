"""How many files of the package one call passes through: a reader who debugs it has to open them."""

import sys
from pathlib import Path
from types import FrameType
from typing import Any

import konigle
from konigle.sandbox import Sandbox

PACKAGE = Path(konigle.__file__).parent
MOST = (
    13  # the thirteenth is `_core/decoding.py`: with it `_core/models.py` would be longer than a file may be
)
CONTACT = {
    "first_name": "Ada",
    "tags": ["newsletter", "customer"],
    "marketing_consent": {"email": True, "sms": False},
    "source": "purchase",
}


def test_a_warm_create_passes_few_files() -> None:
    files: set[str] = set()

    def note(frame: FrameType, event: str, argument: Any) -> None:
        del argument
        path = Path(frame.f_code.co_filename)
        if event == "call" and path.is_relative_to(PACKAGE):
            files.add(path.relative_to(PACKAGE).as_posix())

    with Sandbox() as sandbox, sandbox.client() as client:
        client.contacts.create({**CONTACT, "email": "first@example.com"})
        before = sys.getprofile()
        sys.setprofile(note)
        try:
            client.contacts.create({**CONTACT, "email": "second@example.com"})
        finally:
            sys.setprofile(before)
    assert "_sync/transport.py" in files
    assert len(files) <= MOST, sorted(files)
