/** Contacts by their address: found, created, or brought up to date, also when the response to a create was lost. */
import { isObject } from "./responses.js";
import { type BulkOptions, BulkSession, type BulkStatus, type Job } from "./bulk.js";
import type { Call, Json } from "./call.js";
import {
  ConflictError,
  InvalidResponseError,
  type KonigleError,
  OutcomeUnknownError,
  ValidationError,
} from "./errors.js";
import { callOf, listCallOf } from "./calls.js";
import { itemsOfPages, Page } from "./paging.js";
import type { Transport } from "./transport.js";
import type { Contact } from "./generated/models.js";

const LOOKUP_PAGE_SIZE = 100; // a search for an address seldom brings more than one contact
const REMEMBERED = 10_000; // ids made lately; more than are made while one response is waited for
const CLOCKS_DIFFER_BY_MS = 2_000; // `Date` has whole seconds, and another machine may have set it

interface Done {
  status: BulkStatus;
  record: Contact;
}
interface Found {
  contact: Contact;
  /** The `Date` header of the response: the server's clock. */
  serverDate: string | null;
}

/** The work of one bulk run on contacts; the rules are those of the Python SDK (docs/bulk.md). */
export class ContactBulk extends BulkSession {
  readonly #made = new Set<string>();

  constructor(transport: Transport, options: BulkOptions) {
    super(transport, options, listCallOf("listContacts", 1, 1, {}));
  }

  /** One contact to be created. Throws InvalidArgumentError for what cannot be sent. */
  readonly create = (item: unknown): Job<Contact> => this.#job(item, false);

  /** One contact to be created, or to be brought up to date if its address is taken. */
  readonly upsert = (item: unknown): Job<Contact> => this.#job(item, true);

  #job(item: unknown, isUpsert: boolean): Job<Contact> {
    const call = callOf("createContact", undefined, item);
    return { key: keyOf(call.body?.["email"]), work: () => this.#save(call, isUpsert) };
  }

  /** The contact with an address, letter case aside; undefined if there is none. */
  async find(address: string): Promise<Found | undefined> {
    let serverDate: string | null = null;
    const load = async (page: number): Promise<Page<Contact>> => {
      const call = listCallOf("listContacts", page, LOOKUP_PAGE_SIZE, { q: address });
      const { value, headers } = await this.exchange(call);
      serverDate = headers.get("date");
      return new Page<Contact>(value as Json, page, LOOKUP_PAGE_SIZE, load);
    };
    // the search finds parts of words, too
    for await (const contact of itemsOfPages(await load(1))) {
      if (isObject(contact) && keyOf(contact.email) === keyOf(address)) return { contact, serverDate };
    }
    return undefined;
  }

  async #save(call: Call, isUpsert: boolean, isRepeat = false): Promise<Done> {
    const { body: given = {} } = call;
    const startedMs = this.#now();
    try {
      return await this.#write("created", call);
    } catch (problem) {
      if (problem instanceof OutcomeUnknownError) {
        const found = await this.#lookup(given["email"], problem, startedMs);
        const isMade = found?.isOwn && !differences(given, found.contact);
        if (found && (isUpsert || isMade))
          return this.#change(given, found.contact, found.isOwn ? "created" : "unchanged");
        if (!isUpsert || isRepeat) throw problem;
        return this.#save(call, true, true); // once more: an address has one contact, so the server refuses a second
      }
      // the words of the refusal are the server's business; a lookup tells whether the address is taken
      const mayBeTaken =
        problem instanceof ConflictError ||
        (problem instanceof ValidationError && "email" in problem.fieldErrors);
      const known = isUpsert && mayBeTaken ? await this.find(String(given["email"])) : undefined;
      if (!known) throw problem;
      return this.#change(given, known.contact, "unchanged");
    }
  }

  /** Changes what differs from the given fields, and nothing else; tags are added to those of the contact. */
  async #change(given: Json, contact: Contact, asGiven: BulkStatus): Promise<Done> {
    const changes = differences(withTagsOf(contact, given), contact);
    if (!changes) return { status: asGiven, record: this.#remember(contact) };
    return this.#write("updated", callOf("updateContact", contact.id, changes));
  }

  async #write(status: BulkStatus, call: Call): Promise<Done> {
    const finished = await this.exchange(call);
    const record = finished.value as Contact;
    if (finished.status === null) return { status: "unchanged", record }; // a dry run
    return { status, record: this.#remember(record) };
  }

  /** After a lost response: the contact with the address, and whether this very create must have made it. */
  async #lookup(
    address: unknown,
    unknown: KonigleError,
    startedMs: number,
  ): Promise<{ contact: Contact; isOwn: boolean } | undefined> {
    const found = await this.find(String(address)).catch(() => {
      this.options.signal?.throwIfAborted();
      unknown.message += " A lookup of the address failed too.";
      throw unknown;
    });
    unknown.message += found
      ? " A lookup found a contact with this address, which may be older."
      : " A lookup found no contact with this address.";
    if (!found) return undefined;
    const { contact, serverDate } = found;
    // without the server's clock there is no telling; a contact that is not older was made by nobody but this call
    const earliestMs = Date.parse(serverDate ?? "") - (this.#now() - startedMs) - CLOCKS_DIFFER_BY_MS;
    return { contact, isOwn: Date.parse(contact.created_at) >= earliestMs && !this.#made.has(contact.id) };
  }

  #remember(contact: Contact): Contact {
    this.#made.add(contact.id);
    if (this.#made.size > REMEMBERED) this.#made.delete(this.#made.values().next().value ?? "");
    return contact;
  }

  #now(): number {
    return this.transport.config.clock.now();
  }
}

/** The address as the server tells addresses apart: letter case does not count. */
function keyOf(address: unknown): string {
  return String(address).trim().toLowerCase();
}

/**
 * The given fields whose value is another than the contact's, and of consent the channels that are; undefined if all
 * are the same. The address is what the contact was found by, so it never counts. Blank and null are the same; tags
 * have no order. What the response left out is unknown, and so differs from any value.
 */
export function differences(given: Json, contact: Contact): Json | undefined {
  const found: Json = { ...contact };
  return changed(given, (name, value) =>
    name === "email" ? undefined : name in found ? difference(value, found[name]) : value,
  );
}

function withTagsOf(contact: Contact, given: Json): Json {
  const known: unknown = contact.tags;
  if (!Array.isArray(given["tags"])) return given;
  if (!Array.isArray(known))
    throw new InvalidResponseError("The response has no tags to add to; nothing was changed.");
  return { ...given, tags: [...new Set([...(known as unknown[]), ...(given["tags"] as unknown[])])] };
}

function difference(given: unknown, found: unknown): unknown {
  if (Array.isArray(given)) return Array.isArray(found) && setOf(given) === setOf(found) ? undefined : given;
  if (isObject(given)) {
    const known = isObject(found) ? found : {};
    return changed(given, (name, value) => (known[name] === value ? undefined : value));
  }
  return given === found || (!given && !found) ? undefined : given;
}

/** The values that remain; undefined if none does. */
function changed(values: Json, change: (name: string, value: unknown) => unknown): Json | undefined {
  const left = Object.entries(values)
    .map(([name, value]) => [name, change(name, value)] as const)
    .filter(([, value]) => value !== undefined);
  return left.length > 0 ? Object.fromEntries(left) : undefined;
}

function setOf(tags: readonly unknown[]): string {
  return JSON.stringify([...new Set(tags.map(String))].sort());
}
