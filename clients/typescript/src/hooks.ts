/** What a program can observe of its calls: hooks and log lines. They hold no key, no body and no address. */
import { about } from "./call.js";
import type { Config } from "./config.js";
import { type Attempt, OutcomeUnknownError } from "./errors.js";
import type { OperationFacts, Replay } from "./facts.js";
import type { Outcome } from "./retry.js";

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

/** Functions that are called during a call. What they throw is logged and never changes the call. */
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

/** Tells hooks and logger what happens in one call, and keeps its attempts. */
export class Observer {
  readonly attempts: Attempt[] = [];
  readonly #call: CallInfo;

  constructor(
    private readonly config: Config,
    operation: OperationFacts,
    requestId: string,
  ) {
    this.#call = { ...about(operation), replay: operation.replay, requestId };
    this.#tell("onCallStart", this.#call);
  }

  attempt({ status, what }: Outcome, times: Omit<Attempt, "status" | "error">): void {
    const attempt = { ...times, status: status ?? null, error: status === undefined ? what : null };
    this.attempts.push(attempt);
    this.#log("debug", `attempt ${attempt.number}: ${status ?? what} in ${seconds(attempt.durationMs)}`);
    this.#tell("onAttempt", { ...this.#call, ...attempt });
  }

  retry(waitMs: number, reason: string): void {
    this.#log(waitMs > LONG_WAIT_MS ? "warn" : "info", `retry in ${seconds(waitMs)}: ${reason}`);
    this.#tell("onRetry", { ...this.#call, ...this.attempts.at(-1), waitMs, reason } as RetryInfo);
  }

  dryRun(): void {
    this.#log("info", "dry run: checked and not sent");
  }

  end(status: number | undefined, error?: unknown): void {
    if (error instanceof OutcomeUnknownError) this.#log("warn", "the outcome of the call is unknown");
    const ended = { ...this.#call, attempts: this.attempts, status: status ?? null };
    this.#tell("onCallEnd", error === undefined ? ended : { ...ended, error });
  }

  #log(level: keyof Logger, text: string): void {
    const { method, pathTemplate, requestId } = this.#call;
    try {
      this.config.logger?.[level](`konigle: ${method} ${pathTemplate} ${text} [${requestId}]`);
    } catch {
      // a logger that fails changes nothing
    }
  }

  #tell<Name extends keyof Hook>(name: Name, event: Parameters<NonNullable<Hook[Name]>>[0]): void {
    for (const hook of this.config.hooks) {
      new Promise((resolve) => {
        const tell = hook[name] as ((event: unknown) => unknown) | undefined;
        resolve(tell?.call(hook, event));
      }).catch((problem: unknown) => {
        this.#log("warn", `hook ${name} failed: ${this.config.redact(String(problem))}`);
      });
    }
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(3)} s`;
}
