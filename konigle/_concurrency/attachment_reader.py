"""Reads the files of a form: in a thread, or awaited if a file is async. Never downloads anything."""

import inspect
import io
import mimetypes
import os
from collections.abc import Awaitable, Callable, Generator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast

from konigle._concurrency.primitives import async_offload
from konigle._core.attachments import (
    DEFAULT_TYPE,
    MAX_FILE_BYTES,
    MAX_FILES,
    MAX_TOTAL_BYTES,
    UNSAFE_TEXT,
    FilePart,
    Source,
    name_of,
    split,
)
from konigle._core.body import FormBody, LoadedForm
from konigle.exceptions import InvalidArgumentError

T = TypeVar("T")
Steps = Generator[Awaitable[Any], Any, T]
"""A generator of reading steps: yields the awaitables of async files; the caller awaits them and sends back the result."""
_AT_ONCE = 1024 * 1024  # a raw stream allocates the requested size, however little it returns

_REASONS: dict[type[OSError], str] = {
    FileNotFoundError: "there is no such file",
    IsADirectoryError: "it is a directory",
    NotADirectoryError: "a part of its path is a file",
    PermissionError: "this program has no permission to read it",
}


def load_files(files: Sequence[tuple[str, Any]]) -> list[tuple[str, FilePart]]:
    """Reads files one by one within the limits; files of the caller stay open and keep their position.

    Raises:
        InvalidArgumentError: A file cannot be read, or a limit is exceeded; nothing was sent.
    """
    return finish(reading(files))


def load_file(value: Any) -> FilePart:
    """One file, with its whole content."""
    return finish(_load(value, MAX_TOTAL_BYTES, "An attachment"))


def reading(files: Sequence[tuple[str, Any]]) -> Steps[list[tuple[str, FilePart]]]:
    """The steps of `load_files`; those of an async file have to be awaited by the caller."""
    if len(files) > MAX_FILES:
        raise InvalidArgumentError(f"A call takes at most {MAX_FILES} files; nothing was sent.")
    loaded: list[tuple[str, FilePart]] = []
    left = MAX_TOTAL_BYTES
    for number, (field, value) in enumerate(files):
        part = yield from _load(value, left, f"{field}[{number}]")
        left -= len(part.content)
        loaded.append((field, part))
    return loaded


def advance(
    steps: Steps[T], result: Any = None, error: Exception | None = None
) -> tuple[Awaitable[Any] | None, T | None]:
    """Runs steps until there is something to await, or until they return their result.

    Args:
        steps: The steps from `reading`.
        result: The result of the last awaitable.
        error: The exception that it raised instead.
    """
    try:
        return (steps.throw(error) if error else steps.send(result)), None
    except StopIteration as ended:
        return None, ended.value


def finish(steps: Steps[T]) -> T:
    """Returns the result of steps in code that cannot await.

    Raises:
        InvalidArgumentError: A file is an async one, or cannot be read.
    """
    error: Exception | None = None
    while True:
        waiting, result = advance(steps, error=error)
        if waiting is None:
            return cast("T", result)
        for end in ("close", "cancel"):  # a coroutine, or a future
            getattr(waiting, end, bool)()
        error = InvalidArgumentError(
            "it is an async file, which only AsyncClient reads; pass an open binary file or bytes, "
            "or the `.file` of an UploadFile"
        )


def _load(value: Any, left: int, where: str) -> Steps[FilePart]:
    source = split(value)
    name = source.name or name_of(source.data)
    if UNSAFE_TEXT.search(name):
        raise InvalidArgumentError(
            "The name of an attachment contains a line break or NUL; nothing was sent."
        )
    try:
        content = yield from _content(source.data, min(MAX_FILE_BYTES, left))
    except Exception as problem:
        raise InvalidArgumentError(
            f"{where}{_called(source)} could not be read: {_reason(problem)}; nothing was sent."
        ) from problem
    if len(content) > MAX_FILE_BYTES:
        raise InvalidArgumentError(
            f"Attachment {name!r} is larger than {MAX_FILE_BYTES >> 20} MiB; nothing was sent."
        )
    if len(content) > left:
        raise InvalidArgumentError(
            f"The attachments are larger than {MAX_TOTAL_BYTES >> 20} MiB in total; nothing was sent."
        )
    return FilePart(name, content, source.content_type or _type_of(source.data, name))


def _called(source: Source) -> str:
    """Returns the path or name of a file as given by the caller."""
    data: Any = source.data
    for given in (data, getattr(data, "filename", None), getattr(data, "name", None), source.name):
        if isinstance(given, (str, os.PathLike)):
            return f" ({os.fsdecode(cast('str', given))!r})"
    return ""


def _reason(problem: Exception) -> str:
    """Returns why a file cannot be read, in a text that does not depend on the locale."""
    for kind, words in _REASONS.items():
        if isinstance(problem, kind):
            return words
    if isinstance(problem, InvalidArgumentError):
        return problem.message
    said = (problem.strerror if isinstance(problem, OSError) else None) or problem
    return f"{type(problem).__name__}: {said}"


def _type_of(data: Any, name: str) -> str:
    found = getattr(data, "content_type", None)  # of an upload
    if isinstance(found, str) and found and not UNSAFE_TEXT.search(found):
        return found
    return mimetypes.guess_type(name)[0] or DEFAULT_TYPE


def _content(data: Any, most: int) -> Steps[bytes]:
    """Returns the bytes; one more than the limit if there are more."""
    if isinstance(data, (bytes, bytearray, memoryview)):
        view = memoryview(cast("bytes", data))
        return bytes(view) if view.nbytes <= most else bytes(most + 1)
    if isinstance(data, (str, os.PathLike)):
        with Path(os.fsdecode(cast("str | os.PathLike[str]", data))).open("rb") as file:
            return (yield from _until_empty(file.read, most))
    # the whole file, not the rest of it: the position of a BytesIO just written to is its end
    position = yield from _rewind(data)
    try:
        content = yield from _until_empty(data.read, most)
    except Exception:
        if position is not None:
            yield from _done(data.seek(position))
        raise
    if position is not None:
        yield from _done(data.seek(position))
    return content


def _rewind(file: Any) -> Steps[int | None]:
    """Seeks to the start of a file. Returns the previous position, or None if it is not seekable."""
    tell = getattr(file, "tell", None) or getattr(
        getattr(file, "file", None), "tell", None
    )  # an UploadFile's
    if not callable(tell) or not callable(getattr(file, "seek", None)):
        return None
    seekable = getattr(file, "seekable", None)
    if callable(seekable) and not (yield from _done(seekable())):
        return None
    try:
        position: int = yield from _done(tell())
        yield from _done(file.seek(0))
    except io.UnsupportedOperation:
        return None
    return position


def _until_empty(read: Callable[..., Any], most: int) -> Steps[bytes]:
    content = bytearray()
    takes_size = _takes_size(read)
    while len(content) <= most:
        wanted = [min(most + 1 - len(content), _AT_ONCE)] if takes_size else []
        piece = yield from _done(read(*wanted))
        if piece is None:
            raise InvalidArgumentError("it is non-blocking and has no data yet; pass its bytes")
        if isinstance(piece, str):
            raise InvalidArgumentError("it is open in text mode; open it with mode 'rb'")
        if not isinstance(piece, (bytes, bytearray, memoryview)):
            raise InvalidArgumentError(f"its read() returns {type(piece).__name__}, not bytes")
        content += piece
        if not piece or not takes_size:
            break
    return bytes(content)


def _takes_size(read: Callable[..., Any]) -> bool:
    """Whether a `read` accepts a number of bytes; those of some HTTP responses always return everything."""
    try:
        inspect.signature(read).bind(1)
    except TypeError:
        return False
    except ValueError:  # a built-in function without a signature
        return True
    return True


def _done(result: Any) -> Steps[Any]:
    return (yield result) if inspect.isawaitable(result) else result


def _form_steps(form: FormBody) -> Steps[LoadedForm]:
    """Returns the steps of reading a form."""
    try:
        files = yield from reading(form.files)
    except InvalidArgumentError as error:
        error.operation = form.operation
        raise
    return LoadedForm(form.fields, tuple(files))


async def async_load(form: FormBody) -> LoadedForm:
    """Returns a form with its files read: in a thread, except that awaitables of async files are awaited here."""
    steps = _form_steps(form)
    result: Any = None
    error: Exception | None = None
    while True:
        waiting, loaded = await async_offload(partial(advance, steps, result, error))
        if waiting is None:
            return cast("LoadedForm", loaded)
        result = error = None
        try:
            result = await waiting
        except Exception as problem:  # noqa: BLE001 - the steps handle it, as if they had awaited it
            error = problem


def sync_load(form: FormBody) -> LoadedForm:
    """Returns a form with its files read."""
    return finish(_form_steps(form))
