/** Calls that ended without a usable answer: the right error, and how to find out what became of them. */
import { type Ending, errorFor, invalidResponse } from "./answers.js";
import { isWrite, nameOf } from "./call.js";
import {
  type ApiError,
  type Attempt,
  type KonigleError,
  NetworkError,
  OutcomeUnknownError,
  TimeoutError,
} from "./errors.js";
import type { OperationFacts } from "./facts.js";
import type { Outcome } from "./retry.js";

/** The latest try of a call, and what is known of all of them. */
export interface Failed {
  readonly operation: OperationFacts;
  readonly outcome: Outcome;
  /** The answer, when there was one. */
  readonly headers: Headers | undefined;
  readonly content: string;
  /** What fetch rejected with, without the key. */
  readonly cause: Error | undefined;
  readonly attempts: readonly Attempt[];
  readonly maybeApplied: boolean;
  readonly why: string;
  readonly requestId: string;
  readonly idempotencyKey: string | undefined;
}

/** The error a call ends with: what is known of all its tries, and what became of the data. */
export function endingOf(failed: Failed): KonigleError {
  const { operation } = failed;
  const isUnknown = failed.maybeApplied && isWrite(operation);
  const facts = {
    operation: operation.id,
    method: operation.method,
    pathTemplate: operation.path,
    requestId: failed.headers?.get("x-request-id") ?? failed.requestId,
    attempts: failed.attempts,
    applied: isUnknown ? "unknown" : "no",
    ...(failed.idempotencyKey === undefined ? {} : { idempotencyKey: failed.idempotencyKey }),
  } as const;
  const plain = plainError(failed, { words: [failed.why, fateOf(operation, isUnknown)], facts });
  if (!isUnknown || operation.replay !== "once") return plain;
  const { status, retryAfter } = plain as Partial<ApiError>;
  const told = {
    ...(status === undefined ? {} : { status }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
  return new OutcomeUnknownError(plain.message, { ...facts, ...told }, plain);
}

function plainError(failed: Failed, ending: Ending): KonigleError {
  const { operation, outcome, headers, content } = failed;
  if (headers && outcome.status !== undefined) {
    return outcome.unreadable
      ? invalidResponse(operation, outcome.status, headers, content, outcome.unreadable, ending)
      : errorFor(operation, outcome.status, headers, content, ending);
  }
  const message = [`${nameOf(operation)}: ${outcome.what}.`, ...ending.words].filter(Boolean).join(" ");
  return new (outcome.kind === "timeout" ? TimeoutError : NetworkError)(message, ending.facts, failed.cause);
}

function fateOf(operation: OperationFacts, isUnknown: boolean): string {
  if (!isWrite(operation)) return "";
  if (!isUnknown) return "Nothing was applied.";
  if (operation.replay !== "once") return "It may have been applied; calling again is safe.";
  return `It may have been applied all the same. ${howToFindOut(operation)}`;
}

/** Where to look whether an operation was applied. */
export function howToFindOut(operation: OperationFacts): string {
  const { path } = operation;
  const end = path.indexOf("}");
  let where: string;
  if (path.endsWith("/send-email") || path.endsWith("/send-test-email")) {
    where = "The API keeps no list of single mails: ask the recipient or look at the account's own log";
  } else if (end >= 0) {
    where = `Read the resource (GET ${path.slice(0, end + 1)}) and look at its state or its sums`;
  } else {
    where = `List GET ${path.split("/").slice(0, 5).join("/")} and look for it`;
  }
  return `${where} before calling again.`;
}
