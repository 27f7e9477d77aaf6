/** Errors of calls without a usable response, and how to check whether they were applied. */
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
  /** The response, if there was one. */
  readonly headers: Headers | undefined;
  readonly content: string;
  readonly attempts: readonly Attempt[];
  readonly maybeApplied: boolean;
  readonly why: string;
  readonly requestId: string;
  readonly idempotencyKey: string | undefined;
}

/** Adds the attempts, and whether the call was applied, to the error of a call. */
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
  return new (outcome.kind === "timeout" ? TimeoutError : NetworkError)(message, ending.facts);
}

function fateOf(operation: OperationFacts, isUnknown: boolean): string {
  if (!isWrite(operation)) return "";
  if (!isUnknown) return "Nothing was applied.";
  if (operation.replay !== "once") return "It may have been applied; calling again is safe.";
  return `The request may have been applied. ${howToFindOut(operation)}`;
}

/** How to check whether an operation was applied. */
export function howToFindOut(operation: OperationFacts): string {
  const { path } = operation;
  const end = path.indexOf("}");
  let where: string;
  if (path.endsWith("/send-email") || path.endsWith("/send-test-email")) {
    where = "The API has no list of single e-mails: ask the recipient or check the log of the account";
  } else if (end >= 0) {
    where = `Check the state or the totals of the resource (GET ${path.slice(0, end + 1)})`;
  } else {
    where = `Check with GET ${path.split("/").slice(0, 5).join("/")} whether it exists`;
  }
  return `${where} before you call again.`;
}
