// Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
/** The managers: what can be done with each kind of resource. Every method takes the options of one call last. */
import { type ApiPromise, Manager } from "../managers/base.js";
import type { Page } from "../paging.js";
import { type States, waitFor, type WaitOptions } from "../waiting.js";
import type { RequestOptions } from "../wire.js";
import type { PageOptions } from "./settings.js";
import type {
  Audience,
  AudienceCreate,
  AudienceFilters,
  AudienceUpdate,
  Campaign,
  CampaignAddLTV,
  CampaignCreate,
  CampaignCreateEmail,
  CampaignFilters,
  CampaignStatus,
  CampaignUpdate,
  Contact,
  ContactCreate,
  ContactFilters,
  ContactUpdate,
  ContactUpdateLTV,
  Email,
  EmailAccount,
  EmailAccountCreate,
  EmailAccountFilters,
  EmailAccountSetup,
  EmailAccountSetupResult,
  EmailAccountUpdate,
  EmailChannel,
  EmailChannelCreate,
  EmailChannelFilters,
  EmailChannelUpdate,
  EmailIdentity,
  EmailIdentityCreate,
  EmailIdentityFilters,
  EmailIdentityUpdate,
  EmailResponse,
  EmailTemplate,
  EmailTemplateCreate,
  EmailTemplateFilters,
  EmailTemplateUpdate,
} from "./models.js";

/** Segments of contacts, selected by tag, that campaigns are sent to. */
export class AudienceManager extends Manager {
  /**
   * Returns one page of audiences that match the filters. Idempotent; retried automatically.
   *
   * @param params Conditions, page number and page size; none for the first page of all.
   * @returns A page of audiences.
   * @throws InvalidArgumentError A filter is unknown or invalid; nothing was sent.
   * @throws NotFoundError The page is past the end.
   * @example
   * const page = await client.audiences.list();
   */
  list(params?: AudienceFilters & PageOptions, options?: RequestOptions): ApiPromise<Page<Audience>> {
    return this.page("listAudiences", params, options);
  }

  /**
   * Iterates over all matches, requesting pages as needed; memory does not grow with the list. A resource that is on two
   * pages because the list moved meanwhile is returned once. Idempotent; retried automatically.
   */
  iterAll(
    params?: AudienceFilters & Omit<PageOptions, "page">,
    options?: RequestOptions,
  ): AsyncGenerator<Audience, void, undefined> {
    return this.items((first) => this.list(first, options), params);
  }

  /**
   * Creates a segment of all contacts that have one of its tags, including contacts tagged later. Sends
   * nothing. Not retried if the response is lost.
   *
   * @param data Fields for creating an audience.
   * @returns The current audience.
   * @throws InvalidArgumentError The data is invalid; nothing was sent.
   * @throws ApiError The server refused the data.
   * @throws OutcomeUnknownError The response was lost; the request may have been applied. Check with
   *    client.audiences.list() where q is its name.
   * @example
   * const result = await client.audiences.create({
   *   name: "Newsletter readers",
   *   code: "newsletter-readers",
   *   tags: ["newsletter", "engaged"],
   * });
   */
  create(data: AudienceCreate, options?: RequestOptions): ApiPromise<Audience> {
    return this.call("createAudience", [data], options);
  }

  /**
   * Returns one audience with all its fields. Idempotent; retried automatically.
   *
   * @param audienceId Identifier of the audience.
   * @returns The current audience.
   * @throws NotFoundError No resource has this id.
   * @example
   * const result = await client.audiences.get("audience_id");
   */
  get(audienceId: string, options?: RequestOptions): ApiPromise<Audience> {
    return this.call("getAudience", [audienceId], options);
  }

  /**
   * Updates the fields in the body. New tags replace all existing tags. Idempotent; retried automatically.
   *
   * @param audienceId Identifier of the audience.
   * @param data Changes to an audience; fields that are left out keep their values.
   * @returns The current audience.
   * @throws InvalidArgumentError The data is invalid; nothing was sent.
   * @throws NotFoundError No resource has this id.
   * @throws ApiError The server refused the data.
   * @example
   * const result = await client.audiences.update("audience_id", { name: "Loyal newsletter readers", description: null });
   */
  update(audienceId: string, data: AudienceUpdate, options?: RequestOptions): ApiPromise<Audience> {
    return this.call("updateAudience", [audienceId, data], options);
  }

  /**
   * Deletes the audience permanently. Its contacts are not deleted. Idempotent; retried automatically.
   *
   * @param audienceId Identifier of the audience.
   * @returns True once it is done.
   * @throws NotFoundError No resource has this id.
   * @example
   * await client.audiences.delete("audience_id");
   */
  delete(audienceId: string, options?: RequestOptions): ApiPromise<true> {
    return this.call("deleteAudience", [audienceId], options);
  }
}

const CAMPAIGNS: States = {
  resource: "Campaign",
  operation: "getCampaign",
  field: "status",
  all: ["draft", "scheduled", "running", "completed", "paused", "cancelled", "failed"],
  final: ["completed", "cancelled", "failed"],
};

/** Messages to an audience, from the draft to the revenue. */
export class CampaignManager extends Manager {
  /**
   * Returns one page of campaigns that match the filters. Items may lack `execution`, which is returned for a
   * single campaign. Idempotent; retried automatically.
   *
   * @param params Conditions, page number and page size; none for the first page of all.
   * @returns A page of campaigns.
   * @throws InvalidArgumentError A filter is unknown or invalid; nothing was sent.
   * @throws NotFoundError The page is past the end.
   * @example
   * const page = await client.campaigns.list();
   */
  list(params?: CampaignFilters & PageOptions, options?: RequestOptions): ApiPromise<Page<Campaign>> {
    return this.page("listCampaigns", params, options);
  }

  /**
   * Iterates over all matches, requesting pages as needed; memory does not grow with the list. A resource that is on two
   * pages because the list moved meanwhile is returned once. Idempotent; retried automatically.
   */
  iterAll(
    params?: CampaignFilters & Omit<PageOptions, "page">,
    options?: RequestOptions,
  ): AsyncGenerator<Campaign, void, undefined> {
    return this.items((first) => this.list(first, options), params);
  }

  /**
   * Creates a campaign for an existing audience, channel and template. It is not sent before it is started or
   * its scheduled time is reached. Not retried if the response is lost.
   *
   * @param data Fields for creating a campaign for an existing audience, channel and template.
   * @returns The current campaign.
   * @throws InvalidArgumentError The data is invalid; nothing was sent.
   * @throws ApiError The server refused the data.
   * @throws OutcomeUnknownError The response was lost; the request may have been applied. Check with
   *    client.campaigns.list() where q is its name.
   * @example
   * const result = await client.campaigns.create({
   *   name: "Summer sale",
   *   audience: "aud_5kx2",
   *   email_channel: "chn_3mq8",
   *   email_template: "tpl_9wd4",
   *   execution_duration_minutes: 60,
   *   utm_code: "summer-sale",
   * });
   */
  create(data: CampaignCreate, options?: RequestOptions): ApiPromise<Campaign> {
    return this.call("createCampaign", [data], options);
  }

  /**
   * Returns one campaign with all its fields, including the progress of its run in `execution`. Idempotent;
   * retried automatically.
   *
   * @param campaignId Identifier of the campaign.
   * @returns The current campaign.
   * @throws NotFoundError No resource has this id.
   * @example
   * const result = await client.campaigns.get("campaign_id");
   */
  get(campaignId: string, options?: RequestOptions): ApiPromise<Campaign> {
    return this.call("getCampaign", [campaignId], options);
  }

  /**
   * Updates the fields in the body. The name and the description can be changed at any time, all other fields
   * only while the campaign is a draft or scheduled; after that the server rejects the change. Idempotent;
   * retried automatically.
   *
   * @param campaignId Identifier of the campaign.
   * @param data Changes to a campaign; fields that are left out keep their values. Apart from name and
   *    description, a campaign can be changed only while it is a draft or scheduled.
   * @returns The current campaign.
   * @throws InvalidArgumentError The data is invalid; nothing was sent.
   * @throws NotFoundError No resource has this id.
   * @throws ApiError The server refused the data.
   * @example
   * const result = await client.campaigns.update("campaign_id", { name: "Late summer sale", reply_to_name: null });
   */
  update(campaignId: string, data: CampaignUpdate, options?: RequestOptions): ApiPromise<Campaign> {
    return this.call("updateCampaign", [campaignId, data], options);
  }

  /**
   * Deletes the campaign permanently. To stop it and keep its statistics, cancel it instead. Idempotent;
   * retried automatically.
   *
   * @param campaignId Identifier of the campaign.
   * @returns True once it is done.
   * @throws NotFoundError No resource has this id.
   * @example
   * await client.campaigns.delete("campaign_id");
   */
  delete(campaignId: string, options?: RequestOptions): ApiPromise<true> {
    return this.call("deleteCampaign", [campaignId], options);
  }

  /**
   * Starts sending to the audience and makes the campaign `running`. The campaign must be a draft or
   * scheduled; in any other state the server rejects the request. Not retried if the response is lost.
   *
   * @param campaignId Identifier of the campaign.
   * @returns The current campaign.
   * @throws NotFoundError No resource has this id.
   * @throws ApiError The state of the resource does not allow it.
   * @throws OutcomeUnknownError The response was lost; the request may have been applied. Check with
   *    client.campaigns.get() and compare status.
   * @example
   * const result = await client.campaigns.start("campaign_id");
   */
  start(campaignId: string, options?: RequestOptions): ApiPromise<Campaign> {
    return this.call("startCampaign", [campaignId], options);
  }

  /**
   * Pauses a running campaign, which becomes `paused`. Unsent emails wait. In any other state the server
   * rejects the request. Idempotent; retried automatically.
   *
   * @param campaignId Identifier of the campaign.
   * @returns The current campaign.
   * @throws NotFoundError No resource has this id.
   * @throws ApiError The state of the resource does not allow it.
   * @example
   * const result = await client.campaigns.pause("campaign_id");
   */
  pause(campaignId: string, options?: RequestOptions): ApiPromise<Campaign> {
    return this.call("pauseCampaign", [campaignId], options);
  }

  /**
   * Continues a paused campaign with the contacts it has not reached yet; it is `running` again. In any other
   * state the server rejects the request. Idempotent; retried automatically.
   *
   * @param campaignId Identifier of the campaign.
   * @returns The current campaign.
   * @throws NotFoundError No resource has this id.
   * @throws ApiError The state of the resource does not allow it.
   * @example
   * const result = await client.campaigns.resume("campaign_id");
   */
  resume(campaignId: string, options?: RequestOptions): ApiPromise<Campaign> {
    return this.call("resumeCampaign", [campaignId], options);
  }

  /**
   * Ends a campaign that is a draft, scheduled, running or paused; it is `cancelled` and cannot be resumed.
   * Emails already sent are not affected. In any other state the server rejects the request. Idempotent;
   * retried automatically.
   *
   * @param campaignId Identifier of the campaign.
   * @returns The current campaign.
   * @throws NotFoundError No resource has this id.
   * @throws ApiError The state of the resource does not allow it.
   * @example
   * const result = await client.campaigns.cancel("campaign_id");
   */
  cancel(campaignId: string, options?: RequestOptions): ApiPromise<Campaign> {
    return this.call("cancelCampaign", [campaignId], options);
  }

  /**
   * Sets or changes the time at which sending starts and makes the campaign `scheduled`. The campaign must be
   * a draft or scheduled; in any other state the server rejects the request. An empty body keeps the current
   * time. Idempotent; retried automatically.
   *
   * @param campaignId Identifier of the campaign.
   * @param scheduledAt When sending starts, with a UTC offset; if left out, the campaign keeps its time.
   * @returns The current campaign.
   * @throws InvalidArgumentError The data is invalid; nothing was sent.
   * @throws NotFoundError No resource has this id.
   * @throws ApiError The server refused the data.
   * @example
   * const result = await client.campaigns.schedule("campaign_id", "2026-07-01T09:00:00+02:00");
   */
  schedule(
    campaignId: string,
    scheduledAt?: Date | string | null,
    options?: RequestOptions,
  ): ApiPromise<Campaign> {
    return this.call("scheduleCampaign", [campaignId, { scheduled_at: scheduledAt }], options);
  }

  /**
   * Adds the amount of a purchase to the lifetime value of the campaign and, if the body names the buyer, to
   * that of the contact as well. Each call adds the amount, so a repeated call counts twice. Not retried if
   * the response is lost.
   *
   * @param campaignId Identifier of the campaign.
   * @param data A purchase to credit to a campaign, and to the buyer if one is named.
   * @returns The current campaign.
   * @throws InvalidArgumentError The data is invalid; nothing was sent.
   * @throws NotFoundError No resource has this id.
   * @throws ApiError The server refused the data.
   * @throws OutcomeUnknownError The response was lost; the request may have been applied. Check with
   *    client.campaigns.get() and compare ltv.
   * @example
   * const result = await client.campaigns.addLtv("campaign_id", {
   *   value: "99.99",
   *   currency: "USD",
   *   contact_email: "maria@example.com",
   * });
   */
  addLtv(campaignId: string, data: CampaignAddLTV, options?: RequestOptions): ApiPromise<Campaign> {
    return this.call("addCampaignLtv", [campaignId, data], options);
  }

  /**
   * Sends the email of the campaign to one address for review. The state of the campaign does not change. Not
   * retried if the response is lost.
   *
   * @param campaignId Identifier of the campaign.
   * @param emailAddress Address of the recipient; it need not be a contact.
   * @returns The result of the test email.
   * @throws InvalidArgumentError The data is invalid; nothing was sent.
   * @throws NotFoundError No resource has this id.
   * @throws ApiError The server refused the data.
   * @throws OutcomeUnknownError The response was lost; the request may have been applied. The API keeps no
   *    list of single emails: ask the recipient.
   * @example
   * const result = await client.campaigns.sendTestEmail("campaign_id", "reviewer@example.com");
   */
  sendTestEmail(
    campaignId: string,
    emailAddress: string,
    options?: RequestOptions,
  ): ApiPromise<Record<string, unknown>> {
    return this.call("sendCampaignTestEmail", [campaignId, { email_address: emailAddress }], options);
  }

  /**
   * Creates an audience from the given tags, a template from the given content, and an email campaign that
   * uses both, in one call. Not retried if the response is lost.
   *
   * @param data An email campaign together with the audience and the template to create for it.
   * @returns The new campaign.
   * @throws InvalidArgumentError The data is invalid; nothing was sent.
   * @throws ApiError The server refused the data.
   * @throws OutcomeUnknownError The response was lost; the request may have been applied. Check with
   *    client.campaigns.list() where q is its campaign_name.
   * @example
   * const result = await client.campaigns.newEmailCampaign({
   *   campaign_name: "Summer sale",
   *   email_channel: "marketing",
   *   contact_tags: ["newsletter"],
   *   subject: "Half price until Sunday",
   *   body_html: "<h1>Half price until Sunday</h1>",
   *   body_text: "Half price until Sunday",
   *   utm_code: "summer-sale",
   * });
   */
  newEmailCampaign(data: CampaignCreateEmail, options?: RequestOptions): ApiPromise<Campaign> {
    return this.call("newEmailCampaign", [data], options);
  }

  /**
   * Polls a resource, at increasing intervals, until it is in one of the wanted states.
   *
   * @throws UnexpectedStateError It ended in another state; see `state`.
   * @throws TimeoutError It took longer than `timeoutMs`; `state` is the last state received.
   */
  wait(campaignId: string, options?: WaitOptions<Campaign, CampaignStatus>): Promise<Campaign> {
    const get = (own: RequestOptions) => this.get(campaignId, own);
    return waitFor(this.transport.config.clock, CAMPAIGNS, campaignId, get, options);
  }
}

/** People who can receive email, with their consent and revenue. */
export class ContactManager extends Manager {
  /**
   * Returns one page of contacts that match the filters. Idempotent; retried automatically.
   *
   * @param params Conditions, page number and page size; none for the first page of all.
   * @returns A page of contacts.
   * @throws InvalidArgumentError A filter is unknown or invalid; nothing was sent.
   * @throws NotFoundError The page is past the end.
   * @example
   * const page = await client.contacts.list();
   */
  list(params?: ContactFilters & PageOptions, options?: RequestOptions): ApiPromise<Page<Contact>> {
    return this.page("listContacts", params, options);
  }

  /**
   * Iterates over all matches, requesting pages as needed; memory does not grow with the list. A resource that is on two
   * pages because the list moved meanwhile is returned once. Idempotent; retried automatically.
   */
  iterAll(
    params?: ContactFilters & Omit<PageOptions, "page">,
    options?: RequestOptions,
  ): AsyncGenerator<Contact, void, undefined> {
    return this.items((first) => this.list(first, options), params);
  }

  /**
   * Creates a contact. Consent that the body leaves out counts as given, so state every channel that the
   * person declined. Not retried if the response is lost.
   *
   * @param data Fields for creating a contact.
   * @returns The current contact.
   * @throws InvalidArgumentError The data is invalid; nothing was sent.
   * @throws ApiError The server refused the data.
   * @throws OutcomeUnknownError The response was lost; the request may have been applied. Check with
   *    client.contacts.list() where q is its email.
   * @example
   * const result = await client.contacts.create({
   *   email: "maria@example.com",
   *   first_name: "Maria",
   *   source: "lead",
   *   tags: ["newsletter"],
   *   marketing_consent: { email: true, sms: false },
   * });
   */
  create(data: ContactCreate, options?: RequestOptions): ApiPromise<Contact> {
    return this.call("createContact", [data], options);
  }

  /**
   * Returns one contact with all its fields. Idempotent; retried automatically.
   *
   * @param contactId Identifier of the contact.
   * @returns The current contact.
   * @throws NotFoundError No resource has this id.
   * @example
   * const result = await client.contacts.get("contact_id");
   */
  get(contactId: string, options?: RequestOptions): ApiPromise<Contact> {
    return this.call("getContact", [contactId], options);
  }

  /**
   * Updates the fields in the body. New tags replace all existing tags. The server maintains lifetime value
   * and last purchase; they cannot be set here. Idempotent; retried automatically.
   *
   * @param contactId Identifier of the contact.
   * @param data Changes to a contact; fields that are left out keep their values. The server maintains
   *    lifetime value and last purchase.
   * @returns The current contact.
   * @throws InvalidArgumentError The data is invalid; nothing was sent.
   * @throws NotFoundError No resource has this id.
   * @throws ApiError The server refused the data.
   * @example
   * const result = await client.contacts.update("contact_id", {
   *   phone: null,
   *   marketing_consent: { email: false, sms: false, whatsapp: false },
   * });
   */
  update(contactId: string, data: ContactUpdate, options?: RequestOptions): ApiPromise<Contact> {
    return this.call("updateContact", [contactId, data], options);
  }

  /**
   * Deletes the contact permanently, including its consent. Idempotent; retried automatically.
   *
   * @param contactId Identifier of the contact.
   * @returns True once it is done.
   * @throws NotFoundError No resource has this id.
   * @example
   * await client.contacts.delete("contact_id");
   */
  delete(contactId: string, options?: RequestOptions): ApiPromise<true> {
    return this.call("deleteContact", [contactId], options);
  }

  /**
   * Adds the amount of a purchase to the lifetime value of the contact with the given address; no identifier
   * is needed. Each call adds the amount, so a repeated call counts twice. Not retried if the response is
   * lost.
   *
   * @param data A purchase to credit to the contact with this address.
   * @returns The current contact.
   * @throws InvalidArgumentError The data is invalid; nothing was sent.
   * @throws ApiError The server refused the data.
   * @throws OutcomeUnknownError The response was lost; the request may have been applied. Check with
   *    client.contacts.list() where q is its email and compare ltv.
   * @example
   * const result = await client.contacts.updateLtv({
   *   email: "maria@example.com",
   *   value: "149.99",
   *   currency: "USD",
   * });
   */
  updateLtv(data: ContactUpdateLTV, options?: RequestOptions): ApiPromise<Contact> {
    return this.call("updateContactLtv", [data], options);
  }
}

/** Email accounts of a site; channels, identities and templates belong to one. */
export class EmailAccountManager extends Manager {
  /**
   * Returns one page of email accounts. There are no filters. Idempotent; retried automatically.
   *
   * @param params Conditions, page number and page size; none for the first page of all.
   * @returns A page of email accounts.
   * @throws InvalidArgumentError A filter is unknown or invalid; nothing was sent.
   * @throws NotFoundError The page is past the end.
   * @example
   * const page = await client.emailAccounts.list();
   */
  list(params?: EmailAccountFilters & PageOptions, options?: RequestOptions): ApiPromise<Page<EmailAccount>> {
    return this.page("listEmailAccounts", params, options);
  }

  /**
   * Iterates over all matches, requesting pages as needed; memory does not grow with the list. A resource that is on two
   * pages because the list moved meanwhile is returned once. Idempotent; retried automatically.
   */
  iterAll(
    params?: EmailAccountFilters & Omit<PageOptions, "page">,
    options?: RequestOptions,
  ): AsyncGenerator<EmailAccount, void, undefined> {
    return this.items((first) => this.list(first, options), params);
  }

  /**
   * Creates an email account without a channel or an identity; the set-up operation creates all three. Not
   * retried if the response is lost.
   *
   * @param data Fields for creating an email account.
   * @returns The current email account.
   * @throws InvalidArgumentError The data is invalid; nothing was sent.
   * @throws ApiError The server refused the data.
   * @throws OutcomeUnknownError The response was lost; the request may have been applied. Check with
   *    client.emailAccounts.list().
   * @example
   * const result = await client.emailAccounts.create({
   *   name: "Example shop",
   *   default_from_email: "hello@example.com",
   * });
   */
  create(data: EmailAccountCreate, options?: RequestOptions): ApiPromise<EmailAccount> {
    return this.call("createEmailAccount", [data], options);
  }

  /**
   * Returns one email account with all its fields. Idempotent; retried automatically.
   *
   * @param accountId Identifier of the email account.
   * @returns The current email account.
   * @throws NotFoundError No resource has this id.
   * @example
   * const result = await client.emailAccounts.get("account_id");
   */
  get(accountId: string, options?: RequestOptions): ApiPromise<EmailAccount> {
    return this.call("getEmailAccount", [accountId], options);
  }

  /**
   * Updates the fields in the body. Emails sent later use the new defaults. Idempotent; retried
   * automatically.
   *
   * @param accountId Identifier of the email account.
   * @param data Changes to an email account; fields that are left out keep their values.
   * @returns The current email account.
   * @throws InvalidArgumentError The data is invalid; nothing was sent.
   * @throws NotFoundError No resource has this id.
   * @throws ApiError The server refused the data.
   * @example
   * const result = await client.emailAccounts.update("account_id", { default_reply_to_email: "support@example.com" });
   */
  update(accountId: string, data: EmailAccountUpdate, options?: RequestOptions): ApiPromise<EmailAccount> {
    return this.call("updateEmailAccount", [accountId, data], options);
  }

  /**
   * Deletes the email account permanently; nothing can be sent from it afterwards. Idempotent; retried
   * automatically.
   *
   * @param accountId Identifier of the email account.
   * @returns True once it is done.
   * @throws NotFoundError No resource has this id.
   * @example
   * await client.emailAccounts.delete("account_id");
   */
  delete(accountId: string, options?: RequestOptions): ApiPromise<true> {
    return this.call("deleteEmailAccount", [accountId], options);
  }

  /**
   * Creates an email account together with its default channel and an identity to be verified by DNS. Not
   * retried if the response is lost.
   *
   * @param data Fields for creating an account together with its first channel and identity.
   * @returns The created resources.
   * @throws InvalidArgumentError The data is invalid; nothing was sent.
   * @throws ApiError The server refused the data.
   * @throws OutcomeUnknownError The response was lost; the request may have been applied. Check with
   *    client.emailAccounts.list().
   * @example
   * const result = await client.emailAccounts.setup({
   *   account_name: "Example shop",
   *   default_from_email: "hello@example.com",
   *   identity_value: "example.com",
   * });
   */
  setup(data: EmailAccountSetup, options?: RequestOptions): ApiPromise<EmailAccountSetupResult> {
    return this.call("setupEmailAccount", [data], options);
  }

  /**
   * Returns whether the site's account can send email. Changes nothing. Idempotent; retried automatically.
   *
   * @returns The state of the account.
   * @example
   * const result = await client.emailAccounts.checkStatus();
   */
  checkStatus(options?: RequestOptions): ApiPromise<Record<string, unknown>> {
    return this.call("checkEmailAccountStatus", [], options);
  }
}

/** Email channels of an account, each with a type and limits. */
export class EmailChannelManager extends Manager {
  /**
   * Returns one page of email channels that match the filters. Idempotent; retried automatically.
   *
   * @param params Conditions, page number and page size; none for the first page of all.
   * @returns A page of email channels.
   * @throws InvalidArgumentError A filter is unknown or invalid; nothing was sent.
   * @throws NotFoundError The page is past the end.
   * @example
   * const page = await client.emailChannels.list();
   */
  list(params?: EmailChannelFilters & PageOptions, options?: RequestOptions): ApiPromise<Page<EmailChannel>> {
    return this.page("listEmailChannels", params, options);
  }

  /**
   * Iterates over all matches, requesting pages as needed; memory does not grow with the list. A resource that is on two
   * pages because the list moved meanwhile is returned once. Idempotent; retried automatically.
   */
  iterAll(
    params?: EmailChannelFilters & Omit<PageOptions, "page">,
    options?: RequestOptions,
  ): AsyncGenerator<EmailChannel, void, undefined> {
    return this.items((first) => this.list(first, options), params);
  }

  /**
   * Creates an email channel in the site's account. The server sets its daily quota and its rate limit. Not
   * retried if the response is lost.
   *
   * @param data Fields for creating an email channel.
   * @returns The current email channel.
   * @throws InvalidArgumentError The data is invalid; nothing was sent.
   * @throws ApiError The server refused the data.
   * @throws OutcomeUnknownError The response was lost; the request may have been applied. Check with
   *    client.emailChannels.list() where q is its code.
   * @example
   * const result = await client.emailChannels.create({ code: "marketing", channel_type: "marketing" });
   */
  create(data: EmailChannelCreate, options?: RequestOptions): ApiPromise<EmailChannel> {
    return this.call("createEmailChannel", [data], options);
  }

  /**
   * Returns one email channel with all its fields. Idempotent; retried automatically.
   *
   * @param channelId Identifier of the email channel (not its code).
   * @returns The current email channel.
   * @throws NotFoundError No resource has this id.
   * @example
   * const result = await client.emailChannels.get("channel_id");
   */
  get(channelId: string, options?: RequestOptions): ApiPromise<EmailChannel> {
    return this.call("getEmailChannel", [channelId], options);
  }

  /**
   * Changes the code of the channel. Programs that send by the old code must then use the new one.
   * Idempotent; retried automatically.
   *
   * @param channelId Identifier of the email channel (not its code).
   * @param data Changes to an email channel; only its code can be changed.
   * @returns The current email channel.
   * @throws InvalidArgumentError The data is invalid; nothing was sent.
   * @throws NotFoundError No resource has this id.
   * @throws ApiError The server refused the data.
   * @example
   * const result = await client.emailChannels.update("channel_id", { code: "newsletters" });
   */
  update(channelId: string, data: EmailChannelUpdate, options?: RequestOptions): ApiPromise<EmailChannel> {
    return this.call("updateEmailChannel", [channelId, data], options);
  }

  /**
   * Deletes the channel permanently; nothing can be sent by its code afterwards. Idempotent; retried
   * automatically.
   *
   * @param channelId Identifier of the email channel (not its code).
   * @returns True once it is done.
   * @throws NotFoundError No resource has this id.
   * @example
   * await client.emailChannels.delete("channel_id");
   */
  delete(channelId: string, options?: RequestOptions): ApiPromise<true> {
    return this.call("deleteEmailChannel", [channelId], options);
  }

  /**
   * Enables or disables the tracking of opens and clicks for emails that the channel sends from then on.
   * Idempotent; retried automatically.
   *
   * @param channelId Identifier of the email channel (not its code).
   * @param enable True to track opens and clicks, false to stop.
   * @returns The current email channel.
   * @throws InvalidArgumentError The data is invalid; nothing was sent.
   * @throws NotFoundError No resource has this id.
   * @throws ApiError The server refused the data.
   * @example
   * const result = await client.emailChannels.setEngagementTracking("channel_id", true);
   */
  setEngagementTracking(
    channelId: string,
    enable: boolean,
    options?: RequestOptions,
  ): ApiPromise<EmailChannel> {
    return this.call("setEngagementTracking", [channelId, { enable: enable }], options);
  }
}

/** Domains and addresses to send from, verified by DNS. */
export class EmailIdentityManager extends Manager {
  /**
   * Returns one page of email identities that match the filters. Idempotent; retried automatically.
   *
   * @param params Conditions, page number and page size; none for the first page of all.
   * @returns A page of email identities.
   * @throws InvalidArgumentError A filter is unknown or invalid; nothing was sent.
   * @throws NotFoundError The page is past the end.
   * @example
   * const page = await client.emailIdentities.list();
   */
  list(
    params?: EmailIdentityFilters & PageOptions,
    options?: RequestOptions,
  ): ApiPromise<Page<EmailIdentity>> {
    return this.page("listEmailIdentities", params, options);
  }

  /**
   * Iterates over all matches, requesting pages as needed; memory does not grow with the list. A resource that is on two
   * pages because the list moved meanwhile is returned once. Idempotent; retried automatically.
   */
  iterAll(
    params?: EmailIdentityFilters & Omit<PageOptions, "page">,
    options?: RequestOptions,
  ): AsyncGenerator<EmailIdentity, void, undefined> {
    return this.items((first) => this.list(first, options), params);
  }

  /**
   * Registers a domain or an address to send from. Emails can be sent from it once the DNS records in the
   * response are in place and a check has found them. Not retried if the response is lost.
   *
   * @param data Fields for creating an email identity.
   * @returns The current email identity.
   * @throws InvalidArgumentError The data is invalid; nothing was sent.
   * @throws ApiError The server refused the data.
   * @throws OutcomeUnknownError The response was lost; the request may have been applied. Check with
   *    client.emailIdentities.list() where q is its identity_value.
   * @example
   * const result = await client.emailIdentities.create({ identity_value: "example.com" });
   */
  create(data: EmailIdentityCreate, options?: RequestOptions): ApiPromise<EmailIdentity> {
    return this.call("createEmailIdentity", [data], options);
  }

  /**
   * Returns one email identity with all its fields, as of the last check. Idempotent; retried automatically.
   *
   * @param identityId Identifier of the email identity (not the domain or address itself).
   * @returns The current email identity.
   * @throws NotFoundError No resource has this id.
   * @example
   * const result = await client.emailIdentities.get("identity_id");
   */
  get(identityId: string, options?: RequestOptions): ApiPromise<EmailIdentity> {
    return this.call("getEmailIdentity", [identityId], options);
  }

  /**
   * Enables or disables the custom MAIL FROM domain of the identity. Idempotent; retried automatically.
   *
   * @param identityId Identifier of the email identity (not the domain or address itself).
   * @param data Changes to an email identity; only the use of its custom MAIL FROM domain can be changed.
   * @returns The current email identity.
   * @throws InvalidArgumentError The data is invalid; nothing was sent.
   * @throws NotFoundError No resource has this id.
   * @throws ApiError The server refused the data.
   * @example
   * const result = await client.emailIdentities.update("identity_id", { use_custom_mail_from: true });
   */
  update(identityId: string, data: EmailIdentityUpdate, options?: RequestOptions): ApiPromise<EmailIdentity> {
    return this.call("updateEmailIdentity", [identityId, data], options);
  }

  /**
   * Deletes the identity permanently; no email can be sent from it afterwards. Idempotent; retried
   * automatically.
   *
   * @param identityId Identifier of the email identity (not the domain or address itself).
   * @returns True once it is done.
   * @throws NotFoundError No resource has this id.
   * @example
   * await client.emailIdentities.delete("identity_id");
   */
  delete(identityId: string, options?: RequestOptions): ApiPromise<true> {
    return this.call("deleteEmailIdentity", [identityId], options);
  }

  /**
   * Looks up the DNS records of the identity again and returns its verification status. If it is pending,
   * call it again later; DNS changes take time to propagate. Idempotent; retried automatically.
   *
   * @param identityId Identifier of the email identity (not the domain or address itself).
   * @returns The current email identity.
   * @throws NotFoundError No resource has this id.
   * @example
   * const result = await client.emailIdentities.checkVerificationStatus("identity_id");
   */
  checkVerificationStatus(identityId: string, options?: RequestOptions): ApiPromise<EmailIdentity> {
    return this.call("checkEmailIdentityStatus", [identityId], options);
  }

  /**
   * Gives the identity its own domain for the envelope sender. The `mail_from_records` of the response are
   * the DNS records to add; the domain is pending until a check finds them. Idempotent; retried
   * automatically.
   *
   * @param identityId Identifier of the email identity (not the domain or address itself).
   * @param mailFromDomain Domain for the envelope sender, usually a subdomain of the identity's domain.
   * @returns The current email identity.
   * @throws InvalidArgumentError The data is invalid; nothing was sent.
   * @throws NotFoundError No resource has this id.
   * @throws ApiError The server refused the data.
   * @example
   * const result = await client.emailIdentities.setupCustomMailFrom("identity_id", "bounce.example.com");
   */
  setupCustomMailFrom(
    identityId: string,
    mailFromDomain: string,
    options?: RequestOptions,
  ): ApiPromise<EmailIdentity> {
    return this.call("setupCustomMailFrom", [identityId, { mail_from_domain: mailFromDomain }], options);
  }
}

/** Reusable email content with placeholders. */
export class EmailTemplateManager extends Manager {
  /**
   * Returns one page of email templates that match the filters. Idempotent; retried automatically.
   *
   * @param params Conditions, page number and page size; none for the first page of all.
   * @returns A page of email templates.
   * @throws InvalidArgumentError A filter is unknown or invalid; nothing was sent.
   * @throws NotFoundError The page is past the end.
   * @example
   * const page = await client.emailTemplates.list();
   */
  list(
    params?: EmailTemplateFilters & PageOptions,
    options?: RequestOptions,
  ): ApiPromise<Page<EmailTemplate>> {
    return this.page("listEmailTemplates", params, options);
  }

  /**
   * Iterates over all matches, requesting pages as needed; memory does not grow with the list. A resource that is on two
   * pages because the list moved meanwhile is returned once. Idempotent; retried automatically.
   */
  iterAll(
    params?: EmailTemplateFilters & Omit<PageOptions, "page">,
    options?: RequestOptions,
  ): AsyncGenerator<EmailTemplate, void, undefined> {
    return this.items((first) => this.list(first, options), params);
  }

  /**
   * Stores email content, with placeholders, for use in campaigns. Not retried if the response is lost.
   *
   * @param data Fields for creating an email template.
   * @returns The current email template.
   * @throws InvalidArgumentError The data is invalid; nothing was sent.
   * @throws ApiError The server refused the data.
   * @throws OutcomeUnknownError The response was lost; the request may have been applied. Check with
   *    client.emailTemplates.list() where q is its code.
   * @example
   * const result = await client.emailTemplates.create({
   *   name: "Welcome",
   *   code: "welcome",
   *   subject: "Welcome, {{ first_name }}!",
   *   body_html: "<h1>Welcome, {{ first_name }}!</h1>",
   *   tags: ["onboarding"],
   * });
   */
  create(data: EmailTemplateCreate, options?: RequestOptions): ApiPromise<EmailTemplate> {
    return this.call("createEmailTemplate", [data], options);
  }

  /**
   * Returns one email template with all its fields. Idempotent; retried automatically.
   *
   * @param templateId Identifier of the email template (not its code).
   * @returns The current email template.
   * @throws NotFoundError No resource has this id.
   * @example
   * const result = await client.emailTemplates.get("template_id");
   */
  get(templateId: string, options?: RequestOptions): ApiPromise<EmailTemplate> {
    return this.call("getEmailTemplate", [templateId], options);
  }

  /**
   * Updates the fields in the body. New tags replace all existing tags. Idempotent; retried automatically.
   *
   * @param templateId Identifier of the email template (not its code).
   * @param data Changes to an email template; fields that are left out keep their values.
   * @returns The current email template.
   * @throws InvalidArgumentError The data is invalid; nothing was sent.
   * @throws NotFoundError No resource has this id.
   * @throws ApiError The server refused the data.
   * @example
   * const result = await client.emailTemplates.update("template_id", {
   *   subject: "Good to see you, {{ first_name }}!",
   *   body_text: null,
   * });
   */
  update(templateId: string, data: EmailTemplateUpdate, options?: RequestOptions): ApiPromise<EmailTemplate> {
    return this.call("updateEmailTemplate", [templateId, data], options);
  }

  /**
   * Deletes the template permanently. Idempotent; retried automatically.
   *
   * @param templateId Identifier of the email template (not its code).
   * @returns True once it is done.
   * @throws NotFoundError No resource has this id.
   * @example
   * await client.emailTemplates.delete("template_id");
   */
  delete(templateId: string, options?: RequestOptions): ApiPromise<true> {
    return this.call("deleteEmailTemplate", [templateId], options);
  }
}

/** Single emails, sent immediately. */
export class EmailManager extends Manager {
  /**
   * Sends one email, as JSON, or as a form if it has files. Each call sends an email, so a repeated call
   * sends it twice. Not retried if the response is lost.
   *
   * @param data An email to send, without files.
   * @returns The result of the email.
   * @throws InvalidArgumentError The data is invalid; nothing was sent.
   * @throws ApiError The server refused the data.
   * @throws OutcomeUnknownError The response was lost; the request may have been applied. The API keeps no
   *    list of single emails: ask the recipient.
   * @example
   * const result = await client.emails.send({
   *   to_email: ["maria@example.com"],
   *   subject: "Your order is on its way",
   *   body_html: "<p>Your order is on its way.</p>",
   *   body_text: "Your order is on its way.",
   *   channel: "receipts",
   *   headers: { "X-Order": "1042" },
   * });
   */
  send(data: Email, options?: RequestOptions): ApiPromise<EmailResponse> {
    return this.call("sendEmail", [data], options);
  }
}
