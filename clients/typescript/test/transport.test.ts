import { describe, expect, test, vi } from "vitest";
import * as errors from "../src/errors.js";
import { InvalidArgumentError } from "../src/index.js";
import { CAMPAIGN, Fake, failed, LOST, NOT_SENT, thrown } from "./support/fake.js";

const NEW = {
  campaign_name: "Spring",
  email_channel: "news",
  contact_tags: ["a"],
  subject: "s",
  body_html: "h",
};

describe("a request", () => {
  test("carries the key, an id of its own, and says who sends it", async () => {
    const fake = new Fake([{}]);
    await fake.client.campaigns.addLtv("cmp_1", { value: "1.00", currency: "EUR" });
    const { method, path, headers, text } = fake.one;
    expect([method, path]).toEqual(["POST", "/reachout/api/v1/campaigns/cmp_1/add-ltv"]);
    expect(text).toBe('{"value":"1.00","currency":"EUR"}');
    expect(headers.get("authorization")).toBe("Token secret-key");
    expect(headers.get("content-type")).toBe("application/json");
    expect(headers.get("accept")).toBe("application/json");
    expect(headers.get("user-agent")).toMatch(/^konigle-typescript\//);
    expect(headers.get("x-request-id")).toMatch(/^[0-9a-f]{32}$/);
    expect(headers.has("idempotency-key")).toBe(false);
  });

  test("takes the options of its call, the same on every try", async () => {
    const fake = new Fake([NOT_SENT, {}]);
    const options = { idempotencyKey: "order-7", headers: { "X-Request-ID": "mine", "X-Shop": "7" } };
    await fake.client.campaigns.start("cmp_1", options);
    for (const { headers } of fake.sent) {
      expect(headers.get("idempotency-key")).toBe("order-7");
      expect(headers.get("x-request-id")).toBe("mine");
      expect(headers.get("x-shop")).toBe("7");
    }
    expect(fake.sent).toHaveLength(2);
  });

  test("takes headers as fetch does, as an object of theirs too", async () => {
    const fake = new Fake([{}]);
    await fake.client.campaigns.get("cmp_1", { headers: new Headers({ "X-Shop": "7" }) });
    expect(fake.one.headers.get("x-shop")).toBe("7");
  });

  test.each<[Record<string, unknown>, RegExp]>([
    [{ headers: { Authorization: "Token other" } }, /set by the client itself/],
    [{ headers: { "X Shop": "7" } }, /no header name/],
    [{ headers: { "X-Shop": "7\r\nX-Evil: 1" } }, /printable ASCII/],
    [{ idempotencyKey: "" }, /idempotencyKey is empty/],
    [{ idempotencyKey: "a\nb" }, /printable ASCII/],
    [{ retryCount: -1 }, /retryCount/],
    [{ timeoutMs: "30" }, /timeoutMs/],
    [{ timeout: 30 }, /unknown option timeout/],
  ])("%j cannot be an option", async (options, message) => {
    const fake = new Fake([]);
    const error = await thrown(InvalidArgumentError, fake.client.campaigns.start("cmp_1", options));
    expect(error.message).toMatch(message);
    expect(fake.sent).toEqual([]);
  });
});

describe("tries", () => {
  test("wait longer each time, and are told of in the error", async () => {
    const fake = new Fake([LOST, { status: 502, body: "<html>" }, { status: 500 }, LOST]);
    fake.tryMs = 10;
    const error = await thrown(errors.NetworkError, fake.client.campaigns.get("cmp_1"));
    expect(fake.waits).toEqual([500, 1000, 2000]);
    expect(error.attempts.map(({ number, status, waitedMs }) => [number, status, waitedMs])).toEqual([
      [1, null, 0],
      [2, 502, 500],
      [3, 500, 1000],
      [4, null, 2000],
    ]);
    expect(error.attempts[1]).toMatchObject({ startedMs: 510, durationMs: 10, error: null });
    expect(error.message).toContain("Gave up after 4 attempts.");
    expect(error).toMatchObject({
      operation: "getCampaign",
      method: "GET",
      pathTemplate: "/reachout/api/v1/campaigns/{campaign_id}",
      applied: "no",
      status: undefined,
    });
  });

  test("of a call may be limited", async () => {
    const fake = new Fake([LOST]);
    await thrown(errors.NetworkError, fake.client.campaigns.get("cmp_1", { retryCount: 0 }));
    expect(fake.sent).toHaveLength(1);
  });

  test("do as the server asks", async () => {
    const fake = new Fake([{ status: 429, headers: { "retry-after": "3" } }, {}]);
    await fake.client.campaigns.start("cmp_1");
    expect(fake.waits).toEqual([3000]);
  });

  test("end with the deadline", async () => {
    const fake = new Fake([{ status: 429, headers: { "retry-after": "3" } }], { deadlineMs: 2500 });
    const error = await thrown(errors.RateLimitError, fake.client.campaigns.start("cmp_1"));
    expect(error.message).toContain("past the deadline of 2.5 s");
    expect(error).toMatchObject({ retryAfter: 3, status: 429, applied: "no" });
    expect(fake.waits).toEqual([]);
  });

  test("stop when too many calls of the client failed of late", async () => {
    const steps = Array.from({ length: 200 }, () => NOT_SENT);
    const fake = new Fake(steps, { retryCount: 99 });
    await thrown(errors.NetworkError, fake.client.campaigns.get("cmp_1"));
    const error = await thrown(errors.NetworkError, fake.client.campaigns.get("cmp_1"));
    expect(error.message).toContain("retry budget used up");
    expect(fake.sent).toHaveLength(100 + 2); // 500 tokens, 5 for each of 100 repeats
  });
});

describe("an operation that must not run twice", () => {
  test.each([
    ["a lost answer", LOST, errors.NetworkError, undefined],
    ["a failing server", { status: 502, body: "<html>" }, errors.ServerError, 502],
    ["an unreadable answer", { status: 200, body: "<html>" }, errors.InvalidResponseError, 200],
    ["a redirect that says that it was done", { status: 302, body: "" }, errors.ApiError, 302],
  ])("is not repeated after %s", async (_, step, kind, status) => {
    const fake = new Fake([step]);
    const error = await thrown(errors.OutcomeUnknownError, fake.client.campaigns.start("cmp_1"));
    expect(error.cause).toBeInstanceOf(kind);
    expect(error).toMatchObject({ operation: "startCampaign", applied: "unknown", status });
    expect(error.message).toContain("The request may have been applied.");
    expect(error.message).toContain("Check with client.campaigns.get() and compare status");
    expect(error.attempts).toHaveLength(1);
  });

  test("is repeated when nothing was sent, and its error then says so", async () => {
    const fake = new Fake([
      NOT_SENT,
      failed("UND_ERR_CONNECT_TIMEOUT"),
      NOT_SENT,
      failed("CERT_HAS_EXPIRED"), // another attempt is bound to fail for the same reason
    ]);
    const error = await thrown(errors.NetworkError, fake.client.campaigns.start("cmp_1"));
    expect(error).not.toBeInstanceOf(errors.OutcomeUnknownError);
    expect(error.message).toContain("Nothing was applied.");
    expect(fake.sent).toHaveLength(4);
  });

  // as fetch of each runtime rejects, with a proxy that cannot reach the server, and with one that speaks no TLS
  const aborted = { name: "AbortError", code: "UND_ERR_ABORTED" };
  const tunnel = Object.assign(new Error("Proxy response (502) !== 200 when HTTP Tunneling"), aborted);
  const early = "Client network socket disconnected before secure TLS connection was established";
  const url = "error sending request for url (https://x/): client error (Connect)";
  test.each<[string, Error]>([
    [
      "no tunnel, Node.js",
      new TypeError("fetch failed", { cause: new Error("Cancelled.", { cause: tunnel }) }),
    ],
    ["no tunnel, Bun", Object.assign(new Error("Proxy refused a tunnel"), { code: "ERR_PROXY_TUNNEL" })],
    ["no tunnel, Deno", new TypeError("fetch failed", { cause: new Error(`${url}: unsuccessful tunnel`) })],
    ["no TLS, Node.js", failed("ERR_SSL_WRONG_VERSION_NUMBER")],
    ["half a handshake, Node.js", new TypeError("fetch failed", { cause: new Error(early) })],
    ["no TLS, Bun", Object.assign(new Error("EPROTO: The TLS handshake failed."), { code: "EPROTO" })],
    ["no TLS, Deno", new TypeError("fetch failed", { cause: new Error(`${url}: received corrupt message`) })],
  ])("is repeated when there was no connection (%s)", async (_, refused) => {
    const fake = new Fake([refused, {}]);
    await fake.client.campaigns.start("cmp_1");
    expect(fake.sent).toHaveLength(2);
  });

  test("stays unknown when the repeat of a client with a key is refused", async () => {
    const fake = new Fake([LOST, { status: 400, body: { detail: "Is running." } }], {
      assumeIdempotent: true,
    });
    const error = await thrown(
      errors.OutcomeUnknownError,
      fake.client.campaigns.start("cmp_1", { idempotencyKey: "k" }),
    );
    expect(error).toMatchObject({ idempotencyKey: "k", applied: "unknown", status: 400 });
    expect(error.cause).toBeInstanceOf(errors.InvalidResponseError);
  });

  test("is repeated with a key only if the server is said to honour it", async () => {
    const careful = new Fake([LOST]);
    await thrown(
      errors.OutcomeUnknownError,
      careful.client.campaigns.start("cmp_1", { idempotencyKey: "k" }),
    );
    const assured = new Fake([LOST, {}], { assumeIdempotent: true });
    await assured.client.campaigns.start("cmp_1", { idempotencyKey: "k" });
    expect(assured.sent).toHaveLength(2);
  });

  test.each([
    ["createContact", "Check with client.contacts.list() where q is its email before you call again."],
    ["sendEmail", "The API keeps no list of single emails: ask the recipient before you call again."],
  ])("tells where to look (%s)", async (operation, where) => {
    const { client } = new Fake([LOST]);
    const mail = { to_email: ["a@example.com"], subject: "s", body_html: "h", channel: "c" };
    const call =
      operation === "sendEmail"
        ? client.emails.send(mail)
        : client.contacts.create({ email: "a@example.com" });
    expect((await thrown(errors.OutcomeUnknownError, call)).message).toContain(where);
  });
});

describe("a refused repeat of a settled operation", () => {
  const refused = { status: 409, body: { detail: "The campaign is not running." } };

  test("is a success when a GET shows the wanted state", async () => {
    const fake = new Fake([LOST, refused, { body: { ...CAMPAIGN, ltv: "1.00" } }]);
    await expect(fake.client.campaigns.pause("cmp_1")).resolves.toMatchObject({
      status: "paused",
      ltv: "1.00",
    });
    expect(fake.sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "POST /reachout/api/v1/campaigns/cmp_1/pause",
      "POST /reachout/api/v1/campaigns/cmp_1/pause",
      "GET /reachout/api/v1/campaigns/cmp_1",
    ]);
  });

  test("is an error when it shows another, or cannot be read", async () => {
    for (const look of [{ body: { ...CAMPAIGN, status: "running" } }, { status: 403 }]) {
      const fake = new Fake([LOST, refused, look]);
      const error = await thrown(errors.ConflictError, fake.client.campaigns.pause("cmp_1"));
      expect(error).toMatchObject({ applied: "unknown", status: 409 });
      expect(error.message).toContain("It may have been applied; calling again is safe.");
    }
  });

  test("is an error without a look when no try before it can have been applied", async () => {
    const fake = new Fake([NOT_SENT, refused]);
    const error = await thrown(errors.ConflictError, fake.client.campaigns.pause("cmp_1"));
    expect(error.applied).toBe("no");
  });

  test("means that a DELETE was carried out when the resource is gone", async () => {
    const fake = new Fake([LOST, { status: 404, body: { detail: "Not found." } }]);
    await expect(fake.client.campaigns.delete("cmp_1")).resolves.toBe(true);
    await thrown(errors.NotFoundError, new Fake([{ status: 404 }]).client.campaigns.delete("cmp_1"));
  });

  test("of a schedule compares times", async () => {
    const fake = new Fake([LOST, refused, { body: { ...CAMPAIGN, scheduled_at: "2030-05-01T07:00:00Z" } }]);
    await fake.client.campaigns.schedule("cmp_1", "2030-05-01T09:00:00+02:00");
    expect(fake.sent).toHaveLength(3);
  });
});

describe("an answer", () => {
  test("with an odd value loses neither the resource nor its page", async () => {
    const odd = { id: 7, status: "archived", ltv: 12.5, execution: "?", new_field: true };
    const fake = new Fake([{ body: odd }, { body: { count: "many", payload: [odd, null, "x"] } }]);
    await expect(fake.client.campaigns.get("cmp_1")).resolves.toEqual(odd);
    await expect(fake.client.campaigns.list()).resolves.toMatchObject({
      payload: [odd, null, "x"],
      count: 3,
    });
  });

  test.each([
    ["is empty", "", "the body is empty"],
    ["is no JSON", "<html>", "the body is not JSON"],
    ["is a list", [], "the body is no JSON object"],
  ])("to a read that %s is asked for again, then an error", async (_, body, why) => {
    const fake = new Fake(
      Array.from({ length: 4 }, () => ({ body, headers: { "content-type": "text/html" } })),
    );
    const error = await thrown(errors.InvalidResponseError, fake.client.campaigns.get("cmp_1"));
    expect(error.message).toContain(`but ${why} (content type text/html)`);
    expect(error).toMatchObject({ status: 200, contentType: "text/html" });
    expect(fake.sent).toHaveLength(4);
  });

  test("to a write that is empty stands for what was sent", async () => {
    const fake = new Fake([{ status: 204 }, { body: "" }, { body: " " }, { status: 204 }, { body: "" }]);
    const { client } = fake;
    await expect(client.contacts.update("con_1", { phone: null })).resolves.toEqual({
      id: "con_1",
      phone: null,
    });
    await expect(client.campaigns.newEmailCampaign(NEW)).resolves.toMatchObject({ name: "Spring" });
    const made = await client.emailAccounts.setup({ account_name: "Shop", identity_value: "example.com" });
    expect(made).toMatchObject({
      account: { name: "Shop" },
      channels: [],
      identity: { identity_value: "example.com" },
    });
    await expect(client.campaigns.sendTestEmail("cmp_1", "a@example.com")).resolves.toEqual({});
    const sent = await client.emails.send({
      to_email: ["a@example.com"],
      subject: "s",
      body_html: "h",
      channel: "c",
    });
    expect(sent.message).toBe("The status of the e-mail is unknown.");
  });

  test("carries the id under which the server logged the request", async () => {
    const fake = new Fake([{ status: 400, headers: { "x-request-id": "req_1" } }, { status: 400 }]);
    expect((await thrown(errors.ValidationError, fake.client.campaigns.start("c"))).requestId).toBe("req_1");
    const mine = fake.client.campaigns.start("c", { headers: { "x-request-id": "mine" } });
    expect((await thrown(errors.ValidationError, mine)).requestId).toBe("mine");
  });

  test("of a mail has a sentence for people", async () => {
    const mail = { to_email: ["a@example.com"], subject: "s", body_html: "h", channel: "c" };
    const { client } = new Fake([
      { body: { status: "queued" } },
      { body: { status: "x", detail: "On its way." } },
    ]);
    await expect(client.emails.send(mail)).resolves.toMatchObject({
      message: "The status of the e-mail is queued.",
    });
    await expect(client.emails.send(mail)).resolves.toMatchObject({ message: "On its way." });
  });
});

describe("a redirect", () => {
  const to = (location: string, status = 307) => ({ status, body: "", headers: { location } });

  test("of a read is followed on the same host, key and all", async () => {
    const fake = new Fake([to("/elsewhere?x=1"), to("https://api.example/again", 301), {}]);
    await fake.client.campaigns.get("cmp_1");
    expect(fake.sent.map(({ url }) => url).slice(1)).toEqual([
      "https://api.example/elsewhere?x=1",
      "https://api.example/again",
    ]);
    expect(fake.sent[2]?.headers.get("authorization")).toBe("Token secret-key");
  });

  test.each([
    "https://evil.example/",
    "http://api.example/",
    "https://api.example:8443/",
    "https://user:password@api.example/",
    "//evil.example/",
    "https://[",
  ])("to %s is an error", async (location) => {
    const fake = new Fake([to(location)]);
    const error = await thrown(errors.ApiError, fake.client.campaigns.get("cmp_1"));
    expect(error.status).toBe(307);
    expect(fake.sent).toHaveLength(1);
  });

  test("of a write is not followed", async () => {
    const fake = new Fake([to("/elsewhere")]);
    const error = await thrown(errors.ApiError, fake.client.campaigns.pause("cmp_1"));
    expect(error.message).toContain("A redirect is followed for reads only");
    expect(error.applied).toBe("no");
  });

  test("that leads in a circle ends", async () => {
    const fake = new Fake(Array.from({ length: 6 }, () => to("/again")));
    await thrown(errors.ApiError, fake.client.campaigns.get("cmp_1"));
    expect(fake.sent).toHaveLength(6);
  });
});

describe("time", () => {
  /** A server that never answers, until the try is ended. */
  const silent = (_: unknown, signal: AbortSignal | undefined) =>
    new Promise<Response>((_resolve, reject) => {
      signal?.addEventListener("abort", () => {
        reject(new DOMException("This operation was aborted", "AbortError"));
      });
    });

  test("of one try is limited", async () => {
    vi.useFakeTimers();
    try {
      const fake = new Fake([silent, silent], { timeoutMs: 200, retryCount: 1 });
      const call = thrown(errors.TimeoutError, fake.client.campaigns.get("cmp_1"));
      await vi.advanceTimersByTimeAsync(199);
      expect(fake.sent).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(1000);
      expect((await call).message).toContain("was not complete in time");
      expect(fake.sent).toHaveLength(2);
    } finally {
      vi.useRealTimers();
    }
  });

  test("that a fetch of the caller limits runs out like that of the client", async () => {
    const own: typeof fetch = (_, { signal } = {}) =>
      new Promise((_resolve, reject) => {
        const both = AbortSignal.any([AbortSignal.timeout(1), ...(signal ? [signal] : [])]);
        both.addEventListener("abort", () => {
          reject(both.reason as Error);
        });
      });
    const { client } = new Fake([], { fetch: own, retryCount: 0 });
    const error = await thrown(errors.TimeoutError, client.campaigns.get("cmp_1"));
    expect(error.message).toContain("was not complete in time");
    expect(error.cause).toMatchObject({ name: "TimeoutError" });
  });

  test("that runs out leaves the outcome of a write unknown", async () => {
    vi.useFakeTimers();
    try {
      const fake = new Fake([silent], { timeoutMs: null, deadlineMs: 300 });
      const call = thrown(errors.OutcomeUnknownError, fake.client.campaigns.start("cmp_1"));
      await vi.advanceTimersByTimeAsync(300);
      expect((await call).cause).toBeInstanceOf(errors.TimeoutError);
    } finally {
      vi.useRealTimers();
    }
  });

  test("is the caller's to end: the call rejects with the reason, and is not repeated", async () => {
    const reason = new Error("enough");
    const controller = new AbortController();
    const fake = new Fake([silent]);
    const call = fake.client.campaigns.get("cmp_1", { signal: controller.signal });
    await vi.waitFor(() => {
      expect(fake.sent).toHaveLength(1);
    });
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
    await expect(fake.client.campaigns.get("cmp_1", { signal: controller.signal })).rejects.toBe(reason);
    expect(fake.sent).toHaveLength(1);
  });

  test("to wait in is the caller's to end as well", async () => {
    const fake = new Fake([{ status: 429, headers: { "retry-after": "60" } }], { clock: undefined });
    const controller = new AbortController();
    const call = fake.client.campaigns.get("cmp_1", { signal: controller.signal });
    await vi.waitFor(() => {
      expect(fake.sent).toHaveLength(1);
    });
    controller.abort();
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
  });
});

test("the caller's own line stands in the stack of an error", async () => {
  const callOfMine = async () => {
    await new Fake([{ status: 404 }]).client.campaigns.get("cmp_1");
  };
  expect((await thrown(errors.NotFoundError, callOfMine())).stack).toContain("callOfMine");
});
