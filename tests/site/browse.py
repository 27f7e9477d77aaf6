"""`python browse.py SITE AXE` opens every page of a built site in Chromium, and exits with 1 if one has a fault.

It needs Playwright and Chromium, and nothing of the project: `make test-docs` runs it in the environment of the site.
"""

import functools
import http.server
import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, TimeoutError, sync_playwright  # noqa: A004 - Playwright's own

SIZES = ((390, 844), (1280, 900))
SCHEMES = ("light", "dark")
SEARCHES = {"unknown outcome": "unknown-outcomes", "import_file": "contacts", "Retry-After": "retries"}
_FLAGS = [
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_CONTRAST = "() => axe.run({runOnly: ['color-contrast']}).then(found => found.violations.flatMap(v => v.nodes.map(n => n.target + ' ' + n.failureSummary)))"


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and logs nothing."""

    def log_message(self, *_: Any) -> None: ...


class Browser:
    """A tab that collects faults: errors of the console, failed requests, and requests to other hosts."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page = page
        self.origin = origin
        self.faults: list[str] = []
        page.on("console", lambda message: message.type == "error" and self.fault(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.fault(f"error: {error}"))
        page.on(
            "response",
            lambda response: response.status >= 400 and self.fault(f"{response.status}: {response.url}"),
        )
        page.route(lambda url: not url.startswith((origin, "data:", "blob:")), self._refuse)

    def fault(self, text: str) -> None:
        self.faults.append(f"{self.page.url.removeprefix(self.origin)} {text}")

    def _refuse(self, route: Any) -> None:
        self.fault(f"a request to another host: {route.request.url}")
        route.abort()


def check_page(browser: Browser, path: str, axe: str, scheme: str) -> None:
    """Opens a page, and gives it each size."""
    page = browser.page
    page.goto(f"{browser.origin}{path}", wait_until="load")
    page.add_style_tag(content="* { transition: none !important; animation: none !important }")
    page.evaluate(axe)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if beyond > 0:
            browser.fault(f"scrolls {beyond} pixels to the side at {width} pixels")
        for found in page.evaluate(_CONTRAST):
            browser.fault(f"contrast at {width} pixels, {scheme}: {found}")


def check_search(browser: Browser) -> None:
    """Searches as a reader does, and expects a page among the results."""
    page = browser.page
    page.set_viewport_size({"width": 1280, "height": 900})
    for words, expected in SEARCHES.items():
        page.goto(f"{browser.origin}/", wait_until="load")
        page.keyboard.press("/")
        page.keyboard.type(words)
        _expect(
            browser,
            f"a[href*='{expected}'] >> visible=true",
            f"a search for {words!r} does not find {expected}",
        )


def check_interactive(browser: Browser) -> None:
    """Opens the page of the HTTP API, which draws itself with a script."""
    browser.page.goto(f"{browser.origin}/interactive/", wait_until="load")
    _expect(
        browser, "text=List audiences >> visible=true", "the interactive page does not list the operations"
    )


def _expect(browser: Browser, selector: str, otherwise: str) -> None:
    try:
        browser.page.wait_for_selector(selector, timeout=30_000)
    except TimeoutError:
        browser.fault(otherwise)


def pages(site: Path) -> Iterator[str]:
    """The paths of all pages."""
    for page in sorted(site.rglob("*.html")):
        if page.name != "404.html" and "interactive" not in page.parts:
            yield f"/{page.relative_to(site).as_posix().removesuffix('index.html')}"


def main(site: Path, axe: Path) -> int:
    """The exit status."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        print("Chromium is needed: apt-get install chromium", file=sys.stderr)
        return 1
    handler = functools.partial(Quiet, directory=str(site))
    script = axe.read_text(encoding="utf-8")
    faults: list[str] = []
    opened = 0
    with (
        http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server,
        sync_playwright() as playwright,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        origin = f"http://127.0.0.1:{server.server_port}"
        chromium = playwright.chromium.launch(executable_path=program, args=_FLAGS, chromium_sandbox=False)
        for scheme in SCHEMES:
            browser = Browser(chromium.new_page(color_scheme=scheme), origin)
            for path in pages(site):
                check_page(browser, path, script, scheme)
                opened += len(SIZES)
            check_search(browser)
            check_interactive(browser)
            faults += browser.faults
        chromium.close()
        server.shutdown()
    print("\n".join(dict.fromkeys(faults)))
    print(f"{opened} times a page was opened; {len(dict.fromkeys(faults))} faults.")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
