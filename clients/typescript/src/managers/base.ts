/** What the methods of all managers have in common: calls, pages, and what their promises bring. */
import { Limit } from "../abort.js";
import { isObject } from "../answers.js";
import type { Call, Json } from "../call.js";
import { callOf, listCallOf } from "../calls.js";
import type { Attempt } from "../errors.js";
import type { OperationFacts } from "../facts.js";
import { loadFiles } from "../files.js";
import { type OperationId, OPERATIONS } from "../generated/operations.js";
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

function apiPromise<T>(
  finished: Promise<Finished & { call: Call }>,
  read: (value: unknown, call: Call) => T,
): ApiPromise<T> {
  // an async function, so that the stack of an error leads to the caller
  const data = (async () => {
    const { value, call } = await finished;
    return read(value, call);
  })();
  const withResponse = async () => {
    data.catch(() => undefined); // it is told of by the promise that is returned
    const { status, headers, requestId, attempts } = await finished;
    return { data: await data, response: { status, headers, requestId, attempts } };
  };
  return Object.assign(data, { withResponse });
}

/** The page that a list reads. */
export interface PageOptions {
  /** Number of the page, from 1. */
  page?: number | undefined;
  /** Resources per page, 1 to 200; 20 when left out. */
  pageSize?: number | undefined;
}

/** What every manager can do: make calls of operations, and read pages. */
export class Manager {
  protected readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /** Makes a call; the body is checked by the facts of its schema, which types cannot hold a program to. */
  protected call<T>(
    operationId: OperationId,
    { id, body }: { id?: string; body?: unknown },
    options: RequestOptions | undefined,
    read: (value: unknown) => T = (value) => value as T,
  ): ApiPromise<T> {
    const prepare = async () => {
      const { files }: Partial<OperationFacts> = OPERATIONS[operationId];
      if (!files || !isObject(body)) return callOf(operationId, { id, body });
      const { [files.field]: attachments, ...fields } = body;
      const call = callOf(operationId, { id, body: fields });
      const limit = new Limit(Infinity, options?.signal);
      const parts = await limit.race(loadFiles(files.field, attachments ?? [], files.most, limit.signal));
      return parts.length > 0 ? { ...call, files: parts } : call;
    };
    return this.#exchange(prepare, options, (value, call) => read(resultOf(call, value)));
  }

  /** Reads one page. Filters have their names of the wire. */
  protected page<Item>(
    operationId: OperationId,
    params: PageOptions | undefined,
    options: RequestOptions | undefined,
  ): ApiPromise<Page<Item>> {
    const { page = 1, pageSize = 20, ...filters }: PageOptions & Json = { ...params };
    return this.#page(operationId, page, pageSize, filters, options);
  }

  /** Iterates over all items of a list, in pages of 100. */
  protected async *items<Item>(
    operationId: OperationId,
    params: Omit<PageOptions, "page"> | undefined,
    options: RequestOptions | undefined,
  ): AsyncGenerator<Item, void, undefined> {
    const { pageSize = 100, ...filters }: Omit<PageOptions, "page"> & Json = { ...params };
    yield* itemsOfPages(await this.#page<Item>(operationId, 1, pageSize, filters, options));
  }

  #page<Item>(
    operationId: OperationId,
    page: number,
    pageSize: number,
    filters: Json,
    options?: RequestOptions,
  ): ApiPromise<Page<Item>> {
    const load = (next: number) => this.#page<Item>(operationId, next, pageSize, filters, options);
    return this.#exchange(
      () => listCallOf(operationId, page, pageSize, filters),
      options,
      (value) => new Page<Item>(value as Json, page, pageSize, load),
    );
  }

  /** Makes a call that is prepared first; the promise rejects if it cannot be. */
  #exchange<T>(
    prepare: () => Call | Promise<Call>,
    options: RequestOptions | undefined,
    read: (value: unknown, call: Call) => T,
  ): ApiPromise<T> {
    const finished = (async () => {
      const call = await prepare();
      const found = await this.transport.exchange(call, options);
      return { ...found, call };
    })();
    return apiPromise(finished, read);
  }
}

/** The value of a response as its method returns it. An empty response stands for what was sent. */
function resultOf({ operation, body }: Call, value: unknown): unknown {
  const { answer, standIns = {}, unwraps } = operation;
  if (answer === "nothing") return true;
  if (!isObject(value)) return value;
  const others = Object.entries(value).filter(([name]) => !(name in standIns));
  for (const [name, standIn] of Object.entries(standIns)) {
    // an odd response may hold anything
    if (Array.isArray(standIn) ? Array.isArray(value[name]) : isObject(value[name])) continue;
    const renamed = Object.entries(standIn).map(([field, other]) => [field, body?.[other]]);
    value[name] = Array.isArray(standIn) ? [] : Object.fromEntries([...others, ...renamed]);
  }
  return unwraps === undefined ? value : value[unwraps];
}
