"""A new area costs a document beside the entry and a short module that the generator prints."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import konigle.filters.comm
import konigle.models.comm
from generator.build import build, read_spec
from generator.errors import BuildError
from tests.generator.conftest import SmallProject
from tests.generator.project_copy import PROJECT, copy_of_the_project, edited_by_hand, run
from tools.api_diff.__main__ import compare_projects

AREA = "openapi/konigle-sites.yaml"
MANAGER = "konigle/_async/managers/pages.py"
PAGE = Path(__file__).parents[2] / "docs" / "regenerating.md"
CALLS = """
import asyncio, json, threading
from http.server import BaseHTTPRequestHandler, HTTPServer
import konigle.managers.comm, konigle.models.comm
from konigle import AsyncClient, Client
from konigle.filters.sites import SitePageFilters
from konigle.managers.sites import AsyncSitePageManager, BaseSitePageManager, SitePageManager
from konigle.models import sites
from konigle.models.sites import SitePage, SitePageCreate

seen = []

class Stub(BaseHTTPRequestHandler):
    def respond(self, status, value):
        content = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_GET(self):
        seen.append(["GET", self.path, None])
        self.respond(200, {"payload": [{"id": "pag_1", "slug": "home"}], "count": 1, "page_size": 10, "current_page": 1, "num_pages": 1})

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        seen.append(["POST", self.path, body])
        self.respond(201, {"id": "pag_2", **body})

    def log_message(self, *_):
        pass

server = HTTPServer(("127.0.0.1", 0), Stub)
threading.Thread(target=server.serve_forever, daemon=True).start()
url = f"http://127.0.0.1:{server.server_port}"

async def asynchronous():
    async with AsyncClient(api_key="key", base_url=url) as client:
        made = await client.pages.create(SitePageCreate(slug="about"))
        return [made.slug, [one.slug async for one in client.pages.iter_all(slug="home")]]

with Client(api_key="key", base_url=url) as client:
    made = client.pages.create({"slug": "news"})
    page = client.pages.list(filters=SitePageFilters(slug="home"))
    found = [type(client.pages).__name__, type(made).__name__, made.slug, [one.slug for one in page.payload]]
both = [found, asyncio.run(asynchronous())]
server.shutdown()
server.server_close()
print(json.dumps({
    "both": both,
    "seen": [[method, path.partition("?")[0], body] for method, path, body in seen],
    "public": sorted(name for name in sites.__all__ if "SitePage" in name),
    "others": [name for name in ("Contact", "Page") if name in sites.__all__],
    "first": [name for room in (konigle.models.comm, konigle.managers.comm) for name in room.__all__ if "SitePage" in name],
    "shared": [kind.base_path for kind in (BaseSitePageManager, SitePageManager, AsyncSitePageManager)],
}))
"""
SANDBOX = """
import json
from http.client import HTTPConnection
from konigle._generated.client_defaults import AUTH_PREFIX
from konigle.sandbox import Sandbox

said = []
with Sandbox(check_answers=True) as sandbox, sandbox.client() as client:
    assert client.contacts.create({"email": "ada@example.com"}).id
    host = sandbox.url.partition("://")[2].rstrip("/")
    for method, path, body in (("GET", "", None), ("GET", "?page_size=x", None), ("POST", "", {"slug": 5})):
        connection = HTTPConnection(host, timeout=30)
        headers = {"authorization": f"{AUTH_PREFIX} {sandbox.api_key}", "content-type": "application/json"}
        connection.request(method, f"/sites/api/v1/pages{path}", json.dumps(body) if body else None, headers)
        response = connection.getresponse()
        said.append([response.status, json.loads(response.read())])
        connection.close()
print(json.dumps(said))
"""


def area_document() -> str:
    """The document of the recipe in the documentation."""
    _, _, recipe = PAGE.read_text(encoding="utf-8").partition("\n## A new area\n")
    return recipe.partition("```yaml\n")[2].partition("```")[0]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with a second area."""
    root = copy_of_the_project(tmp_path_factory.mktemp("area"))
    (root / AREA).write_text(area_document(), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def written(copy: Path) -> Path:
    """The copy with the module that the generator prints, and everything generated."""
    stopped = run(copy, "-m", "generator").stderr
    assert stopped.startswith(f"{MANAGER}: AsyncSitePageManager is missing. Start from:\n"), stopped
    _, _, module = stopped.removesuffix("\nNothing was written.\n").partition("Start from:\n\n")
    (copy / MANAGER).write_text(module, encoding="utf-8")
    made = run(copy, "-m", "generator")
    assert made.returncode == 0, made.stderr
    return copy


def test_both_clients_have_it_over_http_with_models_filters_and_public_names(written: Path) -> None:
    done = run(written, "-W", "error", "-c", CALLS)
    assert done.returncode == 0, done.stderr
    path = "/sites/api/v1/pages"
    assert json.loads(done.stdout) == {
        "both": [["SitePageManager", "SitePage", "news", ["home"]], ["about", ["home"]]],
        "seen": [
            ["POST", path, {"slug": "news"}],
            ["GET", path, None],
            ["POST", path, {"slug": "about"}],
            ["GET", path, None],
        ],
        "public": [
            "AsyncSitePage",
            "BaseSitePage",
            "SitePage",
            "SitePageCreate",
            "SitePageCreateDict",
            "SitePageList",
        ],
        "others": [],
        "first": [],
        "shared": [path, path, path],
    }


def test_two_files_are_edited_by_hand(written: Path) -> None:
    assert edited_by_hand(written) == {AREA, MANAGER}


def test_nothing_of_the_first_area_changes(written: Path) -> None:
    made = build(written).files
    changed = {
        name
        for name in made
        if (PROJECT / name).is_file() and (PROJECT / name).read_bytes() != (written / name).read_bytes()
    }
    assert changed == {
        "clients/go/client_gen.go",
        "clients/go/conformance/calls_gen.go",
        "clients/go/managers_gen.go",
        "clients/go/models_gen.go",
        "clients/go/operations_gen.go",
        "clients/typescript/src/generated/client.ts",
        "clients/typescript/src/generated/managers.ts",
        "clients/typescript/src/generated/models.ts",
        "clients/typescript/src/generated/operations.ts",
        "konigle/_async/client_managers.py",
        "konigle/_generated/api/__init__.py",
        "konigle/_generated/filters/__init__.py",
        "konigle/_generated/models/__init__.py",
        "konigle/_generated/openapi.json",
        "konigle/_generated/sdk.json",
        "konigle/_sync/client_managers.py",
        "konigle/filters/comm.py",  # lists its names, which are not all any more
        "konigle/models/comm/__init__.py",
        "openapi/portable.json",
        "openapi/sdk.json",
    }


def test_its_files_name_its_document(written: Path) -> None:
    package = written / "konigle"
    files = [
        *(package / "_generated").glob("*/pages.py"),
        *(package / "_generated/models").glob("site_page*.py"),
        package / "_async/generated/pages.py",
        *(
            package / room
            for room in ("managers/sites/__init__.py", "models/sites/__init__.py", "filters/sites.py")
        ),
    ]
    assert {file.parent.name for file in files} >= {"api", "filters", "managers", "models", "generated"}
    first_lines = {file.read_text(encoding="utf-8").partition("\n")[0] for file in files}
    assert first_lines == {f"# Made from {AREA} by `python -m generator`; do not edit."}


def test_the_first_area_has_the_same_public_names(written: Path) -> None:
    code = "import json, konigle.filters.comm as f, konigle.models.comm as m; print(json.dumps([f.__all__, m.__all__]))"
    done = run(written, "-c", code)
    assert done.returncode == 0, done.stderr
    before = [konigle.filters.comm.__all__, konigle.models.comm.__all__]
    assert [sorted(names) for names in json.loads(done.stdout)] == [sorted(names) for names in before]


def test_the_representation_has_both_areas(written: Path) -> None:
    areas = json.loads((written / "openapi/sdk.json").read_text(encoding="utf-8"))["areas"]
    assert [(one["name"], [manager["name"] for manager in one["managers"]][-1:]) for one in areas][1:] == [
        ("sites", ["pages"])
    ]
    before = json.loads((PROJECT / "openapi/sdk.json").read_text(encoding="utf-8"))["areas"]
    assert areas[:1] == before


def test_the_difference_names_it(written: Path) -> None:
    spec, _, _ = compare_projects(PROJECT, written)
    assert any("createSitePage" in str(one) for one in spec)


def test_the_sandbox_serves_the_rest_and_says_what_it_does_not_implement(written: Path) -> None:
    done = run(written, "-W", "error", "-c", SANDBOX)
    assert done.returncode == 0, done.stderr
    said: Any = json.loads(done.stdout)
    assert [status for status, _ in said] == [501, 400, 400]
    assert said[0][1] == {"detail": "The sandbox does not implement listSitePages of the area sites."}
    assert set(said[1][1]) == {"page_size"}
    assert set(said[2][1]) == {"slug"}


def test_an_area_that_is_removed_leaves_nothing(written: Path, tmp_path: Path) -> None:
    root = shutil.copytree(written, tmp_path / "copy")
    (root / AREA).unlink()
    (root / MANAGER).unlink()
    made = run(root, "-m", "generator")
    assert made.returncode == 0, made.stderr
    modules = {path.relative_to(root).as_posix() for path in (root / "konigle").rglob("*.py")}
    assert modules == {path.relative_to(PROJECT).as_posix() for path in (PROJECT / "konigle").rglob("*.py")}
    assert edited_by_hand(root) == set()


FIRST = """openapi: 3.1.0
info: {title: Gadgets, version: 1.0.0, description: Gadgets of a site., x-area: gadgets}
tags: [{name: gadgets, description: Things that turn.}]
paths:
  /gadgets:
    post:
      tags: [gadgets]
      operationId: createGadget
      summary: Create a gadget
      description: Makes a gadget.
      x-replay: once
      x-recipients: none
      x-recovery: {note: Nothing shows it.}
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/GadgetCreate'}}}
      responses:
        '201':
          description: The new gadget.
          content: {application/json: {schema: {$ref: '#/components/schemas/Gadget'}}}
        4XX: {$ref: 'konigle-reachout.yaml#/components/responses/Refused'}
components:
  schemas:
    Gadget:
      type: object
      description: A gadget.
      properties: {name: {type: string, title: Name, description: What it is called.}}
    GadgetCreate:
      type: object
      description: A new gadget.
      additionalProperties: false
      properties: {name: {type: string, title: Name, description: What it is called.}}
"""


@pytest.mark.parametrize(
    ("old", "new", "mark", "said"),
    [
        (
            "name: gadgets,",
            "name: widgets,",
            "name: widgets",
            "tags.0.name: is at openapi/konigle-reachout.yaml:6",
        ),
        (
            "name: gadgets,",
            "name: Widgets,",
            "name: Widgets",
            "its manager is called 'widgets', as that of 'widgets'",
        ),
        ("createGadget", "createWidget", "createWidget", "createWidget"),
        ("/gadgets:", "/widgets:", "/widgets:", "is at openapi/konigle-reachout.yaml:9 already"),
        ("    Gadget:", "    Widget:", "    Widget:", "has the name of openapi/konigle-reachout.yaml:"),
        ("x-area: gadgets", "x-area: things", "x-area", "must be 'gadgets', after the name of the file"),
        (
            "version: 1.0.0",
            "version: 2.0.0",
            "version",
            "must be '1.0.0', as in openapi/konigle-reachout.yaml",
        ),
        (
            "paths:",
            "servers: [{url: https://gadgets.example}]\npaths:",
            "servers",
            "is said by openapi/konigle-reachout.yaml",
        ),
        ("paths:", "jsonSchemaDialect: x\npaths:", "jsonSchema", "has no meaning in the document of an area"),
        ("title: Name, description", "titel: Name, description", "titel", "unknown keyword 'titel'"),
    ],
    ids=lambda text: text.strip()[:20],
)
def test_it_stops_with_file_and_line(small: SmallProject, old: str, new: str, mark: str, said: str) -> None:
    text = FIRST.replace("[gadgets]", f"[{new[6:-1]}]") if old == "name: gadgets," else FIRST
    text = text.replace("schemas/Gadget'", "schemas/Widget'") if old == "    Gadget:" else text
    text = text.replace(old, new, 1)
    (small.root / "openapi/konigle-gadgets.yaml").write_text(text, encoding="utf-8")
    line = text[: text.index(mark)].count("\n") + 1
    message = small.problem()
    assert message.startswith(f"openapi/konigle-gadgets.yaml:{line}: "), message
    assert said in message


def test_a_document_may_name_components_of_the_entry_again(small: SmallProject) -> None:
    text = FIRST.replace(
        "components:\n",
        "security: [{tokenAuth: []}]\ncomponents:\n  securitySchemes:\n"
        "    tokenAuth: {$ref: 'konigle-reachout.yaml#/components/securitySchemes/tokenAuth'}\n",
    )
    (small.root / "openapi/konigle-gadgets.yaml").write_text(text, encoding="utf-8")
    spec = read_spec(small.root)
    assert list(spec.raw["components"]["securitySchemes"]) == ["tokenAuth"]
    assert "konigle-reachout" not in spec.bundled()
    assert [spec.area_at(("paths", path)) for path in ("/widgets", "/gadgets")] == ["", "gadgets"]
    (small.root / "openapi/konigle-gadgets.yaml").write_text(text.replace("tokenAuth'}", "tokenAut'}"))
    with pytest.raises(BuildError, match="tokenAut"):
        build(small.root)
