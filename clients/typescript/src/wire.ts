/** What goes to fetch: options of a call, its request, and where a redirect may lead. */
import { type Call, fillPath, quote } from "./call.js";
import { checked, type Config, HEADER_VALUE } from "./config.js";
import { InvalidArgumentError } from "./errors.js";
import { type FilePart, formOf } from "./files.js";
import { CALL_SETTINGS, type CallSettings } from "./generated/settings.js";

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MEBIBYTE = 1024 * 1024;
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/; // token, RFC 9110, 5.6.2
const OURS = /^(authorization|host|content-length|content-type|transfer-encoding|connection|cookie)$/i;
const KNOWN = [...CALL_SETTINGS, "headers", "signal"];

/** Options that every method takes, for one call. Times are in milliseconds. */
export interface RequestOptions extends CallSettings {
  /** Headers added to the request; they may not replace the client's own. */
  headers?: Headers | Readonly<Record<string, string>> | undefined;
  /** Ends the call when it is aborted; the call then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
}

/** What is the same for each attempt of a call: what is sent, and the client's settings with the call's own on top. */
export type Request = ReturnType<typeof requestOf>;

/** The request of a call. Throws InvalidArgumentError for options that cannot be used. */
export function requestOf(config: Config, call: Call, options: RequestOptions = {}) {
  const { operation, body, files, query = {} } = call;
  const { timeoutMs = config.timeoutMs, deadlineMs = config.deadlineMs } = options;
  const { retryCount = config.retryCount, idempotencyKey, signal } = options;
  checked("time", { timeoutMs, deadlineMs }, InvalidArgumentError);
  const form = files && formOf(body ?? {}, files);
  const type = form?.type ?? (body && "application/json");
  const headers = {
    "user-agent": config.userAgent,
    accept: "application/json",
    "x-request-id": crypto.randomUUID().replaceAll("-", ""),
    ...checkHeaders(operation.id, options),
    ...(type && { "content-type": type }),
    authorization: config.authorization(),
  };
  const pairs = Object.entries(query).map(([name, value]) => `${quote(name)}=${quote(value)}`);
  return {
    call,
    url: [config.baseUrl + fillPath(operation, call.id), pairs.join("&")].filter(Boolean).join("?"),
    init: { method: operation.method, headers, body: body && !form ? JSON.stringify(body) : null },
    form,
    timeoutMs: withFiles(timeoutMs, files),
    deadlineMs,
    ...checked("count", { retryCount }, InvalidArgumentError),
    requestId: headers["x-request-id"],
    idempotencyKey,
    signal,
  };
}

/** fetch has no time limit for a phase, so an attempt with files gets one second more for each MiB it has to send. */
function withFiles(timeoutMs: number | null, files: readonly FilePart[] = []): number | null {
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  return timeoutMs === null ? null : timeoutMs + Math.ceil(bytes / MEBIBYTE) * 1000;
}

/** The headers that the options of a call add, in lower case. */
function checkHeaders(operation: string, options: RequestOptions): Record<string, string> {
  const refuse = (problem: string): never => {
    throw new InvalidArgumentError(`Options of ${operation}: ${problem}; nothing was sent.`, { operation });
  };
  const unknown = Object.keys(options).filter((name) => !KNOWN.includes(name));
  if (unknown.length > 0) refuse(`unknown option ${unknown.join(", ")}; a call takes ${KNOWN.join(", ")}`);
  const { idempotencyKey, headers } = options;
  if (idempotencyKey === "") refuse("idempotencyKey is empty");
  const key = idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey };
  const given = headers instanceof Headers ? Object.fromEntries(headers) : headers;
  const pairs = Object.entries({ ...given, ...key }).map(([name, value]: [string, unknown]) => {
    if (!NAME.test(name)) return refuse(`'${name}' is no header name`);
    if (OURS.test(name)) return refuse(`the header ${name} is set by the client itself`);
    if (typeof value === "string" && HEADER_VALUE.test(value)) return [name.toLowerCase(), value];
    return refuse(`the value of ${name} must be printable ASCII text without white space around it`);
  });
  return Object.fromEntries(pairs) as Record<string, string>;
}

/** Where a redirected read continues: same scheme, host and port only, so that key and data stay there. */
export function redirectOf(method: string, url: string, response: Response): string | undefined {
  const location = response.headers.get("location");
  if (!REDIRECTS.has(response.status) || method !== "GET" || !location || !URL.canParse(location, url))
    return undefined;
  const { origin, username, password, href } = new URL(location, url);
  return origin === new URL(url).origin && !username && !password ? href : undefined;
}
