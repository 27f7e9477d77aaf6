/** The loop that uses the network: one call, with as many attempts as the retry policy allows. */
import createClient from "openapi-fetch";
import { isObject } from "./answers.js";
import { type Call, fillPath, isSettled, isWrite, knownOf, lookupOf } from "./call.js";
import type { Config } from "./config.js";
import { endingOf, type Failed } from "./endings.js";
import { type Attempt, KonigleError } from "./errors.js";
import { formOf } from "./files.js";
import type { paths } from "./generated/schema.js";
import { itemsOf, UnreadableAnswer } from "./paging.js";
import { BUDGET, type Decision, decide, isSuccess, type Outcome } from "./retry.js";
import {
  MAX_REDIRECTS,
  outcomeOf,
  outcomeOfAnswer,
  redirectOf,
  type RequestOptions,
  type Settings,
  settingsOf,
} from "./wire.js";

const LONGEST_TIMER_MS = 2 ** 31 - 1; // a longer one would go off at once

/** A finished call. */
export interface Finished {
  /** Status code of the response. */
  readonly status: number;
  readonly headers: Headers;
  /** The `X-Request-ID` of the response, or the one that was sent. */
  readonly requestId: string;
  readonly attempts: readonly Attempt[];
  /** The decoded response, or a result made from the request if there was no body. */
  readonly value: unknown;
}

/** A request whose bytes are the same for each attempt. */
interface Prepared {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: ArrayBuffer | undefined;
}

/** What one try brought. */
interface Try {
  readonly outcome: Outcome;
  readonly headers?: Headers;
  readonly content: string;
  readonly value?: unknown;
}

// The operation is chosen by its facts while the program runs; types are told where methods are written.
type Send = (method: string, path: string, init: Record<string, unknown>) => Promise<unknown>;

/** Sends calls. */
export class Transport {
  readonly config: Config;
  readonly #request: Send;
  #tokens: number = BUDGET.capacity;

  constructor(config: Config) {
    this.config = config;
    this.#request = createClient<paths>({ baseUrl: config.baseUrl }).request as unknown as Send;
  }

  /** The result of a call. Rejects with a KonigleError, or the reason of an aborted signal. */
  async send(call: Call, options: RequestOptions | undefined): Promise<unknown> {
    return (await this.exchange(call, options)).value;
  }

  /** Makes a call and tells all about it. */
  async exchange(call: Call, options: RequestOptions | undefined): Promise<Finished> {
    const settings = settingsOf(this.config, call, options);
    const path = fillPath(call.operation, call.id);
    settings.signal?.throwIfAborted();
    const form = call.files ? formOf(call.body ?? {}, call.files) : undefined;
    let ended: Finished | Failed | undefined;
    await this.#request(call.operation.method, path, {
      params: { query: call.query },
      headers: {
        ...settings.headers,
        ...(form ? { "content-type": form.type } : {}),
        authorization: this.config.authorization(),
      },
      body: call.body,
      ...(form ? { bodySerializer: () => form.bytes } : {}),
      fetch: async (request: Request) => {
        ended = await this.#repeat(await prepare(request), call, settings);
        return new Response(null, { status: 204 }); // the response is already decoded
      },
    });
    if (!ended) throw new KonigleError(`${call.operation.id}: there was no request; nothing was sent.`);
    // thrown here and not in the loop, so that the caller's own line is among the few that a stack shows
    if ("outcome" in ended) throw endingOf(ended);
    return ended;
  }

  async #repeat(request: Prepared, call: Call, settings: Settings): Promise<Finished | Failed> {
    const { clock } = this.config;
    const began = clock.now();
    const attempts: Attempt[] = [];
    let waitedMs = 0;
    let maybeApplied = false;
    for (;;) {
      const startedMs = clock.now() - began;
      const latest = await this.#try(request, call, settings, startedMs);
      const nowMs = clock.now() - began;
      attempts.push(attemptOf(latest, attempts.length + 1, startedMs, nowMs - startedMs, waitedMs));
      const decision = decide(
        {
          operation: call.operation,
          made: attempts.length,
          retryCount: settings.retryCount,
          backoffMs: this.config.retryBackoffMs,
          nowMs,
          deadlineMs: settings.deadlineMs,
          maybeApplied,
          replayOnce: this.config.assumeIdempotent && settings.idempotencyKey !== undefined,
          tokens: this.#tokens,
          draw: clock.random(),
        },
        latest.outcome,
      );
      this.#tokens = Math.min(BUDGET.capacity, this.#tokens + decision.tokens);
      maybeApplied = decision.maybeApplied;
      if (decision.act === "again") {
        waitedMs = decision.waitMs;
        await clock.sleep(waitedMs, settings.signal);
        continue;
      }
      const found = decision.act === "look" ? await this.#look(call, settings, nowMs) : undefined;
      if (found) return { ...found, attempts };
      if (decision.act === "done") return finishedBy(latest, call, settings, attempts);
      return failedBy(latest, call, settings, attempts, decision);
    }
  }

  /** Makes one attempt, and follows the redirects of a read. */
  async #try(request: Prepared, call: Call, settings: Settings, startedMs: number): Promise<Try> {
    const { clock } = this.config;
    const limit = new Limit(settings, startedMs);
    const began = clock.now();
    try {
      let { url } = request;
      for (let hops = 0; ; hops += 1) {
        const init = { ...request, url: undefined, redirect: "manual", signal: limit.signal } as const;
        const response = await this.config.fetch(url, { ...init, body: request.body ?? null });
        const content = await response.text();
        const next = redirectOf(request.method, url, response.status, response.headers);
        if (next === undefined || hops >= MAX_REDIRECTS) return read(call, response, content);
        url = next;
      }
    } catch (problem) {
      settings.signal?.throwIfAborted();
      // what fetch rejected with is not kept: that of a caller's own fetch may hold the request, and so the key
      return { outcome: outcomeOf(problem, clock.now() - began, limit.isOver), content: "" };
    } finally {
      limit.end();
    }
  }

  /** Whether a rejected retry was applied by an earlier attempt: the resource is in the wanted state. */
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

/** The time one try may take: its own limit or what is left of the deadline; the caller's signal ends it as well. */
class Limit {
  readonly #controller = new AbortController();
  readonly #caller: AbortSignal | undefined;
  readonly #timer: ReturnType<typeof setTimeout> | undefined;
  isOver = false;

  constructor(settings: Settings, startedMs: number) {
    const leftMs = settings.deadlineMs === null ? Infinity : Math.max(0, settings.deadlineMs - startedMs);
    const limitMs = Math.min(settings.timeoutMs ?? Infinity, leftMs);
    if (limitMs !== Infinity) {
      this.#timer = setTimeout(
        () => {
          this.isOver = true;
          this.#controller.abort();
        },
        Math.min(limitMs, LONGEST_TIMER_MS),
      );
    }
    this.#caller = settings.signal;
    this.#caller?.addEventListener("abort", this.#stop);
  }

  readonly #stop = (): void => {
    this.#controller.abort();
  };

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#caller?.removeEventListener("abort", this.#stop);
  }
}

async function prepare(request: Request): Promise<Prepared> {
  const { method, url, headers } = request;
  return { method, url, headers, body: request.body ? await request.arrayBuffer() : undefined };
}

function attemptOf(
  latest: Try,
  number: number,
  startedMs: number,
  durationMs: number,
  waitedMs: number,
): Attempt {
  const { status, what } = latest.outcome;
  return {
    number,
    status: status ?? null,
    error: status === undefined ? what : null,
    startedMs,
    durationMs,
    waitedMs,
  };
}

/** Decodes a response, if it is JSON of the right kind; its fields are not validated. */
function read(call: Call, response: Response, content: string): Try {
  const { status, headers } = response;
  const outcome = outcomeOfAnswer(status, headers);
  if (!isSuccess(outcome) || (isWrite(call.operation) && !content.trim()))
    return { outcome, headers, content };
  try {
    return { outcome, headers, content, value: valueOf(call, content) };
  } catch (problem) {
    if (!(problem instanceof UnreadableAnswer)) throw problem;
    return { outcome: { ...outcome, unreadable: problem.message }, headers, content };
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

function failedBy(
  { outcome, headers, content }: Try,
  { operation }: Call,
  { requestId, idempotencyKey }: Settings,
  attempts: readonly Attempt[],
  { maybeApplied, why }: Decision,
): Failed {
  return { operation, outcome, headers, content, attempts, maybeApplied, why, requestId, idempotencyKey };
}

function finishedBy(latest: Try, call: Call, settings: Settings, attempts: readonly Attempt[]): Finished {
  const headers = latest.headers ?? new Headers();
  const { answer } = call.operation;
  // an empty response to a write: it was applied, and only the request is known
  const standIn = answer === "object" ? knownOf(call) : answer === "free" ? {} : undefined;
  const isEmpty = isWrite(call.operation) && !latest.content.trim();
  return {
    status: latest.outcome.status ?? 0,
    headers,
    requestId: headers.get("x-request-id") ?? settings.requestId,
    attempts,
    value: isEmpty ? standIn : latest.value,
  };
}
