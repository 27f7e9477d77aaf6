"""The HTTP API as a page to try out: Scalar's bundle, shipped with the site, with the spec pointing at a local sandbox."""

import json
import shutil
from pathlib import Path

from tools.release.steps import ROOT

SANDBOX = "http://127.0.0.1:8900"
_SETTINGS = {
    "url": "openapi.json",
    "hideClientButton": True,
    "showDeveloperTools": "never",
    "telemetry": False,
    "withDefaultFonts": False,
    "agent": {"disabled": True},
    "mcp": {"disabled": True},
    "authentication": {
        "preferredSecurityScheme": "tokenAuth",
        "securitySchemes": {"tokenAuth": {"value": "Token sandbox-key"}},
    },
}
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>HTTP API of Konigle reachout</title>
<link rel="icon" href="data:,">
</head>
<body>
<div id="app"></div>
<script src="scalar.js"></script>
<script>Scalar.createApiReference("#app", {settings})</script>
</body>
</html>
"""


def write_http_api(bundle: Path, folder: Path) -> None:
    """Writes the page, its script and the spec.

    Args:
        bundle: Scalar's `standalone.js`.
        folder: Where they go; it is made.
    """
    folder.mkdir(parents=True)
    shutil.copy(bundle, folder / "scalar.js")
    spec = json.loads((ROOT / "openapi/portable.json").read_text(encoding="utf-8"))
    spec["servers"] = [{"url": SANDBOX, "description": "A sandbox on this machine."}]
    (folder / "openapi.json").write_text(json.dumps(spec), encoding="utf-8")
    page = _PAGE.replace("{settings}", json.dumps(_SETTINGS))
    (folder / "index.html").write_text(page, encoding="utf-8")
