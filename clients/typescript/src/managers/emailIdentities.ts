/** E-mail identities: domains and addresses that mail is sent from. */
import type { Transport } from "../transport.js";
import type { EmailIdentity } from "../types.js";
import type { RequestOptions } from "../wire.js";
import { Collection } from "./base.js";

const IDS = {
  list: "listEmailIdentities",
  get: "getEmailIdentity",
  create: "createEmailIdentity",
  update: "updateEmailIdentity",
  delete: "deleteEmailIdentity",
} as const;

/** Manager of e-mail identities. */
export class EmailIdentityManager extends Collection<typeof IDS> {
  constructor(transport: Transport) {
    super(transport, IDS);
  }

  /** Makes the server check the DNS records now. Idempotent; retried automatically. */
  async checkVerificationStatus(identityId: string, options?: RequestOptions): Promise<EmailIdentity> {
    return this.call("checkEmailIdentityStatus", { id: identityId }, options);
  }

  /**
   * Sets the domain that bounces go to, which must then be verified. Idempotent; retried automatically.
   *
   * @param mailFromDomain A subdomain of yours that sends and receives no other mail.
   * @returns The identity; its `mail_from_records` are to be added at the DNS provider.
   */
  async setupCustomMailFrom(
    identityId: string,
    mailFromDomain: string,
    options?: RequestOptions,
  ): Promise<EmailIdentity> {
    return this.call(
      "setupCustomMailFrom",
      { id: identityId, body: { mail_from_domain: mailFromDomain } },
      options,
    );
  }
}
