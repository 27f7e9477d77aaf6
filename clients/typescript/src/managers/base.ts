/** Reading, writing and paging, the same for every collection. */
import type { Call, Json } from "../call.js";
import { callOf, listCallOf } from "../calls.js";
import type { Attempt } from "../errors.js";
import type { OperationId } from "../generated/operations.js";
import { itemsOfPages, Page } from "../paging.js";
import type { Finished, Transport } from "../transport.js";
import type { RequestOptions } from "../wire.js";

/** What a call brought, beside its data. */
export interface ResponseInfo {
  /** HTTP status; null when nothing was sent, as in a dry run. */
  readonly status: number | null;
  readonly headers: Headers;
  /** The `X-Request-ID` of the response, else the one that was sent. */
  readonly requestId: string;
  readonly attempts: readonly Attempt[];
}

/** The promise of a call's data; `withResponse()` gives status, headers and attempts as well. */
export interface ApiPromise<T> extends Promise<T> {
  withResponse(): Promise<{ data: T; response: ResponseInfo }>;
}

function apiPromise<T>(finished: Promise<Finished>, read: (value: unknown) => T): ApiPromise<T> {
  // an async function, so that the stack of an error leads to the caller
  const data = (async () => read((await finished).value))();
  const withResponse = async () => {
    data.catch(() => undefined); // it is told of by the promise that is returned
    const { status, headers, requestId, attempts } = await finished;
    return { data: await data, response: { status, headers, requestId, attempts } };
  };
  return Object.assign(data, { withResponse });
}

/** What every manager can do: make calls of operations. */
export class Manager {
  protected readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /** Makes a call; the body is checked by the facts of its schema, which types cannot hold a program to. */
  protected call<T>(
    operationId: OperationId,
    given: { id?: string; body?: unknown },
    options: RequestOptions | undefined,
    read: (value: unknown) => T = (value) => value as T,
  ): ApiPromise<T> {
    return this.exchange(() => callOf(operationId, given), options, read);
  }

  /** Makes a call that is prepared first; the promise rejects if it cannot be. */
  protected exchange<T>(
    prepare: () => Call | Promise<Call>,
    options: RequestOptions | undefined,
    read: (value: unknown) => T,
  ): ApiPromise<T> {
    return apiPromise((async () => this.transport.exchange(await prepare(), options))(), read);
  }
}

/** The page that a list reads. */
export interface PageOptions {
  /** Number of the page, from 1. */
  page?: number | undefined;
  /** Resources per page, 1 to 200; 20 when left out. */
  pageSize?: number | undefined;
}

/** Manager of one collection. Every method takes the options of one call as its last argument. */
export class Collection<Item, Create, Update, Filters> extends Manager {
  readonly #one: string;
  readonly #many: string;

  /** The names of a resource and of many of them, as operation ids have them. */
  constructor(transport: Transport, one: string, many: string) {
    super(transport);
    this.#one = one;
    this.#many = many;
  }

  #to(verb: "create" | "get" | "update" | "delete"): OperationId {
    return `${verb}${this.#one}` as OperationId;
  }

  /** Creates a resource. Not retried if the response is lost. */
  create(data: Create, options?: RequestOptions): ApiPromise<Item> {
    return this.call(this.#to("create"), { body: data }, options);
  }

  /** Reads one resource with all its fields. Idempotent; retried automatically. */
  get(id: string, options?: RequestOptions): ApiPromise<Item> {
    return this.call(this.#to("get"), { id }, options);
  }

  /** Changes the fields that are given and no others; null clears a field that can be null. Idempotent. */
  update(id: string, data: Update, options?: RequestOptions): ApiPromise<Item> {
    return this.call(this.#to("update"), { id, body: data }, options);
  }

  /** Deletes one resource; true once it is gone. Idempotent; retried automatically. */
  delete(id: string, options?: RequestOptions): ApiPromise<true> {
    return this.call(this.#to("delete"), { id }, options, () => true as const);
  }

  /** Reads one page. Idempotent. Filters have their names of the wire; those that are null are not sent. */
  list(params?: Filters & PageOptions, options?: RequestOptions): ApiPromise<Page<Item>> {
    const { page = 1, pageSize = 20, ...filters }: PageOptions & Json = { ...params };
    return this.#page(page, pageSize, filters, options);
  }

  /**
   * Iterates over all matches, requesting pages (of 100) as needed; memory does not grow with the list. A resource that
   * is on two pages because the list moved meanwhile is handed out once.
   */
  async *iterAll(
    params?: Filters & Omit<PageOptions, "page">,
    options?: RequestOptions,
  ): AsyncGenerator<Item, void, undefined> {
    const { pageSize = 100, ...filters }: Omit<PageOptions, "page"> & Json = { ...params };
    yield* itemsOfPages(await this.#page(1, pageSize, filters, options));
  }

  #page(page: number, pageSize: number, filters: Json, options?: RequestOptions): ApiPromise<Page<Item>> {
    const load = (next: number) => this.#page(next, pageSize, filters, options);
    return this.exchange(
      () => listCallOf(`list${this.#many}` as OperationId, page, pageSize, filters),
      options,
      (value) => new Page<Item>(value as Json, page, pageSize, load),
    );
  }
}
