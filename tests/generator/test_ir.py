"""What the spec says is what the classes and functions say."""

import importlib.util
import inspect
from pathlib import Path
from typing import Any

import pytest

from generator.build import renderer_of
from generator.write.render import argument, wrapped


def test_an_update_may_leave_out_everything_and_clear_what_can_be_null(small: Any) -> None:
    text = small.text("models/widget_update.py")
    assert "name: str = Field(default_factory=not_given, " in text
    assert "owner: EmailOrBlank | None = Field(default=None, " in text
    assert "class WidgetUpdate(UpdateModel):" in text


def test_requests_are_strict_and_responses_lenient(small: Any) -> None:
    base, read = small.text("models/base_widget.py"), small.text("models/widget.py")
    assert "due_at: AwareTime | None" in base
    assert "due_at: Timestamp | None" in read
    assert "owner: EmailOrBlank | None" in base
    assert "owner: str | None" in read
    assert "name:" not in read, "what does not differ is inherited"


def test_a_resource_may_ask_for_what_its_base_leaves_open(small: Any) -> None:
    small.edit("      description: A widget.\n", "      description: A widget.\n      required: [code]\n")
    assert "code: str | None = Field(" in small.text("models/base_widget.py")
    assert "code: str = Field(title=" in small.text("models/widget.py")


def test_a_base_of_responses_only_is_a_response(small: Any) -> None:
    small.edit(
        "    WidgetPage:\n      type: object\n",
        "    WidgetPage:\n      type: object\n      allOf: [{$ref: '#/components/schemas/Page'}]\n",
    )
    small.edit(
        "      required: [count]\n      properties:\n        count: {type: integer, title: Count, description: How many there are.}\n",
        "      properties:\n",
    )
    small.edit(
        "    WidgetPage:\n",
        "    Page: {type: object, description: A page., required: [count], properties: "
        "{count: {type: integer, title: Count, description: How many.}}}\n    WidgetPage:\n",
    )
    assert "class Page(ResponseModel):" in small.text("models/page.py")
    assert "class WidgetPage(Page):" in small.text("models/widget_page.py")


def test_hints_reach_every_class_that_has_the_field(small: Any) -> None:
    small.edit("  WidgetFields: {", "  WidgetFields: {lower: [name], ", path=small.hints)
    for name in ("base_widget", "widget_update"):
        assert "name: Annotated[str, LowerCased] = Field(" in small.text(f"models/{name}.py")
    assert "name: str = Field(" in small.text("models/widget.py"), "responses are not changed"


def test_an_alias_is_a_second_spelling_of_the_constructor_for_type_checkers(small: Any) -> None:
    text = small.text("models/press.py")
    rest = "labels: dict[str, str] | None = ..., files: list[FileInput] | None = ..."
    for name in ("force", "power"):
        assert f"@overload\n        def __init__(self, *, {name}: int, {rest}) -> None: ..." in text
    assert text.count("@overload") == 2


def test_it_reaches_every_class_that_is_sent_and_no_other(small: Any) -> None:
    small.edit(
        "  WidgetFields: {", "  WidgetFields: {aliases: {name: label, due_at: due}, ", path=small.hints
    )
    for module, count in {"base_widget": 4, "widget_create": 4, "widget_update": 4, "widget": 0}.items():
        assert small.text(f"models/{module}.py").count("@overload") == count, module
    text = small.text("models/widget_create.py")
    assert "*, label: str, owner: EmailOrBlank" in text
    assert "EmailOrBlank" in text.partition("class ")[0]
    assert "AliasChoices" not in text, "the field itself is inherited"
    assert "*, label: str = ..., owner: EmailOrBlank | None = ..., " in small.text("models/widget_update.py")


def test_a_required_hint_takes_the_default_away(small: Any) -> None:
    small.edit("  Press: {", "  Press: {required: [labels], ", path=small.hints)
    assert "labels: dict[str, str] = Field(title=" in small.text("models/press.py")


def test_a_base_hint_replaces_the_usual_base(small: Any) -> None:
    assert "class Press(Payload):" in small.text("models/press.py")
    small.edit("  Press: {", "  Press: {base: CreateModel, ", path=small.hints)
    assert "class Press(CreateModel):" in small.text("models/press.py")


def test_a_response_may_have_a_base_of_its_own(small: Any) -> None:
    small.edit("  Press: {", "  WidgetPage: {base: ActionResult}\n  Press: {", path=small.hints)
    assert "class WidgetPage(ActionResult):" in small.text("models/widget_page.py")


def test_an_optional_list_of_files_may_be_empty(small: Any) -> None:
    text = small.text("models/press.py")
    assert "files: list[FileInput] | None = Field(" in text
    assert "min_length" not in text


def test_limits_inside_lists_and_mappings_are_kept(small: Any) -> None:
    small.edit(
        "      additionalProperties: {type: string}",
        "      propertyNames: {pattern: '^X\"'}\n      additionalProperties: {type: [string, 'null'], maxLength: 3}",
    )
    text = small.text("models/press.py")
    assert (
        "labels: dict[Annotated[str, Field(pattern='^X\"')], Annotated[str, Field(max_length=3)] | None]"
        in text
    )


@pytest.mark.parametrize(
    ("schema", "annotation", "default"),
    [
        ("type: number, default: 1.5", "Number", "default=1.5"),
        ("type: integer, default: 3", "int", "default=3"),
        ("type: [string, 'null'], default: null", "str | None", "default=None"),
        ("type: array, items: {type: string}, default: []", "list[str]", "default_factory=list[str]"),
        ("type: boolean", "bool | None", "default=None"),
    ],
)
def test_each_default_of_a_request_becomes_code_and_none_of_a_response(
    small: Any, schema: str, annotation: str, default: str
) -> None:
    more = f"        more: {{title: More, description: More., {schema}}}\n"
    small.edit("        force: {", f"{more}        force: {{")
    small.edit("        count: {", f"{more}        count: {{")
    assert f"more: {annotation} = Field({default}, " in small.text("models/press.py")
    unknown = f"{annotation.removesuffix(' | None')} | None"
    assert f"more: {unknown} = Field(default=None, " in small.text("models/widget_page.py")


def test_a_default_of_a_response_that_is_no_value_of_its_type_stops_the_build_still(small: Any) -> None:
    small.edit("          default: idle", "          default: asleep")
    assert "'asleep' is none of idle, pressed" in small.problem()


def test_what_a_response_leaves_out_is_unknown_though_its_base_has_a_default(small: Any) -> None:
    base, read = small.text("models/base_widget.py"), small.text("models/widget.py")
    assert "consent: Consent = Field(default_factory=Consent, " in base
    assert "consent: Consent | None = Field(  # type: ignore[assignment]  # pyright: ignore[" in read
    assert "owner: EmailOrBlank | None = Field(default='', " in base
    assert "owner: str | None = Field(default=None, " in read
    assert "state: WidgetState | None = Field(default=None, " in read, "and nothing to be ignored there"


def test_a_value_that_is_sent_and_read_claims_nothing_either_and_tells_its_default(small: Any) -> None:
    text = small.text("models/consent.py")
    assert "email: MaybeUnknown[bool] = Field(default_factory=not_given, " in text
    assert "What a create leaves out, the server takes for true" in " ".join(text.split())


def test_an_enum_without_a_hint_is_a_literal(small: Any) -> None:
    small.edit("enum_classes: [WidgetState]", "enum_classes: []", path=small.hints)
    state = (
        "{title: Mood, description: M., allOf: [{$ref: '#/components/schemas/WidgetState'}], default: idle}"
    )
    small.edit("        force: {", f"        mood: {state}\n        force: {{")
    assert "WidgetState: TypeAlias = Literal['idle', 'pressed', ]" in small.text("models/widget_state.py")
    assert "mood: WidgetState = Field(default='idle', " in small.text("models/press.py")


def test_a_free_form_response_is_a_dict(small: Any) -> None:
    small.edit("      additionalProperties: {type: string}", "      additionalProperties: true")
    old = "          content: {application/json: {schema: {$ref: '#/components/schemas/Widget'}}}\ncomponents"
    small.edit(old, old.replace("Widget'", "Labels'"))
    small.edit("      x-settled: {field: state, values: [pressed]}\n", "")
    text = small.text("api/widgets.py")
    assert (
        "def press_widget(widget_id: str, body: Press | Mapping[str, Any]) -> Call[dict[str, Any]]:" in text
    )
    assert 'body=json_or_form("pressWidget", Press, body, "files")' in text
    assert "        decode_object," in text


def test_settled_by_what_the_body_carried(small: Any) -> None:
    small.edit("{field: state, values: [pressed]}", "{field: labels, from: body}")
    small.edit(
        "        state:\n",
        "        labels: {title: L, description: L., allOf: [{$ref: '#/components/schemas/Labels'}]}\n        state:\n",
    )
    text = small.text("api/widgets.py")
    assert "StateCheck('labels')" in text
    assert "the call succeeds if `labels` is the requested value" in " ".join(text.split())


def test_text_that_python_would_misread_is_made_harmless(small: Any, tmp_path: Path) -> None:
    nasty = r'''Ends """ with \N{BULLET} a 'quote' and "another"'''
    quoted = nasty.replace("'", "''")
    small.edit("description: Name of the widget.", f"description: '{quoted}'")
    small.edit("description: A new widget.", f"description: '{quoted}'")
    path = tmp_path / "made.py"
    path.write_bytes(small.build().files["konigle/_generated/models/base_widget.py"])
    spec = importlib.util.spec_from_file_location("made", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    source = path.read_text().replace(
        "from konigle._generated.models.consent import Consent", "Consent = dict"
    )
    exec(compile(source, str(path), "exec"), vars(module))  # made by this test
    assert module.BaseWidget.model_fields["name"].description == nasty
    assert nasty in inspect.getsource(module).replace("\\\\", "\\").replace('\\"', '"')


def test_long_descriptions_are_broken_into_lines_that_join_to_the_same_text() -> None:
    text = "It is a long description of a field. " * 8
    code = argument("description", repr(text.strip()))
    assert eval(code.removeprefix("description=")) == text.strip()  # made by this test
    assert code.count("'") == 2 * 4
    backslash = repr("\\ " * 80)
    assert argument("description", backslash) == f"description={backslash}"


def test_docstrings_keep_to_the_line_length() -> None:
    lines = ("    " + wrapped("word " * 60)).splitlines()
    assert len(lines) > 1
    assert all(len(line) <= 110 for line in lines)
    assert wrapped('He said "no"').endswith('\\"')


PING = """
openapi: 3.1.0
info: {title: Ping, version: 1.0.0}
security: [{key: []}]
tags: [{name: pings, description: Is anyone there?}]
paths:
  /ping:
    get:
      tags: [pings]
      operationId: ping
      summary: Ping
      description: Asks.
      x-replay: safe
      responses:
        '200': {description: A response., content: {application/json: {schema: {$ref: '#/components/schemas/Pong'}}}}
components:
  securitySchemes: {key: {type: apiKey, in: header, name: Authorization}}
  schemas:
    Pong: {type: object, description: Free form.}
"""


def test_a_spec_needs_neither_resources_nor_lists_nor_hints(small: Any) -> None:
    small.spec.write_text(PING)
    small.hints.write_text("")
    assert "def ping() -> Call[dict[str, Any]]:" in small.text("api/pings.py")


def test_where_to_read_more_is_in_the_docstrings(small: Any) -> None:
    more = "      externalDocs: {url: 'https://widgets.example/docs', description: All about it}\n"
    small.edit(
        "      description: Changes what is sent.\n", f"      description: Changes what is sent.\n{more}"
    )
    small.edit(
        "      description: A widget.\n",
        f"      description: A widget.\n{more.replace(', description: All about it', '')}",
    )
    assert "Changes what is sent. All about it: https://widgets.example/docs" in small.text("api/widgets.py")
    assert "A widget. See: https://widgets.example/docs" in small.text("models/widget.py")


def test_groups_of_tags_are_groups_of_managers(small: Any) -> None:
    small.edit("paths:\n", "x-tagGroups: [{name: All, tags: [widgets]}]\npaths:\n")
    (area,) = renderer_of(small.root).sdk.areas
    assert [(one.name, one.managers) for one in area.groups] == [("All", ("widgets",))]


def test_the_first_server_is_the_default_base_url(small: Any) -> None:
    small.edit(
        "servers: [{url: https://widgets.example}]",
        "servers: [{url: 'https://{region}.widgets.example/v2/', variables: {region: {default: eu}}}, {url: http://b}]",
    )
    text = small.text("client_defaults.py")
    assert "BASE_URL = 'https://eu.widgets.example/v2'" in text
    assert "AUTH_PREFIX = 'Token'" in text


def test_a_bearer_scheme_is_the_default_prefix(small: Any) -> None:
    small.edit("{type: apiKey, in: header, name: Authorization}", "{type: http, scheme: bearer}")
    assert "AUTH_PREFIX = 'Bearer'" in small.text("client_defaults.py")


def test_a_webhook_is_typed_by_its_name(small: Any) -> None:
    small.edit(
        "paths:\n",
        "webhooks: {pressed: {post: {description: It was pressed., requestBody: {content: {application/json: "
        "{schema: {$ref: '#/components/schemas/Widget'}}}}}}}\npaths:\n",
    )
    text = " ".join(small.text("webhooks.py").split())
    assert "'pressed': ('Widget', None)," in text
    assert "name: Literal['pressed'], body: bytes | str," in text
    assert ") -> Widget:" in text
