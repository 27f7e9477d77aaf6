// Made from openapi/konigle-reachout.yaml by `python -m generator`; do not edit.
/** Which error a status code means. */
import type { ApiError } from "../errorBase.js";
import {
  AuthenticationError,
  AuthorizationError,
  ConflictError,
  NotFoundError,
  RateLimitError,
  RefusedError,
  ServerError,
  ValidationError,
} from "../errors.js";

/** The class of errors of a status code, and of all others of its hundred. */
export const BY_STATUS: Readonly<Record<string, typeof ApiError>> = {
  "400": ValidationError,
  "401": AuthenticationError,
  "403": AuthorizationError,
  "404": NotFoundError,
  "409": ConflictError,
  "422": ValidationError,
  "429": RateLimitError,
  "4XX": RefusedError,
  "5XX": ServerError,
};
