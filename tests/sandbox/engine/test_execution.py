"""A campaign being sent: counters and mails move with the clock, and with nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from konigle.sandbox import Sandbox


def at(minutes: float) -> str:
    """An instant so many minutes after the beginning of a manual clock."""
    hours, rest = divmod(minutes * 60, 3600)
    return f"2026-01-01T{int(hours):02d}:{int(rest // 60):02d}:{rest % 60:09.6f}Z"


def test_sends_are_spread_over_the_wanted_time(sandbox: Sandbox, api: Any) -> None:
    campaign = api.campaign(4, execution_duration_minutes=40)
    execution = api.act(campaign, "start")["execution"]
    assert (execution["status"], execution["total_contacts"], execution["total_sent"]) == ("processing", 4, 0)
    assert (execution["started_at"], execution["expected_completion_at"]) == (at(0), at(40))
    for minutes, sent in ((9.99, 0), (10, 1), (25, 2), (39.99, 3)):
        sandbox.clock.advance(timedelta(minutes=minutes) - (sandbox.clock.now() - start(sandbox)))
        execution = api.read_campaign(campaign)["execution"]
        assert (execution["total_sent"], len(sandbox.outbox)) == (sent, sent)
    sandbox.clock.advance(1)
    ended = api.read_campaign(campaign)
    execution = ended["execution"]
    assert (ended["status"], execution["status"]) == ("completed", "completed")
    assert (execution["completed_at"], execution["last_run_at"], ended["updated_at"]) == (
        at(40),
        at(40),
        at(40),
    )
    assert (execution["total_sent"], execution["total_delivered"], execution["total_failed"]) == (4, 4, 0)
    assert (execution["total_opened"], execution["total_clicked"]) == (None, None)


def start(sandbox: Sandbox) -> Any:
    return sandbox.clock.now().replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)


def test_without_a_wanted_time_the_channels_rate_limit_sets_the_pace(sandbox: Sandbox, api: Any) -> None:
    campaign = api.campaign(4)
    assert api.act(campaign, "start")["execution"]["expected_completion_at"] == "2026-01-01T00:00:00.400000Z"
    sandbox.clock.advance(0.25)
    assert api.read_campaign(campaign)["execution"]["total_sent"] == 2


def test_the_rate_limit_holds_where_the_wanted_time_is_too_short(sandbox: Sandbox, api: Any) -> None:
    campaign = api.campaign(8, execution_duration_minutes=1)
    sandbox.channels.set("news", rate_limit=1)
    sandbox.seed({"contacts": [{"email": f"more{i}@people.example", "tags": ["list"]} for i in range(112)]})
    assert api.act(campaign, "start")["execution"]["expected_completion_at"] == at(2)


def test_what_comes_out_does_not_depend_on_how_often_anyone_looks(api_of: Any) -> None:
    ends = []
    for steps in (1, 7, 100):
        with Sandbox() as sandbox:
            api = api_of(sandbox)
            campaign = api.campaign(10, execution_duration_minutes=3)
            sandbox.channels.set("news", daily_quota=4)
            api.act(campaign, "start")
            for _ in range(steps):
                sandbox.clock.advance(timedelta(days=3) / steps)
                api.read_campaign(campaign)
            sandbox.clock.advance(1)
            ends.append(
                (api.read_campaign(campaign), [(mail.id, mail.to, mail.sent_at) for mail in sandbox.outbox])
            )
    assert ends[0] == ends[1] == ends[2]


def test_a_pause_holds_everything_until_the_resume(sandbox: Sandbox, api: Any) -> None:
    campaign = api.campaign(4, execution_duration_minutes=40)
    api.act(campaign, "start")
    sandbox.clock.advance(timedelta(minutes=15))
    execution = api.act(campaign, "pause")["execution"]
    assert (execution["status"], execution["paused_at"], execution["total_sent"]) == ("paused", at(15), 1)
    sandbox.clock.advance(timedelta(minutes=60))
    assert api.read_campaign(campaign)["execution"] == execution
    execution = api.act(campaign, "resume")["execution"]
    assert (execution["status"], execution["resumed_at"]) == ("processing", at(75))
    assert (execution["paused_at"], execution["expected_completion_at"]) == (at(15), at(100))
    sandbox.clock.advance(timedelta(minutes=4.9))
    assert len(sandbox.outbox) == 1
    sandbox.clock.advance(timedelta(minutes=0.1))
    assert len(sandbox.outbox) == 2
    sandbox.clock.advance(timedelta(minutes=20))
    assert api.read_campaign(campaign)["execution"]["completed_at"] == at(100)


def test_a_cancel_ends_it_for_good(sandbox: Sandbox, api: Any) -> None:
    campaign = api.campaign(4, execution_duration_minutes=40)
    api.act(campaign, "start")
    sandbox.clock.advance(timedelta(minutes=15))
    execution = api.act(campaign, "cancel")["execution"]
    assert (execution["status"], execution["cancelled_at"], execution["completed_at"]) == (
        "cancelled",
        at(15),
        None,
    )
    sandbox.clock.advance(timedelta(days=1))
    assert api.read_campaign(campaign)["execution"] == execution
    assert len(sandbox.outbox) == 1


def test_only_contacts_with_a_tag_of_the_audience_and_consent_get_the_mail(
    sandbox: Sandbox, api: Any
) -> None:
    api.contact("both@people.example", tags=["a", "b"])
    api.contact("none@people.example", tags=["c"])
    api.contact("second@people.example", tags=["b"])
    api.contact("declined@people.example", tags=["a"], marketing_consent={"email": False})
    campaign = api.campaign(0, audience=api.audience(["a", "b"], "Two tags")["id"])
    api.act(campaign, "start")
    api.contact("late@people.example", tags=["a"])
    sandbox.clock.advance(60)
    assert [mail.to for mail in sandbox.outbox] == [["both@people.example"], ["second@people.example"]]
    assert api.read_campaign(campaign)["execution"]["total_contacts"] == 2


def test_who_declines_or_goes_during_the_run_is_not_written_to(sandbox: Sandbox, api: Any) -> None:
    campaign = api.campaign(4, execution_duration_minutes=40)
    api.act(campaign, "start")
    sandbox.clock.advance(timedelta(minutes=10))
    api.ok("PATCH", "/contacts/con_000002", {"marketing_consent": {"email": False}})
    api.ok("DELETE", "/contacts/con_000003")
    sandbox.clock.advance(timedelta(minutes=30))
    ended = api.read_campaign(campaign)
    assert [mail.contact_id for mail in sandbox.outbox] == ["con_000001", "con_000004"]
    assert (ended["status"], ended["execution"]["status"]) == ("completed", "partially_completed")
    assert (ended["execution"]["total_sent"], ended["execution"]["total_failed"]) == (2, 2)


def test_a_campaign_to_nobody_is_completed_at_once(sandbox: Sandbox, api: Any) -> None:
    campaign = api.campaign(0)
    started = api.act(campaign, "start")
    assert (started["status"], started["execution"]["status"]) == ("completed", "completed")
    assert started["execution"]["completed_at"] == started["execution"]["started_at"] == at(0)
    empty = api.ok("PATCH", f"/audiences/{campaign['audience']}", {"tags": []})
    again = api.ok("POST", "/campaigns", {"name": "N", "audience": empty["id"], **parts(campaign)})
    assert api.act(again, "start")["status"] == "completed"
    assert sandbox.outbox == []


def parts(campaign: Any) -> Any:
    return {name: campaign[name] for name in ("email_channel", "email_template")}


def test_the_domain_decides_what_becomes_of_a_mail(sandbox: Sandbox, api: Any) -> None:
    for domain in (
        "bounce.example",
        "complaint.example",
        "mail.FAIL.example",
        "notbounce.example",
        "people.example",
    ):
        api.contact(f"x@{domain}", tags=["list"])
    campaign = api.campaign(0)
    api.act(campaign, "start")
    sandbox.clock.advance(60)
    ended = api.read_campaign(campaign)
    counters = {
        name: value for name, value in ended["execution"].items() if name.startswith("total_") and value
    }
    assert counters == {
        "total_contacts": 5,
        "total_sent": 4,
        "total_failed": 1,
        "total_delivered": 3,
        "total_bounced": 1,
        "total_complained": 1,
    }
    assert [mail.status for mail in sandbox.outbox] == ["bounced", "complained", "delivered", "delivered"]


def test_a_campaign_of_which_nothing_could_be_sent_has_failed(sandbox: Sandbox, api: Any) -> None:
    api.contact("x@fail.example", tags=["list"])
    campaign = api.campaign(0)
    api.act(campaign, "start")
    sandbox.clock.advance(60)
    ended = api.read_campaign(campaign)
    assert (ended["status"], ended["execution"]["status"]) == ("failed", "failed")
    assert ended["execution"]["error_message"] == "None of the emails could be sent."


def test_opens_and_clicks_are_counted_where_the_channel_tracks_them(sandbox: Sandbox, api: Any) -> None:
    campaign = api.campaign(10)
    api.ok("POST", f"/channels/{campaign['email_channel']}/set-engagement-tracking", {"enable": True})
    started = api.act(campaign, "start")["execution"]
    assert (started["total_opened"], started["total_clicked"]) == (0, 0)
    sandbox.clock.advance(60)
    ended = api.read_campaign(campaign)["execution"]
    assert (ended["total_opened"], ended["total_clicked"]) == (5, 2)


def test_a_full_day_halts_a_run_until_midnight(sandbox: Sandbox, api: Any) -> None:
    campaign = api.campaign(5, execution_duration_minutes=5)
    sandbox.channels.set("news", daily_quota=2)
    api.act(campaign, "start")
    sandbox.clock.advance(timedelta(minutes=10))
    execution = api.read_campaign(campaign)["execution"]
    assert (execution["status"], execution["total_sent"]) == ("halted", 2)
    assert execution["next_run_at"] == "2026-01-02T00:00:00.000000Z"
    assert execution["expected_completion_at"] == "2026-01-02T00:02:00.000000Z"
    assert api.read_campaign(campaign)["status"] == "running"
    sandbox.clock.advance(timedelta(days=1))
    assert api.read_campaign(campaign)["execution"]["total_sent"] == 4
    sandbox.clock.advance(timedelta(days=1))
    execution = api.read_campaign(campaign)["execution"]
    assert (execution["status"], execution["next_run_at"]) == ("completed", None)
    assert [mail.sent_at.day for mail in sandbox.outbox] == [1, 1, 2, 2, 3]


def test_a_halted_run_can_be_paused_resumed_and_cancelled(sandbox: Sandbox, api: Any) -> None:
    campaign = api.campaign(5, execution_duration_minutes=5)
    sandbox.channels.set("news", daily_quota=2)
    api.act(campaign, "start")
    sandbox.clock.advance(timedelta(minutes=10))
    assert api.act(campaign, "pause")["execution"]["next_run_at"] is None
    sandbox.clock.advance(timedelta(days=1))
    assert len(sandbox.outbox) == 2
    api.act(campaign, "resume")
    sandbox.clock.advance(timedelta(minutes=10))
    assert len(sandbox.outbox) == 4
    api.act(campaign, "cancel")
    sandbox.clock.advance(timedelta(days=1))
    assert len(sandbox.outbox) == 4


def test_a_channel_suspended_during_the_run_halts_it(sandbox: Sandbox, api: Any) -> None:
    campaign = api.campaign(4, execution_duration_minutes=4)
    api.act(campaign, "start")
    sandbox.clock.advance(60)
    sandbox.channels.set("news", status="suspended")
    sandbox.clock.advance(180)
    assert api.read_campaign(campaign)["execution"]["status"] == "halted"
    sandbox.channels.set("news", status="active")
    sandbox.clock.advance(timedelta(days=1))
    assert api.read_campaign(campaign)["execution"]["total_sent"] == 4


def test_two_campaigns_share_the_quota_of_a_channel_first_come_first_served(
    sandbox: Sandbox, api: Any
) -> None:
    first = api.campaign(4, execution_duration_minutes=4)
    second = api.ok("POST", "/campaigns", {"name": "Two", "audience": first["audience"], **parts(first)})
    api.ok("PATCH", f"/campaigns/{second['id']}", {"execution_duration_minutes": 4})
    sandbox.channels.set("news", daily_quota=5)
    api.act(first, "start")
    sandbox.clock.advance(30)
    api.act(second, "start")
    sandbox.clock.advance(600)
    assert [mail.campaign_id for mail in sandbox.outbox] == [f"cmp_00000{i}" for i in (1, 2, 1, 2, 1)]
    assert len(sandbox.mails(campaign=second["id"])) == 2
    assert [mail.id for mail in sandbox.mails(first=1, count=2)] == ["msg_000002", "msg_000003"]


def test_a_mail_is_filled_in_for_its_contact(sandbox: Sandbox, api: Any) -> None:
    api.contact("ann@people.example", first_name="Ann & Co", last_name=None, country="Peru", tags=["list"])
    template = api.template(
        "full",
        subject="{{first_name}}{{ last_name }} of {{ country }}",
        body_html="<b>{{ first_name }}</b> {{ company_name }} {{ first_name }",
        body_text="{{ first_name }}",
    )
    campaign = api.campaign(0, email_template=template["id"], reply_to_email="re@people.example")
    api.act(campaign, "start")
    sandbox.clock.advance(1)
    (mail,) = sandbox.outbox
    assert mail.subject == "Ann & Co of Peru"
    assert mail.html == "<b>Ann &amp; Co</b> {{ company_name }} {{ first_name }"
    assert (mail.text, mail.reply_to_email) == ("Ann & Co", "re@people.example")
    assert (mail.from_email, mail.from_name, mail.channel) == ("sender@sandbox.example", "Sandbox", "news")


def test_a_run_sends_the_texts_of_its_start(sandbox: Sandbox, api: Any) -> None:
    campaign = api.campaign(2, execution_duration_minutes=2)
    api.act(campaign, "start")
    sandbox.clock.advance(60)
    api.ok("PATCH", f"/email-templates/{campaign['email_template']}", {"subject": "Changed"})
    sandbox.clock.advance(60)
    assert {mail.subject for mail in sandbox.outbox} == {"Hello P0", "Hello P1"}


def test_mails_of_a_deleted_campaign_stay(sandbox: Sandbox, api: Any) -> None:
    campaign = api.campaign(2)
    api.act(campaign, "start")
    sandbox.clock.advance(60)
    api.ok("DELETE", f"/campaigns/{campaign['id']}")
    assert len(sandbox.outbox) == 2


def test_everything_goes_on_after_a_restart(tmp_path: Any, api_of: Any) -> None:
    path = tmp_path / "data.db"
    with Sandbox(path) as sandbox:
        campaign = api_of(sandbox).campaign(4, execution_duration_minutes=4)
        api_of(sandbox).act(campaign, "start")
        sandbox.clock.advance(61)
    with Sandbox(path) as sandbox:
        assert sandbox.clock.now().isoformat() == "2026-01-01T00:01:01+00:00"
        assert len(sandbox.outbox) == 1
        sandbox.clock.advance(60)
        assert api_of(sandbox).read_campaign(campaign)["execution"]["total_sent"] == 2


@pytest.mark.parametrize("clock", ["real", "fast"])
def test_a_moving_clock_moves_a_campaign_without_help(api_of: Any, clock: Any) -> None:
    with Sandbox(clock=clock) as sandbox:
        api = api_of(sandbox)
        sandbox.seed({"contacts": 3})
        campaign = api.campaign(0, audience=api.audience(["all"], "All")["id"])
        api.act(campaign, "start")
        while api.read_campaign(campaign)["status"] != "completed":  # 0.3 s of the sandbox's time
            pass
        assert len(sandbox.outbox) == 3
