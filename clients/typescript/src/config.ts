/** What a client is made with. */
import { sleep } from "./abort.js";
import { kindOf } from "./call.js";
import { ConfigurationError, type KonigleError } from "./errors.js";
import { BACKOFF_MS, type ClientSettings, RETRY_COUNT, SERVER, TIMEOUT_MS } from "./generated/settings.js";
import type { Hook, Logger } from "./hooks.js";
import { environment } from "./runtime.js";
import { VERSION } from "./version.js";

export const HEADER_VALUE = /^([\x21-\x7e]([\t\x20-\x7e]*[\x21-\x7e])?)?$/; // field-value, RFC 9110, 5.5
const LOOPBACK = /^(localhost|\[::1\]|127\.\d+\.\d+\.\d+)$/; // as URL writes them
const SHORT_KEY = 8; // it may be a part of common words

/** Where time and chance come from; a test passes its own. */
export interface Clock {
  /** Milliseconds on a clock that never goes back. */
  now(): number;
  /** Resolves after so many milliseconds; rejects with the signal's reason when that is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** A number from 0 to 1. */
  random(): number;
}

type ErrorClass = new (message: string) => KonigleError;

/** Options of a client. Times are in milliseconds. */
export interface ClientOptions extends ClientSettings {
  /** A `fetch` of yours, for proxies and TLS. */
  fetch?: typeof globalThis.fetch | undefined;
  /** The word before the key in the `Authorization` header. */
  authPrefix?: string | undefined;
  /** The `User-Agent` header. */
  userAgent?: string | undefined;
  /** Functions called at the start and end of a call, for each attempt, and before a retry. */
  hooks?: Hook | readonly Hook[] | undefined;
  /** Receives a line for each attempt, retry and dry run, such as `console`. */
  logger?: Logger | undefined;
  /** Where time and chance come from, for tests. */
  clock?: Clock | undefined;
}

/** Checked settings of a client. The key is not among its properties, so that nothing that prints it shows it. */
export type Config = ReturnType<typeof configOf>;

/** Checks the options of a client. Throws ConfigurationError for those that cannot be used. */
export function configOf(options: ClientOptions) {
  const {
    apiKey = environment("KONIGLE_API_KEY"),
    baseUrl = environment("KONIGLE_BASE_URL") ?? SERVER,
    timeoutMs = TIMEOUT_MS,
    deadlineMs = null,
    retryCount = RETRY_COUNT,
    retryBackoffMs = BACKOFF_MS,
    fetch, // the global one is looked up for each call, so that a test may replace it
    assumeIdempotent = false,
    allowHttp = false,
    authPrefix = "Token",
    userAgent = `konigle-typescript/${VERSION}`,
    dryRun = false,
    recipientsAllowlist,
    hooks = [],
    logger,
    clock = SYSTEM_CLOCK,
    ...unknown
  } = options;
  const [name] = Object.keys(unknown);
  if (name !== undefined) throw new ConfigurationError(`A client has no option ${name}.`);
  const key = checkKey(apiKey);
  const secret = patternOf(key);
  checked("text", { authPrefix });
  checked("flag", { allowHttp });
  const authorization = `${authPrefix} ${key}`.trim();
  return {
    baseUrl: checkBaseUrl(baseUrl, allowHttp),
    ...checked("time", { timeoutMs, deadlineMs, retryBackoffMs }),
    ...checked("count", { retryCount }),
    ...checked("flag", { assumeIdempotent, dryRun }),
    ...checked("text", { userAgent }),
    recipientsAllowlist: checkAllowlist(recipientsAllowlist),
    hooks: [hooks].flat(),
    fetch,
    clock,
    logger,
    /** The `Authorization` header. */
    authorization: () => authorization,
    /** The text with stars instead of the API key. */
    redact: (text: string) => text.replace(secret, "***"),
  };
}

const SYSTEM_CLOCK: Clock = { now: () => performance.now(), sleep, random: () => Math.random() };

/** The key as it is, in URLs and in base64; one of few characters only where it stands alone. */
function patternOf(key: string): RegExp {
  const spellings = [key, encodeURIComponent(key), btoa(key).replace(/=+$/, "")];
  const all = spellings.map((each) => each.replace(/[^\w\s]/g, "\\$&")).join("|");
  return new RegExp(key.length < SHORT_KEY ? `(?<!\\w)(?:${all})(?!\\w)` : all, "g");
}

function checkKey(key: unknown): string {
  let problem = "";
  if (key === undefined || key === "") problem = "There is no API key. Pass apiKey or set KONIGLE_API_KEY.";
  else if (typeof key !== "string") problem = `apiKey must be a string, not ${kindOf(key)}.`;
  else if (/^[\x21-\x7e]+$/.test(key)) return key;
  else problem = "apiKey holds characters that a header cannot have; it is not shown here.";
  throw new ConfigurationError(problem);
}

function checkAllowlist(entries: unknown): readonly string[] | undefined {
  if (entries === undefined) return undefined;
  if (!Array.isArray(entries) || !entries.every((entry) => typeof entry === "string")) {
    throw new ConfigurationError("recipientsAllowlist must be an array of strings.");
  }
  return entries.map((entry) => entry.trim().toLowerCase().replace(/^@/, ""));
}

// a host, and perhaps a path (RFC 3986, 3); URL would drop white space and turn backslashes without a word
const BASE_URL = /^https?:\/\/[^/?#@\\\p{C}\p{Z}]+(\/[^?#\\\p{C}\p{Z}]*)?$/iu;

function checkBaseUrl(value: unknown, allowHttp: boolean): string {
  if (typeof value !== "string" || !BASE_URL.test(value) || !URL.canParse(value)) {
    throw new ConfigurationError(
      `baseUrl needs a scheme and a host, such as '${SERVER}', without white space, user name, query and fragment.`,
    );
  }
  const { protocol, hostname } = new URL(value);
  if (protocol === "http:" && !LOOPBACK.test(hostname) && !allowHttp)
    throw new ConfigurationError("baseUrl would send the key unencrypted. Use https, or allowHttp: true.");
  return value.replace(/\/+$/, "");
}

const RULES = {
  time: [
    (value) => value === null || (Number.isFinite(value) && Number(value) >= 0),
    "milliseconds, zero or more, or null",
  ],
  count: [(value) => Number.isInteger(value) && Number(value) >= 0, "a whole number, zero or more"],
  // a text such as "false" of the environment would count as true
  flag: [(value) => typeof value === "boolean", "true or false"],
  text: [
    (value) => typeof value === "string" && HEADER_VALUE.test(value),
    "printable ASCII text without white space around it",
  ],
} satisfies Record<string, [(value: unknown) => boolean, string]>;

/** The values, by their names, which must all fit the rule. */
export function checked<T extends object>(
  rule: keyof typeof RULES,
  values: T,
  Kind: ErrorClass = ConfigurationError,
): T {
  const [isRight, what] = RULES[rule];
  const wrong = Object.entries(values).find(([, value]) => !isRight(value));
  if (wrong) throw new Kind(`${wrong[0]} must be ${what}.`);
  return values;
}
