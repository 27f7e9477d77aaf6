import { describe, expect, test, vi } from "vitest";
import * as errors from "../src/errors.js";
import type { Hook, Page } from "../src/index.js";
import { Fake, LOST, NOT_SENT, thrown } from "./support/fake.js";

const MAIL = { to_email: ["a@example.com"], subject: "s", body_html: "h", channel: "c" };
const items = (...ids: string[]) => ids.map((id) => ({ id }));

describe("withResponse", () => {
  test("gives status, headers, request id and attempts beside the data", async () => {
    const fake = new Fake([NOT_SENT, { status: 201, headers: { "x-request-id": "req_1", "x-a": "b" } }]);
    const call = fake.client.campaigns.create({ name: "n", audience: "a" });
    const { data, response } = await call.withResponse();
    expect(data).toEqual(await call);
    expect(response).toMatchObject({ status: 201, requestId: "req_1" });
    expect(response.headers.get("x-a")).toBe("b");
    expect(response.attempts).toHaveLength(2);
  });

  test("rejects as the call does, once", async () => {
    const unhandled = vi.fn();
    process.once("unhandledRejection", unhandled);
    const call = new Fake([{ status: 404 }]).client.campaigns.get("1");
    await thrown(errors.NotFoundError, call.withResponse());
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});

describe("hooks", () => {
  test("see the call, each attempt, each retry and the end, and nothing secret", async () => {
    const events: [string, unknown][] = [];
    const names = ["onCallStart", "onAttempt", "onRetry", "onCallEnd"] as const;
    const hook = Object.fromEntries(
      names.map((name) => [name, (event: unknown) => events.push([name, event])]),
    ) as Hook;
    const fake = new Fake([{ status: 503, headers: { "retry-after": "3" } }, { body: { status: "sent" } }], {
      hooks: [hook],
    });
    await fake.client.emails.send(MAIL);
    expect(events.map(([name]) => name)).toEqual([
      "onCallStart",
      "onAttempt",
      "onRetry",
      "onAttempt",
      "onCallEnd",
    ]);
    const about = { operation: "sendEmail", method: "POST", replay: "once" };
    expect(events[1]?.[1]).toMatchObject({ ...about, number: 1, status: 503, error: null });
    expect(events[2]?.[1]).toMatchObject({ ...about, waitMs: 3_000 });
    expect(events[4]?.[1]).toMatchObject({ ...about, status: 200, attempts: [{ number: 1 }, { number: 2 }] });
    expect(JSON.stringify(events)).not.toMatch(/secret-key|a@example\.com/);
  });

  test("see the error of a call", async () => {
    const ends: unknown[] = [];
    const fake = new Fake([LOST], { hooks: { onCallEnd: ({ error }) => ends.push(error) } });
    const error = await thrown(errors.OutcomeUnknownError, fake.client.campaigns.start("1"));
    expect(ends).toEqual([error]);
  });

  test("that fail change nothing, and the log says so", async () => {
    const lines: string[] = [];
    const logger = {
      debug: () => undefined,
      info: () => undefined,
      warn: (line: string) => lines.push(line),
    };
    const hooks = [
      { onAttempt: () => Promise.reject(new Error("late, secret-key")) },
      {
        onAttempt: () => {
          throw new Error("at once");
        },
      },
    ];
    await new Fake([{}], { hooks, logger }).client.campaigns.get("1");
    await vi.waitFor(() => {
      expect(lines).toHaveLength(2);
    });
    expect(lines.join()).toMatch(
      /hook onAttempt failed: Error: at once.*hook onAttempt failed: Error: late, \*\*\*/,
    );
  });
});

describe("a logger", () => {
  const written: [string, string][] = [];
  const logger = {
    debug: (line: string) => written.push(["debug", line]),
    info: (line: string) => written.push(["info", line]),
    warn: (line: string) => written.push(["warn", line]),
  };

  test("gets attempts, retries, long waits and lost outcomes, each at its level", async () => {
    const wait = (seconds: number) => ({ status: 429, headers: { "retry-after": String(seconds) } });
    const fake = new Fake([wait(1), wait(6), LOST], { logger });
    await thrown(errors.OutcomeUnknownError, fake.client.campaigns.start("cmp_1"));
    expect(written.map(([level]) => level)).toEqual(["debug", "info", "debug", "warn", "debug", "warn"]);
    expect(written[1]?.[1]).toMatch(
      /^konigle: POST \/reachout\/api\/v1\/campaigns\/\{campaign_id\}\/start retry in 1\.000 s: .* \[[0-9a-f]{32}\]$/,
    );
  });

  test("that fails changes nothing", async () => {
    const broken = () => {
      throw new Error("disk full");
    };
    const fake = new Fake([{}], { logger: { debug: broken, info: broken, warn: broken } });
    await expect(fake.client.campaigns.get("1")).resolves.toBeDefined();
  });
});

describe("a dry run", () => {
  test("checks writes and sends none, and reads as ever", async () => {
    const fake = new Fake([{ body: { id: "1" } }], { dryRun: true });
    const made = await fake.client.contacts.create({ email: "a@example.com" }).withResponse();
    expect(made).toMatchObject({
      data: { email: "a@example.com" },
      response: { status: null, attempts: [] },
    });
    await expect(fake.client.contacts.delete("1")).resolves.toBe(true);
    await thrown(errors.InvalidArgumentError, fake.client.contacts.create({ email: "a" }));
    await fake.client.contacts.get("1");
    expect(fake.one.method).toBe("GET");
  });
});

describe("an allowlist of recipients", () => {
  const recipientsAllowlist = ["Ada@Example.com", "@example.org"];

  test.each([
    [["ada@example.com"], true],
    [["ADA@EXAMPLE.COM", "anybody@example.org"], true],
    [["bob@example.com"], false],
    [["ada@example.com", "bob@example.com"], false],
    [["ada@sub.example.org"], false],
  ])("covers %j: %s", async (to_email, isCovered) => {
    const fake = new Fake([{ body: { status: "sent" } }], { recipientsAllowlist });
    const sent = fake.client.emails.send({ ...MAIL, to_email });
    if (isCovered) await sent;
    else await thrown(errors.InvalidArgumentError, sent);
    expect(fake.sent).toHaveLength(isCovered ? 1 : 0);
  });

  test("refuses what goes to an audience, and nothing else", async () => {
    const fake = new Fake([{}, {}, {}], { recipientsAllowlist });
    const { campaigns } = fake.client;
    const scheduled_at = "2030-05-01T09:00:00Z";
    for (const call of [
      campaigns.start("1"),
      campaigns.resume("1"),
      campaigns.schedule("1"),
      campaigns.create({ name: "n", audience: "a", scheduled_at }),
      campaigns.update("1", { scheduled_at }),
      campaigns.sendTestEmail("1", "bob@example.com"),
    ]) {
      await thrown(errors.InvalidArgumentError, call);
    }
    await campaigns.create({ name: "n", audience: "a" });
    await campaigns.pause("1");
    await campaigns.sendTestEmail("1", "ada@example.com");
    expect(fake.sent).toHaveLength(3);
  });

  test("of nobody covers nobody; one that is no list is refused", async () => {
    const fake = new Fake([], { recipientsAllowlist: [] });
    await thrown(errors.InvalidArgumentError, fake.client.emails.send(MAIL));
    expect(() => new Fake([], { recipientsAllowlist: "a@example.com" as never })).toThrow(
      errors.ConfigurationError,
    );
  });
});

describe("pages", () => {
  test("follow each other, with the same conditions and options", async () => {
    const fake = new Fake([
      { body: { payload: items("a"), next: "https://x" } },
      { body: { payload: items("b"), next: null } },
    ]);
    const seen: string[] = [];
    let page: Page<{ id: string }> | null = await fake.client.contacts.list(
      { pageSize: 1, q: "x" },
      { headers: { "x-a": "1" } },
    );
    for (; page; page = await page.nextPage()) seen.push(...page.payload.map(({ id }) => id));
    expect(seen).toEqual(["a", "b"]);
    expect(fake.sent.map(({ path }) => path.split("?")[1])).toEqual([
      "page=1&page_size=1&q=x",
      "page=2&page_size=1&q=x",
    ]);
    expect(fake.sent[1]?.headers.get("x-a")).toBe("1");
  });

  test("end with one that vanished", async () => {
    const fake = new Fake([{ body: { payload: items("a"), next: "https://x" } }, { status: 404 }]);
    await expect((await fake.client.contacts.list()).nextPage()).resolves.toBeNull();
  });

  test("that a server repeats end the list after five without anything new", async () => {
    const same = { body: { payload: items("1"), count: 1, next: "https://x.y/?page=2" } };
    const fake = new Fake(Array.from({ length: 50 }, () => same));
    let count = 0;
    for await (const contact of fake.client.contacts.iterAll()) count += contact.id ? 1 : 0;
    expect([fake.sent.length, count]).toEqual([6, 1]);
  });
});

describe("a wait for a campaign", () => {
  const state = (status: string) => ({ body: { id: "1", status } });

  test("polls less and less often until the state is reached", async () => {
    const fake = new Fake([state("running"), state("running"), state("running"), state("completed")]);
    fake.draw = 0.5;
    const seen: string[] = [];
    const done = await fake.client.campaigns.wait("1", { onPoll: ({ status }) => seen.push(status) });
    expect(done.status).toBe("completed");
    expect(fake.waits).toEqual([2_000, 3_000, 4_500]);
    expect(seen).toEqual(["running", "running", "running", "completed"]);
  });

  test("waits for any of several states, at most 30 s at a time", async () => {
    const fake = new Fake([...Array.from({ length: 12 }, () => state("running")), state("paused")]);
    fake.draw = 0.5;
    await fake.client.campaigns.wait("1", { until: ["paused", "cancelled"] });
    expect(Math.max(...fake.waits)).toBe(30_000);
  });

  test("ends when no wanted state can follow", async () => {
    const error = await thrown(
      errors.UnexpectedStateError,
      new Fake([state("failed")]).client.campaigns.wait("1"),
    );
    expect(error).toMatchObject({ state: "failed", operation: "getCampaign" });
    expect(error.message).toBe("Campaign 1 has ended as failed and will never be completed.");
  });

  test("ends with the time, after one last request", async () => {
    const fake = new Fake(Array.from({ length: 9 }, () => state("running")));
    fake.draw = 0.5;
    const error = await thrown(errors.TimeoutError, fake.client.campaigns.wait("1", { timeoutMs: 6_000 }));
    expect(error).toMatchObject({ state: "running" });
    expect(error.message).toContain("was not completed within 6 s; its state is running");
    expect(fake.waits).toEqual([2_000, 3_000, 1_000]);
    expect(fake.sent).toHaveLength(4);
  });

  test.each([{ until: [] }, { until: "done" as never }, { pollMs: 0 }, { timeoutMs: -1 }])(
    "%j cannot be waited for",
    async (options) => {
      await thrown(errors.InvalidArgumentError, new Fake([]).client.campaigns.wait("1", options));
    },
  );

  test("ends with the signal's reason", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const fake = new Fake([state("running")], { clock: undefined });
    const wait = fake.client.campaigns.wait("1", {
      signal: controller.signal,
      onPoll: () => {
        controller.abort(reason);
      },
    });
    await expect(wait).rejects.toBe(reason);
  });
});

describe("the cause of an error", () => {
  test("is kept with its codes, without the key and whatever else it holds", async () => {
    const inner = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED", port: 443 });
    const outer = Object.assign(new TypeError("fetch failed for Token secret-key", { cause: inner }), {
      request: { headers: { authorization: "Token secret-key" } },
    });
    const fake = new Fake([outer], { retryCount: 0 });
    const error = await thrown(errors.NetworkError, fake.client.campaigns.get("1"));
    expect(error.cause).toMatchObject({ name: "TypeError", message: "fetch failed for Token ***" });
    expect((error.cause as Error).cause).toMatchObject({ code: "ECONNREFUSED", port: 443 });
    expect(error.cause).not.toHaveProperty("request");
    expect((error.cause as Error).stack).not.toContain("secret-key");
  });

  test("of a circle of causes is kept without end", async () => {
    const circle = new Error("round");
    circle.cause = circle;
    const fake = new Fake([circle], { retryCount: 0 });
    await thrown(errors.NetworkError, fake.client.campaigns.get("1"));
  });

  test("is not the key that a server sends back", async () => {
    const body = {
      detail: "no such key: secret-key",
      fields: { x: [Buffer.from("secret-key").toString("base64")] },
    };
    const fake = new Fake([{ status: 401, body }]);
    const error = await thrown(errors.AuthenticationError, fake.client.campaigns.get("1"));
    expect(error.message).toContain("no such key: ***");
    expect(JSON.stringify(error)).not.toMatch(/secret-key|c2VjcmV0LWtleQ/);
  });
});

test("a fetch is called without `this`, and the global one is looked up for each call", async () => {
  const seen: unknown[] = [];
  function strict(this: unknown) {
    seen.push(this);
    return Promise.resolve(Response.json({ id: "1" }));
  }
  await new Fake([], { fetch: strict }).client.campaigns.get("1");
  vi.stubGlobal("fetch", strict);
  await new Fake([], { fetch: undefined }).client.campaigns.get("1");
  vi.unstubAllGlobals();
  expect(seen).toEqual([undefined, undefined]);
});
