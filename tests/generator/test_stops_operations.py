"""An unsupported operation stops the build, with its location."""

import re
from typing import Any

import pytest

LABEL = "openapi/konigle-reachout.yaml"
SCHEMAS = "components.schemas"

# What is replaced in the small spec, its replacement, the location in the message, and the message.
BREAKS = {
    "unknown keyword of an operation": (
        "      summary: List widgets",
        "      callbacks: {}\n      summary: List widgets",
        "paths./widgets.get.callbacks",
        "unknown keyword 'callbacks'",
    ),
    "unknown extension": (
        "      x-replay: once",
        "      x-replay: once\n      x-retry: 3",
        "paths./widgets.post.x-retry",
        "unknown extension 'x-retry'",
    ),
    "operation without x-replay": (
        "      x-replay: once\n",
        "",
        "paths./widgets.post",
        "an operation without x-replay",
    ),
    "unknown replay class": (
        "      x-replay: once",
        "      x-replay: twice",
        "paths./widgets.post.x-replay",
        "'twice' is none of safe, settled, once",
    ),
    "settled by a word that is no state": (
        "values: [pressed]",
        "values: [squashed]",
        "paths./widgets/{widget_id}/press.post.x-settled",
        "'squashed' is none of idle, pressed",
    ),
    "settled by a field that is not in the response": (
        "field: state",
        "field: mood",
        "paths./widgets/{widget_id}/press.post.x-settled",
        "the response has no property 'mood'",
    ),
    "once, and no word of recipients": (
        "      x-replay: settled\n      x-settled: {field: state, values: [pressed]}\n",
        "      x-replay: once\n      x-recovery: {note: Ask}\n",
        "paths./widgets/{widget_id}/press.post",
        "a `once` operation that is no plain create must say `x-recipients`",
    ),
    "recipients of another kind": (
        "      x-replay: once\n",
        "      x-replay: once\n      x-recipients: everybody\n",
        "paths./widgets.post.x-recipients",
        "must be `none`, `audience`, `{audience-when: <field>}` or `{field: <field>}`",
    ),
    "recipients in a field that is not sent": (
        "      x-replay: once\n",
        "      x-replay: once\n      x-recipients: {field: ownr}\n",
        "paths./widgets.post.x-recipients",
        "the body has no property 'ownr' (did you mean 'owner'?)",
    ),
    "recovery of what is repeated": (
        "      x-settled: {field: state, values: [pressed]}\n",
        "      x-recovery: {operation: listWidgets}\n",
        "paths./widgets/{widget_id}/press.post.x-recovery",
        "only an operation with `x-replay: once` may have it",
    ),
    "recovery by an unknown word": (
        "      x-replay: once\n",
        "      x-replay: once\n      x-recovery: {operation: listWidgets, querry: {tags: name}}\n",
        "paths./widgets.post.x-recovery",
        "must hold a `note` alone, or `operation`",
    ),
    "recovery by an operation that writes": (
        "      x-replay: once\n",
        "      x-replay: once\n      x-recovery: {operation: pressWidget}\n",
        "paths./widgets.post.x-recovery",
        "'pressWidget' is no operation that only reads",
    ),
    "recovery by an unknown parameter": (
        "      x-replay: once\n",
        "      x-replay: once\n      x-recovery: {operation: listWidgets, query: {tag: name}}\n",
        "paths./widgets.post.x-recovery",
        "listWidgets has no parameter 'tag' (did you mean 'tags'?)",
    ),
    "recovery by comparing what is not in the response": (
        "      x-replay: once\n",
        "      x-replay: once\n      x-recovery: {operation: listWidgets, compare: [prize]}\n",
        "paths./widgets.post.x-recovery",
        "the response has no property 'prize' (did you mean 'price'?)",
    ),
    "once, and nothing that shows its effect": (
        "      x-replay: settled\n      x-settled: {field: state, values: [pressed]}\n",
        "      x-replay: once\n      x-recipients: none\n",
        "paths./widgets/{widget_id}/press.post",
        "a `once` operation without a GET that shows its effect must say `x-recovery`",
    ),
    "method name in another case": (
        "      x-settled: {field: state, values: [pressed]}\n",
        "      x-method: pressIt\n",
        "paths./widgets/{widget_id}/press.post.x-method",
        "'pressIt' is no name in snake_case",
    ),
    "two methods of one name": (
        "      x-settled: {field: state, values: [pressed]}\n",
        "      x-method: delete\n",
        "paths./widgets/{widget_id}/press.post",
        "its method would be called 'delete', as that of deleteWidget",
    ),
    "area that is no name": (
        "info: {title: Widgets, version: 1.0.0}",
        "info: {title: Widgets, version: 1.0.0, x-area: 2 much}",
        "info.x-area",
        "'2 much' cannot be the name of a package",
    ),
    "final state that is none": (
        "      enum: [idle, pressed]\n",
        "      enum: [idle, pressed]\n      x-final: [gone]\n",
        "components.schemas.WidgetState.x-final",
        "'gone' is none of idle, pressed",
    ),
    "final states of something else": (
        "      maxLength: 10\n",
        "      maxLength: 10\n      x-final: [gone]\n",
        "components.schemas.WidgetCode.x-final",
        "only an enum of states may have it",
    ),
    "no successful response": (
        "        '201':\n",
        "        '400':\n",
        "paths./widgets.post.responses",
        "an operation needs a successful response (2xx), this one has none",
    ),
    "response that is no JSON": (
        "content: {application/json: {schema: {$ref: '#/components/schemas/WidgetPage'}}}",
        "content: {text/csv: {schema: {$ref: '#/components/schemas/WidgetPage'}}}",
        "paths./widgets.get.responses.200.content.text/csv.schema",
        "a response that is not JSON is returned as a file: write `{type: string, format: binary}`",
    ),
    "inline body": (
        "application/json: {schema: {$ref: '#/components/schemas/WidgetCreate'}}",
        "application/json: {schema: {type: object, properties: {name: {type: string}}}}",
        "paths./widgets.post.requestBody.content.application/json.schema",
        "a schema without a name",
    ),
    "body of another kind": (
        "          application/json: {schema: {$ref: '#/components/schemas/WidgetCreate'}}",
        "          text/xml: {schema: {$ref: '#/components/schemas/WidgetCreate'}}",
        "paths./widgets.post.requestBody.content",
        "only application/json, multipart/form-data and application/x-www-form-urlencoded can be sent",
    ),
    "204 with content": (
        "        '204': {description: It is gone.}",
        "        '204': {description: It is gone., content: {text/plain: {}}}",
        "paths./widgets/{widget_id}.delete.responses.204",
        "204 goes with no content: use another status code, or take it out",
    ),
    "list with two kinds of success": (
        "      responses:\n        '200':\n          description: A page",
        "      responses:\n        '202': {description: Later.}\n        '200':\n          description: A page",
        "paths./widgets.get.responses.202",
        "a list with two kinds of success: leave one",
    ),
    "response that is no media type": (
        "        '204': {description: It is gone.}",
        "        '200': {description: It is gone., content: {csv: {}}}",
        "paths./widgets/{widget_id}.delete.responses.200.content.csv",
        "'csv' is no media type, such as text/csv",
    ),
    "two JSON bodies": (
        "          application/json: {schema: {$ref: '#/components/schemas/WidgetCreate'}}",
        (
            "          application/json: {schema: {$ref: '#/components/schemas/WidgetCreate'}}\n"
            "          application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Widget'}}"
        ),
        "paths./widgets.post.requestBody.content.application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded beside application/json with another schema",
    ),
    "operation id taken": (
        "operationId: createWidget",
        "operationId: listWidgets",
        "paths./widgets.post.operationId",
        "'listWidgets' is taken by paths./widgets.get",
    ),
    "unknown tag": (
        "      tags: [widgets]",
        "      tags: [widget]",
        "paths./widgets.get.tags",
        "the tag 'widget' is not described under `tags` (did you mean 'widgets'?)",
    ),
    "other security": (
        "in: header, name: Authorization",
        "in: query, name: key",
        "security",
        "must begin with the API key of a client, which is sent as `Authorization`",
    ),
    "other version": ("openapi: 3.1.0", "openapi: 3.0.3", "openapi", "only 3.1 is understood"),
    "number as a key": (
        "        '204': {description",
        "        204: {description",
        "paths./widgets/{widget_id}.delete.responses.204",
        "the key 204 is no string: put it in quotes",
    ),
    "date without quotes": (
        "description: Number of the page.",
        "example: 2026-01-02\n      description: Number of the page.",
        "components.parameters.Page.example",
        "the value is a YAML date",
    ),
    "two tags": (
        "      tags: [widgets]",
        "      tags: [widgets, widgets]",
        "paths./widgets.get.tags",
        "needs exactly one tag, the module it goes to; this one has 2",
    ),
    "GET that is not safe": (
        "      x-replay: safe",
        "      x-replay: once",
        "paths./widgets.get.x-replay",
        "a GET must be safe",
    ),
    "once, and settled": (
        "      x-replay: settled\n      x-settled",
        "      x-replay: once\n      x-settled",
        "paths./widgets/{widget_id}/press.post.x-settled",
        "only an operation with `x-replay: settled`",
    ),
    "settled without values": (
        "x-settled: {field: state, values: [pressed]}",
        "x-settled: {field: state}",
        "paths./widgets/{widget_id}/press.post.x-settled",
        "must hold `field` and either",
    ),
    "settled by what the body lacks": (
        "x-settled: {field: state, values: [pressed]}",
        "x-settled: {field: state, from: body}",
        "paths./widgets/{widget_id}/press.post.x-settled",
        "the body has no property 'state'",
    ),
    "encoding of a form that is not written so": (
        "encoding: {labels: {contentType: application/json}}",
        "encoding: {labels: {contentType: text/plain}}",
        "paths./widgets/{widget_id}/press.post.requestBody.content.multipart/form-data.encoding.labels",
        "only an object in a form can be encoded, and only as application/json",
    ),
}


@pytest.mark.usefixtures("without_lines")
@pytest.mark.parametrize("name", BREAKS)
def test_what_cannot_be_honoured_stops_the_build(small: Any, name: str) -> None:
    old, new, location, words = BREAKS[name]
    small.edit(old, new)
    message = small.problem()
    assert re.match(rf"{LABEL}:1: {re.escape(location)}", message), message
    assert words in message
