import { expect, test } from "vitest";
import { OPERATIONS } from "../src/generated/operations.js";
import type { Client } from "../src/index.js";
import { Fake } from "./support/fake.js";

const MAIL = { to_email: ["a@example.com"], subject: "s", body_html: "h", channel: "c" };
const NEW = { campaign_name: "n", email_channel: "c", contact_tags: ["a"], subject: "s", body_html: "h" };
const LTV = { value: "1.00", currency: "EUR" };
const CHANNEL = { code: "c", channel_type: "marketing" } as const;
const TEMPLATE = { name: "n", code: "c", subject: "s", body_html: "h" };

/** Every method of the facade by the operation it calls. A new operation needs its method here, or the test fails. */
const METHODS: Record<string, (client: Client) => Promise<unknown>> = {
  listAudiences: (client) => client.audiences.list(),
  createAudience: (client) => client.audiences.create({ name: "n", tags: [] }),
  getAudience: (client) => client.audiences.get("1"),
  updateAudience: (client) => client.audiences.update("1", { name: "n" }),
  deleteAudience: (client) => client.audiences.delete("1"),
  listCampaigns: (client) => client.campaigns.list(),
  createCampaign: (client) => client.campaigns.create({ name: "n", audience: "a" }),
  getCampaign: (client) => client.campaigns.get("1"),
  updateCampaign: (client) => client.campaigns.update("1", { name: "n" }),
  deleteCampaign: (client) => client.campaigns.delete("1"),
  startCampaign: (client) => client.campaigns.start("1"),
  pauseCampaign: (client) => client.campaigns.pause("1"),
  resumeCampaign: (client) => client.campaigns.resume("1"),
  cancelCampaign: (client) => client.campaigns.cancel("1"),
  scheduleCampaign: (client) => client.campaigns.schedule("1"),
  addCampaignLtv: (client) => client.campaigns.addLtv("1", LTV),
  sendCampaignTestEmail: (client) => client.campaigns.sendTestEmail("1", "a@example.com"),
  newEmailCampaign: (client) => client.campaigns.newEmailCampaign(NEW),
  listContacts: (client) => client.contacts.list(),
  createContact: (client) => client.contacts.create({ email: "a@example.com" }),
  getContact: (client) => client.contacts.get("1"),
  updateContact: (client) => client.contacts.update("1", { phone: null }),
  deleteContact: (client) => client.contacts.delete("1"),
  updateContactLtv: (client) => client.contacts.updateLtv({ ...LTV, email: "a@example.com" }),
  listEmailAccounts: (client) => client.emailAccounts.list(),
  createEmailAccount: (client) => client.emailAccounts.create({ name: "n" }),
  getEmailAccount: (client) => client.emailAccounts.get("1"),
  updateEmailAccount: (client) => client.emailAccounts.update("1", { name: "n" }),
  deleteEmailAccount: (client) => client.emailAccounts.delete("1"),
  setupEmailAccount: (client) =>
    client.emailAccounts.setup({ account_name: "n", identity_value: "example.com" }),
  checkEmailAccountStatus: (client) => client.emailAccounts.checkStatus(),
  listEmailChannels: (client) => client.emailChannels.list(),
  createEmailChannel: (client) => client.emailChannels.create(CHANNEL),
  getEmailChannel: (client) => client.emailChannels.get("1"),
  updateEmailChannel: (client) => client.emailChannels.update("1", { code: "c" }),
  deleteEmailChannel: (client) => client.emailChannels.delete("1"),
  setEngagementTracking: (client) => client.emailChannels.setEngagementTracking("1", true),
  listEmailIdentities: (client) => client.emailIdentities.list(),
  createEmailIdentity: (client) => client.emailIdentities.create({ identity_value: "example.com" }),
  getEmailIdentity: (client) => client.emailIdentities.get("1"),
  updateEmailIdentity: (client) => client.emailIdentities.update("1", { use_custom_mail_from: true }),
  deleteEmailIdentity: (client) => client.emailIdentities.delete("1"),
  checkEmailIdentityStatus: (client) => client.emailIdentities.checkVerificationStatus("1"),
  setupCustomMailFrom: (client) => client.emailIdentities.setupCustomMailFrom("1", "m.example.com"),
  listEmailTemplates: (client) => client.emailTemplates.list(),
  createEmailTemplate: (client) => client.emailTemplates.create(TEMPLATE),
  getEmailTemplate: (client) => client.emailTemplates.get("1"),
  updateEmailTemplate: (client) => client.emailTemplates.update("1", { is_base: null }),
  deleteEmailTemplate: (client) => client.emailTemplates.delete("1"),
  sendEmail: (client) => client.emails.send(MAIL),
};

test("every operation of the API has a method", () => {
  expect(Object.keys(METHODS).sort()).toEqual(Object.keys(OPERATIONS).sort());
});

test.each(Object.values(OPERATIONS))("the method of $id calls it", async (operation) => {
  const fake = new Fake([{ body: operation.answer === "page" ? { count: 0, payload: [] } : { id: "1" } }]);
  await METHODS[operation.id]?.(fake.client);
  const { method, url } = fake.one;
  expect(method).toBe(operation.method);
  expect(new URL(url).pathname).toBe(operation.path.replace(/\{\w+\}/, "1"));
});
