/** AbortSignals: one listener for each signal, however many calls share it, and none once they have ended. */

interface Watched {
  readonly callbacks: Set<() => void>;
  readonly listener: () => void;
}

const WATCHED = new WeakMap<AbortSignal, Watched>();

/** Runs the callback when the signal is aborted; returns what stops that. */
export function onAbort(signal: AbortSignal | undefined, callback: () => void): () => void {
  if (!signal) return () => undefined;
  let watched = WATCHED.get(signal);
  if (!watched) {
    const callbacks = new Set<() => void>();
    const listener = () => {
      for (const each of [...callbacks]) each();
    };
    watched = { callbacks, listener };
    WATCHED.set(signal, watched);
  }
  const { callbacks, listener } = watched;
  if (callbacks.size === 0) signal.addEventListener("abort", listener);
  callbacks.add(callback);
  return () => {
    if (callbacks.delete(callback) && callbacks.size === 0) signal.removeEventListener("abort", listener);
  };
}

/** Resolves after so many milliseconds; rejects with the signal's reason as soon as that is aborted. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const timer = setTimeout(
      () => {
        stop();
        resolve();
      },
      Math.min(ms, LONGEST_TIMER_MS),
    );
    const stop = onAbort(signal, () => {
      clearTimeout(timer);
      stop();
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the caller's own reason
      reject(signal?.reason);
    });
  });
}

const LONGEST_TIMER_MS = 2 ** 31 - 1; // a longer one would go off at once

/** The time one attempt may take; it ends early when the caller's signal is aborted. */
export class Limit {
  /** Whether the time has run out. */
  isOver = false;
  readonly #controller = new AbortController();
  readonly #ended: Promise<never>;
  readonly #release: () => void;

  constructor(limitMs: number, caller: AbortSignal | undefined) {
    const end = () => {
      this.#controller.abort(caller?.reason);
    };
    const timer =
      limitMs === Infinity
        ? undefined
        : setTimeout(
            () => {
              this.isOver = true;
              end();
            },
            Math.min(limitMs, LONGEST_TIMER_MS),
          );
    const release = onAbort(caller, end);
    this.#release = () => {
      clearTimeout(timer);
      release();
    };
    this.#ended = new Promise((_, reject) => {
      this.signal.addEventListener("abort", () => {
        reject(this.signal.reason as Error);
      });
    });
    this.#ended.catch(() => undefined);
  }

  /** For fetch: aborted when the attempt has to end. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The result of the work, unless the attempt has to end first: a caller's own fetch may not heed its signal. */
  async race<T>(work: Promise<T>): Promise<T> {
    try {
      return await Promise.race([work, this.#ended]);
    } finally {
      this.#release();
    }
  }
}
