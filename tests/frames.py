"""Which frames of a traceback run code of the package, in whatever folder the checkout is."""

import traceback
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import konigle

PACKAGE = Path(konigle.__file__).parent


def package_frames(error: BaseException) -> Iterator[FrameType]:
    """The frames of the package itself; those of tests and of installed packages below the same folder are left out."""
    for frame, _ in traceback.walk_tb(error.__traceback__):
        if Path(frame.f_code.co_filename).is_relative_to(PACKAGE):
            yield frame
