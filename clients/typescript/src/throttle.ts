/**
 * How many bulk calls of one client may be in flight, and from when: additive increase, multiplicative decrease, as in
 * TCP (RFC 5681, 3.1). A response that asks to wait (429, or 503 with `Retry-After`) halves the number; every round
 * without one adds one. Until the time asked for has passed, no bulk call starts.
 */
import { limited } from "./abort.js";
import type { Clock } from "./config.js";

// Then one call finds out whether the server still asks to wait: a quota may ask for a whole day.
const MAX_HOLD_MS = 120_000;
/** A call that is put off for longer fails. */
export const MAX_THROTTLED_MS = 600_000;
// Where the server does not say how long: about a round trip, twice as long each time, up to one call a second.
const FIRST_HOLD_MS = 20;
const LAST_HOLD_MS = 1_000;

/** The pace of the bulk calls of one client. */
export class Throttle {
  readonly #waiting: (() => void)[] = [];
  #inFlight = 0;
  #ceiling: number;
  #heldUntil = -Infinity;
  #loweredAt = -Infinity;
  #throttled = 0;

  constructor(
    private readonly clock: Clock,
    most = Infinity,
  ) {
    this.#ceiling = most;
  }

  /** Waits until a call may start, and counts it. */
  async acquire(signal?: AbortSignal): Promise<void> {
    for (;;) {
      signal?.throwIfAborted();
      const holdMs = this.#heldUntil - this.clock.now();
      if (holdMs > 0) await this.clock.sleep(holdMs, signal);
      else if (this.#inFlight + 1 <= this.#ceiling) break;
      else await limited(Infinity, signal, () => new Promise<void>((go) => this.#waiting.push(go)));
    }
    this.#inFlight += 1;
  }

  /** A call has ended; `well` if the server responded without asking to wait. */
  release(well: boolean): void {
    this.#inFlight -= 1;
    if (well) {
      this.#throttled = 0;
      this.#ceiling += 1 / this.#ceiling;
    }
    for (const go of this.#waiting.splice(0)) go();
  }

  /** An attempt of any call that took so long ended with a request to wait, for `retryAfter` seconds if given. */
  onThrottled(tookMs: number, retryAfter: number | undefined): void {
    const now = this.clock.now();
    let ownMs = 0;
    // an attempt that started before the ceiling was lowered tells of the same overload
    if (now - tookMs >= this.#loweredAt) {
      this.#loweredAt = now;
      this.#throttled += 1;
      if (this.#inFlight > 0) this.#ceiling = Math.max(1, Math.min(this.#ceiling, this.#inFlight) / 2);
      ownMs = Math.min(LAST_HOLD_MS, FIRST_HOLD_MS * 2 ** (this.#throttled - 1));
    }
    const holdMs = Math.min(retryAfter ? retryAfter * 1000 : ownMs, MAX_HOLD_MS);
    this.#heldUntil = Math.max(this.#heldUntil, now + holdMs);
  }
}
