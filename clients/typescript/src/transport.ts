/** The loop that touches the network: one call, as many attempts as the policy allows. */
import { limited } from "./abort.js";
import { isObject } from "./responses.js";
import { type Call, checkRecipients, isSettled, isWrite, lookupOf } from "./call.js";
import type { Config } from "./config.js";
import { endingOf } from "./endings.js";
import { type Attempt, KonigleError } from "./errors.js";
import { withForm } from "./files.js";
import { BUDGET } from "./generated/settings.js";
import { Observer } from "./hooks.js";
import { outcomeOfFailure, outcomeOfResponse, valueOf } from "./outcomes.js";
import { decide, isThrottled, type Outcome } from "./retry.js";
import { isNode, isReachable } from "./runtime.js";
import { Throttle } from "./throttle.js";
import { redirectOf, type Request, requestOf, type RequestOptions } from "./wire.js";

const MAX_REDIRECTS = 5;

/** What is known of a call, beside its data. */
export interface ResponseInfo {
  /** HTTP status of the response; null when nothing was sent, as in a dry run. */
  readonly status: number | null;
  readonly headers: Headers;
  /** The `X-Request-ID` of the response, else the one that was sent. */
  readonly requestId: string;
  readonly attempts: readonly Attempt[];
}

/** A finished call. */
export interface Finished extends ResponseInfo {
  /** The response's value, or one made of the request when there was nothing to read. */
  readonly value: unknown;
}

/** Sends calls. */
export class Transport {
  readonly throttle: Throttle;
  #tokens: number = BUDGET.capacity;

  constructor(readonly config: Config) {
    this.throttle = new Throttle(config.clock);
  }

  /** Makes a call. Rejects with a KonigleError, or the reason of an aborted signal. */
  async exchange(call: Call, options?: RequestOptions, throttleRaises = false): Promise<Finished> {
    const { dryRun, recipientsAllowlist } = this.config;
    const request = requestOf(this.config, call, options);
    checkRecipients(call, recipientsAllowlist);
    request.signal?.throwIfAborted();
    await Promise.resolve(); // so that a signal that is aborted in the same tick ends the call before anything is sent
    request.signal?.throwIfAborted();
    const observer = new Observer(this.config, call.operation, request.requestId);
    try {
      const isDry = dryRun && isWrite(call.operation);
      if (isDry) observer.dryRun();
      const outcome = isDry ? valueOf(call, "") : await this.#repeat(request, observer, throttleRaises);
      const { status, headers = new Headers(), value }: Partial<Outcome> = outcome;
      observer.end(status);
      const requestId = headers.get("x-request-id") ?? request.requestId;
      return { status: status ?? null, headers, requestId, attempts: observer.attempts, value };
    } catch (problem) {
      observer.end(problem instanceof KonigleError ? problem.status : undefined, problem);
      throw problem;
    }
  }

  /** The outcome of a success; throws the error of a failure. */
  async #repeat(request: Request, observer: Observer, throttleRaises: boolean): Promise<Outcome> {
    const { clock, retryBackoffMs: backoffMs, assumeIdempotent, redact } = this.config;
    const { call, signal, idempotencyKey } = request;
    const replayOnce = assumeIdempotent && idempotencyKey !== undefined;
    const began = clock.now();
    let waitedMs = 0;
    let maybeApplied = false;
    for (let made = 1; ; made += 1) {
      const startedMs = clock.now() - began;
      const outcome = await this.#attempt(request, startedMs);
      const nowMs = clock.now() - began;
      const durationMs = nowMs - startedMs;
      observer.attempt(outcome, { number: made, startedMs, durationMs, waitedMs });
      if (isThrottled(outcome)) this.throttle.onThrottled(durationMs, outcome.retryAfter);
      const chance = { tokens: this.#tokens, draw: clock.random(), replayOnce, throttleRaises };
      const facts = { operation: call.operation, made, backoffMs, nowMs, maybeApplied, ...chance };
      const decision = decide({ ...request, ...facts }, outcome);
      const { act, waitMs, tokens } = decision;
      ({ maybeApplied } = decision);
      this.#tokens = Math.min(BUDGET.capacity, this.#tokens + tokens);
      if (act === "done") return outcome;
      if (act !== "retry") {
        const found = act === "confirm" ? await this.#confirm(request, nowMs) : undefined;
        if (found) return { ...outcome, ...found, status: found.status ?? undefined };
        throw endingOf(request, outcome, decision, observer.attempts, redact);
      }
      observer.retry(waitMs, outcome.what);
      await clock.sleep(waitMs, signal);
      waitedMs = waitMs;
    }
  }

  /** One attempt, with the redirects a read may follow. */
  async #attempt(request: Request, startedMs: number): Promise<Outcome> {
    const { clock, redact } = this.config;
    const { timeoutMs, deadlineMs, signal } = request;
    const leftMs = Math.max(0, (deadlineMs ?? Infinity) - startedMs);
    const began = clock.now();
    try {
      return await limited(Math.min(timeoutMs ?? Infinity, leftMs), signal, (own) =>
        this.#fetch(request, own),
      );
    } catch (problem) {
      signal?.throwIfAborted();
      return outcomeOfFailure(problem, clock.now() - began, redact);
    }
  }

  async #fetch({ url: first, init, form, call }: Request, signal: AbortSignal): Promise<Outcome> {
    const { fetch = globalThis.fetch } = this.config; // called without `this`, as Cloudflare Workers require
    if (call.operation.replay === "once" && !(await isReachable(fetch, first, signal)))
      return { kind: "not_sent", what: "no connection could be made" };
    const sent = form ? withForm(init, form, fetch === globalThis.fetch && isNode()) : init;
    let url = first;
    for (let hops = 0; ; hops += 1) {
      signal.throwIfAborted();
      const response = await fetch(url, { ...sent, redirect: "manual", signal });
      const content = await response.text();
      const next = redirectOf(init.method, url, response);
      if (next === undefined || hops >= MAX_REDIRECTS) return outcomeOfResponse(call, response, content);
      url = next;
    }
  }

  /** Whether a refused repeat had been applied by an earlier attempt: the resource is in the wanted state. */
  async #confirm(
    { call, retryCount, deadlineMs, signal }: Request,
    nowMs: number,
  ): Promise<Finished | undefined> {
    const lookup = lookupOf(call);
    const { settled } = call.operation;
    if (!lookup || !settled) return undefined;
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
