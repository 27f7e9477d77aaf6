/** E-mail accounts: the mail account of the site. */
import { isObject } from "../answers.js";
import type { Transport } from "../transport.js";
import type { AnswerOf, EmailAccount, EmailAccountSetup, EmailChannel, EmailIdentity } from "../types.js";
import type { RequestOptions } from "../wire.js";
import { Collection } from "./base.js";

const IDS = {
  list: "listEmailAccounts",
  get: "getEmailAccount",
  create: "createEmailAccount",
  update: "updateEmailAccount",
  delete: "deleteEmailAccount",
} as const;

/** What a set-up made. */
export interface AccountSetup {
  account: EmailAccount;
  channels: EmailChannel[];
  identity: EmailIdentity;
}

/** Manager of e-mail accounts. */
export class EmailAccountManager extends Collection<typeof IDS> {
  constructor(transport: Transport) {
    super(transport, IDS);
  }

  /**
   * Creates an account with its first channels and identity. Not retried if the response is lost. A blank address
   * means that none is given.
   */
  async setup(data: EmailAccountSetup, options?: RequestOptions): Promise<AccountSetup> {
    const answer: Partial<AccountSetup> = await this.call("setupEmailAccount", { body: data }, options);
    // an empty response is replaced by the request; in an invalid response it may be anything
    const known = { ...answer, name: data.account_name };
    return {
      account: (isObject(answer.account) ? answer.account : known) as EmailAccount,
      channels: Array.isArray(answer.channels) ? answer.channels : [],
      identity: (isObject(answer.identity) ? answer.identity : known) as unknown as EmailIdentity,
    };
  }

  /**
   * Requests whether e-mail can be sent. Idempotent; retried automatically.
   *
   * @returns What the server says; its keys are not documented.
   */
  async checkStatus(options?: RequestOptions): Promise<AnswerOf<"checkEmailAccountStatus">> {
    return this.call("checkEmailAccountStatus", {}, options);
  }
}
