"""schemathesis over a running sandbox: whatever is sent, the response is one that the spec has.

For each operation the examples of the spec, its limits (each just kept and just passed) and made-up requests are sent,
right ones and wrong ones. All of it goes by a fixed seed.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import requests
import schemathesis
import yaml
from hypothesis.stateful import run_state_machine_as_test
from schemathesis.core.parameters import ParameterLocation

from konigle.sandbox import Sandbox
from tests.contract.steps import first_steps, step_of, table
from tests.contract.world import World, created_at
from tests.spec.document import operations

YAML_FILE = Path(__file__).parents[2] / "openapi" / "konigle-reachout.yaml"
EXAMPLES_PER_OPERATION = 15
STEPS_OF_A_STORY = 8
STORIES = 15
SETTINGS = hypothesis.settings(
    max_examples=EXAMPLES_PER_OPERATION,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(hypothesis.HealthCheck),
)
LEFT_OUT = {
    # What is well formed may still be refused, for reasons a schema does not know: a code that is taken, an
    # identifier that names nothing, a campaign in another state, a host that is no host.
    "positive_data_acceptance": {"enabled": False},
    # There is one key, and everything belongs to it.
    "object_level_authorization": {"enabled": False},
}


ENTRIES = table()["operations"].values()
# What resources can have gone through before they are used.
STATES = sorted(
    {tuple(each["after"]) for entry in ENTRIES for each in (entry, entry.get("again", {})) if "after" in each}
)


def in_known_words(node: Any) -> Any:
    """The document with its own format said in words of JSON Schema, so that schemathesis knows what breaks it."""
    if isinstance(node, list):
        return [in_known_words(item) for item in node]
    if not isinstance(node, dict):
        return node
    known = {name: in_known_words(value) for name, value in node.items()}
    if node.get("format") == "email-or-blank":
        del known["format"]
        known["anyOf"] = [
            {"format": "email"},
            {"enum": [""]},
            *([{"type": "null"}] * ("null" in node["type"])),
        ]
    return known


schema = schemathesis.openapi.from_dict(
    in_known_words(yaml.safe_load(YAML_FILE.read_text(encoding="utf-8"))),
    config=schemathesis.Config.from_dict(
        {
            "seed": 2042,
            "checks": LEFT_OUT,
            # The key is valid, because an invalid one hides what comes after it; the check ignored_auth uses invalid ones.
            "generation": {"with-security-parameters": False},
        }
    ),
)


@pytest.fixture(scope="module")
def server() -> Iterator[Sandbox]:
    # check_answers makes the sandbox validate its own responses too, and respond with 500 if one is invalid.
    with Sandbox(check_answers=True, keep_requests=1) as sandbox:
        yield sandbox


@pytest.fixture
def aim(server: Sandbox) -> Iterator["Aim"]:
    server.reset()
    with World(server) as world:
        for operation in operations().values():
            if operation.is_create:
                world.kept(operation.resource)
        # as the form's example has it
        server.seed({"channels": [{"code": "receipts", "channel_type": "transactional"}]})
        yield Aim(world)


@pytest.fixture(scope="module")
def session() -> Iterator[requests.Session]:
    with requests.Session() as one:
        yield one


class Aim:
    """Puts identifiers and names of what exists into three right requests of four, so that they get past the 404s."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._count = 0

    def __call__(self, case: schemathesis.Case) -> None:
        self._count += 1
        if self._count % 4 == 0 or case.meta is None:
            return
        if not case.meta.is_negative_at(ParameterLocation.PATH):
            for name in case.path_parameters:
                case.path_parameters[name] = self._id(_operation_id(case))
        # A form is left as it is: schemathesis would look at it again, and takes bytes for no value of the schema.
        is_json = case.media_type == "application/json" and isinstance(case.body, dict)
        if is_json and not case.meta.is_negative_at(ParameterLocation.BODY):
            step = step_of(_operation_id(case))
            real = self._world.references(operations()[step.operation], step.example)
            case.body |= {name: value for name, value in real.items() if case.body.get(name) is not None}

    def _id(self, name: str) -> str:
        """An identifier: of each state in turn and, for a delete, of a resource of its own now and then."""
        operation = operations()[name]
        collection = operation.path[: operation.path.index("/{")]
        resource = created_at(collection)
        states = [(), *(after for after in STATES if operations()[after[0]].path.startswith(collection))]
        after = states[self._count % len(states)]
        if operation.method == "DELETE" and self._count % 2:
            return self._world.create(resource)["id"]
        return self._world.kept(resource, after)["id"]


def _operation_id(case: schemathesis.Case) -> str:
    return case.operation.definition.raw["operationId"]


@schema.include(operation_id=[step.operation for step in first_steps()]).parametrize()
@SETTINGS
def test_every_response_is_one_of_the_spec(
    case: schemathesis.Case, aim: "Aim", server: Sandbox, session: requests.Session
) -> None:
    aim(case)
    case.call_and_validate(
        base_url=server.url,
        session=session,
        headers={"Authorization": f"Token {server.api_key}"},
    )


def test_stories_of_several_calls_stay_within_the_spec(server: Sandbox, session: requests.Session) -> None:
    machine = schema.as_state_machine()

    class Stories(machine):  # type: ignore[misc,valid-type]  # made when the program runs
        def setup(self) -> None:
            server.reset()

        def get_call_kwargs(self, case: schemathesis.Case) -> dict[str, Any]:
            return {
                "base_url": server.url,
                "session": session,
                "headers": {"Authorization": f"Token {server.api_key}"},
            }

    run_state_machine_as_test(
        Stories,
        settings=hypothesis.settings(SETTINGS, max_examples=STORIES, stateful_step_count=STEPS_OF_A_STORY),
    )
