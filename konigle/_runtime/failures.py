"""Calls that ended without a usable answer: the right error, and how to find out what became of them."""

from konigle import exceptions as errors
from konigle._runtime.call import Operation

TYPE = type[errors.KonigleError]
# most special first
_TWINS: tuple[tuple[TYPE, TYPE], ...] = (
    (errors.KonigleTimeoutError, errors.UnknownOutcomeTimeoutError),
    (errors.NetworkError, errors.UnknownOutcomeNetworkError),
    (errors.InvalidResponseError, errors.UnknownOutcomeResponseError),
    (errors.ServerError, errors.UnknownOutcomeServerError),
    (errors.APIError, errors.UnknownOutcomeResponseError),
)


def failure(
    operation: Operation, what: str, *, destination: str, timeout: bool, advice: str = ""
) -> errors.NetworkError:
    """The error of a call that got no response.

    Args:
        operation: What was called.
        what: Which phase failed, why, and after how long.
        destination: Host and port the request was for.
        timeout: Whether time ran out.
        advice: What the caller can do about it.
    """
    kind = errors.KonigleTimeoutError if timeout else errors.NetworkError
    said = f"{operation}: request to {destination} failed: {what}."
    return kind(
        f"{said} {advice}".rstrip(),
        operation=operation.id,
        method=operation.method,
        path_template=operation.path,
    )


def without_outcome(error: errors.KonigleError) -> errors.KonigleError:
    """The same error as one that is also `OutcomeUnknown`."""
    for kind, twin in _TWINS:
        if isinstance(error, kind):
            made = twin(error.message)
            vars(made).update(vars(error))
            return made
    return error


def how_to_find_out(operation: Operation) -> str:
    """Where to look whether an operation was applied."""
    head, brace, _ = operation.path.partition("}")
    if operation.path.endswith(("/send-email", "/send-test-email")):
        where = "The API keeps no list of single mails: ask the recipient or look at the account's own log"
    elif brace:
        where = f"Read the resource (GET {head}{brace}) and look at its state or its sums"
    else:
        collection = "/".join(operation.path.split("/")[:5])
        where = f"List GET {collection} and look for it"
    return f"{where} before calling again."
