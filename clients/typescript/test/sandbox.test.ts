import { Buffer } from "node:buffer";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as errors from "../src/errors.js";
import { type Campaign, type Client } from "../src/index.js";
import { thrown } from "./support/fake.js";
import { Sandbox } from "./support/sandbox.js";

let sandbox: Sandbox;
let client: Client;

beforeAll(async () => {
  sandbox = await Sandbox.start();
});
beforeEach(async () => {
  await sandbox.reset();
  client = sandbox.client();
});
afterAll(async () => {
  await sandbox.stop();
});

/** A campaign that can be started, with one contact to write to. */
async function draft(): Promise<Campaign> {
  const setup = {
    account_name: "Shop",
    default_from_email: "shop@example.com",
    identity_value: "example.com",
  };
  const { account, channels } = await client.emailAccounts.setup(setup);
  const names = {
    default_from_name: "Shop",
    default_reply_to_email: "shop@example.com",
    default_reply_to_name: "Shop",
  };
  await client.emailAccounts.update(account.id, names);
  await client.contacts.create({ email: "ada@example.com", tags: ["news"] });
  const campaign = await client.campaigns.newEmailCampaign({
    campaign_name: "Spring",
    email_channel: channels[0]?.code ?? "",
    contact_tags: ["news"],
    subject: "Spring",
    body_html: "<h1>Spring</h1>",
  });
  return campaign;
}

describe("against the sandbox", () => {
  test("a contact is created, changed, listed and deleted", async () => {
    const made = await client.contacts.create({
      email: "ada@example.com",
      marketing_consent: { sms: false },
    });
    expect(made).toMatchObject({
      email: "ada@example.com",
      phone: "",
      marketing_consent: { email: true, sms: false },
    });
    const changed = await client.contacts.update(made.id, { phone: null, tags: ["vip"] });
    expect(changed).toMatchObject({ phone: null, tags: ["vip"], email: "ada@example.com" });
    const page = await client.contacts.list({ tags: ["vip"], pageSize: 1 });
    expect(page.payload).toEqual([changed]);
    expect([page.count, page.isLastPage]).toEqual([1, true]);
    await expect(client.contacts.delete(made.id)).resolves.toBe(true);
    const error = await thrown(errors.NotFoundError, client.contacts.get(made.id));
    expect(error).toMatchObject({ status: 404, operation: "getContact", applied: "no" });
  });

  test("every contact comes once, page by page", async () => {
    for (const name of ["a", "b", "c", "d", "e"])
      await client.contacts.create({ email: `${name}@example.com` });
    const found = new Set<string>();
    for await (const contact of client.contacts.iterAll({ pageSize: 2 })) found.add(contact.email);
    expect(found.size).toBe(5);
    expect(await sandbox.requests("listContacts")).toHaveLength(3);
  });

  test("what the server refuses is reported by field", async () => {
    await client.contacts.create({ email: "ada@example.com" });
    const error = await thrown(errors.ValidationError, client.contacts.create({ email: "ada@example.com" }));
    expect(Object.keys(error.fieldErrors)).toEqual(["email"]);
    expect(error.requestId).toBeTruthy();
  });

  test("a campaign is scheduled, started, paused, resumed and cancelled", async () => {
    const { id } = await draft();
    const at = new Date(Date.UTC(2030, 4, 1, 7));
    const scheduled = await client.campaigns.schedule(id, at);
    expect(scheduled.status).toBe("scheduled");
    expect(Date.parse(scheduled.scheduled_at ?? "")).toBe(at.getTime());
    expect((await client.campaigns.start(id)).status).toBe("running");
    expect((await client.campaigns.pause(id)).status).toBe("paused");
    expect((await client.campaigns.resume(id)).status).toBe("running");
    expect((await client.campaigns.addLtv(id, { value: "99.90", currency: "USD" })).ltv).toBe("99.90");
    expect((await client.campaigns.cancel(id)).status).toBe("cancelled");
    const refused = await thrown(errors.ApiError, client.campaigns.start(id));
    expect(refused).not.toBeInstanceOf(errors.OutcomeUnknownError);
    expect(refused.message).toContain("Nothing was applied.");
  });

  test("mails go out as JSON and, with files, as a form", async () => {
    const { channels } = await client.emailAccounts.setup({
      account_name: "Shop",
      default_from_email: "shop@example.com",
      identity_value: "example.com",
    });
    const mail = {
      to_email: ["ada@example.com", "bob@example.com"],
      subject: "Grüße",
      body_html: "<p>a\nb</p>",
      channel: channels[0]?.code ?? "",
      headers: { "X-Order": "1042" },
    };
    expect(await client.emails.send(mail)).toMatchObject({ status: "sent" });
    const attachments = [new File(["1,2\n"], "a.csv"), { data: Buffer.from([0, 255]), name: "b.bin" }];
    await client.emails.send({ ...mail, attachments });
    const [plain, form] = await sandbox.outbox();
    const sent = { subject: "Grüße", html: "<p>a\nb</p>", headers: { "X-Order": "1042" }, to: mail.to_email };
    expect(plain).toMatchObject({ ...sent, attachments: [] });
    expect(form).toMatchObject({
      ...sent,
      attachments: [
        { name: "a.csv", type: "text/csv", content: Buffer.from("1,2\n").toString("base64") },
        { name: "b.bin", content: Buffer.from([0, 255]).toString("base64") },
      ],
    });
  });

  test("identities, channels and templates work as well", async () => {
    const { identity, channels } = await client.emailAccounts.setup({
      account_name: "Shop",
      identity_value: "example.com",
    });
    expect(
      (await client.emailIdentities.setupCustomMailFrom(identity.id, "m.example.com")).mail_from_domain,
    ).toBe("m.example.com");
    expect(await client.emailIdentities.checkVerificationStatus(identity.id)).toMatchObject({
      id: identity.id,
    });
    const channel = await client.emailChannels.setEngagementTracking(channels[0]?.id ?? "", true);
    expect(channel.enable_engagement_tracking).toBe(true);
    expect(await client.emailAccounts.checkStatus()).toBeTypeOf("object");
    await client.emailTemplates.create({ name: "Hi", code: "hi", subject: "s", body_html: "h", tags: ["x"] });
    const found = await client.emailTemplates.list({ tags: "x", is_base: false, ordering: "-name" });
    expect(found.payload).toMatchObject([{ code: "hi" }]);
    const lists = [client.audiences.list(), client.emailIdentities.list({ ordering: "created_at" })];
    expect((await Promise.all(lists)).map(({ count }) => count)).toEqual([0, 1]);
  });
});

describe("when something goes wrong", () => {
  const BEFORE = ["close_before", "reset_before"];
  const AFTER = ["close_after", "reset_after", "truncate", "garbage"];

  test.each([...BEFORE, ...AFTER])("a read is repeated (%s)", async (kind) => {
    const { id } = await client.contacts.create({ email: "ada@example.com" });
    await sandbox.fault({ operation: "getContact", kind });
    expect(await client.contacts.get(id)).toMatchObject({ id });
    expect(await sandbox.requests("getContact")).toHaveLength(2);
  });

  test.each([...BEFORE, ...AFTER])("an addition is never repeated (%s)", async (kind) => {
    await client.contacts.create({ email: "ada@example.com" });
    await sandbox.fault({ operation: "updateContactLtv", kind });
    const purchase = { email: "ada@example.com", value: "10.00", currency: "USD" };
    const error = await thrown(errors.OutcomeUnknownError, client.contacts.updateLtv(purchase));
    expect(error.applied).toBe("unknown");
    expect(await sandbox.requests("updateContactLtv")).toHaveLength(1);
  });

  test("an empty response stands for what was sent", async () => {
    const { id } = await client.contacts.create({ email: "ada@example.com" });
    await sandbox.fault({ operation: "updateContact", kind: "empty" });
    expect(await client.contacts.update(id, { country: "Portugal" })).toEqual({ id, country: "Portugal" });
  });

  test("a lost response to a pause is found out by a check", async () => {
    const { id } = await draft();
    await client.campaigns.start(id);
    await sandbox.fault({ operation: "pauseCampaign", kind: "close_after" });
    expect((await client.campaigns.pause(id)).status).toBe("paused");
    expect((await sandbox.requests("pauseCampaign")).map(({ status, applied }) => [status, applied])).toEqual(
      [
        [null, true],
        [409, false],
      ],
    );
    expect(await sandbox.requests("getCampaign")).toHaveLength(1);
  });

  test("a lost response to a delete is a success", async () => {
    const { id } = await client.contacts.create({ email: "ada@example.com" });
    await sandbox.fault({ operation: "deleteContact", kind: "close_after" });
    await expect(client.contacts.delete(id)).resolves.toBe(true);
    expect((await sandbox.requests("deleteContact")).map(({ status }) => status)).toEqual([null, 404]);
  });

  test("a request with a key may be repeated where the server honours it, and is applied once", async () => {
    client = sandbox.client({ assumeIdempotent: true });
    await sandbox.fault({ operation: "createContact", kind: "close_after" });
    await client.contacts.create({ email: "ada@example.com" }, { idempotencyKey: "signup-1" });
    expect((await client.contacts.list()).count).toBe(1);
    const sent = await sandbox.requests("createContact");
    expect(sent.map(({ headers }) => Object.fromEntries(headers)["idempotency-key"])).toEqual([
      "signup-1",
      "signup-1",
    ]);
  });

  test("a server that asks to wait is waited for", async () => {
    await sandbox.fault({
      operation: "createContact",
      kind: "status",
      status: 429,
      headers: { "Retry-After": "0" },
    });
    await client.contacts.create({ email: "ada@example.com" });
    expect((await sandbox.requests("createContact")).map(({ status }) => status)).toEqual([429, 201]);
  });

  test("a page of a proxy is no response", async () => {
    await sandbox.fault({ operation: "listContacts", kind: "html", status: 502, forever: true });
    const error = await thrown(errors.ServerError, client.contacts.list());
    expect(error).toMatchObject({ status: 502, applied: "no" });
    expect(error.attempts).toHaveLength(4);
  });

  test("a slow response is not waited for longer than allowed", async () => {
    await sandbox.fault({ operation: "startCampaign", kind: "delay", seconds: 5 });
    const { id } = await draft();
    const error = await thrown(errors.OutcomeUnknownError, client.campaigns.start(id, { timeoutMs: 50 }));
    expect(error.cause).toBeInstanceOf(errors.TimeoutError);
  });

  test("a redirect on the same host is followed by a read", async () => {
    const { id } = await client.contacts.create({ email: "ada@example.com" });
    await sandbox.fault({ operation: "getContact", kind: "redirect" });
    expect(await client.contacts.get(id)).toMatchObject({ id });
  });

  test("a server that is not there was sent nothing", async () => {
    const gone = await Sandbox.start();
    await gone.stop();
    const error = await thrown(errors.NetworkError, gone.client({ retryCount: 1 }).campaigns.start("cmp_1"));
    expect(error).not.toBeInstanceOf(errors.OutcomeUnknownError);
    expect(error).toMatchObject({ applied: "no" });
    expect(error.message).toContain("no connection could be made: ECONNREFUSED");
    expect(error.attempts).toHaveLength(2);
  });

  test("a wrong key is reported as such", async () => {
    const stranger = sandbox.client({ apiKey: "wrong-key" });
    expect((await thrown(errors.AuthenticationError, stranger.contacts.list())).message).not.toContain(
      "wrong-key",
    );
  });
});
