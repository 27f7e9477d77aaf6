/** Pages: the public page, and which page comes next. */
import { isObject } from "./answers.js";
import { InvalidArgumentError } from "./errors.js";

export const MAX_PAGE_SIZE = 200;
/** Bounds the memory of iterAll; a list would have to shift by more between two pages. */
const REMEMBERED_IDS = 10_000;

/** A successful response that is not JSON of the right kind; the message does not contain the body. */
export class UnreadableAnswer extends Error {}

/** One page of a list. */
export class Page<T> {
  /** The resources of this page. */
  readonly payload: readonly T[];
  /** How many resources match in all; when the server does not say, how many are known of. */
  readonly count: number;
  /** Address of the next page; null on the last one. */
  readonly next: string | null;
  /** Address of the page before; null on the first one. */
  readonly previous: string | null;
  /** Resources asked for per page. */
  readonly pageSize: number;
  /** Number of this page, from 1. */
  readonly currentPage: number;
  /** How many pages there are. */
  readonly numPages: number;
  /** Whether a page follows. */
  readonly hasNext: boolean;

  constructor(answer: Readonly<Record<string, unknown>>, currentPage: number, pageSize: number) {
    this.payload = itemsOf(answer) as T[];
    const next = textIn(answer, "next");
    const isLast = answer["next"] === null || answer["next"] === "";
    const known = (currentPage - 1) * pageSize + this.payload.length;
    const more = this.payload.length >= pageSize || next !== null ? 1 : 0;
    this.count = numberIn(answer, "count") ?? known + more;
    this.next = next;
    this.previous = textIn(answer, "previous");
    this.pageSize = pageSize;
    this.currentPage = currentPage;
    this.numPages = numberIn(answer, "num_pages") ?? Math.max(1, Math.ceil(this.count / pageSize));
    this.hasNext = next !== null || (!isLast && currentPage < this.numPages);
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

/** The list in a page; throws UnreadableAnswer when there is none. */
export function itemsOf(answer: Readonly<Record<string, unknown>>): readonly unknown[] {
  for (const found of [answer["payload"], answer["results"]]) {
    if (Array.isArray(found)) return found;
  }
  const isEmpty =
    (answer["payload"] ?? answer["results"] ?? null) === null && numberIn(answer, "count") === 0;
  if (isEmpty) return [];
  throw new UnreadableAnswer("it has no list of resources");
}

function textIn(answer: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = answer[name];
  return typeof value === "string" && value ? value : null;
}

function numberIn(answer: Readonly<Record<string, unknown>>, name: string): number | undefined {
  const value = answer[name];
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : undefined;
}

/** The state of one `iterAll`: the ids returned lately. */
export class Walk {
  page = 1;
  readonly #seen = new Set<string>();

  /** Returns the items of a page that were not returned before. */
  *take<T>(page: Page<T>): Generator<T> {
    for (const item of page.payload) {
      const id: unknown = isObject(item) ? item["id"] : undefined;
      if ((typeof id !== "string" && typeof id !== "number") || this.#isFirstTime(String(id))) yield item;
    }
  }

  /** Goes on to the next page; false at the end. An empty page ends the list, whatever it says of a next one. */
  advance(page: Page<unknown>): boolean {
    this.page += 1;
    return page.payload.length > 0 && page.hasNext;
  }

  #isFirstTime(id: string): boolean {
    if (this.#seen.has(id)) return false;
    this.#seen.add(id);
    if (this.#seen.size > REMEMBERED_IDS) {
      for (const oldest of this.#seen) {
        this.#seen.delete(oldest); // a Set keeps its order: this is the first one added
        break;
      }
    }
    return true;
  }
}

/** Refuses a page that cannot be. */
export function checkPage(page: unknown, pageSize: unknown): void {
  for (const [name, value, most] of [
    ["page", page, Infinity],
    ["pageSize", pageSize, MAX_PAGE_SIZE],
  ] as const) {
    if (typeof value !== "number" || !Number.isInteger(value) || value < 1 || value > most) {
      const limits = most === Infinity ? "1 or more" : `from 1 to ${String(most)}`;
      throw new InvalidArgumentError(`${name} must be a whole number, ${limits}; nothing was sent.`);
    }
  }
}
