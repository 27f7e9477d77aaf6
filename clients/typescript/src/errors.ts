/**
 * Every error this library throws, with its `kind`.
 *
 *     KonigleError                    konigle
 *     ├── InvalidArgumentError        invalid_argument     refused by the client; nothing was sent
 *     ├── ConfigurationError          configuration        a client cannot be made of these options
 *     ├── UnexpectedStateError        unexpected_state     a campaign ended in a state nobody waits for; see `state`
 *     ├── NetworkError                network              no response: connect, read, protocol
 *     │   └── TimeoutError            timeout              an attempt, or the whole call, took too long
 *     ├── ApiError                    api                  the server responded, and not with success
 *     │   ├── ValidationError         validation           400, 422; see `fieldErrors`
 *     │   ├── AuthenticationError     authentication       401
 *     │   ├── AuthorizationError      authorization        403
 *     │   ├── NotFoundError           not_found            404
 *     │   ├── ConflictError           conflict             409, such as a campaign in the wrong state
 *     │   ├── RateLimitError          rate_limit           429; see `retryAfter`
 *     │   ├── RefusedError            refused              any other 4xx
 *     │   ├── ServerError             server               5xx
 *     │   └── InvalidResponseError    invalid_response     success by its status, but the body cannot be read
 *     └── OutcomeUnknownError         outcome_unknown      an operation of class `once` lost its response; see `cause`
 *
 * No error holds the API key or a request body.
 */

/** Whether the server acted on a call. */
export type Applied = "no" | "unknown";

/** What an error is, in a word that stays the same when class names are minified. */
export type ErrorKind =
  | "konigle"
  | "invalid_argument"
  | "configuration"
  | "unexpected_state"
  | "network"
  | "timeout"
  | "api"
  | "validation"
  | "authentication"
  | "authorization"
  | "not_found"
  | "conflict"
  | "rate_limit"
  | "refused"
  | "server"
  | "invalid_response"
  | "outcome_unknown";

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

/** An argument cannot be sent; nothing was. */
export class InvalidArgumentError extends KonigleError {
  static override readonly kind: ErrorKind = "invalid_argument";
}

/** A client cannot be made of these options. */
export class ConfigurationError extends KonigleError {
  static override readonly kind: ErrorKind = "configuration";
}

/** A campaign has ended in a state that is none of the wanted ones; see `state`. */
export class UnexpectedStateError extends KonigleError {
  static override readonly kind: ErrorKind = "unexpected_state";
}

/** No response was received: the connection failed, broke, or did not speak HTTP. `cause` says how, without the key. */
export class NetworkError extends KonigleError {
  static override readonly kind: ErrorKind = "network";
}

/** An attempt, the whole call, or the wait for a campaign took longer than allowed. */
export class TimeoutError extends NetworkError {
  static override readonly kind: ErrorKind = "timeout";
}

/** The server responded, and not with success. */
export class ApiError extends KonigleError {
  static override readonly kind: ErrorKind = "api";
  declare readonly status: number;
  /** The body: parsed JSON if it is some, else its text; null for an empty one. */
  declare readonly body: unknown;
}

/** 400 or 422: the server rejected the data; `fieldErrors` lists the fields. */
export class ValidationError extends ApiError {
  static override readonly kind: ErrorKind = "validation";
}

/** 401: the API key is missing, wrong or no longer valid. */
export class AuthenticationError extends ApiError {
  static override readonly kind: ErrorKind = "authentication";
}

/** 403: the API key does not allow this. */
export class AuthorizationError extends ApiError {
  static override readonly kind: ErrorKind = "authorization";
}

/** 404: there is no such resource. */
export class NotFoundError extends ApiError {
  static override readonly kind: ErrorKind = "not_found";
}

/** 409: the request does not fit the state of the resource. */
export class ConflictError extends ApiError {
  static override readonly kind: ErrorKind = "conflict";
}

/** 429: too many requests; `retryAfter` says how long to wait, when the server did. */
export class RateLimitError extends ApiError {
  static override readonly kind: ErrorKind = "rate_limit";
}

/** Any other 4xx. */
export class RefusedError extends ApiError {
  static override readonly kind: ErrorKind = "refused";
}

/** 5xx: the server failed. */
export class ServerError extends ApiError {
  static override readonly kind: ErrorKind = "server";
}

/** Success by its status, but the body cannot be read. */
export class InvalidResponseError extends ApiError {
  static override readonly kind: ErrorKind = "invalid_response";
  /** The `Content-Type` of the response. */
  declare readonly contentType: string | null;
}

/**
 * The response to an operation that must not run twice was lost: it may have been applied, or not.
 *
 * Check before calling again; the message says where. `cause` is the error without that doubt: a NetworkError,
 * TimeoutError, ServerError, InvalidResponseError or ApiError.
 */
export class OutcomeUnknownError extends KonigleError {
  static override readonly kind: ErrorKind = "outcome_unknown";
  declare readonly cause: KonigleError;
}
