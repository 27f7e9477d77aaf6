import { describe, expect, test } from "vitest";
import { isSettled } from "../src/call.js";
import type { OperationFacts } from "../src/facts.js";
import { OPERATIONS } from "./support/operations.js";
import { BUDGET } from "../src/generated/settings.js";
import { decide, type Outcome, type RetryState } from "../src/retry.js";

const { getCampaign: SAFE, pauseCampaign: SETTLED, startCampaign: ONCE, deleteCampaign: DELETE } = OPERATIONS;
const { updateCampaign: PATCH, scheduleCampaign: SCHEDULE } = OPERATIONS;

function state(operation: OperationFacts, more: Partial<RetryState> = {}): RetryState {
  return {
    operation,
    made: 1,
    retryCount: 3,
    backoffMs: 500,
    nowMs: 0,
    deadlineMs: null,
    maybeApplied: false,
    replayOnce: false,
    throttleRaises: false,
    tokens: BUDGET.capacity,
    draw: 1,
    ...more,
  };
}

function response(status: number, more: Partial<Outcome> = {}): Outcome {
  return { kind: "response", what: `the server responded with ${String(status)}`, status, ...more };
}

const NOT_SENT: Outcome = { kind: "not_sent", what: "no connection could be made" };
const LOST: Outcome = { kind: "lost", what: "the connection broke" };
const TIMEOUT: Outcome = { kind: "timeout", what: "the response was not complete in time" };

describe("what follows from one try", () => {
  const again = "retry" as const;
  const stop = "fail" as const;
  const done = "done" as const;
  // outcome, then what a safe, a settled and a once operation do, then whether the data may have been applied
  const table: [string, Outcome, string, string, string, boolean][] = [
    ["200", response(200), done, done, done, false],
    ["204", response(204), done, done, done, false],
    ["200 unreadable", response(200, { unreadable: "the body is not JSON" }), again, again, stop, true],
    ["0, of Response.error()", response(0), again, again, stop, true],
    ["302", response(302), stop, stop, stop, true],
    ["307", response(307), stop, stop, stop, false],
    ["400", response(400), stop, stop, stop, false],
    ["401", response(401), stop, stop, stop, false],
    ["404", response(404), stop, stop, stop, false],
    ["408", response(408), again, again, stop, false],
    ["409", response(409), stop, stop, stop, false],
    ["422", response(422), stop, stop, stop, false],
    ["429", response(429), again, again, again, false],
    ["429 with a wait", response(429, { retryAfter: 2 }), again, again, again, false],
    ["500", response(500), again, again, stop, true],
    ["502", response(502), again, again, stop, true],
    ["503", response(503), again, again, stop, true],
    ["503 with a wait", response(503, { retryAfter: 2 }), again, again, again, false],
    ["504", response(504), again, again, stop, true],
    ["no connection", NOT_SENT, again, again, again, false],
    ["a lost response", LOST, again, again, stop, true],
    ["a time-out", TIMEOUT, again, again, stop, true],
  ];

  test.each(table)("%s", (_, outcome, safe, settled, once, maybeApplied) => {
    expect(decide(state(SAFE), outcome).act).toBe(safe);
    expect(decide(state(SETTLED), outcome).act).toBe(settled);
    expect(decide(state(ONCE), outcome).act).toBe(once);
    expect(decide(state(ONCE), outcome).maybeApplied).toBe(maybeApplied);
  });

  test.each([LOST, TIMEOUT, response(500), response(408)])(
    "with a key that the server honours, an operation that must not run twice is repeated after $what",
    (outcome) => {
      expect(decide(state(ONCE, { replayOnce: true }), outcome).act).toBe("retry");
    },
  );
});

describe("a refusal after a try that may have been applied", () => {
  const repeat = { made: 2, maybeApplied: true };

  test.each([400, 404, 409, 422])("of a settled action is looked at with a GET (%i)", (status) => {
    expect(decide(state(SETTLED, repeat), response(status)).act).toBe("confirm");
  });

  test("of a DELETE is its success when the resource is gone, and an error otherwise", () => {
    expect(decide(state(DELETE, repeat), response(404)).act).toBe("done");
    expect(decide(state(DELETE, repeat), response(409)).act).toBe("fail");
    expect(decide(state(DELETE), response(404)).act).toBe("fail");
  });

  test("of a settled operation without a known end is an error", () => {
    expect(decide(state(PATCH, repeat), response(400)).act).toBe("fail");
  });

  test("of an operation that must not run twice is an error", () => {
    expect(decide(state(ONCE, repeat), response(400)).act).toBe("fail");
  });

  test("that is none of the refusals (401) is an error", () => {
    expect(decide(state(SETTLED, repeat), response(401)).act).toBe("fail");
  });
});

describe("how long to wait", () => {
  test.each([
    [1, 500],
    [2, 1_000],
    [3, 2_000],
    [4, 4_000],
    [5, 8_000],
    [9, 8_000],
  ])("after try %i at most %i ms", (made, most) => {
    expect(decide(state(SAFE, { made, retryCount: 9 }), LOST).waitMs).toBe(most);
    expect(decide(state(SAFE, { made, retryCount: 9, draw: 0.25 }), LOST).waitMs).toBe(most / 4);
  });

  test("a server's own word goes before the draw", () => {
    expect(decide(state(SAFE), response(429, { retryAfter: 7 })).waitMs).toBe(7_000);
  });

  test("a wait past the deadline ends the call at once, and says so", () => {
    const decision = decide(
      state(SAFE, { nowMs: 4_000, deadlineMs: 10_000 }),
      response(429, { retryAfter: 7 }),
    );
    expect(decision).toMatchObject({ act: "fail", waitMs: 0 });
    expect(decision.why).toContain("wait 7 s, past the deadline of 10 s");
  });

  test("a wait of more than two minutes is the caller's business, unless a deadline allows it", () => {
    expect(decide(state(SAFE), response(429, { retryAfter: 121 })).why).toContain(
      "so the call is not retried",
    );
    expect(decide(state(SAFE), response(429, { retryAfter: 120 })).act).toBe("retry");
    expect(decide(state(SAFE, { deadlineMs: 200_000 }), response(429, { retryAfter: 121 })).act).toBe(
      "retry",
    );
  });
});

describe("when to give up", () => {
  test("after the repeats that are allowed", () => {
    expect(decide(state(SAFE, { made: 3, retryCount: 3 }), LOST).act).toBe("retry");
    expect(decide(state(SAFE, { made: 4, retryCount: 3 }), LOST)).toMatchObject({
      act: "fail",
      why: "Gave up after 4 attempts.",
    });
    expect(decide(state(SAFE, { retryCount: 0 }), LOST)).toMatchObject({ act: "fail", why: "" });
  });

  test("when the client's budget is used up; a time-out costs more, a success gives back", () => {
    expect(decide(state(SAFE, { tokens: 9 }), LOST)).toMatchObject({ act: "retry", tokens: -5 });
    expect(decide(state(SAFE, { tokens: 9 }), TIMEOUT).why).toContain("budget");
    expect(decide(state(SAFE, { tokens: 10 }), TIMEOUT)).toMatchObject({ act: "retry", tokens: -10 });
    expect(decide(state(SAFE), response(200)).tokens).toBe(1);
    expect(decide(state(SAFE, { made: 3 }), response(200)).tokens).toBe(10);
  });
});

describe("what counts as the wanted state", () => {
  test("one of the values of the field", () => {
    const call = { operation: OPERATIONS.resumeCampaign };
    const { settled = { field: "", values: [], get: "getCampaign" } } = call.operation;
    expect(isSettled(settled, { status: "running" }, call)).toBe(true);
    expect(isSettled(settled, { status: "completed" }, call)).toBe(true);
    expect(isSettled(settled, { status: "paused" }, call)).toBe(false);
    expect(isSettled(settled, {}, call)).toBe(false);
  });

  test("the time that was sent, whatever its offset", () => {
    const call = { operation: SCHEDULE, body: { scheduled_at: "2030-05-01T09:00:00+02:00" } };
    const { settled = { field: "", values: [], get: "getCampaign" } } = call.operation;
    expect(isSettled(settled, { scheduled_at: "2030-05-01T07:00:00.000000Z" }, call)).toBe(true);
    expect(isSettled(settled, { scheduled_at: "2030-05-01T07:00:01Z" }, call)).toBe(false);
    expect(isSettled(settled, { scheduled_at: null }, call)).toBe(false);
    expect(
      isSettled(settled, { scheduled_at: "2030-05-01T07:00:00Z" }, { operation: SCHEDULE, body: {} }),
    ).toBe(false);
  });
});
