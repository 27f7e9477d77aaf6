/** Pages: the public page, and which page comes next. */
import { isObject } from "./responses.js";
import { InvalidArgumentError, NotFoundError } from "./errors.js";
import { ITEMS, MAX_PAGE_SIZE } from "./generated/settings.js";

/** Most pages in a row without anything new, as of a server that ignores page numbers. */
const MOST_STALE_PAGES = 5;
/** Bounds the memory of iterAll; a list would have to shift by more between two pages. */
const REMEMBERED_IDS = 10_000;

/** One page of a list. */
export class Page<T> {
  /** The resources of this page. */
  declare readonly payload: readonly T[];
  /** How many resources match in all; when the server does not say, how many are known of. */
  declare readonly count: number;
  /** URL of the next page; null on the last one. */
  declare readonly next: string | null;
  /** URL of the previous page; null on the first one. */
  declare readonly previous: string | null;
  /** Resources asked for per page. */
  declare readonly pageSize: number;
  /** Number of this page, from 1. */
  declare readonly currentPage: number;
  /** How many pages there are. */
  declare readonly numPages: number;
  /** Whether a page follows. */
  declare readonly hasNext: boolean;
  readonly #load: ((page: number) => Promise<Page<T>>) | undefined;

  constructor(
    body: Readonly<Record<string, unknown>>,
    currentPage: number,
    pageSize: number,
    load?: (page: number) => Promise<Page<T>>,
  ) {
    this.#load = load;
    this.payload = (itemsOf(body) ?? []) as T[];
    const next = textIn(body, "next");
    const isLast = body["next"] === null || body["next"] === "";
    const known = (currentPage - 1) * pageSize + this.payload.length;
    const more = this.payload.length >= pageSize || next !== null ? 1 : 0;
    this.count = numberIn(body, "count") ?? known + more;
    this.next = next;
    this.previous = textIn(body, "previous");
    this.pageSize = pageSize;
    this.currentPage = currentPage;
    this.numPages = numberIn(body, "num_pages") ?? Math.max(1, Math.ceil(this.count / pageSize));
    this.hasNext = next !== null || (!isLast && currentPage < this.numPages);
  }

  /** Reads the page after this one, with the same conditions and options; null after the last one. */
  async nextPage(): Promise<Page<T> | null> {
    if (!this.hasNext || !this.#load) return null;
    try {
      return await this.#load(this.currentPage + 1);
    } catch (problem) {
      if (problem instanceof NotFoundError) return null; // it vanished while this one was used
      throw problem;
    }
  }

  /** Whether a page comes before. */
  get hasPrevious(): boolean {
    return this.previous !== null || this.currentPage > 1;
  }

  /** Whether this is the first page. */
  get isFirstPage(): boolean {
    return this.currentPage === 1;
  }

  /** Whether no page follows. */
  get isLastPage(): boolean {
    return !this.hasNext;
  }
}

/** The list in a page; undefined when there is none. */
export function itemsOf(body: Readonly<Record<string, unknown>>): readonly unknown[] | undefined {
  const named = ITEMS.map((name) => body[name]);
  const found: unknown = named.find(Array.isArray);
  if (found) return found as unknown[];
  return named.every((value) => value == null) && numberIn(body, "count") === 0 ? [] : undefined;
}

function textIn(body: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = body[name];
  return typeof value === "string" && value ? value : null;
}

function numberIn(body: Readonly<Record<string, unknown>>, name: string): number | undefined {
  const value = body[name];
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : undefined;
}

/** Yields the items of pages until the list ends: each item once, as far as its id tells. */
export async function* itemsOfPages<T>(first: Page<T>): AsyncGenerator<T, void, undefined> {
  const seen = new Set<string>();
  let stale = 0;
  // an empty page ends the list whatever it says of a next one, and so do a few in a row without anything new
  for (let page: Page<T> | null = first; page && page.payload.length > 0; page = await page.nextPage()) {
    stale += 1;
    for (const item of page.payload) {
      const id: unknown = isObject(item) ? item["id"] : undefined;
      if (typeof id === "string" || typeof id === "number") {
        if (seen.has(String(id))) continue;
        seen.add(String(id));
        // a Set keeps its order, so the first one is the oldest
        if (seen.size > REMEMBERED_IDS) seen.delete(seen.values().next().value ?? "");
      }
      stale = 0;
      yield item;
    }
    if (stale >= MOST_STALE_PAGES) return;
  }
}

/** Refuses a page that cannot be. */
export function checkPage(page: unknown, pageSize: unknown): void {
  const isFrom1To = (most: number, value: unknown) =>
    Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most;
  let problem = "";
  if (!isFrom1To(Infinity, page)) problem = "page must be a whole number, 1 or more";
  else if (!isFrom1To(MAX_PAGE_SIZE, pageSize))
    problem = `pageSize must be a whole number from 1 to ${MAX_PAGE_SIZE}`;
  if (problem) throw new InvalidArgumentError(`${problem}; nothing was sent.`);
}
