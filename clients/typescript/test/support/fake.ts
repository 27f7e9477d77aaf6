/** A fetch that responds from a script, and a clock that only moves when the test moves it. */
import { Client, type ClientOptions, type Clock } from "../../src/index.js";

export interface Sent {
  method: string;
  url: string;
  path: string;
  headers: Headers;
  text: string;
}

/** A response: status, body (JSON unless it is a text) and headers; or what fetch rejects with. */
export interface Scripted {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
}
export type Step = Scripted | Error | ((sent: Sent, signal: AbortSignal | undefined) => Promise<Response>);

export const CAMPAIGN = { id: "cmp_1", name: "Spring", status: "paused", audience: "aud_1" };

/** An error as Node's fetch rejects with: a TypeError whose cause has a code. */
export function failed(code: string, facts: Record<string, unknown> = {}): Error {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code, ...facts }) });
}

/** What the connection does when nothing was sent, and when the response is lost. */
export const NOT_SENT = failed("ECONNREFUSED", { syscall: "connect" });
export const LOST = failed("UND_ERR_SOCKET");

export class Fake {
  readonly sent: Sent[] = [];
  readonly waits: number[] = [];
  nowMs = 0;
  /** What each draw of a random number gives. */
  draw = 1;
  /** How long each try takes. */
  tryMs = 0;
  readonly client: Client;
  readonly #steps: Step[];

  constructor(steps: readonly Step[], options: ClientOptions = {}) {
    this.#steps = [...steps];
    this.client = new Client({
      apiKey: "secret-key",
      baseUrl: "https://api.example",
      fetch: this.#fetch,
      clock: this.#clock,
      ...options,
    });
  }

  /** The only request. */
  get one(): Sent {
    const [sent] = this.sent;
    if (!sent || this.sent.length > 1) throw new Error(`${String(this.sent.length)} requests, not one`);
    return sent;
  }

  readonly #clock: Clock = {
    now: () => this.nowMs,
    sleep: (ms) => {
      this.waits.push(ms);
      this.nowMs += ms;
      return Promise.resolve();
    },
    random: () => this.draw,
  };

  readonly #fetch = async (input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const { pathname, search } = new URL(request.url);
    const sent = {
      method: request.method,
      url: request.url,
      path: pathname + search,
      headers: request.headers,
      text: await request.text(),
    };
    this.sent.push(sent);
    this.nowMs += this.tryMs;
    const step = this.#steps.shift();
    if (!step) throw new Error(`nothing is scripted for request ${String(this.sent.length)}`);
    if (step instanceof Error) throw step;
    if (typeof step === "function") return step(sent, init?.signal ?? undefined);
    const { status = 200, body = CAMPAIGN, headers = {} } = step;
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return new Response(status === 204 ? null : text, { status, headers });
  };
}

/** What a promise rejects with, which must be of the class. */
export async function thrown<E extends Error>(
  kind: new (...args: never[]) => E,
  promise: Promise<unknown>,
): Promise<E> {
  const ended: unknown = await promise.then(
    () => new Error("it did not throw"),
    (problem: unknown) => problem,
  );
  if (!(ended instanceof kind)) throw ended;
  return ended;
}
