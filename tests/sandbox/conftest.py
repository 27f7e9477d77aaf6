"""A sandbox per test, over real HTTP, with every response validated against the spec."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from konigle.sandbox import Sandbox

PREFIX = "/reachout/api/v1"


class Api:
    """Short ways to say what a test wants from the API."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.http = httpx.Client(
            base_url=sandbox.url + PREFIX,
            headers={"Authorization": f"Token {sandbox.api_key}"},
            trust_env=False,
            timeout=60,
            verify=False,  # plain HTTP: no certificates need be loaded
        )

    def __call__(self, method: str, path: str, json: Any = None, **options: Any) -> httpx.Response:
        if json is not None:
            options["json"] = json
        return self.http.request(method, path, **options)

    def ok(self, method: str, path: str, json: Any = None, **options: Any) -> Any:
        response = self(method, path, json, **options)
        assert response.is_success, (response.status_code, response.text)
        return response.json() if response.content else None

    def refused(self, status: int, method: str, path: str, json: Any = None, **options: Any) -> Any:
        response = self(method, path, json, **options)
        assert response.status_code == status, (response.status_code, response.text)
        return response.json()

    def contact(self, email: str = "ann@people.example", **fields: Any) -> Any:
        return self.ok("POST", "/contacts", {"email": email, **fields})

    def audience(self, tags: list[str], name: str = "Everyone", **fields: Any) -> Any:
        return self.ok("POST", "/audiences", {"name": name, "tags": tags, **fields})

    def channel(self, code: str = "news", kind: str = "marketing") -> Any:
        return self.ok("POST", "/channels", {"code": code, "channel_type": kind})

    def template(self, code: str = "hello", **fields: Any) -> Any:
        body = {"name": "Hello", "subject": "Hello {{ first_name }}", "body_html": "<p>{{ email }}</p>"}
        return self.ok("POST", "/email-templates", {**body, "code": code, **fields})

    def campaign(self, contacts: int = 4, **fields: Any) -> Any:
        """A campaign that is ready to go to this many contacts."""
        for i in range(contacts):
            self.contact(f"person{i}@people.example", first_name=f"P{i}", tags=["list"])
        body = {
            "name": "Sale",
            "audience": self.audience(["list"])["id"],
            "email_channel": self.channel()["id"],
            "email_template": self.template()["id"],
        }
        return self.ok("POST", "/campaigns", {**body, **fields})

    def act(self, campaign: Any, action: str, json: Any = None) -> Any:
        return self.ok("POST", f"/campaigns/{campaign['id']}/{action}", json)

    def read_campaign(self, campaign: Any) -> Any:
        return self.ok("GET", f"/campaigns/{campaign['id']}")


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(check_answers=True) as running:
        yield running


@pytest.fixture
def api(sandbox: Sandbox) -> Iterator[Api]:
    made = Api(sandbox)
    with made.http:
        yield made


@pytest.fixture
def api_of() -> Iterator[Callable[[Sandbox], Api]]:
    """An Api for a sandbox that the test starts itself."""
    made: list[Api] = []

    def make(sandbox: Sandbox) -> Api:
        made.append(Api(sandbox))
        return made[-1]

    yield make
    for api in made:
        api.http.close()
