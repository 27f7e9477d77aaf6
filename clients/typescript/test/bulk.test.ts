import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Bulk, BulkResult, Client, Contact } from "../src/index.js";
import { InvalidArgumentError, NotFoundError, OutcomeUnknownError, ValidationError } from "../src/index.js";
import { Fake, LOST, type Step, thrown } from "./support/fake.js";
import { Sandbox } from "./support/sandbox.js";

let sandbox: Sandbox;
let client: Client;

beforeAll(async () => {
  sandbox = await Sandbox.start();
});
beforeEach(async () => {
  await sandbox.reset();
  client = sandbox.client();
});
afterAll(async () => {
  await sandbox.stop();
});

async function all(bulk: Bulk<Contact>): Promise<BulkResult<Contact>[]> {
  const results: BulkResult<Contact>[] = [];
  for await (const result of bulk) results.push(result);
  return results;
}
const statuses = (results: BulkResult<Contact>[]) => results.map(({ status }) => status);
const person = (name: string | number, more = {}) => ({ email: `${String(name)}@example.com`, ...more });
const people = (count: number) => Array.from({ length: count }, (_, index) => person(index));
describe("many contacts", () => {
  test("are created in order, and a bad one does not stop the others", async () => {
    const bulk = client.contacts.createMany([person("a"), { email: "nobody" }, person("b"), person("a")]);
    const results = await all(bulk);
    expect(statuses(results)).toEqual(["created", "failed", "created", "failed"]);
    expect(results.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
    expect(results[0]?.record?.email).toBe("a@example.com");
    expect(results[1]?.error).toBeInstanceOf(InvalidArgumentError);
    expect(results[1]?.input).toEqual({ email: "nobody" });
    expect(results[3]?.error).toBeInstanceOf(ValidationError);
    expect(bulk.summary).toEqual({ created: 2, updated: 0, unchanged: 0, deleted: 0, failed: 2, total: 4 });
  });

  test("are brought up to date, and only where they differ", async () => {
    await client.contacts.create(person("a", { first_name: "Ada", tags: ["x", "y"], phone: "1" }));
    await client.contacts.create(person("b", { marketing_consent: { email: false, sms: true } }));
    const results = await all(
      client.contacts.upsertMany(
        [
          person("A", { first_name: "Ada", tags: ["y", "x"] }),
          person("b", { marketing_consent: { email: true, sms: true } }),
          person("c"),
        ],
        { by: "email" },
      ),
    );
    expect(statuses(results)).toEqual(["unchanged", "updated", "created"]);
    expect(results[1]?.record?.marketing_consent).toMatchObject({ email: true, sms: true });
    const [change] = await sandbox.requests("updateContact");
    expect(change?.json).toEqual({ marketing_consent: { email: true } });
  });

  test("of one address come one after the other, so the last one wins", async () => {
    const items = ["1", "2", "3", "4"].map((first_name) => person("a", { first_name }));
    const results = await all(client.contacts.upsertMany(items));
    expect(statuses(results)).toEqual(["created", "updated", "updated", "updated"]);
    expect((await client.contacts.getByEmail("A@example.com")).first_name).toBe("4");
  });

  test("come from any iterable, and no more than a window of it is taken ahead", async () => {
    let taken = 0;
    let isClosed = false;
    async function* source() {
      try {
        for (const item of people(100)) {
          await Promise.resolve();
          taken += 1;
          yield item;
        }
      } finally {
        isClosed = true;
      }
    }
    const bulk = client.contacts.createMany(source(), { concurrency: 2 });
    expect(taken).toBe(0);
    for await (const { index } of bulk) {
      expect(taken).toBeLessThanOrEqual(index + 1 + 2 * 4);
      if (index === 3) break;
    }
    expect(isClosed).toBe(true);
    // what was in flight has ended, and was counted
    expect(bulk.summary.total).toBe((await sandbox.requests("createContact")).length);
    expect(bulk.summary.total).toBeLessThan(12);
    await thrown(InvalidArgumentError, all(bulk));
  });

  test("whose source fails: the error comes after the results of the items before it", async () => {
    const broken = new Error("broken");
    function* source() {
      yield person("a");
      throw broken;
    }
    const seen: string[] = [];
    const read = async () => {
      for await (const { status } of client.contacts.createMany(source())) seen.push(status);
    };
    await expect(read()).rejects.toBe(broken);
    expect(seen).toEqual(["created"]);
  });

  test("are in flight up to the number that is allowed", async () => {
    let inFlight = 0;
    let most = 0;
    const step: Step = async ({ text }) => {
      most = Math.max(most, (inFlight += 1));
      await new Promise((resolve) => setTimeout(resolve, 1));
      inFlight -= 1;
      return Response.json({ id: text });
    };
    const fake = new Fake(Array.from({ length: 20 }, () => step));
    await fake.client.contacts.createMany(people(20), { concurrency: 3 }).run();
    expect(most).toBe(3);
  });

  test("wait together when the server asks to wait, and nothing fails", async () => {
    const busy = { status: 429, headers: { "retry-after": "2" }, body: {} };
    const fake = new Fake([busy, busy, ...Array.from({ length: 10 }, () => ({ body: { id: "1" } }))]);
    const bulk = fake.client.contacts.createMany(people(6), { concurrency: 2, retryCount: 0 });
    expect(await bulk.run()).toMatchObject({ created: 6, failed: 0 });
    expect(fake.waits.every((ms) => ms <= 2_000)).toBe(true);
    expect(fake.nowMs).toBeGreaterThanOrEqual(2_000);
  });

  test("give up on a server that asks to wait for more than ten minutes", async () => {
    const busy = { status: 429, headers: { "retry-after": "120" }, body: {} };
    const fake = new Fake(Array.from({ length: 10 }, () => busy));
    expect(await fake.client.contacts.createMany(people(1)).run()).toMatchObject({ failed: 1 });
    expect(fake.sent).toHaveLength(6);
  });

  test("end with the signal's reason", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const read = async () => {
      for await (const { index } of client.contacts.createMany(people(50), { signal: controller.signal })) {
        if (index === 2) controller.abort(reason);
      }
    };
    await expect(read()).rejects.toBe(reason);
    expect((await sandbox.requests("createContact")).length).toBeLessThan(50);
  });

  test("have their results before the source gives the next one: it may wait for them to be used", async () => {
    let used: () => void = () => undefined;
    async function* queue() {
      for (const item of people(3)) {
        const isUsed = new Promise<void>((resolve) => (used = resolve));
        yield item;
        await isUsed;
      }
    }
    const fake = new Fake(Array.from({ length: 3 }, () => ({ body: { id: "1" } })));
    const seen: number[] = [];
    for await (const { index } of fake.client.contacts.createMany(queue())) {
      seen.push(index);
      used();
    }
    expect(seen).toEqual([0, 1, 2]);
  });

  test("end with the signal's reason while their source is waited for", async () => {
    const reason = new Error("enough");
    const controller = new AbortController();
    async function* source() {
      yield person("a");
      controller.abort(reason);
      await new Promise(() => undefined);
    }
    const bulk = new Fake([{ body: { id: "1" } }]).client.contacts.createMany(source(), {
      signal: controller.signal,
    });
    await expect(bulk.run()).rejects.toBe(reason);
  });

  test("of a dry run are unchanged, and nothing is sent", async () => {
    const dry = sandbox.client({ dryRun: true });
    expect(await dry.contacts.upsertMany(people(2)).run()).toMatchObject({ unchanged: 2, total: 2 });
    expect(await sandbox.requests("createContact")).toEqual([]);
  });

  test("with a server that honours keys have a key each", async () => {
    const keen = sandbox.client({ assumeIdempotent: true });
    await keen.contacts.createMany(people(2)).run();
    const keys = (await sandbox.requests("createContact")).map(({ headers }) =>
      new Map(headers).get("idempotency-key"),
    );
    expect(new Set(keys).size).toBe(2);
    expect(keys).not.toContain(undefined);
  });

  test.each<[string, () => unknown]>([
    ["a text", () => client.contacts.createMany("ada@example.com" as never)],
    ["nothing", () => client.contacts.createMany(null as never)],
    ["one contact", () => client.contacts.createMany(person("a") as never)],
    ["no lanes", () => client.contacts.createMany([], { concurrency: 0 })],
    ["one key for all", () => client.contacts.createMany([], { idempotencyKey: "k" } as never)],
    ["an unknown option", () => client.contacts.createMany([], { timeout: 1 } as never)],
    ["another field", () => client.contacts.upsertMany([], { by: "phone" as never })],
  ])("cannot be %s", (_, make) => {
    expect(make).toThrow(InvalidArgumentError);
  });
});

describe("a create whose response is lost", () => {
  test("is created if the contact is there as given and cannot be older", async () => {
    await sandbox.fault({ operation: "createContact", kind: "close_after" });
    expect(statuses(await all(client.contacts.createMany([person("a", { tags: ["x"] })])))).toEqual([
      "created",
    ]);
    expect(await sandbox.requests("createContact")).toHaveLength(1);
  });

  test("is unknown if the contact may be older, and upsert leaves it unchanged", async () => {
    const old = { ...person("a"), id: "con_1", created_at: "2020-01-01T00:00:00Z" };
    const date = { date: "Thu, 01 Jan 2026 00:00:00 GMT" };
    const found = { body: { payload: [old], next: null }, headers: date };
    const [failed] = await all(new Fake([LOST, found]).client.contacts.createMany([person("a")]));
    expect(failed?.error).toBeInstanceOf(OutcomeUnknownError);
    expect(failed?.error?.message).toContain("A lookup found a contact with this address");
    expect(statuses(await all(new Fake([LOST, found]).client.contacts.upsertMany([person("a")])))).toEqual([
      "unchanged",
    ]);
  });

  test("is unknown if there is none, and upsert creates it once more", async () => {
    const none = { body: { payload: [], next: null } };
    const [failed] = await all(new Fake([LOST, none]).client.contacts.createMany([person("a")]));
    expect(failed?.error?.message).toContain("A lookup found no contact with this address.");
    const again = new Fake([LOST, none, { body: { id: "con_1" } }]);
    expect(statuses(await all(again.client.contacts.upsertMany([person("a")])))).toEqual(["created"]);
    const twice = new Fake([LOST, none, LOST, none]);
    const [given] = await all(twice.client.contacts.upsertMany([person("a")]));
    expect(given?.error).toBeInstanceOf(OutcomeUnknownError);
    expect(twice.sent).toHaveLength(4);
  });

  test("stays unknown if the lookup fails too", async () => {
    const fake = new Fake([LOST, { status: 403 }]);
    const [failed] = await all(fake.client.contacts.createMany([person("a")]));
    expect(failed?.error?.message).toContain("A lookup of the address failed too.");
  });
});

describe("a contact by its address", () => {
  test("is the one with the whole address, letter case aside", async () => {
    await client.contacts.create(person("ada2"));
    const { id } = await client.contacts.create(person("ada"));
    expect((await client.contacts.getByEmail("ADA@example.com")).id).toBe(id);
    const error = await thrown(NotFoundError, client.contacts.getByEmail("da@example.com"));
    expect(error).toMatchObject({ status: 404, applied: "no" });
  });

  test("is refused where the address is none", async () => {
    await thrown(InvalidArgumentError, client.contacts.getByEmail("ada"));
    expect(await sandbox.requests()).toEqual([]);
  });
});
