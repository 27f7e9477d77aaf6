"""The method to start from is made from the spec: name, arguments, docstring and body."""

import pytest

from generator.write.skeleton import MANAGERS, Skeletons
from tests.generator.conftest import SmallProject

DELETE = '''\
    async def delete(self, widget_id: str, **options: Unpack[RequestOptions]) -> bool:
        """Delete a widget. Idempotent; retried automatically.

        Removes the widget.

        Args:
            widget_id: Identifier of the widget.
            **options: Options of this call.

        Returns:
            True once it is applied.

        Raises:
            NotFoundError: No resource has this id.

        Example:
            result = await client.widgets.delete("widget_id")
        """
        await self._client.transport.send(api.delete_widget(widget_id), **options)
        return True
'''


@pytest.fixture
def skeletons(small: SmallProject) -> Skeletons:
    return Skeletons(small.root)


def test_it_has_arguments_docstring_and_body(skeletons: Skeletons) -> None:
    assert skeletons.method("deleteWidget") == DELETE


def test_a_body_is_taken_as_its_model_or_as_a_dict(skeletons: Skeletons) -> None:
    method = skeletons.method("pressWidget")
    assert "        widget_id: str,\n        data: Press | dict[str, Any],\n" in method
    assert 'widget = await client.widgets.press("widget_id", ...)' in method
    assert "return await self._one(api.press_widget(widget_id, data), options)" in method


def test_the_example_of_the_body_is_shown(small: SmallProject) -> None:
    schema = "application/json: {schema: {$ref: '#/components/schemas/WidgetCreate'}"
    small.edit(schema, f"{schema}, example: {{name: \"a 'b'\", tags: [x, 1], on: true}}")
    method = Skeletons(small.root).method("createWidget")
    assert """client.widgets.create({"name": "a 'b'", "tags": ["x", 1], "on": True})""" in method
    assert "OutcomeUnknown: The response was lost" in method


def test_a_response_that_is_no_resource_is_returned_as_it_is(skeletons: Skeletons) -> None:
    method = skeletons.method("listWidgets")
    assert "filters: WidgetFilters | None = None,\n        page: int = 1," in method
    assert (
        "return await self._client.transport.send(api.list_widgets(filters, page, page_size), **options)"
        in method
    )
    assert "Raises:" not in method


def test_the_message_names_the_operation_its_tag_the_manager_and_the_imports_it_lacks(
    small: SmallProject, skeletons: Skeletons
) -> None:
    said = skeletons.message("pressWidget")
    assert said.startswith(
        "pressWidget (POST /widgets/{widget_id}/press), tag widgets: belongs in a new manager"
    )
    assert "from konigle._generated.models import Widget\n" in said
    manager = small.root / MANAGERS / "widgets.py"
    manager.parent.mkdir(parents=True)
    manager.write_text(
        "from konigle._generated.models import Press, Widget\nclass AsyncWidgetManager(Base):\n    ...\n"
    )
    said = skeletons.message("pressWidget")
    assert f"belongs in AsyncWidgetManager, {MANAGERS}/widgets.py." in said
    assert "import Widget\n" not in said
