/** What errors have in common. No error holds the API key or a request body. */
import type { ErrorKind } from "./generated/errors.js";

/** Whether the server acted on a call. */
export type Applied = "no" | "unknown";

/** One attempt of a call. */
export interface Attempt {
  /** 1 for the first attempt. */
  readonly number: number;
  /** HTTP status of the response; null when there was none. */
  readonly status: number | null;
  /** What failed, in words, when there was no response. */
  readonly error: string | null;
  /** Milliseconds from the start of the call to the start of this attempt. */
  readonly startedMs: number;
  /** Milliseconds the attempt took. */
  readonly durationMs: number;
  /** Milliseconds waited before it. */
  readonly waitedMs: number;
}

/** What an error may know of the call it ended. */
export interface ErrorFacts {
  operation?: string | undefined;
  method?: string | undefined;
  pathTemplate?: string | undefined;
  status?: number | undefined;
  requestId?: string | undefined;
  retryAfter?: number | undefined;
  shouldRetry?: boolean | undefined;
  attempts?: readonly Attempt[] | undefined;
  applied?: Applied | undefined;
  idempotencyKey?: string | undefined;
  fieldErrors?: Readonly<Record<string, readonly string[]>> | undefined;
  body?: unknown | undefined;
  contentType?: string | null | undefined;
  state?: string | null | undefined;
}

/** Base of all errors of this library. */
export class KonigleError extends Error {
  static readonly kind: ErrorKind = "konigle";
  /** What went wrong, in one word; the same for every class of this name, minified or not. */
  declare readonly kind: ErrorKind;
  /** The spec's operationId, such as `startCampaign`. */
  declare readonly operation: string | undefined;
  /** HTTP method. */
  declare readonly method: string | undefined;
  /** Such as `/reachout/api/v1/campaigns/{campaign_id}/start`. */
  declare readonly pathTemplate: string | undefined;
  /** HTTP status of the last response; undefined when there was none. */
  declare readonly status: number | undefined;
  /** The `X-Request-ID` of the response, else the one that was sent. */
  declare readonly requestId: string | undefined;
  /** Seconds the server asks to wait. */
  declare readonly retryAfter: number | undefined;
  /** What the `X-Should-Retry` header of the last response said; undefined if it said nothing. */
  declare readonly shouldRetry: boolean | undefined;
  /** The attempts that were made. */
  declare readonly attempts: readonly Attempt[];
  /** Whether the server acted on the call. */
  declare readonly applied: Applied;
  /** The `Idempotency-Key` that was sent. */
  declare readonly idempotencyKey: string | undefined;
  /** Messages by field; nested fields are joined by dots (`marketing_consent.email`). */
  declare readonly fieldErrors: Readonly<Record<string, readonly string[]>>;
  /** The last state of a campaign that was waited for. */
  declare readonly state: string | null | undefined;

  constructor(message: string, facts: ErrorFacts = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    const { kind } = new.target;
    const name = kind.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
    // a name on the prototype would be lost to inspectors that print own properties only
    const own = { value: name.replace(/(Error)?$/, "Error"), configurable: true, writable: true };
    Object.defineProperty(this, "name", own);
    Object.assign(this, { kind, status: undefined, attempts: [], applied: "no", fieldErrors: {} }, facts);
    // V8 wrote the first line of the stack before the name was set; other engines write no such line
    (Error as { captureStackTrace?: (error: Error, above: unknown) => void }).captureStackTrace?.(
      this,
      new.target,
    );
  }
}

/** The server responded, and not with success. */
export class ApiError extends KonigleError {
  static override readonly kind: ErrorKind = "api";
  declare readonly status: number;
  /** The body: parsed JSON if it is some, else its text; null for an empty one. */
  declare readonly body: unknown;
  /** The `Content-Type` of the response. */
  declare readonly contentType: string | null;
}

/** A resource that was waited for has ended in a state that is none of the wanted ones; see `state`. */
export class UnexpectedStateError extends KonigleError {
  static override readonly kind: ErrorKind = "unexpected_state";
}

/**
 * The response to an operation that must not run twice was lost: it may have been applied, or not.
 *
 * Check before calling again; the message says where. `cause` is the error without that doubt: a NetworkError,
 * TimeoutError or ServerError, or an InvalidResponseError for any other response.
 */
export class OutcomeUnknownError extends KonigleError {
  static override readonly kind: ErrorKind = "outcome_unknown";
  declare readonly cause: KonigleError;
}
