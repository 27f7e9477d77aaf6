// Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
/** The client: one attribute for each kind of resource. */
import { type ClientOptions, configOf } from "../config.js";
import { ContactManager } from "../managers/contacts.js";
import { EmailManager } from "../managers/emails.js";
import {
  AudienceManager,
  CampaignManager,
  EmailAccountManager,
  EmailChannelManager,
  EmailIdentityManager,
  EmailTemplateManager,
} from "./managers.js";
import { Transport } from "../transport.js";

/** A client of the API. Throws ConfigurationError for options that cannot be used, or when there is no API key. */
export class Client {
  /** Segments of contacts, selected by tag, that campaigns are sent to. */
  readonly audiences: AudienceManager;
  /** Messages to an audience, from the draft to the revenue. */
  readonly campaigns: CampaignManager;
  /** People who can receive email, with their consent and revenue. */
  readonly contacts: ContactManager;
  /** Email accounts of a site; channels, identities and templates belong to one. */
  readonly emailAccounts: EmailAccountManager;
  /** Email channels of an account, each with a type and limits. */
  readonly emailChannels: EmailChannelManager;
  /** Domains and addresses to send from, verified by DNS. */
  readonly emailIdentities: EmailIdentityManager;
  /** Reusable email content with placeholders. */
  readonly emailTemplates: EmailTemplateManager;
  /** Single emails, sent immediately. */
  readonly emails: EmailManager;

  constructor(options: ClientOptions = {}) {
    const transport = new Transport(configOf(options));
    this.audiences = new AudienceManager(transport);
    this.campaigns = new CampaignManager(transport);
    this.contacts = new ContactManager(transport);
    this.emailAccounts = new EmailAccountManager(transport);
    this.emailChannels = new EmailChannelManager(transport);
    this.emailIdentities = new EmailIdentityManager(transport);
    this.emailTemplates = new EmailTemplateManager(transport);
    this.emails = new EmailManager(transport);
  }
}
