"""The scenarios hold for Python, with each kind of client; `make conformance` plays them in the other languages as well."""

import copy
import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from conformance import run
from conformance.compare import differences, operations_of, wire_log
from conformance.play import play
from conformance.scenarios import ScenarioError, read_scenarios
from conformance.stage import Stage
from tests.contract.steps import all_steps

Json = dict[str, Any]
SCENARIOS = read_scenarios()


@pytest.mark.parametrize("language", ["python", "python-async", "python-aiohttp"])
def test_each_scenario_ends_as_it_says(language: str) -> None:
    report = run.run([language], SCENARIOS)
    assert {name: found[language] for name, found in report.items() if found.get(language)} == {}


def test_every_operation_that_can_be_called_has_a_scenario() -> None:
    """`tests/contract/test_completeness.py` names the operations that cannot be called yet."""
    with Stage() as stage:
        played = stage.play(partial(play, client="async"), SCENARIOS)
    missing = {step.operation for step in all_steps()} - set(operations_of(SCENARIOS, played))
    assert len(SCENARIOS) >= 40
    assert not missing, f"write a scenario into conformance/scenarios that calls {', '.join(sorted(missing))}"


def scenario(name: str) -> Json:
    return copy.deepcopy(next(each for each in SCENARIOS if each["id"] == name))


def outcome(name: str) -> Json:
    with Stage() as stage:
        return stage.play(partial(play, client="sync"), [scenario(name)])[0]


def changed(what: str) -> tuple[Json, Json]:
    wrong, made = scenario("once-with-key"), outcome("once-with-key")
    requests = made["requests"]
    if what == "another result":
        wrong["steps"][0]["gives"]["email"] = "bob@example.com"
    elif what == "an error":
        wrong["steps"][0]["fails"] = {"kind": "network"}
    elif what == "one request more":
        requests.append(requests[-1])
    elif what == "another body":
        requests[0]["json"]["first_name"] = "Ada"
    elif what == "change the path":
        requests[2]["path"] += "/"
    elif what == "another query":
        requests[2]["query"] = "page=1"
    elif what == "no key":
        requests[1]["headers"] = [pair for pair in requests[1]["headers"] if pair[0] != "idempotency-key"]
    elif what == "another request id":
        requests[1]["headers"] = [
            ["x-request-id", "x"] if pair[0] == "x-request-id" else pair for pair in requests[1]["headers"]
        ]
    elif what == "no request id":
        requests[1]["headers"] = [pair for pair in requests[1]["headers"] if pair[0] != "x-request-id"]
    return wrong, made


@pytest.mark.parametrize(
    "what",
    [
        "another result",
        "an error",
        "one request more",
        "another body",
        "change the path",
        "another query",
        "no key",
        "no request id",
    ],
)
def test_what_differs_is_found(what: str) -> None:
    assert len(differences(*changed(what))) == 1


def test_nothing_differs_where_nothing_is_changed() -> None:
    assert differences(*changed("")) == []


def test_wire_logs_differ_when_a_repeat_has_another_request_id() -> None:
    assert wire_log(changed("another request id")[1]) != wire_log(changed("")[1])


def test_attempts_of_a_call_have_one_request_id_and_each_call_its_own() -> None:
    requests = json.loads(wire_log(outcome("once-with-key")))
    assert [each["headers"]["x-request-id"] for each in requests] == ["request 1", "request 1", "request 2"]


def test_wire_logs_are_the_same_whatever_ids_there_are() -> None:
    one = outcome("contact-life")
    other = copy.deepcopy(one)
    for request in other["requests"]:
        request["path"] = request["path"].replace("con_000001", "con_000777")
    assert wire_log(one) == wire_log(other)
    assert "con_" not in wire_log(one)


def test_the_command_prints_the_table_and_writes_the_logs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    few = [scenario("contact-life"), scenario("ids-refused")]
    monkeypatch.setattr(run, "read_scenarios", lambda: few)
    monkeypatch.setattr(run, "OUT", tmp_path)
    assert run.main(["python", "python-async"]) == 0
    logs = [
        (tmp_path / language / "contact-life.json").read_bytes() for language in ("python", "python-async")
    ]
    assert logs[0] == logs[1]
    few[0]["wire"].pop()
    assert run.main(["python"]) == 1
    assert "DIFFERS" in capsys.readouterr().out
    assert run.main(["cobol"]) == 2


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- {id: a, title: A, steps: []}", "lacks wire"),
        ("- {id: a, title: A, steps: [], wire: [], colour: blue}", "unknown: colour"),
        ("- {id: a, title: A, steps: [{jump: 1}], wire: []}", "step 1: a step is one of"),
        ("- {id: a, title: A, steps: [{call: a.b, fails: {sort: x}}], wire: []}", "unknown: sort"),
        ("- {id: a, title: A, steps: [], wire: [{send: GET /, bdy: 1}]}", "unknown: bdy"),
        ("- &a {id: a, title: A, steps: [], wire: []}\n- *a", "more than one scenario is called a"),
    ],
)
def test_a_scenario_that_no_runner_knows_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError, match=problem):
        read_scenarios(tmp_path)
