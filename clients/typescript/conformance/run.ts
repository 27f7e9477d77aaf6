/** The runner for TypeScript: plays scenarios with the client. Whether the outcome is right, conformance/run.py says. */
import { Buffer } from "node:buffer";
import { readFile, writeFile } from "node:fs/promises";
import { inspect } from "node:util";
import { sleep } from "../src/abort.js";
import { type BulkResult, Client, KonigleError, OutcomeUnknownError, Page } from "../src/index.js";

type Json = Record<string, unknown>;
interface Step {
  call?: string;
  args?: unknown[];
  options?: Json;
  cancel_after?: number;
  save?: Record<string, string>;
  sandbox?: string;
  send?: Json;
}
interface Scenario {
  id: string;
  seed?: Json;
  faults?: Json[];
  client?: Json;
  steps: Step[];
}
type Methods = Record<string, Record<string, (...args: unknown[]) => unknown>>;

const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
/** Options in the words of this SDK: times are milliseconds here. */
function optionsOf(given: Json): Json {
  const converted = Object.entries(given).map(([name, value]) =>
    ["timeout", "deadline", "retry_backoff"].includes(name)
      ? [`${camel(name)}Ms`, Number(value) * 1000]
      : [camel(name), value],
  );
  return Object.fromEntries(converted) as Json;
}

/** The value with `$name` replaced by what was saved, and files as the SDK takes them. */
function filled(value: unknown, saved: Json): unknown {
  if (typeof value === "string" && value.startsWith("$")) return saved[value.slice(1)];
  if (Array.isArray(value)) return value.map((item) => filled(item, saved));
  if (typeof value !== "object" || value === null) return value;
  const { base64, ...rest } = value as Json;
  if (typeof base64 === "string") return { data: Buffer.from(base64, "base64"), ...rest };
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, filled(item, saved)]));
}

function at(value: unknown, path: string): unknown {
  return path.split(".").reduce((found, name) => (found as Json)[name], value);
}

const plain = ({ index, status, error }: BulkResult<unknown>) => ({
  index,
  status,
  error: error?.kind ?? null,
});

async function resultOf(
  client: Methods,
  { call = "", args = [], options = {} }: Step,
  saved: Json,
  signal: AbortSignal | undefined,
) {
  const [manager = "", method = ""] = call.split(".").map(camel);
  let given = args.map((argument) => filled(argument, saved));
  if (method === "list" || method === "iterAll") {
    const { page_size: pageSize, ...conditions } = (given[0] ?? {}) as Json;
    given = [pageSize === undefined ? conditions : { ...conditions, pageSize }];
  }
  if (call === "campaigns.schedule" && given.length === 1) given.push(undefined);
  const isMany = method.endsWith("Many");
  const own = { ...optionsOf(options), ...(isMany && { concurrency: 1 }), ...(signal && { signal }) };
  const returned = client[manager]?.[method]?.(...given, own);
  if (method === "iterAll" || isMany) {
    const items: unknown[] = [];
    for await (const item of returned as AsyncIterable<unknown>) items.push(item);
    return isMany ? (items as BulkResult<unknown>[]).map(plain) : items;
  }
  const result = await returned;
  if (!(result instanceof Page)) return result;
  const { count, hasNext, numPages, currentPage, pageSize } = result;
  const facts = { count, has_next: hasNext, num_pages: numPages, current_page: currentPage };
  return { ...facts, payload: result.payload, page_size: pageSize };
}

function errorOf(error: KonigleError): Json {
  const isUnknown = error instanceof OutcomeUnknownError;
  return {
    kind: error.kind,
    cause: isUnknown ? error.cause.kind : null,
    applied: error.applied,
    attempts: error.attempts.length,
    status: error.status ?? null,
    fields: Object.keys(error.fieldErrors).sort(),
    retry_after: error.retryAfter ?? null,
    waits: error.attempts.map(({ waitedMs }) => waitedMs / 1000),
    shown: inspect(error, { depth: 9, showHidden: true }),
  };
}

async function play(url: string, scenario: Scenario): Promise<Json> {
  const control = async (request: string, body: Json = {}): Promise<unknown> => {
    const [method = "", path = ""] = request.split(" ");
    const sent = method === "GET" ? { method } : { method, body: JSON.stringify(body) };
    const response = await fetch(`${url}/__sandbox${path}`, sent);
    const text = await response.text();
    if (!response.ok) throw new Error(`${scenario.id}: the sandbox refused ${request}: ${text}`);
    return text ? JSON.parse(text) : null;
  };
  await control("POST /reset");
  if (scenario.seed) await control("POST /seed", scenario.seed);
  for (const rule of scenario.faults ?? []) await control("POST /faults", rule);
  const { random = 0.5, ...given } = scenario.client ?? {};
  const settings = { api_key: "sandbox-key", base_url: url, retry_backoff: 0, ...given };
  const clock = { now: () => performance.now(), sleep, random: () => Number(random) };
  const client = new Client({ ...optionsOf(settings), clock }) as unknown as Methods;
  const saved: Json = {};
  const steps: Json[] = [];
  for (const step of scenario.steps) {
    if (step.sandbox) {
      steps.push({ result: await control(step.sandbox, step.send) });
      continue;
    }
    const after = step.cancel_after;
    const timer = after === undefined ? undefined : AbortSignal.timeout(after * 1000);
    const signal = after === 0 ? AbortSignal.abort() : timer;
    try {
      const result = await resultOf(client, step, saved, signal);
      steps.push({ result });
      for (const [name, path] of Object.entries(step.save ?? {})) saved[name] = at(result, path);
    } catch (error) {
      if (error instanceof KonigleError) steps.push({ error: errorOf(error) });
      else if (signal?.aborted && error === signal.reason) steps.push({ error: { kind: "canceled" } });
      else throw error;
    }
  }
  return { id: scenario.id, steps, requests: await control("GET /requests") };
}

const [url = "", scenarios = "", results = ""] = process.argv.slice(2);
const played: Json[] = [];
for (const scenario of JSON.parse(await readFile(scenarios, "utf8")) as Scenario[]) {
  played.push(await play(url, scenario));
}
await writeFile(results, JSON.stringify(played));
