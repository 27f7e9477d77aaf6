"""An unsupported parameter or list stops the build, with its location."""

import re
from typing import Any

import pytest

LABEL = "openapi/konigle-reachout.yaml"
SCHEMAS = "components.schemas"

# What is replaced in the small spec, its replacement, the location in the message, and the message.
BREAKS = {
    "parameter of another place": (
        "      name: page_size\n      in: query",
        "      name: page_size\n      in: body",
        "components.parameters.PageSize.in",
        "'body' is none of path, query, header, cookie",
    ),
    "optional path parameter": (
        "      in: path\n      required: true\n",
        "      in: path\n",
        "components.parameters.WidgetId",
        "a path parameter must be `required: true`",
    ),
    "parameter without a schema": (
        "      description: Widgets on a page.\n      schema: {type: integer, minimum: 1, maximum: 200, default: 20}",
        "      description: Widgets on a page.",
        "components.parameters.PageSize",
        "a parameter needs `schema`, or `content` for JSON text, and not both",
    ),
    "content of a parameter that is no JSON": (
        "          schema: {type: string, title: Tags}",
        "          content: {text/plain: {schema: {type: string, title: Tags}}}",
        "paths./widgets.get.parameters.2.content",
        "only application/json can be the content of a parameter",
    ),
    "delimiter with explode": (
        "          schema: {type: string, title: Tags}",
        "          style: pipeDelimited\n          explode: true\n          schema: {type: string, title: Tags}",
        "paths./widgets.get.parameters.2.explode",
        "pipeDelimited with `explode: true`: write `explode: false`",
    ),
    "list in a cookie": (
        "        - name: tags\n",
        "        - {name: ids, in: cookie, description: No., schema: {type: array, title: No, items: {type: string}}}\n        - name: tags\n",
        "paths./widgets.get.parameters.2",
        "a list in a cookie: write `explode: false`",
    ),
    "header that the client sets": (
        "        - name: tags\n",
        "        - {name: Host, in: header, description: No., schema: {type: string, title: No}}\n        - name: tags\n",
        "paths./widgets.get.parameters.2.name",
        "Host is set by the client: take it out",
    ),
    "idempotency key that is required": (
        "      operationId: createWidget\n",
        "      operationId: createWidget\n      parameters: [{name: Idempotency-Key, in: header, required: true, description: No., schema: {type: string}}]\n",
        "paths./widgets.post.parameters.0",
        "is the option `idempotency_key` of every call: write `type: string` and leave `required` out",
    ),
    "two parameters of one Python name": (
        "        - name: tags\n",
        (
            "        - {name: by-tag, in: query, description: No., schema: {type: string, title: No}}\n"
            "        - {name: by_tag, in: query, description: No., schema: {type: string, title: No}}\n        - name: tags\n"
        ),
        "paths./widgets.get.parameters.3",
        "'by_tag' is another argument of its method: rename the parameter",
    ),
    "filter that can be null": (
        "        - name: tags\n",
        "        - {name: owner, in: query, description: No., schema: {type: [string, 'null'], title: No}}\n        - name: tags\n",
        "paths./widgets.get.parameters.2.schema",
        "a filter that can be null: None means that it is not sent",
    ),
    "path parameter that the path lacks": (
        "  /widgets/{widget_id}/press:",
        "  /widgets/{widget}/press:",
        "paths./widgets/{widget}/press.post",
        "the path names ['widget'], the path parameters are ['widget_id']",
    ),
    "list without payload": (
        "        payload:\n",
        "        results:\n",
        "paths./widgets.get.responses.200",
        "a list must return a page, with its items under `payload`, a list of a component",
    ),
    "filter named like an option": (
        "        - name: tags",
        "        - {name: timeout, in: query, description: No., schema: {type: string, title: No}}\n        - name: tags",
        "paths./widgets.get.parameters.2",
        "'timeout' is an option of every call",
    ),
    "parameter given twice": (
        "        - $ref: '#/components/parameters/Page'\n",
        "        - $ref: '#/components/parameters/Page'\n        - $ref: '#/components/parameters/Page'\n",
        "components.parameters.Page",
        "the parameter 'page' is given twice",
    ),
    "list with a page that has no default": (
        "schema: {type: integer, minimum: 1, default: 1}",
        "schema: {type: integer, minimum: 1}",
        "components.parameters.Page.schema",
        "page must be an integer with a default",
    ),
    "filter with a Python word": (
        "        - name: tags",
        "        - {name: '9', in: query, description: No., schema: {type: string, title: No}}\n        - name: tags",
        "paths./widgets.get.parameters.2",
        "'9' cannot be the name of a filter",
    ),
    "filter with a default": (
        "schema: {type: string, title: Tags}",
        "schema: {type: string, title: Tags, default: a}",
        "paths./widgets.get.parameters.2.schema.default",
        "a default of a filter",
    ),
    "filter without a title": (
        "schema: {type: string, title: Tags}",
        "schema: {type: string}",
        "paths./widgets.get.parameters.2.schema",
        "a filter without title",
    ),
    "comma-separated filter with a limit": (
        "schema: {type: string, title: Tags}",
        "schema: {type: string, title: Tags, maxLength: 5}",
        "paths./widgets.get.parameters.2.schema",
        "a comma-separated filter must be a plain string",
    ),
    "pagination by a parameter that is not there": (
        "      description: Reads one page of widgets.\n",
        "      description: Reads one page of widgets.\n      x-pagination: {style: offset, parameter: start, limit: page_size, items: payload}\n",
        "paths./widgets.get.x-pagination.parameter",
        "there is no query parameter 'start'",
    ),
    "pagination by a field that is not there": (
        "      description: Reads one page of widgets.\n",
        "      description: Reads one page of widgets.\n      x-pagination: {style: cursor, parameter: page, next: nxt, items: payload}\n",
        "paths./widgets.get.x-pagination.next",
        "the page has no property 'nxt'",
    ),
    "pagination of what is no list": (
        "      x-settled: {field: state, values: [pressed]}",
        "      x-pagination: {style: offset, parameter: tags, items: payload}",
        "paths./widgets/{widget_id}/press.post.x-pagination",
        "only a GET may have it",
    ),
    "path parameter that is no name": (
        "      name: widget_id",
        "      name: widget-id",
        "paths./widgets/{widget_id}.patch",
        "the path names ['widget_id'], the path parameters are ['widget-id']",
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


def test_an_identifier_that_is_a_python_word_stops_the_build(small: Any) -> None:
    small.spec.write_text(small.spec.read_text().replace("widget_id", "class"))
    assert "'class' cannot be the name of an argument" in small.problem()
