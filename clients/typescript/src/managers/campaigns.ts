/** Campaigns: messages to an audience, and what can be done with them. */
import { isObject } from "../answers.js";
import { InvalidArgumentError, TimeoutError, UnexpectedStateError } from "../errors.js";
import { OPERATIONS } from "../generated/operations.js";
import type { Transport } from "../transport.js";
import type {
  AnswerOf,
  Campaign,
  CampaignAddLTV,
  CampaignCreate,
  CampaignCreateEmail,
  CampaignStatus,
  CampaignUpdate,
  FiltersOf,
} from "../types.js";
import type { RequestOptions } from "../wire.js";
import { type ApiPromise, Collection } from "./base.js";

const STATES: readonly string[] = OPERATIONS.listCampaigns.filters.status.enum;
const FINAL = new Set(["completed", "cancelled", "failed"]); // nothing leads out of these
const GROWTH = 1.5;
const LONGEST_POLL_MS = 30_000; // half a minute late is nothing for what takes an hour
const SHORTEST_POLL_MS = 1_000; // the first request may take a second in any case
const JITTER = 0.1; // so that many programs that started together do not poll together

/** What `campaigns.wait` waits for. */
export interface WaitOptions {
  /** The state or states to wait for; `completed` when left out. */
  until?: CampaignStatus | readonly CampaignStatus[] | undefined;
  /** Milliseconds to wait at most; null, the default, for as long as it takes. */
  timeoutMs?: number | null | undefined;
  /** Milliseconds until the second request; each wait is half as long again as the one before, up to 30 s. */
  pollMs?: number | undefined;
  /** Called with the campaign after each request. */
  onPoll?: ((campaign: Campaign) => void) | undefined;
  /** Ends the wait when it is aborted. */
  signal?: AbortSignal | undefined;
}

/** Manager of campaigns. */
export class CampaignManager extends Collection<
  Campaign,
  CampaignCreate,
  CampaignUpdate,
  FiltersOf<"listCampaigns">
> {
  constructor(transport: Transport) {
    super(transport, "Campaign", "Campaigns");
  }

  /** Starts sending a campaign that is a draft or scheduled. Not retried if the response is lost. */
  start(campaignId: string, options?: RequestOptions): ApiPromise<Campaign> {
    return this.call("startCampaign", { id: campaignId }, options);
  }

  /** Pauses a running campaign. Idempotent; retried automatically. */
  pause(campaignId: string, options?: RequestOptions): ApiPromise<Campaign> {
    return this.call("pauseCampaign", { id: campaignId }, options);
  }

  /** Resumes a paused campaign. Idempotent; retried automatically. */
  resume(campaignId: string, options?: RequestOptions): ApiPromise<Campaign> {
    return this.call("resumeCampaign", { id: campaignId }, options);
  }

  /** Cancels a campaign that is a draft, scheduled, running or paused. Idempotent; retried automatically. */
  cancel(campaignId: string, options?: RequestOptions): ApiPromise<Campaign> {
    return this.call("cancelCampaign", { id: campaignId }, options);
  }

  /**
   * Sets the start time of a draft or scheduled campaign. Idempotent; retried automatically.
   *
   * @param scheduledAt A Date, or ISO 8601 text with an offset; null or left out keeps the time the campaign has.
   */
  schedule(
    campaignId: string,
    scheduledAt?: Date | string | null,
    options?: RequestOptions,
  ): ApiPromise<Campaign> {
    const body = scheduledAt === null || scheduledAt === undefined ? {} : { scheduled_at: scheduledAt };
    return this.call("scheduleCampaign", { id: campaignId, body }, options);
  }

  /**
   * Adds the revenue of a purchase to a campaign, and to a contact if one is named. Not retried if the
   * response is lost, because the amount could count twice.
   */
  addLtv(campaignId: string, data: CampaignAddLTV, options?: RequestOptions): ApiPromise<Campaign> {
    return this.call("addCampaignLtv", { id: campaignId, body: data }, options);
  }

  /** Creates a campaign together with its audience and template. Not retried if the response is lost. */
  newEmailCampaign(data: CampaignCreateEmail, options?: RequestOptions): ApiPromise<Campaign> {
    return this.call("newEmailCampaign", { body: data }, options, (value) => {
      // an empty response stands for what was sent, and an odd one may hold anything
      const { campaign } = value as { campaign?: unknown };
      return (isObject(campaign)
        ? campaign
        : { ...(value as object), name: data.campaign_name }) as unknown as Campaign;
    });
  }

  /**
   * Sends the campaign's e-mail to one e-mail address. Not retried if the response is lost.
   *
   * @returns What the server says of it; its keys are not documented.
   */
  sendTestEmail(
    campaignId: string,
    emailAddress: string,
    options?: RequestOptions,
  ): ApiPromise<AnswerOf<"sendCampaignTestEmail">> {
    return this.call(
      "sendCampaignTestEmail",
      { id: campaignId, body: { email_address: emailAddress } },
      options,
    );
  }

  /**
   * Reads a campaign, often at first and then less and less often, until it is in a wanted state.
   *
   * Rejects with UnexpectedStateError when it has ended in another state, and with TimeoutError when `timeoutMs` has
   * passed; both have the last `state`.
   */
  async wait(campaignId: string, options: WaitOptions = {}): Promise<Campaign> {
    const { until = "completed", timeoutMs = null, pollMs = 2_000, signal, onPoll } = options;
    const states = new Set<string>([until].flat());
    const limitMs = timeoutMs ?? Infinity;
    if (states.size === 0 || ![...states].every((state) => STATES.includes(state)))
      throw new InvalidArgumentError(`until must be some of ${STATES.join(", ")}; nothing was sent.`);
    if (!(pollMs > 0) || !(limitMs >= 0))
      throw new InvalidArgumentError(
        "pollMs must be more than zero, timeoutMs zero or more; nothing was sent.",
      );
    const { clock } = this.transport.config;
    const startedMs = clock.now();
    const leftMs = () => limitMs - (clock.now() - startedMs);
    let nextMs = pollMs;
    let state: string | null = null;
    const wanted = [...states].sort().join(" or ");
    const late = (cause?: unknown) => {
      const seen = `was not ${wanted} within ${limitMs / 1000} s; its state is ${state ?? "not known"}`;
      return new TimeoutError(`Campaign ${campaignId} ${seen}.`, { operation: "getCampaign", state }, cause);
    };
    for (;;) {
      const deadlineMs = limitMs === Infinity ? undefined : Math.max(SHORTEST_POLL_MS, leftMs());
      let campaign: Campaign;
      try {
        campaign = await this.get(campaignId, { signal, deadlineMs });
      } catch (problem) {
        if (problem instanceof TimeoutError && leftMs() <= 0) throw late(problem);
        throw problem;
      }
      onPoll?.(campaign);
      state = campaign.status;
      if (states.has(state)) return campaign;
      if (FINAL.has(state)) {
        const text = `Campaign ${campaignId} has ended as ${state} and will never be ${wanted}.`;
        throw new UnexpectedStateError(text, { operation: "getCampaign", state });
      }
      if (leftMs() <= 0) throw late();
      await clock.sleep(Math.min(nextMs * (1 - JITTER + 2 * JITTER * clock.random()), leftMs()), signal);
      nextMs = Math.max(nextMs, Math.min(nextMs * GROWTH, LONGEST_POLL_MS));
    }
  }
}
