"""Requests, settings and redirects, which both clients share."""

from typing import Any

import httpx
import pytest

from konigle import ClientConfig, InvalidArgumentError
from konigle._concurrency.attachment_reader import sync_load
from konigle._core.body import FormBody
from konigle._core.call import Call
from konigle._generated.api import campaigns, contacts, emails
from konigle._http import credentials, exception_mapping, messages
from konigle._http.messages import Settings
from konigle.filters.comm import ContactFilters
from konigle.models.comm import CampaignUpdate, Email

GET = contacts.get_contact("c1")
URL = "https://tim.konigle.com/reachout/api/v1"


def config(**more: Any) -> ClientConfig:
    return ClientConfig(**{"api_key": "key", **more})


def settings(call: Call[Any] = GET, *, client: ClientConfig | None = None, **options: Any) -> Settings:
    return Settings.of(client or config(), call, **options)


def request(call: Call[Any] = GET, *, client: ClientConfig | None = None, **options: Any) -> httpx.Request:
    body = sync_load(call.body) if isinstance(call.body, FormBody) else call.body
    made, state_check = settings(call, client=client, **options), client or config()
    return messages.build_request(
        state_check, call, made, body, own=lambda: messages.own_headers(state_check)
    )


class TestSettings:
    def test_without_options_the_clients_settings_hold(self) -> None:
        made = settings(client=config(timeout=7.0, deadline=20.0, retry_count=2))
        assert (made.timeout, made.attempt_limit_s) == (httpx.Timeout(7.0), 7.0)
        assert (made.deadline_s, made.retry_count, made.idempotency_key) == (20.0, 2, None)

    def test_options_go_over_them(self) -> None:
        made = settings(timeout=1, deadline=2.5, retry_count=0, idempotency_key="k")
        assert (made.timeout, made.attempt_limit_s) == (httpx.Timeout(1), 1.0)
        assert (made.deadline_s, made.retry_count, made.idempotency_key) == (2.5, 0, "k")
        assert made.headers["idempotency-key"] == "k"

    def test_none_is_no_limit(self) -> None:
        made = settings(timeout=None, deadline=None, client=config(deadline=5.0))
        assert (made.timeout, made.attempt_limit_s, made.deadline_s) == (httpx.Timeout(None), None, None)

    @pytest.mark.parametrize("limit", [1e10, 1e300, float("inf"), httpx.Timeout(float("inf"))])
    def test_one_that_no_socket_accepts_is_none(self, limit: Any) -> None:
        found = settings(timeout=limit, deadline=None)
        assert found.limit(None) is None
        assert set(found.phases(None).values()) == {None}
        assert settings(deadline=1e300).deadline_s is None

    def test_a_timeout_with_phases_does_not_limit_the_whole_attempt(self) -> None:
        made = settings(timeout=httpx.Timeout(5, connect=1))
        assert (made.timeout, made.attempt_limit_s) == (httpx.Timeout(5, connect=1), None)

    def test_a_number_limits_the_whole_attempt_when_files_go_up_too(self) -> None:
        call = emails.send_email(
            Email(to_email=["a@example.com"], subject="s", body_html="b", channel="c", attachments=[b"x"])
        )
        assert settings(call, timeout=5).attempt_limit_s == 5

    def test_retries_can_be_off_altogether(self) -> None:
        assert settings(client=config(enable_retry=False), retry_count=5).retry_count == 0

    def test_an_unknown_option_is_a_type_error_that_lists_the_known_ones(self) -> None:
        with pytest.raises(
            TypeError, match=r"tiemout \(did you mean `timeout`\?\); a call takes timeout, deadline"
        ):
            settings(tiemout=3)

    @pytest.mark.parametrize(
        ("option", "value"),
        [
            ("timeout", -1),
            ("timeout", "3"),
            ("timeout", True),
            ("timeout", float("nan")),
            ("deadline", -0.1),
            ("deadline", "soon"),
            ("retry_count", -1),
            ("retry_count", 1.5),
            ("retry_count", None),
            ("retry_count", True),
            ("idempotency_key", ""),
            ("idempotency_key", "a\nb"),
            ("idempotency_key", " a"),
            ("extra_headers", {"X-A": "ä"}),
            ("extra_headers", [("x-a", "b")]),
            ("extra_headers", "x-a: b"),
            ("extra_headers", {"Authorization": "Token other"}),
        ],
    )
    def test_a_value_that_cannot_be_used_is_refused(self, option: str, value: Any) -> None:
        with pytest.raises(InvalidArgumentError, match="nothing was sent"):
            settings(**{option: value})

    def test_a_request_id_is_drawn_or_the_callers(self) -> None:
        one, other = settings(), settings()
        assert one.request_id != other.request_id
        assert one.headers["x-request-id"] == one.request_id
        assert settings(extra_headers={"X-Request-ID": "mine"}).request_id == "mine"

    def test_no_extra_headers_may_be_given_as_none(self) -> None:
        assert "x-a" not in settings(extra_headers=None).headers

    def test_headers_are_in_no_repr(self) -> None:
        assert "secret" not in repr(settings(extra_headers={"X-A": "secret"}))

    @pytest.mark.parametrize(
        ("timeout", "left_s", "limit"),
        [(5, None, 5.0), (5, 3.0, 3.0), (5, 9.0, 5.0), (None, 3.0, 3.0), (None, None, None)],
    )
    def test_one_attempt_gets_no_more_than_is_left_of_the_deadline(
        self, timeout: Any, left_s: float | None, limit: float | None
    ) -> None:
        made = settings(timeout=timeout)
        assert made.limit(left_s) == limit
        assert made.phases(left_s) == dict.fromkeys(("connect", "read", "write", "pool"), limit)

    def test_phases_keep_their_own_limits(self) -> None:
        phases = settings(timeout=httpx.Timeout(5, connect=1)).phases(3.0)
        assert phases == {"connect": 1, "read": 3.0, "write": 3.0, "pool": 3.0}


class TestRequest:
    def test_it_carries_the_key_and_our_headers(self) -> None:
        made = request(client=config(auth_prefix="Bearer", user_agent="shop/1"))
        assert made.headers["Authorization"] == "Bearer key"
        assert made.headers["User-Agent"] == "shop/1"
        assert made.headers["Accept"] == "application/json"
        assert str(made.url) == f"{URL}/contacts/c1"

    def test_a_prefix_of_the_base_url_stays(self) -> None:
        made = request(client=config(base_url="https://proxy.example.com/konigle/"))
        assert str(made.url) == "https://proxy.example.com/konigle/reachout/api/v1/contacts/c1"

    def test_a_quoted_id_stays_one_segment(self) -> None:
        assert request(contacts.get_contact("a/b?c#d%2F")).url.raw_path.endswith(
            b"/contacts/a%2Fb%3Fc%23d%252F"
        )

    def test_the_query_is_encoded(self) -> None:
        call = contacts.list_contacts(ContactFilters(q="a&b=c ä", tags=["x", "y"]), 2, 5)
        assert dict(request(call).url.params) == {
            "page": "2",
            "page_size": "5",
            "q": "a&b=c ä",
            "tags": "x,y",
        }

    def test_json_goes_as_such(self) -> None:
        made = request(campaigns.update_campaign("k", CampaignUpdate(from_name="Zoë")))
        assert made.headers["Content-Type"] == "application/json"
        assert made.read() == '{"from_name":"Zoë"}'.encode()

    def test_without_a_body_there_is_none(self) -> None:
        made = request(campaigns.pause_campaign("k"))
        assert made.read() == b""
        assert "Content-Type" not in made.headers

    def test_half_a_character_is_an_error_of_ours(self) -> None:
        call = contacts.get_contact("c1")
        odd = Call(call.operation, call.read, call.ids, {"q": "\ud800"})
        with pytest.raises(InvalidArgumentError, match="lone surrogate"):
            request(odd)

    def test_what_fits_no_url_is_an_error_of_ours(self) -> None:
        with pytest.raises(InvalidArgumentError, match="cannot be encoded in a URL"):
            request(contacts.get_contact("x" * 70_000))


class TestOutcomes:
    @pytest.mark.parametrize(
        ("problem", "kind"),
        [
            (httpx.ConnectTimeout("m"), "not_sent"),
            (httpx.PoolTimeout("m"), "not_sent"),
            (httpx.ConnectError("m"), "not_sent"),
            (httpx.ProxyError("m"), "not_sent"),
            (httpx.UnsupportedProtocol("m"), "not_sent"),
            (httpx.LocalProtocolError("m"), "lost"),
            (httpx.WriteTimeout("m"), "timeout"),
            (httpx.ReadTimeout("m"), "timeout"),
            (TimeoutError(), "timeout"),
            (httpx.RemoteProtocolError("m"), "lost"),
            (httpx.DecodingError("m"), "lost"),
            (httpx.ReadError("m"), "lost"),
            (httpx.WriteError("m"), "lost"),
            (httpx.TooManyRedirects("m"), "lost"),
            (
                httpx.HTTPStatusError("m", request=httpx.Request("GET", URL), response=httpx.Response(500)),
                "lost",
            ),
            (ConnectionResetError(), "lost"),
            (OSError("m"), "lost"),
        ],
    )
    def test_each_failure_has_its_meaning_and_its_words(self, problem: Exception, kind: str) -> None:
        assert isinstance(problem, exception_mapping.FAILURES)
        outcome = exception_mapping.result_of_exception(problem, 1.234)
        assert outcome.kind == kind
        assert outcome.what.endswith((" (1.23 s)", " after 1.23 s"))
        assert outcome.status is None

    def test_every_error_of_httpx_that_a_request_may_end_with_is_covered(self) -> None:
        def below(kind: type) -> set[type]:
            return {kind}.union(*map(below, kind.__subclasses__()))

        for kind in below(httpx.RequestError):
            assert exception_mapping.result_of_exception(kind("m"), 0.0).what

    def test_anything_else_is_a_mistake_of_this_library(self) -> None:
        with pytest.raises(AssertionError, match="KeyError"):
            exception_mapping.result_of_exception(KeyError("x"), 0.0)

    @pytest.mark.parametrize(
        ("problem", "is_timeout"),
        [
            (httpx.ReadTimeout("m"), True),
            (TimeoutError(), True),
            (httpx.ReadError("m"), False),
            (None, False),
        ],
    )
    def test_what_is_a_matter_of_time(self, problem: Any, is_timeout: bool) -> None:
        assert exception_mapping.is_timeout(problem) is is_timeout

    @pytest.mark.parametrize(("status", "wait"), [(429, 7.0), (503, 7.0), (500, None), (200, None)])
    def test_retry_after_is_read_from_those_who_may_say_it(self, status: int, wait: float | None) -> None:
        outcome = messages.result_of_response(status, {"retry-after": "7"})
        assert (outcome.kind, outcome.status, outcome.retry_after) == ("response", status, wait)

    def test_a_date_without_the_date_of_the_response_is_read_by_the_clock(self) -> None:
        outcome = messages.result_of_response(429, {"retry-after": "Thu, 01 Jan 1970 00:00:00 GMT"})
        assert outcome.retry_after == 0.0


class TestRedirects:
    def follow(self, location: str | None, status: int = 302, method: str = "GET") -> httpx.Request | None:
        first = httpx.Request(method, f"{URL}/contacts/c1", headers={"Authorization": "Token key"})
        headers = {} if location is None else {"Location": location}
        return credentials.redirected(first, httpx.Response(status, headers=headers))

    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    @pytest.mark.parametrize(
        ("location", "target"),
        [
            ("/v2/contacts/c1", "https://tim.konigle.com/v2/contacts/c1"),
            ("https://tim.konigle.com/x?y=1", "https://tim.konigle.com/x?y=1"),
            ("https://TIM.konigle.com:443/x", "https://tim.konigle.com/x"),
            ("other", f"{URL}/contacts/other"),
        ],
    )
    def test_a_read_follows_to_the_same_origin_with_its_key(
        self, location: str, target: str, status: int
    ) -> None:
        made = self.follow(location, status)
        assert made is not None
        assert str(made.url) == target
        assert made.headers["Authorization"] == "Token key"

    @pytest.mark.parametrize(
        "location",
        [
            "https://evil.com/contacts/c1",
            "//evil.com/contacts/c1",
            "http://tim.konigle.com/contacts/c1",
            "https://tim.konigle.com:8443/contacts/c1",
            "https://tim.konigle.com.evil.com/",
            "https://tim.konigle.com@evil.com/",
            "https://[::1",
            "",
            None,
        ],
    )
    def test_but_nowhere_else(self, location: str | None) -> None:
        assert self.follow(location) is None

    @pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE"])
    def test_a_write_never_follows(self, method: str) -> None:
        assert self.follow("/x", 307, method) is None

    @pytest.mark.parametrize("status", [200, 300, 304, 404])
    def test_nor_does_anything_that_is_no_redirect(self, status: int) -> None:
        assert self.follow("/x", status) is None
