import { describe, expect, test } from "vitest";
import { isSettled } from "../src/call.js";
import type { OperationFacts } from "../src/facts.js";
import { OPERATIONS } from "./support/operations.js";
import { BUDGET } from "../src/generated/settings.js";
import { decide, type Outcome, type Tries } from "../src/retry.js";

const { getCampaign: SAFE, pauseCampaign: SETTLED, startCampaign: ONCE, deleteCampaign: DELETE } = OPERATIONS;
const { updateCampaign: PATCH, scheduleCampaign: SCHEDULE } = OPERATIONS;

function tries(operation: OperationFacts, more: Partial<Tries> = {}): Tries {
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

function answer(status: number, more: Partial<Outcome> = {}): Outcome {
  return { kind: "answer", what: `the server responded with ${String(status)}`, status, ...more };
}

const NOT_SENT: Outcome = { kind: "not_sent", what: "no connection could be made" };
const LOST: Outcome = { kind: "lost", what: "the connection broke" };
const TIMEOUT: Outcome = { kind: "timeout", what: "the response was not complete in time" };

describe("what follows from one try", () => {
  const again = "again" as const;
  const stop = "stop" as const;
  const done = "done" as const;
  // outcome, then what a safe, a settled and a once operation do, then whether the data may have been applied
  const table: [string, Outcome, string, string, string, boolean][] = [
    ["200", answer(200), done, done, done, false],
    ["204", answer(204), done, done, done, false],
    ["200 unreadable", answer(200, { unreadable: "the body is not JSON" }), again, again, stop, true],
    ["0, of Response.error()", answer(0), again, again, stop, true],
    ["302", answer(302), stop, stop, stop, true],
    ["307", answer(307), stop, stop, stop, false],
    ["400", answer(400), stop, stop, stop, false],
    ["401", answer(401), stop, stop, stop, false],
    ["404", answer(404), stop, stop, stop, false],
    ["408", answer(408), again, again, stop, false],
    ["409", answer(409), stop, stop, stop, false],
    ["422", answer(422), stop, stop, stop, false],
    ["429", answer(429), again, again, again, false],
    ["429 with a wait", answer(429, { retryAfter: 2 }), again, again, again, false],
    ["500", answer(500), again, again, stop, true],
    ["502", answer(502), again, again, stop, true],
    ["503", answer(503), again, again, stop, true],
    ["503 with a wait", answer(503, { retryAfter: 2 }), again, again, again, false],
    ["504", answer(504), again, again, stop, true],
    ["no connection", NOT_SENT, again, again, again, false],
    ["a lost answer", LOST, again, again, stop, true],
    ["a time-out", TIMEOUT, again, again, stop, true],
  ];

  test.each(table)("%s", (_, outcome, safe, settled, once, maybeApplied) => {
    expect(decide(tries(SAFE), outcome).act).toBe(safe);
    expect(decide(tries(SETTLED), outcome).act).toBe(settled);
    expect(decide(tries(ONCE), outcome).act).toBe(once);
    expect(decide(tries(ONCE), outcome).maybeApplied).toBe(maybeApplied);
  });

  test.each([LOST, TIMEOUT, answer(500), answer(408)])(
    "with a key that the server honours, an operation that must not run twice is repeated after $what",
    (outcome) => {
      expect(decide(tries(ONCE, { replayOnce: true }), outcome).act).toBe("again");
    },
  );
});

describe("a refusal after a try that may have been applied", () => {
  const repeat = { made: 2, maybeApplied: true };

  test.each([400, 404, 409, 422])("of a settled action is looked at with a GET (%i)", (status) => {
    expect(decide(tries(SETTLED, repeat), answer(status)).act).toBe("look");
  });

  test("of a DELETE is its success when the resource is gone, and an error otherwise", () => {
    expect(decide(tries(DELETE, repeat), answer(404)).act).toBe("done");
    expect(decide(tries(DELETE, repeat), answer(409)).act).toBe("stop");
    expect(decide(tries(DELETE), answer(404)).act).toBe("stop");
  });

  test("of a settled operation without a known end is an error", () => {
    expect(decide(tries(PATCH, repeat), answer(400)).act).toBe("stop");
  });

  test("of an operation that must not run twice is an error", () => {
    expect(decide(tries(ONCE, repeat), answer(400)).act).toBe("stop");
  });

  test("that is none of the refusals (401) is an error", () => {
    expect(decide(tries(SETTLED, repeat), answer(401)).act).toBe("stop");
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
    expect(decide(tries(SAFE, { made, retryCount: 9 }), LOST).waitMs).toBe(most);
    expect(decide(tries(SAFE, { made, retryCount: 9, draw: 0.25 }), LOST).waitMs).toBe(most / 4);
  });

  test("a server's own word goes before the draw", () => {
    expect(decide(tries(SAFE), answer(429, { retryAfter: 7 })).waitMs).toBe(7_000);
  });

  test("a wait past the deadline ends the call at once, and says so", () => {
    const decision = decide(
      tries(SAFE, { nowMs: 4_000, deadlineMs: 10_000 }),
      answer(429, { retryAfter: 7 }),
    );
    expect(decision).toMatchObject({ act: "stop", waitMs: 0 });
    expect(decision.why).toContain("wait 7 s, past the deadline of 10 s");
  });

  test("a wait of more than two minutes is the caller's business, unless a deadline allows it", () => {
    expect(decide(tries(SAFE), answer(429, { retryAfter: 121 })).why).toContain("so the call is not retried");
    expect(decide(tries(SAFE), answer(429, { retryAfter: 120 })).act).toBe("again");
    expect(decide(tries(SAFE, { deadlineMs: 200_000 }), answer(429, { retryAfter: 121 })).act).toBe("again");
  });
});

describe("when to give up", () => {
  test("after the repeats that are allowed", () => {
    expect(decide(tries(SAFE, { made: 3, retryCount: 3 }), LOST).act).toBe("again");
    expect(decide(tries(SAFE, { made: 4, retryCount: 3 }), LOST)).toMatchObject({
      act: "stop",
      why: "Gave up after 4 attempts.",
    });
    expect(decide(tries(SAFE, { retryCount: 0 }), LOST)).toMatchObject({ act: "stop", why: "" });
  });

  test("when the client's budget is used up; a time-out costs more, a success gives back", () => {
    expect(decide(tries(SAFE, { tokens: 9 }), LOST)).toMatchObject({ act: "again", tokens: -5 });
    expect(decide(tries(SAFE, { tokens: 9 }), TIMEOUT).why).toContain("budget");
    expect(decide(tries(SAFE, { tokens: 10 }), TIMEOUT)).toMatchObject({ act: "again", tokens: -10 });
    expect(decide(tries(SAFE), answer(200)).tokens).toBe(1);
    expect(decide(tries(SAFE, { made: 3 }), answer(200)).tokens).toBe(10);
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
