import { describe, expect, test } from "vitest";
import { fillPath } from "../src/call.js";
import { checkBody, checkFilters } from "../src/checks.js";
import { InvalidArgumentError } from "../src/errors.js";
import type { OperationFacts } from "../src/facts.js";
import { BODIES, OPERATIONS } from "../src/generated/operations.js";

const MAIL = { to_email: ["a@example.com"], subject: "Hi", body_html: "<p>Hi</p>", channel: "news" };
const LTV = { value: "1.00", currency: "EUR" };

function body(operation: OperationFacts, data: unknown): Record<string, unknown> {
  const facts = BODIES[operation.body ?? ""];
  if (!facts) throw new Error(`${operation.id} takes no body`);
  return checkBody(operation, facts, data);
}

function problems(operation: OperationFacts, data: unknown): Record<string, readonly string[]> {
  try {
    body(operation, data);
  } catch (problem) {
    if (problem instanceof InvalidArgumentError) return problem.fieldErrors;
    throw problem;
  }
  return {};
}

describe("what is sent", () => {
  test("is what was given, without what is undefined", () => {
    const given = { email: "ada@example.com", phone: undefined, marketing_consent: { sms: false } };
    expect(body(OPERATIONS.createContact, given)).toEqual({
      email: "ada@example.com",
      marketing_consent: { sms: false },
    });
  });

  test("of a create leaves out null and blank optional addresses", () => {
    const given = {
      name: "Shop",
      default_from_email: "",
      default_reply_to_email: null,
      default_from_name: "",
    };
    expect(body(OPERATIONS.createEmailAccount, given)).toEqual({ name: "Shop", default_from_name: "" });
  });

  test("of an update keeps both: they clear the field", () => {
    const given = { default_from_email: "", default_from_name: null };
    expect(body(OPERATIONS.updateEmailAccount, given)).toEqual(given);
  });

  test("is in the API's own form: lower-case codes and domains, Dates as text", () => {
    expect(body(OPERATIONS.createEmailChannel, { code: "News", channel_type: "marketing" })).toMatchObject({
      code: "news",
    });
    expect(body(OPERATIONS.createContact, { email: "Ada@Example.COM" })).toEqual({
      email: "Ada@example.com",
    });
    const at = new Date(Date.UTC(2030, 4, 1, 7));
    expect(body(OPERATIONS.scheduleCampaign, { scheduled_at: at })).toEqual({
      scheduled_at: "2030-05-01T07:00:00Z",
    });
    at.setUTCMilliseconds(5);
    expect(body(OPERATIONS.scheduleCampaign, { scheduled_at: at })).toEqual({
      scheduled_at: "2030-05-01T07:00:00.005Z",
    });
  });

  test("leaves what the caller gave as it was", () => {
    const given = Object.freeze({ email: "A@EXAMPLE.COM", tags: Object.freeze(["x"]) });
    expect(body(OPERATIONS.createContact, given)).not.toBe(given);
  });
});

describe("what is refused before anything is sent", () => {
  test.each<[string, OperationFacts, unknown, string]>([
    ["a misspelt field", OPERATIONS.updateContact, { emial: "a@example.com" }, "emial"],
    ["a missing field", OPERATIONS.createContact, { first_name: "Ada" }, "email"],
    ["null for a required field", OPERATIONS.createContact, { email: null }, "email"],
    [
      "a misspelt consent",
      OPERATIONS.updateContact,
      { marketing_consent: { emial: true } },
      "marketing_consent.emial",
    ],
    [
      "null in a consent",
      OPERATIONS.updateContact,
      { marketing_consent: { sms: null } },
      "marketing_consent.sms",
    ],
    ["null that clears nothing", OPERATIONS.updateCampaign, { name: null }, "name"],
    ["no address", OPERATIONS.createContact, { email: "ada" }, "email"],
    ["an address without a domain", OPERATIONS.createContact, { email: "ada@host" }, "email"],
    [
      "one of several addresses",
      OPERATIONS.sendEmail,
      { ...MAIL, to_email: ["a@example.com", "b"] },
      "to_email.1",
    ],
    ["nobody to write to", OPERATIONS.sendEmail, { ...MAIL, to_email: [] }, "to_email"],
    ["one address as a text", OPERATIONS.sendEmail, { ...MAIL, to_email: "a@example.com" }, "to_email"],
    ["a long text", OPERATIONS.sendEmail, { ...MAIL, subject: "x".repeat(256) }, "subject"],
    [
      "a line break in a subject",
      OPERATIONS.sendEmail,
      { ...MAIL, subject: "Hi\nBcc: b@example.com" },
      "subject",
    ],
    [
      "a line break in a header",
      OPERATIONS.sendEmail,
      { ...MAIL, headers: { "X-A": "1\r\nBcc: b" } },
      "headers.X-A",
    ],
    [
      "a header that is not one's own",
      OPERATIONS.sendEmail,
      { ...MAIL, headers: { Bcc: "b" } },
      "headers.Bcc",
    ],
    ["a header that is no text", OPERATIONS.sendEmail, { ...MAIL, headers: { "X-A": 1 } }, "headers.X-A"],
    ["headers that are a list", OPERATIONS.sendEmail, { ...MAIL, headers: [] }, "headers"],
    ["an amount as a number", OPERATIONS.addCampaignLtv, { ...LTV, value: 99.99 }, "value"],
    ["an amount of nothing", OPERATIONS.addCampaignLtv, { ...LTV, value: "0.00" }, "value"],
    ["three decimal places", OPERATIONS.addCampaignLtv, { ...LTV, value: "1.005" }, "value"],
    ["four of three", OPERATIONS.addCampaignLtv, { value: "1.0005", currency: "KWD" }, "value"],
    [
      "a word that is none of the enum",
      OPERATIONS.createContact,
      { email: "a@example.com", source: "x" },
      "source",
    ],
    [
      "a fraction",
      OPERATIONS.updateCampaign,
      { execution_duration_minutes: 1.5 },
      "execution_duration_minutes",
    ],
    [
      "too small a number",
      OPERATIONS.updateCampaign,
      { execution_duration_minutes: 0 },
      "execution_duration_minutes",
    ],
    [
      "too large a number",
      OPERATIONS.updateCampaign,
      { execution_duration_minutes: 1441 },
      "execution_duration_minutes",
    ],
    ["no boolean", OPERATIONS.setEngagementTracking, { enable: "yes" }, "enable"],
    ["a naive time", OPERATIONS.scheduleCampaign, { scheduled_at: "2030-05-01T09:00:00" }, "scheduled_at"],
    ["a day without a time", OPERATIONS.scheduleCampaign, { scheduled_at: "2030-05-01" }, "scheduled_at"],
    ["no time at all", OPERATIONS.scheduleCampaign, { scheduled_at: "tomorrow" }, "scheduled_at"],
    ["no such day", OPERATIONS.scheduleCampaign, { scheduled_at: "2030-02-30T09:00:00Z" }, "scheduled_at"],
    ["an invalid Date", OPERATIONS.scheduleCampaign, { scheduled_at: new Date("x") }, "scheduled_at"],
    ["a body that is no object", OPERATIONS.createContact, ["a@example.com"], "non_field_errors"],
  ])("%s", (_, operation, data, where) => {
    expect(Object.keys(problems(operation, data))).toEqual([where]);
  });

  test("an amount may have the decimal places of its currency", () => {
    for (const [value, currency] of [
      ["1.005", "KWD"],
      ["1.005", "kwd"],
      ["1.0005", "CLF"],
      ["1.50", "JPY"],
    ]) {
      expect(body(OPERATIONS.addCampaignLtv, { value, currency })).toEqual({ value, currency });
    }
  });

  test("the error tells the fields there are, and shows no value", () => {
    const send = () => body(OPERATIONS.createContact, { emial: "private@example.com" });
    const fields = Object.keys(BODIES["ContactCreate"]?.fields ?? {}).join(", ");
    expect(send).toThrow(new RegExp(`emial: There is no such field.*The fields are: ${fields}`));
    expect(send).not.toThrow(/private/);
    expect(() => body(OPERATIONS.scheduleCampaign, { scheduled_at: "2030-05-01T09:00" })).toThrow(
      /no time zone/,
    );
  });

  test("an update of nothing", () => {
    expect(() => body(OPERATIONS.updateContact, { phone: undefined })).toThrow(/at least one field/);
  });

  test("limits count characters as people do", () => {
    const given = { email: "a@example.com", first_name: "😀".repeat(100) };
    expect(problems(OPERATIONS.createContact, given)).toEqual({});
  });
});

describe("filters", () => {
  test("go on the wire as texts; those without a value do not", () => {
    const given = { q: "x", tags: ["a", "b"], is_base: false, ordering: undefined };
    expect(checkFilters(OPERATIONS.listEmailTemplates, given)).toEqual({
      q: "x",
      tags: "a,b",
      is_base: "false",
    });
    expect(checkFilters(OPERATIONS.listEmailTemplates, { tags: "a,b", q: null })).toEqual({ tags: "a,b" });
  });

  test.each<[OperationFacts, Record<string, unknown>, RegExp]>([
    [
      OPERATIONS.listContacts,
      { colour: "red" },
      new RegExp(
        `Unknown filter 'colour'.*Supported filters: ${Object.keys(OPERATIONS.listContacts.filters).join(", ")}`,
      ),
    ],
    [OPERATIONS.listContacts, { toString: "red" }, /Unknown filter 'toString'/],
    [OPERATIONS.listEmailAccounts, { q: "x" }, /This list takes no filters/],
    [OPERATIONS.listContacts, { source: "bought" }, /source: Must be one of/],
    [OPERATIONS.listContacts, { tags: ["a,b"] }, /comma/],
    [OPERATIONS.listContacts, { tags: [1] }, /array of strings/],
    [OPERATIONS.listEmailTemplates, { is_base: "true" }, /true or false/],
  ])("%#: what does not fit is refused", (operation, filters, message) => {
    expect(() => checkFilters(operation, filters)).toThrow(message);
  });
});

describe("ids", () => {
  test.each([
    ["con_1", "con_1"],
    ["a/b?c#d", "a%2Fb%3Fc%23d"],
    ["it's (a) *star*!", "it%27s%20%28a%29%20%2Astar%2A%21"],
    ["%2e%2e", "%252e%252e"],
    ["é~", "%C3%A9~"],
    [42, "42"],
  ])("%j becomes one segment of the path", (id, segment) => {
    expect(fillPath(OPERATIONS.getContact, id)).toBe(`/reachout/api/v1/contacts/${segment}`);
  });

  test.each(["", " ", ".", "..", "a\nb", "a\u0000b", "\ud800", undefined, null, {}, true, 1.5])(
    "%j is refused",
    (id) => {
      expect(() => fillPath(OPERATIONS.getContact, id)).toThrow(InvalidArgumentError);
    },
  );
});
