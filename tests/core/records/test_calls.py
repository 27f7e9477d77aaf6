"""Which method of its manager a record calls, and what it holds afterwards."""

import pytest

from konigle._core.records import attach_all
from konigle.exceptions import DetachedRecordError
from tests.core.records.samples import FakeManager, campaign, contact


class TestDetail:
    def test_an_item_of_a_list_lacks_it(self) -> None:
        assert not campaign().attach(FakeManager(), partial=True).is_detail_loaded()

    def test_a_single_response_has_it(self) -> None:
        assert campaign().attach(FakeManager()).is_detail_loaded()

    def test_a_resource_without_detail_fields_always_has_it(self) -> None:
        assert contact().attach(FakeManager(), partial=True).is_detail_loaded()

    def test_load_detail_reads_once_and_only_if_something_lacks(self) -> None:
        manager = FakeManager()
        assert contact().attach(manager, partial=True).load_detail() is not None
        assert manager.calls == []
        record = campaign().attach(manager, partial=True)
        assert record.load_detail(timeout=3) is record
        assert manager.calls == [("reload", "k1", {"timeout": 3})]


class TestCalls:
    def test_they_go_to_the_manager_with_the_options_of_the_call(self) -> None:
        manager = FakeManager()
        record = contact().attach(manager)
        assert record.save(timeout=1) is record
        assert record.reload(retry_count=0) is record
        assert record.delete(deadline=2) is True
        assert manager.calls == [
            ("save", "c1", {"timeout": 1}),
            ("reload", "c1", {"retry_count": 0}),
            ("delete", "c1", {"deadline": 2}),
        ]

    @pytest.mark.parametrize("name", ["save", "delete", "reload", "load_detail"])
    def test_a_record_made_by_hand_says_where_to_go(self, name: str) -> None:
        with pytest.raises(ValueError, match=rf"not attached to a manager .*{name}\(\) cannot be called"):
            getattr(contact(), name)()

    @pytest.mark.parametrize("name", ["save", "delete", "reload", "load_detail"])
    def test_on_a_record_of_an_async_manager_the_error_names_the_async_call(self, name: str) -> None:
        manager = FakeManager()
        manager.is_async = True
        with pytest.raises(DetachedRecordError, match=rf"async manager: use `await record\.a{name}\(\)`"):
            getattr(contact().attach(manager), name)()
        assert manager.calls == []

    @pytest.mark.anyio
    @pytest.mark.parametrize("name", ["asave", "adelete", "areload", "aload_detail"])
    async def test_and_the_other_way_round(self, name: str) -> None:
        manager = FakeManager()
        with pytest.raises(DetachedRecordError, match=rf"sync manager: use {name[1:]}\(\)"):
            await getattr(contact().attach(manager), name)()
        with pytest.raises(DetachedRecordError, match="not attached"):
            await getattr(contact(), name)()
        assert manager.calls == []

    def test_attaching_a_list_leaves_alone_what_is_no_record(self) -> None:
        manager, record = FakeManager(), contact()
        attach_all(["odd", None, record], manager)
        record.save()
        assert manager.calls == [("save", "c1", {})]


class TestRefreshing:
    def test_the_record_becomes_what_was_returned(self) -> None:
        record = contact()
        record.first_name = "Grace"
        record.refresh_from(contact(first_name="Grace H.", loyalty="gold"))
        assert record.first_name == "Grace H."
        assert record.loyalty == "gold"  # type: ignore[attr-defined]  # unknown to checkers
        assert not record.is_dirty

    def test_without_a_response_what_was_sent_counts_as_read(self) -> None:
        record = contact()
        record.first_name = "Grace"
        record.refresh_from(None)
        assert (record.first_name, record.is_dirty) == ("Grace", False)
