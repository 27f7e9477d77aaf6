/** Reading, writing and paging, the same for every collection. */
import { type Call, fillPath, type Json } from "../call.js";
import { checkBody, checkFilters } from "../checks.js";
import { NotFoundError } from "../errors.js";
import type { OperationFacts } from "../facts.js";
import { BODIES, type OperationId, OPERATIONS } from "../generated/operations.js";
import { checkPage, Page, Walk } from "../paging.js";
import type { Transport } from "../transport.js";
import type { AnswerOf, BodyOf, FiltersOf } from "../types.js";
import type { RequestOptions } from "../wire.js";

/** What every manager can do: make calls of operations. */
export class Manager {
  protected readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /** Makes a call; the body is checked by the facts of its schema, which types cannot hold a program to. */
  protected async call<Id extends OperationId>(
    operationId: Id,
    given: { id?: string; body?: unknown },
    options: RequestOptions | undefined,
  ): Promise<AnswerOf<Id>> {
    return (await this.transport.send(callOf(operationId, given), options)) as AnswerOf<Id>;
  }
}

/** The call of an operation. Throws InvalidArgumentError for what cannot be sent. */
export function callOf(operationId: OperationId, given: { id?: string; body?: unknown }): Call {
  const operation: OperationFacts = OPERATIONS[operationId];
  fillPath(operation, given.id);
  const facts = operation.body === undefined ? undefined : BODIES[operation.body];
  return { operation, id: given.id, body: facts && checkBody(operation, facts, given.body) };
}

/** The operations that a collection has. */
export interface CollectionIds {
  readonly list: OperationId;
  readonly get: OperationId;
  readonly create: OperationId;
  readonly update: OperationId;
  readonly delete: OperationId;
}

/** The page that a list reads. */
export interface PageOptions {
  /** Number of the page, from 1. */
  page?: number | undefined;
  /** Resources per page, 1 to 200; 20 when left out. */
  pageSize?: number | undefined;
}

type Item<Ids extends CollectionIds> = AnswerOf<Ids["get"]>;
type Filters<Ids extends CollectionIds> = FiltersOf<Ids["list"]>;

/** Manager of one collection. Every method takes the options of one call as its last argument. */
export class Collection<Ids extends CollectionIds> extends Manager {
  readonly #ids: Ids;

  constructor(transport: Transport, ids: Ids) {
    super(transport);
    this.#ids = ids;
  }

  /** Creates a resource. Not retried if the response is lost. */
  async create(data: BodyOf<Ids["create"]>, options?: RequestOptions): Promise<Item<Ids>> {
    return this.#one(this.#ids.create, { body: data }, options);
  }

  /** Requests one resource with all its fields. Idempotent; retried automatically. */
  async get(id: string, options?: RequestOptions): Promise<Item<Ids>> {
    return this.#one(this.#ids.get, { id }, options);
  }

  /** Changes the fields that are given; null clears a field that can be null. Idempotent; retried automatically. */
  async update(id: string, data: BodyOf<Ids["update"]>, options?: RequestOptions): Promise<Item<Ids>> {
    return this.#one(this.#ids.update, { id, body: data }, options);
  }

  /** Deletes one resource; returns true once it is deleted. Idempotent; retried automatically. */
  async delete(id: string, options?: RequestOptions): Promise<true> {
    await this.call(this.#ids.delete, { id }, options);
    return true;
  }

  /** Requests one page. Idempotent; retried automatically. Filters have the names of the API; null ones are not sent. */
  async list(params?: Filters<Ids> & PageOptions, options?: RequestOptions): Promise<Page<Item<Ids>>> {
    const { page = 1, pageSize = 20, ...filters }: PageOptions & Json = { ...params };
    return this.#page(page, pageSize, filters, options);
  }

  /**
   * Every matching resource, read page by page (of 100) as the loop goes on; memory does not grow with the list. A
   * resource that is on two pages because the list changed is returned once.
   */
  async *iterAll(
    params?: Filters<Ids> & Omit<PageOptions, "page">,
    options?: RequestOptions,
  ): AsyncGenerator<Item<Ids>, void, undefined> {
    const { pageSize = 100, ...filters }: Omit<PageOptions, "page"> & Json = { ...params };
    const walk = new Walk();
    for (;;) {
      let page: Page<Item<Ids>>;
      try {
        page = await this.#page(walk.page, pageSize, filters, options);
      } catch (problem) {
        if (!(problem instanceof NotFoundError) || walk.page === 1) throw problem;
        return; // the last page vanished while the one before it was used
      }
      yield* walk.take(page);
      if (!walk.advance(page)) return;
    }
  }

  async #one(
    id: OperationId,
    given: { id?: string; body?: unknown },
    options?: RequestOptions,
  ): Promise<Item<Ids>> {
    return (await this.transport.send(callOf(id, given), options)) as Item<Ids>;
  }

  async #page(
    page: number,
    pageSize: number,
    filters: Json,
    options?: RequestOptions,
  ): Promise<Page<Item<Ids>>> {
    checkPage(page, pageSize);
    const operation: OperationFacts = OPERATIONS[this.#ids.list];
    const query = { page: String(page), page_size: String(pageSize), ...checkFilters(operation, filters) };
    const answer = await this.transport.send({ operation, query }, options);
    return new Page<Item<Ids>>(answer as Json, page, pageSize);
  }
}
