/** What a program can observe of its calls: hooks and log lines. They hold no key, no body and no address. */
import { about } from "./call.js";
import type { Config } from "./config.js";
import { type Attempt, OutcomeUnknownError } from "./errors.js";
import type { OperationFacts, Replay } from "./facts.js";

/** A call, as hooks see it. */
export interface CallInfo {
  /** The spec's operationId, such as `startCampaign`. */
  readonly operation: string;
  readonly method: string;
  readonly pathTemplate: string;
  readonly replay: Replay;
  readonly requestId: string;
}

/** One attempt of a call, as hooks see it. */
export type AttemptInfo = CallInfo & Attempt;

/** A failed attempt that is retried. */
export type RetryInfo = AttemptInfo & {
  /** Milliseconds until the next attempt. */
  readonly waitMs: number;
  readonly reason: string;
};

/** How a call ended: `status` of a success (null for a dry run), or `error`. */
export type EndInfo = CallInfo & {
  readonly attempts: readonly Attempt[];
  readonly status: number | null;
  /** A KonigleError, or the reason of a signal that was aborted. */
  readonly error?: unknown;
};

/** Functions that are called as a call goes on. What they throw is logged and never changes the call. */
export interface Hook {
  onCallStart?(call: CallInfo): unknown;
  onAttempt?(attempt: AttemptInfo): unknown;
  onRetry?(retry: RetryInfo): unknown;
  onCallEnd?(end: EndInfo): unknown;
}

/** Where log lines go; `console` is one. */
export interface Logger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
}

const LONG_WAIT_MS = 5_000;

/** Tells hooks and logger what happens in one call. */
export class Observer {
  readonly #config: Config;
  readonly #call: CallInfo;
  readonly #name: string;

  constructor(config: Config, operation: OperationFacts, requestId: string) {
    this.#config = config;
    this.#call = { ...about(operation), replay: operation.replay, requestId };
    this.#name = `${operation.method} ${operation.path}`;
    this.#tell("onCallStart", this.#call);
  }

  attempt(attempt: Attempt): void {
    const ended = attempt.error ?? String(attempt.status);
    const seconds = (attempt.durationMs / 1000).toFixed(3);
    this.#log("debug", `attempt ${attempt.number}: ${ended} in ${seconds} s`);
    this.#tell("onAttempt", { ...this.#call, ...attempt });
  }

  retry(attempt: Attempt, waitMs: number, reason: string): void {
    const level = waitMs > LONG_WAIT_MS ? "warn" : "info";
    this.#log(level, `retry in ${(waitMs / 1000).toFixed(3)} s: ${reason}`);
    this.#tell("onRetry", { ...this.#call, ...attempt, waitMs, reason });
  }

  dryRun(): void {
    this.#log("info", "dry run: checked and not sent");
  }

  end(attempts: readonly Attempt[], status: number | null, error?: unknown): void {
    if (error instanceof OutcomeUnknownError) this.#log("warn", "the outcome of the call is unknown");
    this.#tell("onCallEnd", { ...this.#call, attempts, status, ...(error === undefined ? {} : { error }) });
  }

  #log(level: keyof Logger, text: string): void {
    try {
      this.#config.logger?.[level](`konigle: ${this.#name} ${text} [${this.#call.requestId}]`);
    } catch {
      // a logger that fails changes nothing
    }
  }

  #tell<Name extends keyof Hook>(name: Name, event: Parameters<NonNullable<Hook[Name]>>[0]): void {
    const failed = (problem: unknown) => {
      this.#log("warn", `hook ${name} failed: ${this.#config.redact(String(problem))}`);
    };
    for (const hook of this.#config.hooks) {
      try {
        const done = (hook[name] as ((event: unknown) => unknown) | undefined)?.call(hook, event);
        Promise.resolve(done).catch(failed);
      } catch (problem) {
        failed(problem);
      }
    }
  }
}
