import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { Sandbox } from "./support/sandbox.js";

/** The blocks of the README as one module, in the order of the page. */
const MODULE = fileURLToPath(new URL("./.readme/blocks.ts", import.meta.url));
const ENTRY = fileURLToPath(new URL("../src/index.ts", import.meta.url));

let sandbox: Sandbox;

beforeAll(async () => {
  const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
  const blocks = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, block]) => block);
  expect(blocks.length).toBeGreaterThan(4);
  await mkdir(new URL("./.readme/", import.meta.url), { recursive: true });
  await writeFile(MODULE, blocks.join("\n"));
  sandbox = await Sandbox.start();
});
afterAll(async () => {
  await sandbox.stop();
  vi.unstubAllEnvs();
});

test("every block of the README compiles", () => {
  const program = ts.createProgram([MODULE], {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
    types: [],
    paths: { "@konigle/reachout": [ENTRY] },
  });
  const problems = ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText);
  expect(problems).toEqual([]);
});

test("every block of the README runs as it stands", async () => {
  vi.stubEnv("KONIGLE_API_KEY", "sandbox-key");
  vi.stubEnv("KONIGLE_BASE_URL", sandbox.url);
  const printed = vi.spyOn(console, "log").mockImplementation(() => undefined);
  await import(/* @vite-ignore */ MODULE);
  const lines = printed.mock.calls.map(([first]) => first as unknown);
  expect(lines[0]).toHaveProperty("email");
  expect(lines).toContain("The status of the e-mail is sent.");
});
