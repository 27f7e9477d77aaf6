"""The code that both managers of campaigns share: decoding a result, and waiting for a state."""

from collections.abc import Collection
from typing import get_args

import attrs

from konigle._core.call import RawResponse, RequestOptions
from konigle._core.decoding import decode_tolerant
from konigle._core.plain_values import plain
from konigle._generated.models import (
    Campaign,
    CampaignCreateEmailResult,
    CampaignExecution,
    CampaignStatus,
)
from konigle._generated.models.campaign_status import FINAL_STATES
from konigle.exceptions import InvalidArgumentError, KonigleTimeoutError, UnexpectedStateError

_MIN_POLL_TIMEOUT_S = 1.0


def campaign_of(response: RawResponse[CampaignCreateEmailResult]) -> Campaign:
    """Returns the campaign from the response of the one-call form; synthesized from the request if missing."""
    result: CampaignCreateEmailResult = response.value
    if isinstance(result.campaign, Campaign):  # in an invalid response it may be anything
        return result.campaign
    extra = result.model_extra or {}
    name = extra.get("campaign_name")
    return decode_tolerant(Campaign, {**extra, "name": name} if name else extra, quiet=True)


@attrs.frozen
class WaitCondition:
    """The condition of a `wait`.

    Attributes:
        campaign_id: Identifier of the campaign.
        states: The wanted states.
        timeout_s: Maximum number of seconds to wait; None for no limit.
    """

    campaign_id: str
    states: frozenset[str]
    timeout_s: float | None

    @classmethod
    def of(
        cls, campaign_id: str, until: str | Collection[str], timeout_s: float | None, poll_s: float
    ) -> "WaitCondition":
        """Creates the condition from the caller's arguments.

        Raises:
            InvalidArgumentError: A state is unknown, or a number is invalid. Nothing was sent.
        """
        campaign_id, until, timeout_s, poll_s = plain((campaign_id, until, timeout_s, poll_s))
        states = frozenset([until] if isinstance(until, str) else map(plain, until))
        known = get_args(CampaignStatus)
        if not states or not states <= set(known):
            raise InvalidArgumentError(
                f"until must be some of {', '.join(known)}, not {until!r}; nothing was sent.",
                operation="getCampaign",
            )
        if not poll_s > 0 or (timeout_s is not None and not timeout_s >= 0):
            raise InvalidArgumentError(
                f"poll must be seconds above zero and timeout seconds or None, not {poll_s!r} and {timeout_s!r}; "
                "nothing was sent.",
                operation="getCampaign",
            )
        return cls(campaign_id, states, timeout_s)

    def options(self, passed_s: float) -> RequestOptions:
        """Returns the options of the next request, which must not outlast the wait; the first one may take a second."""
        if self.timeout_s is None:
            return {}
        return {"deadline": max(_MIN_POLL_TIMEOUT_S, self.timeout_s - passed_s)}

    def is_reached(self, state: str | None) -> bool:
        """Whether a state is a wanted one.

        Raises:
            UnexpectedStateError: The state is final, and not a wanted one.
        """
        if state in self.states:
            return True
        if state in FINAL_STATES:
            error = UnexpectedStateError(
                f"Campaign {self.campaign_id} ended as {state} and can no longer become {self._wanted}.",
                operation="getCampaign",
            )
            error.state = state
            raise error
        return False

    def is_late(self, passed_s: float) -> bool:
        """Whether the time is up."""
        return self.timeout_s is not None and passed_s >= self.timeout_s

    def timeout_error(self, state: str | None) -> KonigleTimeoutError:
        """Returns the error of a wait that timed out, with the last state received."""
        error = KonigleTimeoutError(
            f"Campaign {self.campaign_id} was not {self._wanted} within {self.timeout_s:g} s; its state is "
            f"{state or 'not known'}. The wait changed nothing; you can call wait() again.",
            operation="getCampaign",
        )
        error.state = state
        return error

    @property
    def _wanted(self) -> str:
        return " or ".join(sorted(self.states))


def sent_so_far(campaign: Campaign) -> tuple[float | None, str]:
    """Returns the share of a campaign's e-mails that is sent, and its state, for a progress bar."""
    run: object = campaign.execution
    state = campaign.status or "unknown state"
    if not isinstance(run, CampaignExecution) or not run.total_contacts:
        return None, state
    done = (run.total_sent or 0) + (run.total_failed or 0)
    return min(1.0, done / run.total_contacts), f"{state}, {done:,} of {run.total_contacts:,}"
