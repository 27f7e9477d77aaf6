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
 */
import type { OperationFacts } from "./facts.js";

export const MAX_BACKOFF_MS = 8_000;
/** A longer wait is the caller's business, unless a deadline allows it. */
export const MAX_RETRY_AFTER_S = 120;

/** The result of one attempt. */
export interface Outcome {
  /** `answer` (a response), or how it failed: before anything was sent, after it was sent, or by timeout. */
  readonly kind: "answer" | "not_sent" | "lost" | "timeout";
  /** The failure in words. */
  readonly what: string;
  /** Status code of the response. */
  readonly status?: number;
  /** Seconds that the response asks to wait. */
  readonly retryAfter?: number | undefined;
  /** Why a successful response cannot be decoded. */
  readonly unreadable?: string;
}

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

/**
 * The retry budget, shared by all calls of a client, so that an outage is not multiplied. Figures as in botocore's
 * standard retry mode: 500 tokens, 5 for a retry, 10 after a time-out, 1 back for a success without retries.
 */
export const BUDGET = { capacity: 500, retry: 5, timeout: 10 } as const;

const SEE_OTHER = new Set([301, 302, 303]); // how many a web form says that it was done
const REFUSALS = new Set([400, 404, 409, 422]);

export function isSuccess(outcome: Outcome): boolean {
  const { status } = outcome;
  return status !== undefined && status >= 200 && status < 300 && !outcome.unreadable;
}

/** Whether the server cannot have applied an attempt. */
export function surelyNotApplied(outcome: Outcome): boolean {
  if (outcome.kind !== "answer") return outcome.kind === "not_sent";
  return outcome.status === 429 || (outcome.status === 503 && outcome.retryAfter !== undefined);
}

/** Whether the server may have acted, and nobody can tell. */
export function maybeAppliedBy(outcome: Outcome): boolean {
  if (outcome.kind !== "answer") return outcome.kind === "lost" || outcome.kind === "timeout";
  const { status } = outcome;
  const told = status === undefined || (status < 500 && !SEE_OTHER.has(status));
  return (!told || Boolean(outcome.unreadable)) && !surelyNotApplied(outcome);
}

/** Decides what to do after the latest attempt. */
export function decide(tries: Tries, outcome: Outcome): Decision {
  const { operation, maybeApplied } = tries;
  const base = { waitMs: 0, why: "", maybeApplied, tokens: 0 };
  if (isSuccess(outcome)) {
    return { ...base, act: "done", tokens: Math.max(1, (tries.made - 1) * BUDGET.retry) };
  }
  if (maybeApplied && REFUSALS.has(outcome.status ?? 0) && operation.replay === "settled") {
    return { ...base, act: refusedRepeat(operation, outcome) };
  }
  const known = { ...base, maybeApplied: maybeApplied || maybeAppliedBy(outcome) };
  if (!mayRepeat(tries, outcome)) return { ...known, act: "stop" };
  if (tries.made > tries.retryCount) {
    return {
      ...known,
      act: "stop",
      why: tries.retryCount ? `Gave up after ${String(tries.made)} attempts.` : "",
    };
  }
  return again(tries, outcome, known);
}

function refusedRepeat(operation: OperationFacts, outcome: Outcome): Decision["act"] {
  if (operation.method === "DELETE") return outcome.status === 404 ? "done" : "stop";
  return operation.settled ? "look" : "stop";
}

function mayRepeat(tries: Tries, outcome: Outcome): boolean {
  if (surelyNotApplied(outcome)) return true;
  if (outcome.status !== undefined && SEE_OTHER.has(outcome.status)) return false;
  if (maybeAppliedBy(outcome) || outcome.status === 408) {
    return tries.operation.replay !== "once" || tries.replayOnce;
  }
  return false;
}

function again(tries: Tries, outcome: Outcome, known: Omit<Decision, "act">): Decision {
  const waitMs = waitFor(tries, outcome);
  const leftMs = tries.deadlineMs === null ? null : tries.deadlineMs - tries.nowMs;
  const seconds = (ms: number) => String(Math.round(ms / 100) / 10);
  let why = "";
  if (leftMs !== null && waitMs >= leftMs) {
    why = `The next attempt would have to wait ${seconds(waitMs)} s, past the deadline of ${seconds(tries.deadlineMs ?? 0)} s.`;
  } else if (leftMs === null && waitMs > MAX_RETRY_AFTER_S * 1000) {
    why = `The server asks to wait ${seconds(waitMs)} s, so the call is not retried.`;
  }
  if (why) return { ...known, act: "stop", why };
  const cost = outcome.kind === "timeout" ? BUDGET.timeout : BUDGET.retry;
  if (tries.tokens < cost) {
    const worn = "Not tried again: too many calls of this client failed of late (retry budget used up).";
    return { ...known, act: "stop", why: worn };
  }
  return { ...known, act: "again", waitMs, tokens: -cost };
}

/** Full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"); a server's own word goes first. */
function waitFor(tries: Tries, outcome: Outcome): number {
  if (outcome.retryAfter !== undefined) return outcome.retryAfter * 1000;
  return tries.draw * Math.min(MAX_BACKOFF_MS, tries.backoffMs * 2 ** (tries.made - 1));
}
