import { execFile } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as sdk from "../src/index.js";
import { Sandbox } from "./support/sandbox.js";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

async function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  return (await promisify(execFile)(command, args, { cwd, maxBuffer: 2 ** 24 })).stdout;
}

const read = (name: string) => readFile(new URL(`../${name}`, import.meta.url), "utf8");

test("the version is that of the package", async () => {
  expect(JSON.parse(await read("package.json"))).toMatchObject({ version: sdk.VERSION });
});

test("it needs no other package", async () => {
  expect(JSON.parse(await read("package.json"))).not.toHaveProperty("dependencies");
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

describe("what `npm pack` makes", () => {
  const folder = mkdtempSync(join(tmpdir(), "konigle-"));
  let tarball: string;
  let sandbox: Sandbox;

  beforeAll(async () => {
    const packed = await run("npm", ["pack", "--json", "--pack-destination", folder], ROOT);
    const [{ filename }] = JSON.parse(packed.slice(packed.indexOf("["))) as [{ filename: string }];
    tarball = join(folder, filename);
    writeFileSync(join(folder, "package.json"), "{}");
    await run("npm", ["install", "--offline", "--no-audit", "--no-fund", tarball], folder);
    sandbox = await Sandbox.start();
  }, 120_000);
  afterAll(async () => {
    await sandbox.stop();
    rmSync(folder, { recursive: true });
  });

  const program = `
    const client = new Client({ apiKey: "sandbox-key", baseUrl: process.argv[2] });
    const made = await client.contacts.create({ email: "ada@example.com" });
    const error = await client.contacts.create({ email: "ada@example.com" }).catch((problem) => problem);
    console.log(made.email, error instanceof ValidationError, error.kind, VERSION);
  `;

  test.each([
    ["program.mjs", `import { Client, ValidationError, VERSION } from "@konigle/reachout"; ${program}`],
    [
      "program.cjs",
      `const { Client, ValidationError, VERSION } = require("@konigle/reachout"); (async () => { ${program} })();`,
    ],
  ])("serves %s", async (name, text) => {
    await sandbox.reset();
    writeFileSync(join(folder, name), text);
    const printed = await run(process.execPath, [name, sandbox.url], folder);
    expect(printed).toBe(`ada@example.com true validation ${sdk.VERSION}\n`);
  });

  test.each(["path", "bytes", "blob", "stream"])(
    "sends 100 MiB of attachments given as %s for 150 MiB of memory at most",
    async (kind) => {
      let received = 0;
      const server = createServer((request, response) => {
        request.on("data", (chunk: Buffer) => (received += chunk.byteLength));
        request.on("end", () => response.end('{"status": "sent"}'));
      }).listen(0, "127.0.0.1");
      await once(server, "listening");
      const { port } = server.address() as AddressInfo;
      const file = join(folder, "20 MiB");
      writeFileSync(file, new Uint8Array(20 * 2 ** 20 - 2_000));
      copyFileSync(join(ROOT, "test/support/memory.mjs"), join(folder, "memory.mjs"));
      const url = `http://127.0.0.1:${String(port)}`;
      const cost = Number(await run(process.execPath, ["memory.mjs", kind, url, file], folder));
      server.close();
      expect(received).toBeGreaterThan(99 * 2 ** 20);
      expect(cost).toBeLessThanOrEqual(150);
    },
  );

  test("has the right types for every kind of module resolution", async () => {
    const checked = JSON.parse(await run("npx", ["attw", tarball, "--format", "json"], ROOT)) as {
      analysis: { types: unknown; problems: unknown[] };
    };
    expect(checked.analysis.types).toBeTruthy();
    expect(checked.analysis.problems).toEqual([]);
  });

  test("has types that a compiler before TypeScript 5.7 can read", async () => {
    const dist = fileURLToPath(new URL("../dist/", import.meta.url));
    const files = (await readdir(dist, { recursive: true })).filter((name) => name.endsWith(".d.ts"));
    const texts = await Promise.all(files.map((name) => readFile(join(dist, name), "utf8")));
    expect(texts.length).toBeGreaterThan(20);
    expect(texts.join()).not.toMatch(/Uint8Array</); // it had no type argument before
  });

  test("is small, leaves out what a program does not use, and keeps the names of errors when minified", async () => {
    const bundled = (text: string, format: "esm" | "cjs" = "esm") =>
      build({
        stdin: { contents: text, resolveDir: folder },
        bundle: true,
        minify: true,
        write: false,
        format,
        logLevel: "silent",
      }).then(({ outputFiles: [file] }) => file?.text ?? "");
    const whole = await bundled('export * from "@konigle/reachout";');
    expect(gzipSync(whole, { level: 9 }).byteLength).toBeLessThanOrEqual(20_000);
    const one = await bundled(
      'import { NotFoundError } from "@konigle/reachout"; console.log(NotFoundError);',
    );
    expect(one.length).toBeLessThan(2_000);
    const small = await bundled(
      'import { NotFoundError } from "@konigle/reachout"; const e = new NotFoundError("gone");' +
        'console.log(e.name, e.kind, e.stack.split("\\n")[0]);',
      "cjs",
    );
    writeFileSync(join(folder, "minified.cjs"), small);
    expect(small).not.toContain("class NotFoundError");
    const printed = await run(process.execPath, ["minified.cjs"], folder);
    expect(printed).toBe("NotFoundError not_found NotFoundError: gone\n");
  });
});

test("each error says its class by its name", () => {
  expect(new sdk.TimeoutError("x").name).toBe("TimeoutError");
  expect(String(new sdk.KonigleError("x"))).toBe("KonigleError: x");
});
