/** The client: one attribute for each collection. */
import { type ClientOptions, configOf } from "./config.js";
import { AudienceManager } from "./managers/audiences.js";
import { CampaignManager } from "./managers/campaigns.js";
import { ContactManager } from "./managers/contacts.js";
import { EmailAccountManager } from "./managers/emailAccounts.js";
import { EmailChannelManager } from "./managers/emailChannels.js";
import { EmailIdentityManager } from "./managers/emailIdentities.js";
import { EmailManager } from "./managers/emails.js";
import { EmailTemplateManager } from "./managers/emailTemplates.js";
import { Transport } from "./transport.js";

/** Client of the reachout API. Throws ConfigurationError for options that cannot be used, or when there is no key. */
export class Client {
  /** Segments of contacts that campaigns are sent to. */
  readonly audiences: AudienceManager;
  /** Messages to an audience, and what can be done with them. */
  readonly campaigns: CampaignManager;
  /** People who can be written to. */
  readonly contacts: ContactManager;
  /** The mail account of the site. */
  readonly emailAccounts: EmailAccountManager;
  /** Streams of mail within the account. */
  readonly emailChannels: EmailChannelManager;
  /** Domains and addresses that mail is sent from. */
  readonly emailIdentities: EmailIdentityManager;
  /** Mail content kept for use again. */
  readonly emailTemplates: EmailTemplateManager;
  /** Single mails. */
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
