/** Plays the vectors of conformance/vectors with the public client: what is sent, refused, and said of a response. */
import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import { expect, test } from "vitest";
import { parse } from "yaml";
import {
  ConfigurationError,
  InvalidArgumentError,
  KonigleError,
  NotFoundError,
  OutcomeUnknownError,
} from "../src/index.js";
import { Fake, LOST, NOT_SENT, type Sent, type Step } from "./support/fake.js";

type Json = Record<string, unknown>;
type Methods = Record<string, Record<string, (...args: unknown[]) => Promise<unknown>>>;
interface Vector {
  sends?: unknown;
  refused?: unknown;
}
interface Called extends Vector {
  args: unknown[];
}

process.env["TZ"] = "Asia/Kolkata"; // an HTTP date has no time zone of this machine

const PAGE = { page: "1", page_size: "20" };
const QUERY = /^([A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-F]{2})*$/; // RFC 3986, 3.4; a blank is a plus sign or %20

/** YAML reads `__proto__` as the key that it is; JSON.parse makes it a property of its own, as a program's JSON has it. */
function read(name: string): unknown {
  const url = new URL(`../../../conformance/vectors/${name}.yaml`, import.meta.url);
  return parse(readFileSync(url, "utf8"));
}

const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Makes a call that is named as in a scenario. */
async function callOf({ client }: Fake, call: string, args: unknown[]): Promise<unknown> {
  const [manager = "", method = ""] = call.split(".").map(camel);
  return (client as unknown as Methods)[manager]?.[method]?.(...args);
}

/** What a call sends, or the fields that it is refused for. */
async function outcomeOf(call: string, args: unknown[], part: (sent: Sent) => unknown): Promise<Json> {
  const fake = new Fake([{ status: 404 }]);
  try {
    await callOf(fake, call, args);
  } catch (problem) {
    if (problem instanceof NotFoundError) return { sends: part(fake.one) };
    if (!(problem instanceof InvalidArgumentError)) throw problem;
    expect(fake.sent).toEqual([]);
    return { refused: Object.keys(problem.fieldErrors).sort() };
  }
  throw new Error("the call succeeded");
}

const bodyOf = (sent: Sent) => JSON.parse(sent.text) as Json;

function each<V>(vectors: readonly V[], play: (vector: V) => Promise<void>): void {
  test.each(vectors.map((vector) => [JSON.stringify(vector), vector] as const))("%s", (_, vector) =>
    play(vector),
  );
}

const calledIn = (name: string) =>
  Object.entries(read(name) as Record<string, Called[]>).flatMap(([call, vectors]) =>
    vectors.map((vector) => ({ call, ...vector })),
  );

each(calledIn("validation"), async ({ call, args, refused, sends = args.at(-1) }) => {
  expect(await outcomeOf(call, args, bodyOf)).toEqual(refused ? { refused } : { sends });
});

each(calledIn("queries"), async ({ call, args: [filters], refused, sends = filters }) => {
  const { page_size: pageSize, ...given } = filters as Json;
  const args = [pageSize === undefined ? given : { ...given, pageSize }];
  expect(await outcomeOf(call, args, queryOf)).toEqual(
    refused ? { refused } : { sends: { ...PAGE, ...(sends as Json) } },
  );
});

function queryOf({ path }: Sent): Json {
  const raw = path.slice(path.indexOf("?") + 1);
  expect(raw).toMatch(QUERY);
  const pairs = [...new URLSearchParams(raw)];
  expect(new Set(pairs.map(([name]) => name)).size).toBe(pairs.length);
  return Object.fromEntries(pairs);
}

const URLS = read("urls") as {
  base_urls: (Vector & { base_url: string })[];
  ids: (Vector & { id: unknown })[];
};

each(URLS.base_urls, async ({ base_url: baseUrl, refused, sends }) => {
  if (refused) {
    expect(() => new Fake([], { baseUrl })).toThrow(ConfigurationError);
    return;
  }
  const fake = new Fake([{ status: 404 }], { baseUrl });
  await expect(fake.client.contacts.get("con_1")).rejects.toThrow(NotFoundError);
  expect(fake.one.url).toBe(sends);
});

each(URLS.ids, async ({ id, refused, sends }) => {
  const path = `/reachout/api/v1/contacts/${String(sends)}`;
  const outcome = await outcomeOf("contacts.get", [id], (sent) => sent.path);
  expect(outcome).toEqual(refused ? { refused: [] } : { sends: path });
});

each(read("times") as (Vector & { time: unknown })[], async ({ time, refused, sends = time }) => {
  const outcome = await outcomeOf(
    "campaigns.schedule",
    ["cmp_1", time],
    (sent) => bodyOf(sent)["scheduled_at"],
  );
  expect(outcome).toEqual(refused ? { refused: ["scheduled_at"] } : { sends });
});

each(read("amounts") as (Vector & { value: unknown; currency: string })[], async (vector) => {
  const { value, currency, refused, sends = value } = vector;
  const data = { email: "ada@example.com", value, currency };
  const outcome = await outcomeOf("contacts.update_ltv", [data], (sent) => bodyOf(sent)["value"]);
  expect(outcome).toEqual(refused ? { refused: ["value"] } : { sends });
});

interface Responded {
  status: number;
  headers?: Record<string, string>;
  body?: string;
  kind: string;
  cause?: string;
  applied?: string;
  retry_after?: number;
  should_retry?: boolean;
  fields?: Record<string, string[]>;
  shows?: string[];
  hides?: string[];
}
const KEY = "secret/key+1";
const ERRORS = read("errors") as { calls: Record<string, unknown[]>; responses: Record<string, Responded[]> };

const responses = Object.entries(ERRORS.responses).flatMap(([call, vectors]) =>
  vectors.map((vector) => ({ call, ...vector })),
);
each(responses, async ({ call, status, headers, body, ...vector }) => {
  const response = new Response(body ?? null, { status, ...(headers && { headers }) });
  const fake = new Fake([() => Promise.resolve(response)], { apiKey: KEY, retryCount: 0 });
  const error = await callOf(fake, call, ERRORS.calls[call] ?? []).catch((problem: unknown) => problem);
  if (!(error instanceof KonigleError)) throw error;
  const { kind, applied, retryAfter, shouldRetry, fieldErrors, message } = error;
  const { cause } = vector;
  expect({
    kind,
    applied,
    retryAfter,
    shouldRetry,
    ...(cause && { cause: (error as OutcomeUnknownError).cause.kind }),
  }).toEqual({
    kind: vector.kind,
    applied: vector.applied ?? "no",
    retryAfter: vector.retry_after,
    shouldRetry: vector.should_retry,
    ...(cause && { cause }),
  });
  expect(Object.entries(fieldErrors).sort()).toEqual(Object.entries(vector.fields ?? {}).sort());
  expect(vector.shows?.filter((text) => !message.includes(text)) ?? []).toEqual([]);
  expect(vector.hides?.filter((text) => message.includes(text)) ?? []).toEqual([]);
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(KEY);
});

interface Answered {
  status: number;
  retry_after?: number | string;
  should_retry?: boolean | string;
  body?: string;
}
interface Retried {
  script: (number | "not_sent" | "lost" | Answered)[];
  waits?: number[];
  kind?: string;
  applied?: string;
  retry_count?: number;
  retry_backoff?: number;
  random?: number;
  deadline?: number;
}
const CONTACT = '{"id": "con_1", "email": "ada@example.com"}';
const RETRIES = read("retries") as { calls: Record<string, unknown[]>; attempts: Record<string, Retried[]> };

function stepOf(outcome: Retried["script"][number]): Step {
  if (outcome === "not_sent") return NOT_SENT;
  if (outcome === "lost") return LOST;
  const answered: Answered = typeof outcome === "number" ? { status: outcome } : outcome;
  const { status, retry_after: wait, should_retry: asked, body } = answered;
  const content = body ?? ([200, 201].includes(status) ? CONTACT : null);
  const headers = {
    ...(wait !== undefined && { "retry-after": String(wait) }),
    ...(asked !== undefined && { "x-should-retry": String(asked) }),
  };
  return () => Promise.resolve(new Response(content, { status, headers }));
}

const attempts = Object.entries(RETRIES.attempts).flatMap(([call, vectors]) =>
  vectors.map((vector) => ({ call, ...vector })),
);
each(attempts, async ({ call, script, waits = [], kind, applied = "no", ...given }) => {
  const fake = new Fake(script.map(stepOf), {
    retryCount: given.retry_count,
    retryBackoffMs: given.retry_backoff === undefined ? undefined : given.retry_backoff * 1000,
    deadlineMs: given.deadline === undefined ? undefined : given.deadline * 1000,
  });
  fake.draw = given.random ?? 1;
  const error = await callOf(fake, call, RETRIES.calls[call] ?? []).then(
    () => undefined,
    (problem: unknown) => problem as KonigleError,
  );
  expect({ kind: error?.kind, applied: error?.applied ?? "no" }).toEqual({ kind, applied });
  expect(fake.waits.map((ms) => ms / 1000)).toEqual(waits);
  expect(fake.sent.length).toBe(script.length);
});
