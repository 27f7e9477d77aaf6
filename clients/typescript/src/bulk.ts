/** Many items through one client: a bounded number in flight, one result for each item, in the order of the items. */
import { limited } from "./abort.js";
import { type Call, kindOf } from "./call.js";
import { ApiError, InvalidArgumentError, KonigleError } from "./errors.js";
import { isThrottled } from "./retry.js";
import type { Finished, Transport } from "./transport.js";
import { MAX_THROTTLED_MS, Throttle } from "./throttle.js";
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

interface Started<T> {
  isDone: boolean;
  readonly result: Promise<BulkResult<T>>;
  readonly ended: Promise<void>;
}

/** The calls of one run, and how many items may be in work. */
export class BulkSession {
  readonly options: RequestOptions;
  readonly lanes: Throttle;
  readonly window: number;

  /** The options are checked with the probe, any call, before the first item is taken. */
  constructor(
    readonly transport: Transport,
    { concurrency = DEFAULT_CONCURRENCY, ...options }: BulkOptions,
    probe: Call,
  ) {
    if ("idempotencyKey" in options)
      throw new InvalidArgumentError("idempotencyKey is for one call; nothing was sent.");
    if (!Number.isInteger(concurrency) || concurrency < 1)
      throw new InvalidArgumentError("concurrency must be a whole number, 1 or more; nothing was sent.");
    requestOf(transport.config, probe, options);
    this.options = options;
    this.lanes = new Throttle(transport.config.clock, concurrency);
    this.window = concurrency * ITEMS_PER_LANE;
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
        well = !isThrottled(problem) || problem.applied !== "no" || problem.shouldRetry === false;
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
  readonly #latest = new Map<string, Promise<void>>(); // of the work of each key
  #isBegun = false;
  #isOver = false;

  constructor(
    private readonly items: Items<unknown>,
    private readonly prepare: (item: unknown) => Job<T>,
    private readonly session: BulkSession,
  ) {
    const isObject = typeof (items as unknown) === "object" && (items as unknown) !== null;
    if (!isObject || !(Symbol.iterator in items || Symbol.asyncIterator in items))
      throw new InvalidArgumentError(`Expected an iterable, not ${kindOf(items)}; nothing was sent.`);
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
    const { items, session } = this;
    const source = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
    const pending: Started<T>[] = [];
    const failures: unknown[] = [];
    let isEnd = false as boolean;
    let index = 0;
    let taking = undefined as Promise<void> | undefined;
    const take = async () => {
      try {
        const next = await limited(Infinity, session.options.signal, async () => source.next());
        isEnd = Boolean(next.done);
        if (!next.done) pending.push(this.#start(index++, next.value));
      } catch (problem) {
        isEnd = true;
        failures.push(problem);
      }
      taking = undefined;
    };
    try {
      while (!isEnd || pending.length > 0) {
        if (!isEnd && pending.length < session.window) taking ??= take();
        const [head] = pending;
        // a result does not wait for the source, which may give the next item only when this result has been used
        if (taking && !head?.isDone) await Promise.race([taking, head?.ended ?? taking]);
        else if (head) {
          pending.shift();
          yield await head.result;
        }
      }
      if (failures.length > 0) throw failures[0]; // after the results of the items before it
    } finally {
      this.#isOver = true;
      await Promise.allSettled(pending.map(({ result }) => result));
      const closed = isEnd ? undefined : source.return?.();
      // one that is asked for the next item closes when it has given that
      if (taking) Promise.resolve(closed).catch(() => undefined);
      else await closed;
    }
  }

  /** Starts the work of an item, once the work before it, of the same key, has ended. */
  #start(index: number, input: unknown): Started<T> {
    const { key, work } = this.#jobOf(input);
    const result = this.#resultOf(index, input, work, this.#latest.get(key));
    const started = { isDone: false, result, ended: Promise.resolve() };
    const end = () => {
      started.isDone = true;
      if (this.#latest.get(key) === started.ended) this.#latest.delete(key);
    };
    started.ended = result.then(end, end);
    this.#latest.set(key, started.ended);
    return started;
  }

  /** The work of an item; of one that cannot be sent, it fails. */
  #jobOf(item: unknown): Job<T> {
    try {
      return this.prepare(item);
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
    await this.session.lanes.acquire();
    try {
      if (this.#isOver) throw new Error("left"); // nobody reads its result
      const { status, record } = await work();
      return ended(status, record);
    } catch (problem) {
      if (problem instanceof KonigleError) return ended("failed", undefined, problem);
      throw problem;
    } finally {
      this.session.lanes.release(false);
    }
  }
}
