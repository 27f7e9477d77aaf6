import { describe, expect, test } from "vitest";
import { InvalidArgumentError, InvalidResponseError, NotFoundError, Page } from "../src/index.js";
import { Fake, thrown } from "./support/fake.js";

const items = (...ids: (string | number)[]) => ids.map((id) => ({ id }));

async function idsOf(fake: Fake, pageSize?: number): Promise<unknown[]> {
  const ids: unknown[] = [];
  for await (const contact of fake.client.contacts.iterAll({ pageSize })) ids.push(contact.id);
  return ids;
}

describe("a page", () => {
  test("is asked for by number and size, with filters after them", async () => {
    const fake = new Fake([{ body: { count: 0, payload: [] } }, { body: { count: 0, payload: [] } }]);
    await fake.client.contacts.list();
    await fake.client.contacts.list({ page: 3, pageSize: 50, source: "lead", tags: ["a b", "ü"] });
    expect(fake.sent.map(({ path }) => path)).toEqual([
      "/reachout/api/v1/contacts?page=1&page_size=20",
      "/reachout/api/v1/contacts?page=3&page_size=50&source=lead&tags=a%20b%2C%C3%BC",
    ]);
  });

  test("says where it stands", () => {
    const body = {
      payload: items("a", "b"),
      count: 5,
      next: "https://x/?page=2",
      previous: null,
      num_pages: 3,
    };
    const page = new Page(body, 1, 2);
    expect(page).toMatchObject({ count: 5, numPages: 3, currentPage: 1, pageSize: 2 });
    expect([page.hasNext, page.hasPrevious, page.isFirstPage, page.isLastPage]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    const last = new Page({ payload: items("e"), count: 5, next: null, previous: "https://x/?page=2" }, 3, 2);
    expect([last.hasNext, last.hasPrevious, last.isFirstPage, last.isLastPage]).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });

  test.each<[string, Record<string, unknown>, number, number, boolean]>([
    // what the server says, then count, pages and whether there is a next one, for page 2 of size 2
    ["nothing but a full list", { payload: items("c", "d") }, 5, 3, true],
    ["nothing but a short list", { payload: items("c") }, 3, 2, false],
    ["the number of pages", { payload: items("c", "d"), num_pages: 2 }, 5, 2, false],
    ["that there is no next one", { payload: items("c", "d"), next: null, num_pages: 9 }, 5, 9, false],
    ["an address of the next one", { payload: items("c"), next: "https://x" }, 4, 2, true],
    ["odd values", { payload: items("c"), count: -1, next: 7, num_pages: "x" }, 3, 2, false],
    ["the older name of the list", { results: items("c") }, 3, 2, false],
    ["both names", { payload: items("c"), results: items("x", "y") }, 3, 2, false],
    ["that there is nothing", { count: 0 }, 0, 1, false],
  ])("of which the server says %s", (_, body, count, pages, hasNext) => {
    const page = new Page(body, 2, 2);
    expect([page.count, page.numPages, page.hasNext]).toEqual([count, pages, hasNext]);
  });

  test("without a list cannot be read", async () => {
    const fake = new Fake([{ body: { count: 3 } }], { retryCount: 0 });
    const error = await thrown(InvalidResponseError, fake.client.contacts.list());
    expect(error.message).toContain("but it has no list of resources");
  });

  test.each([{ page: 0 }, { page: 1.5 }, { pageSize: 0 }, { pageSize: 201 }, { page: "1" as never }])(
    "%j cannot be",
    async (params) => {
      const fake = new Fake([]);
      await thrown(InvalidArgumentError, fake.client.contacts.list(params));
    },
  );
});

describe("every resource of a list", () => {
  test("comes page by page, as the loop goes on", async () => {
    const fake = new Fake([
      { body: { count: 3, payload: items("a", "b"), next: "https://x" } },
      { body: { count: 3, payload: items("c"), next: null } },
    ]);
    const contacts = fake.client.contacts.iterAll({ pageSize: 2, q: "x" });
    expect((await contacts.next()).value).toEqual({ id: "a" });
    expect(fake.sent).toHaveLength(1);
    const rest: unknown[] = [];
    for await (const contact of contacts) rest.push(contact.id);
    expect(rest).toEqual(["b", "c"]);
    expect(fake.sent.map(({ path }) => path.split("?")[1])).toEqual([
      "page=1&page_size=2&q=x",
      "page=2&page_size=2&q=x",
    ]);
  });

  test("comes once, even if the list moved meanwhile", async () => {
    const fake = new Fake([
      { body: { payload: items("a", 7), next: "https://x" } },
      { body: { payload: items(7, "c"), next: null } },
    ]);
    expect(await idsOf(fake)).toEqual(["a", 7, "c"]);
  });

  test("comes however odd it is", async () => {
    const fake = new Fake([{ body: { payload: [{}, {}, { id: null }], next: null } }]);
    expect(await idsOf(fake)).toHaveLength(3);
  });

  test("ends with an empty page, and with one that vanished, but not with a missing list", async () => {
    const full = { body: { payload: items("a"), next: "https://x" } };
    expect(await idsOf(new Fake([full, { body: { payload: [], next: "https://x" } }]))).toEqual(["a"]);
    expect(await idsOf(new Fake([full, { status: 404 }]))).toEqual(["a"]);
    await thrown(NotFoundError, idsOf(new Fake([{ status: 404 }])));
  });

  test("costs no memory: only the ids handed out lately are kept", async () => {
    const pages = Array.from({ length: 60 }, (_, page) => ({
      body: {
        payload: items(...Array.from({ length: 200 }, (_, item) => `${String(page)}-${String(item)}`)),
      },
    }));
    const again = { body: { payload: items("0-0", "59-199"), next: null } };
    const ids = await idsOf(new Fake([...pages, again]), 200);
    expect(ids.length).toBe(60 * 200 + 1); // the first one is forgotten by then, the last one is not
  });
});
