/** Contacts: people who can be written to. */
import type { Transport } from "../transport.js";
import type { Contact, ContactCreate, ContactUpdate, ContactUpdateLTV, FiltersOf } from "../types.js";
import type { RequestOptions } from "../wire.js";
import { type ApiPromise, Collection } from "./base.js";

const IDS = {
  list: "listContacts",
  get: "getContact",
  create: "createContact",
  update: "updateContact",
  delete: "deleteContact",
} as const;

/** Manager of contacts. */
export class ContactManager extends Collection<
  Contact,
  ContactCreate,
  ContactUpdate,
  FiltersOf<"listContacts">
> {
  constructor(transport: Transport) {
    super(transport, IDS);
  }

  /**
   * Adds the revenue of a purchase to the contact with the given address. Never repeated after a lost answer: the
   * amount would count twice.
   */
  updateLtv(data: ContactUpdateLTV, options?: RequestOptions): ApiPromise<Contact> {
    return this.call("updateContactLtv", { body: data }, options);
  }
}
