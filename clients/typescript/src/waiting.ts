/** Waiting for the state of a resource: it is read often at first, and then less and less often. */
import type { Clock } from "./config.js";
import { InvalidArgumentError, TimeoutError, UnexpectedStateError } from "./errors.js";
import type { Campaign, CampaignStatus } from "./generated/models.js";
import type { RequestOptions } from "./wire.js";

const GROWTH = 1.5;
const LONGEST_POLL_MS = 30_000; // half a minute late is nothing for what takes an hour
const SHORTEST_POLL_MS = 1_000; // the first request may take a second in any case
const JITTER = 0.1; // so that many programs that started together do not poll together

/** The states of a kind of resource, and those that nothing leads out of. */
export interface States {
  readonly resource: string;
  /** The operation that reads it. */
  readonly operation: string;
  /** The field that holds its state. */
  readonly field: string;
  readonly all: readonly string[];
  readonly final: readonly string[];
}

/** What `campaigns.wait` waits for. */
export interface WaitOptions<Resource = Campaign, State extends string = CampaignStatus> {
  /** The state or states to wait for; `completed` when left out. */
  until?: State | readonly State[] | undefined;
  /** Milliseconds to wait at most; null, the default, for as long as it takes. */
  timeoutMs?: number | null | undefined;
  /** Milliseconds until the second request; each wait is half as long again as the one before, up to 30 s. */
  pollMs?: number | undefined;
  /** Called with the resource after each request. */
  onPoll?: ((resource: Resource) => void) | undefined;
  /** Ends the wait when it is aborted. */
  signal?: AbortSignal | undefined;
}

/**
 * Reads a resource until it is in a wanted state. Rejects with UnexpectedStateError when it has ended in another state,
 * and with TimeoutError when the time has passed; both have the last `state`.
 */
export async function waitFor<Resource extends object, State extends string>(
  clock: Clock,
  { resource, operation, field, all, final }: States,
  id: string,
  get: (options: RequestOptions) => Promise<Resource>,
  options: WaitOptions<Resource, State> = {},
): Promise<Resource> {
  const { until = final[0], timeoutMs = null, pollMs = 2_000, signal, onPoll } = options;
  const wanted: readonly (string | undefined)[] = [until].flat();
  const limitMs = timeoutMs ?? Infinity;
  if (wanted.length === 0 || !wanted.every((each) => all.includes(String(each))))
    throw new InvalidArgumentError(`until must be some of ${all.join(", ")}; nothing was sent.`);
  if (!(pollMs > 0) || !(limitMs >= 0))
    throw new InvalidArgumentError("pollMs or timeoutMs is too small; nothing was sent.");
  const startedMs = clock.now();
  const leftMs = () => limitMs - (clock.now() - startedMs);
  const named = wanted.join(" or ");
  let nextMs = pollMs;
  let state: string | null = null;
  const late = (cause?: unknown) => {
    const seen = `was not ${named} within ${limitMs / 1000} s; its state is ${state ?? "not known"}`;
    return new TimeoutError(`${resource} ${id} ${seen}.`, { operation, state }, cause);
  };
  for (;;) {
    const deadlineMs = limitMs === Infinity ? undefined : Math.max(SHORTEST_POLL_MS, leftMs());
    const found = await get({ signal, deadlineMs }).catch((problem: unknown) => {
      throw problem instanceof TimeoutError && leftMs() <= 0 ? late(problem) : problem;
    });
    onPoll?.(found);
    state = String(found[field as keyof Resource]);
    if (wanted.includes(state)) return found;
    if (final.includes(state)) {
      const text = `${resource} ${id} has ended as ${state} and will never be ${named}.`;
      throw new UnexpectedStateError(text, { operation, state });
    }
    if (leftMs() <= 0) throw late();
    await clock.sleep(Math.min(nextMs * (1 - JITTER + 2 * JITTER * clock.random()), leftMs()), signal);
    nextMs = Math.max(nextMs, Math.min(nextMs * GROWTH, LONGEST_POLL_MS));
  }
}
