import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { fillPath } from "../src/call.js";
import { checkBody, checkFilters } from "../src/checks.js";
import { InvalidArgumentError } from "../src/errors.js";
import type { OperationFacts } from "../src/facts.js";
import type { OperationId } from "../src/generated/operations.js";
import { OPERATIONS } from "./support/operations.js";

type Json = Record<string, unknown>;
interface Vector {
  body?: unknown;
  filters?: Json;
  id?: unknown;
  sends?: unknown;
  refused?: string[];
}

// YAML reads `__proto__` as the key that it is; JSON.parse makes it a property of its own, as a program's JSON has it
const FILE = new URL("../../../conformance/vectors/validation.yaml", import.meta.url);
const VECTORS = parse(readFileSync(FILE, "utf8")) as Record<OperationId, Vector[]>;
const ALL = Object.entries(VECTORS).flatMap(([operation, vectors]) =>
  vectors.map((vector) => ({ operation: operation as OperationId, vector })),
);

function outcomeOf(id: OperationId, vector: Vector): Vector {
  const operation: OperationFacts = OPERATIONS[id];
  try {
    if ("id" in vector) return { sends: fillPath(operation, vector.id) };
    if (vector.filters) return { sends: checkFilters(operation, vector.filters) };
    const facts = operation.body;
    if (!facts) throw new Error(`${id} takes no body`);
    return { sends: checkBody(operation, facts, vector.body) };
  } catch (problem) {
    if (!(problem instanceof InvalidArgumentError)) throw problem;
    return { refused: Object.keys(problem.fieldErrors).sort() };
  }
}

test("there are at least as many vectors as were compared at first", () => {
  expect(ALL.length).toBeGreaterThanOrEqual(183);
});

test.each(ALL.map((each) => [`${each.operation} ${JSON.stringify(each.vector)}`, each] as const))(
  "%s",
  (_, { operation, vector }) => {
    const { body, filters, refused, sends = body ?? filters } = vector;
    expect(outcomeOf(operation, vector)).toEqual(refused ? { refused } : { sends });
  },
);
