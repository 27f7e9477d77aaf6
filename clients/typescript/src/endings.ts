/** Calls that ended without a usable response: the right error, and how to find out whether the call was applied. */
import { errorClass, fieldErrors, isObject, messageOf, parseBody, retryAfter, sentence } from "./answers.js";
import { about, isWrite, nameOf } from "./call.js";
import {
  type Attempt,
  InvalidResponseError,
  type KonigleError,
  NetworkError,
  OutcomeUnknownError,
  TimeoutError,
} from "./errors.js";
import type { OperationFacts } from "./facts.js";
import type { Outcome } from "./retry.js";

const ADVICE: Readonly<Record<number, string>> = {
  401: "Check the API key.",
  403: "The API key does not allow this operation.",
  429: "Wait before trying again.",
};
const REDIRECT = "A redirect is followed for reads only, and to the same host only.";

/** The latest try of a call, and what is known of all of them. */
export interface Failed {
  readonly operation: OperationFacts;
  readonly outcome: Outcome;
  /** The response, if there was one. */
  readonly headers?: Headers | undefined;
  readonly content: string;
  /** What fetch rejected with, without the key. */
  readonly cause?: Error | undefined;
  readonly attempts: readonly Attempt[];
  readonly maybeApplied: boolean;
  readonly why: string;
  readonly requestId: string;
  readonly idempotencyKey: string | undefined;
}

/** The error a call ends with: what is known of all its attempts, and whether it was applied. */
export function endingOf(failed: Failed): KonigleError {
  const { operation, outcome, headers, content, attempts, idempotencyKey } = failed;
  const { status = 0, unreadable, what } = outcome;
  const isUnknown = failed.maybeApplied && isWrite(operation);
  const body = headers && parseBody(content);
  const contentType = headers?.get("content-type") ?? null;
  const fields = isObject(body) && [400, 409, 422].includes(status) ? fieldErrors(body) : {};
  const facts = {
    ...about(operation),
    requestId: headers?.get("x-request-id") ?? failed.requestId,
    attempts,
    applied: isUnknown ? ("unknown" as const) : ("no" as const),
    idempotencyKey,
    status: outcome.status,
    retryAfter: headers && !unreadable ? retryAfter(headers, body) : undefined,
  };
  const said = unreadable
    ? [
        `${what}, but ${unreadable} (content type ${contentType ?? "not given"}).`,
        isWrite(operation) ? "" : "Try again later.",
      ]
    : [
        `${what}.`,
        sentence(messageOf(body, fields)),
        status >= 300 && status < 400 ? REDIRECT : ADVICE[status],
      ];
  const words = [...said, failed.why, fateOf(operation, isUnknown)].filter(Boolean).join(" ");
  const withoutResponse = outcome.kind === "timeout" ? TimeoutError : NetworkError;
  const Kind = !headers ? withoutResponse : unreadable ? InvalidResponseError : errorClass(status);
  const response = headers ? { body, fieldErrors: fields, contentType } : {};
  const plain = new Kind(`${nameOf(operation)}: ${words}`, { ...facts, ...response }, failed.cause);
  return isUnknown && operation.replay === "once"
    ? new OutcomeUnknownError(plain.message, facts, plain)
    : plain;
}

function fateOf({ path, replay }: OperationFacts, isUnknown: boolean): string {
  if (replay === "safe") return "";
  if (!isUnknown) return "Nothing was applied.";
  if (replay !== "once") return "It may have been applied; calling again is safe.";
  const resource = /^[^}]*\}/.exec(path)?.[0];
  let where = `Check with GET ${path.split("/").slice(0, 5).join("/")} whether it exists`;
  if (/\/send-(test-)?email$/.test(path)) {
    where = "The API has no list of single e-mails: ask the recipient";
  } else if (resource) where = `Check the state or the totals of the resource (GET ${resource})`;
  return `The request may have been applied. ${where} before you call again.`;
}
