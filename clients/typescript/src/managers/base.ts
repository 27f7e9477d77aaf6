/** What the methods of all managers have in common: calls, pages, and what their promises bring. */
import { isObject } from "../responses.js";
import type { Call, Json } from "../call.js";
import { callOf, listCallOf } from "../calls.js";
import { loadFiles } from "../files.js";
import { type OperationId, OPERATIONS } from "../generated/operations.js";
import { PAGE_SIZE, type PageOptions } from "../generated/settings.js";
import { itemsOfPages, Page } from "../paging.js";
import type { ResponseInfo, Transport } from "../transport.js";
import type { RequestOptions } from "../wire.js";

/** The promise of a call's data; `withResponse()` gives status, headers and attempts as well. */
export interface ApiPromise<T> extends Promise<T> {
  withResponse(): Promise<{ data: T; response: ResponseInfo }>;
}

/** What every manager can do: make calls of operations, and read pages. */
export class Manager {
  protected readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /** Makes a call of identifier and body; the body is checked, since types cannot hold a program to it. */
  protected call<T>(
    operationId: OperationId,
    given: readonly unknown[],
    options: RequestOptions | undefined,
    read: (value: unknown) => T = (value) => value as T,
  ): ApiPromise<T> {
    const prepare = async () => {
      const { files, path } = OPERATIONS[operationId];
      const [id, body] = path.includes("{") ? given : [undefined, ...given];
      if (!files || !isObject(body)) return callOf(operationId, id, body);
      const { [files.field]: attachments, ...fields } = body;
      const call = callOf(operationId, id, fields);
      const parts = await loadFiles(files.field, attachments ?? [], files.most, options?.signal);
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
    const { page = 1, pageSize = PAGE_SIZE, ...filters }: PageOptions & Json = { ...params };
    const load = (next: number) =>
      this.page<Item>(operationId, { ...filters, page: next, pageSize }, options);
    return this.#exchange(
      () => listCallOf(operationId, page, pageSize, filters),
      options,
      (value) => new Page<Item>(value as Json, page, pageSize, load),
    );
  }

  /** Iterates over all items of a list, in pages of 100. */
  protected async *items<Item>(
    list: (first: PageOptions) => Promise<Page<Item>>,
    params: Omit<PageOptions, "page"> = {},
  ): AsyncGenerator<Item, void, undefined> {
    yield* itemsOfPages(await list({ ...params, page: 1, pageSize: params.pageSize ?? 100 }));
  }

  /** Makes a call that is prepared first; the promise rejects if it cannot be. */
  #exchange<T>(
    prepare: () => Call | Promise<Call>,
    options: RequestOptions | undefined,
    read: (value: unknown, call: Call) => T,
  ): ApiPromise<T> {
    const made = (async () => {
      const call = await prepare();
      return { call, finished: await this.transport.exchange(call, options) };
    })();
    // an async function, so that the stack of an error leads to the caller
    const data = (async () => {
      const { call, finished } = await made;
      return read(finished.value, call);
    })();
    const withResponse = async () => {
      data.catch(() => undefined); // its error is that of the promise that is returned
      const { status, headers, requestId, attempts } = (await made).finished;
      return { data: await data, response: { status, headers, requestId, attempts } };
    };
    return Object.assign(data, { withResponse });
  }
}

/** The value of a response as its method returns it; what an empty one lacks is made of what was sent. */
function resultOf({ operation, body = {} }: Call, value: unknown): unknown {
  const { result, standIns = {}, unwraps } = operation;
  if (result === "nothing") return true;
  const found = value as Json;
  for (const [name, others] of Object.entries(standIns)) {
    if (typeof found[name] === "object" && found[name]) continue;
    const renamed = Object.entries(others).map(([field, other]) => [field, body[other]]);
    found[name] = Array.isArray(others) ? [] : { ...body, ...Object.fromEntries(renamed) };
  }
  return unwraps === undefined ? value : found[unwraps];
}
