/** Calls of operations, checked by the facts of the spec. */
import { type Call, fillPath, type Json } from "./call.js";
import { checkBody, checkFilters } from "./checks.js";
import type { OperationFacts } from "./facts.js";
import { BODIES, type OperationId, OPERATIONS } from "./generated/operations.js";
import { checkPage } from "./paging.js";

/** The call of an operation. Throws InvalidArgumentError for what cannot be sent. */
export function callOf(operationId: OperationId, given: { id?: string | undefined; body?: unknown }): Call {
  const operation: OperationFacts = { id: operationId, ...OPERATIONS[operationId] };
  fillPath(operation, given.id);
  const facts = operation.body === undefined ? undefined : BODIES[operation.body];
  return { operation, id: given.id, body: facts && checkBody(operation, facts, given.body) };
}

/** The call of a list operation. Throws InvalidArgumentError for what cannot be sent. */
export function listCallOf(operationId: OperationId, page: number, pageSize: number, filters: Json): Call {
  checkPage(page, pageSize);
  const operation: OperationFacts = { id: operationId, ...OPERATIONS[operationId] };
  return {
    operation,
    query: { page: String(page), page_size: String(pageSize), ...checkFilters(operation, filters) },
  };
}
