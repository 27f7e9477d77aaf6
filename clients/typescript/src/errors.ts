/**
 * Every error this library throws.
 *
 *     KonigleError
 *     ├── InvalidArgumentError        rejected by the client before anything was sent
 *     ├── ConfigurationError          a client cannot be made of these options
 *     ├── NetworkError                no complete response: connect, read or protocol error
 *     │   └── TimeoutError            an attempt, or the whole call, took too long
 *     ├── ApiError                    the server responded with an error
 *     │   ├── ValidationError         400, 422; see `fieldErrors`
 *     │   ├── AuthenticationError     401
 *     │   ├── AuthorizationError      403
 *     │   ├── NotFoundError           404
 *     │   ├── ConflictError           409, such as a campaign in the wrong state
 *     │   ├── RateLimitError          429; see `retryAfter`
 *     │   ├── RefusedError            any other 4xx
 *     │   ├── ServerError             5xx
 *     │   └── InvalidResponseError    success by its status, but the body cannot be read
 *     └── OutcomeUnknownError         the response of an operation that must not run twice was lost; see `cause`
 *
 * None of them holds the API key or a request body.
 */

/** Whether the server acted on a call. */
export type Applied = "no" | "unknown";

/** One try of a call. */
export interface Attempt {
  /** 1 for the first attempt. */
  readonly number: number;
  /** Status code of the response; null if there was none. */
  readonly status: number | null;
  /** What failed, in words, if there was no response. */
  readonly error: string | null;
  /** Milliseconds from the start of the call to the start of this attempt. */
  readonly startedMs: number;
  /** Milliseconds the try took. */
  readonly durationMs: number;
  /** Milliseconds waited before it. */
  readonly waitedMs: number;
}

/** What an error may know of the call it ended. */
export interface ErrorFacts {
  operation?: string;
  method?: string;
  pathTemplate?: string;
  status?: number;
  requestId?: string;
  retryAfter?: number;
  attempts?: readonly Attempt[];
  applied?: Applied;
  idempotencyKey?: string;
  fieldErrors?: Readonly<Record<string, readonly string[]>>;
}

/** Base of all errors of this library. */
export class KonigleError extends Error {
  /** The spec's operationId, such as `startCampaign`. */
  readonly operation: string | undefined;
  /** HTTP method. */
  readonly method: string | undefined;
  /** Such as `/reachout/api/v1/campaigns/{campaign_id}/start`. */
  readonly pathTemplate: string | undefined;
  /** Status code of the last response; undefined if there was none. */
  readonly status: number | undefined;
  /** The `X-Request-ID` of the response, or the one that was sent. */
  readonly requestId: string | undefined;
  /** Seconds the server asks to wait. */
  readonly retryAfter: number | undefined;
  /** The attempts that were made. */
  readonly attempts: readonly Attempt[];
  /** Whether the server acted on the call. */
  readonly applied: Applied;
  /** The `Idempotency-Key` that was sent. */
  readonly idempotencyKey: string | undefined;
  /** Messages by field; nested fields are joined by dots (`marketing_consent.email`). */
  readonly fieldErrors: Readonly<Record<string, readonly string[]>>;

  constructor(message: string, facts: ErrorFacts = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    // a plain name on the prototype would be lost to inspectors that print own properties only
    Object.defineProperty(this, "name", { value: new.target.name, configurable: true, writable: true });
    this.operation = facts.operation;
    this.method = facts.method;
    this.pathTemplate = facts.pathTemplate;
    this.status = facts.status;
    this.requestId = facts.requestId;
    this.retryAfter = facts.retryAfter;
    this.attempts = facts.attempts ?? [];
    this.applied = facts.applied ?? "no";
    this.idempotencyKey = facts.idempotencyKey;
    this.fieldErrors = facts.fieldErrors ?? {};
  }
}

/** An argument cannot be sent; nothing was. */
export class InvalidArgumentError extends KonigleError {}

/** A client cannot be made of these options. */
export class ConfigurationError extends KonigleError {}

/** No complete response was received: the connection failed or broke, or the response was not HTTP. */
export class NetworkError extends KonigleError {}

/** An attempt, or the whole call, took longer than allowed. */
export class TimeoutError extends NetworkError {}

/** The server responded with an error. */
export class ApiError extends KonigleError {
  declare readonly status: number;
  /** The body: parsed JSON if it is some, else its text; null for an empty one. */
  readonly body: unknown;

  constructor(message: string, body: unknown, facts: ErrorFacts & { status: number }, cause?: unknown) {
    super(message, facts, cause);
    this.body = body;
  }
}

/** 400 or 422: the server rejected the data; `fieldErrors` lists the fields. */
export class ValidationError extends ApiError {}

/** 401: the API key is missing, wrong or no longer valid. */
export class AuthenticationError extends ApiError {}

/** 403: the API key does not allow this. */
export class AuthorizationError extends ApiError {}

/** 404: there is no such resource. */
export class NotFoundError extends ApiError {}

/** 409: the request does not fit the state of the resource. */
export class ConflictError extends ApiError {}

/** 429: too many requests; `retryAfter` says how long to wait, when the server did. */
export class RateLimitError extends ApiError {}

/** Any other 4xx. */
export class RefusedError extends ApiError {}

/** 5xx: the server failed. */
export class ServerError extends ApiError {}

/** Success by its status, but the body cannot be read. */
export class InvalidResponseError extends ApiError {
  /** The `Content-Type` of the response. */
  readonly contentType: string | null;

  constructor(
    message: string,
    body: unknown,
    contentType: string | null,
    facts: ErrorFacts & { status: number },
    cause?: unknown,
  ) {
    super(message, body, facts, cause);
    this.contentType = contentType;
  }
}

/**
 * The response of an operation that must not run twice was lost; the request may have been applied.
 *
 * Look before calling again; the message says where. `cause` is the error without that doubt: a NetworkError,
 * TimeoutError, ServerError, InvalidResponseError or ApiError.
 */
export class OutcomeUnknownError extends KonigleError {
  declare readonly cause: KonigleError;
}
