import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import * as sdk from "../src/index.js";

const read = (name: string) => readFile(new URL(`../${name}`, import.meta.url), "utf8");

test("the version is that of the package", async () => {
  expect(JSON.parse(await read("package.json"))).toMatchObject({ version: sdk.VERSION });
});

test("what is built loads in plain Node.js, by the name of the package", async () => {
  const program = 'import { Client, VERSION } from "@konigle/reachout"; console.log(VERSION, typeof Client);';
  const cwd = fileURLToPath(new URL("..", import.meta.url));
  const done = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program], {
    cwd,
  });
  expect(done).toEqual({ stdout: `${sdk.VERSION} function\n`, stderr: "" });
});

test("what the package installs is pinned exactly, and names no registry", async () => {
  const { dependencies, devDependencies } = JSON.parse(await read("package.json")) as Record<string, object>;
  for (const version of Object.values({ ...dependencies, ...devDependencies })) {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  }
  expect(await read("package-lock.json")).not.toContain('"resolved"');
});

test("nothing else is public", () => {
  expect(Object.keys(sdk).sort()).toEqual([
    "ApiError",
    "AuthenticationError",
    "AuthorizationError",
    "Client",
    "ConfigurationError",
    "ConflictError",
    "InvalidArgumentError",
    "InvalidResponseError",
    "KonigleError",
    "NetworkError",
    "NotFoundError",
    "OutcomeUnknownError",
    "Page",
    "RateLimitError",
    "RefusedError",
    "ServerError",
    "TimeoutError",
    "UnexpectedStateError",
    "VERSION",
    "ValidationError",
  ]);
});

test("each error says its class by its name", () => {
  expect(new sdk.TimeoutError("x").name).toBe("TimeoutError");
  expect(String(new sdk.KonigleError("x"))).toBe("KonigleError: x");
});
