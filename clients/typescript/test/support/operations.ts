/** The facts of operations, each with its operationId, as calls have them. */
import { operationOf } from "../../src/call.js";
import type { OperationFacts } from "../../src/facts.js";
import { type OperationId, OPERATIONS as ROWS } from "../../src/generated/operations.js";

export const OPERATIONS = Object.fromEntries(
  Object.keys(ROWS).map((id) => [id, operationOf(id as OperationId)]),
) as Record<OperationId, OperationFacts>;
