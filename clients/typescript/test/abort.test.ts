import { getEventListeners } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Client } from "../src/index.js";
import { Fake, NOT_SENT } from "./support/fake.js";

let server: Server;
let arrived: number;
let client: Client;
const REASON = new Error("enough");

/** A server that responds as the test says. */
let respond: (response: import("node:http").ServerResponse) => void;

beforeEach(async () => {
  arrived = 0;
  server = createServer((request, response) => {
    arrived += 1;
    request.resume();
    respond(response);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  client = new Client({ apiKey: "key", baseUrl: `http://127.0.0.1:${String(port)}` });
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const MAIL = { to_email: ["a@example.com"], subject: "s", body_html: "h", channel: "c" };

describe("a signal", () => {
  test("that is aborted already ends the call before anything is sent", async () => {
    const call = client.contacts.get("1", { signal: AbortSignal.abort(REASON) });
    await expect(call).rejects.toBe(REASON);
    expect(arrived).toBe(0);
  });

  test("that is aborted in the same tick ends the call before anything is sent", async () => {
    const controller = new AbortController();
    const fake = new Fake([]);
    const calls = [client, fake.client].flatMap((each) => [
      each.contacts.create({ email: "a@example.com" }, { signal: controller.signal }),
      each.contacts.list({}, { signal: controller.signal }),
      each.emails.send({ ...MAIL, attachments: [new Blob(["x"])] }, { signal: controller.signal }),
      each.contacts.iterAll({}, { signal: controller.signal }).next(),
    ]);
    controller.abort(REASON);
    for (const call of calls) await expect(call).rejects.toBe(REASON);
    expect([arrived, fake.sent.length]).toEqual([0, 0]);
  });

  test("ends a call whose response body has not come to its end", async () => {
    const controller = new AbortController();
    respond = (response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"id": ', () => {
        controller.abort(REASON);
      });
    };
    await expect(client.contacts.get("1", { signal: controller.signal })).rejects.toBe(REASON);
    expect(arrived).toBe(1);
  });

  test("ends a wait for a retry, after which nothing is sent", async () => {
    respond = (response) => {
      response.writeHead(429, { "retry-after": "60" }).end();
      setTimeout(() => {
        controller.abort(REASON);
      }, 0);
    };
    const controller = new AbortController();
    await expect(client.contacts.get("1", { signal: controller.signal })).rejects.toBe(REASON);
    expect(arrived).toBe(1);
  });

  test("ends a call at once although the caller's own fetch and clock do not heed it", async () => {
    const controller = new AbortController();
    const deaf = new Fake([() => new Promise(() => undefined)]);
    const call = deaf.client.contacts.get("1", { signal: controller.signal });
    await vi.waitFor(() => {
      expect(deaf.sent).toHaveLength(1);
    });
    controller.abort(REASON);
    await expect(call).rejects.toBe(REASON);
    const slow = new Fake([NOT_SENT, {}], {
      clock: {
        now: () => 0,
        random: () => 0,
        sleep: async () => {
          again.abort(REASON);
          return Promise.resolve();
        },
      },
    });
    const again = new AbortController();
    await expect(slow.client.contacts.get("1", { signal: again.signal })).rejects.toBe(REASON);
    expect(slow.sent).toHaveLength(1);
  });

  test("ends the reading of a file, and the file is closed", async () => {
    const controller = new AbortController();
    let isClosed = false;
    const slow = async function* () {
      try {
        yield new Uint8Array(1);
        await new Promise((resolve) => setTimeout(resolve, 0));
        controller.abort(REASON);
        yield new Uint8Array(1);
      } finally {
        isClosed = true;
      }
    };
    const mail = { ...MAIL, attachments: [slow()] };
    await expect(client.emails.send(mail, { signal: controller.signal })).rejects.toBe(REASON);
    await vi.waitFor(() => {
      expect(isClosed).toBe(true);
    });
    expect(arrived).toBe(0);
  });

  test("may be shared by many calls at once: it has one listener, none at the end, and no warning", async () => {
    const warned = vi.spyOn(process, "emitWarning");
    respond = (response) => {
      response.writeHead(200, { "content-type": "application/json" }).end('{"id": "1"}');
    };
    const controller = new AbortController();
    const { signal } = controller;
    const calls = Array.from({ length: 30 }, () => client.contacts.get("1", { signal }));
    await Promise.resolve();
    await Promise.resolve();
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    await Promise.all(calls);
    for (let call = 0; call < 15; call += 1) await client.contacts.get("1", { signal });
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
    expect(warned).not.toHaveBeenCalled();
  });
});
