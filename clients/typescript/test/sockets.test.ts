/** Responses as no HTTP library would send them, over sockets, and what the client makes of them. */
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { Client, type ClientOptions, NetworkError, OutcomeUnknownError, TimeoutError } from "../src/index.js";
import { thrown } from "./support/fake.js";

const BODY = '{"id":"1"}';
const GZIP = gzipSync(BODY);
const HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
const CHUNKED = `${HEAD}Transfer-Encoding: chunked\r\n\r\n`;
const zipped = (bytes: Buffer) => [
  `${HEAD}Content-Encoding: gzip\r\nContent-Length: ${String(bytes.length)}\r\n\r\n`,
  bytes,
];
const servers: Server[] = [];

/** A client of a server that does so with each request. */
async function clientOf(respond: (socket: Socket) => void, options: ClientOptions = {}): Promise<Client> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.on("data", () => {
      respond(socket);
    });
  }).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return new Client({
    apiKey: "key",
    baseUrl: `http://127.0.0.1:${String(port)}`,
    retryCount: 0,
    ...options,
  });
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

function send(socket: Socket, parts: readonly (string | Buffer)[]): void {
  for (const part of parts) socket.write(part);
  setTimeout(() => socket.end(), 10);
}

describe("a response that does not come to its end is lost", () => {
  test.each<[string, (string | Buffer)[]]>([
    ["in the middle of a chunk", [CHUNKED, `a\r\n${BODY.slice(0, 5)}`]],
    ["without a last chunk", [CHUNKED, `a\r\n${BODY}\r\n`]],
    ["before its length", [`${HEAD}Content-Length: 100\r\n\r\n`, BODY]],
    ["before its head", [HEAD]],
    ["before anything", []],
    ["and is no HTTP", ["SSH-2.0-OpenSSH_9.6\r\n"]],
  ])("%s", async (_, parts) => {
    const client = await clientOf((socket) => {
      send(socket, parts);
    });
    const error = await thrown(NetworkError, client.contacts.get("1"));
    expect(error.message).toContain("no complete response was received");
    await thrown(OutcomeUnknownError, client.contacts.create({ email: "a@example.com" }));
  });
});

describe("a response is read", () => {
  test.each<[string, (string | Buffer)[]]>([
    ["of HTTP/1.0, without a length", ["HTTP/1.0 200 OK\r\n\r\n", BODY]],
    ["byte by byte", [`${HEAD}Content-Length: ${String(BODY.length)}\r\n\r\n`, ...Array.from(BODY)]],
    ["that is compressed", zipped(GZIP)],
  ])("%s", async (_, parts) => {
    const client = await clientOf((socket) => {
      send(socket, parts);
    });
    await expect(client.contacts.get("1")).resolves.toEqual({ id: "1" });
  });

  test("although the server has closed the connection that was kept", async () => {
    const client = await clientOf((socket) => {
      send(socket, [`${HEAD}Content-Length: ${String(BODY.length)}\r\n\r\n`, BODY]);
    });
    for (let call = 0; call < 2; call += 1) {
      await expect(client.contacts.get("1")).resolves.toEqual({ id: "1" });
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  });
});

test("a response that drips for ever ends with the time of the attempt, and its connection is closed", async () => {
  let isClosed: Promise<unknown> = Promise.resolve();
  const client = await clientOf(
    (socket) => {
      socket.write(`${HEAD}Content-Length: 100000\r\n\r\n`);
      const timer = setInterval(() => socket.write(" "), 5);
      isClosed = new Promise<void>((resolve) => {
        socket.on("close", () => {
          clearInterval(timer);
          resolve();
        });
      });
    },
    { timeoutMs: 60 },
  );
  await thrown(TimeoutError, client.contacts.get("1"));
  await isClosed;
});
