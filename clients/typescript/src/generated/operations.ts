// Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
import type { FieldFacts, OperationRow } from "../facts.js";

export type OperationId =
  | "listAudiences"
  | "createAudience"
  | "getAudience"
  | "updateAudience"
  | "deleteAudience"
  | "listCampaigns"
  | "createCampaign"
  | "getCampaign"
  | "updateCampaign"
  | "deleteCampaign"
  | "startCampaign"
  | "pauseCampaign"
  | "resumeCampaign"
  | "cancelCampaign"
  | "scheduleCampaign"
  | "addCampaignLtv"
  | "sendCampaignTestEmail"
  | "newEmailCampaign"
  | "listContacts"
  | "createContact"
  | "getContact"
  | "updateContact"
  | "deleteContact"
  | "updateContactLtv"
  | "listEmailAccounts"
  | "createEmailAccount"
  | "getEmailAccount"
  | "updateEmailAccount"
  | "deleteEmailAccount"
  | "setupEmailAccount"
  | "checkEmailAccountStatus"
  | "listEmailChannels"
  | "createEmailChannel"
  | "getEmailChannel"
  | "updateEmailChannel"
  | "deleteEmailChannel"
  | "setEngagementTracking"
  | "listEmailIdentities"
  | "createEmailIdentity"
  | "getEmailIdentity"
  | "updateEmailIdentity"
  | "deleteEmailIdentity"
  | "checkEmailIdentityStatus"
  | "setupCustomMailFrom"
  | "listEmailTemplates"
  | "createEmailTemplate"
  | "getEmailTemplate"
  | "updateEmailTemplate"
  | "deleteEmailTemplate"
  | "sendEmail";

/** What an operation of a kind is where its row does not say it. */
export const KINDS = {
  list: { method: "GET", replay: "safe", result: "page" },
  get: { method: "GET", replay: "safe", result: "object" },
  create: { method: "POST", replay: "once", result: "object" },
  update: { method: "PATCH", replay: "settled", result: "object" },
  delete: { method: "DELETE", replay: "settled", result: "nothing" },
  action: { method: "POST", replay: "once", result: "object" },
} as const;

const PLACES = { BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3, CLF: 4, UYW: 4 };

/** Every operation of the API by its operationId. */
export const OPERATIONS: Readonly<Record<OperationId, OperationRow>> = {
  listAudiences: {
    kind: "list",
    path: "/reachout/api/v1/audiences",
    filters: { q: {}, tags: { type: "list" } },
  },
  createAudience: {
    kind: "create",
    path: "/reachout/api/v1/audiences",
    body: {
      name: { maxLength: 255, required: true },
      description: { nullable: true },
      tags: { type: "array", items: {}, required: true },
      code: { maxLength: 100, pattern: "^[a-z0-9]+(?:-[a-z0-9]+)*$", nullable: true },
    },
    recovery: "Check with client.audiences.list() where q is its name",
  },
  getAudience: { kind: "get", path: "/reachout/api/v1/audiences/{audience_id}" },
  updateAudience: {
    kind: "update",
    path: "/reachout/api/v1/audiences/{audience_id}",
    body: {
      name: { maxLength: 255 },
      description: { nullable: true },
      tags: { type: "array", items: {} },
      code: { maxLength: 100, pattern: "^[a-z0-9]+(?:-[a-z0-9]+)*$" },
    },
  },
  deleteAudience: { kind: "delete", path: "/reachout/api/v1/audiences/{audience_id}" },
  listCampaigns: {
    kind: "list",
    path: "/reachout/api/v1/campaigns",
    filters: {
      q: {},
      status: { enum: ["draft", "scheduled", "running", "completed", "paused", "cancelled", "failed"] },
      channel_type: { enum: ["email"] },
      audience: {},
    },
  },
  createCampaign: {
    kind: "create",
    path: "/reachout/api/v1/campaigns",
    body: {
      description: { nullable: true },
      scheduled_at: { format: "date-time", nullable: true },
      execution_duration_minutes: { type: "integer", minimum: 1, maximum: 1440, nullable: true },
      from_email: { format: "email-or-blank", nullable: true },
      from_name: { maxLength: 255, nullable: true },
      reply_to_email: { format: "email-or-blank", nullable: true },
      reply_to_name: { maxLength: 255, nullable: true },
      utm_code: { maxLength: 100, nullable: true },
      email_channel: { nullable: true },
      email_template: { nullable: true },
      audience: { required: true },
      name: { maxLength: 255, required: true },
      channel_type: { enum: ["email"] },
    },
    recipients: { kind: "audience", field: "scheduled_at" },
    recovery: "Check with client.campaigns.list() where q is its name",
  },
  getCampaign: { kind: "get", path: "/reachout/api/v1/campaigns/{campaign_id}" },
  updateCampaign: {
    kind: "update",
    path: "/reachout/api/v1/campaigns/{campaign_id}",
    body: {
      description: { nullable: true },
      scheduled_at: { format: "date-time", nullable: true },
      execution_duration_minutes: { type: "integer", minimum: 1, maximum: 1440, nullable: true },
      from_email: { format: "email-or-blank", nullable: true },
      from_name: { maxLength: 255, nullable: true },
      reply_to_email: { format: "email-or-blank", nullable: true },
      reply_to_name: { maxLength: 255, nullable: true },
      utm_code: { maxLength: 100, nullable: true },
      email_channel: { nullable: true },
      email_template: { nullable: true },
      audience: {},
      name: { maxLength: 255 },
    },
    recipients: { kind: "audience", field: "scheduled_at" },
  },
  deleteCampaign: { kind: "delete", path: "/reachout/api/v1/campaigns/{campaign_id}" },
  startCampaign: {
    kind: "action",
    path: "/reachout/api/v1/campaigns/{campaign_id}/start",
    recipients: { kind: "audience" },
    recovery: "Check with client.campaigns.get() and compare status",
  },
  pauseCampaign: {
    kind: "action",
    path: "/reachout/api/v1/campaigns/{campaign_id}/pause",
    replay: "settled",
    settled: { field: "status", values: ["paused"], get: "getCampaign" },
  },
  resumeCampaign: {
    kind: "action",
    path: "/reachout/api/v1/campaigns/{campaign_id}/resume",
    replay: "settled",
    settled: { field: "status", values: ["running", "completed"], get: "getCampaign" },
    recipients: { kind: "audience" },
  },
  cancelCampaign: {
    kind: "action",
    path: "/reachout/api/v1/campaigns/{campaign_id}/cancel",
    replay: "settled",
    settled: { field: "status", values: ["cancelled"], get: "getCampaign" },
  },
  scheduleCampaign: {
    kind: "action",
    path: "/reachout/api/v1/campaigns/{campaign_id}/schedule",
    replay: "settled",
    settled: { field: "scheduled_at", values: [], get: "getCampaign" },
    body: { scheduled_at: { format: "date-time", nullable: true } },
    recipients: { kind: "audience" },
  },
  addCampaignLtv: {
    kind: "action",
    path: "/reachout/api/v1/campaigns/{campaign_id}/add-ltv",
    body: {
      value: { required: true, places: { currency: "currency", digits: 19, most: 2, more: PLACES } },
      currency: { maxLength: 3, pattern: "^[A-Za-z]{3}$", required: true },
      contact_email: { format: "email-or-blank", nullable: true },
    },
    recovery: "Check with client.campaigns.get() and compare ltv",
  },
  sendCampaignTestEmail: {
    kind: "action",
    path: "/reachout/api/v1/campaigns/{campaign_id}/send-test-email",
    body: { email_address: { format: "email", required: true } },
    result: "free",
    recipients: { kind: "addresses", field: "email_address" },
    recovery: "The API keeps no list of single emails: ask the recipient",
  },
  newEmailCampaign: {
    kind: "action",
    path: "/reachout/api/v1/campaigns/new-email-campaign",
    body: {
      description: { nullable: true },
      scheduled_at: { format: "date-time", nullable: true },
      execution_duration_minutes: { type: "integer", minimum: 1, maximum: 1440, nullable: true },
      from_email: { format: "email-or-blank", nullable: true },
      from_name: { maxLength: 255, nullable: true },
      reply_to_email: { format: "email-or-blank", nullable: true },
      reply_to_name: { maxLength: 255, nullable: true },
      utm_code: { maxLength: 100, nullable: true },
      campaign_name: { maxLength: 255, required: true },
      email_channel: { maxLength: 50, required: true },
      contact_tags: { type: "array", items: {}, required: true },
      subject: { maxLength: 255, required: true },
      body_html: { required: true },
      body_text: { nullable: true },
      audience_name: { maxLength: 255, nullable: true },
      template_name: { maxLength: 255, nullable: true },
    },
    standIns: { campaign: { name: "campaign_name" } },
    unwraps: "campaign",
    recipients: { kind: "audience", field: "scheduled_at" },
    recovery: "Check with client.campaigns.list() where q is its campaign_name",
  },
  listContacts: {
    kind: "list",
    path: "/reachout/api/v1/contacts",
    filters: {
      q: {},
      source: { enum: ["purchase", "lead", "migration", "unknown"] },
      tags: { type: "list" },
    },
  },
  createContact: {
    kind: "create",
    path: "/reachout/api/v1/contacts",
    body: {
      email: { format: "email", required: true },
      first_name: { maxLength: 100, nullable: true },
      last_name: { maxLength: 100, nullable: true },
      phone: { maxLength: 20, nullable: true },
      whatsapp: { maxLength: 20, nullable: true },
      country: { maxLength: 100, nullable: true },
      source: { enum: ["purchase", "lead", "migration", "unknown"] },
      tags: { type: "array", items: {} },
      marketing_consent: {
        type: "object",
        fields: { email: { type: "boolean" }, sms: { type: "boolean" }, whatsapp: { type: "boolean" } },
      },
    },
    recovery: "Check with client.contacts.list() where q is its email",
  },
  getContact: { kind: "get", path: "/reachout/api/v1/contacts/{contact_id}" },
  updateContact: {
    kind: "update",
    path: "/reachout/api/v1/contacts/{contact_id}",
    body: {
      email: { format: "email" },
      first_name: { maxLength: 100, nullable: true },
      last_name: { maxLength: 100, nullable: true },
      phone: { maxLength: 20, nullable: true },
      whatsapp: { maxLength: 20, nullable: true },
      country: { maxLength: 100, nullable: true },
      source: { enum: ["purchase", "lead", "migration", "unknown"] },
      tags: { type: "array", items: {} },
      marketing_consent: {
        type: "object",
        fields: { email: { type: "boolean" }, sms: { type: "boolean" }, whatsapp: { type: "boolean" } },
      },
    },
  },
  deleteContact: { kind: "delete", path: "/reachout/api/v1/contacts/{contact_id}" },
  updateContactLtv: {
    kind: "action",
    path: "/reachout/api/v1/contacts/update-ltv",
    body: {
      email: { format: "email", required: true },
      value: { required: true, places: { currency: "currency", digits: 19, most: 2, more: PLACES } },
      currency: { maxLength: 3, pattern: "^[A-Za-z]{3}$", required: true },
    },
    recovery: "Check with client.contacts.list() where q is its email and compare ltv",
  },
  listEmailAccounts: { kind: "list", path: "/reachout/api/v1/accounts", filters: {} },
  createEmailAccount: {
    kind: "create",
    path: "/reachout/api/v1/accounts",
    body: {
      name: { maxLength: 255, required: true },
      default_from_email: { format: "email-or-blank", nullable: true },
      default_from_name: { maxLength: 255, nullable: true },
      default_reply_to_email: { format: "email-or-blank", nullable: true },
      default_reply_to_name: { maxLength: 255, nullable: true },
    },
    recovery: "Check with client.emailAccounts.list()",
  },
  getEmailAccount: { kind: "get", path: "/reachout/api/v1/accounts/{account_id}" },
  updateEmailAccount: {
    kind: "update",
    path: "/reachout/api/v1/accounts/{account_id}",
    body: {
      name: { maxLength: 255 },
      default_from_email: { format: "email-or-blank", nullable: true },
      default_from_name: { maxLength: 255, nullable: true },
      default_reply_to_email: { format: "email-or-blank", nullable: true },
      default_reply_to_name: { maxLength: 255, nullable: true },
    },
  },
  deleteEmailAccount: { kind: "delete", path: "/reachout/api/v1/accounts/{account_id}" },
  setupEmailAccount: {
    kind: "action",
    path: "/reachout/api/v1/accounts/setup",
    body: {
      account_name: { maxLength: 255, required: true },
      default_from_email: { format: "email-or-blank", nullable: true },
      default_reply_to_email: { format: "email-or-blank", nullable: true },
      identity_value: { maxLength: 255, required: true },
    },
    standIns: { channels: [], account: { name: "account_name" }, identity: {} },
    recovery: "Check with client.emailAccounts.list()",
  },
  checkEmailAccountStatus: {
    kind: "action",
    path: "/reachout/api/v1/accounts/check-status",
    replay: "safe",
    result: "free",
  },
  listEmailChannels: {
    kind: "list",
    path: "/reachout/api/v1/channels",
    filters: {
      q: {},
      channel_type: { enum: ["transactional", "marketing", "broadcast"] },
      status: { enum: ["active", "suspended", "pending"] },
      ordering: {
        enum: [
          "code",
          "-code",
          "channel_type",
          "-channel_type",
          "status",
          "-status",
          "created_at",
          "-created_at",
          "updated_at",
          "-updated_at",
        ],
      },
    },
  },
  createEmailChannel: {
    kind: "create",
    path: "/reachout/api/v1/channels",
    body: {
      code: {
        maxLength: 50,
        pattern: "^[A-Za-z0-9_-]*[A-Za-z0-9][A-Za-z0-9_-]*$",
        required: true,
        lower: true,
      },
      channel_type: { enum: ["transactional", "marketing", "broadcast"], required: true },
    },
    recovery: "Check with client.emailChannels.list() where q is its code",
  },
  getEmailChannel: { kind: "get", path: "/reachout/api/v1/channels/{channel_id}" },
  updateEmailChannel: {
    kind: "update",
    path: "/reachout/api/v1/channels/{channel_id}",
    body: { code: { maxLength: 50, pattern: "^[A-Za-z0-9_-]*[A-Za-z0-9][A-Za-z0-9_-]*$", lower: true } },
  },
  deleteEmailChannel: { kind: "delete", path: "/reachout/api/v1/channels/{channel_id}" },
  setEngagementTracking: {
    kind: "action",
    path: "/reachout/api/v1/channels/{channel_id}/set-engagement-tracking",
    replay: "settled",
    body: { enable: { type: "boolean", required: true } },
  },
  listEmailIdentities: {
    kind: "list",
    path: "/reachout/api/v1/identities",
    filters: {
      q: {},
      identity_type: { enum: ["domain", "email"] },
      ordering: {
        enum: ["identity_value", "-identity_value", "created_at", "-created_at", "updated_at", "-updated_at"],
      },
    },
  },
  createEmailIdentity: {
    kind: "create",
    path: "/reachout/api/v1/identities",
    body: { identity_value: { maxLength: 255, required: true } },
    recovery: "Check with client.emailIdentities.list() where q is its identity_value",
  },
  getEmailIdentity: { kind: "get", path: "/reachout/api/v1/identities/{identity_id}" },
  updateEmailIdentity: {
    kind: "update",
    path: "/reachout/api/v1/identities/{identity_id}",
    body: { use_custom_mail_from: { type: "boolean" } },
  },
  deleteEmailIdentity: { kind: "delete", path: "/reachout/api/v1/identities/{identity_id}" },
  checkEmailIdentityStatus: {
    kind: "action",
    path: "/reachout/api/v1/identities/{identity_id}/check-status",
    replay: "safe",
  },
  setupCustomMailFrom: {
    kind: "action",
    path: "/reachout/api/v1/identities/{identity_id}/setup-custom-mail-from",
    replay: "settled",
    body: { mail_from_domain: { maxLength: 255, required: true } },
  },
  listEmailTemplates: {
    kind: "list",
    path: "/reachout/api/v1/email-templates",
    filters: {
      q: {},
      tags: { type: "list" },
      is_base: { type: "boolean" },
      ordering: {
        enum: ["name", "-name", "code", "-code", "created_at", "-created_at", "updated_at", "-updated_at"],
      },
    },
  },
  createEmailTemplate: {
    kind: "create",
    path: "/reachout/api/v1/email-templates",
    body: {
      name: { maxLength: 255, required: true },
      code: { maxLength: 100, required: true },
      subject: { required: true },
      body_html: { required: true },
      body_text: { nullable: true },
      tags: { type: "array", items: {} },
      is_base: { type: "boolean", nullable: true },
    },
    recovery: "Check with client.emailTemplates.list() where q is its code",
  },
  getEmailTemplate: { kind: "get", path: "/reachout/api/v1/email-templates/{template_id}" },
  updateEmailTemplate: {
    kind: "update",
    path: "/reachout/api/v1/email-templates/{template_id}",
    body: {
      name: { maxLength: 255 },
      code: { maxLength: 100 },
      subject: {},
      body_html: {},
      body_text: { nullable: true },
      tags: { type: "array", items: {} },
      is_base: { type: "boolean", nullable: true },
    },
  },
  deleteEmailTemplate: { kind: "delete", path: "/reachout/api/v1/email-templates/{template_id}" },
  sendEmail: {
    kind: "action",
    path: "/reachout/api/v1/send-email",
    body: {
      to_email: { type: "array", minItems: 1, items: { format: "email" }, required: true },
      subject: { maxLength: 255, required: true },
      body_html: { required: true },
      channel: { maxLength: 20, required: true },
      from_email: { format: "email-or-blank", nullable: true },
      body_text: { nullable: true },
      reply_to_email: { format: "email-or-blank", nullable: true },
      category: { maxLength: 50, nullable: true },
      save_as_template: { type: "boolean" },
      headers: { type: "object", values: {}, names: "^X-", nullable: true },
    },
    files: { field: "attachments", most: 10 },
    recipients: { kind: "addresses", field: "to_email" },
    recovery: "The API keeps no list of single emails: ask the recipient",
  },
};

/** The fields of objects that stand inside themselves, by the name of the model. */
export const SHARED: Readonly<Record<string, Readonly<Record<string, FieldFacts>>>> = {};
