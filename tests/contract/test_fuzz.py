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
from tests.contract.harness import BUYER, CHANNEL_CODE, Harness, build_harness

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
def harness(server: Sandbox) -> Harness:
    server.reset()
    made = build_harness(server)
    server.seed(
        {"channels": [{"code": "receipts", "channel_type": "transactional"}]}
    )  # as the form's example has it
    return made


@pytest.fixture(scope="module")
def session() -> Iterator[requests.Session]:
    with requests.Session() as one:
        yield one


class Aim:
    """Puts identifiers and names of what exists into three right requests of four, so that they get past the 404s."""

    def __init__(self, harness: Harness) -> None:
        self._harness = harness
        self._count = 0

    def __call__(self, case: schemathesis.Case) -> None:
        self._count += 1
        if self._count % 4 == 0 or case.meta is None:
            return
        if not case.meta.is_negative_at(ParameterLocation.PATH):
            for name in case.path_parameters:
                case.path_parameters[name] = self._id(case, name)
        # A form is not changed: schemathesis would check it again, and does not accept bytes as a value of the schema.
        is_json = case.media_type == "application/json" and isinstance(case.body, dict)
        if is_json and not case.meta.is_negative_at(ParameterLocation.BODY):
            case.body = {name: self._value(case, name, value) for name, value in case.body.items()}

    def _id(self, case: schemathesis.Case, name: str) -> str:
        spare = self._harness.spares.get(_operation_id(case))
        if spare is not None and self._count % 2:
            return spare
        states = list(self._harness.campaigns.values())
        return states[self._count % len(states)] if name == "campaign_id" else self._harness.ids[name]

    def _value(self, case: schemathesis.Case, name: str, value: Any) -> Any:
        operation = _operation_id(case)
        if operation in {"createCampaign", "updateCampaign"}:
            ids = {"audience": "audience_id", "email_channel": "channel_id", "email_template": "template_id"}
            return self._harness.ids[ids[name]] if name in ids and value is not None else value
        known = {
            ("newEmailCampaign", "email_channel"): CHANNEL_CODE,
            ("sendEmail", "channel"): CHANNEL_CODE,
            ("updateContactLtv", "email"): BUYER,
            ("addCampaignLtv", "contact_email"): BUYER,
        }
        return known.get((operation, name), value)


def _operation_id(case: schemathesis.Case) -> str:
    return case.operation.definition.raw["operationId"]


@schema.parametrize()
@SETTINGS
def test_every_response_is_one_of_the_spec(
    case: schemathesis.Case, harness: Harness, server: Sandbox, session: requests.Session
) -> None:
    aim = vars(harness).setdefault("aim", Aim(harness))
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
