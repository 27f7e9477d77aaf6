/** The project's sandbox as a process of its own, and what can be done to it beside its API. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { createInterface } from "node:readline";
import { Client, type ClientOptions } from "../../src/index.js";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
const PYTHON = process.env["KONIGLE_PYTHON"] ?? `${ROOT}.venv/bin/python`;

export interface Arrived {
  method: string;
  path: string;
  query: string;
  operation_id: string | null;
  headers: [string, string][];
  body: string;
  json: unknown;
  status: number | null;
  applied: boolean;
}

export class Sandbox {
  readonly url: string;
  readonly #process: ChildProcess;

  private constructor(url: string, process: ChildProcess) {
    this.url = url;
    this.#process = process;
  }

  /** Starts one; its clock stands still until it is advanced. */
  static async start(): Promise<Sandbox> {
    const child = spawn(PYTHON, ["-m", "konigle.sandbox", "--clock", "manual"], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "inherit"],
    });
    for await (const line of createInterface(child.stdout)) {
      const url = /listening on (\S+)/.exec(line)?.[1];
      if (url) return new Sandbox(url, child);
    }
    throw new Error(`${PYTHON} -m konigle.sandbox did not start: run \`make setup\` in the project's root`);
  }

  async stop(): Promise<void> {
    const gone = once(this.#process, "exit");
    this.#process.kill("SIGTERM");
    await gone;
  }

  /** A client of it that does not wait between attempts. */
  client(options: ClientOptions = {}): Client {
    return new Client({ apiKey: "sandbox-key", baseUrl: this.url, retryBackoffMs: 0, ...options });
  }

  async reset(): Promise<void> {
    await this.#control("POST", "/reset");
  }

  async fault(rule: Record<string, unknown>): Promise<void> {
    await this.#control("POST", "/faults", rule);
  }

  /** What arrived since the last reset. */
  async requests(operation?: string): Promise<Arrived[]> {
    const all = (await this.#control("GET", "/requests")) as Arrived[];
    return operation === undefined ? all : all.filter((request) => request.operation_id === operation);
  }

  async outbox(): Promise<Record<string, unknown>[]> {
    return (await this.#control("GET", "/outbox")) as Record<string, unknown>[];
  }

  async #control(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.url}/__sandbox${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`the sandbox refused ${method} ${path}: ${text}`);
    return text ? (JSON.parse(text) as unknown) : undefined;
  }
}
