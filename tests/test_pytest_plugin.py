"""The pytest plugin, run in test sessions of its own."""

import subprocess
import sys

import pytest

pytest_plugins = ["pytester"]
PROGRAM = """
from konigle import Client

def welcome(email):
    with Client() as client:  # key and base URL come from the environment
        contact = client.contacts.create({"email": email})
        client.emails.send({"to_email": [email], "subject": "Welcome", "body_html": "<p>Hello</p>", "channel": "crm"})
        return contact.id
"""
SEED = '{"accounts": [{"name": "Shop", "default_from_email": "shop@example.com"}], "channels": [{"code": "crm", "channel_type": "transactional"}]}'


@pytest.fixture
def session(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makepyfile(program=PROGRAM)
    return pytester


def run(session: pytest.Pytester, source: str, *arguments: str) -> pytest.RunResult:
    session.makepyfile(source)
    return session.runpytest_subprocess("-p", "no:cacheprovider", "-p", "no:randomly", *arguments)


def test_a_program_that_creates_a_client_reaches_the_sandbox(session: pytest.Pytester) -> None:
    source = f"""
        import pytest
        from program import welcome

        @pytest.mark.konigle(seed={SEED})
        def test_welcome(konigle_sandbox, konigle_outbox):
            assert welcome("ada@example.com")
            mail, = konigle_outbox.assert_sent(to="Ada@example.com", subject="Welcome", kind="email", count=1)
            assert mail.html == "<p>Hello</p>"
            assert [request.operation_id for request in konigle_sandbox.requests] == ["createContact", "sendEmail"]
    """
    run(session, source).assert_outcomes(passed=1)


def test_each_test_starts_with_an_empty_sandbox_of_the_one_server(session: pytest.Pytester) -> None:
    source = """
        import pytest

        urls = set()

        @pytest.mark.parametrize("turn", range(3))
        def test_turn(turn, konigle_client, konigle_sandbox, konigle_clock):
            urls.add(konigle_sandbox.url)
            assert konigle_client.contacts.list().count == 0
            konigle_client.contacts.create({"email": "ada@example.com"})
            start = konigle_clock.now()
            assert (konigle_clock.advance(60) - start).total_seconds() == 60
            assert start.minute == 0
            assert len(urls) == 1
    """
    run(session, source).assert_outcomes(passed=3)


def test_faults_are_the_sandboxs_own_rules_and_markers_add_up(session: pytest.Pytester) -> None:
    source = """
        import pytest
        import konigle

        @pytest.mark.konigle(faults=[{"operation": "createContact", "kind": "close_after"}])
        class TestLost:
            @pytest.mark.konigle(seed={"contacts": [{"email": "ada@example.com"}]})
            def test_lost(self, konigle_client):
                with pytest.raises(konigle.OutcomeUnknown):
                    konigle_client.contacts.create({"email": "grace@example.com"})
                assert konigle_client.contacts.list().count == 2
    """
    run(session, source).assert_outcomes(passed=1)


def test_the_async_client_works_under_anyio_and_under_asyncio(session: pytest.Pytester) -> None:
    source = """
        import asyncio
        import pytest

        @pytest.mark.anyio
        @pytest.mark.parametrize("anyio_backend", ["asyncio"])
        async def test_anyio(konigle_async_client):
            await konigle_async_client.contacts.create({"email": "ada@example.com"})
            assert (await konigle_async_client.contacts.list()).count == 1

        def test_asyncio(konigle_async_client):
            async def count():
                return (await konigle_async_client.contacts.list()).count
            assert asyncio.run(count()) == 0
    """
    run(session, source, "-W", "error").assert_outcomes(passed=2)


def test_a_failed_assertion_lists_the_outbox(session: pytest.Pytester) -> None:
    source = f"""
        import pytest
        from program import welcome

        @pytest.mark.konigle(seed={SEED})
        def test_other_subject(konigle_outbox):
            welcome("ada@example.com")
            konigle_outbox.assert_sent(to="ada@example.com", subject="Goodbye")

        def test_nothing(konigle_outbox):
            konigle_outbox.assert_empty()
            konigle_outbox.assert_sent(count=2)

        @pytest.mark.konigle(seed={SEED})
        def test_not_empty(konigle_outbox):
            welcome("ada@example.com")
            konigle_outbox.assert_empty()
    """
    result = run(session, source)
    result.assert_outcomes(failed=3)
    result.stdout.fnmatch_lines(
        [
            "*expected an e-mail with to='ada@example.com', subject='Goodbye'; 0 of 1 match.",
            "*email  to ada@example.com  'Welcome'",
            "*expected 2 e-mails with any content; 0 of 0 match.",
            "*The outbox is empty.",
            "*expected no e-mail, but the outbox has 1.",
        ]
    )


WRONG = {
    "konigle(sed={})": "takes seed= and faults=, not sed",
    "konigle({})": "takes seed= and faults=, not positional arguments",
    "konigle(seed={'contact': []})": "cannot be applied: unknown in a seed: contact",
    "konigle(faults=[{'operation': 'createContact', 'kind': 'nothing'}])": "cannot be applied: ",
    "konigle(faults=[{'operation': 'createContact'}])": "cannot be applied: ",
}


def test_a_wrong_marker_is_an_error_that_says_so(session: pytest.Pytester) -> None:
    tests = [
        f"@pytest.mark.{marker}\ndef test_{number}(konigle_sandbox): pass\n"
        for number, marker in enumerate(WRONG)
    ]
    result = run(session, "import pytest\n" + "\n".join(tests), "--tb=line")
    result.assert_outcomes(errors=len(WRONG))
    result.stdout.fnmatch_lines([f"*@pytest.mark.konigle*{text}*" for text in WRONG.values()])


def test_the_plugin_costs_a_session_that_does_not_use_it_nothing() -> None:
    program = "import sys, konigle.pytest_plugin; print([m for m in sys.modules if 'sandbox' in m or m in ('httpx', 'pydantic')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_sessions_in_one_process_do_not_mix_their_modules(session: pytest.Pytester) -> None:
    """pytester removes the modules of a session that runs in its process, but not `konigle`, which was there before."""
    inner = "def test_it(konigle_client): konigle_client.contacts.create({'email': 'ada@example.com'})"
    source = f"""
        import pytest

        pytest_plugins = ["pytester"]

        @pytest.mark.parametrize("number", [1, 2])
        def test_session(pytester, number):
            pytester.makepyfile({inner!r})
            pytester.runpytest_inprocess("-p", "no:cacheprovider").assert_outcomes(passed=1)
    """
    run(session, source).assert_outcomes(passed=2)
