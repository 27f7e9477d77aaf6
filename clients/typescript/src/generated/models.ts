// Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
/** The models of the API by their documented names. Fields have the names of the wire. */
import type { Attachment } from "../files.js";

/** Kind of channel of a campaign; currently only email. */
export type CampaignChannelType = "email";

/**
 * State of a campaign. A draft or scheduled one can be scheduled, started or cancelled, a running one paused
 * or cancelled, a paused one resumed or cancelled; completed, cancelled and failed are final.
 */
export type CampaignStatus =
  | "draft"
  | "scheduled"
  | "running"
  | "completed"
  | "paused"
  | "cancelled"
  | "failed";

/** State of the run of a campaign; a halted run continues automatically. */
export type CampaignExecutionStatus =
  | "pending"
  | "processing"
  | "paused"
  | "halted"
  | "completed"
  | "failed"
  | "cancelled"
  | "partially_completed";

/** Source of a contact. */
export type ContactSource = "purchase" | "lead" | "migration" | "unknown";

/**
 * Type of the emails on a channel; transactional for receipts and similar emails, marketing for newsletters,
 * broadcast for announcements.
 */
export type EmailChannelType = "transactional" | "marketing" | "broadcast";

/** Whether a channel can send. */
export type EmailChannelStatus = "active" | "suspended" | "pending";

/** Fields that a list of channels can be sorted by. */
export type EmailChannelOrdering =
  | "code"
  | "-code"
  | "channel_type"
  | "-channel_type"
  | "status"
  | "-status"
  | "created_at"
  | "-created_at"
  | "updated_at"
  | "-updated_at";

/** Kind of identity; domain for a whole domain, email for one address. */
export type EmailIdentityType = "domain" | "email";

/** Status of the DNS verification. */
export type EmailVerificationStatus = "pending" | "success" | "failed";

/** Fields that a list of identities can be sorted by. */
export type EmailIdentityOrdering =
  | "identity_value"
  | "-identity_value"
  | "created_at"
  | "-created_at"
  | "updated_at"
  | "-updated_at";

/** Fields that a list of templates can be sorted by. */
export type EmailTemplateOrdering =
  | "name"
  | "-name"
  | "code"
  | "-code"
  | "created_at"
  | "-created_at"
  | "updated_at"
  | "-updated_at";

/** A segment of contacts, selected by tag, that campaigns can be sent to. */
export interface Audience {
  /** Display name of the segment. */
  name: string;
  /** Free text about the segment; blank or null for none. */
  description: string | null;
  /** Contacts with one of these tags belong to the segment. */
  tags: string[];
  /** Identifier of the resource, set by the server; an opaque string. */
  id: string;
  /** When the resource was created. */
  created_at: string;
  /** When the resource was last changed. */
  updated_at: string;
  /** Unique slug of the audience, for example in filters. */
  code: string;
}

/** Fields for creating an audience. */
export interface AudienceCreate {
  /** Display name of the segment. */
  name: string;
  /** Free text about the segment; blank or null for none. */
  description?: string | null;
  /** Contacts with one of these tags belong to the segment. */
  tags: string[];
  /** Slug of the audience; if left out, the server generates one from the name. */
  code?: string;
}

/** Changes to an audience; fields that are left out keep their values. */
export interface AudienceUpdate {
  /** Display name of the segment. */
  name?: string;
  /** Free text about the segment; blank or null for none. */
  description?: string | null;
  /** Contacts with one of these tags belong to the segment. */
  tags?: string[];
  /** New slug of the audience; replaces the old one. */
  code?: string;
}

/** Progress and counters of the run of a campaign, maintained by the server. */
export interface CampaignExecution {
  /** State of the run. */
  status:
    | "pending"
    | "processing"
    | "paused"
    | "halted"
    | "completed"
    | "failed"
    | "cancelled"
    | "partially_completed"
    | (string & {});
  /** When sending started; null before that. */
  started_at: string | null;
  /** When sending ended; null before that. */
  completed_at: string | null;
  /** When sending is expected to end, based on the requested duration; null if unknown. */
  expected_completion_at: string | null;
  /** When the run was paused; null if it never was. */
  paused_at: string | null;
  /** When the run was last resumed; null if it never was. */
  resumed_at: string | null;
  /** When the run was cancelled; null if it was not. */
  cancelled_at: string | null;
  /** When the latest batch finished; null before the first. */
  last_run_at: string | null;
  /** When a halted run continues; null if it is not halted. */
  next_run_at: string | null;
  /** The number of contacts to send to. */
  total_contacts: number;
  /** The number of emails handed over for delivery. */
  total_sent: number;
  /** The number of emails that could not be handed over. */
  total_failed: number;
  /** The number of emails reported as delivered. */
  total_delivered: number;
  /** The number of emails that bounced. */
  total_bounced: number;
  /** The number of emails reported as spam. */
  total_complained: number;
  /** The number of emails opened; null if the channel does not track engagement. */
  total_opened: number | null;
  /** The number of emails with a clicked link; null if the channel does not track engagement. */
  total_clicked: number | null;
  /** Why the run failed; blank or null if it did not. */
  error_message: string | null;
}

/** A message to an audience over a channel, with its state and results. */
export interface Campaign {
  /** Purpose of the campaign, for internal use; blank or null for none. */
  description: string | null;
  /** When sending starts, with a UTC offset; null to send when the campaign is started. */
  scheduled_at: string | null;
  /** Minutes over which to spread sending; null for as fast as the channel allows. */
  execution_duration_minutes: number | null;
  /** Sender address; blank or null uses the account's default. */
  from_email: string | null;
  /** Sender name; blank or null uses the account's default, which must then be set. */
  from_name: string | null;
  /** Reply-to address; blank or null uses the account's default, which must then be set. */
  reply_to_email: string | null;
  /** Reply-to name; blank or null uses the account's default, which must then be set. */
  reply_to_name: string | null;
  /** Campaign code added to links for web analytics; blank or null for none. */
  utm_code: string | null;
  /** Identifier of the channel that sends the emails; an email campaign needs one to start. */
  email_channel: string | null;
  /** Identifier of the email template; an email campaign needs one to start. */
  email_template: string | null;
  /** Identifier of the audience that the campaign is sent to. */
  audience: string;
  /** Name of the campaign, for internal use. */
  name: string;
  /** Kind of channel of the campaign; cannot be changed. */
  channel_type: "email" | (string & {});
  /** Identifier of the resource, set by the server; an opaque string. */
  id: string;
  /** When the resource was created. */
  created_at: string;
  /** When the resource was last changed. */
  updated_at: string;
  /** State of the campaign; only its actions and the server change it. */
  status: "draft" | "scheduled" | "running" | "completed" | "paused" | "cancelled" | "failed" | (string & {});
  /** Revenue credited to the campaign, summed by the server; null before the first. */
  ltv: string | null;
  /** ISO 4217 code of the currency of the lifetime value. */
  ltv_currency: string;
  /**
   * Progress of the run, in responses with a single campaign; null if it never ran. Items of a list lack it.
   */
  execution: CampaignExecution | null;
}

/** Fields for creating a campaign for an existing audience, channel and template. */
export interface CampaignCreate {
  /** Purpose of the campaign, for internal use; blank or null for none. */
  description?: string | null;
  /** When sending starts, with a UTC offset; null to send when the campaign is started. */
  scheduled_at?: Date | string | null;
  /** Minutes over which to spread sending; null for as fast as the channel allows. */
  execution_duration_minutes?: number | null;
  /** Sender address; blank or null uses the account's default. */
  from_email?: string | null;
  /** Sender name; blank or null uses the account's default, which must then be set. */
  from_name?: string | null;
  /** Reply-to address; blank or null uses the account's default, which must then be set. */
  reply_to_email?: string | null;
  /** Reply-to name; blank or null uses the account's default, which must then be set. */
  reply_to_name?: string | null;
  /** Campaign code added to links for web analytics; blank or null for none. */
  utm_code?: string | null;
  /** Identifier of the channel that sends the emails; an email campaign needs one to start. */
  email_channel?: string | null;
  /** Identifier of the email template; an email campaign needs one to start. */
  email_template?: string | null;
  /** Identifier of the audience that the campaign is sent to. */
  audience: string;
  /** Name of the campaign, for internal use. */
  name: string;
  /** Kind of channel of the campaign; cannot be changed. */
  channel_type?: CampaignChannelType;
}

/**
 * Changes to a campaign; fields that are left out keep their values. Apart from name and description, a
 * campaign can be changed only while it is a draft or scheduled.
 */
export interface CampaignUpdate {
  /** Purpose of the campaign, for internal use; blank or null for none. */
  description?: string | null;
  /** When sending starts, with a UTC offset; null to send when the campaign is started. */
  scheduled_at?: Date | string | null;
  /** Minutes over which to spread sending; null for as fast as the channel allows. */
  execution_duration_minutes?: number | null;
  /** Sender address; blank or null uses the account's default. */
  from_email?: string | null;
  /** Sender name; blank or null uses the account's default, which must then be set. */
  from_name?: string | null;
  /** Reply-to address; blank or null uses the account's default, which must then be set. */
  reply_to_email?: string | null;
  /** Reply-to name; blank or null uses the account's default, which must then be set. */
  reply_to_name?: string | null;
  /** Campaign code added to links for web analytics; blank or null for none. */
  utm_code?: string | null;
  /** Identifier of the channel that sends the emails; an email campaign needs one to start. */
  email_channel?: string | null;
  /** Identifier of the email template; an email campaign needs one to start. */
  email_template?: string | null;
  /** Identifier of the audience that the campaign is sent to. */
  audience?: string;
  /** Name of the campaign, for internal use. */
  name?: string;
}

/** An email campaign together with the audience and the template to create for it. */
export interface CampaignCreateEmail {
  /** Purpose of the campaign, for internal use; blank or null for none. */
  description?: string | null;
  /** When sending starts, with a UTC offset; null to send when the campaign is started. */
  scheduled_at?: Date | string | null;
  /** Minutes over which to spread sending; null for as fast as the channel allows. */
  execution_duration_minutes?: number | null;
  /** Sender address; blank or null uses the account's default. */
  from_email?: string | null;
  /** Sender name; blank or null uses the account's default, which must then be set. */
  from_name?: string | null;
  /** Reply-to address; blank or null uses the account's default, which must then be set. */
  reply_to_email?: string | null;
  /** Reply-to name; blank or null uses the account's default, which must then be set. */
  reply_to_name?: string | null;
  /** Campaign code added to links for web analytics; blank or null for none. */
  utm_code?: string | null;
  /** Name of the campaign, for internal use. */
  campaign_name: string;
  /** Code (not the identifier) of the channel that sends the email. */
  email_channel: string;
  /** Contacts with one of these tags form the new audience. */
  contact_tags: string[];
  /** Subject line of the new template, with placeholders. */
  subject: string;
  /** HTML body of the new template, with placeholders. */
  body_html: string;
  /** Plain text body of the new template; blank or null for none. */
  body_text?: string | null;
  /** Name of the new audience; blank or null uses the campaign's. */
  audience_name?: string | null;
  /** Name of the new template; blank or null uses the campaign's. */
  template_name?: string | null;
}

/** The campaign created by the one-call form; a server may add more fields. */
export interface CampaignCreateEmailResult {
  /** The new campaign. */
  campaign: Campaign;
}

/** When to send a campaign. */
export interface CampaignSchedule {
  /** When sending starts, with a UTC offset; if left out, the campaign keeps its time. */
  scheduled_at?: Date | string;
}

/** A purchase to credit to a campaign, and to the buyer if one is named. */
export interface CampaignAddLTV {
  /** Amount to add; more than zero, two decimal places, or as many as the currency has. */
  value: string;
  /** ISO 4217 code of the currency of the amount. */
  currency: string;
  /** Address of the contact who bought; blank or null credits only the campaign. */
  contact_email?: string | null;
}

/** The recipient of the test email of a campaign. */
export interface CampaignTestEmail {
  /** Address of the recipient; it need not be a contact. */
  email_address: string;
}

/** The consent of a contact, by channel. Channels that a create leaves out count as consented to. */
export interface MarketingConsent {
  /** Whether the contact consented to marketing by email. */
  email?: boolean;
  /** Whether the contact consented to marketing by SMS. */
  sms?: boolean;
  /** Whether the contact consented to marketing by WhatsApp. */
  whatsapp?: boolean;
}

/** A person who can receive email, with consent and purchase value. */
export interface Contact {
  /** Email address of the contact; identifies the buyer of a purchase. */
  email: string;
  /** Given name; blank or null if unknown. */
  first_name: string | null;
  /** Family name; blank or null if unknown. */
  last_name: string | null;
  /** Telephone number, preferably with the country prefix; blank or null if unknown. */
  phone: string | null;
  /** WhatsApp number; blank or null if unknown. */
  whatsapp: string | null;
  /** Name of the country where the contact lives; blank or null if unknown. */
  country: string | null;
  /** Source of the contact. */
  source: "purchase" | "lead" | "migration" | "unknown" | (string & {});
  /** Tags of the contact; audiences select contacts by tag. */
  tags: string[];
  /** Consent of the contact, by channel. */
  marketing_consent: MarketingConsent;
  /** Identifier of the resource, set by the server; an opaque string. */
  id: string;
  /** When the resource was created. */
  created_at: string;
  /** When the resource was last changed. */
  updated_at: string;
  /** The shop's identifier of this person, maintained by the server; blank or null if none. */
  customer_id: string | null;
  /** Total revenue of the contact, summed by the server; null before the first purchase. */
  ltv: string | null;
  /** ISO 4217 code of the currency of the lifetime value. */
  ltv_currency: string;
  /** When the contact last bought something, maintained by the server; null if never. */
  last_purchased_at: string | null;
}

/** Fields for creating a contact. */
export interface ContactCreate {
  /** Email address of the contact; identifies the buyer of a purchase. */
  email: string;
  /** Given name; blank or null if unknown. */
  first_name?: string | null;
  /** Family name; blank or null if unknown. */
  last_name?: string | null;
  /** Telephone number, preferably with the country prefix; blank or null if unknown. */
  phone?: string | null;
  /** WhatsApp number; blank or null if unknown. */
  whatsapp?: string | null;
  /** Name of the country where the contact lives; blank or null if unknown. */
  country?: string | null;
  /** Source of the contact. */
  source?: ContactSource;
  /** Tags of the contact; audiences select contacts by tag. */
  tags?: string[];
  /** Consent of the contact, by channel. */
  marketing_consent?: MarketingConsent;
}

/**
 * Changes to a contact; fields that are left out keep their values. The server maintains lifetime value and
 * last purchase.
 */
export interface ContactUpdate {
  /** Email address of the contact; identifies the buyer of a purchase. */
  email?: string;
  /** Given name; blank or null if unknown. */
  first_name?: string | null;
  /** Family name; blank or null if unknown. */
  last_name?: string | null;
  /** Telephone number, preferably with the country prefix; blank or null if unknown. */
  phone?: string | null;
  /** WhatsApp number; blank or null if unknown. */
  whatsapp?: string | null;
  /** Name of the country where the contact lives; blank or null if unknown. */
  country?: string | null;
  /** Source of the contact. */
  source?: ContactSource;
  /** Tags of the contact; audiences select contacts by tag. */
  tags?: string[];
  /** Consent of the contact, by channel. */
  marketing_consent?: MarketingConsent;
}

/** A purchase to credit to the contact with this address. */
export interface ContactUpdateLTV {
  /** Email address of the buyer. */
  email: string;
  /** Amount to add; more than zero, two decimal places, or as many as the currency has. */
  value: string;
  /** ISO 4217 code of the currency of the amount. */
  currency: string;
}

/** The email account of a site; channels, identities and templates belong to it. */
export interface EmailAccount {
  /** Name of the account, for internal use. */
  name: string;
  /** Sender address for emails without one; blank or null for no default. */
  default_from_email: string | null;
  /** Sender name for emails without one; blank or null for no default. */
  default_from_name: string | null;
  /** Reply-to address for emails without one; blank or null for no default. */
  default_reply_to_email: string | null;
  /** Reply-to name for emails without one; blank or null for no default. */
  default_reply_to_name: string | null;
  /** Identifier of the resource, set by the server; an opaque string. */
  id: string;
  /** When the resource was created. */
  created_at: string;
  /** When the resource was last changed. */
  updated_at: string;
  /** Whether email can be sent from the account; set by the server. */
  is_active: boolean;
}

/** Fields for creating an email account. */
export interface EmailAccountCreate {
  /** Name of the account, for internal use. */
  name: string;
  /** Sender address for emails without one; blank or null for no default. */
  default_from_email?: string | null;
  /** Sender name for emails without one; blank or null for no default. */
  default_from_name?: string | null;
  /** Reply-to address for emails without one; blank or null for no default. */
  default_reply_to_email?: string | null;
  /** Reply-to name for emails without one; blank or null for no default. */
  default_reply_to_name?: string | null;
}

/** Changes to an email account; fields that are left out keep their values. */
export interface EmailAccountUpdate {
  /** Name of the account, for internal use. */
  name?: string;
  /** Sender address for emails without one; blank or null for no default. */
  default_from_email?: string | null;
  /** Sender name for emails without one; blank or null for no default. */
  default_from_name?: string | null;
  /** Reply-to address for emails without one; blank or null for no default. */
  default_reply_to_email?: string | null;
  /** Reply-to name for emails without one; blank or null for no default. */
  default_reply_to_name?: string | null;
}

/** Fields for creating an account together with its first channel and identity. */
export interface EmailAccountSetup {
  /** Name of the new account, for internal use. */
  account_name: string;
  /** Sender address for emails without one; left out or blank for no default. */
  default_from_email?: string;
  /** Reply-to address for emails without one; blank or null for no default. */
  default_reply_to_email?: string | null;
  /** Domain or address to send from; its DNS records are in the response. */
  identity_value: string;
}

/** The account, the channels and the identity that a set-up created. */
export interface EmailAccountSetupResult {
  /** The new account. */
  account: EmailAccount;
  /** The channels of the new account. */
  channels: EmailChannel[];
  /** The identity to be verified, with the DNS records to add. */
  identity: EmailIdentity;
}

/** An email channel of an account, with limits set by the server. */
export interface EmailChannel {
  /** Unique code of the channel, used when sending: letters, digits, -, _, lower case. */
  code: string;
  /** Type of the emails on the channel; cannot be changed. */
  channel_type: "transactional" | "marketing" | "broadcast" | (string & {});
  /** Identifier of the resource, set by the server; an opaque string. */
  id: string;
  /** When the resource was created. */
  created_at: string;
  /** When the resource was last changed. */
  updated_at: string;
  /** Identifier of the account that the channel belongs to. */
  account: string;
  /** Whether the channel can send. */
  status: "active" | "suspended" | "pending" | (string & {});
  /** Why the channel was suspended; null if it is not. */
  suspension_reason: string | null;
  /** When the channel was suspended; null if it is not. */
  suspended_at: string | null;
  /** Maximum number of emails that the channel sends per day. */
  daily_quota: number;
  /** Maximum number of emails that the channel sends per second. */
  rate_limit: number;
  /** Whether opens and clicks are tracked; set-engagement-tracking changes it. */
  enable_engagement_tracking: boolean;
}

/** Fields for creating an email channel. */
export interface EmailChannelCreate {
  /** Unique code of the channel, used when sending: letters, digits, -, _, lower case. */
  code: string;
  /** Type of the emails on the channel; cannot be changed. */
  channel_type: EmailChannelType;
}

/** Changes to an email channel; only its code can be changed. */
export interface EmailChannelUpdate {
  /** Unique code of the channel, used when sending: letters, digits, -, _, lower case. */
  code?: string;
}

/** Whether to track opens and clicks. */
export interface EngagementTracking {
  /** True to track opens and clicks, false to stop. */
  enable: boolean;
}

/** A domain or an address to send from once it is verified. */
export interface EmailIdentity {
  /** The domain or address; cannot be changed. */
  identity_value: string;
  /** Whether emails use the custom MAIL FROM domain of the identity as envelope sender. */
  use_custom_mail_from: boolean;
  /** Identifier of the resource, set by the server; an opaque string. */
  id: string;
  /** When the resource was created. */
  created_at: string;
  /** When the resource was last changed. */
  updated_at: string;
  /** Identifier of the account that the identity belongs to. */
  account: string;
  /** Whether it is a domain or an address; the server derives it from the value. */
  identity_type: "domain" | "email" | (string & {});
  /** Whether email can be sent from it. */
  verified: boolean;
  /** Status of the verification of the DKIM records. */
  dkim_verification_status: "pending" | "success" | "failed" | (string & {});
  /** Whether the DKIM records are in place. */
  dkim_verified: boolean;
  /** Custom domain for the envelope sender; null if none was set up. */
  mail_from_domain: string | null;
  /** Status of the verification of the MAIL FROM records, including SPF. */
  mail_from_verification_status: "pending" | "success" | "failed" | (string & {});
  /** Whether the records of the MAIL FROM domain are in place. */
  mail_from_verified: boolean;
  /** DNS records to add for DKIM. */
  dkim_records: Record<string, string>[];
  /** DNS records to add for the MAIL FROM domain; empty if none was set up. */
  mail_from_records: Record<string, string>[];
}

/** Fields for creating an email identity. */
export interface EmailIdentityCreate {
  /** The domain or address; cannot be changed. */
  identity_value: string;
}

/** Changes to an email identity; only the use of its custom MAIL FROM domain can be changed. */
export interface EmailIdentityUpdate {
  /** Whether emails use the custom MAIL FROM domain of the identity as envelope sender. */
  use_custom_mail_from?: boolean;
}

/** The domain for the envelope sender of an identity. */
export interface CustomMailFrom {
  /** Domain for the envelope sender, usually a subdomain of the identity's domain. */
  mail_from_domain: string;
}

/** Reusable email content with placeholders. */
export interface EmailTemplate {
  /** Name of the template, for internal use. */
  name: string;
  /** Unique code of the template. */
  code: string;
  /** Subject line; placeholders in Jinja syntax are rendered for each recipient. */
  subject: string;
  /** HTML body; placeholders in Jinja syntax are rendered for each recipient. */
  body_html: string;
  /** Plain text body, with placeholders; blank or null for none. */
  body_text: string | null;
  /** Tags of the template. */
  tags: string[];
  /** Whether this is the account's base template; null counts as false. */
  is_base: boolean | null;
  /** Identifier of the resource, set by the server; an opaque string. */
  id: string;
  /** When the resource was created. */
  created_at: string;
  /** When the resource was last changed. */
  updated_at: string;
  /** Identifier of the account that the template belongs to. */
  account: string;
  /** URL of a preview of the rendered template; null if there is none. */
  preview_url: string | null;
}

/** Fields for creating an email template. */
export interface EmailTemplateCreate {
  /** Name of the template, for internal use. */
  name: string;
  /** Unique code of the template. */
  code: string;
  /** Subject line; placeholders in Jinja syntax are rendered for each recipient. */
  subject: string;
  /** HTML body; placeholders in Jinja syntax are rendered for each recipient. */
  body_html: string;
  /** Plain text body, with placeholders; blank or null for none. */
  body_text?: string | null;
  /** Tags of the template. */
  tags?: string[];
  /** Whether this is the account's base template; null counts as false. */
  is_base?: boolean | null;
}

/** Changes to an email template; fields that are left out keep their values. */
export interface EmailTemplateUpdate {
  /** Name of the template, for internal use. */
  name?: string;
  /** Unique code of the template. */
  code?: string;
  /** Subject line; placeholders in Jinja syntax are rendered for each recipient. */
  subject?: string;
  /** HTML body; placeholders in Jinja syntax are rendered for each recipient. */
  body_html?: string;
  /** Plain text body, with placeholders; blank or null for none. */
  body_text?: string | null;
  /** Tags of the template. */
  tags?: string[];
  /** Whether this is the account's base template; null counts as false. */
  is_base?: boolean | null;
}

/** An email to send, without files. */
export interface Email {
  /** Addresses of the recipients, at least one. */
  to_email: string[];
  /** Subject line. */
  subject: string;
  /** Body as HTML. */
  body_html: string;
  /** Code (not the identifier) of the channel that sends the email. */
  channel: string;
  /** Sender address; left out or blank uses the account's default. */
  from_email?: string;
  /** Body as plain text, for readers without HTML. */
  body_text?: string;
  /** Reply-to address; left out or blank uses the account's default. */
  reply_to_email?: string;
  /** Notification category; contacts who unsubscribed from it get no email. */
  category?: string;
  /** Whether to also store the content as a template. */
  save_as_template?: boolean;
  /** Additional headers of the email by name; each name starts with X-. */
  headers?: Record<string, string>;
  /** Files, at most 10; with them, the body is sent as a form. */
  attachments?: readonly Attachment[] | null | undefined;
}

/** The result of an email. */
export interface EmailResponse {
  /** Result of sending, as a code of the server. */
  status: string;
  /** Identifier of the email at the email service; null if there is none. */
  message_id: string | null;
  /** Identifier of the stored template; null if none was requested. */
  template_id: string | null;
}

/** Conditions of a list; those that are null are not sent. */
export interface AudienceFilters {
  /** Text to search for in the name of the audience. */
  q?: string | null | undefined;
  /** Tags to match, separated by commas. */
  tags?: string | readonly string[] | null | undefined;
}

/** Conditions of a list; those that are null are not sent. */
export interface CampaignFilters {
  /** Text to search for in the name and the description of the campaign. */
  q?: string | null | undefined;
  /** Only campaigns in this state. */
  status?: CampaignStatus | null | undefined;
  /** Only campaigns on this kind of channel. */
  channel_type?: CampaignChannelType | null | undefined;
  /** Only campaigns to the audience with this code (the code, not the identifier). */
  audience?: string | null | undefined;
}

/** Conditions of a list; those that are null are not sent. */
export interface ContactFilters {
  /** Text to search for in the email address of the contact. */
  q?: string | null | undefined;
  /** Only contacts from this source. */
  source?: ContactSource | null | undefined;
  /** Tags to match, separated by commas. */
  tags?: string | readonly string[] | null | undefined;
}

/** Conditions of a list; those that are null are not sent. */
export interface EmailAccountFilters {}

/** Conditions of a list; those that are null are not sent. */
export interface EmailChannelFilters {
  /** Text to search for in the code and the type of the channel. */
  q?: string | null | undefined;
  /** Only channels of this type. */
  channel_type?: EmailChannelType | null | undefined;
  /** Only channels in this state. */
  status?: EmailChannelStatus | null | undefined;
  /** Field to sort by; a leading minus sign sorts in descending order. */
  ordering?: EmailChannelOrdering | null | undefined;
}

/** Conditions of a list; those that are null are not sent. */
export interface EmailIdentityFilters {
  /** Text to search for in the domain or address of the identity. */
  q?: string | null | undefined;
  /** Only identities of this kind. */
  identity_type?: EmailIdentityType | null | undefined;
  /** Field to sort by; a leading minus sign sorts in descending order. */
  ordering?: EmailIdentityOrdering | null | undefined;
}

/** Conditions of a list; those that are null are not sent. */
export interface EmailTemplateFilters {
  /** Text to search for in the name, the code and the tags of the template. */
  q?: string | null | undefined;
  /** Tags to match, separated by commas. */
  tags?: string | readonly string[] | null | undefined;
  /** True for base templates only, false for all others. */
  is_base?: boolean | null | undefined;
  /** Field to sort by; a leading minus sign sorts in descending order. */
  ordering?: EmailTemplateOrdering | null | undefined;
}
