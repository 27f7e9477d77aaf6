/** Time limits and AbortSignals: work that ends at once, and leaves neither a timer nor a listener. */

const LONGEST_TIMER_MS = 2 ** 31 - 1; // a longer one would go off at once

// One listener for each signal, however many calls share it: Node.js 20 warns of more than ten, and AbortSignal.any of
// Node.js 20 and 22 keeps some memory for each call until the signal itself is gone.
const CALLBACKS = new WeakMap<EventTarget, Set<() => void>>();

function runCallbacks({ currentTarget }: Event): void {
  for (const callback of (currentTarget && CALLBACKS.get(currentTarget)) ?? []) callback();
}

/** Runs the callback when the signal is aborted; returns what stops that. */
function onAbort(signal: AbortSignal | undefined, callback: () => void): () => void {
  if (!signal) return () => undefined;
  const callbacks = CALLBACKS.get(signal) ?? new Set();
  CALLBACKS.set(signal, callbacks.add(callback));
  signal.addEventListener("abort", runCallbacks); // the same function is added once
  return () => {
    callbacks.delete(callback);
    if (callbacks.size === 0) signal.removeEventListener("abort", runCallbacks);
  };
}

/**
 * Does work that has to end in time: rejects with the caller's reason, or else with a `TimeoutError` of the platform, as
 * soon as the signal is aborted or the time is over, although the work may not heed the signal that it gets.
 */
export async function limited<T>(
  limitMs: number,
  caller: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  caller?.throwIfAborted();
  const controller = new AbortController();
  const { signal } = controller;
  const end = () => {
    controller.abort(caller?.aborted ? caller.reason : new DOMException("The time is over.", "TimeoutError"));
  };
  const timer = limitMs === Infinity ? undefined : setTimeout(end, Math.min(limitMs, LONGEST_TIMER_MS));
  const stop = onAbort(caller, end);
  const ended = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => {
      reject(signal.reason as Error);
    });
  });
  try {
    return await Promise.race([ended, work(signal)]);
  } finally {
    clearTimeout(timer);
    stop();
  }
}

/** Resolves after so many milliseconds; rejects with the signal's reason as soon as that is aborted. */
export async function sleep(ms: number, caller?: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = () =>
    new Promise<void>((resolve) => {
      timer = setTimeout(resolve, Math.min(ms, LONGEST_TIMER_MS));
    });
  await limited(Infinity, caller, wait).finally(() => {
    clearTimeout(timer);
  });
}
