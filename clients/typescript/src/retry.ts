/**
 * Whether to try again, and when: a function of what happened so far. No clock is read and nothing is sent here.
 *
 * The rules follow from the replay class of the operation, not from the HTTP verb:
 *
 *     what happened                                    safe, settled     once
 *     connection never made, 429, 503 + Retry-After    again             again (nothing was applied)
 *     response lost or unreadable, 408, any other 5xx  retry             OutcomeUnknownError
 *     rejected on a retry of a settled operation       check with a GET  -
 *     anything else                                    result or error   result or error
 *
 * A response with `X-Should-Retry: false` is never retried. `true` asks for a retry of an error that the table does not
 * retry; an operation of class `once` obeys it only with a key that the server honours.
 */
import type { OperationFacts } from "./facts.js";
import { BUDGET, MAX_BACKOFF_MS, MAX_RETRY_AFTER_S, REFUSALS, SEE_OTHER } from "./generated/settings.js";

/** The result of one attempt. */
export interface Outcome {
  /** `answer` (a response), or how it failed: before anything was sent, after it was sent, or by timeout. */
  readonly kind: "answer" | "not_sent" | "lost" | "timeout";
  /** The failure in words. */
  readonly what: string;
  /** Status code of the response. */
  readonly status?: number | undefined;
  /** Seconds that the response asks to wait. */
  readonly retryAfter?: number | undefined;
  /** What `X-Should-Retry` of an unsuccessful response says. */
  readonly shouldRetry?: boolean | undefined;
  /** Why a successful response cannot be decoded. */
  readonly unreadable?: string;
  /** Whether another attempt is bound to fail for the same reason. */
  readonly isPermanent?: boolean;
  /** The response, if there was one. */
  readonly headers?: Headers;
  readonly content?: string;
  /** What a success brings. */
  readonly value?: unknown;
  /** What fetch rejected with, without the key. */
  readonly cause?: Error | undefined;
}

type Effect = "success" | "refused" | "nothing" | "unknown";

/** The attempts of one call so far. */
export interface Tries {
  readonly operation: OperationFacts;
  /** How many were made, the latest one included. */
  readonly made: number;
  /** Repeats allowed. */
  readonly retryCount: number;
  /** Width of the first wait's range. */
  readonly backoffMs: number;
  /** Milliseconds since the call began, and how many there are in all; null for no limit. */
  readonly nowMs: number;
  readonly deadlineMs: number | null;
  /** Whether a try before the latest one may have been applied. */
  readonly maybeApplied: boolean;
  /** Whether an operation of class `once` may be retried: a key is given, and the server honours it. */
  readonly replayOnce: boolean;
  /** Whether a server that asks to wait ends the call, since a bulk run waits for all its calls together. */
  readonly throttleRaises: boolean;
  /** What is left of the client's retry budget. */
  readonly tokens: number;
  /** A number drawn from 0 to 1. */
  readonly draw: number;
}

/** What to do next. */
export interface Decision {
  /** Succeed, wait and retry, check the state with a GET, or fail. */
  readonly act: "done" | "again" | "look" | "stop";
  readonly waitMs: number;
  /** Why it fails, if the response does not say it. */
  readonly why: string;
  /** Whether any try may have been applied. */
  readonly maybeApplied: boolean;
  /** What it takes from the retry budget, or gives back to it. */
  readonly tokens: number;
}

/** Whether the server asks to wait; it has applied nothing then. */
export function isThrottled({ status, retryAfter }: Pick<Outcome, "status" | "retryAfter">): boolean {
  return status === 429 || (status === 503 && retryAfter !== undefined);
}

/** What an attempt did: it succeeded, the server refused it, nothing was applied, or nobody can tell. */
export function effectOf(outcome: Outcome): Effect {
  const { kind, status = 0, unreadable } = outcome;
  if (kind === "not_sent" || isThrottled(outcome)) return "nothing";
  if (kind !== "answer" || status < 200 || status >= 500 || SEE_OTHER.includes(status)) return "unknown";
  if (status >= 300) return "refused";
  return unreadable ? "unknown" : "success";
}

/** Decides what to do after the latest attempt. */
export function decide(tries: Tries, outcome: Outcome): Decision {
  const { operation, made, retryCount, deadlineMs } = tries;
  const { status = 0 } = outcome;
  let { maybeApplied } = tries;
  const end = (act: Decision["act"], why = "", waitMs = 0, tokens = 0): Decision => {
    return { act, waitMs, why, maybeApplied, tokens };
  };
  const effect = effectOf(outcome);
  if (effect === "success") return end("done", "", 0, Math.max(1, (made - 1) * BUDGET.retry));
  if (maybeApplied && REFUSALS.includes(status) && operation.replay === "settled") {
    if (operation.method === "DELETE") return end(status === 404 ? "done" : "stop");
    return end(operation.settled ? "look" : "stop");
  }
  maybeApplied ||= effect === "unknown";
  const isPutOff = tries.throttleRaises && isThrottled(outcome) && !maybeApplied;
  if (outcome.shouldRetry === false)
    return end("stop", "Not retried: the server asks not to (X-Should-Retry: false).");
  if (!mayRepeat(tries, outcome, effect) || isPutOff) return end("stop");
  if (made > retryCount) return end("stop", retryCount ? `Gave up after ${made} attempts.` : "");
  // full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"); the server's own word goes first
  const jitterMs = tries.draw * Math.min(MAX_BACKOFF_MS, tries.backoffMs * 2 ** (made - 1));
  const waitMs = outcome.retryAfter === undefined ? jitterMs : outcome.retryAfter * 1000;
  const wait = `would have to wait ${Math.round(waitMs / 100) / 10} s`;
  if (deadlineMs === null && waitMs > MAX_RETRY_AFTER_S * 1000)
    return end("stop", `The next attempt ${wait}, so the call is not retried.`);
  if (deadlineMs !== null && waitMs >= deadlineMs - tries.nowMs)
    return end("stop", `The next attempt ${wait}, past the deadline of ${deadlineMs / 1000} s.`);
  const cost = outcome.kind === "timeout" ? BUDGET.timeout : BUDGET.retry;
  if (tries.tokens < cost) return end("stop", "Too many calls failed of late (retry budget used up).");
  return end("again", "", waitMs, -cost);
}

function mayRepeat(
  { operation, replayOnce }: Tries,
  { status = 0, shouldRetry, isPermanent }: Outcome,
  effect: Effect,
): boolean {
  if (isPermanent || SEE_OTHER.includes(status)) return false;
  if (effect === "nothing") return true;
  const isRetryable = effect === "unknown" || status === 408 || shouldRetry === true;
  return isRetryable && (operation.replay !== "once" || replayOnce);
}
