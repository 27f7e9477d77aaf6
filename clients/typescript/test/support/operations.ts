/** The facts of operations, each with its operationId, as calls have them. */
import { OPERATIONS as FACTS } from "../../src/generated/operations.js";

type WithIds<T> = { readonly [K in keyof T]: T[K] & { readonly id: K } };

export const OPERATIONS = Object.fromEntries(
  Object.entries(FACTS).map(([id, facts]) => [id, { id, ...facts }]),
) as WithIds<typeof FACTS>;
