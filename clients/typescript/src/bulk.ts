/** Many items through one client: a bounded number in flight, one result for each item, in the order of the items. */
import { type Call, kindOf } from "./call.js";
import { ApiError, InvalidArgumentError, KonigleError } from "./errors.js";
import { isThrottled } from "./retry.js";
import type { Finished, Transport } from "./transport.js";
import { MAX_THROTTLED_MS } from "./throttle.js";
import { requestOf, type RequestOptions } from "./wire.js";

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
    if ("idempotencyKey" in options)
      throw new InvalidArgumentError("idempotencyKey is for one call; nothing was sent.");
    if (!Number.isInteger(concurrency) || concurrency < 1)
      throw new InvalidArgumentError("concurrency must be a whole number, 1 or more; nothing was sent.");
    requestOf(transport.config, probe, options);
    this.transport = transport;
    this.options = options;
    this.lanes = concurrency;
  }

  /** Makes a call when its turn has come, and again when the server asked to wait: nothing was applied then. */
  async exchange(call: Call): Promise<Finished> {
    const { config, throttle } = this.transport;
    const isKeyed = config.assumeIdempotent && call.operation.replay === "once";
    const options = isKeyed ? { ...this.options, idempotencyKey: crypto.randomUUID() } : this.options;
    let throttledAt: number | undefined;
    for (;;) {
      await throttle.acquire(this.options.signal);
      let well = false;
      try {
        const finished = await this.transport.exchange(call, options, true);
        well = true;
        return finished;
      } catch (problem) {
        if (!(problem instanceof ApiError)) throw problem;
        well = !isThrottled(problem) || problem.applied !== "no";
        throttledAt ??= config.clock.now();
        if (well || config.clock.now() - throttledAt >= MAX_THROTTLED_MS) throw problem;
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
  readonly #counts = { created: 0, updated: 0, unchanged: 0, deleted: 0, failed: 0, total: 0 };
  readonly #items: Items<unknown>;
  readonly #prepare: (item: unknown) => Job<T>;
  readonly #lanes: number;
  readonly #waiting: (() => void)[] = [];
  #inFlight = 0;
  #isBegun = false;
  #isOver = false;

  constructor(items: Items<unknown>, prepare: (item: unknown) => Job<T>, lanes: number) {
    const isObject = typeof (items as unknown) === "object" && (items as unknown) !== null;
    if (!isObject || !(Symbol.iterator in items || Symbol.asyncIterator in items))
      throw new InvalidArgumentError(`Expected an iterable, not ${kindOf(items)}; nothing was sent.`);
    this.#items = items;
    this.#prepare = prepare;
    this.#lanes = lanes;
  }

  /** The outcomes of the items done so far; of all items once the loop has ended. */
  get summary(): BulkSummary {
    return { ...this.#counts };
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
    const latest = new Map<string, Promise<unknown>>(); // of the work of each key
    const failures: unknown[] = [];
    let index = 0;
    const start = (input: unknown) => {
      const { key, work } = this.#jobOf(input);
      const entry = { isDone: false, result: this.#resultOf(index++, input, work, latest.get(key)) };
      const end = () => {
        entry.isDone = true;
        if (latest.get(key) === ended) latest.delete(key);
      };
      const ended = entry.result.then(end, end);
      latest.set(key, ended);
      pending.push(entry);
    };
    const next = (most: number) =>
      pending[0]?.isDone || pending.length > most ? pending.shift() : undefined;
    try {
      for await (const item of untilFailure(this.#items, failures)) {
        start(item);
        const most = this.#lanes * ITEMS_PER_LANE - 1;
        for (let head = next(most); head; head = next(most)) yield await head.result;
      }
      for (let head = next(0); head; head = next(0)) yield await head.result;
      if (failures.length > 0) throw failures[0]; // after the results of the items before it
    } finally {
      this.#isOver = true;
      await Promise.allSettled(pending.map(({ result }) => result));
    }
  }

  /** The work of an item; of one that cannot be sent, it fails. */
  #jobOf(item: unknown): Job<T> {
    try {
      return this.#prepare(item);
    } catch (problem) {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- what was thrown
      return { key: "", work: () => Promise.reject(problem) };
    }
  }

  /** The result of an item, once the work before it, of the same key, has ended. */
  async #resultOf(
    index: number,
    input: unknown,
    work: Job<T>["work"],
    before: Promise<unknown> | undefined,
  ): Promise<BulkResult<T>> {
    const ended = (status: BulkStatus, record?: T, error?: KonigleError) => {
      this.#counts[status] += 1;
      this.#counts.total += 1;
      return { index, status, ok: status !== "failed", record, error, input };
    };
    await before;
    while (this.#inFlight >= this.#lanes) await new Promise<void>((go) => this.#waiting.push(go));
    this.#inFlight += 1;
    try {
      if (this.#isOver) throw new Error("left"); // nobody reads its result
      const { status, record } = await work();
      return ended(status, record);
    } catch (problem) {
      if (problem instanceof KonigleError) return ended("failed", undefined, problem);
      throw problem;
    } finally {
      this.#inFlight -= 1;
      this.#waiting.shift()?.();
    }
  }
}

/** Many items; a failure of their source ends them, and is noted. */
async function* untilFailure<T>(items: Items<T>, failures: unknown[]): AsyncGenerator<T, void, undefined> {
  try {
    yield* items;
  } catch (problem) {
    failures.push(problem);
  }
}
