/** Many items through one client: a bounded number in flight, one result for each item, in the order of the items. */
import { type Call, kindOf } from "./call.js";
import { ApiError, InvalidArgumentError, KonigleError } from "./errors.js";
import { isThrottled } from "./retry.js";
import type { Finished, Transport } from "./transport.js";
import { MAX_THROTTLED_MS } from "./throttle.js";
import { type RequestOptions, settingsOf } from "./wire.js";

const DEFAULT_CONCURRENCY = 8;
const ITEMS_PER_LANE = 4; // items taken for each that is in flight, so that a slow one does not hold the others up

/** `unchanged`: it is on the server as given, and nothing was written to it. */
export type BulkStatus = "created" | "updated" | "unchanged" | "deleted" | "failed";

/** The result of one item. */
export interface BulkResult<T> {
  /** Its position among the items, from 0. */
  readonly index: number;
  readonly status: BulkStatus;
  /** Whether it did not fail. */
  readonly ok: boolean;
  /** The resource as it is now; undefined if the item failed. */
  readonly record: T | undefined;
  /** Why it failed. An OutcomeUnknownError says that it may have been applied. */
  readonly error: KonigleError | undefined;
  /** The item as it was given. */
  readonly input: unknown;
}

/** How many items ended in which way so far. */
export type BulkSummary = Readonly<Record<BulkStatus | "total", number>>;

/** Options of a bulk run: those of each call, and how many may be in flight (8 when left out). */
export type BulkOptions = Omit<RequestOptions, "idempotencyKey"> & { concurrency?: number | undefined };

/** Many items, such as an array or a generator. */
export type Items<T> = Iterable<T> | AsyncIterable<T>;

/** What an item becomes: work that may not run at the same time as other work of the same key. */
export interface Job<T> {
  readonly key: string;
  readonly work: () => Promise<{ status: BulkStatus; record: T }>;
}

/** The calls of one run. */
export class BulkSession {
  readonly transport: Transport;
  readonly options: RequestOptions;
  readonly lanes: number;

  /** The options are checked with the probe, any call, before the first item is taken. */
  constructor(
    transport: Transport,
    { concurrency = DEFAULT_CONCURRENCY, ...options }: BulkOptions,
    probe: Call,
  ) {
    if ("idempotencyKey" in options) {
      throw new InvalidArgumentError("idempotencyKey is for one call; nothing was sent.");
    }
    if (!Number.isInteger(concurrency) || concurrency < 1) {
      throw new InvalidArgumentError("concurrency must be a whole number, 1 or more; nothing was sent.");
    }
    settingsOf(transport.config, probe, options);
    this.transport = transport;
    this.options = options;
    this.lanes = concurrency;
  }

  /** Makes a call when its turn has come, and again when the server asked to wait: nothing was applied then. */
  async exchange(call: Call): Promise<Finished> {
    const { config, throttle } = this.transport;
    const isKeyed = config.assumeIdempotent && call.operation.replay === "once";
    const options = isKeyed ? { ...this.options, idempotencyKey: crypto.randomUUID() } : this.options;
    let throttledAt = Infinity;
    for (;;) {
      await throttle.acquire(this.options.signal);
      let well = false;
      try {
        const finished = await this.transport.exchange(call, options, true);
        well = true;
        return finished;
      } catch (problem) {
        if (!(problem instanceof KonigleError)) throw problem;
        const isPutOff = isThrottled(problem) && problem.applied === "no";
        well = problem instanceof ApiError && !isPutOff;
        throttledAt = Math.min(throttledAt, config.clock.now());
        if (!isPutOff || config.clock.now() - throttledAt >= MAX_THROTTLED_MS) throw problem;
      } finally {
        throttle.release(well);
      }
    }
  }
}

/**
 * Results of many items, made while they are read; to be iterated once. Nothing is sent before the first result is
 * read. Leaving the loop starts nothing more, and waits for what is in flight: a write that was sent cannot be undone.
 */
export class Bulk<T> implements AsyncIterable<BulkResult<T>> {
  readonly #counts: Record<BulkStatus, number> = {
    created: 0,
    updated: 0,
    unchanged: 0,
    deleted: 0,
    failed: 0,
  };
  readonly #items: Items<unknown>;
  readonly #prepare: (item: unknown) => Job<T>;
  readonly #lanes: number;
  readonly #waiting: (() => void)[] = [];
  #inFlight = 0;
  #isBegun = false;
  #isOver = false;

  constructor(items: Items<unknown>, prepare: (item: unknown) => Job<T>, lanes: number) {
    const isObject = typeof (items as unknown) === "object" && (items as unknown) !== null;
    const isMany = isObject && (Symbol.iterator in items || Symbol.asyncIterator in items);
    if (!isMany) {
      throw new InvalidArgumentError(`Expected an iterable, not ${kindOf(items)}; nothing was sent.`);
    }
    this.#items = items;
    this.#prepare = prepare;
    this.#lanes = lanes;
  }

  /** The outcomes of the items done so far; of all items once the loop has ended. */
  get summary(): BulkSummary {
    const total = Object.values(this.#counts).reduce((sum, count) => sum + count, 0);
    return { ...this.#counts, total };
  }

  /** Goes through all items and returns the summary; the results are dropped. */
  async run(): Promise<BulkSummary> {
    for await (const result of this) void result;
    return this.summary;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<BulkResult<T>, void, undefined> {
    if (this.#isBegun) throw new InvalidArgumentError("A bulk run can be iterated once.");
    this.#isBegun = true;
    const pending: { isDone: boolean; result: Promise<BulkResult<T>> }[] = [];
    const latest = new Map<string, Promise<unknown>>();
    const items = this.#items;
    const source = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
    const taken = { index: 0, isEnd: false, problems: [] as unknown[] };
    const take = async () => {
      taken.isEnd = true; // also if the source fails
      const next = await source.next();
      if (next.done) return;
      taken.isEnd = false;
      const job = this.#jobOf(next.value);
      const result = this.#work(taken.index++, next.value, job, latest.get(job.key));
      const entry = { isDone: false, result };
      const done = result
        .catch(() => undefined)
        .then(() => {
          entry.isDone = true;
          if (latest.get(job.key) === done) latest.delete(job.key);
        });
      latest.set(job.key, done);
      pending.push(entry);
    };
    try {
      for (;;) {
        while (!taken.isEnd && pending.length < this.#lanes * ITEMS_PER_LANE && !pending[0]?.isDone) {
          await take().catch((problem: unknown) => taken.problems.push(problem));
        }
        const head = pending.shift();
        if (!head) break;
        yield await head.result;
      }
      if (taken.problems.length > 0) throw taken.problems[0]; // after the results of the items before it
    } finally {
      this.#isOver = true;
      await Promise.allSettled(pending.map(({ result }) => result));
      if (!taken.isEnd) await source.return?.();
    }
  }

  #jobOf(item: unknown): Job<T> {
    try {
      return this.#prepare(item);
    } catch (problem) {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- what was thrown
      return { key: crypto.randomUUID(), work: () => Promise.reject(problem) };
    }
  }

  /** The result of an item, once the work before it, of the same key, has ended. */
  async #work(index: number, input: unknown, job: Job<T>, before?: Promise<unknown>): Promise<BulkResult<T>> {
    await before;
    await this.#enter();
    const ended = (status: BulkStatus, record?: T, error?: KonigleError) => {
      this.#counts[status] += 1;
      return { index, status, ok: status !== "failed", record, error, input };
    };
    try {
      if (this.#isOver) throw new Error("left"); // nobody reads its result
      const { status, record } = await job.work();
      return ended(status, record);
    } catch (problem) {
      if (problem instanceof KonigleError) return ended("failed", undefined, problem);
      throw problem;
    } finally {
      this.#inFlight -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #enter(): Promise<void> {
    while (!this.#isOver && this.#inFlight >= this.#lanes) {
      await new Promise<void>((go) => this.#waiting.push(go));
    }
    this.#inFlight += 1;
  }
}
