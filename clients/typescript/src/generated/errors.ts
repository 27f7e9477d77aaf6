// Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
/** Kinds of errors. */
import { ApiError, KonigleError } from "../errorBase.js";

/** What an error is, in a word that stays the same when class names are minified. */
export type ErrorKind =
  | "konigle"
  | "api"
  | "unexpected_state"
  | "outcome_unknown"
  | "invalid_argument"
  | "configuration"
  | "network"
  | "timeout"
  | "validation"
  | "authentication"
  | "authorization"
  | "not_found"
  | "conflict"
  | "rate_limit"
  | "refused"
  | "server"
  | "invalid_response";

/** An argument cannot be sent; nothing was. */
export class InvalidArgumentError extends KonigleError {
  static override readonly kind: ErrorKind = "invalid_argument";
}

/** A client cannot be made of these settings. */
export class ConfigurationError extends KonigleError {
  static override readonly kind: ErrorKind = "configuration";
}

/** There is no response: the connection failed, broke or did not speak HTTP. */
export class NetworkError extends KonigleError {
  static override readonly kind: ErrorKind = "network";
}

/** An attempt, or the whole call, took longer than allowed. */
export class TimeoutError extends NetworkError {
  static override readonly kind: ErrorKind = "timeout";
}

/** 400 or 422: the server refused the data. */
export class ValidationError extends ApiError {
  static override readonly kind: ErrorKind = "validation";
}

/** 401: the API key is missing, wrong or revoked. */
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

/** 429: too many requests. */
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

/** Success by its status code, but the body cannot be read. */
export class InvalidResponseError extends ApiError {
  static override readonly kind: ErrorKind = "invalid_response";
}
