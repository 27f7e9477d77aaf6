import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Sandbox } from "../support/sandbox.js";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const ENTRY = fileURLToPath(new URL("../../dist/esm/index.js", import.meta.url));
const MODULES = `${HERE}node_modules`;
const FOLDER = mkdtempSync(join(tmpdir(), "konigle-"));
const PROGRAM = join(FOLDER, "program.js");

const EXPECTED = {
  email: "ada@example.com",
  listed: ["ada@example.com"],
  status: "sent",
  refused: "NetworkError network no",
  unresolvable: "NetworkError network no",
  insecure: "NetworkError network no",
  lost: "OutcomeUnknownError outcome_unknown unknown",
  aborted: "enough",
  late: "TimeoutError timeout no",
};

let sandbox: Sandbox;
let urls: Record<string, string>;
const servers: Server[] = [];

/** A server that does so with each connection; its address. */
async function serve(handle: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    handle(socket);
  }).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

beforeAll(async () => {
  sandbox = await Sandbox.start();
  const refused = await serve(() => undefined);
  servers[0]?.close();
  urls = {
    sandbox: sandbox.url,
    refused,
    unresolvable: "http://konigle.invalid",
    insecure: (
      await serve((socket) => socket.once("data", () => socket.end("HTTP/1.1 400\r\n\r\n")))
    ).replace("http:", "https:"),
    lost: await serve((socket) => socket.once("data", () => socket.destroy())),
    silent: await serve((socket) => socket.resume()),
  };
  const alias = { "@konigle/reachout": ENTRY };
  writeFileSync(join(FOLDER, "package.json"), '{ "type": "module" }');
  const entryPoints = [join(HERE, "program.mjs"), join(HERE, "worker.mjs")];
  await build({ entryPoints, alias, bundle: true, format: "esm", target: "es2022", outdir: FOLDER });
});
beforeEach(async () => {
  await sandbox.reset();
});
afterAll(async () => {
  await sandbox.stop();
  for (const server of servers) server.close();
  rmSync(FOLDER, { recursive: true });
});

test.each([
  ["Node.js 20", ["node20/bin/node"]],
  ["Node.js 22", ["node22/bin/node"]],
  ["Node.js 24", ["node24/bin/node"]],
  ["Bun", ["bun/bin/bun.exe"]],
  ["Deno", [`@deno/linux-x64-glibc/deno`, "run", "--allow-net", "--allow-env"]],
])("%s", async (_, [command = "", ...args]) => {
  const file = join(MODULES, command);
  expect(existsSync(file), `${file} is missing: npm ci --prefix test/runtimes`).toBe(true);
  const { stdout } = await promisify(execFile)(file, [...args, PROGRAM, JSON.stringify(urls)]);
  expect(JSON.parse(stdout)).toEqual(EXPECTED);
});

test("Cloudflare Workers (workerd)", async () => {
  writeFileSync(
    join(FOLDER, "config.capnp"),
    `using Workerd = import "/workerd/workerd.capnp";
    const config :Workerd.Config = (
      services = [
        (name = "main", worker = (
          modules = [(name = "worker.js", esModule = embed "worker.js")],
          compatibilityDate = "2025-10-01",
          globalOutbound = "network",
        )),
        (name = "network", network = (
          allow = ["public", "private", "local"],
          tlsOptions = (trustBrowserCas = true),
        )),
      ],
      sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
    );`,
  );
  const file = join(MODULES, "@cloudflare/workerd-linux-64/bin/workerd");
  const workerd: ChildProcess = spawn(file, ["serve", "--control-fd=3", join(FOLDER, "config.capnp")], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  try {
    const control = workerd.stdio[3] as NodeJS.ReadableStream;
    const [line] = (await once(createInterface(control), "line")) as [string];
    const { port } = JSON.parse(line) as { port: number };
    const body = JSON.stringify(urls);
    const response = await fetch(`http://127.0.0.1:${String(port)}`, { method: "POST", body });
    expect(await response.json()).toEqual(EXPECTED);
  } finally {
    const gone = once(workerd, "exit");
    workerd.kill();
    await gone;
  }
});
