import { inspect } from "node:util";
import { afterEach, describe, expect, test, vi } from "vitest";
import { Client, type ClientOptions, ConfigurationError, KonigleError } from "../src/index.js";
import { Fake, thrown } from "./support/fake.js";

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("a client is not made", () => {
  test.each<[string, ClientOptions, RegExp]>([
    ["of no key", { apiKey: "" }, /no API key/],
    ["of a key with white space", { apiKey: "secret key" }, /not shown here/],
    ["of a key with a line break", { apiKey: "secret\nX-Evil: 1" }, /not shown here/],
    ["of a key that is no text", { apiKey: 7 as never }, /must be a string, not number/],
    ["of a base URL without scheme", { baseUrl: "api.example" }, /needs a scheme/],
    ["of another scheme", { baseUrl: "ftp://api.example" }, /needs a scheme/],
    ["of a base URL with a query", { baseUrl: "https://api.example?x=1" }, /without .* query/],
    ["of a base URL with a password", { baseUrl: "https://user:secret@api.example" }, /without .* user name/],
    ["of a base URL with white space", { baseUrl: "https://api.example /x" }, /white space/],
    ["of plain http to another host", { baseUrl: "http://api.example" }, /unencrypted/],
    [
      "of plain http to a name that only looks like this machine",
      { baseUrl: "http://127.example.com" },
      /unencrypted/,
    ],
    ["of a negative time", { timeoutMs: -1 }, /timeoutMs/],
    ["of a time that is none", { deadlineMs: Number.NaN }, /deadlineMs/],
    ["of half a repeat", { retryCount: 0.5 }, /retryCount/],
    ["of an option that does not exist", { timeout: 5 } as ClientOptions, /no option timeout/],
    [
      "of a text for a flag",
      { assumeIdempotent: "false" as never },
      /assumeIdempotent must be true or false/,
    ],
    ["of a header with a line break", { userAgent: "a\r\nb" }, /userAgent/],
  ])("%s", (_, options, message) => {
    const make = () => new Client({ apiKey: "secret-key", ...options });
    expect(make).toThrow(ConfigurationError);
    expect(make).toThrow(message);
    expect(make).not.toThrow(/secret/);
  });
});

test.each([
  "http://localhost:8000",
  "http://127.0.0.1:8000",
  "http://[::1]:8000",
  "https://api.example/prefix/",
])("%s is a base URL", (baseUrl) => {
  expect(new Client({ apiKey: "key", baseUrl })).toBeInstanceOf(Client);
});

test("plain http to another host is for those who ask for it", async () => {
  const fake = new Fake([{}], { baseUrl: "http://api.example/", allowHttp: true });
  await fake.client.campaigns.get("cmp_1");
  expect(fake.one.url).toBe("http://api.example/reachout/api/v1/campaigns/cmp_1");
});

test("key and base URL come from the environment when they are not given", async () => {
  vi.stubEnv("KONIGLE_API_KEY", "from-environment");
  vi.stubEnv("KONIGLE_BASE_URL", "https://elsewhere.example/prefix");
  const fake = new Fake([{}], { apiKey: undefined, baseUrl: undefined });
  await fake.client.campaigns.get("cmp_1");
  expect(fake.one.url).toBe("https://elsewhere.example/prefix/reachout/api/v1/campaigns/cmp_1");
  expect(fake.one.headers.get("authorization")).toBe("Token from-environment");
});

test("an empty variable of the environment is none", async () => {
  vi.stubEnv("KONIGLE_API_KEY", "");
  vi.stubEnv("KONIGLE_BASE_URL", "");
  expect(() => new Client()).toThrow(/no API key/);
  const fake = new Fake([{}], { baseUrl: undefined });
  await fake.client.campaigns.get("cmp_1");
  expect(fake.one.url).toMatch(/^https:\/\/tim\.konigle\.com\//);
});

describe("the key is never shown", () => {
  const everything = { depth: 20, showHidden: true, getters: true } as const;

  test("by the client", () => {
    const client = new Client({ apiKey: "secret-key" });
    expect(inspect(client, everything)).not.toContain("secret-key");
    expect(JSON.stringify(client)).not.toContain("secret-key");
  });

  test.each([
    ["a response that refuses", { status: 401, body: { detail: "Bad token." } }],
    ["a lost response", new TypeError("fetch failed", { cause: new Error("x") })],
    // as the errors of other HTTP clients do
    [
      "a rejection that holds the request",
      Object.assign(new Error("x"), { config: { key: "Token secret-key" } }),
    ],
  ])("by the error of %s", async (_, step) => {
    const fake = new Fake([step], { retryCount: 0 });
    const error = await thrown(KonigleError, fake.client.campaigns.start("cmp_1"));
    expect(fake.one.headers.get("authorization")).toBe("Token secret-key");
    expect(inspect(error, everything)).not.toContain("secret-key");
    expect(JSON.stringify(error)).not.toContain("secret-key");
  });
});
