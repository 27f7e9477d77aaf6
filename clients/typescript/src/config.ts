/** What a client is made with. */
import { kindOf } from "./call.js";
import { ConfigurationError } from "./errors.js";
import { VERSION } from "./version.js";

export const DEFAULT_BASE_URL = "https://tim.konigle.com";

/** Where time and chance come from; a test passes its own. */
export interface Clock {
  /** Milliseconds on a clock that never goes back. */
  now(): number;
  /** Resolves after so many milliseconds; rejects with the signal's reason when that is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** A number from 0 to 1. */
  random(): number;
}

/** Options of a client. Times are in milliseconds. */
export interface ClientOptions {
  /** Key of the Konigle site; the environment's `KONIGLE_API_KEY` when left out. */
  apiKey?: string | undefined;
  /** Where the API is, with a scheme; may carry a path prefix. `KONIGLE_BASE_URL` when left out. */
  baseUrl?: string | undefined;
  /** For one try (a form gets one more second for each MiB of it); null for no limit. 30,000 when left out. */
  timeoutMs?: number | null | undefined;
  /** For the whole call, all attempts and waits together; null, the default, for no limit. */
  deadlineMs?: number | null | undefined;
  /** Maximum number of retries after the first attempt; default 3, 0 disables them. */
  retryCount?: number | undefined;
  /** The first wait is drawn from 0 to this, each next range is twice as wide. 500 when left out. */
  retryBackoffMs?: number | undefined;
  /** A `fetch` of yours, for proxies and TLS. */
  fetch?: typeof globalThis.fetch | undefined;
  /** True if the server honours `Idempotency-Key`: calls with a key may then be retried. */
  assumeIdempotent?: boolean | undefined;
  /** True to allow plain `http` to other hosts than this machine. */
  allowHttp?: boolean | undefined;
  /** The word before the key in the `Authorization` header. */
  authPrefix?: string | undefined;
  /** The `User-Agent` header. */
  userAgent?: string | undefined;
  /** Where time and chance come from, for tests. */
  clock?: Clock | undefined;
}

/** Checked settings of a client. The key is not among its properties, so that nothing that prints it shows it. */
export class Config {
  readonly baseUrl: string;
  readonly timeoutMs: number | null;
  readonly deadlineMs: number | null;
  readonly retryCount: number;
  readonly retryBackoffMs: number;
  readonly assumeIdempotent: boolean;
  readonly userAgent: string;
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
  readonly #authorization: string;

  constructor(options: ClientOptions) {
    this.baseUrl = checkBaseUrl(
      options.baseUrl ?? environment("BASE_URL") ?? DEFAULT_BASE_URL,
      options.allowHttp,
    );
    this.timeoutMs = checkTime("timeoutMs", options.timeoutMs === undefined ? 30_000 : options.timeoutMs);
    this.deadlineMs = checkTime("deadlineMs", options.deadlineMs ?? null);
    this.retryCount = checkCount("retryCount", options.retryCount ?? 3);
    this.retryBackoffMs = checkTime("retryBackoffMs", options.retryBackoffMs ?? 500) ?? 0;
    this.assumeIdempotent = options.assumeIdempotent ?? false;
    this.userAgent = checkText("userAgent", options.userAgent ?? `konigle-typescript/${VERSION}`);
    this.clock = options.clock ?? SYSTEM_CLOCK;
    // read for each call, so that a test can replace the global one
    this.fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
    const prefix = checkText("authPrefix", options.authPrefix ?? "Token");
    this.#authorization = `${prefix} ${checkKey(options.apiKey ?? environment("API_KEY"))}`.trim();
  }

  /** The `Authorization` header. */
  authorization(): string {
    return this.#authorization;
  }
}

const SYSTEM_CLOCK: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the caller's own reason
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener("abort", stop);
        resolve();
      }, ms);
      signal?.addEventListener("abort", stop, { once: true });
      if (signal?.aborted) stop();
    }),
  random: () => Math.random(),
};

function environment(name: string): string | undefined {
  // not every runtime has a process
  const found = (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env;
  const value = found?.[`KONIGLE_${name}`];
  return value === "" ? undefined : value;
}

function checkKey(key: unknown): string {
  let problem = "";
  if (key === undefined || key === "") problem = "There is no API key. Pass apiKey, or set KONIGLE_API_KEY.";
  else if (typeof key !== "string") problem = `apiKey must be a string, not ${kindOf(key)}.`;
  else if (/^[\x21-\x7e]+$/.test(key)) return key;
  else problem = "apiKey holds white space, control characters or non-ASCII letters; it is not shown here.";
  throw new ConfigurationError(problem);
}

function checkBaseUrl(value: unknown, allowHttp = false): string {
  // eslint-disable-next-line no-control-regex -- URL would drop them without a word
  if (typeof value !== "string" || /[\s\u0000-\u001f\u007f]/.test(value)) {
    throw new ConfigurationError("baseUrl must be text without white space and control characters.");
  }
  let url: URL;
  try {
    url = new URL(value);
  } catch {
    throw new ConfigurationError(`baseUrl needs a scheme and a host, such as '${DEFAULT_BASE_URL}'.`);
  }
  if (!/^https?:\/\//i.test(value) || !url.hostname) {
    throw new ConfigurationError(`baseUrl needs a scheme and a host, such as '${DEFAULT_BASE_URL}'.`);
  }
  if (url.username || url.password)
    throw new ConfigurationError("baseUrl must not carry a user name or password.");
  if (/[?#]/.test(value)) throw new ConfigurationError("baseUrl must end with its path: no '?' and no '#'.");
  if (url.protocol === "http:" && !isLoopback(url.hostname) && !allowHttp) {
    throw new ConfigurationError(
      "baseUrl would send the API key unencrypted. Use https, or pass allowHttp: true.",
    );
  }
  return value.replace(/\/+$/, "");
}

/** Whether a host is this machine; URL has brought addresses into their one form. */
function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** Milliseconds, or null for no limit. */
export function checkTime(name: string, value: unknown): number | null {
  if (value === null || (typeof value === "number" && value >= 0 && Number.isFinite(value))) return value;
  throw new ConfigurationError(`${name} must be milliseconds, zero or more, or null.`);
}

/** A number of times. */
export function checkCount(name: string, value: unknown): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
  throw new ConfigurationError(`${name} must be a whole number, zero or more.`);
}

function checkText(name: string, value: unknown): string {
  if (typeof value === "string" && /^([\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?)?$/.test(value)) return value;
  throw new ConfigurationError(`${name} must be printable ASCII text without white space around it.`);
}
