/** Calls that ended without a usable response: the right error, and how to find out whether the call was applied. */
import { errorClass, fieldErrors, isObject, messageOf, parseBody, retryAfter, sentence } from "./answers.js";
import { about, isWrite, nameOf } from "./call.js";
import {
  type Attempt,
  InvalidResponseError,
  type KonigleError,
  NetworkError,
  OutcomeUnknownError,
  ServerError,
  TimeoutError,
} from "./errors.js";
import type { OperationFacts } from "./facts.js";
import type { Decision, Outcome } from "./retry.js";
import type { Request } from "./wire.js";

const ADVICE: Readonly<Record<number, string>> = {
  401: "Check the API key.",
  403: "The API key does not allow this operation.",
  429: "Wait before trying again.",
};
const REDIRECT = "A redirect is followed for reads only, and to the same host only.";

/** The error a call ends with: what is known of all its attempts, and whether it was applied. */
export function endingOf(
  { call: { operation }, requestId, idempotencyKey }: Pick<Request, "call" | "requestId" | "idempotencyKey">,
  { kind, what, status, shouldRetry, headers, content = "", unreadable, cause }: Outcome,
  { maybeApplied, why }: Pick<Decision, "maybeApplied" | "why">,
  attempts: readonly Attempt[],
  redact: (text: string) => string,
): KonigleError {
  const isUnknown = maybeApplied && isWrite(operation);
  const header = (name: string) => redact(headers?.get(name) ?? "") || undefined;
  const contentType = header("content-type") ?? null;
  const body = parseBody(content, redact);
  const fields = isObject(body) && [400, 409, 422].includes(status ?? 0) ? fieldErrors(body) : {};
  const facts = {
    ...about(operation),
    requestId: header("x-request-id") ?? requestId,
    attempts,
    applied: isUnknown ? ("unknown" as const) : ("no" as const),
    idempotencyKey,
    status,
    retryAfter: headers && !unreadable ? retryAfter(headers, body) : undefined,
    shouldRetry,
  };
  const code = status ?? 0;
  const advice = code >= 300 && code < 400 ? REDIRECT : ADVICE[code];
  const said = unreadable
    ? [
        `${what}, but ${unreadable} (content type ${contentType ?? "not given"}).`,
        isWrite(operation) ? "" : "Try again later.",
      ]
    : [`${what}.`, sentence(messageOf(body, fields)), advice];
  const words = [...said, why, fateOf(operation, isUnknown)].filter(Boolean).join(" ");
  const message = `${nameOf(operation)}: ${words}`;
  const Unanswered = kind === "timeout" ? TimeoutError : NetworkError;
  const isOutcomeUnknown = isUnknown && operation.replay === "once";
  const OfStatus = errorClass(code);
  const isInvalid = unreadable !== undefined || (isOutcomeUnknown && OfStatus !== ServerError);
  const Answered = isInvalid ? InvalidResponseError : OfStatus;
  const plain = headers
    ? new Answered(message, { ...facts, body, fieldErrors: fields, contentType })
    : new Unanswered(message, facts, cause);
  return isOutcomeUnknown ? new OutcomeUnknownError(message, facts, plain) : plain;
}

function fateOf({ replay, recovery = "Check its effect" }: OperationFacts, isUnknown: boolean): string {
  if (replay === "safe") return "";
  if (!isUnknown) return "Nothing was applied.";
  if (replay !== "once") return "It may have been applied; calling again is safe.";
  return `The request may have been applied. ${recovery} before you call again.`;
}
