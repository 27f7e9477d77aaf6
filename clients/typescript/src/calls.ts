/** Calls of operations, checked by the facts of the spec. */
import { type Call, type Json, operationOf } from "./call.js";
import { checkBody, checkFilters } from "./checks.js";
import type { OperationId } from "./generated/operations.js";
import { checkPage } from "./paging.js";

/** The call of an operation. Throws InvalidArgumentError for what cannot be sent. */
export function callOf(operationId: OperationId, id: unknown, body?: unknown): Call {
  const operation = operationOf(operationId);
  return { operation, id: id as string, body: operation.body && checkBody(operation, operation.body, body) };
}

/** The call of a list operation. Throws InvalidArgumentError for what cannot be sent. */
export function listCallOf(operationId: OperationId, page: number, pageSize: number, filters: Json): Call {
  checkPage(page, pageSize);
  const operation = operationOf(operationId);
  return {
    operation,
    query: { page: String(page), page_size: String(pageSize), ...checkFilters(operation, filters) },
  };
}
