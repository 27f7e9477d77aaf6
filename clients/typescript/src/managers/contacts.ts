/** Contacts by their address, and many of them at once. */
import { Bulk, type BulkOptions, type Items } from "../bulk.js";
import { callOf } from "../calls.js";
import { ContactBulk } from "../contactBulk.js";
import { InvalidArgumentError, NotFoundError } from "../errors.js";
import { ContactManager as Generated } from "../generated/managers.js";
import type { Contact, ContactCreate } from "../generated/models.js";
import type { RequestOptions } from "../wire.js";

export class ContactManager extends Generated {
  /** Reads the contact with an address, letter case aside. Rejects with NotFoundError if there is none. Idempotent. */
  async getByEmail(email: string, options?: RequestOptions): Promise<Contact> {
    const { body } = callOf("createContact", undefined, { email }); // refuses what is no address
    const found = await new ContactBulk(this.transport, { ...options }).find(String(body?.["email"]));
    if (found) return found.contact;
    const facts = { operation: "listContacts", method: "GET", status: 404 };
    throw new NotFoundError("listContacts: no contact has this address.", facts);
  }

  /**
   * Creates many contacts, several at a time; nothing is sent before the first result is read. A bad item becomes a
   * failed result, and the others continue. If a response is lost, the address is looked up: the result is `created` only
   * if the contact is there as given and cannot be older than the call; else the item failed with OutcomeUnknownError.
   * Each item is sent as it is given: for a channel of `marketing_consent` that is left out, the server assumes consent.
   */
  createMany(items: Items<ContactCreate>, options: BulkOptions = {}): Bulk<Contact> {
    const session = new ContactBulk(this.transport, options);
    return new Bulk(items, session.create, session);
  }

  /**
   * Creates contacts, and brings those up to date whose address is taken: only fields that are given and differ are
   * changed, and tags are added to those of the contact. May always be repeated.
   */
  upsertMany(
    items: Items<ContactCreate>,
    { by = "email", ...options }: BulkOptions & { by?: "email" } = {},
  ): Bulk<Contact> {
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- types do not hold every program to it
    if (by !== "email") throw new InvalidArgumentError('by must be "email"; nothing was sent.');
    const session = new ContactBulk(this.transport, options);
    return new Bulk(items, session.upsert, session);
  }
}
