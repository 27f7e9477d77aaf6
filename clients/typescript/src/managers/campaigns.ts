/** Campaigns: messages to an audience, and what can be done with them. */
import { isObject } from "../answers.js";
import type { Transport } from "../transport.js";
import type { AnswerOf, Campaign, CampaignAddLTV, CampaignCreateEmail } from "../types.js";
import type { RequestOptions } from "../wire.js";
import { Collection } from "./base.js";

const IDS = {
  list: "listCampaigns",
  get: "getCampaign",
  create: "createCampaign",
  update: "updateCampaign",
  delete: "deleteCampaign",
} as const;

/** Manager of campaigns. */
export class CampaignManager extends Collection<typeof IDS> {
  constructor(transport: Transport) {
    super(transport, IDS);
  }

  /** Starts sending a campaign that is a draft or scheduled. Not retried if the response is lost. */
  async start(campaignId: string, options?: RequestOptions): Promise<Campaign> {
    return this.call("startCampaign", { id: campaignId }, options);
  }

  /** Pauses a running campaign. Idempotent; retried automatically. */
  async pause(campaignId: string, options?: RequestOptions): Promise<Campaign> {
    return this.call("pauseCampaign", { id: campaignId }, options);
  }

  /** Resumes a paused campaign. Idempotent; retried automatically. */
  async resume(campaignId: string, options?: RequestOptions): Promise<Campaign> {
    return this.call("resumeCampaign", { id: campaignId }, options);
  }

  /** Cancels a campaign that is a draft, scheduled, running or paused. Idempotent; retried automatically. */
  async cancel(campaignId: string, options?: RequestOptions): Promise<Campaign> {
    return this.call("cancelCampaign", { id: campaignId }, options);
  }

  /**
   * Sets the start time of a draft or scheduled campaign. Idempotent; retried automatically.
   *
   * @param scheduledAt A Date, or ISO 8601 text with an offset; null or left out keeps the time the campaign has.
   */
  async schedule(
    campaignId: string,
    scheduledAt?: Date | string | null,
    options?: RequestOptions,
  ): Promise<Campaign> {
    const body = scheduledAt === null || scheduledAt === undefined ? {} : { scheduled_at: scheduledAt };
    return this.call("scheduleCampaign", { id: campaignId, body }, options);
  }

  /**
   * Adds the revenue of a purchase to a campaign, and to a contact if one is named. Not retried if the
   * response is lost, because the amount could count twice.
   */
  async addLtv(campaignId: string, data: CampaignAddLTV, options?: RequestOptions): Promise<Campaign> {
    return this.call("addCampaignLtv", { id: campaignId, body: data }, options);
  }

  /** Creates a campaign together with its audience and template. Not retried if the response is lost. */
  async newEmailCampaign(data: CampaignCreateEmail, options?: RequestOptions): Promise<Campaign> {
    const answer = await this.call("newEmailCampaign", { body: data }, options);
    // an empty response is replaced by the request; in an invalid response it may be anything
    const campaign: unknown = answer.campaign;
    return (isObject(campaign) ? campaign : { ...answer, name: data.campaign_name }) as Campaign;
  }

  /**
   * Sends the campaign's e-mail to one e-mail address. Not retried if the response is lost.
   *
   * @returns What the server says of it; its keys are not documented.
   */
  async sendTestEmail(
    campaignId: string,
    emailAddress: string,
    options?: RequestOptions,
  ): Promise<AnswerOf<"sendCampaignTestEmail">> {
    return this.call(
      "sendCampaignTestEmail",
      { id: campaignId, body: { email_address: emailAddress } },
      options,
    );
  }
}
