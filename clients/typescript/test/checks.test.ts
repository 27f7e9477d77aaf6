import { describe, expect, test } from "vitest";
import { fillPath } from "../src/call.js";
import { checkBody, checkFilters } from "../src/checks.js";
import { InvalidArgumentError } from "../src/errors.js";
import type { OperationFacts } from "../src/facts.js";
import { OPERATIONS } from "./support/operations.js";

const MAIL = { to_email: ["a@example.com"], subject: "Hi", body_html: "<p>Hi</p>", channel: "news" };
const LTV = { value: "1.00", currency: "EUR" };

function body(operation: OperationFacts, data: unknown): Record<string, unknown> {
  const facts = operation.body;
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

  test("is in the API's own form: lower-case codes, Dates as text", () => {
    expect(body(OPERATIONS.createEmailChannel, { code: "News", channel_type: "marketing" })).toMatchObject({
      code: "news",
    });
    const at = new Date(Date.UTC(2030, 4, 1, 7));
    expect(body(OPERATIONS.scheduleCampaign, { scheduled_at: at })).toEqual({
      scheduled_at: "2030-05-01T07:00:00Z",
    });
    at.setUTCMilliseconds(5);
    expect(body(OPERATIONS.scheduleCampaign, { scheduled_at: at })).toEqual({
      scheduled_at: "2030-05-01T07:00:00.005000Z",
    });
  });

  test("leaves what the caller gave as it was", () => {
    const given = Object.freeze({ email: "A@EXAMPLE.COM", tags: Object.freeze(["x"]) });
    expect(body(OPERATIONS.createContact, given)).not.toBe(given);
  });
});

// what each value may be stands in conformance/vectors, which vectors.test.ts runs
describe("what is refused before anything is sent", () => {
  test.each<[string, OperationFacts, unknown, string]>([
    [
      "one of several addresses",
      OPERATIONS.sendEmail,
      { ...MAIL, to_email: ["a@example.com", "b"] },
      "to_email.1",
    ],
    ["an invalid Date", OPERATIONS.scheduleCampaign, { scheduled_at: new Date("x") }, "scheduled_at"],
    ["a Date for a text", OPERATIONS.createContact, { email: new Date() }, "email"],
    ["bytes for an object", OPERATIONS.sendEmail, { ...MAIL, headers: new Uint8Array(1) }, "headers"],
    ["no number at all", OPERATIONS.addCampaignLtv, { ...LTV, value: Number.NaN }, "value"],
    [
      "a name of every object",
      OPERATIONS.createContact,
      { email: "a@example.com", constructor: 1 },
      "constructor",
    ],
    [
      "the name of a prototype",
      OPERATIONS.createContact,
      JSON.parse('{"email": "a@example.com", "__proto__": 1}'),
      "__proto__",
    ],
  ])("%s", (_, operation, data, where) => {
    expect(Object.keys(problems(operation, data))).toEqual([where]);
  });

  test("the error tells the fields there are, and shows no value", () => {
    const send = () => body(OPERATIONS.createContact, { emial: "private@example.com" });
    const fields = Object.keys(OPERATIONS.createContact.body ?? {}).join(", ");
    expect(send).toThrow(new RegExp(`emial: There is no such field.*The fields are: ${fields}`));
    expect(send).not.toThrow(/private/);
    expect(() => body(OPERATIONS.scheduleCampaign, { scheduled_at: "2030-05-01T09:00" })).toThrow(
      /with an offset/,
    );
  });

  test("an update of nothing", () => {
    expect(() => body(OPERATIONS.updateContact, { phone: undefined })).toThrow(/at least one field/);
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
        `Unknown filter 'colour'.*Supported filters: ${Object.keys(OPERATIONS.listContacts.filters ?? {}).join(", ")}`,
      ),
    ],
    [OPERATIONS.listContacts, { toString: "red" }, /Unknown filter 'toString'/],
    [OPERATIONS.listEmailAccounts, { q: "x" }, /This list takes no filters/],
    [OPERATIONS.listContacts, { source: "bought" }, /source: Must be one of/],
    [OPERATIONS.listContacts, { tags: ["a,b"] }, /comma/],
    [OPERATIONS.listContacts, { tags: [null] }, /array of strings/],
    [OPERATIONS.listEmailTemplates, { is_base: "maybe" }, /true or false/],
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
