/** The loop that touches the network: one call, as many attempts as the policy allows. */
import { Limit } from "./abort.js";
import { isObject } from "./answers.js";
import {
  type Call,
  checkRecipients,
  fillPath,
  isSettled,
  isWrite,
  knownOf,
  lookupOf,
  quote,
} from "./call.js";
import type { Config } from "./config.js";
import { endingOf, type Failed } from "./endings.js";
import { type Attempt, KonigleError } from "./errors.js";
import { Form } from "./files.js";
import { Observer } from "./hooks.js";
import { itemsOf, UnreadableAnswer } from "./paging.js";
import { BUDGET, decide, isSuccess, isThrottled, type Outcome } from "./retry.js";
import { isNode, isReachable } from "./runtime.js";
import { Throttle } from "./throttle.js";
import {
  causeOf,
  MAX_REDIRECTS,
  outcomeOf,
  outcomeOfAnswer,
  redirectOf,
  type RequestOptions,
  type Settings,
  settingsOf,
} from "./wire.js";

/** A finished call. */
export interface Finished {
  /** HTTP status of the response; null when nothing was sent, as in a dry run. */
  readonly status: number | null;
  readonly headers: Headers;
  /** The `X-Request-ID` of the response, else the one that was sent. */
  readonly requestId: string;
  readonly attempts: readonly Attempt[];
  /** The response's value, or one made of the request when there was nothing to read. */
  readonly value: unknown;
}

/** A request that is the same for each attempt. */
interface Prepared {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Form | null;
}

/** The result of one attempt. */
interface Try {
  readonly outcome: Outcome;
  readonly headers?: Headers;
  readonly content: string;
  readonly value?: unknown;
  readonly cause?: Error | undefined;
}

/** Sends calls. */
export class Transport {
  readonly config: Config;
  readonly throttle: Throttle;
  #tokens: number = BUDGET.capacity;

  constructor(config: Config) {
    this.config = config;
    this.throttle = new Throttle(config.clock);
  }

  /** Makes a call. Rejects with a KonigleError, or the reason of an aborted signal. */
  async exchange(call: Call, options?: RequestOptions, throttleRaises = false): Promise<Finished> {
    const { config } = this;
    const settings = settingsOf(config, call, options);
    checkRecipients(call, config.recipientsAllowlist);
    const request = requestOf(config, call, settings);
    settings.signal?.throwIfAborted();
    await Promise.resolve(); // so that a signal that is aborted in the same tick ends the call before anything is sent
    settings.signal?.throwIfAborted();
    const observer = new Observer(config, call.operation, settings.requestId);
    if (config.dryRun && isWrite(call.operation)) {
      observer.dryRun();
      observer.end([], null);
      return finishedBy({ outcome: { kind: "answer", what: "" }, content: "" }, call, settings, []);
    }
    const ended = await this.#repeat(request, call, settings, observer, throttleRaises).catch(
      (reason: unknown) => {
        observer.end([], null, reason); // the signal was aborted
        throw reason;
      },
    );
    if (!("outcome" in ended)) {
      observer.end(ended.attempts, ended.status);
      return ended;
    }
    // made here and not in the loop, so that the caller's own line is among the few that a stack shows
    const error = endingOf(ended);
    observer.end(ended.attempts, error.status ?? null, error);
    throw error;
  }

  async #repeat(
    request: Prepared,
    call: Call,
    settings: Settings,
    observer: Observer,
    throttleRaises: boolean,
  ): Promise<Finished | Failed> {
    const { clock, backoffMs, assumeIdempotent } = this.config;
    const { operation } = call;
    const { idempotencyKey, requestId, signal } = settings;
    const replayOnce = assumeIdempotent && idempotencyKey !== undefined;
    const began = clock.now();
    const attempts: Attempt[] = [];
    let waitedMs = 0;
    let maybeApplied = false;
    for (;;) {
      signal?.throwIfAborted();
      const startedMs = clock.now() - began;
      const latest = await this.#try(request, call, settings, startedMs);
      const { outcome } = latest;
      const nowMs = clock.now() - began;
      const durationMs = nowMs - startedMs;
      const ended = {
        status: outcome.status ?? null,
        error: outcome.status === undefined ? outcome.what : null,
      };
      const attempt = { number: attempts.length + 1, ...ended, startedMs, durationMs, waitedMs };
      attempts.push(attempt);
      observer.attempt(attempt);
      if (isThrottled(outcome)) this.throttle.onThrottled(durationMs, outcome.retryAfter);
      const chance = { tokens: this.#tokens, draw: clock.random(), replayOnce, throttleRaises };
      const facts = { operation, made: attempts.length, backoffMs, nowMs, maybeApplied, ...chance };
      const { act, waitMs, why, ...rest } = decide({ ...settings, ...facts }, outcome);
      this.#tokens = Math.min(BUDGET.capacity, this.#tokens + rest.tokens);
      ({ maybeApplied } = rest);
      if (act === "again") {
        waitedMs = waitMs;
        observer.retry(attempt, waitMs, outcome.what);
        await clock.sleep(waitMs, signal);
        continue;
      }
      const found = act === "look" ? await this.#look(call, settings, nowMs) : undefined;
      if (found) return { ...found, attempts };
      if (act === "done") return finishedBy(latest, call, settings, attempts);
      return { ...latest, operation, attempts, maybeApplied, why, requestId, idempotencyKey };
    }
  }

  /** One attempt, with the redirects a read may follow. */
  async #try(request: Prepared, call: Call, settings: Settings, startedMs: number): Promise<Try> {
    const { clock, redact } = this.config;
    const leftMs = settings.deadlineMs === null ? Infinity : Math.max(0, settings.deadlineMs - startedMs);
    const limit = new Limit(Math.min(settings.timeoutMs ?? Infinity, leftMs), settings.signal);
    const began = clock.now();
    try {
      return await limit.race(this.#fetch(request, call, limit.signal));
    } catch (problem) {
      settings.signal?.throwIfAborted();
      const outcome = outcomeOf(problem, clock.now() - began, limit.isOver);
      return { outcome, content: "", cause: causeOf(problem, redact) };
    }
  }

  async #fetch({ url: first, ...init }: Prepared, call: Call, signal: AbortSignal): Promise<Try> {
    const { fetch = globalThis.fetch, redact } = this.config; // called without `this`, as Cloudflare Workers require
    if (call.operation.replay === "once" && !(await isReachable(fetch, first, signal))) {
      return { outcome: { kind: "not_sent", what: "no connection could be made" }, content: "" };
    }
    const sent = withBody(init, fetch);
    let url = first;
    for (let hops = 0; ; hops += 1) {
      signal.throwIfAborted();
      const response = await fetch(url, { ...sent, redirect: "manual", signal });
      const content = await response.text();
      const next = redirectOf(init.method, url, response.status, response.headers);
      if (next === undefined || hops >= MAX_REDIRECTS) return read(call, response, content, redact);
      url = next;
    }
  }

  /** Whether a refused repeat had been applied by an earlier attempt: the resource is in the wanted state. */
  async #look(call: Call, settings: Settings, nowMs: number): Promise<Finished | undefined> {
    const lookup = lookupOf(call);
    const { settled } = call.operation;
    if (!lookup || !settled) return undefined;
    const { retryCount, deadlineMs, signal } = settings;
    const leftMs = deadlineMs === null ? null : Math.max(0, deadlineMs - nowMs);
    try {
      const found = await this.exchange(lookup, { retryCount, deadlineMs: leftMs, signal });
      return isObject(found.value) && isSettled(settled, found.value, call) ? found : undefined;
    } catch (problem) {
      if (problem instanceof KonigleError) return undefined;
      throw problem;
    }
  }
}

function requestOf(config: Config, call: Call, settings: Settings): Prepared {
  const { method } = call.operation;
  const form = call.files && new Form(call.body ?? {}, call.files);
  const query = Object.entries(call.query ?? {}).map(([name, value]) => `${quote(name)}=${quote(value)}`);
  const url = [config.baseUrl + fillPath(call.operation, call.id), query.join("&")].filter(Boolean).join("?");
  const type = form?.type ?? (call.body && "application/json");
  const headers: Record<string, string> = {
    ...settings.headers,
    ...(type ? { "content-type": type } : {}),
    authorization: config.authorization(),
  };
  return { method, url, headers, body: form ?? (call.body ? JSON.stringify(call.body) : null) };
}

/** Method, headers and body as fetch takes them. */
function withBody(
  { method, headers, body }: Omit<Prepared, "url">,
  fetch: typeof globalThis.fetch,
): RequestInit {
  if (!(body instanceof Form)) return { method, headers, body };
  if (fetch !== globalThis.fetch || !isNode()) return { method, headers, body: body.blob() };
  const { body: stream, length } = body.stream();
  const init = { method, headers: { ...headers, "content-length": length }, body: stream, duplex: "half" };
  return init;
}

/** What a response brought: its value, if it is JSON of the right kind; what that holds is not checked. */
function read(call: Call, response: Response, content: string, redact: (text: string) => string): Try {
  const { status, headers } = response;
  const outcome = outcomeOfAnswer(status, headers);
  const shown = () => {
    const safe = new Headers();
    headers.forEach((value, name) => {
      safe.append(name, redact(value));
    });
    return { headers: safe, content: redact(content) };
  };
  if (!isSuccess(outcome)) return { outcome, ...shown() };
  if (isWrite(call.operation) && !content.trim()) return { outcome, headers, content };
  try {
    return { outcome, headers, content, value: valueOf(call, content) };
  } catch (problem) {
    if (!(problem instanceof UnreadableAnswer)) throw problem;
    return { outcome: { ...outcome, unreadable: problem.message }, ...shown() };
  }
}

function valueOf(call: Call, content: string): unknown {
  const { answer } = call.operation;
  if (!content.trim()) {
    if (answer === "free") return {};
    throw new UnreadableAnswer("the body is empty");
  }
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    throw new UnreadableAnswer("the body is not JSON");
  }
  if (answer === "nothing") return undefined;
  if (!isObject(value)) throw new UnreadableAnswer("the body is no JSON object");
  if (answer === "page") itemsOf(value);
  return value;
}

function finishedBy(latest: Try, call: Call, settings: Settings, attempts: readonly Attempt[]): Finished {
  const headers = latest.headers ?? new Headers();
  // without a body, the request is all that is known of the resource
  const { answer } = call.operation;
  const standIn = answer === "object" ? knownOf(call) : answer === "free" ? {} : undefined;
  const isEmpty = isWrite(call.operation) && !latest.content.trim();
  return {
    status: latest.outcome.status ?? null,
    headers,
    requestId: headers.get("x-request-id") ?? settings.requestId,
    attempts,
    value: isEmpty ? standIn : latest.value,
  };
}
