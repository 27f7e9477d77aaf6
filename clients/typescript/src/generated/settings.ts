// Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
/** Settings of a client, of a call and of a page, and the constants of retries and paging. */

/** Settings of a client. */
export interface ClientSettings {
  /** The API key; the default is the environment's KONIGLE_API_KEY. */
  apiKey?: string | undefined;
  /** The URL of the server; the default is the environment's KONIGLE_BASE_URL, else the public one. */
  baseUrl?: string | undefined;
  /**
   * The width of the range that the first wait is drawn from; each next one is twice as wide. In
   * milliseconds. The default is 500.
   */
  retryBackoffMs?: number | undefined;
  /** Whether the server honours Idempotency-Key: calls with a key may then be repeated. */
  assumeIdempotent?: boolean | undefined;
  /** Whether plain http to other hosts than this machine is allowed. */
  allowHttp?: boolean | undefined;
  /** Whether writes are validated and logged, but not sent. */
  dryRun?: boolean | undefined;
  /** The e-mail addresses and domains that mail may be sent to; calls that would mail others are refused. */
  recipientsAllowlist?: readonly string[] | undefined;
  /**
   * The limit of one attempt; null for none. Files add a second for each MiB. In milliseconds. The default is
   * 30,000.
   */
  timeoutMs?: number | null | undefined;
  /** The limit of a whole call, attempts and waits together; null for none. In milliseconds. */
  deadlineMs?: number | null | undefined;
  /** The number of attempts after the first. The default is 3. */
  retryCount?: number | undefined;
}

/** Settings of a call. */
export interface CallSettings {
  /**
   * The limit of one attempt; null for none. Files add a second for each MiB. In milliseconds. The default is
   * that of the client.
   */
  timeoutMs?: number | null | undefined;
  /**
   * The limit of a whole call, attempts and waits together; null for none. In milliseconds. The default is
   * that of the client.
   */
  deadlineMs?: number | null | undefined;
  /** The number of attempts after the first. The default is that of the client. */
  retryCount?: number | undefined;
  /** The Idempotency-Key that every attempt of the call sends. */
  idempotencyKey?: string | undefined;
}

/** The page that a list reads. */
export interface PageOptions {
  /** The number of the page that a list reads, from 1. */
  page?: number | undefined;
  /** The number of resources on a page. The default is 20, and the most 200. */
  pageSize?: number | undefined;
}

/** The names of the settings of a call. */
export const CALL_SETTINGS = ["timeoutMs", "deadlineMs", "retryCount", "idempotencyKey"];

/** The server where a client is not given another one. */
export const SERVER = "https://tim.konigle.com";
export const TIMEOUT_MS = 30_000;
export const RETRY_COUNT = 3;
/** The range that the first wait is drawn from; each next one is twice as wide, up to the largest. */
export const BACKOFF_MS = 500;
export const MAX_BACKOFF_MS = 8_000;
/** A longer wait is left to the caller, unless a deadline allows it. */
export const MAX_RETRY_AFTER_S = 120;
/** Tokens of a client's retry budget, and what a retry costs, also after a timeout. */
export const BUDGET = { capacity: 500, retry: 5, timeout: 10 };
/** Redirects that may mean that a write was applied. */
export const SEE_OTHER: readonly number[] = [301, 302, 303];
/** Responses to a retry that an earlier attempt may explain. */
export const REFUSALS: readonly number[] = [400, 404, 409, 422];
export const PAGE_SIZE = 20;
export const MAX_PAGE_SIZE = 200;
/** The fields of a page that may hold its items. */
export const ITEMS: readonly string[] = ["payload", "results"];
