"""Webhooks: requests that the API sends to your server."""

import base64
import hashlib
import hmac
import os
import re
import time
from collections.abc import Mapping
from typing import Any, cast

from konigle._core.secret import Secret, hide
from konigle._generated.webhooks import WEBHOOKS, Parse
from konigle._suggestions import did_you_mean
from konigle.exceptions import ConfigurationError, InvalidArgumentError, WebhookSignatureError

__all__ = ["parse"]

_NO_HEADERS: Mapping[str, str] = {}


def _parse(
    name: str,
    body: bytes | str,
    headers: Mapping[str, str] = _NO_HEADERS,
    *,
    secret: str | None = None,
    now: float | None = None,
) -> Any:
    """Reads the body of a webhook as its model, after its signature where the API signs it.

    Args:
        name: Name of the webhook in the API's OpenAPI document.
        body: The body as it was received, not decoded and encoded again.
        headers: The headers of the request.
        secret: The secret that the signature is made with; default `KONIGLE_WEBHOOK_SECRET` from the environment. Not
            needed if the API does not sign the webhook.
        now: The time in seconds since 1970, for tests; by default the clock's.

    Returns:
        The model of the webhook. As in a response, unknown fields are kept, and an invalid one keeps its raw value.

    Raises:
        WebhookSignatureError: The signature is missing, wrong or too old.
        InvalidArgumentError: There is no such webhook, or the body is not a JSON object.
        ConfigurationError: The webhook is signed, and there is no secret.
    """
    secret = hide(secret)  # so that no traceback shows it
    if name not in WEBHOOKS:
        known = ", ".join(WEBHOOKS) or "none"
        raise InvalidArgumentError(
            f"There is no webhook {name!r}{did_you_mean(name, WEBHOOKS)}; this API has {known}."
        )
    model, signature = WEBHOOKS[name]
    content = body.encode() if isinstance(body, str) else bytes(body)
    if signature is not None:
        named = {key.lower(): value for key, value in headers.items()}
        key: Secret | None = cast("Any", secret) or hide(os.environ.get("KONIGLE_WEBHOOK_SECRET"))
        if key is None:
            raise ConfigurationError(
                f"Webhook {name!r} is signed: pass secret=… or set the environment variable KONIGLE_WEBHOOK_SECRET."
            )
        problem = _problem(signature, content, named, key, time.time() if now is None else now)
        if problem:
            raise WebhookSignatureError(
                f"The signature of webhook {name!r} is not valid: {problem}. Its body was not read; respond with 400."
            )
    from konigle._core.decoding import UnreadableResponseError, decode_model
    from konigle._generated import models

    try:
        return decode_model(getattr(models, model), content)
    except UnreadableResponseError as error:
        raise InvalidArgumentError(f"The body of webhook {name!r} cannot be read: {error}.") from None


def _problem(
    signature: Mapping[str, Any], content: bytes, headers: Mapping[str, str], key: Secret, now: float
) -> str:
    """What is wrong with a signature; empty if it is right."""
    given = headers.get(signature["header"].lower(), "")
    if not given:
        return f"the request has no header {signature['header']}"
    if stamp := signature.get("timestamp"):
        said = headers.get(stamp.lower(), "")
        if not re.fullmatch(r"[0-9]{1,12}", said):
            return f"the header {stamp} is not a time"
        if abs(now - int(said)) > signature.get("tolerance_s", 300):
            return "its time is too far from now"
    parts = re.split(r"{([^}]+)}", signature.get("signed", "{body}"))
    signed = b"".join(
        part.encode()
        if index % 2 == 0
        else content
        if part == "body"
        else headers.get(part.lower(), "").encode()
        for index, part in enumerate(parts)
    )
    made = hmac.new(key.reveal().encode(), signed, getattr(hashlib, signature["algorithm"][5:])).digest()
    text = made.hex() if signature["encoding"] == "hex" else base64.b64encode(made).decode()
    wanted = f"{signature.get('prefix', '')}{text}".encode()
    if not any(hmac.compare_digest(wanted, one.encode()) for one in given.split()):
        return "it was made from another body or with another secret"
    return ""


parse: Parse = cast("Parse", _parse)
parse.__name__ = parse.__qualname__ = "parse"  # type: ignore[attr-defined]  # a function
