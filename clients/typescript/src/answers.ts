/** Maps an unsuccessful response to an error with a readable message. */
import { isWrite, nameOf } from "./call.js";
import * as errors from "./errors.js";
import type { OperationFacts } from "./facts.js";

type FieldErrors = Record<string, string[]>;
type ApiErrorClass = new (
  message: string,
  body: unknown,
  facts: errors.ErrorFacts & { status: number },
) => errors.ApiError;

const BY_STATUS: Readonly<Record<number, ApiErrorClass>> = {
  400: errors.ValidationError,
  401: errors.AuthenticationError,
  403: errors.AuthorizationError,
  404: errors.NotFoundError,
  409: errors.ConflictError,
  422: errors.ValidationError,
  429: errors.RateLimitError,
};
const ADVICE: Readonly<Record<number, string>> = {
  401: "Check the API key.",
  403: "The API key does not allow this operation.",
  429: "Wait before trying again.",
};
const REDIRECT = "A redirect is followed for reads only, and to the same host only.";
const PLAIN_KEYS = ["detail", "message", "error", "title"];
const LIST_KEYS = new Set(["non_field_errors", "errors"]);
const DEEPEST = 20; // a body nested on purpose must not exhaust the stack
const LONGEST_MESSAGE = 500;
const LONGEST_WAIT_S = 1e9;

/** The class for a status; any other non-success is an ApiError. */
export function errorClass(status: number): ApiErrorClass {
  const special = BY_STATUS[status];
  if (special) return special;
  if (status >= 400 && status < 500) return errors.RefusedError;
  return status >= 500 && status < 600 ? errors.ServerError : errors.ApiError;
}

/** What every error of a call has beside its own: words at the end of the message, and facts. */
export interface Ending {
  readonly words: readonly string[];
  readonly facts: errors.ErrorFacts;
}

/** Returns the error of an unsuccessful response, whatever its body is. */
export function errorFor(
  operation: OperationFacts,
  status: number,
  headers: Headers,
  content: string,
  ending: Ending,
): errors.ApiError {
  const body = parseBody(content);
  const fields = isObject(body) && [400, 409, 422].includes(status) ? fieldErrors(body) : {};
  const wait = retryAfter(headers, body);
  const told = [
    `${nameOf(operation)}: the server responded with ${String(status)}.`,
    sentence(messageOf(body, fields)),
    status >= 300 && status < 400 ? REDIRECT : ADVICE[status],
    ...ending.words,
  ];
  return new (errorClass(status))(told.filter(Boolean).join(" "), body, {
    ...ending.facts,
    status,
    ...(wait === undefined ? {} : { retryAfter: wait }),
    fieldErrors: fields,
  });
}

/** Returns the error of a successful response that cannot be decoded. */
export function invalidResponse(
  operation: OperationFacts,
  status: number,
  headers: Headers,
  content: string,
  why: string,
  ending: Ending,
): errors.InvalidResponseError {
  const kind = headers.get("content-type");
  const told = [
    `${nameOf(operation)}: the server responded with ${String(status)}, but ${why} (content type ${kind ?? "not given"}).`,
    isWrite(operation) ? "" : "Try again later.",
    ...ending.words,
  ];
  return new errors.InvalidResponseError(told.filter(Boolean).join(" "), parseBody(content), kind, {
    ...ending.facts,
    status,
  });
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** JSON if it is some, else text; null for an empty body. */
export function parseBody(content: string): unknown {
  if (!content.trim()) return null;
  try {
    return JSON.parse(content) as unknown;
  } catch {
    return content;
  }
}

/** One readable sentence out of any body. */
export function messageOf(body: unknown, fields: Readonly<FieldErrors>): string {
  if (isObject(body)) {
    const said = plainMessage(body);
    const parts = said
      ? [said]
      : Object.entries(fields).map(([name, texts]) => `${name}: ${texts.join(" ")}`);
    return shorten((parts.length > 0 ? parts : [...textsIn(body)]).join("; "));
  }
  if (typeof body === "string") return body.trimStart().startsWith("<") ? "" : shorten(body);
  return shorten([...textsIn(body)].join("; "));
}

function plainMessage(body: Record<string, unknown>): string {
  for (const key of PLAIN_KEYS) {
    const texts = [...textsIn(body[key])];
    if (texts.length > 0) return texts.join("; ");
  }
  return "";
}

/** Every message in a value, in order; what lies too deep is left out. */
function* textsIn(value: unknown, depth = 0): Generator<string> {
  if (value === null || value === undefined || value === "" || depth > DEEPEST) return;
  if (isObject(value)) {
    const key = PLAIN_KEYS.find((name) => value[name]);
    for (const inner of key === undefined ? Object.values(value) : [value[key]]) {
      yield* textsIn(inner, depth + 1);
    }
  } else if (Array.isArray(value)) {
    for (const item of value) yield* textsIn(item, depth + 1);
  } else {
    yield typeof value === "string" ? value : JSON.stringify(value);
  }
}

/** Whether an object is one message, and not a set of fields. */
function isMessage(value: Record<string, unknown>): boolean {
  return PLAIN_KEYS.some((key) => typeof value[key] === "string");
}

function sentence(text: string): string {
  return !text || ".!?…".includes(text.slice(-1)) ? text : `${text}.`;
}

function shorten(text: string): string {
  const flat = text.split(/\s+/).filter(Boolean).join(" ");
  return flat.length <= LONGEST_MESSAGE ? flat : `${flat.slice(0, LONGEST_MESSAGE)}…`;
}

/** An object whose every name is a field's, `__proto__` too. */
function empty(): FieldErrors {
  return Object.create(null) as FieldErrors;
}

/** Messages by field, flat: `{"marketing_consent": {"email": [..]}}` gives `marketing_consent.email`. */
export function fieldErrors(body: Record<string, unknown>, prefix = ""): FieldErrors {
  const flat = empty();
  for (const [key, value] of Object.entries(body)) {
    if (!prefix && PLAIN_KEYS.includes(key) && typeof value === "string") continue;
    if (!prefix && key === "errors" && isObject(value)) {
      Object.assign(flat, fieldErrors(value));
      continue;
    }
    const where = prefix + (!prefix && LIST_KEYS.has(key) ? "non_field_errors" : key);
    const isDeep = where.split(".").length > DEEPEST;
    if (isObject(value) && !isDeep && !isMessage(value)) {
      Object.assign(flat, fieldErrors(value, `${where}.`));
    } else if (Array.isArray(value) && value.some(isObject)) {
      Object.assign(flat, itemErrors(where, value));
    } else {
      const texts = [...textsIn(value)];
      if (texts.length > 0) (flat[where] ??= []).push(...texts);
    }
  }
  return flat;
}

/** Errors of list items: by index if an item names fields, otherwise under the name of the list. */
function itemErrors(where: string, items: readonly unknown[]): FieldErrors {
  const flat = empty();
  const isDeep = where.split(".").length > DEEPEST;
  items.forEach((item, place) => {
    if (isObject(item) && !isDeep && !isMessage(item)) {
      Object.assign(flat, fieldErrors(item, `${where}.${String(place)}.`));
    } else {
      (flat[where] ??= []).push(...textsIn(item));
    }
  });
  return flat;
}

/** Seconds the server asks to wait: `Retry-After` as seconds or HTTP date (RFC 9110, 10.2.3), else the body's word. */
export function retryAfter(headers: Headers, body?: unknown, nowMs = Date.now()): number | undefined {
  const text = (headers.get("retry-after") ?? "").trim();
  if (text) {
    if (/^\d+(\.\d*)?$|^\.\d+$/.test(text)) return Math.min(Number(text), LONGEST_WAIT_S);
    const when = /\d{4}/.test(text) ? Date.parse(text) : Number.NaN;
    return Number.isNaN(when) ? undefined : Math.max(0, (when - nowMs) / 1000);
  }
  const said = isObject(body) ? body["retry_after"] : undefined;
  return typeof said === "number" && said >= 0 && said < LONGEST_WAIT_S ? said : undefined;
}
