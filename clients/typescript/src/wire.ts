/** The side of fetch: options of a call, what its failures mean, and where a redirect may lead. */
import { retryAfter } from "./answers.js";
import type { Call } from "./call.js";
import { checkCount, checkTime, type Config } from "./config.js";
import { ConfigurationError, InvalidArgumentError } from "./errors.js";
import type { Outcome } from "./retry.js";

export const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MEBIBYTE = 1024 * 1024;

const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/; // token, RFC 9110, 5.6.2
const VALUE = /^([\x21-\x7e]([\t\x20-\x7e]*[\x21-\x7e])?)?$/; // field-value, RFC 9110, 5.5
const OURS = new Set([
  ...["authorization", "host", "content-length", "content-type", "transfer-encoding", "connection", "cookie"],
]);

/** Options that every method takes, for one call. Times are in milliseconds. */
export interface RequestOptions {
  timeoutMs?: number | null | undefined;
  deadlineMs?: number | null | undefined;
  retryCount?: number | undefined;
  /** Sent as `Idempotency-Key`, the same for every attempt. */
  idempotencyKey?: string | undefined;
  /** Headers added to the request; they may not replace the client's own. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** Ends the call when it is aborted; the call then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
}

/** What one call goes by: the client's settings with the call's own options on top. */
export interface Settings {
  readonly timeoutMs: number | null;
  readonly deadlineMs: number | null;
  readonly retryCount: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly requestId: string;
  readonly idempotencyKey: string | undefined;
  readonly signal: AbortSignal | undefined;
}

const KNOWN = new Set(["timeoutMs", "deadlineMs", "retryCount", "idempotencyKey", "headers", "signal"]);

/** Reads the options of a call. Throws InvalidArgumentError for those that cannot be used. */
export function settingsOf(config: Config, call: Call, options: RequestOptions = {}): Settings {
  const operation = call.operation.id;
  const unknown = Object.keys(options).filter((name) => !KNOWN.has(name));
  if (unknown.length > 0) {
    throw new InvalidArgumentError(
      `Unknown option ${unknown.join(", ")} of ${operation}; a call takes ${[...KNOWN].join(", ")}.`,
      { operation },
    );
  }
  const { timeoutMs = config.timeoutMs, deadlineMs = config.deadlineMs, idempotencyKey } = options;
  const headers: Record<string, string> = { "user-agent": config.userAgent, accept: "application/json" };
  Object.assign(headers, checkHeaders(operation, options.headers ?? {}));
  if (idempotencyKey === "") {
    throw new InvalidArgumentError("idempotencyKey is empty; nothing was sent.", { operation });
  }
  if (idempotencyKey !== undefined) {
    Object.assign(headers, checkHeaders(operation, { "idempotency-key": idempotencyKey }));
  }
  const requestId = (headers["x-request-id"] ??= crypto.randomUUID().replaceAll("-", ""));
  try {
    return {
      timeoutMs: withFiles(checkTime("timeoutMs", timeoutMs), call),
      deadlineMs: checkTime("deadlineMs", deadlineMs),
      retryCount: checkCount("retryCount", options.retryCount ?? config.retryCount),
      headers,
      requestId,
      idempotencyKey,
      signal: options.signal,
    };
  } catch (problem) {
    if (!(problem instanceof ConfigurationError)) throw problem;
    throw new InvalidArgumentError(`${problem.message} Nothing was sent.`, { operation });
  }
}

/** fetch has no time limit for a phase, so a try with files gets one second more for each MiB it has to send. */
function withFiles(timeoutMs: number | null, call: Call): number | null {
  if (timeoutMs === null || !call.files) return timeoutMs;
  const bytes = call.files.reduce((sum, file) => sum + file.data.byteLength, 0);
  return timeoutMs + Math.ceil(bytes / MEBIBYTE) * 1000;
}

function checkHeaders(operation: string, headers: Readonly<Record<string, unknown>>): Record<string, string> {
  const checked: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    let problem: string;
    if (!NAME.test(name)) problem = `'${name}' is no header name`;
    else if (OURS.has(name.toLowerCase())) problem = `${name} is set by the client itself`;
    else if (typeof value !== "string" || !VALUE.test(value)) {
      problem = `the value of ${name} must be printable ASCII text without white space around it`;
    } else {
      checked[name.toLowerCase()] = value;
      continue;
    }
    throw new InvalidArgumentError(`Headers of ${operation}: ${problem}; nothing was sent.`, { operation });
  }
  return checked;
}

/** Returns the result of an attempt from the status code and headers of its response. */
export function outcomeOfAnswer(status: number, headers: Headers): Outcome {
  const wait = status === 429 || status === 503 ? retryAfter(headers) : undefined;
  return { kind: "answer", what: `the server responded with ${String(status)}`, status, retryAfter: wait };
}

// Codes of Node.js and its fetch (undici) that tell that nothing was sent: no connection, no proof of who is there.
const NOT_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT)$/;
const NOT_TRUSTED = /^(ERR_TLS_\w+|ERR_SSL_\w+|CERT_\w+|UNABLE_TO_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+)$/;
const TIMED_OUT = /^UND_ERR_(HEADERS|BODY)_TIMEOUT$/;

/** What a rejection of fetch means; the words say how it failed and after how long, and show no part of the request. */
export function outcomeOf(problem: unknown, takenMs: number, timedOut: boolean): Outcome {
  const after = `(${(takenMs / 1000).toFixed(2)} s)`;
  if (timedOut) return { kind: "timeout", what: `the response was not complete in time ${after}` };
  const told = codesOf(problem);
  const code = told.codes[0];
  if (told.codes.some((each) => TIMED_OUT.test(each))) {
    return { kind: "timeout", what: `timed out waiting for the response ${after}` };
  }
  if (told.codes.some((each) => NOT_SENT.test(each) || NOT_TRUSTED.test(each)) || told.isConnecting) {
    return { kind: "not_sent", what: `no connection could be made${code ? `: ${code}` : ""} ${after}` };
  }
  return {
    kind: "lost",
    what: `the connection broke or the response was not HTTP${code ? `: ${code}` : ""} ${after}`,
  };
}

/** The error codes of a rejection and its causes, and whether a socket was only connecting. */
function codesOf(problem: unknown): { codes: string[]; isConnecting: boolean } {
  const codes: string[] = [];
  let isConnecting = false;
  let each: unknown = problem;
  for (let depth = 0; depth < 5 && typeof each === "object" && each !== null; depth += 1) {
    const { code, syscall, cause } = each as { code?: unknown; syscall?: unknown; cause?: unknown };
    if (typeof code === "string") codes.push(code);
    isConnecting ||= syscall === "connect" || syscall === "getaddrinfo";
    each = cause;
  }
  return { codes, isConnecting };
}

/** Where a redirected read goes on: same scheme, host and port only, so that key and data stay there. */
export function redirectOf(
  method: string,
  url: string,
  status: number,
  headers: Headers,
): string | undefined {
  const location = headers.get("location");
  if (!REDIRECTS.has(status) || method !== "GET" || !location) return undefined;
  try {
    const target = new URL(location, url);
    return target.origin === new URL(url).origin && !target.username && !target.password
      ? target.href
      : undefined;
  } catch {
    return undefined;
  }
}
