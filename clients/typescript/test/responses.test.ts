import { describe, expect, test } from "vitest";
import { errorClass, fieldErrors, isObject, messageOf, parseBody, retryAfter } from "../src/responses.js";
import { endingOf } from "../src/endings.js";
import * as errors from "../src/errors.js";
import { OPERATIONS } from "./support/operations.js";
import { outcomeOfResponse } from "../src/outcomes.js";

const NOW = Date.UTC(2026, 0, 1, 12, 0, 0);

function failure(status: number, body: unknown, headers: Record<string, string> = {}): errors.ApiError {
  const content = typeof body === "string" ? body : JSON.stringify(body);
  const response = new Response(null, { status, headers });
  const call = { operation: OPERATIONS.getContact };
  const request = { call, requestId: "", idempotencyKey: undefined };
  const outcome = outcomeOfResponse(call, response, content);
  const text = (same: string) => same;
  return endingOf(request, outcome, { maybeApplied: false, why: "" }, [], text) as errors.ApiError;
}

test.each([
  [400, errors.ValidationError],
  [401, errors.AuthenticationError],
  [403, errors.AuthorizationError],
  [404, errors.NotFoundError],
  [409, errors.ConflictError],
  [422, errors.ValidationError],
  [429, errors.RateLimitError],
  [418, errors.RefusedError],
  [500, errors.ServerError],
  [599, errors.ServerError],
  [302, errors.ApiError],
])("%i is its own kind of error", (status, kind) => {
  expect(errorClass(status)).toBe(kind);
});

describe("a message out of any body", () => {
  test.each<[unknown, string]>([
    [{ detail: "Not now" }, "Not now"],
    [{ message: "Not now" }, "Not now"],
    [{ error: { message: "Deep" } }, "Deep"],
    [{ email: ["Taken.", "Odd."], tags: ["Empty."] }, "email: Taken. Odd.; tags: Empty."],
    [[{ message: "One" }, "Two"], "One; Two"],
    ["plain text", "plain text"],
    ["<html>Bad gateway</html>", ""],
    ["", ""],
    [null, ""],
    [{ detail: "" }, ""],
    [{ code: 7 }, "code: 7"],
    ["x".repeat(600), `${"x".repeat(500)}…`],
  ])("%j", (body, said) => {
    const parsed = typeof body === "string" ? parseBody(body, String) : body;
    expect(messageOf(parsed, isObject(parsed) ? fieldErrors(parsed) : {})).toBe(said);
  });

  test("the error names the operation, and ends its sentences", () => {
    expect(failure(409, { detail: "Taken" }).message).toBe(
      "getContact (GET /reachout/api/v1/contacts/{contact_id}): the server responded with 409. Taken.",
    );
    expect(failure(401, "").message).toContain("responded with 401. Check the API key.");
    expect(failure(307, "").message).toContain("A redirect is followed for reads only");
  });

  test("a body nested on purpose does no harm", () => {
    const depth = 100_000;
    const deep = `${'{"a":'.repeat(500)}"x"${"}".repeat(500)}`;
    expect(failure(400, deep)).toBeInstanceOf(errors.ValidationError);
    expect(failure(400, "[".repeat(depth)).body).toBe("[".repeat(depth));
  });

  test("a field may have any name", () => {
    const { fieldErrors: fields } = failure(400, '{"__proto__": ["Odd."], "constructor": ["Odd."]}');
    expect(Object.keys(fields)).toEqual(["__proto__", "constructor"]);
  });
});

describe("messages by field, flat", () => {
  test.each<[Record<string, unknown>, Record<string, string[]>]>([
    [{ email: ["Taken."] }, { email: ["Taken."] }],
    [{ marketing_consent: { email: ["Odd."] } }, { "marketing_consent.email": ["Odd."] }],
    [{ to_email: [{}, { 0: ["Odd."] }] }, { "to_email.1.0": ["Odd."] }],
    [{ tags: [{ message: "Odd." }] }, { tags: ["Odd."] }],
    [{ errors: { email: ["Taken."] } }, { email: ["Taken."] }],
    [{ errors: ["Odd."] }, { non_field_errors: ["Odd."] }],
    [{ non_field_errors: ["Odd."] }, { non_field_errors: ["Odd."] }],
    [{ name: { message: "Odd." } }, { name: ["Odd."] }],
    [{ detail: "No." }, {}],
    [{ name: "Odd." }, { name: ["Odd."] }],
  ])("%j", (body, flat) => {
    expect(fieldErrors(body)).toEqual(flat);
  });

  test("only of responses that say what is wrong with the data", () => {
    expect(failure(400, { email: ["Taken."] }).fieldErrors).toEqual({ email: ["Taken."] });
    expect(failure(500, { email: ["Taken."] }).fieldErrors).toEqual({});
  });
});

describe("how long the server asks to wait", () => {
  test.each<[string, number | undefined]>([
    ["30", 30],
    [" 1.5 ", 1.5],
    ["0", 0],
    ["-5", undefined],
    ["soon", undefined],
    ["99999999999999", 1e9],
    ["Thu, 01 Jan 2026 12:00:20 GMT", 20],
    ["Thu, 01 Jan 2026 11:00:00 GMT", 0],
  ])("Retry-After: %s", (text, seconds) => {
    expect(retryAfter(new Headers({ "retry-after": text }), undefined, NOW)).toBe(seconds);
  });

  test("without the header, the body's word counts", () => {
    expect(failure(429, { retry_after: 4 }).retryAfter).toBe(4);
    expect(failure(429, { retry_after: -4 }).retryAfter).toBeUndefined();
    expect(failure(429, { retry_after: 4 }, { "retry-after": "9" }).retryAfter).toBe(9);
    expect(failure(429, "").retryAfter).toBeUndefined();
  });
});
