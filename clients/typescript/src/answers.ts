/** What a response says beside success: the class of its error, messages by field, and how long to wait. */
import { ApiError } from "./errorBase.js";
import { BY_STATUS } from "./generated/statuses.js";

type FieldErrors = Record<string, string[]>;

const PLAIN_KEYS = ["detail", "message", "error", "title"];
const LIST_KEYS = new Set(["non_field_errors", "errors"]);
const DEEPEST = 20; // a body nested on purpose must not exhaust the stack
const MOST_FIELDS = 100;
const LONGEST_MESSAGE = 500;
const LONGEST_WAIT_S = 1e9;

/** The class for a status; any other non-success is an ApiError. */
export function errorClass(status: number): typeof ApiError {
  return BY_STATUS[status] ?? BY_STATUS[`${Math.trunc(status / 100)}XX`] ?? ApiError;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** JSON if it is some, else text, both without the API key; null for an empty body. */
export function parseBody(content: string, redact: (text: string) => string): unknown {
  if (!content.trim()) return null;
  try {
    // as JSON of one form: the key may be written with escapes
    return JSON.parse(redact(JSON.stringify(JSON.parse(content)))) as unknown;
  } catch {
    return redact(content);
  }
}

/** One readable sentence out of any body. */
export function messageOf(body: unknown, fields: Readonly<FieldErrors>): string {
  if (typeof body === "string" && body.trimStart().startsWith("<")) return "";
  const plain = isObject(body)
    ? PLAIN_KEYS.map((key) => [...textsIn(body[key])]).find(({ length }) => length)
    : undefined;
  const named = Object.entries(fields).map(([name, texts]) => `${name}: ${texts.join(" ")}`);
  return shorten((plain ?? (named.length > 0 ? named : [...textsIn(body)])).join("; "));
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
    yield cut(typeof value === "string" ? value : JSON.stringify(value));
  }
}

/** Whether an object is one message, and not a set of fields. */
function isMessage(value: Record<string, unknown>): boolean {
  return PLAIN_KEYS.some((key) => typeof value[key] === "string");
}

export function sentence(text: string): string {
  return !text || ".!?…".includes(text.slice(-1)) ? text : `${text}.`;
}

function shorten(text: string): string {
  return cut(text.split(/\s+/).filter(Boolean).join(" "));
}

function cut(text: string): string {
  const signs = Array.from(text.slice(0, 2 * LONGEST_MESSAGE + 2));
  return signs.length > LONGEST_MESSAGE ? `${signs.slice(0, LONGEST_MESSAGE).join("")}…` : text;
}

/** Messages by field, flat: `{"marketing_consent": {"email": [..]}}` gives `marketing_consent.email`. */
export function fieldErrors(
  body: Record<string, unknown>,
  prefix = "",
  flat = Object.create(null) as FieldErrors, // so that `__proto__` is a name like others
  depth = 0,
): FieldErrors {
  for (const [key, value] of Object.entries(body)) {
    if (!prefix && PLAIN_KEYS.includes(key) && typeof value === "string") continue;
    if (!prefix && key === "errors" && isObject(value) && depth < DEEPEST) {
      fieldErrors(value, "", flat, depth + 1);
    } else {
      const name = !prefix && LIST_KEYS.has(key) ? "non_field_errors" : key;
      addErrors(flat, prefix + name, value, depth);
    }
  }
  return flat;
}

function addErrors(flat: FieldErrors, where: string, value: unknown, depth: number): void {
  const isNested = (item: unknown) => isObject(item) && !isMessage(item) && depth < DEEPEST;
  if (isNested(value)) fieldErrors(value as Record<string, unknown>, `${where}.`, flat, depth + 1);
  else if (Array.isArray(value) && value.some(isObject)) {
    // errors of a list's items: by place where an item names fields, under the list's own name where it does not
    value.forEach((item: unknown, index) => {
      if (isNested(item)) addErrors(flat, `${where}.${index}`, item, depth);
      else addTexts(flat, where, item);
    });
  } else addTexts(flat, where, value);
}

function addTexts(flat: FieldErrors, where: string, value: unknown): void {
  if (!(where in flat) && Object.keys(flat).length >= MOST_FIELDS) return;
  const texts = [...textsIn(value)];
  if (texts.length > 0) (flat[where] ??= []).push(...texts);
}

/** Seconds the server asks to wait: `Retry-After` as seconds or HTTP date (RFC 9110, 10.2.3), else the body's word. */
export function retryAfter(headers: Headers, body?: unknown, nowMs = Date.now()): number | undefined {
  const text = (headers.get("retry-after") ?? "").trim();
  if (text) {
    if (/^\d+(\.\d*)?$|^\.\d+$/.test(text)) return Math.min(Number(text), LONGEST_WAIT_S);
    const now = httpDate(headers.get("date") ?? "") || nowMs; // the server's clock set the time
    const wait = (httpDate(text) - now) / 1000;
    return Number.isNaN(wait) ? undefined : Math.min(Math.max(0, wait), LONGEST_WAIT_S);
  }
  const said = isObject(body) ? body["retry_after"] : undefined;
  return typeof said === "number" && said >= 0 && said < LONGEST_WAIT_S ? said : undefined;
}

/** What `X-Should-Retry` says; undefined for nothing, or another word than true and false. */
export function shouldRetry(headers: Headers): boolean | undefined {
  const said = headers.get("x-should-retry")?.trim().toLowerCase();
  return said === "true" || said === "false" ? said === "true" : undefined;
}

/** The milliseconds of an HTTP date in any of its three forms (RFC 9110, 5.6.7); NaN if the text is none. */
function httpDate(text: string): number {
  return /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text)
    ? Date.parse(text.replace(/( GMT)?$/, " GMT"))
    : Number.NaN;
}
