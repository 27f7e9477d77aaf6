/** The side of fetch: options of a call, what its failures mean, and where a redirect may lead. */
import { retryAfter } from "./answers.js";
import type { Call } from "./call.js";
import { checkCount, checkTime, type Config, HEADER_VALUE } from "./config.js";
import { InvalidArgumentError } from "./errors.js";
import type { Outcome } from "./retry.js";

export const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MEBIBYTE = 1024 * 1024;

const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/; // token, RFC 9110, 5.6.2
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
      `Unknown option ${unknown.join(", ")} of ${operation}: a call takes ${[...KNOWN].join(", ")}.`,
      { operation },
    );
  }
  const { timeoutMs = config.timeoutMs, deadlineMs = config.deadlineMs, idempotencyKey } = options;
  const headers: Record<string, string> = { "user-agent": config.userAgent, accept: "application/json" };
  if (idempotencyKey === "")
    throw new InvalidArgumentError("idempotencyKey is empty; nothing was sent.", { operation });
  const key = idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey };
  Object.assign(headers, checkHeaders(operation, { ...options.headers, ...key }));
  const requestId = (headers["x-request-id"] ??= crypto.randomUUID().replaceAll("-", ""));
  return {
    timeoutMs: withFiles(checkTime("timeoutMs", timeoutMs, InvalidArgumentError), call),
    deadlineMs: checkTime("deadlineMs", deadlineMs, InvalidArgumentError),
    retryCount: checkCount("retryCount", options.retryCount ?? config.retryCount, InvalidArgumentError),
    headers,
    requestId,
    idempotencyKey,
    signal: options.signal,
  };
}

/** fetch has no time limit for a phase, so a try with files gets one second more for each MiB it has to send. */
function withFiles(timeoutMs: number | null, call: Call): number | null {
  if (timeoutMs === null || !call.files) return timeoutMs;
  const bytes = call.files.reduce((sum, file) => sum + file.size, 0);
  return timeoutMs + Math.ceil(bytes / MEBIBYTE) * 1000;
}

function checkHeaders(operation: string, headers: Readonly<Record<string, unknown>>): Record<string, string> {
  const checked: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    let problem: string;
    if (!NAME.test(name)) problem = `'${name}' is no header name`;
    else if (OURS.has(name.toLowerCase())) problem = `${name} is set by the client itself`;
    else if (typeof value !== "string" || !HEADER_VALUE.test(value)) {
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
  return { kind: "answer", what: `the server responded with ${status}`, status, retryAfter: wait };
}

// How a rejection of fetch says that nothing was sent: no connection, or no proof of who is there. Node.js, Bun and
// undici have codes; Deno has the words of its HTTP library, which tell connecting from sending.
const NOT_SENT =
  /^(E(CONNREFUSED|NOTFOUND|AI_\w+|HOSTUNREACH|NETUNREACH|ADDRNOTAVAIL)|UND_ERR_CONNECT_TIMEOUT)$|client error \(Connect\)|^bad port$|Requests to port \d+ are blocked/;
const NOT_TRUSTED =
  /^(ERR_TLS_CERT\w+|CERT_\w+|UNABLE_TO_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+)$|invalid peer certificate/;
const TIMED_OUT = /^UND_ERR_(HEADERS|BODY)_TIMEOUT$/;
const SHOWN = ["name", "stack", "code", "errno", "syscall", "hostname", "address", "port"];

/** What a rejection of fetch means; the words say how it failed and after how long, and show no part of the request. */
export function outcomeOf(problem: unknown, takenMs: number, timedOut: boolean): Outcome {
  const after = `(${(takenMs / 1000).toFixed(2)} s)`;
  if (timedOut) return { kind: "timeout", what: `the response was not complete in time ${after}` };
  const chain = chainOf(problem);
  const codes = chain.map(({ code }) => code).filter((each) => typeof each === "string");
  const code = codes[0] ? `: ${codes[0]}` : "";
  const isConnecting = chain.some(({ syscall }) => syscall === "connect" || syscall === "getaddrinfo");
  const isSaid = (pattern: RegExp) =>
    [...codes, ...chain.map((each) => String(each["message"]))].some((each) => pattern.test(each));
  if (isSaid(TIMED_OUT)) return { kind: "timeout", what: `timed out waiting for the response ${after}` };
  if (isSaid(NOT_TRUSTED)) {
    return {
      kind: "not_sent",
      what: `the server's certificate is not trusted${code} ${after}`,
      isPermanent: true,
    };
  }
  if (isSaid(NOT_SENT) || isConnecting) {
    return { kind: "not_sent", what: `no connection could be made${code} ${after}` };
  }
  return {
    kind: "lost",
    what: `the connection closed before a complete response was received${code} ${after}`,
  };
}

/** A rejection and its causes, outermost first; no more than five, for a chain may be a circle. */
function chainOf(problem: unknown): Record<string, unknown>[] {
  const chain: Record<string, unknown>[] = [];
  let each = problem;
  while (typeof each === "object" && each !== null && chain.length < 5) {
    chain.push(each as Record<string, unknown>);
    each = (each as Record<string, unknown>)["cause"];
  }
  return chain;
}

/**
 * A copy of a rejection and its causes with their names, messages and codes, and nothing else: that of a caller's own
 * fetch may hold the request, and so the key.
 */
export function causeOf(problem: unknown, redact: (text: string) => string): Error | undefined {
  return chainOf(problem).reduceRight<Error | undefined>((cause, each) => {
    const copy = new Error(redact(String(each["message"])), cause && { cause });
    for (const name of SHOWN) {
      const value = each[name];
      const shown = typeof value === "string" ? redact(value) : value;
      if (typeof shown === "string" || typeof shown === "number")
        Object.defineProperty(copy, name, { value: shown, configurable: true, enumerable: name !== "stack" });
    }
    return copy;
  }, undefined);
}

/** Where a redirected read goes on: same scheme, host and port only, so that key and data stay there. */
export function redirectOf(
  method: string,
  url: string,
  status: number,
  headers: Headers,
): string | undefined {
  const location = headers.get("location");
  if (!REDIRECTS.has(status) || method !== "GET" || !location || !URL.canParse(location, url))
    return undefined;
  const { origin, username, password, href } = new URL(location, url);
  return origin === new URL(url).origin && !username && !password ? href : undefined;
}
