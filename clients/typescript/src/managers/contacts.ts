/** Contacts: people who can be written to. */
import type { Transport } from "../transport.js";
import type { Contact, ContactUpdateLTV } from "../types.js";
import type { RequestOptions } from "../wire.js";
import { Collection } from "./base.js";

const IDS = {
  list: "listContacts",
  get: "getContact",
  create: "createContact",
  update: "updateContact",
  delete: "deleteContact",
} as const;

/** Manager of contacts. */
export class ContactManager extends Collection<typeof IDS> {
  constructor(transport: Transport) {
    super(transport, IDS);
  }

  /**
   * Adds the revenue of a purchase to the contact with the given address. Not retried if the response is lost, because the
   * amount would count twice.
   */
  async updateLtv(data: ContactUpdateLTV, options?: RequestOptions): Promise<Contact> {
    return this.call("updateContactLtv", { body: data }, options);
  }
}
