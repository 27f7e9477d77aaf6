"""Writes the representation for programs that make SDKs in other languages, and the schema that it follows."""

import json
from typing import Any

from generator.representation import Sdk, plain, schema

PATH = "openapi/sdk.json"
SCHEMA = "openapi/sdk.schema.json"
BUNDLED = "konigle/_generated/sdk.json"


def sdk_files(sdk: Sdk) -> dict[str, str]:
    """The representation as JSON, in the order of the spec; its schema; and a compact copy that the package carries."""
    name, content = SCHEMA.rpartition("/")[2], plain(sdk)
    return {PATH: _text({"$schema": name, **content}), SCHEMA: _text(schema()), BUNDLED: bundled(sdk)}


def bundled(sdk: Sdk) -> str:
    """The compact copy that a package carries."""
    return json.dumps(plain(sdk), ensure_ascii=False, separators=(",", ":")) + "\n"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
