import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { expect, test } from "vitest";
import { OPERATIONS } from "./support/operations.js";
import type { OperationFacts } from "../src/facts.js";
import type { Client } from "../src/index.js";
import { Fake } from "./support/fake.js";

/** What the spec says of an operation and is not needed while the program runs. */
interface Said {
  operationId: string;
  tags: [string];
  requestBody?: { content: Record<string, { example: Record<string, unknown> }> };
}
type Method = (...given: unknown[]) => Promise<unknown>;

function read(path: string): unknown {
  return parse(readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8"));
}

const spec = read("konigle/_generated/openapi.json") as { paths: Record<string, Record<string, Said>> };
const table = read("tests/operations.yaml") as { operations: Record<string, { call?: string }> };
const said = new Map(
  Object.values(spec.paths)
    .flatMap((item) => Object.values(item))
    .filter((one) => "operationId" in one)
    .map((one) => [one.operationId, one]),
);
const METHODS: Record<string, string> = { GET: "get", PATCH: "update", DELETE: "delete" };

const words = (name: string) =>
  name
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, "_")
    .replaceAll("-", "_")
    .toLowerCase();
const camel = (name: string) => name.replace(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase());

/** Manager and method of an operation by the rules of tests/operations.yaml. */
function callOf(operation: OperationFacts): [string, string] {
  const known = table.operations[operation.id]?.call;
  if (known !== undefined) return known.split(".").map(camel) as [string, string];
  const tag = said.get(operation.id)?.tags[0] ?? "";
  return [camel(tag), methodName(operation, tag)];
}

function methodName(operation: OperationFacts, tag: string): string {
  if (operation.result === "page") return "list";
  if (operation.id.startsWith("create")) return "create";
  const byId = operation.path.endsWith("}") ? METHODS[operation.method] : undefined;
  if (byId !== undefined) return byId;
  const create = [...said.values()].find(
    (one) => one.tags[0] === tag && one.operationId.startsWith("create"),
  );
  const resource = create && words(create.operationId.replace("create", ""));
  const name = words(operation.id);
  return camel(
    resource ? name.replace(new RegExp(`(^|_)${resource}s?(?=_|$)`), "").replace(/^_|_$/g, "") : name,
  );
}

function methodOf(client: Client, operation: OperationFacts): Method | undefined {
  const [manager, method] = callOf(operation);
  const owner = (client as unknown as Record<string, Record<string, Method> | undefined>)[manager];
  return owner?.[method]?.bind(owner);
}

/** Identifiers, and the example of the body: whole, or its one field where the method takes that. */
function argumentsOf(client: Client, operation: OperationFacts): unknown[] {
  const given: unknown[] = (operation.path.match(/\{\w+\}/g) ?? []).map(() => "1");
  const body = Object.values(said.get(operation.id)?.requestBody?.content ?? {})[0]?.example;
  if (!body) return given;
  const [manager, method] = callOf(operation);
  const source = String((client as unknown as Record<string, Record<string, Method>>)[manager]?.[method]);
  const takesBody = /^(async )?\w+\([^)]*\bdata\b/.test(source);
  return [...given, takesBody ? body : Object.values(body)[0]];
}

const OWN = new Fake([]).client;
const CALLED = Object.values(OPERATIONS).filter((operation) => methodOf(OWN, operation));

test("every operation of the API has a method", () => {
  const missing = Object.values(OPERATIONS)
    .filter((operation) => !CALLED.includes(operation))
    .map((operation) => `${operation.id}: client.${callOf(operation).join(".")}()`);
  expect(missing).toEqual([]);
});

test.each(CALLED)("the method of $id calls it", async (operation) => {
  const fake = new Fake([{ body: operation.result === "page" ? { count: 0, payload: [] } : { id: "1" } }]);
  await methodOf(fake.client, operation)?.(...argumentsOf(fake.client, operation));
  const { method, url } = fake.one;
  expect(method).toBe(operation.method);
  expect(new URL(url).pathname).toBe(operation.path.replace(/\{\w+\}/, "1"));
});
