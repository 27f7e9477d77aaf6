/** Campaigns: messages to an audience, and what can be done with them. */
import { isObject } from "../answers.js";
import type { Transport } from "../transport.js";
import type {
  AnswerOf,
  Campaign,
  CampaignAddLTV,
  CampaignCreate,
  CampaignCreateEmail,
  CampaignUpdate,
  FiltersOf,
} from "../types.js";
import type { RequestOptions } from "../wire.js";
import { type ApiPromise, Collection } from "./base.js";

const IDS = {
  list: "listCampaigns",
  get: "getCampaign",
  create: "createCampaign",
  update: "updateCampaign",
  delete: "deleteCampaign",
} as const;

/** Manager of campaigns. */
export class CampaignManager extends Collection<
  Campaign,
  CampaignCreate,
  CampaignUpdate,
  FiltersOf<"listCampaigns">
> {
  constructor(transport: Transport) {
    super(transport, IDS);
  }

  /** Begins sending a campaign that is a draft or scheduled. Never repeated after a lost answer. */
  start(campaignId: string, options?: RequestOptions): ApiPromise<Campaign> {
    return this.call("startCampaign", { id: campaignId }, options);
  }

  /** Holds a running campaign. Safe to repeat. */
  pause(campaignId: string, options?: RequestOptions): ApiPromise<Campaign> {
    return this.call("pauseCampaign", { id: campaignId }, options);
  }

  /** Continues a paused campaign. Safe to repeat. */
  resume(campaignId: string, options?: RequestOptions): ApiPromise<Campaign> {
    return this.call("resumeCampaign", { id: campaignId }, options);
  }

  /** Ends a campaign that is a draft, scheduled, running or paused. Safe to repeat. */
  cancel(campaignId: string, options?: RequestOptions): ApiPromise<Campaign> {
    return this.call("cancelCampaign", { id: campaignId }, options);
  }

  /**
   * Sets or moves the time at which a draft or scheduled campaign starts. Safe to repeat.
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
   * Adds the revenue of a purchase to a campaign, and to a contact if one is named. Never repeated after a lost
   * answer: the amount would count twice.
   */
  addLtv(campaignId: string, data: CampaignAddLTV, options?: RequestOptions): ApiPromise<Campaign> {
    return this.call("addCampaignLtv", { id: campaignId, body: data }, options);
  }

  /** Creates a campaign together with its audience and template. Never repeated after a lost answer. */
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
   * Sends the campaign's mail to one address. Never repeated after a lost answer.
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
}
